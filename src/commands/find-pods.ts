// From flags and words to snapshots: from saved files, or from a cluster.

import type { ConnectionFlags } from '../cluster/login/entries.ts'
import { wantedSources } from '../diagnosis/wanted.ts'
import { readPod } from '../pod/reading.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import { UsageError } from './exit-codes.ts'
import { reportServerWait, waiting } from './progress.ts'
import { parseTargets } from './targets.ts'

/** Which pods, and where they are. */
export interface Question {
  readonly words: readonly string[]
  readonly selector: string
  readonly fieldSelector: string
  readonly allNamespaces: boolean
  readonly files: readonly string[]
  /** When the files were saved, in milliseconds since 1970; null: not known. */
  readonly now: number | null
  readonly connection: ConnectionFlags
}

interface QuestionFlags extends ConnectionFlags {
  readonly selector: string
  readonly 'field-selector'?: string
  readonly 'all-namespaces'?: boolean
  readonly filename?: readonly string[] | undefined
  readonly now?: number | undefined
}

/** The question that words and flags ask. */
export function questionOf(words: readonly string[], flags: QuestionFlags): Question {
  return {
    words,
    selector: flags.selector,
    fieldSelector: flags['field-selector'] ?? '',
    allNamespaces: flags['all-namespaces'] ?? false,
    files: flags.filename ?? [],
    now: flags.now ?? null,
    connection: flags,
  }
}

/** Throws a UsageError for a question that names nothing at all. */
export function mustName({ words, files, selector, allNamespaces }: Question, command: string): void {
  if (words.length + files.length > 0 || selector !== '' || allNamespaces) return
  throw new UsageError(
    `name a pod, or say which ones with ${command === 'report' ? '-l' : '-l or -A'}`,
    `See 'kubectl podlife ${command} --help' for usage.`,
  )
}

export interface Found {
  readonly snapshots: readonly PodSnapshot[]
  /** Where was looked: one namespace, or null for all of them. */
  readonly namespace: string | null
}

/**
 * Reads the pods that are asked for. `meanwhile` loads what is needed next, while a server is thinking. Throws a UsageError or a
 * ClusterError.
 */
export async function findPods(question: Question, meanwhile?: () => Promise<unknown>): Promise<Found> {
  const { words, files, selector, allNamespaces, now } = question
  const names = parseTargets(words)
  if (files.length > 0) {
    const { loadSaved } = await import('../cluster/saved/load-saved.ts')
    const { selectSnapshots } = await import('../cluster/snapshot/select.ts')
    const reading = await loadSaved(files, { now, clock: Date.now(), stdin: process.stdin })
    const namespace = namespaceOf(question)
    return { snapshots: selectSnapshots(reading, { names, namespace, selector }), namespace }
  }
  if (names.length > 0 && selector !== '') throw new UsageError('selectors and names cannot be used together')
  if (names.length > 0 && allNamespaces)
    throw new UsageError('a resource cannot be retrieved by name across all namespaces')
  const { connect } = await import('../cluster/live/cluster.ts')
  const cluster = await connect(question.connection, { onWait: reportServerWait })
  const target =
    names.length > 0
      ? { names: names.map(({ resource, name }) => ({ type: resource.plural, name })) }
      : { selector, fieldSelector: question.fieldSelector, allNamespaces }
  const snapshots = await waiting(`reading from ${cluster.contextName}`, () => {
    const reading = cluster.fetchPods(target, (snapshot) => wantedSources(readPod(snapshot)))
    // Not before the first requests are on their way.
    setImmediate(() => meanwhile?.())
    return reading
  })
  return { snapshots, namespace: allNamespaces ? null : cluster.namespace }
}

/** The namespace that is asked for; null for all of them. */
export function namespaceOf({ allNamespaces, connection }: Question): string | null {
  return allNamespaces ? null : (connection.namespace ?? null)
}
