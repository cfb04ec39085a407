import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { snapshotsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { imageTagMissing } from './image-tag-missing.ts'

testCause(imageTagMissing, {
  saysItFor: [
    'b01-image-tag-missing',
    'b14-init-image-missing',
    'debug-image-missing',
    'image-tag-missing-plain',
    'rollout-stuck',
    'sidecar-image-missing',
    'two-images-missing',
  ],
  staysSilentFor: {
    'b02-image-private-401': 'Without a login, a registry does not say whether the tag exists.',
    'layer-missing': 'The tag exists; one of its layers does not.',
    'image-never-pulled': 'The registry was not asked.',
  },
})

test('reads the event where the back-off hides the error, as up to 1.31', async () => {
  const { verdict } = await rewordedDiagnosis('b01-image-tag-missing', [
    /(Back-off pulling image "[^"]*"): ErrImagePull: .*/,
    'Back-off pulling image "127.0.0.1:5000/shop/web:v9.9.9"',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-tag-missing',
    container: 'app',
    certainty: 'certain',
    facts: { image: '127.0.0.1:5000/shop/web:v9.9.9', registry: '127.0.0.1:5000' },
  })
})

test('knows the words of containerd 2.1', async () => {
  const { verdict } = await rewordedDiagnosis('b01-image-tag-missing', [
    /rpc error: code = NotFound desc = failed to pull and unpack image .*: not found/,
    'rpc error: code = NotFound desc = failed to pull and unpack image "127.0.0.1:5000/shop/web:v9.9.9": failed to resolve image: 127.0.0.1:5000/shop/web:v9.9.9: not found',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-tag-missing',
    container: 'app',
    certainty: 'certain',
  })
})

test('knows the words of CRI-O', async () => {
  const { verdict } = await rewordedDiagnosis('b01-image-tag-missing', [
    /rpc error: code = NotFound desc = failed to pull and unpack image .*: not found/,
    'reading manifest v9.9.9 in 127.0.0.1:5000/shop/web: manifest unknown',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-tag-missing',
    container: 'app',
    certainty: 'certain',
  })
})

test('does not take a missing layer for a missing tag', async () => {
  const { verdict } = await rewordedDiagnosis('b01-image-tag-missing', [
    /rpc error: code = NotFound desc = failed to pull and unpack image .*: not found/,
    'failed to pull and unpack image "127.0.0.1:5000/shop/web:v9.9.9": failed to copy: httpReadSeeker: failed open: content at http://127.0.0.1:5000/v2/shop/web/blobs/sha256:12 not found: not found',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-pull-failed',
    container: 'app',
    certainty: 'certain',
  })
})

test('takes an earlier try that says more than the newest', async () => {
  // Kubelets to 1.31 say in the back-off only that they wait.
  const [snapshot] = await snapshotsOf('image-tag-missing-plain-1-30')
  const failed = snapshot!.events.findLast(({ message }) => /Failed to pull image/.test(message ?? ''))!
  for (const words of ['pull QPS exceeded', 'failed to do request: context canceled']) {
    const newest = {
      ...failed,
      metadata: { ...failed.metadata, name: 'newest' },
      message: failed.message!.replace(/("): .*$/s, `$1: ${words}`),
      lastTimestamp: '2099-01-01T00:00:00Z',
    }
    const backingOff = JSON.parse(
      JSON.stringify(snapshot!.pod).replace(
        /"waiting":\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g,
        () => '"waiting":{"reason":"ImagePullBackOff","message":"Back-off pulling image \\"x\\""}',
      ),
    ) as NonNullable<typeof snapshot>['pod']
    const events = [...snapshot!.events, newest] as NonNullable<typeof snapshot>['events']
    const { verdict } = diagnose(readPod({ ...snapshot!, pod: backingOff, events }))
    expect(verdict?.cause).toBe('image-tag-missing')
    expect(verdict?.evidence.map(({ quote }) => quote).join()).not.toContain(words)
  }
})
