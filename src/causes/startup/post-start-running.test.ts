import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { postStartRunning } from './post-start-running.ts'

testCause(postStartRunning, {
  saysItFor: ['post-start-under-way'],
  staysSilentFor: {
    'd04-poststart-fails': 'The hook has returned, with an error.',
    'b04-registry-dns': 'The container waits for its image; its hook is far off.',
  },
})

/** The recorded pod while its hook still runs: started by its event, and not yet so in its status. */
async function whileHookRuns(seconds: number) {
  const [snapshot] = await rewordedSnapshots('d04-poststart-fails', [
    /^PostStartHookError$/,
    'ContainerCreating',
  ])
  const events = snapshot!.events.filter(({ reason }) =>
    ['Scheduled', 'Pulled', 'Created', 'Started'].includes(reason ?? ''),
  )
  const status = snapshot!.pod!.status!
  const containerStatuses = status.containerStatuses!.map((container) => ({ ...container, lastState: {} }))
  const started = Date.parse(events.find(({ reason }) => reason === 'Started')!.lastTimestamp!)
  return readPod({
    ...snapshot!,
    pod: { ...snapshot!.pod, status: { ...status, containerStatuses } },
    events,
    takenAt: new Date(started + seconds * 1000).toISOString(),
    takenAtIs: 'exact',
  })
}

test('says it for a container that an event calls started and the status does not', async () => {
  const { verdict, outcome } = diagnose(await whileHookRuns(60))
  expect(verdict).toMatchObject({
    cause: 'post-start-running',
    certainty: 'likely',
    facts: { hook: 'exec', seconds: 60 },
  })
  expect(outcome).toBe('waiting')
})

test('leaves a pod alone that has only begun', async () => {
  expect([...postStartRunning.match(await whileHookRuns(2))]).toEqual([])
})
