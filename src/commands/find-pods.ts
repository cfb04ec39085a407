// From flags and words to snapshots: from saved files, or from a cluster.

import { wantedSources } from '../diagnosis/wanted.ts'
import { readPod } from '../pod/reading.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import { UsageError } from './exit-codes.ts'
import { type connectionFlags, toConnection } from './flags.ts'
import { parseNow } from './podlife-command.ts'
import { tellOfWait, waiting } from './progress.ts'
import { parseTargets } from './targets.ts'

export interface Question {
  readonly words: readonly string[]
  readonly selector: string
  readonly fieldSelector: string
  readonly allNamespaces: boolean
  readonly files: readonly string[]
  readonly now: string | undefined
  readonly connection: Parameters<typeof toConnection>[0] & {
    [Name in keyof typeof connectionFlags]?: unknown
  }
  /** Loads what will be needed next, while a server is thinking. */
  readonly meanwhile?: () => Promise<unknown>
}

export interface Found {
  readonly snapshots: readonly PodSnapshot[]
  /** Where was looked: one namespace, or null for all of them. */
  readonly namespace: string | null
}

/** Reads the pods that are asked for. Throws a UsageError or a ClusterError. */
export async function findPods(question: Question): Promise<Found> {
  const { words, files, selector, allNamespaces } = question
  const names = parseTargets(words)
  const now = parseNow(question.now)
  if (files.length > 0) {
    const { loadSaved } = await import('../cluster/saved/read-saved.ts')
    const { selectSnapshots } = await import('../cluster/snapshot/select.ts')
    const reading = await loadSaved(files, { now, clock: Date.now(), stdin: process.stdin })
    const namespace = namespaceOf(question)
    return { snapshots: selectSnapshots(reading, { names, namespace, selector }), namespace }
  }
  if (now !== null) throw new UsageError('--now says when a file was saved, and needs -f')
  if (names.length > 0 && selector !== '') throw new UsageError('selectors and names cannot be used together')
  if (names.length > 0 && allNamespaces)
    throw new UsageError('a resource cannot be retrieved by name across all namespaces')
  const { connect } = await import('../cluster/live/cluster.ts')
  const cluster = await connect(toConnection(question.connection), { onWait: tellOfWait })
  const target =
    names.length > 0
      ? { names: names.map(({ resource, name }) => ({ type: resource.plural, name })) }
      : { selector, fieldSelector: question.fieldSelector, allNamespaces }
  const snapshots = await waiting(`reading from ${cluster.contextName}`, () => {
    const reading = cluster.fetchPods(target, (snapshot) => wantedSources(readPod(snapshot)))
    // Not before the first requests are on their way.
    setImmediate(() => question.meanwhile?.())
    return reading
  })
  return { snapshots, namespace: allNamespaces ? null : cluster.namespace }
}

function namespaceOf({ allNamespaces, connection }: Question): string | null {
  return allNamespaces || typeof connection.namespace !== 'string' ? null : connection.namespace
}
