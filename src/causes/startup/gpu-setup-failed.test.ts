import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { gpuSetupFailed } from './gpu-setup-failed.ts'

testCause(gpuSetupFailed, {
  saysItFor: [],
  staysSilentFor: {
    'command-not-in-image': 'The program of the container is missing, not a tool of the node.',
  },
})

test.each([
  [
    'OCI runtime create failed: container_linux.go:345: starting container process caused "process_linux.go:424: running prestart hook 0 caused \\"error running hook: exit status 1, stdout: , stderr: nvidia-container-cli: device error: unknown device id: GPU-7\\n\\"": unknown',
    /unknown device\): `GPU-7`/,
  ],
  [
    'OCI runtime create failed: could not apply required modification to OCI specification: error modifying OCI spec: failed to inject CDI devices: unresolvable CDI devices nvidia.com/gpu=0: unknown',
    /CDI description/,
  ],
  [
    'error running hook: exit status 1, stdout: , stderr: nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.6, please update your driver to a newer version: unknown',
    /older than the image demands/,
  ],
  [
    'error running hook: exit status 1, stdout: , stderr: nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown',
    /not loaded/,
  ],
  [
    'OCI runtime create failed: runc create failed: error running prestart hook #0: exit status 1, stdout: , stderr: nvidia-container-cli: requirement error: invalid expression\\n: unknown',
    /cannot read the requirements/,
  ],
  ['could not select device driver "" with capabilities: [[gpu]]', /toolkit is missing/],
])('knows %s', async (words, what) => {
  const { verdict } = await rewordedDiagnosis('command-not-in-image', [
    /failed to create (?:containerd task|shim task).*/,
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'gpu-setup-failed', container: 'app', certainty: 'certain' })
  expect(verdict?.what).toMatch(what)
})
