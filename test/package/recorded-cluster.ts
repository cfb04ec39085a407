// A recorded pod as a cluster, and the program that is asked about it.
import { readFileSync } from 'node:fs'
import { afterEach } from 'vitest'
import { type FakeServer, failure, type Reply, type Seen, startServer } from '../cluster/fake-server.ts'
import { kubeconfigFile } from '../cluster/login/environment.ts'
import { podlife } from '../process/plugin.ts'

const recorded = JSON.parse(readFileSync('test/pods/e01-exit1-termination-message/objects.json', 'utf8')) as {
  items: { kind: string; metadata: { name: string } }[]
}
const pod = recorded.items.find(({ kind }) => kind === 'Pod')
const events = recorded.items.filter(({ kind }) => kind === 'Event')

/** A cluster that holds one recorded pod. */
export function cluster({ path }: Seen): Reply {
  if (path === '/version') return { body: { gitVersion: 'v1.34.2' } }
  if (/\/pods\/[^/]+$/.test(path)) return { body: pod, headers: { Date: 'Thu, 26 Nov 2026 12:00:00 GMT' } }
  if (path.endsWith('/log')) return { body: 'last words\n' }
  if (path.endsWith('/events')) return { body: { kind: 'EventList', apiVersion: 'v1', items: events } }
  return failure(404, 'NotFound', 'not found')
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Runs `explain app` with this kubeconfig. */
export async function explain(config: string, args: string[] = [], env: Record<string, string> = {}) {
  return podlife(['explain', 'app', ...args], { env: { KUBECONFIG: kubeconfigFile(config), ...env } })
}

/** What starts servers for the tests of the file that calls this, and closes them after each test. */
export function serving(): typeof startServer {
  const running: FakeServer[] = []
  afterEach(async () => {
    for (const server of running.splice(0)) await server.close()
  })
  return async (...how) => {
    const server = await startServer(...how)
    running.push(server)
    return server
  }
}
