import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { readPod } from '../../pod/reading.ts'
import { mountFailed } from './mount-failed.ts'

const mount = 'configmap "nginx-conf" not found'
const lag = 'failed to sync configmap cache: timed out waiting for the condition'
const refused = 'mount.lustre: the MGS has gone fishing'

testCause(mountFailed, {
  saysItFor: [],
  staysSilentFor: {
    'c05-configmap-volume-missing': 'The kubelet says which object is missing; that has a cause of its own.',
  },
})

test('quotes words that no cause knows', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.SetUp failed for volume "cfg" : mount failed: exit status 32\nOutput: mount.lustre: the MGS has gone fishing',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-failed',
    container: null,
    certainty: 'certain',
    facts: { volume: 'cfg', source: 'ConfigMap `nginx-conf`' },
  })
})

test('reads the summary of a sync, up to 1.27', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'Unable to attach or mount volumes: unmounted volumes=[cfg], unattached volumes=[kube-api-access-x cfg]: timed out waiting for the condition',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-failed',
    container: null,
    certainty: 'certain',
    facts: { volume: 'cfg', message: 'timed out waiting for the condition' },
  })
})

test('names the share, and what the mount program says, of words that no cause knows', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'configmap "nginx-conf" not found',
    'mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/x /var/lib/x\nOutput: mount.nfs: Protocol not supported',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-failed',
    facts: { message: 'mount.nfs: Protocol not supported' },
  })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining('`10.0.0.5:/x`') })
})

test('says that access is denied where a store says so', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'configmap "nginx-conf" not found',
    'rpc error: code = Internal desc = Could not mount "bucket" at "/var/lib/x": failed to create S3 client: 2: Forbidden: Access Denied',
  ])
  expect(verdict).toMatchObject({ cause: 'mount-failed', facts: { isDenied: true } })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining('IAM role') })
})

test('does not report a cache that lags for seconds, and does once it lasts', async () => {
  const [fresh] = await rewordedSnapshots('c05-configmap-volume-missing', [mount, lag])
  expect([...mountFailed.match(readPod(fresh!))]).toEqual([])
  const events = fresh!.events.map((event) =>
    event.reason === 'FailedMount' ? { ...event, lastTimestamp: '2026-11-24T01:59:37Z' } : event,
  )
  expect([...mountFailed.match(readPod({ ...fresh!, events }))]).toMatchObject([{ facts: { lags: true } }])
})

test('stays silent once a later event shows that the mount has succeeded', async () => {
  const [held] = await rewordedSnapshots('c05-configmap-volume-missing', [mount, refused])
  const [pulled] = await rewordedSnapshots('b04-registry-dns')
  expect([...mountFailed.match(readPod(held!))]).toHaveLength(1)
  const involvedObject = held!.events.find(({ reason }) => reason === 'FailedMount')!.involvedObject!
  const pulling = pulled!.events.find(({ reason }) => reason === 'Pulling')!
  const later = {
    ...pulling,
    involvedObject: { ...involvedObject, fieldPath: 'spec.containers{app}' },
    lastTimestamp: '2026-11-24T01:58:00Z',
  }
  expect([...mountFailed.match(readPod({ ...held!, events: [...held!.events, later] }))]).toEqual([])
})

test('stays silent for a pod that is being deleted, or is another one', async () => {
  const [held] = await rewordedSnapshots('c05-configmap-volume-missing', [mount, refused])
  const pod = {
    ...held!.pod,
    metadata: { ...held!.pod!.metadata, deletionTimestamp: '2026-11-24T01:58:00Z' },
  }
  expect([...mountFailed.match(readPod({ ...held!, pod }))]).toEqual([])
  const another = { ...held!.pod, metadata: { ...held!.pod!.metadata, uid: 'another' } }
  expect([...mountFailed.match(readPod({ ...held!, pod: another }))]).toEqual([])
})

test('a ConfigMap that is not mounted is looked at itself; nothing says that a disk is attached', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'Unable to mount volumes for pod "p_default(1)": timeout expired waiting for volumes to attach or mount for pod "default"/"p". list of unmounted volumes=[cfg other]. list of unattached volumes=[cfg other]',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-failed',
    facts: { others: ['volume `other`'], mayAttach: false },
  })
  expect(verdict?.what).toContain('with volume `other`, is not mounted')
  expect(verdict?.next).not.toContainEqual({ command: expect.stringContaining('volumeattachments') })
  expect(verdict?.next).toContainEqual({
    command: expect.stringMatching(/^kubectl describe configmap nginx-conf -n /),
  })
})

test.each([
  [
    'mount failed: exit status 1\nMounting command: systemd-run\nMounting arguments: --description=x --scope -- mount -t glusterfs -o log-file=/var/lib/x/web.log,log-level=ERROR 10.0.0.9:vol_1 /var/lib/x\nOutput: Running as unit: run-r1.scope\n[2018] E [glusterfsd.c] 0-mgmt: failed to fetch volume file',
    {
      fileSystem: 'glusterfs',
      log: '/var/lib/x/web.log',
      message: '[2018] E [glusterfsd.c] 0-mgmt: failed to fetch volume file',
    },
  ],
  [
    'mount command failed, status: Failure, reason: driver call failed: executable: /usr/libexec/kubernetes/kubelet-plugins/volume/exec/ceph.rook.io~rook/rook, args: [mount]',
    { fileSystem: 'ceph.rook.io~rook', log: '' },
  ],
])('names the file system or driver and its log: %s', async (says, facts) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'configmap "nginx-conf" not found',
    says,
  ])
  expect(verdict).toMatchObject({ cause: 'mount-failed', facts })
  expect(verdict?.what).toContain(`(type \`${facts.fileSystem}\`)`)
})
