import { expect, test } from 'vitest'
import { wantedSources } from '../../src/diagnosis/wanted.ts'
import { altered } from '../causes/altered.ts'

const silent = [
  '"message":"FATAL: could not connect to postgres at db.prod:5432: connection refused\\n",',
  '',
] as const
const wanted = [{ container: 'app', previous: true }]

test('wants the log of an exit that left no message', async () => {
  expect(wantedSources(await altered('e01-exit1-termination-message', [silent])).logs).toEqual(wanted)
})

test('wants it where the exit has no times, too', async () => {
  const pod = await altered('e01-exit1-termination-message', [
    silent,
    [/"startedAt":"[^"]*",/g, ''],
    [/"finishedAt":"[^"]*",/g, ''],
  ])
  expect(wantedSources(pod).logs).toEqual(wanted)
})

test('wants it where the node is not known, too', async () => {
  const pod = await altered('e01-exit1-termination-message', [silent, [/"nodeName":"[^"]*",?/g, '']])
  expect(wantedSources(pod).logs).toEqual(wanted)
})

test('wants none of a process that never ran', async () => {
  expect(wantedSources(await altered('d01-command-not-found', [])).logs).toEqual([])
})

test('wants the log of a container that runs and is not ready, and none of one that is', async () => {
  expect(wantedSources(await altered('f05-readiness-404', [])).logs).toEqual([
    { container: 'app', previous: false },
  ])
  const ready = await altered('f05-readiness-404', [['"ready":false', '"ready":true']])
  expect(wantedSources(ready).logs).toEqual([])
})
