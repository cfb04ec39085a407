import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { killedWithoutReason } from './killed-without-reason.ts'

testCause(killedWithoutReason, {
  saysItFor: ['exit-137-by-itself'],
  staysSilentFor: {
    'e02-oomkilled': '137, and the reason is known.',
    'e03-segfault-139': 'The signal is one that the program brings on itself.',
    'completed-sidecar-killed': 'The sidecar was killed because the pod had completed.',
  },
})

const killed = [['"exitCode":139', '"exitCode":137']] as const

test('says that nothing is known of a bare 137, and never that memory ran out', async () => {
  const { verdict } = await alteredDiagnosis('e03-segfault-139', killed)
  expect(verdict).toMatchObject({
    cause: 'killed-without-reason',
    certainty: 'likely',
    container: 'app',
    facts: { mayBeProbe: false },
  })
  expect(`${verdict?.what} ${verdict?.why}`).not.toMatch(/OOM|out of memory/i)
})

test('leaves the probe open where its events are missing', async () => {
  const known = { takenAt: '2026-11-24T01:57:20Z', takenAtIs: 'exact', events: [] } as const
  const { verdict } = await alteredDiagnosis('f01-liveness-exec', [], known)
  expect(verdict).toMatchObject({ cause: 'killed-without-reason', facts: { mayBeProbe: true } })
})

test('leaves a 137 with another reason to others', async () => {
  const lost = await alteredDiagnosis('e03-segfault-139', [
    ...killed,
    ['"reason":"Error"', '"reason":"ContainerStatusUnknown"'],
  ])
  expect(lost.verdict?.cause).toBe('container-lost')
  const oom = await alteredDiagnosis('e03-segfault-139', [
    ...killed,
    ['"reason":"Error"', '"reason":"OOMKilled"'],
  ])
  expect(oom.verdict?.cause).toBe('out-of-memory')
})

test('is silent where a kubelet restarts all containers in place', async () => {
  const pod = await altered('e03-segfault-139', [
    ...killed,
    ['"reason":"Error"', '"reason":"RestartingAllContainers"'],
  ])
  expect([...killedWithoutReason.match(pod)]).toEqual([])
})

test.each([
  ['out-of-memory', 'e02-oomkilled', []],
  ['liveness-kill', 'f01-liveness-exec', []],
  ['startup-kill', 'f04-startup-fails', []],
  ['post-start-failed', 'd04-poststart-fails', []],
  ['killed-after-grace', 'k01-finalizer', [[',"finalizers":["example.com/drain-connections"]}', '}']]],
  [
    'container-lost',
    'e03-segfault-139',
    [...killed, ['"reason":"Error"', '"reason":"ContainerStatusUnknown"']],
  ],
  ['killed-without-reason', 'e03-segfault-139', killed],
] as const)('one code, many verdicts: 137 is %s in %s', async (cause, situation, alterations) => {
  const { verdict } = await alteredDiagnosis(situation, alterations)
  expect(verdict?.cause).toBe(cause)
  expect(verdict?.evidence.map(({ quote }) => quote).join()).toContain('137')
})
