import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { imagePullSlow } from './image-pull-slow.ts'

testCause(imagePullSlow, {
  saysItFor: ['layer-download-crawls', 'layer-download-crawls-1-36'],
  staysSilentFor: {
    'b01-image-tag-missing': 'The pull has ended, with an error.',
    'g02-init-waiting': 'The image is there; another container runs first.',
  },
})

/** A recorded pull that failed, at the moment before: its events end with `Pulling`. */
async function whilePulling(seconds: number, takenAtIs: 'exact' | 'newest-time-in-file' = 'exact') {
  const [snapshot] = await rewordedSnapshots(
    'b04-registry-dns',
    [/^ErrImagePull$/, 'ContainerCreating'],
    [/^failed to pull and unpack .*/, ''],
  )
  const events = snapshot!.events.filter(({ reason }) => reason === 'Scheduled' || reason === 'Pulling')
  const began = Date.parse(events.find(({ reason }) => reason === 'Pulling')!.lastTimestamp!)
  const takenAt = new Date(began + seconds * 1000).toISOString()
  return readPod({ ...snapshot!, events, takenAt, takenAtIs })
}

test('says it for a pull of whose end nothing is known', async () => {
  const { verdict, outcome } = diagnose(await whilePulling(90))
  expect(verdict).toMatchObject({
    cause: 'image-pull-slow',
    container: 'app',
    certainty: 'likely',
    facts: { image: 'registry.nowhere.invalid/team/app:1', seconds: 90 },
  })
  expect(outcome).toBe('waiting')
})

test('leaves a pod alone that has only begun', async () => {
  expect([...imagePullSlow.match(await whilePulling(2))]).toEqual([])
})

test('says it in a file whose time is not known', async () => {
  expect([...imagePullSlow.match(await whilePulling(0, 'newest-time-in-file'))]).toHaveLength(1)
})
