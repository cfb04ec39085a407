import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { gpuDriverMismatch } from './gpu-driver-mismatch.ts'

testCause(gpuDriverMismatch, {
  saysItFor: [],
  staysSilentFor: {
    'command-not-in-image': 'No GPU is involved.',
  },
})

test.each([
  // libnvidia-container's command line as a hook of runc.
  "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: Auto-detected mode as 'legacy'\nnvidia-container-cli: initialization error: nvml error: driver/library version mismatch: unknown",
  // The older hook under dockerd.
  'OCI runtime create failed: container_linux.go:349: starting container process caused "process_linux.go:449: container init caused \\"process_linux.go:432: running prestart hook 0 caused \\\\\\"error running hook: exit status 1, stdout: , stderr: nvidia-container-cli: initialization error: nvml error: driver/library version mismatch\\\\\\"\\"": unknown',
])('knows %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('command-not-in-image', [
    /failed to create (?:containerd task|shim task).*/,
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'gpu-driver-mismatch', container: 'app', certainty: 'certain' })
})
