import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { readingsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { creationRefused } from './creation-refused.ts'

testCause(creationRefused, {
  saysItFor: [],
  staysSilentFor: {
    'e16-job-failed': 'All pods were created; they failed.',
    'h03-nodeselector': 'The pod was created; no node takes it.',
  },
})

test('quotes what no other cause knows', async () => {
  const { verdict } = await rewordedDiagnosis('l01-quota', [
    /exceeded quota: .*/,
    'the moon is in the wrong house',
  ])
  expect(verdict).toMatchObject({ cause: 'creation-refused', certainty: 'certain' })
  expect(verdict?.why).toContain('the moon is in the wrong house')
})

test('is folded under a cause that knows the refusal', async () => {
  const [diagnosis] = (await readingsOf('l01-quota')).map(diagnose)
  expect(diagnosis?.verdict?.cause).toBe('quota-exceeded')
  expect(diagnosis?.findings).toEqual([])
})

test.each([
  ['etcdserver: mvcc: database space exceeded', 'etcd) has no room left'],
  ['Timeout: request did not complete within requested timeout - context deadline exceeded', 'in time'],
  ['etcdserver: request timed out', 'did not take it'],
  [
    'pods "app-" is forbidden: No API token found for service account "app", retry after the token is automatically created and added to the service account',
    'no token yet',
  ],
  [
    'pods "app-" is forbidden: pod node label selector conflicts with its namespace node label selector',
    'contradicts the one that the namespace prescribes',
  ],
  [
    'pods "app-" is forbidden: image policy webhook backend denied one or more images: unsigned',
    'image policy denied',
  ],
  [
    'pods is forbidden: User "system:serviceaccount:ops:runner" cannot create resource "pods" in API group "" in the namespace "ops"',
    'has no right to make it',
  ],
  ['Internal error occurred: resource quota evaluation timed out', 'could not count what a quota'],
  ['Internal error occurred: jsonpatch add operation does not apply: doc is missing path', 'cannot be made'],
  ['something quite new', 'the API server refused to create it'],
])('tells what %s means', async (words, what) => {
  const { verdict } = await rewordedDiagnosis('l01-quota', [
    /pods "[^"]*" is forbidden: exceeded quota: .*/,
    words,
  ])
  expect(verdict?.cause).toBe('creation-refused')
  expect(verdict?.what).toContain(what)
  expect(verdict?.why).toContain(words)
})
