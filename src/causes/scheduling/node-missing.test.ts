import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { type PodReading, readPod } from '../../pod/reading.ts'
import type { Gap } from '../../pod/snapshot.ts'
import { nodeMissing } from './node-missing.ts'

testCause(nodeMissing, {
  saysItFor: ['node-does-not-exist', 'node-does-not-exist-1-30', 'node-does-not-exist-1-36'],
  staysSilentFor: {
    'h03-nodeselector': 'No node was chosen yet.',
    'node-lost': 'The node exists, and does not answer.',
  },
})

/** The recorded pod that no scheduler has touched, given to a node by name. */
async function boundTo(node: string, gaps: readonly Gap[], withNodes = false): Promise<PodReading> {
  const [snapshot] = await rewordedSnapshots('h14-unknown-scheduler')
  const pod = { ...snapshot!.pod, spec: { ...snapshot!.pod?.spec, nodeName: node } }
  return readPod({ ...snapshot!, pod, gaps, nodes: withNodes ? snapshot!.nodes : [] })
}

test('is certain where the server knows no such node', async () => {
  const { verdict } = diagnose(await boundTo('node-z', [{ source: 'node', why: 'not-found' }]))
  expect(verdict).toMatchObject({ cause: 'node-missing', certainty: 'certain' })
  expect(verdict?.what).toContain('`node-z`')
})

test('is likely where it is only missing in a list, and silent where nodes could not be read', async () => {
  expect([...nodeMissing.match(await boundTo('node-z', [], true))]).toMatchObject([{ certainty: 'likely' }])
  expect([...nodeMissing.match(await boundTo('node-a', [], true))]).toEqual([])
  expect([...nodeMissing.match(await boundTo('node-z', [{ source: 'node', why: 'forbidden' }]))]).toEqual([])
  expect([...nodeMissing.match(await boundTo('node-z', [{ source: 'nodes', why: 'not-in-file' }]))]).toEqual(
    [],
  )
})
