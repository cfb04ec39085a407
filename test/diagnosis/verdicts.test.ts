// Our verdicts beside what is known of each recorded situation by who made it.
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Finding } from '../../src/diagnosis/diagnosis.ts'
import { lines } from '../../src/render/neutralise.ts'
import { readingsOf, situations, truthOf } from '../pods.ts'

describe.each(situations)('%s', (situation) => {
  const truth = truthOf(situation)

  const takenAt = truth.taken_at === undefined ? [] : [Date.parse(truth.taken_at)]
  const clocks = [null, ...takenAt].map(
    (now) => [now === null ? 'as an old file' : 'at its time', now] as const,
  )

  test.each(clocks)(
    `${truth.healthy ? 'accuses nothing' : 'names what is wrong, and the container'}, %s`,
    async (_, now) => {
      const diagnoses = (await readingsOf(situation, now)).map(diagnose)
      const verdicts = diagnoses.map(({ verdict }) => verdict).filter((verdict) => verdict !== null)
      for (const verdict of verdicts) {
        for (const name of truth.not_names) expect(wordsOf(verdict)).not.toMatch(new RegExp(name, 'i'))
      }
      if (truth.healthy) {
        // To say what a pod waits for is no accusation.
        const accused = diagnoses.filter(({ verdict, outcome }) => verdict !== null && outcome !== 'waiting')
        expect(accused.map(({ verdict }) => verdict?.what)).toEqual([])
        return
      }
      const right = verdicts.filter(
        (verdict) =>
          truth.names.every((name) => new RegExp(name, 'i').test(wordsOf(verdict))) &&
          (truth.container === null || verdict.container === truth.container),
      )
      expect(right, `${verdicts.map(wordsOf).join('\n')}\nmust name ${truth.names.join(' ')}`).not.toEqual([])
    },
  )
})

/** What a verdict says, as it is printed: escapes of the cluster's text stay visible escapes. */
function wordsOf({ what, why, next, evidence }: Finding): string {
  return [what, why, ...next.flatMap((step) => Object.values(step)), ...evidence.map(({ quote }) => quote)]
    .flatMap(lines)
    .join('\n')
}
