import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { stuckTerminating } from './stuck-terminating.ts'

testCause(stuckTerminating, {
  saysItFor: [],
  staysSilentFor: {
    'k01-finalizer': 'A finalizer says why the pod stays.',
    'k02-ignores-sigterm': 'The program says why: it still runs.',
  },
})

const noFinalizer = [',"finalizers":["example.com/drain-connections"]}', '}'] as const

test('says it a minute after the deadline, and not before', async () => {
  const late = await alteredDiagnosis('k01-finalizer', [noFinalizer], {
    takenAt: '2026-11-24T02:05:49Z',
    takenAtIs: 'exact',
  })
  expect(late.verdict).toMatchObject({
    cause: 'stuck-terminating',
    certainty: 'certain',
    container: null,
    facts: { overdueSeconds: 180 },
  })
  const soon = await altered('k01-finalizer', [noFinalizer], {
    takenAt: '2026-11-24T02:03:09Z',
    takenAtIs: 'exact',
  })
  expect([...stuckTerminating.match(soon)]).toEqual([])
})

test('gives way to a finalizer and to a container that still runs', async () => {
  const held = await altered('k01-finalizer', [], { takenAt: '2026-11-24T02:05:49Z', takenAtIs: 'exact' })
  expect([...stuckTerminating.match(held)]).toEqual([])
  const running = await altered('k02-ignores-sigterm', [], {
    takenAt: '2026-11-24T02:20:00Z',
    takenAtIs: 'exact',
  })
  expect([...stuckTerminating.match(running)]).toEqual([])
})
