// From a workload to the pods that it is answerable for now, and the chain of controllers above them.
import { isObject, type JsonObject, object, text, time } from '../../pod/json.ts'
import { jobKind, replicaSetKind } from '../api/kinds.ts'
import { controllerOf, metadataOf } from '../api/objects.ts'
import { fetchList, type Kind } from '../api/reads.ts'
import type { Transport } from '../http/transport.ts'
import type { Collection } from '../snapshot/collection.ts'

/** The object that makes the pods, with the workload above it; and the label selector of those pods, null if there are none. */
export interface Maker {
  /** Nearest to the pods first. */
  readonly chain: readonly JsonObject[]
  readonly selector: string | null
}

const maxPages = 10

/**
 * Who makes the pods of a workload: for a Deployment its newest ReplicaSet, for a CronJob its newest Job, else itself.
 * Throws a ClusterError if the ReplicaSets or Jobs cannot be listed: without them nothing is known of the pods.
 */
export async function findMaker(
  transport: Transport,
  collection: Collection,
  workload: JsonObject,
): Promise<Maker> {
  const between = { Deployment: replicaSetKind, CronJob: jobKind }[text(workload.kind)]
  if (between === undefined) return { chain: [workload], selector: selectorOf(workload) }
  const made = await madeBy(transport, collection, workload, between)
  const newest = made.toSorted((a, b) => age(b) - age(a))[0]
  return newest === undefined
    ? { chain: [workload], selector: null }
    : { chain: [newest, workload], selector: selectorOf(newest) }
}

async function madeBy(
  transport: Transport,
  collection: Collection,
  workload: JsonObject,
  kind: Kind,
): Promise<JsonObject[]> {
  const { namespace, uid } = metadataOf(workload)
  // Jobs of a CronJob have no label in common that is sure to be there.
  const labelSelector = kind === replicaSetKind ? (selectorOf(workload) ?? '') : ''
  const list = await fetchList(transport, kind, namespace, { labelSelector }, maxPages)
  if (list.cutBy !== null) throw list.cutBy
  const made = list.items.filter(({ object: item }) => controllerOf(item)?.uid === uid)
  for (const item of made) collection.add(item)
  return made.map(({ object: item }) => item)
}

/** The higher the newer: a ReplicaSet's revision, as the Deployment controller counts; a Job's creation. */
function age(item: JsonObject): number {
  const metadata = object(item.metadata)
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {}
  return item.kind === 'ReplicaSet'
    ? Number(annotations['deployment.kubernetes.io/revision'] ?? 0)
    : (time(metadata.creationTimestamp) ?? 0)
}

/** `spec.selector` as a query takes it; null for one that is missing or empty, which here selects nothing. */
export function selectorOf(workload: JsonObject): string | null {
  const selector: unknown = object(workload.spec).selector
  if (!isObject(selector)) return null
  // A ReplicationController has the labels themselves there.
  const labels =
    workload.kind === 'ReplicationController'
      ? selector
      : isObject(selector.matchLabels)
        ? selector.matchLabels
        : {}
  const expressions = Array.isArray(selector.matchExpressions)
    ? selector.matchExpressions.filter(isObject)
    : []
  const parts = [
    ...Object.entries(labels).map(([key, value]) => `${key}=${text(value)}`),
    ...expressions.map(expressionText),
  ]
  return parts.length === 0 ? null : parts.join(',')
}

function expressionText({ key, operator, values }: JsonObject): string {
  const listed = Array.isArray(values) ? values.map(text).join(',') : ''
  switch (operator) {
    case 'In':
      return `${text(key)} in (${listed})`
    case 'NotIn':
      return `${text(key)} notin (${listed})`
    case 'Exists':
      return text(key)
    default:
      return `!${text(key)}`
  }
}
