// Every state of a recorded life, alone, with the events that were there at that moment: no moment and no stage that is told
// from it may contradict the whole life.
import { describe, expect, test } from 'vitest'
import type { RecordedLife } from '../../src/cluster/saved/life.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { lifeOf } from '../../src/timeline/life.ts'
import type { Moment } from '../../src/timeline/moments.ts'
import type { Stage } from '../../src/timeline/stage.ts'
import { type Timeline, timelineOf } from '../../src/timeline/timeline.ts'
import { lifeNames, recordedLives, recordedTimeline } from './lives.ts'

const oneSecond = 1000

describe.each(lifeNames)('the life %s', (name) => {
  test('is contradicted by none of its states', async () => {
    const contradictions: string[] = []
    let seen = 0
    for (const life of await recordedLives(name)) {
      const whole = recordedTimeline(life)
      for (const snapshot of snapshotsOf(life)) {
        seen += 1
        const alone = timelineOf(lifeOf(readPod(snapshot)))
        const where = `at ${snapshot.takenAt}: `
        contradictions.push(
          ...alone.moments.filter((m) => contradictsMoments(m, whole)).map((m) => where + JSON.stringify(m)),
        )
        contradictions.push(
          ...alone.stages
            .filter((s) => contradictsStages(s, whole, alone))
            .map((s) => where + JSON.stringify(s)),
        )
      }
    }
    expect(seen).toBeGreaterThan(5)
    expect(contradictions).toEqual([])
  })

  test('has all its moments told by some state or event, and no more', async () => {
    for (const life of await recordedLives(name)) {
      const whole = recordedTimeline(life)
      const keys = whole.moments.map(({ at, what, subject, run, precision }) =>
        [at, what, subject, run, precision].join(' '),
      )
      expect(new Set(keys).size).toBe(keys.length)
      expect(whole.moments.filter(({ what }) => what === 'created')).toHaveLength(1)
      expect(whole.moments.filter(({ what }) => what === 'removed').length).toBe(whole.removed ? 1 : 0)
    }
  })
})

/** Each state with the newest version of each event that was written before it, by the server's own count. */
function snapshotsOf({ states, latest }: RecordedLife): PodSnapshot[] {
  return states.map((state) => {
    const version = Number(state.pod?.metadata?.resourceVersion)
    const newest = new Map<string, PodSnapshot['events'][number]>()
    for (const event of latest.events) {
      if (Number(event.metadata?.resourceVersion) <= version) newest.set(event.metadata?.name ?? '', event)
    }
    return { ...state, events: [...newest.values()] }
  })
}

function contradictsMoments(moment: Moment, { moments }: Timeline): boolean {
  const same = moments.filter(
    ({ what, subject, run }) =>
      what === moment.what && subject === moment.subject && (run ?? moment.run) === (moment.run ?? run),
  )
  const at = Date.parse(moment.at)
  if (moment.precision === 'by-then' || moment.precision === 'between') {
    return !same.some((other) => Date.parse(other.at) <= at + oneSecond)
  }
  return !same.some((other) => Math.abs(Date.parse(other.at) - at) <= oneSecond)
}

function contradictsStages(stage: Stage, whole: Timeline, alone: Timeline): boolean {
  const same = whole.stages.filter(
    (other) =>
      isSameStage(stage, other) &&
      other.subject === stage.subject &&
      (other.run ?? stage.run) === (stage.run ?? other.run),
  )
  return !same.some(
    (other) => startsAsWell(stage, other) && endsAsWell(stage, other, Date.parse(alone.takenAt)),
  )
}

/** Before a kubelet has said that it waits, an exit is followed by a restart: it may turn out to be a back-off. */
function isSameStage(stage: Stage, whole: Stage): boolean {
  return (
    stage.stage === whole.stage ||
    (stage.stage === 'restarting' && stage.ongoing && whole.stage === 'back-off')
  )
}

function startsAsWell(stage: Stage, whole: Stage): boolean {
  if (stage.from === null || whole.from === null) return true
  const [from, truth] = [Date.parse(stage.from), Date.parse(whole.from)]
  return Math.abs(from - truth) <= oneSecond || (isUpper(stage) && truth <= from)
}

function endsAsWell(stage: Stage, whole: Stage, takenAt: number): boolean {
  const truth = whole.to === null ? Number.POSITIVE_INFINITY : Date.parse(whole.to)
  // An ongoing stage had not ended when the state was written.
  if (stage.to === null) return !stage.ongoing || truth >= takenAt - oneSecond
  const to = Date.parse(stage.to)
  return Math.abs(to - truth) <= oneSecond || (isUpper(stage) && truth <= to)
}

function isUpper({ precision }: Stage): boolean {
  return precision === 'by-then' || precision === 'between'
}
