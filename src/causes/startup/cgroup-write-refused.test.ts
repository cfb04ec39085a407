import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { cgroupWriteRefused } from './cgroup-write-refused.ts'

testCause(cgroupWriteRefused, {
  saysItFor: [],
  staysSilentFor: {
    'memory-limit-too-small-to-start': 'The kernel accepts the limit, and the process dies of it.',
  },
})

test.each([
  // runc 1.1.
  [
    'OCI runtime create failed: runc create failed: unable to start container process: error during container init: error setting cgroup config for procHooks process: failed to write "20971520000000": write /sys/fs/cgroup/cpu/kubepods/x/cpu.cfs_quota_us: invalid argument: unknown',
    { resource: 'cpu', file: 'cpu.cfs_quota_us', error: 'invalid argument', value: '20971520000000' },
  ],
  // runc before 1.0, escaped by dockerd.
  [
    'OCI runtime create failed: container_linux.go:348: starting container process caused "process_linux.go:402: container init caused \\"process_linux.go:367: setting cgroup config for procHooks process caused \\\\\\"failed to write 4194304 to memory.limit_in_bytes: write /sys/fs/cgroup/memory/kubepods/x/memory.limit_in_bytes: device or resource busy\\\\\\"\\"": unknown',
    { resource: 'memory', file: 'memory.limit_in_bytes', error: 'device or resource busy' },
  ],
  // runc 1.1 with cgroup v1.
  [
    'unable to apply cgroup configuration: failed to write "a *:* rwm": write /sys/fs/cgroup/devices/x/devices.deny: operation not permitted',
    { resource: '', file: 'devices.deny', error: 'operation not permitted' },
  ],
  // crun.
  [
    'writing file `cpu.max`: Invalid argument',
    { resource: 'cpu', file: 'cpu.max', error: 'invalid argument' },
  ],
  // A group that the runtime cannot enter says nothing about a limit.
  [
    'process_linux.go:258: applying cgroup configuration for process caused "failed to write 98902 to cgroup.procs: write /sys/fs/cgroup/cpu,cpuacct/kubepods/besteffort/x/cgroup.procs: invalid argument"',
    { resource: '', file: 'cgroup.procs' },
  ],
])('knows %s', async (words, facts) => {
  const { verdict } = await rewordedDiagnosis('command-not-in-image', [
    /failed to create (?:containerd task|shim task).*/,
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'cgroup-write-refused', container: 'app', facts })
})
