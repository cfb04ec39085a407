// Pods as a watch saw them: every state, and every version of their events. Read from what kubectl writes
// (`get pods -w --output-watch-events -o json`), from what `timeline --save` writes, or from states one after the other.

import type { CoreV1Event, V1Pod } from '@kubernetes/client-node'
import { declared, int, isObject, type JsonObject, object, rfc3339, text, time } from '../../pod/json.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { metadataOf } from '../api/objects.ts'
import { jsonValues } from '../http/json-stream.ts'
import { type ObjectsRead, snapshotOfPod } from '../snapshot/join.ts'
import { loadDocuments } from './documents.ts'
import { findInputs, loadInputs, type SavedInput, type SavedOptions } from './load-saved.ts'
import { newestTime } from './newest-time.ts'

/** What was seen of one pod. */
export interface RecordedLife {
  /**
   * The pod each time that it changed, oldest first, without events. `takenAt` is exact where the watch or the write itself left
   * its time; else it is the newest time that the state holds, and the state may be younger.
   */
  readonly states: readonly PodSnapshot[]
  /** The newest state with everything around it, and every version of its events. */
  readonly latest: PodSnapshot
  readonly removed: { readonly seenAt: number | null } | null
}

/** One change that a watch reported. */
export interface WatchedChange {
  readonly type: string
  readonly object: JsonObject
  /** When it was seen, in milliseconds since 1970; null where nobody wrote that down. */
  readonly seenAt: number | null
}

export interface RecordedLives {
  readonly reading: ObjectsRead
  /** In the order in which the pods were first seen. */
  readonly lives: readonly RecordedLife[]
}

/** Reads the lives in what the `-f` arguments name. Throws a ClusterError of kind `usage` for input that cannot be read. */
export async function loadLives(
  paths: readonly string[],
  options: SavedOptions & { readonly stdin: AsyncIterable<Uint8Array> },
): Promise<RecordedLives> {
  const found = (await Promise.all(paths.map((path) => findInputs(path, options.stdin)))).flat()
  const inputs = await Promise.all(found.map(inMemory))
  const reading = await loadInputs(inputs, options)
  const changes = (await Promise.all(inputs.map(changesIn))).flat()
  return { reading, lives: livesOf(changes, reading) }
}

/** Puts the changes of one or more watches together, by pod. */
export function livesOf(changes: readonly WatchedChange[], reading: ObjectsRead): RecordedLife[] {
  const pods = new Map<string, WatchedChange[]>()
  for (const change of changes) {
    if (change.object.kind !== 'Pod') continue
    const { namespace, name, uid } = metadataOf(change.object)
    const key = uid === '' ? `${namespace}/${name}` : uid
    const seen = pods.get(key)
    if (seen === undefined) pods.set(key, [change])
    else seen.push(change)
  }
  const events = Map.groupBy(
    changes.filter(({ object: { kind } }) => kind === 'Event'),
    ({ object: { involvedObject } }) => podKey(object(involvedObject)),
  )
  return [...pods.values()].map((seen) => {
    const { namespace, name } = metadataOf(seen[0]?.object ?? {})
    return lifeOfPod(inOrder(seen), inOrder(events.get(`Pod/${namespace}/${name}`) ?? []), reading)
  })
}

function podKey(involved: Partial<JsonObject>): string {
  return `${text(involved.kind)}/${text(involved.namespace)}/${text(involved.name)}`
}

function lifeOfPod(
  seen: readonly WatchedChange[],
  events: readonly WatchedChange[],
  reading: ObjectsRead,
): RecordedLife {
  const pod = seen.at(-1)?.object ?? {}
  const joined = snapshotOfPod(pod, reading)
  const { uid } = metadataOf(pod)
  const versions = events.map((event) => event.object)
  const last = seen.at(-1)
  let newest = 0
  let written = 0
  const states = seen.map((change): PodSnapshot => {
    const stamp = writeTime(change.object)
    const known = change.seenAt ?? (stamp > written ? stamp : null)
    written = Math.max(written, stamp)
    newest = Math.max(newest, known ?? newestTime([change.object], Number.POSITIVE_INFINITY) ?? 0)
    const takenAtIs = known === null ? 'newest-time-in-file' : 'exact'
    return { ...joined, pod: declared<V1Pod>(change.object), takenAt: rfc3339(newest), takenAtIs, events: [] }
  })
  const isOther = uid !== '' && metadataOf(joined.pod).uid !== uid
  return {
    states,
    latest: {
      ...joined,
      pod: declared<V1Pod>(pod),
      row: isOther ? null : joined.row,
      events: versions.map(declared<CoreV1Event>),
    },
    removed: last?.type === 'DELETED' ? { seenAt: last.seenAt } : null,
  }
}

/** The newest time that a server put on a write of this object (`managedFields`), in milliseconds; 0 where it was left out. */
function writeTime({ metadata }: JsonObject): number {
  const { managedFields } = object(metadata)
  if (!Array.isArray(managedFields)) return 0
  return Math.max(0, ...managedFields.filter(isObject).map((field) => time(field.time) ?? 0))
}

/** By the server's own count, where it can be compared: a watch that was begun anew repeats what it has shown. */
function inOrder(changes: readonly WatchedChange[]): WatchedChange[] {
  const versions = new Map<string, WatchedChange>()
  for (const change of changes) {
    const { uid, name } = metadataOf(change.object)
    const version = text(object(change.object.metadata).resourceVersion)
    const key =
      version === ''
        ? JSON.stringify(change.object)
        : `${uid}/${name}/${version}/${change.type === 'DELETED'}`
    if (!versions.has(key)) versions.set(key, change)
  }
  return [...versions.values()]
    .map((change) => ({ change, version: versionOf(change) }))
    .sort((a, b) => (a.version > 0 && b.version > 0 ? a.version - b.version : 0))
    .map(({ change }) => change)
}

function versionOf({ object: { metadata } }: WatchedChange): number {
  return int(Number(text(object(metadata).resourceVersion)))
}

async function changesIn(input: SavedInput): Promise<WatchedChange[]> {
  const changes: WatchedChange[] = []
  if (await isJson(input)) {
    for await (const { value, listKind } of jsonValues(input.open())) {
      // The items of a typed list leave out their kind.
      if (isObject(value)) changes.push(changeOf({ kind: listKind.replace(/List$/, ''), ...value }))
    }
  } else {
    for await (const item of loadDocuments(input.open(), input.name)) changes.push(changeOf(item))
  }
  return changes.filter(({ object: { kind } }) => kind === 'Pod' || kind === 'Event')
}

function changeOf(value: JsonObject): WatchedChange {
  if (typeof value.type !== 'string' || !isObject(value.object))
    return { type: '', object: value, seenAt: null }
  return { type: value.type, object: value.object, seenAt: time(value.seenAt) }
}

async function isJson(input: SavedInput): Promise<boolean> {
  for await (const chunk of input.open())
    return /^\s*[{[]/.test(Buffer.from(chunk).toString('latin1', 0, 4096))
  return false
}

/** Lives are read twice, for the newest objects and for all states; standard input can be read once. */
async function inMemory(input: SavedInput): Promise<SavedInput> {
  const chunks = await Array.fromAsync(input.open())
  return {
    ...input,
    open: async function* () {
      yield* chunks
    },
  }
}
