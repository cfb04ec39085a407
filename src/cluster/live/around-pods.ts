// What a diagnosis wants to know beside many pods: each source in one list, never pod by pod.
import { type JsonObject, object, text } from '../../pod/json.ts'
import type { Wanted } from '../../pod/snapshot.ts'
import { claimKind, kindAbove, ownerKind, volumeKind } from '../api/kinds.ts'
import { controllerOf } from '../api/objects.ts'
import { type Kind, readList } from '../api/reads.ts'
import type { Transport } from '../http/transport.ts'
import { type Collection, type Need, type Subject, subjectOf } from '../snapshot/collection.ts'
import { readLog, readNode, readNodes } from './around-pod.ts'

/** A pod and what is wanted beside it. */
export interface Wish {
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

/** Reads what any of the pods wants. What cannot be read becomes a gap of the pods that wanted it. */
export async function readAroundPods(
  transport: Transport,
  collection: Collection,
  wishes: readonly Wish[],
  scope: Scope,
): Promise<void> {
  await Promise.all([
    readTheirNodes(transport, collection, wishes),
    readTheirClaims(transport, collection, wishes, scope),
    scope.ownersKnown ? null : readTheirOwners(transport, collection, wishes, scope),
    readTheirLogs(transport, collection, wishes, scope),
  ])
}

async function readTheirNodes(
  transport: Transport,
  collection: Collection,
  wishes: readonly Wish[],
): Promise<void> {
  const all = subjectsThat(wishes, ({ nodes }) => nodes)
  const own = subjectsThat(wishes, ({ node }) => node)
  if (all.length === 0 && own.length === 0) return
  const names = new Set(wishes.filter(({ wanted }) => wanted.node).map(({ pod }) => nodeNameOf(pod)))
  const [only = ''] = names
  if (all.length === 0 && names.size === 1) return readNode(transport, collection, own, only)
  const needs: Need[] = [
    { source: 'nodes', subjects: all },
    { source: 'node', subjects: own },
  ]
  return readNodes(transport, collection, needs, maxPages)
}

async function readTheirClaims(
  transport: Transport,
  collection: Collection,
  wishes: readonly Wish[],
  { namespace }: Scope,
): Promise<void> {
  const subjects = subjectsThat(wishes, ({ claims }) => claims.length > 0)
  if (subjects.length === 0) return
  const lists: readonly (readonly [Need['source'], Kind, string | null])[] = [
    ['claims', claimKind, namespace],
    ['volumes', volumeKind, null],
  ]
  await Promise.all(
    lists.map(([source, kind, scope]) =>
      collection.addList([{ source, subjects }], () => readList(transport, kind, scope, {}, maxPages)),
    ),
  )
}

async function readTheirOwners(
  transport: Transport,
  collection: Collection,
  wishes: readonly Wish[],
  { namespace }: Scope,
): Promise<void> {
  const owned = new Map<Kind, Subject[]>()
  for (const { pod, wanted } of wishes) {
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
        readList(transport, kind, namespace, {}, maxPages),
      ),
    ),
  )
}

async function readTheirLogs(
  transport: Transport,
  collection: Collection,
  wishes: readonly Wish[],
  scope: Scope,
): Promise<void> {
  const logs = wishes.flatMap(({ pod, wanted }) =>
    wanted.logs.map((log) => ({ subject: subjectOf(pod), log })),
  )
  const detail = 'logs are read for a few pods only'
  for (const { subject } of logs.slice(scope.logs)) {
    collection.gap({ source: 'logs', why: 'not-asked', detail }, [subject])
  }
  await Promise.all(
    logs.slice(0, scope.logs).map(({ subject, log }) => readLog(transport, collection, subject, log)),
  )
}

function subjectsThat(wishes: readonly Wish[], want: (wanted: Wanted) => boolean): Subject[] {
  return wishes.filter(({ wanted }) => want(wanted)).map(({ pod }) => subjectOf(pod))
}

function nodeNameOf(pod: JsonObject): string {
  return text(object(pod.spec as JsonObject).nodeName)
}
