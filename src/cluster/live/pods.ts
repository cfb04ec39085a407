// The three ways to ask for pods: one by name, those of a workload, and those that selectors match.
import type { JsonObject } from '../../pod/json.ts'
import { text } from '../../pod/json.ts'
import type { PodSnapshot, Wanted } from '../../pod/snapshot.ts'
import { fieldSelector } from '../api/api-path.ts'
import { eventKind, podKind } from '../api/kinds.ts'
import { controllerOf, metadataOf } from '../api/objects.ts'
import { fetchList, fetchObject, type Kind, started } from '../api/reads.ts'
import { knownVersion } from '../api/server-version.ts'
import type { Transport } from '../http/transport.ts'
import { Collection, type Need, subjectOf } from '../snapshot/collection.ts'
import { ownerChain, snapshotOfPod, snapshotWithoutPod } from '../snapshot/join.ts'
import { fetchAroundPod, fetchOwners } from './around-pod.ts'
import { fetchAroundPods, type Scope } from './around-pods.ts'
import { fetchMakersWithoutPods } from './without-pods.ts'
import { findMaker } from './workload.ts'

/** What else to read about a pod, by a first snapshot of it. */
export type Wants = (snapshot: PodSnapshot) => Wanted

interface Named {
  readonly resource: Kind
  readonly namespace: string
  readonly name: string
}

const requestsForOnePod = 8
const fewPods = 3
const maxPodPages = 400
const maxEventPages = 40

/** One pod, in two rounds of requests: the pod with its events, then what these make one want. */
export async function fetchPod(
  transport: Transport,
  { namespace, name }: Named,
  wants: Wants,
): Promise<PodSnapshot[]> {
  const collection = new Collection()
  const before = transport.requests
  // By name alone, so that the events of an earlier pod of this name are seen, and not taken for this one's.
  const ofPod = fieldSelector({ 'involvedObject.name': name, 'involvedObject.kind': 'Pod' })
  const [pod] = await Promise.all([
    fetchObject(transport, podKind, namespace, name),
    collection.addList([{ source: 'events', subjects: [{ namespace, name }] }], () =>
      fetchList(transport, eventKind, namespace, { fieldSelector: ofPod }, 2),
    ),
    noteVersion(transport, collection),
  ])
  collection.clock(pod.date)
  collection.add(pod)
  const wanted = wants(snapshotOfPod(pod.object, collection.reading()))
  const budget = requestsForOnePod - (transport.requests - before)
  await fetchAroundPod(transport, collection, pod.object, wanted, budget)
  return [snapshotOfPod(pod.object, collection.reading())]
}

/** The pods that a workload is answerable for now; or one snapshot without a pod, if it has none. */
export async function fetchWorkload(
  transport: Transport,
  { resource, namespace, name }: Named,
  wants: Wants,
): Promise<PodSnapshot[]> {
  const collection = new Collection()
  const events = started(fetchList(transport, eventKind, namespace, {}, maxEventPages))
  const version = started(noteVersion(transport, collection))
  const workload = await fetchObject(transport, resource, namespace, name)
  collection.clock(workload.date)
  collection.add(workload)
  const { chain, selector } = await findMaker(transport, collection, workload.object)
  const maker = metadataOf(chain[0] ?? workload.object)
  const list =
    selector === null
      ? { items: [], date: '', cutBy: null }
      : await fetchList(transport, podKind, namespace, { labelSelector: selector }, maxPodPages)
  const pods = list.items.filter(({ object }) => controllerOf(object)?.uid === maker.uid)
  const subjects =
    pods.length > 0
      ? pods.map(({ object }) => subjectOf(object))
      : [{ namespace, name: `${text(chain[0]?.kind)}/${maker.name}` }]
  await Promise.all([
    collection.addList([{ source: 'pod', subjects }], async () => ({ ...list, items: pods })),
    collection.addList(bothEvents(subjects), () => events),
    fetchOwners(transport, collection, workload.object, subjects),
    version,
  ])
  if (pods.length === 0) {
    const above = ownerChain(workload.object, collection.objects)
    return [snapshotWithoutPod([...chain, ...above], collection.reading())]
  }
  return finish(
    transport,
    collection,
    pods.map(({ object }) => object),
    wants,
    {
      namespace,
      ownersKnown: true,
      logs: fewPods,
    },
  )
}

/**
 * All pods that match, in a namespace or (null) in all; without selectors also the workloads that failed to make theirs.
 */
export async function fetchMatchingPods(
  transport: Transport,
  namespace: string | null,
  selectors: { readonly selector: string; readonly fieldSelector: string },
  wants: Wants,
): Promise<PodSnapshot[]> {
  const collection = new Collection()
  const events = started(fetchList(transport, eventKind, namespace, {}, maxEventPages))
  const version = started(noteVersion(transport, collection))
  const list = await fetchList(
    transport,
    podKind,
    namespace,
    { labelSelector: selectors.selector, fieldSelector: selectors.fieldSelector },
    maxPodPages,
  )
  collection.clock(list.date)
  const pods = list.items.map(({ object }) => object)
  const subjects = pods.map(subjectOf)
  await Promise.all([
    collection.addList([{ source: 'pod', subjects }], async () => list),
    collection.addList(bothEvents(subjects), () => events),
    version,
  ])
  const logs = pods.length <= fewPods ? fewPods : 0
  const isFiltered = selectors.selector !== '' || selectors.fieldSelector !== ''
  const [snapshots, chains] = await Promise.all([
    finish(transport, collection, pods, wants, { namespace, ownersKnown: false, logs }),
    isFiltered ? [] : fetchMakersWithoutPods(transport, collection, pods),
  ])
  return [...snapshots, ...chains.map((chain) => snapshotWithoutPod(chain, collection.reading()))]
}

async function finish(
  transport: Transport,
  collection: Collection,
  pods: readonly JsonObject[],
  wants: Wants,
  scope: Scope,
): Promise<PodSnapshot[]> {
  const reading = collection.reading()
  const podWants = pods.map((pod) => ({ pod, wanted: wants(snapshotOfPod(pod, reading)) }))
  await fetchAroundPods(transport, collection, podWants, scope)
  return pods.map((pod) => snapshotOfPod(pod, reading))
}

async function noteVersion(transport: Transport, collection: Collection): Promise<void> {
  collection.serverVersion = await knownVersion(transport)
}

/** A list of all events tells of the pods, of what made them and of their claims. */
function bothEvents(subjects: Need['subjects']): Need[] {
  return [
    { source: 'events', subjects },
    { source: 'owner-events', subjects },
    { source: 'claim-events', subjects },
  ]
}
