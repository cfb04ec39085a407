// Our stages against what the containers themselves wrote down, to the second.
import { describe, expect, test } from 'vitest'
import type { Stage } from '../../src/timeline/stage.ts'
import type { Timeline } from '../../src/timeline/timeline.ts'
import { clockOf, lifeNames, recordedLives, recordedTimeline } from './lives.ts'

const oneSecond = 1000

/** Which edge of which stage each word of a container's clock stands for. The probes' own times are not in the API. */
const edges: Record<string, (stage: Stage) => string | null> = {
  START: ({ stage, from }) => (stage === 'running' ? from : null),
  'POST-START': ({ stage, from }) => (stage === 'starting-up' ? from : null),
  END: ({ stage, to }) => (stage === 'running' ? to : null),
  'PRE-HOOK': ({ stage, from }) => (stage === 'pre-stop' ? from : null),
}

describe.each(lifeNames)('the life %s', (name) => {
  test('has a stage for each line of the containers’ clocks, within one second', async () => {
    const timelines = (await recordedLives(name)).map(recordedTimeline)
    const lines = clockOf(name).filter(({ word }) => word in edges)
    if (name !== 'pull-never-works') expect(lines.length).toBeGreaterThan(0)
    const missed = lines.filter(({ at, word, container }) => {
      const edge = edges[word]
      return !timesOf(timelines, container, edge!).some((time) => Math.abs(time - at) <= oneSecond)
    })
    expect(missed).toEqual([])
  })

  test('has no run that the containers’ clocks do not know', async () => {
    const timelines = (await recordedLives(name)).map(recordedTimeline)
    const lines = clockOf(name)
    for (const word of ['START', 'END']) {
      for (const container of new Set(
        lines.filter((line) => line.word === word).map((line) => line.container),
      )) {
        // A process that was killed wrote no END.
        const written = lines.filter((line) => line.word === word && line.container === container).length
        const reported = timesOf(timelines, container, edges[word]!).length
        const killed = timelines.flatMap(({ containers }) =>
          containers
            .filter(({ name: of }) => of === container)
            .flatMap(({ exits }) => exits.filter(({ code }) => code === 137)),
        ).length
        expect([word, container, reported - (word === 'END' ? killed : 0)]).toEqual([
          word,
          container,
          written,
        ])
      }
    }
  })

  test('puts SIGTERM where the containers felt it', async () => {
    const timelines = (await recordedLives(name)).map(recordedTimeline)
    for (const { at, container } of clockOf(name).filter(({ word }) => word === 'TERM')) {
      const subject = `container/${container}`
      const reported = timelines.flatMap(({ moments }) =>
        moments.filter((m) => m.what === 'sigterm' && m.subject === subject),
      )
      const stopping = timelines
        .flatMap(({ stages }) => stages)
        .filter((stage) => stage.stage === 'stopping' && stage.subject === subject)
      // Behind a preStop hook, and for a sidecar, its time is not known: it falls into the stage.
      const isThere =
        reported.some((moment) => Math.abs(Date.parse(moment.at) - at) <= oneSecond) ||
        (reported.length === 0 &&
          stopping.some(
            ({ from, to }) => at >= Date.parse(from!) - oneSecond && at <= Date.parse(to!) + oneSecond,
          ))
      expect([container, at, isThere]).toEqual([container, at, true])
    }
  })

  test('puts the end of a startup between two times that hold', async () => {
    const timelines = (await recordedLives(name)).map(recordedTimeline)
    const probes = clockOf(name).filter(({ word }) => word === 'STARTUP')
    const last = probes.at(-1)
    if (last === undefined) return
    const stage = timelines
      .flatMap(({ stages }) => stages)
      .find(
        (candidate) =>
          candidate.stage === 'starting-up' && candidate.subject === `container/${last.container}`,
      )
    expect(Date.parse(stage!.toAfter!) - oneSecond).toBeLessThanOrEqual(last.at)
    expect(Date.parse(stage!.to!) + oneSecond).toBeGreaterThanOrEqual(last.at)
  })
})

function timesOf(
  timelines: readonly Timeline[],
  container: string,
  edge: (stage: Stage) => string | null,
): number[] {
  return timelines
    .flatMap(({ stages }) => stages.filter(({ subject }) => subject === `container/${container}`))
    .flatMap((stage) => {
      const time = edge(stage)
      return time === null ? [] : [Date.parse(time)]
    })
}
