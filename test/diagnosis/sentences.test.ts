// What every finding of every recorded pod says is written as sentences.
import { expect, test } from 'vitest'
import { gather } from '../../src/diagnosis/gather.ts'
import { readingsOf, situations } from '../pods.ts'

test.each(situations)(
  '%s: each `what` begins with a capital letter and ends with a full stop',
  async (situation) => {
    for (const pod of await readingsOf(situation)) {
      for (const { finding } of gather(pod).gathered)
        expect(finding.what, finding.cause).toMatch(/^[A-Z].*\.$/s)
    }
  },
)
