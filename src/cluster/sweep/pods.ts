// The pods that need a look, in full: in bulk where many do, by name where few do. Never a request for a pod that is well.
import { isObject, type JsonObject, object, text } from '../../pod/json.ts'
import { fieldSelector } from '../api/api-path.ts'
import { namespaceKind, podKind } from '../api/kinds.ts'
import { metadataOf } from '../api/objects.ts'
import { type FetchedObject, fetchObject } from '../api/reads.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { type PodCells, podCells } from './cells.ts'
import { type PagesQuery, pagesOf, type Row } from './pages.ts'

/** Where to look. */
export interface Scope {
  /** Null: all namespaces. */
  readonly namespace: string | null
  readonly labelSelector: string
  readonly fieldSelector: string
  readonly consistent: boolean
}

export const objectPage = 500
export const maxObjectPages = 4000
const manyUnrun = 10
const mostAtOnce = 5000
const batch = 200

/** A pod with its cells; null if the server prints none. */
interface FoundPod {
  readonly pod: JsonObject
  readonly cells: PodCells | null
}

/** A pod in full, with what the server printed for it; null where there is no object. */
export function podOfRow(row: Row): (FetchedObject & { readonly row: PodCells | null }) | null {
  if (row.object === null) return null
  if (isObject(row.object.metadata)) delete row.object.metadata.managedFields
  return { object: { kind: 'Pod', apiVersion: 'v1', ...row.object }, row: podCells(row) }
}

/** Cells and pod speak of the same pod: names are unique in a namespace only, and cells have none. */
function keyOfCells({ name, node }: PodCells): string {
  return `${name}\0${node === '<none>' ? '' : node}`
}

function keyOfPod(pod: JsonObject): string {
  return `${metadataOf(pod).name}\0${text(object(pod.spec).nodeName)}`
}

/** Where a pod runs, "" for nowhere, and what it is called. */
interface NodeAndName {
  readonly node: string
  readonly name: string
}

/** A number of pods with the same key, which are still to be found. */
class Wanted {
  readonly #left: Map<string, number>

  constructor(cells: readonly PodCells[]) {
    this.#left = new Map()
    for (const cell of cells) this.#left.set(keyOfCells(cell), (this.#left.get(keyOfCells(cell)) ?? 0) + 1)
  }

  /** Whether one with this key was still missing; it is not any more. */
  take(key: string): boolean {
    const left = this.#left.get(key) ?? 0
    if (left === 0) return false
    this.#left.set(key, left - 1)
    return true
  }

  /** Those that are missing still; namesakes on one node once. */
  left(): NodeAndName[] {
    return [...this.#left].flatMap(([key, left]) => {
      const [name = '', node = ''] = key.split('\0')
      return left > 0 ? [{ node, name }] : []
    })
  }
}

/**
 * Yields the pods behind these cells, in batches. A pod that is gone by now is left out. Throws a ClusterError if they cannot
 * be read.
 */
export async function* fetchUnwell(
  transport: Transport,
  scope: Scope,
  unwell: readonly PodCells[],
  needsLook: (cells: PodCells) => boolean,
): AsyncGenerator<readonly FetchedObject[]> {
  const wanted = new Wanted(unwell)
  // Of namesakes the well ones are not meant.
  const takes = ({ pod, cells }: FoundPod): boolean =>
    (cells === null || needsLook(cells)) && wanted.take(keyOfPod(pod))
  // STATUS is the reason of a container, or of the pod; a phase other than Running is at hand for a field selector.
  if (unwell.length >= manyUnrun) {
    const unrun = withField(scope, 'status.phase!=Running,status.phase!=Succeeded')
    const atOnce = !scope.consistent && unwell.length <= mostAtOnce
    yield* matching(transport, scope, unrun, atOnce, takes)
  }
  const { namespace } = scope
  if (namespace !== null) yield* named(transport, namespace, wanted.left())
  else yield* found(transport, scope, wanted.left(), takes)
}

async function* matching(
  transport: Transport,
  scope: Scope,
  selector: string,
  atOnce: boolean,
  takes: (pod: FoundPod) => boolean,
): AsyncGenerator<readonly FetchedObject[]> {
  const query: PagesQuery = {
    labelSelector: scope.labelSelector,
    fieldSelector: selector,
    includeObject: 'Object',
    // What the server remembers, in one answer.
    ...(atOnce ? { resourceVersion: '0' } : {}),
  }
  const options = { pageSize: atOnce ? 0 : objectPage, maxPages: maxObjectPages, keep: podOfRow }
  for await (const { rows } of pagesOf(transport, podKind, scope.namespace, query, options)) {
    const pods = rows.filter(({ object: pod, row }) => takes({ pod, cells: row }))
    if (pods.length > 0) yield pods
  }
}

/**
 * Pods of any namespace. Cells do not tell it, but they tell the node, by which the server keeps an index of its pods
 * (`NodeNameIndexFunc` of the pod registry), so that finding a pod by node and name is as cheap as by namespace and name.
 */
async function* found(
  transport: Transport,
  scope: Scope,
  pods: readonly NodeAndName[],
  takes: (pod: FoundPod) => boolean,
): AsyncGenerator<readonly FetchedObject[]> {
  for (let from = 0; from < pods.length; from += batch) {
    const read = await Promise.all(
      pods.slice(from, from + batch).map(async ({ node, name }) => {
        const fields = fieldSelector({
          ...(node === '' ? {} : { 'spec.nodeName': node }),
          'metadata.name': name,
        })
        const pages = matching(transport, scope, withField(scope, fields), !scope.consistent, takes)
        return (await Array.fromAsync(pages)).flat()
      }),
    )
    yield read.flat()
  }
}

async function* named(
  transport: Transport,
  namespace: string,
  pods: readonly NodeAndName[],
): AsyncGenerator<readonly FetchedObject[]> {
  for (let from = 0; from < pods.length; from += batch) {
    const read = await Promise.all(
      pods.slice(from, from + batch).map(({ name }) =>
        fetchObject(transport, podKind, namespace, name).catch((error: unknown) => {
          if (error instanceof ClusterError && error.status === 404) return null
          throw error
        }),
      ),
    )
    yield read.filter((pod) => pod !== null)
  }
}

/** The names of all namespaces: that the server remembers, or `consistent`, of now. Throws a ClusterError. */
export async function namespaceNames(transport: Transport, consistent = false): Promise<string[]> {
  const query: PagesQuery = { includeObject: 'None', ...(consistent ? {} : { resourceVersion: '0' }) }
  const keep = ({ cell, object: item }: Row): string => cell('Name') ?? metadataOf(item ?? {}).name
  const pages = pagesOf(transport, namespaceKind, null, query, { pageSize: 0, maxPages: 1000, keep })
  return (await Array.fromAsync(pages)).flatMap(({ rows }) => rows)
}

function withField({ fieldSelector: own }: Scope, more: string): string {
  return own === '' ? more : `${own},${more}`
}
