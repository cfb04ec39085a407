import { describe, expect, test } from 'vitest'
import type { Cause, Facts, Match } from '../../src/causes/define-cause.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readingsOf } from '../pods.ts'

interface Expectations {
  /** Recorded situations in which this cause is the verdict of at least one pod. */
  readonly saysItFor: readonly string[]
  /**
   * The few near misses that teach: recorded situations that look alike and in which it must not match any pod, each with why
   * it is not this cause. That it stays silent in all others is for test/pods/MATRIX.md to show.
   */
  readonly staysSilentFor: Readonly<Record<string, string>>
}

/** What every cause is tested by. */
export function testCause<Id extends string, F extends Facts>(
  cause: Cause<Id, F>,
  { saysItFor, staysSilentFor }: Expectations,
): void {
  describe(cause.id, () => {
    test.each(saysItFor)('is the verdict for %s', async (situation) => {
      const diagnoses = (await readingsOf(situation)).map(diagnose)
      expect(diagnoses.map(({ verdict }) => verdict?.cause)).toContain(cause.id)
    })

    test.each(Object.entries(staysSilentFor))('stays silent for %s: %s', async (situation) => {
      expect((await matchesIn(cause, situation)).map(({ facts }) => facts)).toEqual([])
    })
  })
}

/** All matches of a cause in one recorded situation; fails where that has no pod, and no workload that lacks them. */
export async function matchesIn<Id extends string, F extends Facts>(
  cause: Cause<Id, F>,
  situation: string,
): Promise<Match<F>[]> {
  const readings = await readingsOf(situation)
  if (readings.length === 0) throw new Error(`test/pods/${situation} has nothing to diagnose`)
  return readings.flatMap((pod) => [...cause.match(pod)])
}
