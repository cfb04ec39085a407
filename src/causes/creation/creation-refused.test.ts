import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { readingsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { creationRefused } from './creation-refused.ts'

testCause(creationRefused, {
  saysItFor: [],
  staysSilentFor: {
    'e16-job-failed': 'All pods were created; they failed.',
    'h03-nodeselector': 'The pod was created; no node takes it.',
  },
})

test('quotes what no other cause knows', async () => {
  const { verdict } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    'the moon is in the wrong house',
  ])
  expect(verdict).toMatchObject({ cause: 'creation-refused', certainty: 'certain' })
  expect(verdict?.why).toContain('the moon is in the wrong house')
})

test('is folded under a cause that knows the refusal', async () => {
  const [diagnosis] = (await readingsOf('l01-quota')).map(diagnose)
  expect(diagnosis?.verdict?.cause).toBe('quota-exceeded')
  expect(diagnosis?.findings).toEqual([])
})
