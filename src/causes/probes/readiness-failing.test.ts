import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { readinessFailing } from './readiness-failing.ts'

testCause(readinessFailing, {
  saysItFor: ['f05-readiness-404'],
  staysSilentFor: {
    'f03-liveness-wrong-port': 'Another probe fails, and kills.',
    'readiness-gate-unmet': 'The containers are ready; a gate of the pod is not.',
    'not-ready-before-first-probe': 'The probe has not failed yet.',
  },
})

test('names what the probe asks and what it got', async () => {
  const [match] = await matchesIn(readinessFailing, 'f05-readiness-404')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: 'app',
    facts: { asks: 'GET :8080/ready', answer: 'HTTP probe failed with statuscode: 404' },
  })
})

test('is silent about a failure of an earlier run, and about an old one', async () => {
  const restarted = await altered('f05-readiness-404', [
    ['"startedAt":"2026-11-24T01:57:20Z"', '"startedAt":"2026-11-24T01:57:22Z"'],
  ])
  expect([...readinessFailing.match(restarted)]).toEqual([])
  const later = await altered('f05-readiness-404', [], {
    takenAt: '2026-11-24T02:57:21Z',
    takenAtIs: 'exact',
  })
  expect([...readinessFailing.match(later)]).toEqual([])
})

test('is silent once the container is ready', async () => {
  const ready = await altered('f05-readiness-404', [['"ready":false', '"ready":true']])
  expect([...readinessFailing.match(ready)]).toEqual([])
})

test('reads an event that stands for many similar ones', async () => {
  const pod = await altered('f05-readiness-404', [
    ['Readiness probe failed', '(combined from similar events): Readiness probe failed'],
  ])
  expect([...readinessFailing.match(pod)]).toMatchObject([
    { facts: { answer: 'HTTP probe failed with statuscode: 404' } },
  ])
})

test.each([
  [
    'Get \\"https://10.0.0.1:3000/healthz\\": http: server gave HTTP response to HTTPS client',
    'https',
    'HTTP',
  ],
  [
    'Get \\"http://10.0.0.1:8443/healthz\\": net/http: HTTP/1.x transport connection broken: malformed HTTP response \\"\\\\x15\\\\x03\\\\x01\\\\x00\\\\x02\\\\x02\\\\x16\\"',
    'http',
    'HTTPS',
  ],
])('says that the probe asks by the wrong scheme: %s', async (words, wrongScheme, scheme) => {
  const { verdict } = await alteredDiagnosis('f05-readiness-404', [
    ['HTTP probe failed with statuscode: 404', words],
  ])
  expect(verdict).toMatchObject({ cause: 'readiness-failing', facts: { wrongScheme } })
  expect(verdict?.next[0]).toMatchObject({
    advice: expect.stringContaining(`\`httpGet.scheme\` of \`readinessProbe\` of \`app\` to ${scheme},`),
  })
})

const answered = (words: string) =>
  alteredDiagnosis('f05-readiness-404', [
    [/"httpGet":\{[^}]*\}/, '"exec":{"command":["check"]}'],
    ['HTTP probe failed with statuscode: 404', words],
  ])

// psql 15, redis-cli 7, grpc_health_probe 0.4 as commands of exec probes.
test.each([
  ['psql: error: FATAL:  password authentication failed for user \\"app\\"', 'login-refused', 'app'],
  ['AUTH failed: ERR max number of clients reached', 'too-many-clients', ''],
])('reads what the command of the probe said: %s', async (words, suggests, suggestsAbout) => {
  const { verdict } = await answered(words)
  expect(verdict).toMatchObject({ cause: 'readiness-failing', facts: { suggests, suggestsAbout, late: '' } })
})

test.each([
  ['command \\"check\\" timed out', 'probe'],
  [
    'rpc error: code = DeadlineExceeded desc = failed to exec in container: timeout 1s exceeded: context deadline exceeded',
    'probe',
  ],
  ['timeout: failed to connect service \\":9090\\" within 2s', 'program'],
  ['dial tcp: connection refused', ''],
])('tells who gave up waiting: %s', async (words, late) => {
  const { verdict } = await answered(words)
  expect(verdict?.facts).toMatchObject({ late })
})

test('says that an HTTP probe got no answer in time, and how long it waits', async () => {
  const { verdict } = await alteredDiagnosis('f05-readiness-404', [
    [
      'HTTP probe failed with statuscode: 404',
      'Get \\"http://10.0.0.1:8080/ready\\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ],
  ])
  expect(verdict?.facts.late).toBe('probe')
  expect(verdict?.why).toContain(
    `the probe waits ${verdict?.facts.timeoutSeconds} s for it (\`timeoutSeconds\`)`,
  )
})

test('reads the end of the log of a container that runs and is not ready', async () => {
  // MySQL 8.
  const lines = [
    '2024-03-01T00:00:00.1Z 0 [ERROR] [MY-012640] [InnoDB] Error number 28 means: No space left on device',
  ]
  const { verdict } = await alteredDiagnosis('f05-readiness-404', [], {
    logs: [{ container: 'app', previous: false, lines }],
  })
  expect(verdict).toMatchObject({ cause: 'readiness-failing', facts: { suggests: 'disk-full' } })
  expect(verdict?.evidence.map(({ source }) => source)).toContain('logs')
  const quiet = await alteredDiagnosis('f05-readiness-404', [], {
    logs: [{ container: 'app', previous: false, lines: ['GET /ready 404', 'listening on :8080'] }],
  })
  expect(quiet.verdict?.facts.logSays).toBe('')
})
