// Snapshots of many pods with what is wanted around them. Each source is read once for all of them, in few requests.
import { type JsonObject, object, rfc3339, text } from '../../pod/json.ts'
import type { Gap, LogTail, PodSnapshot, Source, Wanted } from '../../pod/snapshot.ts'
import { claimKind, kindAbove, nodeKind, ownerKind, volumeKind } from '../api/kinds.ts'
import { fetchLogTail } from '../api/log-tail.ts'
import { controllerOf, metadataOf, ObjectSet } from '../api/objects.ts'
import type { FetchedObject, Kind } from '../api/reads.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import type { Wants } from '../live/pods.ts'
import {
  claimNames,
  type ObjectsRead,
  ownerChain,
  snapshotOfPod,
  snapshotWithoutPod,
} from '../snapshot/join.ts'
import { KindCache, type Known } from './cache.ts'
import { EventIndex } from './events.ts'

// Only a container that left no message needs its log, and its siblings in a workload say the same.
const mostLogs = 20

export class RelatedObjects {
  readonly events: EventIndex
  serverVersion: string | null = null
  /** Milliseconds since 1970, by the server's clock. */
  takenAt: number
  readonly #transport: Transport
  readonly #namespace: string | null
  readonly #caches = new Map<string, KindCache>()
  readonly #loggedOf = new Set<string>()

  constructor(transport: Transport, namespace: string | null, takenAt: number, events = new EventIndex()) {
    this.events = events
    this.#transport = transport
    this.#namespace = namespace
    this.takenAt = takenAt
  }

  /** The objects of a kind. */
  of(kind: Kind): KindCache {
    const isOfCluster = kind === nodeKind || kind === volumeKind
    const cache =
      this.#caches.get(kind.kind) ??
      new KindCache(this.#transport, kind, isOfCluster ? null : this.#namespace)
    this.#caches.set(kind.kind, cache)
    return cache
  }

  /** The snapshots of these pods, in their order. */
  async snapshots(pods: readonly FetchedObject[], wants: Wants): Promise<PodSnapshot[]> {
    const podWants = pods.map(({ object: pod, row }) => {
      const reading = this.#readingOf(new ObjectSet(), [], [])
      this.#addPod(reading.objects, pod, row)
      return { pod, row, wanted: wants(snapshotOfPod(pod, reading)) }
    })
    const nodes = podWants.filter(({ wanted }) => wanted.node).map(({ pod }) => nodeNameOf(pod))
    const wantsAllNodes = podWants.some(({ wanted }) => wanted.nodes)
    const claims = podWants.flatMap(({ pod, wanted }) =>
      wanted.claims.map((name) => ({ namespace: metadataOf(pod).namespace, name })),
    )
    const [nodeFailure, logs] = await Promise.all([
      wantsAllNodes ? this.of(nodeKind).list() : null,
      Promise.all(podWants.map(({ pod, wanted }) => this.#fetchLogs(pod, wanted))),
      this.of(nodeKind).need(nodes.map((name) => ({ namespace: '', name }))),
      this.#needOwners(podWants.filter(({ wanted }) => wanted.owners).map(({ pod }) => pod)),
      this.of(claimKind)
        .need(claims)
        .then(() => this.of(volumeKind).need(claims.flatMap((claim) => this.#volumeOf(claim)))),
    ])
    return podWants.map(({ pod, row, wanted }, index) => {
      const objects = new ObjectSet()
      const gaps: Gap[] = []
      this.#addPod(objects, pod, row)
      if (wanted.nodes) {
        for (const node of this.of(nodeKind).all()) objects.add(node)
        if (nodeFailure !== null) gaps.push(gapFor('nodes', nodeFailure))
      } else if (wanted.node) {
        take(objects, gaps, 'node', this.of(nodeKind).get({ namespace: '', name: nodeNameOf(pod) }))
      }
      if (wanted.owners) this.#addOwners(objects, gaps, pod)
      if (wanted.claims.length > 0) this.#addClaims(objects, gaps, pod)
      const { tails, gap } = logs[index] ?? { tails: [], gap: null }
      if (gap !== null) gaps.push(gap)
      return snapshotOfPod(pod, this.#readingOf(objects, gaps, tails))
    })
  }

  /** Snapshots of workloads without pods, with the controllers above them. */
  async snapshotsOfMakers(makers: readonly JsonObject[]): Promise<PodSnapshot[]> {
    await this.#needOwners(makers)
    return makers.map((maker) => {
      const objects = new ObjectSet()
      const gaps: Gap[] = []
      objects.add(maker)
      this.#addOwners(objects, gaps, maker)
      this.#addEvents(objects, text(maker.kind), maker)
      if (this.events.failure !== null) gaps.push(gapFor('owner-events', this.events.failure))
      return snapshotWithoutPod([maker, ...ownerChain(maker, objects)], this.#readingOf(objects, gaps, []))
    })
  }

  /** The logs of one pod of each workload and container, up to a limit for all of them. */
  async #fetchLogs(
    pod: JsonObject,
    wanted: Wanted,
  ): Promise<{ readonly tails: readonly LogTail[]; readonly gap: Gap | null }> {
    const { namespace, name, uid } = metadataOf(pod)
    const maker = controllerOf(pod)?.uid ?? uid
    const notAsked: Gap = { source: 'logs', why: 'not-asked' }
    let gap: Gap | null = null
    const tails: LogTail[] = []
    for (const log of wanted.logs) {
      const key = `${maker}/${log.container}`
      if (this.#loggedOf.has(key) || this.#loggedOf.size >= mostLogs) {
        gap ??= notAsked
        continue
      }
      this.#loggedOf.add(key)
      try {
        tails.push(await fetchLogTail(this.#transport, namespace, name, log))
      } catch (error) {
        if (!(error instanceof ClusterError)) throw error
        gap = gapFor('logs', error)
      }
    }
    return { tails, gap }
  }

  async #needOwners(items: readonly JsonObject[]): Promise<void> {
    let below = items
    // A chain that is read has two links: ReplicaSet and Deployment, Job and CronJob.
    for (let level = 0; level < 2 && below.length > 0; level += 1) {
      const byKind = Map.groupBy(
        below.flatMap((item) => this.#controllerOf(item)),
        ({ kind }) => kind,
      )
      await Promise.all([
        ...[...byKind].map(([kind, references]) => this.of(kind).need(references)),
        ...[...byKind].map(([kind, references]) => this.#listAbove(kind, references.length)),
      ])
      below = [...byKind].flatMap(([kind, references]) =>
        references.map((reference) => this.of(kind).get(reference)).filter(isObjectKnown),
      )
    }
  }

  /** Many controllers have many above them: their list need not wait for their names. */
  async #listAbove(kind: Kind, count: number): Promise<void> {
    const above = kindAbove(kind)
    if (above !== null && this.of(kind).wouldList(count)) await this.of(above).list()
  }

  /** The controller that can be read; none for a static pod, whose controller is its node, and for kinds that are not known. */
  #controllerOf(item: JsonObject): { kind: Kind; namespace: string; name: string; uid: string }[] {
    const controller = controllerOf(item)
    const kind = controller === null ? null : ownerKind(controller)
    if (controller === null || kind === null) return []
    return [{ kind, namespace: metadataOf(item).namespace, name: controller.name, uid: controller.uid }]
  }

  #addOwners(objects: ObjectSet, gaps: Gap[], item: JsonObject): void {
    let below = item
    for (let level = 0; level < 2; level += 1) {
      const [controller] = this.#controllerOf(below)
      if (controller === undefined) {
        const other = level === 0 ? controllerOf(below) : null
        if (other !== null && other.kind !== 'Node')
          gaps.push({
            source: 'owner',
            why: 'not-asked',
            detail: 'the controller is of a kind that is not read',
          })
        return
      }
      const known = this.of(controller.kind).get(controller)
      take(objects, gaps, 'owner', known)
      if (!isObjectKnown(known)) return
      if (metadataOf(known).uid !== controller.uid) return
      this.#addEvents(objects, controller.kind.kind, known)
      if (kindAbove(controller.kind) === null) return
      below = known
    }
  }

  #addClaims(objects: ObjectSet, gaps: Gap[], pod: JsonObject): void {
    const { namespace } = metadataOf(pod)
    for (const name of claimNames(pod)) {
      const claim = { namespace, name }
      take(objects, gaps, 'claims', this.of(claimKind).get(claim))
      for (const event of this.events.about('PersistentVolumeClaim', namespace, name)) objects.add(event)
      for (const volume of this.#volumeOf(claim))
        take(objects, gaps, 'volumes', this.of(volumeKind).get(volume))
    }
  }

  #volumeOf(claim: { namespace: string; name: string }): { namespace: string; name: string }[] {
    const known = this.of(claimKind).get(claim)
    const name = isObjectKnown(known) ? text(object(known.spec).volumeName) : ''
    return name === '' ? [] : [{ namespace: '', name }]
  }

  #addPod(objects: ObjectSet, pod: JsonObject, row: FetchedObject['row']): void {
    const { namespace, name } = metadataOf(pod)
    objects.add(pod)
    if (row !== null) objects.addRow(namespace, name, row)
    this.#addEvents(objects, 'Pod', pod)
  }

  #addEvents(objects: ObjectSet, kind: string, item: JsonObject): void {
    const { namespace, name } = metadataOf(item)
    for (const event of this.events.about(kind, namespace, name)) objects.add(event)
  }

  #readingOf(objects: ObjectSet, gaps: readonly Gap[], logs: readonly LogTail[]): ObjectsRead {
    const { failure } = this.events
    const all =
      failure === null ? gaps : [gapFor('events', failure), ...gaps, gapFor('claim-events', failure)]
    return {
      takenAt: rfc3339(this.takenAt),
      takenAtIs: 'exact',
      from: 'server',
      serverVersion: this.serverVersion,
      objects,
      gaps: () => all,
      logs: () => logs,
    }
  }
}

/** Adds what is there. What could not be read is a gap; what is not there is none: that it is missing is the answer. */
function take(objects: ObjectSet, gaps: Gap[], source: Source, known: Known): void {
  if (known instanceof ClusterError) {
    if (!gaps.some((gap) => gap.source === source)) gaps.push(gapFor(source, known))
  } else if (known !== null) objects.add(known)
}

function isObjectKnown(known: Known): known is JsonObject {
  return known !== null && !(known instanceof ClusterError)
}

function nodeNameOf(pod: JsonObject): string {
  return text(object(pod.spec).nodeName)
}

/** The gap that a failed read leaves. */
function gapFor(source: Source, { status, timedOut, kind, message }: ClusterError): Gap {
  const detail = message.replace(/^Error from server(?: \(\w+\))?: /, '')
  if (timedOut) return { source, why: 'timed-out', detail }
  if (status === 403) return { source, why: 'forbidden', detail }
  if (status === 400 || status === 404) return { source, why: 'not-found', detail }
  if (status === 401) return { source, why: 'unauthorized', detail }
  return { source, why: kind === 'usage' ? 'refused-name' : 'failed', detail }
}
