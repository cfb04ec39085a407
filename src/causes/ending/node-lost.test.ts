import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { nodeLost } from './node-lost.ts'

testCause(nodeLost, {
  saysItFor: ['node-never-answers', 'node-lost-1-30', 'evicted-from-lost-node-1-30'],
  staysSilentFor: {
    'f05-readiness-404': 'The pod is not ready by its own probe, on a node that reports.',
    'k02-ignores-sigterm': 'The deleted pod stays for its program, on a node that reports.',
  },
})

// What the node lifecycle controller does to the pods and the Ready condition of a node that stopped reporting.
const silentNode = [
  /"status":"True",("lastHeartbeatTime":"[^"]*","lastTransitionTime":"[^"]*",)"reason":"KubeletReady","message":"kubelet is posting ready status"/,
  '"status":"Unknown","lastTransitionTime":"2026-11-24T01:59:00Z","reason":"NodeStatusUnknown","message":"Kubelet stopped posting node status."',
] as const

test('leads over everything that is frozen', async () => {
  const { verdict, findings } = await alteredDiagnosis('e02-oomkilled', [silentNode])
  expect(verdict).toMatchObject({
    cause: 'node-lost',
    certainty: 'certain',
    container: null,
    facts: { state: 'silent' },
  })
  expect(findings).toEqual([])
})

test('explains a deletion that does not end', async () => {
  const known = { takenAt: '2026-11-24T02:20:00Z', takenAtIs: 'exact' } as const
  const { verdict, findings, outcome } = await alteredDiagnosis('k02-ignores-sigterm', [silentNode], known)
  expect(verdict).toMatchObject({ cause: 'node-lost', facts: { isDeleted: true } })
  expect(findings).toEqual([])
  expect(outcome).toBe('terminating')
})

test('is only likely where the node could not be read', async () => {
  const marks = [
    [
      '"type":"Ready","observedGeneration":1,"status":"True"',
      '"type":"Ready","observedGeneration":1,"status":"False"',
    ],
    ['"reason":"Started"', '"reason":"NodeNotReady"'],
  ] as const
  const pod = await altered('a05-healthy-deploy', marks, {
    node: null,
    gaps: [{ source: 'node', why: 'forbidden' }],
  })
  expect([...nodeLost.match(pod)]).toMatchObject([{ certainty: 'likely', facts: { state: 'unknown' } }])
})

test('is likely where Ready alone was taken back, since a kubelet changes both conditions', async () => {
  const [ready, containersReady] = ['Ready', 'ContainersReady'].map(
    (type) => new RegExp(`"type":"${type}","observedGeneration":1,"status":"True"`),
  ) as [RegExp, RegExp]
  const gaps = [{ source: 'node', why: 'forbidden' }] as const
  const back = [ready, '"type":"Ready","observedGeneration":1,"status":"False"'] as const
  const alone = await altered('a05-healthy-deploy', [back], { node: null, gaps: [...gaps] })
  expect([...nodeLost.match(alone)]).toMatchObject([{ certainty: 'likely', facts: { state: 'unknown' } }])
  const both = [containersReady, '"type":"ContainersReady","observedGeneration":1,"status":"False"'] as const
  const kubelet = await altered('a05-healthy-deploy', [back, both], { node: null, gaps: [...gaps] })
  expect([...nodeLost.match(kubelet)]).toEqual([])
})

test('goes by the reason NodeLost of old servers, and not by an ignored SIGTERM', async () => {
  const says = 'Node node-a which was running pod app is unresponsive'
  const lost = ['"status":{', `"status":{"reason":"NodeLost","message":"${says}",`] as const
  const known = { takenAt: '2026-11-24T02:20:00Z', takenAtIs: 'exact', node: null } as const
  const { verdict, findings } = await alteredDiagnosis('k02-ignores-sigterm', [lost], known)
  expect(verdict).toMatchObject({ cause: 'node-lost', certainty: 'certain', facts: { state: 'silent' } })
  expect(verdict?.evidence[1]?.quote).toBe(says)
  expect(findings).toEqual([])
})
