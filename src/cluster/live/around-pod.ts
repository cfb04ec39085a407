// What a diagnosis wants to know beside one pod, read side by side and within a number of requests.
import { type JsonObject, object, text } from '../../pod/json.ts'
import type { Source, Wanted } from '../../pod/snapshot.ts'
import { fieldSelector } from '../api/api-path.ts'
import { claimKind, eventKind, kindAbove, nodeKind, ownerKind, volumeKind } from '../api/kinds.ts'
import { fetchLogTail } from '../api/log-tail.ts'
import { controllerOf, metadataOf } from '../api/objects.ts'
import { fetchList, fetchObject, type Kind } from '../api/reads.ts'
import { ClusterError, firstLine } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { type Collection, type Need, type Subject, subjectOf } from '../snapshot/collection.ts'

interface Fetch {
  readonly source: Source
  /** The most requests that it takes. */
  readonly cost: number
  readonly run: () => Promise<void>
}

/** Fetches what is wanted with at most `budget` requests; what does not fit becomes a gap. */
export async function fetchAroundPod(
  transport: Transport,
  collection: Collection,
  pod: JsonObject,
  wanted: Wanted,
  budget: number,
): Promise<void> {
  let left = budget
  const subject = subjectOf(pod)
  const fetches: Promise<void>[] = []
  for (const { source, cost, run } of fetchesFor(transport, collection, pod, wanted)) {
    if (cost > left) {
      const detail = 'too many requests for one pod'
      collection.gap({ source, why: 'not-asked', detail }, [subject])
    } else {
      left -= cost
      fetches.push(run())
    }
  }
  await Promise.all(fetches)
}

/** In the order of what they tell about a failing pod. */
function fetchesFor(transport: Transport, collection: Collection, pod: JsonObject, wanted: Wanted): Fetch[] {
  const subject = subjectOf(pod)
  const fetches: Fetch[] = wanted.logs.map((log) => ({
    source: 'logs',
    cost: 1,
    run: () => fetchLog(transport, collection, subject, log),
  }))
  const nodeName = text(object(pod.spec).nodeName)
  if (wanted.nodes) {
    fetches.push({
      source: 'nodes',
      cost: 1,
      run: () => fetchNodes(transport, collection, [{ source: 'nodes', subjects: [subject] }], 1),
    })
  } else if (wanted.node && nodeName !== '') {
    fetches.push({
      source: 'node',
      cost: 1,
      run: () => fetchNode(transport, collection, [subject], nodeName),
    })
  }
  if (wanted.claims.length > 0) {
    fetches.push({
      source: 'claims',
      cost: wanted.claims.length === 1 ? 2 : 3,
      run: () => fetchClaims(transport, collection, subject, wanted.claims),
    })
  }
  const controller = controllerOf(pod)
  if (wanted.owners && controller !== null) {
    const kind = ownerKind(controller)
    fetches.push({
      source: 'owner',
      cost: kind === null ? 0 : kindAbove(kind) === null ? 1 : 2,
      run: () => fetchOwners(transport, collection, pod, [subject]),
    })
  }
  return fetches
}

/** 400 says that there is no such log (yet), which is as good as "not found". */
export async function fetchLog(
  transport: Transport,
  collection: Collection,
  subject: Subject,
  log: Wanted['logs'][number],
): Promise<void> {
  await collection.attempt('logs', [subject], async () => {
    try {
      collection.addLog(subject, await fetchLogTail(transport, subject.namespace, subject.name, log))
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status !== 400) throw error
      throw new ClusterError('not-found', error.message, { status: 404, cause: error })
    }
  })
}

/** Adds all nodes to the collection, in at most `maxPages` pages. A failure becomes a gap of those who need them. */
export async function fetchNodes(
  transport: Transport,
  collection: Collection,
  needs: readonly Need[],
  maxPages: number,
): Promise<void> {
  await collection.addList(needs, () => fetchList(transport, nodeKind, null, {}, maxPages))
}

/** Adds the node of that name to the collection. A failure becomes a gap of the subjects. */
export async function fetchNode(
  transport: Transport,
  collection: Collection,
  subjects: readonly Subject[],
  name: string,
): Promise<void> {
  const node = await collection.attempt('node', subjects, () => fetchObject(transport, nodeKind, null, name))
  if (node !== null) collection.add(node)
}

/** The claims and their volumes. A claim that is not there is no gap: that it is missing is the answer. */
async function fetchClaims(
  transport: Transport,
  collection: Collection,
  subject: Subject,
  names: readonly string[],
): Promise<void> {
  await fetchEach(
    transport,
    collection,
    { source: 'claims', subjects: [subject] },
    claimKind,
    subject.namespace,
    names,
  )
  const volumeOf = (name: string): string => {
    const claim = collection.objects.get('PersistentVolumeClaim', subject.namespace, name)
    return claim === null ? '' : text(object(claim.spec).volumeName)
  }
  const volumes = names.map(volumeOf).filter((volume) => volume !== '')
  const unbound = names.filter((name) => volumeOf(name) === '')
  await Promise.all([
    fetchEach(transport, collection, { source: 'volumes', subjects: [subject] }, volumeKind, null, volumes),
    fetchClaimEvents(transport, collection, subject, unbound),
  ])
}

/** The events of these claims in one list; those of all claims of the namespace, if there are several. */
async function fetchClaimEvents(
  transport: Transport,
  collection: Collection,
  subject: Subject,
  [only, ...more]: readonly string[],
): Promise<void> {
  if (only === undefined) return
  const ofClaims = fieldSelector({
    ...(more.length === 0 ? { 'involvedObject.name': only } : {}),
    'involvedObject.kind': 'PersistentVolumeClaim',
  })
  await collection.addList([{ source: 'claim-events', subjects: [subject] }], () =>
    fetchList(transport, eventKind, subject.namespace, { fieldSelector: ofClaims }, 1),
  )
}

/** One object by name, several as one list. */
async function fetchEach(
  transport: Transport,
  collection: Collection,
  need: Need,
  kind: Kind,
  namespace: string | null,
  [only, ...more]: readonly string[],
): Promise<void> {
  if (only === undefined) return
  if (more.length > 0) {
    await collection.addList([need], () => fetchList(transport, kind, namespace, {}, 1))
    return
  }
  const read = await collection.attempt(need.source, need.subjects, () =>
    unlessMissing(fetchObject(transport, kind, namespace, only)),
  )
  if (read !== null) collection.add(read)
}

async function unlessMissing<Result>(read: Promise<Result>): Promise<Result | null> {
  return read.catch((error: unknown) => {
    if (error instanceof ClusterError && error.status === 404) return null
    throw error
  })
}

/** The controllers above an object: at most two, of known kinds, and only those that really are the ones referred to. */
export async function fetchOwners(
  transport: Transport,
  collection: Collection,
  item: JsonObject,
  subjects: readonly Subject[],
): Promise<void> {
  const { namespace } = metadataOf(item)
  let below = item
  for (let steps = 0; steps < 2; steps += 1) {
    const controller = controllerOf(below)
    // A static pod is controlled by its node, and a node is not an owner here.
    if (controller === null || controller.kind === 'Node') return
    const kind = ownerKind(controller)
    if (kind === null) {
      const detail = `${firstLine(controller.kind, 60)}/${firstLine(controller.name, 80)} is of a kind that is not read`
      return collection.gap({ source: 'owner', why: 'failed', detail }, subjects)
    }
    const owner = await collection.attempt('owner', subjects, () =>
      fetchObject(transport, kind, namespace, controller.name),
    )
    if (owner === null) return
    if (metadataOf(owner.object).uid !== controller.uid) {
      const detail = `${kind.kind} "${firstLine(controller.name, 80)}" is another object of the same name`
      return collection.gap({ source: 'owner', why: 'not-found', detail }, subjects)
    }
    collection.add(owner)
    below = owner.object
  }
}
