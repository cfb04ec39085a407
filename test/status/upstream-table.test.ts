// The situations of Kubernetes' own tests of the printer (TestPrintPod, TestPrintPodWithRestarts and their neighbours in
// pkg/printers/internalversion/printers_test.go), as a server of 1.36 prints them.
import { expect, test } from 'vitest'
import { readStatusFields } from '../../src/pod/status-fields.ts'
import { deriveStatus } from '../../src/status/derive.ts'

const now = Date.parse('2026-11-01T12:00:00Z')
const seconds = (count: number): string => new Date(now - count * 1000).toISOString()
const minutes = (count: number): string => seconds(count * 60)
const days = (count: number): string => seconds(count * 86_400)

interface Extra {
  readonly ready?: boolean
  readonly started?: boolean
  readonly restartCount?: number
  readonly lastState?: object
  readonly name?: string
}

const running = (extra: Extra = {}) => ({ state: { running: {} }, ...extra })
const waiting = (reason: string, extra: Extra = {}) => ({ state: { waiting: { reason } }, ...extra })
const ended = (reason: string, exitCode: number, extra: Extra = {}) => ({
  state: { terminated: { reason, exitCode } },
  ...extra,
})
const restarted = (restartCount: number, finishedAt?: string): Extra => ({
  restartCount,
  ...(finishedAt === undefined ? {} : { lastState: { terminated: { finishedAt } } }),
})

interface Spec {
  readonly containers?: number
  readonly init?: number
  readonly sidecars?: readonly string[]
  readonly phase?: string
  readonly reason?: string
  readonly deleted?: boolean
  readonly conditions?: readonly object[]
  readonly i?: readonly object[]
  readonly c?: readonly object[]
}

function print(
  { containers = 1, init = 0, sidecars = [], phase = 'Running', reason, deleted, conditions, i, c }: Spec,
  minor = 36,
) {
  const pod = {
    metadata: deleted ? { deletionTimestamp: seconds(0) } : {},
    spec: {
      containers: Array.from({ length: containers }, () => ({})),
      initContainers: [
        ...Array.from({ length: init }, (_, index) => ({ name: `init${index}` })),
        ...sidecars.map((name) => ({ name, restartPolicy: 'Always' })),
      ],
    },
    status: { phase, reason, conditions, initContainerStatuses: i, containerStatuses: c },
  }
  const { ready, word, restarts } = deriveStatus(readStatusFields(pod as never), minor, now)
  return `${ready} ${word} ${restarts}`
}

const isReady = [{ type: 'Ready', status: 'True' }]
const isInitialized = [{ type: 'Initialized', status: 'True' }]

test.each<[string, Spec]>([
  [
    '1/2 podPhase 6',
    { containers: 2, phase: 'podPhase', c: [running({ ready: true, ...restarted(3) }), restarted(3)] },
  ],
  ['1/2 X 6', { containers: 2, c: [running({ ready: true, ...restarted(3) }), waiting('X', restarted(3))] }],
  ['0/2 X 6', { containers: 2, c: [waiting('X', restarted(3)), ended('Y', 0, restarted(3))] }],
  [
    '1/2 podReason 6',
    {
      containers: 2,
      reason: 'podReason',
      c: [running({ ready: true, ...restarted(3) }), { ready: true, ...restarted(3) }],
    },
  ],
  [
    '1/2 NotReady 6',
    { containers: 2, c: [ended('Completed', 0, restarted(3)), running({ ready: true, ...restarted(3) })] },
  ],
  [
    '1/2 Running 6',
    {
      containers: 2,
      conditions: isReady,
      c: [ended('Completed', 0, restarted(3)), running({ ready: true, ...restarted(3) })],
    },
  ],
  ['0/1 Init:0/1 3 (10s ago)', { init: 1, i: [running(restarted(3, seconds(10)))], c: [waiting('')] }],
  ['0/1 Init:1/2 3 (10s ago)', { init: 2, i: [ended('', 0), running(restarted(3, seconds(10)))] }],
  [
    '0/1 Init:1/2 5 (10s ago)',
    { init: 2, i: [ended('', 0, restarted(2, minutes(2))), running(restarted(3, seconds(10)))] },
  ],
  [
    '0/1 Running 4 (20s ago)',
    { init: 1, i: [ended('', 0, restarted(2, minutes(2)))], c: [running(restarted(4, seconds(20)))] },
  ],
  [
    '2/2 Running 9 (5d ago)',
    {
      containers: 2,
      c: [
        running({ ready: true, ...restarted(6, days(5)) }),
        running({ ready: true, ...restarted(3, days(20)) }),
      ],
    },
  ],
  [
    '0/2 SchedulingGated 0',
    {
      containers: 2,
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
    },
  ],
  ['0/1 Completed 0', { phase: 'Succeeded', deleted: true, c: [ended('Completed', 0)] }],
  ['0/1 Terminating 0', { deleted: true, c: [running()] }],
  ['0/1 Terminating 0', { phase: 'Pending', deleted: true }],
  ['1/2 podCrash 0', { containers: 2, phase: 'Failed', c: [ended('podCrash', 1), running({ ready: true })] }],
  [
    '1/3 podCrash 0',
    { containers: 3, phase: 'Failed', c: [running({ ready: true }), ended('podCrash', 1), ended('', 0)] },
  ],
  [
    '0/3 Init:0/2 3 (10s ago)',
    {
      sidecars: ['r1', 'r2'],
      phase: 'Pending',
      i: [running({ name: 'r1', ...restarted(3, seconds(10)) }), waiting('', { name: 'r2' })],
    },
  ],
  [
    '0/3 Init:1/2 3 (10s ago)',
    {
      sidecars: ['r1', 'r2'],
      phase: 'Pending',
      i: [running({ name: 'r1', started: true, ...restarted(3, seconds(10)) }), running({ name: 'r2' })],
    },
  ],
  [
    '0/3 Running 7 (10s ago)',
    {
      sidecars: ['r1', 'r2'],
      conditions: isInitialized,
      i: [
        running({ name: 'r1', started: true, ...restarted(3, seconds(10)) }),
        running({ name: 'r2', started: true }),
      ],
      c: [running(restarted(4, seconds(20)))],
    },
  ],
  [
    '0/3 Completed 7 (10s ago)',
    {
      sidecars: ['r1', 'r2'],
      phase: 'Succeeded',
      conditions: isInitialized,
      i: [
        ended('Error', 137, { name: 'r1', ...restarted(3, seconds(10)) }),
        ended('Error', 137, { name: 'r2' }),
      ],
      c: [ended('Completed', 0, restarted(4, seconds(20)))],
    },
  ],
  [
    '0/2 Init:0/2 0',
    {
      init: 1,
      sidecars: ['sidecar1'],
      phase: 'Pending',
      i: [{ name: 'unknown' }, { name: 'init0' }, { name: 'sidecar1' }],
    },
  ],
  [
    '1/2 Init:CrashLoopBackOff 5 (60s ago)',
    {
      sidecars: ['r1'],
      conditions: isInitialized,
      i: [waiting('CrashLoopBackOff', { name: 'r1', ...restarted(5, seconds(60)) })],
      c: [running({ ready: true })],
    },
  ],
  ['0/1 Evicted 0', { phase: 'Failed', reason: 'Evicted' }],
  ['0/1 Error 0', { phase: 'Failed', reason: 'Evicted', c: [ended('Error', 137)] }],
  ['1/1 NodeLost 0', { reason: 'NodeLost', c: [running({ ready: true })] }],
  ['0/1 Signal:9 0', { phase: 'Failed', c: [{ state: { terminated: { exitCode: 137, signal: 9 } } }] }],
  ['0/1 ExitCode:137 0', { phase: 'Failed', c: [{ state: { terminated: { exitCode: 137 } } }] }],
])('%s', (printed, spec) => {
  expect(print(spec)).toBe(printed)
})

test('a finished pod under deletion, before 1.31', () => {
  expect(print({ phase: 'Succeeded', deleted: true, c: [ended('Completed', 0)] }, 30)).toBe(
    '0/1 Terminating 0',
  )
})
