import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { foreignReport } from './foreign-report.ts'

testCause(foreignReport, {
  saysItFor: [],
  staysSilentFor: {
    'j03-outofcpu': 'The kubelet refused it, in its own words.',
    'j01-evicted-emptydir': 'Evicted by the kubelet.',
    'j05-deadline-exceeded': 'Ended by the kubelet.',
  },
})

const recorded = [/^OutOfcpu$/, /^Pod was rejected: Node didn't have enough resource.*/] as const

test('tells what a virtual kubelet was told, without the request', async () => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [recorded[0], 'ProviderFailed'],
    [
      recorded[1],
      'Post "https://edge.example.com/v2/groups?api=3": quota of 20 container groups is exceeded in region west, RequestId: 7f3a',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'foreign-report',
    certainty: 'certain',
    facts: {
      speaker: 'virtual-node',
      reason: 'ProviderFailed',
      says: 'quota of 20 container groups is exceeded in region west',
    },
  })
  expect(verdict?.what).toContain('the provider behind virtual node')
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})

const reason = [
  '"status":{',
  '"status":{"reason":"QueueDenied","message":"no rights on queue root.teams.red",',
] as const

test('a pod without a node is told as refused by its own scheduler, never as starting', async () => {
  const { verdict, outcome } = await alteredDiagnosis('h14-unknown-scheduler', [reason])
  expect(verdict).toMatchObject({ cause: 'foreign-report', facts: { speaker: 'scheduler' } })
  expect(verdict?.what).toContain('no rights on queue root.teams.red')
  expect(outcome).toBe('failing')
})

test('a reason that tells of progress accuses nobody', async () => {
  const progress = ['"status":{', '"status":{"reason":"Provisioning","message":"making a machine",'] as const
  const { verdict, findings } = await alteredDiagnosis('h14-unknown-scheduler', [progress])
  expect([verdict, ...findings].map((finding) => finding?.cause)).not.toContain('foreign-report')
})

test.each([
  [
    'the memory request 4Gi of container web is above its limit 2Gi',
    /`resources\.requests` and `resources\.limits`/,
  ],
  ['User team-a has no permission to submit to queue root.b', /rights of the identity/],
  ['the subnet has no room for another container group', /network or subnet/],
])('has a step about what the message names: %s', async (says, step) => {
  const { verdict } = await rewordedDiagnosis(
    'j03-outofcpu',
    [recorded[0], 'ProviderFailed'],
    [recorded[1], says],
  )
  expect(verdict).toMatchObject({ cause: 'foreign-report' })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringMatching(step) })
})

test('a request that timed out is a call, not an amount that a container asks for', async () => {
  const { verdict } = await rewordedDiagnosis(
    'j03-outofcpu',
    [recorded[0], 'ProviderFailed'],
    [recorded[1], 'the request exceeded the rate limit of the service'],
  )
  expect(verdict).toMatchObject({ cause: 'foreign-report' })
  expect(JSON.stringify(verdict?.next)).not.toContain('resources.')
})
