import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { volumeModeMismatch } from './volume-mode-mismatch.ts'

testCause(volumeModeMismatch, {
  saysItFor: [],
  staysSilentFor: {
    'volume-attached-elsewhere': 'The mode fits; another node has the volume.',
    'local-volume-path-missing': 'The mode fits; the path is missing.',
  },
})

test.each([
  ['Block', 'volumeMounts', '`volumeDevices` with a `devicePath`'],
  ['Filesystem', 'volumeDevices', '`volumeMounts` with a `mountPath`'],
])('reads what the kubelet says of mode %s', async (mode, used, advice) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    `Unable to attach or mount volumes: unmounted volumes=[cfg], unattached volumes=[], failed to process volumes=[cfg]: volume cfg has volumeMode ${mode}, but is specified in ${used}`,
  ])
  expect(verdict).toMatchObject({ cause: 'volume-mode-mismatch', facts: { mode, used } })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(advice) })
})

/** A recorded pod that mounts its claim, with the claim in the other mode and the summary that a kubelet of 1.19 writes. */
async function summaryOnly(mode: string) {
  const [snapshot] = await rewordedSnapshots('volume-attached-elsewhere', [
    /Multi-Attach error for volume.*/,
    'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data]: timed out waiting for the condition',
  ])
  const { name, refersTo } = readPod(snapshot!).volumes.find(({ kind }) => kind === 'persistentVolumeClaim')!
  const events = snapshot!.events.map((event) =>
    event.message?.startsWith('Unable to attach') === true
      ? { ...event, reason: 'FailedMount', message: event.message.replaceAll('[data]', `[${name}]`) }
      : event,
  )
  const claims = [{ metadata: { name: refersTo }, spec: { volumeMode: mode } }]
  return diagnose(readPod({ ...snapshot!, events, claims } as PodSnapshot)).verdict
}

test('goes by the claim where the kubelet says no more than that it waits', async () => {
  expect(await summaryOnly('Block')).toMatchObject({
    cause: 'volume-mode-mismatch',
    facts: { mode: 'Block' },
  })
  expect(await summaryOnly('Filesystem')).toMatchObject({ cause: 'mount-failed' })
})
