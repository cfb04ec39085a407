import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readStatusFields } from '../../src/pod/status-fields.ts'
import { deriveStatus } from '../../src/status/derive.ts'
import { hiddenBy } from '../../src/status/hidden.ts'
import { replay } from './replay.ts'

const now = Date.parse('2026-11-01T12:00:00Z')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const reason = fc.constantFrom(
  undefined,
  null,
  '',
  'Completed',
  'Error',
  'PodInitializing',
  'CrashLoopBackOff',
  'NodeLost',
  'x y',
)
const moment = fc.constantFrom(
  undefined,
  null,
  '',
  '2026-11-01T11:59:59Z',
  '2027-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  'never',
)
const count = fc.constantFrom<unknown>(undefined, null, 0, 1, 137, -1, 2 ** 31, 'x')
// The API server refuses containers without a name.
const name = fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__')
const state = maybe(
  fc.record(
    {
      waiting: maybe(fc.record({ reason }, { requiredKeys: [] })),
      running: maybe(fc.record({ startedAt: moment }, { requiredKeys: [] })),
      terminated: maybe(
        fc.record({ reason, exitCode: count, signal: count, finishedAt: moment }, { requiredKeys: [] }),
      ),
    },
    { requiredKeys: [] },
  ),
)
const status = fc.record(
  {
    name,
    state,
    lastState: state,
    restartCount: count,
    ready: maybe(fc.boolean()),
    started: maybe(fc.boolean()),
  },
  { requiredKeys: [] },
)
const condition = fc.record(
  {
    type: fc.constantFrom('Ready', 'Initialized', 'PodScheduled', undefined),
    status: fc.constantFrom('True', 'False', 'Unknown', undefined),
    reason: fc.constantFrom('SchedulingGated', undefined),
  },
  { requiredKeys: [] },
)
const container = fc.record(
  { name, restartPolicy: fc.constantFrom('Always', 'Never', undefined) },
  { requiredKeys: ['name'] },
)
const list = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(fc.array(item, { maxLength: 4 }), fc.constantFrom(undefined, null))
const anyPod = fc.record({
  metadata: fc.record({ deletionTimestamp: moment }, { requiredKeys: [] }),
  spec: fc.record({ containers: list(container), initContainers: list(container) }),
  status: fc.record({
    phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
    reason,
    conditions: list(condition),
    initContainerStatuses: list(status),
    containerStatuses: list(status),
  }),
})

describe.each([20, 25, 27, 30, 34, 37, 99])('any pod, on a server of 1.%d', (minor) => {
  test('has a word, counts and a proof, and nothing of our own confusion in them', () => {
    fc.assert(
      fc.property(anyPod, (pod) => {
        const fields = readStatusFields(pod as never)
        const derived = deriveStatus(fields, minor, now)
        const printed = [derived.word, derived.ready, derived.restarts].join('\n')
        expect(printed).not.toMatch(/undefined|null|NaN|\[object/)
        expect(derived.word).not.toBe('')
        expect(derived.ready).toMatch(/^\d+\/\d+$/)
        expect(derived.restarts).toMatch(/^-?\d+(?: \((?:<invalid>|\w+) ago\))?$/)
        expect(derived.because[0]?.part).toBe('won')
        expect(deriveStatus(replay(derived.because), minor, now).word).toBe(derived.word)
        for (const { so } of hiddenBy(derived, fields)) expect(so).not.toMatch(/undefined|NaN|\[object/)
      }),
      { numRuns: 1000 },
    )
  })
})
