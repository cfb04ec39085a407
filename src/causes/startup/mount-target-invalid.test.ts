import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { mountTargetInvalid } from './mount-target-invalid.ts'

testCause(mountTargetInvalid, {
  saysItFor: ['config-file-mounted-on-a-directory', 'volume-mounted-on-a-file'],
  staysSilentFor: {
    'sub-path-of-a-file': 'The path inside the volume is at fault, not that in the container.',
    'c05-configmap-volume-missing': 'There is no volume to mount.',
  },
})

test('names volume and path', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~configmap/cfg" to rootfs at "/etc/nginx/nginx.conf": mount /var/lib/kubelet/pods/1/volumes/kubernetes.io~configmap/cfg:/etc/nginx/nginx.conf (via /proc/self/fd/6), flags: 0x5001: not a directory',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-target-invalid',
    container: 'app',
    certainty: 'certain',
    facts: { volume: 'cfg', path: '/etc/nginx/nginx.conf', isTypeClash: true },
  })
})

test('knows a subPath', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'error during container init: error mounting "/var/lib/kubelet/pods/1/volume-subpaths/data/app/0" to rootfs at "/etc": mount x:/etc (via /proc/self/fd/6), flags: 0x5001: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-target-invalid',
    container: 'app',
    certainty: 'certain',
    facts: { volume: 'data', path: '/etc' },
  })
})

test('knows a path that cannot be made', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~empty-dir/tmp" to rootfs at "/cfg/tmp": create mountpoint for /cfg/tmp mount: mkdirat /run/x: read-only file system',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-target-invalid',
    container: 'app',
    certainty: 'certain',
    facts: { isReadOnly: true },
  })
})

test('tells a path that a link in the image leads elsewhere', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'error during container init: error mounting "/var/lib/kubelet/pods/1/volume-subpaths/tz/app/3" to rootfs at "/etc/localtime": create mountpoint for /etc/localtime mount: cannot create subdirectories in "/run/containerd/io.containerd.runtime.v2.task/k8s.io/1/rootfs/usr/share/zoneinfo/Etc/UTC": not a directory',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-target-invalid',
    facts: { volume: 'tz', path: '/etc/localtime', through: '/usr/share/zoneinfo/Etc/UTC' },
  })
})

test('knows runc before 1.0, whose target is a path of the node', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'rootfs_linux.go:54: mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~configmap/cfg" to rootfs "/var/lib/docker/overlay2/1/merged" at "/var/lib/docker/overlay2/1/merged/etc/app.toml" caused "not a directory"',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-target-invalid',
    facts: { volume: 'cfg', path: '/etc/app.toml', through: '', isTypeClash: true },
  })
})

test('knows a path that may not be opened', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'error mounting "/var/lib/kubelet/pods/1/volume-subpaths/cfg/app/1" to rootfs at "/mnt/data/config/a.php": open /var/lib/containers/storage/overlay/1/merged/mnt/data/config/a.php: permission denied',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-target-invalid',
    facts: { volume: 'cfg', path: '/mnt/data/config/a.php', through: '', isDenied: true },
  })
  expect(verdict?.what).toContain('permission denied')
})
