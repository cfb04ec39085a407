// Everything that fails in a namespace or a cluster, for a fraction of what reading every pod costs.
//
// A page of cells says whether there are many pods. Few are read in full. Of many, the cells come first: what the server prints
// for a pod, without the pod, from its memory. Only pods whose cells look wrong are read in full. docs/scale.md has the numbers.
import { isObject, text } from '../pod/json.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import { apiPath } from './api-path.ts'
import { ClusterError } from './errors.ts'
import { nodeKind, podKind } from './kinds.ts'
import type { Wants } from './pods.ts'
import type { ReadObject } from './reads.ts'
import { Surroundings } from './sweep-around.ts'
import { lostNodesOf, type PodCells, readCells } from './sweep-cells.ts'
import { type Page, type PagesQuery, pagesOf } from './sweep-pages.ts'
import { maxObjectPages, objectPage, podsOfPage, readUnwell, type Scope } from './sweep-pods.ts'
import { readTroubledWorkloads } from './sweep-workloads.ts'
import type { Transport } from './transport.ts'

export type { Scope } from './sweep-pods.ts'

/** What the caller decides: this reads, and never judges. */
export interface Judge {
  /** By the cells alone: well for one of two reasons, or to be read in full. */
  look(cells: PodCells, lostNodes: ReadonlySet<string>): 'needs-look' | 'healthy' | 'completed'
  readonly wants: Wants
  /** Whether a pod of this workload, or that it controls, has told its trouble already. */
  isTold(workload: { readonly kind: string; readonly namespace: string; readonly name: string }): boolean
}

/** What a sweep finds, as it goes. */
export type Step =
  /** Pods that are well by their cells. */
  | { readonly kind: 'well'; readonly as: 'healthy' | 'completed'; readonly pods: number }
  | { readonly kind: 'snapshots'; readonly snapshots: readonly PodSnapshot[] }
  /** Something that could not be read. */
  | { readonly kind: 'gap'; readonly source: 'pods' | 'workloads'; readonly error: ClusterError }
  /** How far it is: pods known so far, and in all where that is known. */
  | { readonly kind: 'progress'; readonly pods: number; readonly of: number | null }

// Up to here, whole objects cost less than the requests around the cheap way.
const fewPods = 1000
// Above this share, nearly everything would be read twice.
const largeShare = 0.2

/** Sweeps one scope. Throws a ClusterError if its pods cannot be read; what else cannot is a gap. */
export async function* sweep(transport: Transport, scope: Scope, judge: Judge): AsyncGenerator<Step> {
  const around = new Surroundings(transport, scope.namespace, Date.now())
  const events = around.events.read(transport, scope.namespace)
  const version = readVersion(transport, around)
  const first = await probe(transport, scope)
  around.takenAt = clock(first.date) ?? around.takenAt
  const tell = async (pods: readonly ReadObject[]): Promise<Step> => {
    await Promise.all([events, version])
    return { kind: 'snapshots', snapshots: await around.snapshots(pods, judge.wants) }
  }
  const cheap = first.isLast ? null : await readCheaply(transport, scope, judge)
  if (cheap === null) {
    let pods = 0
    for await (const page of wholePages(transport, scope)) {
      pods += page.length
      yield { kind: 'progress', pods, of: null }
      yield await tell(page)
    }
  } else {
    const { unwell, healthy, completed, needsLook } = cheap
    yield { kind: 'well', as: 'healthy', pods: healthy }
    yield { kind: 'well', as: 'completed', pods: completed }
    for await (const pods of readUnwell(transport, scope, unwell, needsLook)) {
      yield await tell(pods)
      yield { kind: 'progress', pods: healthy + completed + unwell.length, of: null }
    }
  }
  if (scope.fieldSelector !== '') return
  await events
  const { found, failures } = await readTroubledWorkloads(transport, around, scope, judge.isTold)
  yield { kind: 'snapshots', snapshots: await around.snapshotsOfMakers(found) }
  for (const { error } of failures) yield { kind: 'gap', source: 'workloads', error }
}

/** The cells of the first few pods: how many there are, and the server's clock. */
async function probe(transport: Transport, scope: Scope): Promise<Page> {
  const query = { ...queryOf(scope), includeObject: 'None' }
  const options = { pageSize: fewPods, maxPages: 1, asTable: true }
  const { value: page } = await pagesOf(transport, podKind, scope.namespace, query, options).next()
  if (page === undefined) throw new ClusterError('protocol', 'the list of pods has no page')
  return page
}

/** All pods in full, page by page. A list that was started over, as an old page token asks for, tells no pod twice. */
async function* wholePages(transport: Transport, scope: Scope): AsyncGenerator<readonly ReadObject[]> {
  const seen = new Set<string>()
  const options = { pageSize: objectPage, maxPages: maxObjectPages, asTable: true }
  for await (const page of pagesOf(transport, podKind, scope.namespace, queryOf(scope), options)) {
    yield podsOfPage(page).filter(({ object: pod }) => {
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
async function readCheaply(transport: Transport, scope: Scope, judge: Judge): Promise<Cheap | null> {
  const query: PagesQuery = { labelSelector: scope.labelSelector, fieldSelector: scope.fieldSelector }
  const lostNodes = await readLostNodes(transport)
  let counts = { healthy: 0, completed: 0 }
  let unwell: PodCells[] = []
  const startOver = (): void => {
    counts = { healthy: 0, completed: 0 }
    unwell = []
  }
  const take = (pod: PodCells): void => {
    const look = judge.look(pod, lostNodes)
    if (look === 'needs-look') unwell.push(pod)
    else counts[look] += 1
  }
  const isCheap = await readCells(transport, scope.namespace, query, scope.consistent, {
    take,
    startOver,
  }).catch(unlessTooLarge)
  const pods = counts.healthy + counts.completed + unwell.length
  if (!isCheap || unwell.length > pods * largeShare) return null
  return { ...counts, unwell, needsLook: (pod) => judge.look(pod, lostNodes) === 'needs-look' }
}

/** An answer that is too large for one is read in pages. */
function unlessTooLarge(error: unknown): false {
  if (error instanceof ClusterError && error.kind === 'protocol') return false
  throw error
}

/** Pods on a node that does not report look as they last did. Who may not read nodes sees that in the gaps of pods. */
async function readLostNodes(transport: Transport): Promise<ReadonlySet<string>> {
  const lost = new Set<string>()
  const query = { includeObject: 'None', resourceVersion: '0' }
  try {
    const pages = pagesOf(transport, nodeKind, null, query, { pageSize: 0, maxPages: 100, asTable: true })
    for await (const page of pages) for (const name of lostNodesOf(page)) lost.add(name)
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error
  }
  return lost
}

async function readVersion(transport: Transport, around: Surroundings): Promise<void> {
  try {
    const { value } = await transport.json({ path: apiPath(['version']) })
    const version = isObject(value) ? /^v(\d+\.\d+\.\d+\S*)/.exec(text(value.gitVersion)) : null
    around.serverVersion = version?.[1] ?? null
  } catch (error) {
    // It is only for comparing STATUS.
    if (!(error instanceof ClusterError)) throw error
  }
}

function queryOf({ labelSelector, fieldSelector }: Scope): PagesQuery {
  return { labelSelector, fieldSelector, includeObject: 'Object' }
}

function clock(date: string): number | null {
  const at = Date.parse(date)
  return Number.isNaN(at) ? null : at
}
