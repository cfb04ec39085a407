import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { runtimeClassMissing } from './runtime-class-missing.ts'

testCause(runtimeClassMissing, {
  saysItFor: [],
  staysSilentFor: {
    'c14-runtimeclass-handler': 'The class exists; the node lacks the handler that it names.',
    'priority-class-missing': 'Another kind of class is missing.',
  },
})

test('recognises the refusal and reads its names', async () => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    'pod rejected: RuntimeClass "gvisor" not found',
  ])
  expect(verdict).toMatchObject({
    cause: 'runtime-class-missing',
    certainty: 'certain',
    facts: { runtimeClass: 'gvisor' },
  })
  expect(findings).toEqual([])
})
