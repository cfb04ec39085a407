import { expect, test } from 'vitest'
import { nextStart } from '../../src/timeline/back-offs.ts'
import { subjectOf } from '../../src/timeline/dated.ts'
import { type Run, runsOf } from '../../src/timeline/runs.ts'
import { timelineOf } from '../../src/timeline/timeline.ts'
import { lifeNames, recordedLives, toLife } from './lives.ts'

const second = 1000
// The restart comes at the kubelet's first look after the wait.
const late = 31 * second

test.each(lifeNames)('the waits of %s are those that a kubelet keeps by default', async (name) => {
  for (const life of (await recordedLives(name)).map(toLife)) {
    const killed = new Set(
      timelineOf(life)
        .stages.filter(({ stage }) => stage === 'stopping')
        .map(({ subject, run }) => `${subject} ${run}`),
    )
    for (const container of life.latest.containers) {
      const runs = runsOf(life, container.name)
      runs.forEach((run, index) => {
        const next = runs[index + 1]
        const wait = nextStart(runs, run)
        if (next === undefined || wait === null || killed.has(`${subjectOf(container.name)} ${run.run}`))
          return
        const took = next.startedAt! - run.finishedAt!
        expect(took).toBeGreaterThanOrEqual(wait - second)
        expect(took).toBeLessThanOrEqual(wait + late)
      })
    }
  }
})

test('doubles from ten seconds to five minutes', () => {
  const runs = Array.from({ length: 9 }, (_, index) => ended(index + 1, index * 400, index * 400 + 1))
  expect(runs.map((run) => nextStart(runs, run))).toEqual(
    [0, 10, 20, 40, 80, 160, 300, 300, 300].map((wait) => wait * second),
  )
})

test('begins anew after a run of more than ten minutes', () => {
  const runs = [ended(1, 0, 1), ended(2, 2, 3), ended(3, 20, 20 + 601), ended(4, 700, 701)]
  expect(runs.map((run) => nextStart(runs, run))).toEqual([0, 10 * second, 0, 10 * second])
})

test('is not known where runs are missing, until one is long enough', () => {
  const runs = [ended(4, 0, 1), ended(5, 400, 401), ended(6, 800, 1500), ended(7, 1502, 1503)]
  expect(runs.map((run) => nextStart(runs, run))).toEqual([null, null, 0, 10 * second])
})

function ended(run: number, from: number, to: number): Run {
  return { run, startedAt: from * second, startSource: 'x', finishedAt: to * second, exit: null }
}
