import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { snapshotsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { sidecarNotStarted } from './sidecar-not-started.ts'

testCause(sidecarNotStarted, {
  saysItFor: ['sidecar-never-started'],
  staysSilentFor: {
    'g02-init-waiting': 'The pod waits for a plain init container.',
    'f04-startup-fails': 'The startup probe of a main container holds no other one up.',
  },
})

/** The recorded init container that runs, as a sidecar with the startup probe and the event of another recording. */
async function withStartupProbe(restartPolicy: string) {
  const [[waits], [probed]] = await Promise.all([
    snapshotsOf('g02-init-waiting'),
    snapshotsOf('f04-startup-fails'),
  ])
  const { startupProbe } = probed!.pod!.spec!.containers![0]!
  const spec = waits!.pod!.spec!
  const initContainers = spec.initContainers!.map((container) =>
    container!.name === 'wait-for-db'
      ? { ...container, restartPolicy, startupProbe: startupProbe ?? null }
      : container,
  )
  const { involvedObject } = waits!.events[0]!
  const failure = {
    ...probed!.events.find(({ reason }) => reason === 'Unhealthy')!,
    involvedObject: { ...involvedObject, fieldPath: 'spec.initContainers{wait-for-db}' },
    lastTimestamp: '2026-11-24T01:57:40Z',
  }
  const statuses = waits!.pod!.status!.initContainerStatuses!.map((status) =>
    status!.name === 'wait-for-db' ? { ...status, started: false } : status,
  )
  return readPod({
    ...waits!,
    takenAt: '2026-11-24T01:57:45Z',
    pod: {
      ...waits!.pod,
      spec: { ...spec, initContainers },
      status: { ...waits!.pod!.status, initContainerStatuses: statuses },
    },
    events: [...waits!.events, failure],
  })
}

test('blames the sidecar whose startup probe fails, and names the probe', async () => {
  const { verdict, findings } = diagnose(await withStartupProbe('Always'))
  expect(verdict).toMatchObject({
    cause: 'sidecar-not-started',
    container: 'wait-for-db',
    facts: { port: '8080' },
  })
  expect(findings.map(({ cause }) => cause)).not.toContain('startup-failing')
})

test('leaves an ordinary init container alone', async () => {
  expect([...sidecarNotStarted.match(await withStartupProbe(''))]).toEqual([])
})
