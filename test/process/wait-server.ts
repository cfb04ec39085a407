// An API server on loopback that serves the recorded objects of one situation, and watches that say what a test wants.
import type { ServerResponse } from 'node:http'
import type { FakeServer, Reply, Seen } from '../cluster/fake-server.ts'
import { failure, startServer } from '../cluster/fake-server.ts'
import { type Named, recorded } from '../cluster/sweep/sweep-server.ts'

const kinds: Readonly<Record<string, string>> = {
  pods: 'Pod',
  events: 'Event',
  nodes: 'Node',
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  statefulsets: 'StatefulSet',
  jobs: 'Job',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  persistentvolumes: 'PersistentVolume',
}

export interface Rollout {
  /** The recorded situation that is served; may be changed at any time. */
  situation: string
  /** Answers in place of the usual; null: as usual. */
  instead: (request: Seen) => Reply | null
  /** Sends a change to all watches of a resource. */
  change(plural: string): void
  /** Ends all watches. */
  closeWatches(): void
  readonly server: FakeServer
  /** Requests that were no watches. */
  reads(): Seen[]
}

export async function serveRollout(situation: string): Promise<Rollout> {
  const watches = new Map<ServerResponse, string>()
  const objects = (kind: string): Named[] =>
    recorded(rollout.situation, kind).map((item) => ({
      ...item,
      metadata: { ...item.metadata, namespace: 'shop' },
    }))
  const server = await startServer((request) => rollout.instead(request) ?? answer(request))
  const rollout: Rollout = {
    situation,
    instead: () => null,
    server,
    change(plural) {
      const [object] = objects(kinds[plural] ?? '')
      for (const [response, watched] of watches) {
        if (watched === plural) response.write(`${JSON.stringify({ type: 'MODIFIED', object })}\n`)
      }
    },
    closeWatches() {
      for (const response of watches.keys()) response.end()
      watches.clear()
    },
    reads: () => server.seen.filter(({ query }) => !query.has('watch')),
  }
  return rollout

  function answer({ path, query }: Seen): Reply {
    if (path === '/version') return { body: { gitVersion: 'v1.34.2' } }
    const [, plural = '', name] =
      /\/([a-z]+)(?:\/([^/]+))?$/.exec(
        path.replace(/^\/(api\/v1|apis\/[^/]+\/v1)(\/namespaces\/[^/]+)?/, ''),
      ) ?? []
    const kind = kinds[plural]
    if (kind === undefined)
      return failure(404, 'NotFound', 'the server could not find the requested resource')
    if (query.has('watch')) {
      return {
        raw: (response) => {
          response.writeHead(200, { 'Content-Type': 'application/json' })
          response.flushHeaders()
          watches.set(response, plural)
          response.on('close', () => watches.delete(response))
        },
      }
    }
    const items = objects(kind)
    if (name === undefined) return { body: { kind: `${kind}List`, apiVersion: 'v1', metadata: {}, items } }
    const item = items.find(({ metadata }) => metadata.name === name)
    return item === undefined
      ? failure(404, 'NotFound', `${plural} "${name}" not found`)
      : { body: { apiVersion: 'v1', kind, ...item } }
  }
}
