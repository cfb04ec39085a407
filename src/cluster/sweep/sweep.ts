// Everything that fails in a namespace or a cluster, for a fraction of what reading every pod costs.
//
// A page of cells says whether there are many pods. Few are read in full. Of many, the cells come first: what the server prints
// for a pod, without the pod, from its memory. Only pods whose cells look wrong are read in full. docs/scale.md has the numbers.
import { isObject, text } from '../../pod/json.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { namespaceKind, nodeKind, podKind } from '../api/kinds.ts'
import { type FetchedObject, fetchObject, started } from '../api/reads.ts'
import { knownVersion } from '../api/server-version.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import type { Wants } from '../live/pods.ts'
import { fetchCells, lostNodeName, type PodCells } from './cells.ts'
import { type PagesQuery, pagesOf } from './pages.ts'
import { fetchUnwell, maxObjectPages, objectPage, podOfRow, type Scope } from './pods.ts'
import { RelatedObjects } from './related-objects.ts'
import { fetchTroubledWorkloads, findSuspects } from './workloads.ts'

export type { Scope } from './pods.ts'

/** What the caller decides: this reads, and never judges. */
export interface Judge {
  /** By the cells alone: well for one of two reasons, or to be read in full. */
  assess(cells: PodCells, lostNodes: ReadonlySet<string>): 'needs-look' | 'healthy' | 'completed'
  readonly wants: Wants
  /** Whether a pod of this workload, or that it controls, is reported already. */
  isReported(workload: { readonly kind: string; readonly namespace: string; readonly name: string }): boolean
}

/** What a sweep finds, as it goes. */
export type ScopeStep =
  /** Pods that are well by their cells. */
  | { readonly kind: 'well'; readonly as: 'healthy' | 'completed'; readonly pods: number }
  | { readonly kind: 'snapshots'; readonly snapshots: readonly PodSnapshot[] }
  /** Something that could not be read. */
  | { readonly kind: 'gap'; readonly source: 'pods' | 'workloads'; readonly error: ClusterError }
  /** How far it is: pods known so far, and in all where that is known. */
  | { readonly kind: 'progress'; readonly pods: number; readonly of: number | null }

// Up to here, whole objects cost less than the requests around the cheap way.
const fewPods = 200
// Above this share, nearly everything would be read twice.
const largeShare = 0.2

/** Sweeps one scope. Throws a ClusterError if its pods cannot be read; what else cannot is a gap. */
export async function* sweep(transport: Transport, scope: Scope, judge: Judge): AsyncGenerator<ScopeStep> {
  const around = new RelatedObjects(transport, scope.namespace, Date.now())
  // Where the pods cannot be read, nobody waits for these, and closing the connections breaks them off.
  const events = started(around.events.fetch(transport, scope.namespace))
  const version = started(noteVersion(transport, around))
  const { isMany, date } = await probe(transport, scope)
  around.takenAt = clock(date) ?? around.takenAt
  const snapshotsStep = async (pods: readonly FetchedObject[]): Promise<ScopeStep> => {
    await Promise.all([events, version])
    return { kind: 'snapshots', snapshots: await around.snapshots(pods, judge.wants) }
  }
  const cheap = isMany ? await fetchCheaply(transport, scope, judge) : null
  const suspects = scope.fieldSelector === '' ? started(findSuspects(transport, scope)) : null
  if (cheap === null) {
    let pods = 0
    for await (const page of ahead(wholePages(transport, scope))) {
      pods += page.length
      yield { kind: 'progress', pods, of: null }
      yield await snapshotsStep(page)
    }
    if (pods === 0 && scope.namespace !== null) await checkNamespace(transport, scope.namespace)
  } else {
    const { unwell, healthy, completed, needsLook } = cheap
    yield { kind: 'well', as: 'healthy', pods: healthy }
    yield { kind: 'well', as: 'completed', pods: completed }
    for await (const pods of ahead(fetchUnwell(transport, scope, unwell, needsLook))) {
      yield await snapshotsStep(pods)
      yield { kind: 'progress', pods: healthy + completed + unwell.length, of: null }
    }
  }
  if (suspects === null) return
  await events
  const { found, failures } = await fetchTroubledWorkloads(
    around,
    scope.namespace,
    await suspects,
    judge.isReported,
  )
  yield { kind: 'snapshots', snapshots: await around.snapshotsOfMakers(found) }
  for (const { error } of failures) yield { kind: 'gap', source: 'workloads', error }
}

/**
 * A server gives an empty list of a namespace that does not exist: without pods nobody would notice a typing error. Throws a
 * ClusterError of kind `not-found` then; who may not ask for namespaces has to go by the list.
 */
async function checkNamespace(transport: Transport, name: string): Promise<void> {
  try {
    await fetchObject(transport, namespaceKind, null, name)
  } catch (error) {
    if (!(error instanceof ClusterError) || error.status === 404) throw error
  }
}

/** Asks for the next while the last is being looked at. */
async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next()
  for (;;) {
    const { done, value } = await next
    if (done === true) return
    next = started(items.next())
    yield value
  }
}

/** Whether there are many pods, and the server's clock. The server counts what is left only of a list without selectors. */
async function probe(
  transport: Transport,
  scope: Scope,
): Promise<{ readonly isMany: boolean; readonly date: string }> {
  const { labelSelector, fieldSelector } = scope
  const query = { ...queryOf(scope), includeObject: 'None' }
  const pageSize = labelSelector === '' && fieldSelector === '' ? 1 : fewPods
  const options = { pageSize, maxPages: 1, keep: () => true }
  const { value: page } = await pagesOf(transport, podKind, scope.namespace, query, options).next()
  if (page === undefined) throw new ClusterError('protocol', 'the list of pods has no page')
  const { rows, isLast, remaining, date } = page
  return { isMany: !isLast && (remaining === null || rows.length + remaining > fewPods), date }
}

/** All pods in full, page by page. A list that was started over, as an old page token asks for, yields no pod twice. */
async function* wholePages(transport: Transport, scope: Scope): AsyncGenerator<readonly FetchedObject[]> {
  const seen = new Set<string>()
  const query = { ...queryOf(scope), includeObject: 'Object' }
  const options = { pageSize: objectPage, maxPages: maxObjectPages, keep: podOfRow }
  for await (const { rows } of pagesOf(transport, podKind, scope.namespace, query, options)) {
    yield rows.filter(({ object: pod }) => {
      const uid = isObject(pod.metadata) ? text(pod.metadata.uid) : ''
      const isNew = !seen.has(uid)
      seen.add(uid)
      return isNew
    })
  }
}

interface Cheap {
  readonly healthy: number
  readonly completed: number
  readonly unwell: readonly PodCells[]
  readonly needsLook: (cells: PodCells) => boolean
}

/** The cells of all pods, sorted; null if that is of no use here: the server does not give them, or too many look wrong. */
async function fetchCheaply(transport: Transport, scope: Scope, judge: Judge): Promise<Cheap | null> {
  const lostNodes = await fetchLostNodes(transport)
  const assessments = await fetchCells(
    transport,
    scope.namespace,
    queryOf(scope),
    scope.consistent,
    (pod) => {
      const assessment = judge.assess(pod, lostNodes)
      return assessment === 'needs-look' ? pod : assessment
    },
  ).catch(unlessTooLarge)
  if (assessments === null) return null
  const unwell = assessments.filter((assessment) => typeof assessment !== 'string')
  if (unwell.length > assessments.length * largeShare) return null
  const healthy = assessments.filter((assessment) => assessment === 'healthy').length
  return {
    healthy,
    completed: assessments.length - unwell.length - healthy,
    unwell,
    needsLook: (pod) => judge.assess(pod, lostNodes) === 'needs-look',
  }
}

/** An answer that is too large for one is read in pages. */
function unlessTooLarge(error: unknown): null {
  if (error instanceof ClusterError && error.kind === 'protocol') return null
  throw error
}

/** Pods on a node that does not report look as they last did. Who may not read nodes sees that in the gaps of pods. */
async function fetchLostNodes(transport: Transport): Promise<ReadonlySet<string>> {
  const lost = new Set<string>()
  const query = { includeObject: 'None', resourceVersion: '0' }
  try {
    const pages = pagesOf(transport, nodeKind, null, query, {
      pageSize: 0,
      maxPages: 100,
      keep: lostNodeName,
    })
    for await (const { rows } of pages) for (const name of rows) lost.add(name)
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error
  }
  return lost
}

async function noteVersion(transport: Transport, around: RelatedObjects): Promise<void> {
  around.serverVersion = await knownVersion(transport)
}

function queryOf({ labelSelector, fieldSelector }: Scope): PagesQuery {
  return { labelSelector, fieldSelector }
}

function clock(date: string): number | null {
  const at = Date.parse(date)
  return Number.isNaN(at) ? null : at
}
