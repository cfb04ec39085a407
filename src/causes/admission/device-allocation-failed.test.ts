import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { deviceAllocationFailed } from './device-allocation-failed.ts'

testCause(deviceAllocationFailed, {
  saysItFor: [],
  staysSilentFor: {
    'j03-outofcpu': 'CPU is no device of a plugin: the scheduler and the node count it themselves.',
    'h11-gpu': 'No node has the device at all, so that the scheduler placed the pod nowhere.',
  },
})

const unknown = 'rpc error: code = Unknown desc = '

test.each([
  [
    'Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 1, Available: 0, which is unexpected',
    { problem: 'short', resource: 'nvidia.com/gpu', requested: '1', available: '0' },
    'it could not allocate `nvidia.com/gpu`.',
  ],
  [
    'Allocate failed due to not enough cpus available to satisfy request: requested=4, available=2, which is unexpected',
    { problem: 'short', resource: 'cpu', requested: '4', available: '2' },
    'it could not allocate `cpu`.',
  ],
  [
    "Update plugin resources failed due to can't allocate unregistered device intel.com/qat, which is unexpected.",
    { problem: 'unregistered', resource: 'intel.com/qat' },
    'no device plugin has registered `intel.com/qat` there.',
  ],
  [
    'Allocate failed due to no healthy devices present; cannot allocate unhealthy devices smarter-devices/ttyUSB0, which is unexpected',
    { problem: 'unhealthy', resource: 'smarter-devices/ttyUSB0' },
    'its device plugin has no healthy device of `smarter-devices/ttyUSB0`.',
  ],
  [
    'Allocate failed due to rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /var/lib/kubelet/device-plugins/amd.sock: connect: connection refused", which is unexpected',
    { problem: 'silent' },
    'its device plugin did not answer, or its connection broke',
  ],
  [
    `Allocate failed due to ${unknown}failed to find gpu id, which is unexpected`,
    { problem: 'plugin-error', says: 'failed to find gpu id' },
    'its device plugin could not allocate: "failed to find gpu id".',
  ],
  [
    `Allocate failed due to device plugin GetPreferredAllocation rpc failed with err: ${unknown}device 3: GPU has fallen off the bus, which is unexpected`,
    { problem: 'plugin-error', says: 'device 3: GPU has fallen off the bus' },
    'device 3: GPU has fallen off the bus',
  ],
  [
    'Allocate failed due to failed to write checkpoint file "kubelet_internal_checkpoint": no space left on device, which is unexpected',
    { problem: 'other', resource: '' },
    'no space left on device',
  ],
])('recognises %s', async (words, facts, what) => {
  const { verdict, findings, outcome } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, 'UnexpectedAdmissionError'],
    [/Node didn't have enough resource.*/, words],
  )
  expect(verdict).toMatchObject({
    cause: 'device-allocation-failed',
    certainty: 'certain',
    container: null,
    facts,
  })
  expect(verdict?.what).toContain(what)
  expect(verdict?.evidence.some(({ quote }) => quote.includes(words))).toBe(true)
  expect(findings).toEqual([])
  expect(outcome).toBe('failed')
})

test('a lost device asks for a reboot of the node', async () => {
  const { verdict } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, 'UnexpectedAdmissionError'],
    [
      /Node didn't have enough resource.*/,
      `Allocate failed due to ${unknown}device lost, which is unexpected`,
    ],
  )
  expect(verdict?.next[0]).toMatchObject({ advice: expect.stringContaining('reboot') })
})
