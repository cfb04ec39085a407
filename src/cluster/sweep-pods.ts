// The pods that need a look, in full: in bulk where many do, by name where few do. Never a request for a pod that is well.
import { type JsonObject, object, text } from '../pod/json.ts'
import { fieldSelector } from './api-path.ts'
import { ClusterError } from './errors.ts'
import { podKind } from './kinds.ts'
import { metadataOf } from './objects.ts'
import { type ReadObject, readObject } from './reads.ts'
import { type PodCells, podCells, readCells } from './sweep-cells.ts'
import { type Page, type PagesQuery, pagesOf } from './sweep-pages.ts'
import type { Transport } from './transport.ts'

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
const fewNames = 4
const manyUnrun = 10
const mostAtOnce = 5000
const batch = 200

/** A pod with its cells; null if the server prints none. */
interface FoundPod {
  readonly pod: JsonObject
  readonly cells: PodCells | null
}

/** The pods of a page, with what the server printed for each. */
export function podsOfPage({ columns, rows }: Page): (ReadObject & { readonly row: PodCells | null })[] {
  return rows.flatMap((row) => {
    if (row.object === null) return []
    const metadata = object(row.object.metadata as JsonObject)
    delete metadata.managedFields
    const cells = columns === null ? null : podCells(columns, row)
    return [{ object: { kind: 'Pod', apiVersion: 'v1', ...row.object }, row: cells }]
  })
}

/** Cells and pod speak of the same pod: names are unique in a namespace only, and cells have none. */
function keyOfCells({ name, node }: PodCells): string {
  return `${name}\0${node === '<none>' ? '' : node}`
}

function keyOfPod(pod: JsonObject): string {
  return `${metadataOf(pod).name}\0${text(object(pod.spec as JsonObject).nodeName)}`
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

  names(): string[] {
    const keys = [...this.#left].filter(([, left]) => left > 0).map(([key]) => key.split('\0', 1)[0] ?? '')
    return [...new Set(keys)]
  }
}

/**
 * Yields the pods behind these cells, in batches. A pod that is gone by now is left out. Throws a ClusterError if they cannot
 * be read.
 */
export async function* readUnwell(
  transport: Transport,
  scope: Scope,
  unwell: readonly PodCells[],
  needsLook: (cells: PodCells) => boolean,
): AsyncGenerator<readonly ReadObject[]> {
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
  const names = wanted.names()
  if (names.length === 0) return
  if (scope.namespace !== null)
    return yield* named(
      transport,
      names.map((name) => [scope.namespace ?? '', name]),
    )
  if (names.length <= fewNames) {
    for (const name of names) {
      const byName = withField(scope, fieldSelector({ 'metadata.name': name }))
      yield* matching(transport, scope, byName, !scope.consistent, takes)
    }
    return
  }
  yield* named(
    transport,
    await findNamespaces(transport, scope, (cells) => needsLook(cells) && wanted.take(keyOfCells(cells))),
  )
}

async function* matching(
  transport: Transport,
  scope: Scope,
  selector: string,
  atOnce: boolean,
  takes: (pod: FoundPod) => boolean,
): AsyncGenerator<readonly ReadObject[]> {
  const query: PagesQuery = {
    labelSelector: scope.labelSelector,
    fieldSelector: selector,
    includeObject: 'Object',
    // What the server remembers, in one answer.
    ...(atOnce ? { resourceVersion: '0' } : {}),
  }
  const options = { pageSize: atOnce ? 0 : objectPage, maxPages: maxObjectPages, asTable: true }
  for await (const page of pagesOf(transport, podKind, scope.namespace, query, options)) {
    const pods = podsOfPage(page).filter(({ object: pod, row }) => takes({ pod, cells: row }))
    if (pods.length > 0) yield pods
  }
}

/** In which namespaces the wanted pods are: the cells of one namespace after the other, without objects. */
async function findNamespaces(
  transport: Transport,
  scope: Scope,
  takes: (cells: PodCells) => boolean,
): Promise<[string, string][]> {
  const namespaces = await namespaceNames(transport)
  const query = { labelSelector: scope.labelSelector, fieldSelector: scope.fieldSelector }
  const found = await Promise.all(
    namespaces.map(async (namespace): Promise<[string, string][]> => {
      const here: [string, string][] = []
      const take = (pod: PodCells): void => {
        if (takes(pod)) here.push([namespace, pod.name])
      }
      await readCells(transport, namespace, query, false, { take, startOver: () => {} })
      return here
    }),
  )
  return found.flat()
}

/** The names of all namespaces. Throws a ClusterError. */
export async function namespaceNames(transport: Transport): Promise<string[]> {
  const namespaces: string[] = []
  const query = { includeObject: 'None', resourceVersion: '0' }
  const options = { pageSize: 0, maxPages: 1000, asTable: true }
  for await (const { columns, rows } of pagesOf(transport, namespaceKind, null, query, options)) {
    const column = columns?.indexOf('Name') ?? -1
    for (const { cells, object: item } of rows)
      namespaces.push(text(cells[column]) || metadataOf(item ?? {}).name)
  }
  return namespaces
}

const namespaceKind = { kind: 'Namespace', plural: 'namespaces', group: '' }

async function* named(
  transport: Transport,
  pods: readonly (readonly [namespace: string, name: string])[],
): AsyncGenerator<readonly ReadObject[]> {
  for (let from = 0; from < pods.length; from += batch) {
    const read = await Promise.all(
      pods.slice(from, from + batch).map(([namespace, name]) =>
        readObject(transport, podKind, namespace, name).catch((error: unknown) => {
          if (error instanceof ClusterError && error.status === 404) return null
          throw error
        }),
      ),
    )
    yield read.filter((pod) => pod !== null)
  }
}

function withField({ fieldSelector: own }: Scope, more: string): string {
  return own === '' ? more : `${own},${more}`
}
