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
