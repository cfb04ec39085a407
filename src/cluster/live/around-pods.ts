// What a diagnosis wants to know beside many pods: each source in one list, never pod by pod.
import { type JsonObject, object, text } from '../../pod/json.ts'
import type { Wanted } from '../../pod/snapshot.ts'
import { claimKind, kindAbove, ownerKind, volumeKind } from '../api/kinds.ts'
import { controllerOf } from '../api/objects.ts'
import { fetchList, type Kind } from '../api/reads.ts'
import type { Transport } from '../http/transport.ts'
import { type Collection, type Need, type Subject, subjectOf } from '../snapshot/collection.ts'
import { fetchLog, fetchNode, fetchNodes } from './around-pod.ts'

/** A pod and what is wanted beside it. */
export interface PodWants {
  readonly pod: JsonObject
  readonly wanted: Wanted
}

export interface Scope {
  /** Null: all namespaces. */
  readonly namespace: string | null
  /** Whether the controllers have been read already. */
  readonly ownersKnown: boolean
  /** How many logs may be read. */
  readonly logs: number
}

const maxPages = 20

/** Fetches what any of the pods wants. What cannot be read becomes a gap of the pods that wanted it. */
export async function fetchAroundPods(
  transport: Transport,
  collection: Collection,
  wants: readonly PodWants[],
  scope: Scope,
): Promise<void> {
  await Promise.all([
    fetchTheirNodes(transport, collection, wants),
    fetchTheirClaims(transport, collection, wants, scope),
    scope.ownersKnown ? null : fetchTheirOwners(transport, collection, wants, scope),
    fetchTheirLogs(transport, collection, wants, scope),
  ])
}

async function fetchTheirNodes(
  transport: Transport,
  collection: Collection,
  wants: readonly PodWants[],
): Promise<void> {
  const all = subjectsThat(wants, ({ nodes }) => nodes)
  const own = subjectsThat(wants, ({ node }) => node)
  if (all.length === 0 && own.length === 0) return
  const names = new Set(wants.filter(({ wanted }) => wanted.node).map(({ pod }) => nodeNameOf(pod)))
  const [only = ''] = names
  if (all.length === 0 && names.size === 1) return fetchNode(transport, collection, own, only)
  const needs: Need[] = [
    { source: 'nodes', subjects: all },
    { source: 'node', subjects: own },
  ]
  return fetchNodes(transport, collection, needs, maxPages)
}

async function fetchTheirClaims(
  transport: Transport,
  collection: Collection,
  wants: readonly PodWants[],
  { namespace }: Scope,
): Promise<void> {
  const subjects = subjectsThat(wants, ({ claims }) => claims.length > 0)
  if (subjects.length === 0) return
  const lists: readonly (readonly [Need['source'], Kind, string | null])[] = [
    ['claims', claimKind, namespace],
    ['volumes', volumeKind, null],
  ]
  await Promise.all(
    lists.map(([source, kind, scope]) =>
      collection.addList([{ source, subjects }], () => fetchList(transport, kind, scope, {}, maxPages)),
    ),
  )
}

async function fetchTheirOwners(
  transport: Transport,
  collection: Collection,
  wants: readonly PodWants[],
  { namespace }: Scope,
): Promise<void> {
  const owned = new Map<Kind, Subject[]>()
  for (const { pod, wanted } of wants) {
    const controller = wanted.owners ? controllerOf(pod) : null
    if (controller === null || controller.kind === 'Node') continue
    const kind = ownerKind(controller)
    if (kind === null) {
      const detail = 'the controller is of a kind that is not read'
      collection.gap({ source: 'owner', why: 'failed', detail }, [subjectOf(pod)])
    } else {
      for (const level of [kind, kindAbove(kind)]) {
        if (level !== null) owned.set(level, [...(owned.get(level) ?? []), subjectOf(pod)])
      }
    }
  }
  await Promise.all(
    [...owned].map(([kind, subjects]) =>
      collection.addList([{ source: 'owner', subjects }], () =>
        fetchList(transport, kind, namespace, {}, maxPages),
      ),
    ),
  )
}

async function fetchTheirLogs(
  transport: Transport,
  collection: Collection,
  wants: readonly PodWants[],
  scope: Scope,
): Promise<void> {
  const logs = wants.flatMap(({ pod, wanted }) =>
    wanted.logs.map((log) => ({ subject: subjectOf(pod), log })),
  )
  const detail = 'logs are read for a few pods only'
  for (const { subject } of logs.slice(scope.logs)) {
    collection.gap({ source: 'logs', why: 'not-asked', detail }, [subject])
  }
  await Promise.all(
    logs.slice(0, scope.logs).map(({ subject, log }) => fetchLog(transport, collection, subject, log)),
  )
}

function subjectsThat(wants: readonly PodWants[], want: (wanted: Wanted) => boolean): Subject[] {
  return wants.filter(({ wanted }) => want(wanted)).map(({ pod }) => subjectOf(pod))
}

function nodeNameOf(pod: JsonObject): string {
  return text(object(pod.spec).nodeName)
}
