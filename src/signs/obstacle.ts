// Which filter stands between a pod and the node that is nearest to fitting.
import type { Item } from '../pod/item.ts'
import { couldRead, type PodReading } from '../pod/reading.ts'
import { expectedNode, refusedScaleUp } from './autoscaling.ts'
import { type NodeFit, nodeFits } from './node-fit.ts'
import { type Filter, orderOf, type Part, type SchedulerMessage, unschedulable } from './scheduling.ts'

export interface Obstacle {
  readonly filter: Filter
  /** What the scheduler says for this filter, without numbers of nodes. */
  readonly reasons: readonly string[]
  /** How many nodes this filter rejects at least; null where it is said of the pod as a whole. */
  readonly count: number | null
  /** All that the scheduler says, of all filters, with numbers of nodes. */
  readonly parts: readonly string[]
  readonly total: number | null
  /** What rejects the nodes, with the filter that it comes from. */
  readonly rejections: readonly Part[]
  /** What an autoscaler says or did about the pod, as a sentence; "" where none has. */
  readonly autoscaler: string
  /** The only node that the pod may use, as a DaemonSet says it of each of its pods; "" where there is no such limit. */
  readonly pinnedTo: string
  /** The nodes nearest to fitting that this filter holds back; empty where the nodes are not known. */
  readonly nearest: readonly NodeFit[]
  /** Whether status says it and no other filter could be the one to look at. */
  readonly sure: boolean
  readonly evidence: readonly [Item, ...Item[]]
}

interface Choice {
  readonly filter: Filter
  readonly sure: boolean
  readonly nearest: readonly NodeFit[]
}

/** The obstacle if it is of this kind, else null. */
export function heldBackBy(pod: PodReading, filter: Filter): Obstacle | null {
  const found = obstacle(pod)
  return found?.filter === filter ? found : null
}

/** What keeps the pod from a node, or null where the scheduler has not said that no node fits. */
function obstacle(pod: PodReading): Obstacle | null {
  const failure = unschedulable(pod)
  if (failure === null) return null
  const { message, stated, evidence } = failure
  const { filter, sure, nearest } = choose(pod, message)
  const own = message.parts.filter((part) => part.filter === filter)
  return {
    filter,
    reasons: own.map(({ reason }) => reason),
    count: largest(own),
    parts: message.parts.map(({ count, reason }) => (count === null ? reason : `${count} ${reason}`)),
    total: message.total,
    rejections: message.parts,
    autoscaler: autoscalerSays(pod),
    pinnedTo: pinnedNode(pod),
    nearest,
    sure: sure && stated,
    evidence,
  }
}

function choose(pod: PodReading, message: SchedulerMessage): Choice {
  const parts = decidingParts(pod, message)
  const filters = [...new Set(parts.map(({ filter }) => filter))]
  const known = couldRead(pod, 'nodes') && pod.nodes.length > 0 && pod.nodes.length === message.total
  const pinnedTo = pinnedNode(pod)
  const fits = known ? nodeFits(pod).filter(({ node }) => pinnedTo === '' || node.name === pinnedTo) : []
  const only = filters[0] ?? 'other'
  if (filters.length <= 1) {
    return { filter: only, sure: !message.truncated, nearest: nearestOf(fits).filter(isHeldBackBy(only)) }
  }
  return chooseByNodes(fits, parts) ?? chooseByOrder(parts) ?? { filter: 'other', sure: false, nearest: [] }
}

function autoscalerSays(pod: PodReading): string {
  const refused = refusedScaleUp(pod)
  if (refused !== null && !refused.hasFailed) {
    return refused.message === ''
      ? `${refused.by} adds no node for it: it says that a new one would not take the pod either.`
      : `${refused.by} adds no node for it: "${refused.message}".`
  }
  const expected = expectedNode(pod)
  return expected?.hasCome === true
    ? `${expected.by} asked for a new node for it (${expected.where}), and a node has joined since, which does not take the pod either.`
    : ''
}

/** The reasons without those of nodes that the pod was never to be placed on. */
function decidingParts(pod: PodReading, { parts }: SchedulerMessage): readonly Part[] {
  const isPinned = pinnedNode(pod) !== ''
  const deciding = parts.filter(
    ({ filter }) => filter !== 'left-out' && !(isPinned && filter === 'node-selector'),
  )
  return deciding.length > 0 ? deciding : parts
}

// The DaemonSet controller gives each pod this one term (`ReplaceDaemonSetPodNodeNameNodeAffinity`).
const oneName = /^metadata\.name In \[([^,\]]+)\]$/

function pinnedNode({ nodeAffinity }: PodReading): string {
  const names = new Set(nodeAffinity.map(({ value }) => oneName.exec(value)?.[1] ?? ''))
  const [only = ''] = names
  return names.size === 1 ? only : ''
}

// A pod's own selector leaves these nodes out, or they are not for ordinary pods.
const onlySelecting: ReadonlySet<Filter> = new Set(['taints', 'cordoned', 'node-selector', 'left-out'])

/**
 * Without the nodes: a node that a later filter rejects has passed all earlier ones, so that it is the nearest, unless one of the
 * other nodes may be the one that the pod is meant for. Null then.
 */
function chooseByOrder(parts: readonly Part[]): Choice | null {
  const isOutOfQuestion = ({ filter, reason }: Part): boolean =>
    filter === 'node-selector' || (filter === 'taints' && isNotForOrdinaryPods(reason))
  const [late, early] = [
    parts.filter(({ filter }) => !onlySelecting.has(filter)),
    parts.filter(({ filter }) => onlySelecting.has(filter)),
  ]
  if (late.length === 0 || !early.every(isOutOfQuestion)) return null
  const filter = latest(late.map((part) => part.filter))
  const isTied = late.some((part) => part.filter !== filter && orderOf(part.filter) === orderOf(filter))
  // An unknown reason has no place in the order.
  if (filter === 'other' || late.some((part) => part.filter === 'other') || isTied) return null
  return { filter, sure: false, nearest: [] }
}

// Control planes, Fargate's nodes of one pod each, and nodes that an autoscaler takes away.
const notForOrdinaryPods =
  /\{(?:node-role\.kubernetes\.io\/(?:control-plane|master|etcd)|eks\.amazonaws\.com\/compute-type: fargate|ToBeDeletedByClusterAutoscaler|karpenter\.sh\/disrupt)/

function isNotForOrdinaryPods(reason: string): boolean {
  return notForOrdinaryPods.test(reason)
}

/** By the nodes themselves, or null where they do not fit to what the scheduler said. */
function chooseByNodes(fits: readonly NodeFit[], parts: readonly Part[]): Choice | null {
  const text = new Set(parts.map(({ filter }) => filter))
  const nearest = nearestOf(fits)
  if (nearest.length === 0) return null
  if (nearest.every(({ filters }) => filters.length > 0)) {
    const filter = tieOrder.findLast((name) => text.has(name) && nearest.some(isHeldBackBy(name)))
    return filter === undefined ? null : { filter, sure: true, nearest: nearest.filter(isHeldBackBy(filter)) }
  }
  // Some nodes pass all that can be seen from outside: what rejects them is what the other nodes do not account for.
  const left = [...text].filter((filter) => {
    const count = largest(parts.filter((part) => part.filter === filter)) ?? Number.POSITIVE_INFINITY
    return count > fits.filter(({ filters }) => filters[0] === filter).length
  })
  return left.length === 0 ? null : { filter: latest(left), sure: left.length === 1, nearest }
}

// Of nodes that fail one demand each: a taint marks a node as meant for others, a cordon only for later, and a node that is
// only too small is otherwise meant for the pod.
const tieOrder: readonly Filter[] = ['taints', 'cordoned', 'node-selector', 'resources']

/** The nodes with the fewest unmet demands, among those that the pod's own selector leaves if it leaves any. */
function nearestOf(fits: readonly NodeFit[]): NodeFit[] {
  const selected = fits.filter(({ unmatched }) => unmatched.length === 0)
  const candidates = selected.length > 0 ? selected : fits
  const fewest = Math.min(...candidates.map(({ filters }) => filters.length))
  return candidates.filter(({ filters }) => filters.length === fewest)
}

function isHeldBackBy(filter: Filter): (fit: NodeFit) => boolean {
  return ({ filters }) => filters.includes(filter)
}

function latest(filters: readonly Filter[]): Filter {
  return filters.reduce((a, b) => (orderOf(b) > orderOf(a) ? b : a))
}

/** A node may have several reasons of one filter, so that their sum would count it twice. */
function largest(parts: readonly Part[]): number | null {
  const counts = parts.map(({ count }) => count).filter((count) => count !== null)
  return counts.length === 0 ? null : Math.max(...counts)
}
