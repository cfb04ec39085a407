// Workloads whose pods were never made leave no pod to find, but events about them exist.
import { type JsonObject, object, text } from '../../pod/json.ts'
import { ownerKind } from '../api/kinds.ts'
import { controllerOf, metadataOf } from '../api/objects.ts'
import { fetchObject } from '../api/reads.ts'
import type { Transport } from '../http/transport.ts'
import { type Collection, type Need, subjectOf } from '../snapshot/collection.ts'
import { ownerChain } from '../snapshot/join.ts'
import { fetchOwners } from './around-pod.ts'

// Each takes up to three requests.
const mostMakers = 10

/**
 * The chains (maker first) of the workloads that failed to make pods and have none among `pods`, by their events. For a
 * workload that has since been deleted or scaled to nothing there is none.
 */
export async function fetchMakersWithoutPods(
  transport: Transport,
  collection: Collection,
  pods: readonly JsonObject[],
): Promise<JsonObject[][]> {
  const makers = new Set(pods.map((pod) => controllerOf(pod)?.uid))
  const failed = new Map<string, JsonObject>()
  for (const event of collection.objects.all('Event')) {
    const involved = object(event.involvedObject)
    const uid = text(involved.uid)
    if (event.reason === 'FailedCreate' && uid !== '' && !makers.has(uid)) failed.set(uid, involved)
  }
  const chains = await Promise.all(
    [...failed].slice(-mostMakers).map(([uid, involved]) => fetchChain(transport, collection, uid, involved)),
  )
  return chains.filter((chain) => chain !== null)
}

async function fetchChain(
  transport: Transport,
  collection: Collection,
  uid: string,
  involved: JsonObject,
): Promise<JsonObject[] | null> {
  const kind = ownerKind({ kind: text(involved.kind), apiVersion: text(involved.apiVersion) })
  if (kind === null) return null
  const { namespace, name } = subjectOf(involved)
  const subject = { namespace, name: `${kind.kind}/${name}` }
  const need: Need = { source: 'owner', subjects: [subject] }
  const read = await collection.attempt(need.source, need.subjects, () =>
    fetchObject(transport, kind, namespace, name),
  )
  if (read === null || metadataOf(read.object).uid !== uid) return null
  if (object(read.object.spec).replicas === 0) return null
  collection.add(read)
  await fetchOwners(transport, collection, read.object, need.subjects)
  return [read.object, ...ownerChain(read.object, collection.objects)]
}
