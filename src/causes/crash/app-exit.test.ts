import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { readingsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { appExit } from './app-exit.ts'

testCause(appExit, {
  saysItFor: [
    'e01-exit1-termination-message',
    'e05-logs-fallback',
    'e08-flapping-running',
    'e09-one-of-two',
    'e12-ansi-injection',
    'e13-never-failed',
    'e16-job-failed',
    'g01-init-crash',
    'g04-init-never-failed',
    'l06-statefulset-stuck',
    'c13-readonly-rootfs',
  ],
  staysSilentFor: {
    'e02-oomkilled': 'The program did not choose its exit code: the kernel killed it.',
    'e03-segfault-139': 'A signal ended it, which the exit code only repeats.',
    'f04-startup-fails': 'It ran well until the kubelet killed it for its probe.',
  },
})

test('tells the last words, what they suggest, the back-off and the next start', async () => {
  const [match] = await matchesIn(appExit, 'e01-exit1-termination-message')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: 'app',
    facts: {
      exitCode: 1,
      ranSeconds: 1,
      restarts: 2,
      backOffSeconds: 20,
      nextStart: '2026-11-24T01:57:34Z',
      suggests: 'connection-refused',
      suggestsAbout: 'db.prod:5432',
      fromLog: false,
    },
  })
})

test('takes the significant line of a log that stands in for the message', async () => {
  const [match] = await matchesIn(appExit, 'e05-logs-fallback')
  expect(match?.facts).toMatchObject({
    lastWords: 'panic: runtime error: invalid memory address',
    fromLog: true,
    suggests: 'panic',
  })
})

test('says of a flapping container that it runs now', async () => {
  const [match] = await matchesIn(appExit, 'e08-flapping-running')
  expect(match?.facts.runsAgainSince).toBe('2026-11-24T01:57:12Z')
})

test('forgets an exit once the container has run for ten minutes', async () => {
  const known = { takenAt: '2026-11-24T02:07:12Z', takenAtIs: 'exact' } as const
  const diagnosis = await alteredDiagnosis('e08-flapping-running', [], known)
  expect(diagnosis.verdict).toBeNull()
  expect(diagnosis.outcome).toBe('healthy')
})

test('does not accuse a running pod of a restart whose time nothing confirms', async () => {
  const diagnosis = await alteredDiagnosis('e08-flapping-running', [], { events: [] })
  expect(diagnosis.verdict).toBeNull()
})

test('blames the init container alone, and says so', async () => {
  const [pod] = await readingsOf('g01-init-crash')
  const { verdict, findings } = diagnose(pod!)
  expect(verdict?.container).toBe('migrate')
  expect(verdict?.what).toMatch(/^Init container `migrate`/)
  expect(findings).toEqual([])
})

test('says of a pod that has failed that nothing starts it again', async () => {
  const [match] = await matchesIn(appExit, 'e13-never-failed')
  expect(match?.facts).toMatchObject({
    isRestarted: false,
    runsAgainSince: null,
    lastWords: 'migration 42 failed: column exists',
  })
})

test('keeps terminal sequences out of its sentences', async () => {
  const [pod] = await readingsOf('e12-ansi-injection')
  const { verdict } = diagnose(pod!)
  expect(verdict?.why).toContain('"real error: token expired"')
  expect(`${verdict?.what}${verdict?.why}`).not.toContain('\u001b')
})

test('quotes the log where there is no termination message', async () => {
  const [exit] = [
    ['"message":"FATAL: could not connect to postgres at db.prod:5432: connection refused\\n",', ''],
  ] as const
  const logs = [
    {
      container: 'app',
      previous: true,
      lines: ['starting', 'listen tcp :8080: bind: address already in use'],
    },
  ]
  const { verdict } = await alteredDiagnosis('e01-exit1-termination-message', [exit], { logs })
  expect(verdict?.facts).toMatchObject({ suggests: 'address-in-use', suggestsAbout: '8080', fromLog: true })
  expect(verdict?.evidence).toContainEqual(expect.objectContaining({ source: 'logs', path: 'logs/app' }))
})

test('recognises a loop whose container stays terminated', async () => {
  const { verdict } = await alteredDiagnosis('l06-statefulset-stuck', [])
  expect(verdict?.cause).toBe('app-exit')
  const [, , third] = await readingsOf('l06-statefulset-stuck')
  expect(third?.containers[0]?.terminated).not.toBeNull()
  expect(diagnose(third!).verdict?.evidence.map(({ reason }) => reason)).toContain('BackOff')
})
