// Fetches the pods that are due in full, many in one answer, few by name.

import { podKind } from '../api/kinds.ts'
import { metadataOf } from '../api/objects.ts'
import { type FetchedObject, fetchObject } from '../api/reads.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { type PagesQuery, pagesOf } from '../sweep/pages.ts'
import { maxObjectPages, objectPage, podOfRow, type Scope } from '../sweep/pods.ts'

// From here on, one answer with all that do not run is cheaper than asking for each.
const many = 30
// And from this share on, one with all pods.
const largeShare = 0.2
// So many are read by name at once; the others wait for the next turn.
const mostByName = 20

export interface DueFetch {
  readonly pods: readonly FetchedObject[]
  /** Not read, for there are too many. */
  readonly left: readonly string[]
}

/**
 * Fetches pods of a scope by `NAMESPACE/NAME`. `known` is how many pods the scope has. Those that are gone by now are left out.
 * Throws a ClusterError or an ExchangeFailure.
 */
export async function fetchDue(
  transport: Transport,
  scope: Scope,
  keys: readonly string[],
  known: number,
): Promise<DueFetch> {
  const wanted = new Set(keys)
  const pods: FetchedObject[] = []
  const fetchPodList = async (fieldSelector: string): Promise<void> => {
    const query: PagesQuery = { labelSelector: scope.labelSelector, fieldSelector, includeObject: 'Object' }
    const options = { pageSize: objectPage, maxPages: maxObjectPages, keep: podOfRow }
    for await (const { rows } of pagesOf(transport, podKind, scope.namespace, query, options)) {
      for (const pod of rows) if (wanted.delete(keyOf(pod))) pods.push(pod)
    }
  }
  const own = scope.fieldSelector
  if (wanted.size >= many && wanted.size >= known * largeShare) {
    await fetchPodList(own)
    // What is not in a list of all is gone.
    return { pods, left: [] }
  }
  if (wanted.size >= many) {
    const notRun = 'status.phase!=Running,status.phase!=Succeeded'
    await fetchPodList(own === '' ? notRun : `${own},${notRun}`)
  }
  const rest = [...wanted]
  const named = await Promise.all(rest.slice(0, mostByName).map((key) => fetchNamed(transport, key)))
  return { pods: [...pods, ...named.filter((pod) => pod !== null)], left: rest.slice(mostByName) }
}

async function fetchNamed(transport: Transport, key: string): Promise<FetchedObject | null> {
  const [namespace = '', name = ''] = key.split('/')
  try {
    return await fetchObject(transport, podKind, namespace, name)
  } catch (error) {
    if (error instanceof ClusterError && error.status === 404) return null
    throw error
  }
}

function keyOf({ object: pod }: FetchedObject): string {
  const { namespace, name } = metadataOf(pod)
  return `${namespace}/${name}`
}
