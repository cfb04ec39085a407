import { describe, expect, test } from 'vitest'
import type { Cause, Facts, Match } from '../../src/causes/define-cause.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readingsOf } from '../pods.ts'

interface Expectations {
  /** Recorded situations in which this cause is the verdict of at least one pod. */
  readonly saysItFor: readonly string[]
  /** Recorded situations that look alike, and in which it must not match any pod. */
  readonly staysSilentFor: readonly string[]
}

/** The two lists that every cause is tested by. */
export function testCause<Id extends string, F extends Facts>(
  cause: Cause<Id, F>,
  { saysItFor, staysSilentFor }: Expectations,
): void {
  describe(cause.id, () => {
    test.each(saysItFor)('is the verdict for %s', async (situation) => {
      const diagnoses = (await readingsOf(situation)).map(diagnose)
      expect(diagnoses.map(({ verdict }) => verdict?.cause)).toContain(cause.id)
    })

    test.each(staysSilentFor)('stays silent for %s', async (situation) => {
      expect((await matchesIn(cause, situation)).map(({ facts }) => facts)).toEqual([])
    })
  })
}

/** All matches of a cause in one recorded situation. */
export async function matchesIn<Id extends string, F extends Facts>(
  cause: Cause<Id, F>,
  situation: string,
): Promise<Match<F>[]> {
  return (await readingsOf(situation)).flatMap((pod) => [...cause.match(pod)])
}
