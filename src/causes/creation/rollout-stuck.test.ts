import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { rolloutStuck } from './rollout-stuck.ts'

testCause(rolloutStuck, {
  saysItFor: [],
  staysSilentFor: {
    'l01-quota': 'Why no pod was made is known: the refusal is told, not what follows from it.',
    'a05-healthy-deploy': 'The rollout is complete.',
  },
})

test('speaks up only where no refusal is known', async () => {
  const [snapshot] = await rewordedSnapshots(
    'l01-quota',
    [/^NewReplicaSetCreated$/, 'ProgressDeadlineExceeded'],
    [/^ReplicaFailure$/, 'Available'],
  )
  const owners = snapshot!.owners.map((owner) => withoutProgress(owner))
  const pod = readPod({ ...snapshot!, owners, ownerEvents: [] })
  expect(diagnose(pod).verdict).toMatchObject({ cause: 'rollout-stuck', facts: { deployment: 'app' } })
  expect([...rolloutStuck.match(readPod({ ...snapshot!, owners }))]).toEqual([])
})

/** The same workload after its deadline: the condition Progressing is False. */
function withoutProgress<T>(owner: T): T {
  const text = JSON.stringify(owner).replace(
    '"type":"Progressing","status":"True"',
    '"type":"Progressing","status":"False"',
  )
  return JSON.parse(text) as T
}
