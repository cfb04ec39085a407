// What has been read so far in one answer: objects, logs, and what could not be read.
import { isObject, type JsonObject, object, rfc3339, text, time } from '../../pod/json.ts'
import type { Gap, GapReason, LogTail, Source } from '../../pod/snapshot.ts'
import { metadataOf, ObjectSet } from '../api/objects.ts'
import type { FetchedList, FetchedObject } from '../api/reads.ts'
import { ClusterError } from '../errors.ts'
import type { ObjectsRead } from './join.ts'

/** A pod, or a workload as `KIND/NAME`, that a gap or a log belongs to. */
export interface Subject {
  readonly namespace: string
  readonly name: string
}

/** Who needs a source. */
export interface Need {
  readonly source: Source
  readonly subjects: readonly Subject[]
}

// A kube-apiserver keeps events for an hour unless it is told otherwise (--event-ttl).
const eventsLive = 60 * 60 * 1000

export class Collection {
  readonly objects = new ObjectSet()
  serverVersion: string | null = null
  #takenAt: number | null = null
  readonly #withEvents = new Set<string>()
  readonly #gaps = new Map<string, Gap[]>()
  readonly #logs = new Map<string, LogTail[]>()

  /** Takes the server's clock, so that ages do not depend on ours; the first one counts. */
  clock(date: string): void {
    const at = Date.parse(date)
    this.#takenAt ??= Number.isNaN(at) ? null : at
  }

  add({ object: item, row }: FetchedObject): void {
    this.objects.add(item)
    const { namespace, name } = metadataOf(item)
    if (row !== null) this.objects.addRow(namespace, name, row)
    if (item.kind !== 'Event') return
    const involved = object(item.involvedObject)
    if (involved.kind === 'Pod') this.#withEvents.add(keyOf(subjectOf(involved)))
  }

  /** Reads a list and adds it. A failure, or a list that was cut, becomes a gap of each that needs it. */
  async addList(needs: readonly Need[], read: () => Promise<FetchedList>): Promise<FetchedList | null> {
    let failure: ClusterError | null = null
    const list = await read().catch((error: unknown) => {
      if (!(error instanceof ClusterError)) throw error
      failure = error
      return null
    })
    for (const item of list?.items ?? []) this.add(item)
    const cutBy = failure ?? list?.cutBy ?? null
    if (cutBy !== null) for (const { source, subjects } of needs) this.gap(gapFor(source, cutBy), subjects)
    return list
  }

  addLog(subject: Subject, log: LogTail): void {
    this.#logs.set(keyOf(subject), [...(this.#logs.get(keyOf(subject)) ?? []), log])
  }

  gap(gap: Gap, subjects: readonly Subject[]): void {
    for (const subject of subjects) {
      const gaps = this.#gaps.get(keyOf(subject)) ?? []
      // One sentence for each source and reason is enough.
      if (!gaps.some(({ source, why }) => source === gap.source && why === gap.why)) gaps.push(gap)
      this.#gaps.set(keyOf(subject), gaps)
    }
  }

  /** Reads something that the answer can do without: a failure becomes a gap. Null then. */
  async attempt<Result>(
    source: Source,
    subjects: readonly Subject[],
    read: () => Promise<Result>,
  ): Promise<Result | null> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error
      this.gap(gapFor(source, error), subjects)
      return null
    }
  }

  reading(): ObjectsRead {
    return {
      takenAt: rfc3339(this.#takenAt ?? Date.now()),
      takenAtIs: 'exact',
      from: 'server',
      serverVersion: this.serverVersion,
      objects: this.objects,
      gaps: (namespace, name) => this.#gapsOf({ namespace, name }),
      logs: (namespace, name) => this.#logs.get(keyOf({ namespace, name })) ?? [],
    }
  }

  #gapsOf(subject: Subject): Gap[] {
    const gaps = this.#gaps.get(keyOf(subject)) ?? []
    const pod = this.objects.get('Pod', subject.namespace, subject.name)
    if (
      pod === null ||
      this.#withEvents.has(keyOf(subject)) ||
      gaps.some(({ source }) => source === 'events')
    ) {
      return gaps
    }
    const createdAt = time(object(pod.metadata).creationTimestamp)
    if (createdAt === null || (this.#takenAt ?? Date.now()) - createdAt <= eventsLive) return gaps
    return [...gaps, { source: 'events', why: 'expired', detail: 'events are kept for about an hour' }]
  }
}

/** The gap that a failed read leaves. */
function gapFor(source: Source, error: ClusterError): Gap {
  return {
    source,
    why: reasonOf(error),
    detail: error.message.replace(/^Error from server(?: \(\w+\))?: /, ''),
  }
}

function reasonOf({ status, timedOut, kind }: ClusterError): GapReason {
  if (timedOut) return 'timed-out'
  if (status === 403) return 'forbidden'
  if (status === 401) return 'unauthorized'
  if (status === 404) return 'not-found'
  return kind === 'usage' ? 'refused-name' : 'failed'
}

/** Namespace and name of an API object, or of its bare metadata. */
export function subjectOf(item: JsonObject): Subject {
  const source = isObject(item.metadata) ? item.metadata : item
  return { namespace: text(source.namespace), name: text(source.name) }
}

function keyOf({ namespace, name }: Subject): string {
  return `${namespace}/${name}`
}
