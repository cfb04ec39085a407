// Keeping up with one list, against a scripted server.
import { afterEach, expect, test } from 'vitest'
import type { ClusterError } from '../../../src/cluster/errors.ts'
import { usualLimits } from '../../../src/cluster/http/limits.ts'
import { loadConnection } from '../../../src/cluster/login/kubeconfig.ts'
import { Follower } from '../../../src/cluster/watch/follower.ts'
import { type FakeServer, failure, type Reply, type Seen, startServer } from '../fake-server.ts'
import { kubeconfig, kubeconfigFile } from '../login/environment.ts'

let server: FakeServer | null = null
const stop = { now: new AbortController() }

afterEach(async () => {
  stop.now.abort()
  stop.now = new AbortController()
  await server?.close()
  server = null
})

const idle: Reply = {
  raw: (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders(),
}

function says(...changes: object[]): Reply {
  return {
    raw: (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      for (const change of changes) response.write(`${JSON.stringify(change)}\n`)
    },
  }
}

const change = (version: string): object => ({
  type: 'MODIFIED',
  object: { metadata: { resourceVersion: version } },
})

/** Follows what the server says; `turn` of a request counts the watches from 1. */
async function follow(watch: (turn: number, request: Seen) => Reply) {
  const watched: string[] = []
  server = await startServer((request) => {
    watched.push(request.query.get('resourceVersion') ?? '')
    return watch(watched.length, request)
  }, null)
  const connection = await loadConnection({ kubeconfig: kubeconfigFile(kubeconfig(server.url)) })
  const lists: boolean[] = []
  const links: (ClusterError | null)[] = []
  const taken: string[] = []
  const follower = new Follower(
    {
      list: async (isExpired) => {
        lists.push(isExpired)
        return `list-${lists.length}`
      },
      path: (version) => `/api/v1/pods?watch=1&resourceVersion=${version}`,
      take: ({ object }) =>
        taken.push(String((object.metadata as { resourceVersion: string }).resourceVersion)),
    },
    {
      connection,
      limits: { ...usualLimits, pause: 20 },
      onLink: (trouble) => links.push(trouble),
      stop: stop.now.signal,
    },
  )
  const run = follower.run()
  run.catch(() => {})
  return { follower, run, watched, lists, links, taken }
}

test('a connection that is given up is taken up again from the last change, without a list', async () => {
  const { follower, watched, lists, taken } = await follow((turn) => (turn === 1 ? says(change('7')) : idle))
  await expect.poll(() => taken).toEqual(['7'])
  follower.reconnect()
  await expect.poll(() => watched).toEqual(['list-1', '7'])
  expect(lists).toEqual([false])
})

test('what starts over reads the list anew, and it has not expired', async () => {
  const { follower, watched, lists, taken } = await follow((turn) => (turn === 1 ? says(change('7')) : idle))
  await expect.poll(() => taken).toEqual(['7'])
  follower.startOver()
  await expect.poll(() => watched).toEqual(['list-1', 'list-2'])
  expect(lists).toEqual([false, false])
})

test('a version that the server has forgotten is no trouble, and the list is told of it', async () => {
  const { follower, watched, lists, links } = await follow((turn) =>
    turn === 1 ? failure(410, 'Expired', 'too old') : idle,
  )
  await expect.poll(() => watched).toEqual(['list-1', 'list-2'])
  await expect.poll(() => links).toEqual([null])
  expect(lists).toEqual([false, true])
  follower.startOver()
  await expect.poll(() => lists).toEqual([false, true, false])
})

test.each([
  [4, 'is borne', false],
  [5, 'is believed', true],
])('a server that refuses %i times in a row after it has answered %s', async (refusals, _, isBelieved) => {
  const { run, watched } = await follow((turn) =>
    turn === 1
      ? { raw: (response) => void response.writeHead(200).end() }
      : turn <= 1 + refusals
        ? failure(403, 'Forbidden', 'pods is forbidden')
        : idle,
  )
  if (isBelieved) await expect(run).rejects.toMatchObject({ kind: 'refused' })
  else await expect.poll(() => watched.length).toBe(2 + refusals)
})

test('a refusal before anything was answered is believed at once', async () => {
  const { run, watched } = await follow(() => failure(403, 'Forbidden', 'pods is forbidden'))
  await expect(run).rejects.toMatchObject({ kind: 'refused' })
  expect(watched).toHaveLength(1)
})
