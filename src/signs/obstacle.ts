// Which filter stands between a pod and the node that is nearest to fitting.
import type { Item } from '../pod/item.ts'
import { couldRead, type PodReading } from '../pod/reading.ts'
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
    nearest,
    sure: sure && stated,
    evidence,
  }
}

function choose(pod: PodReading, message: SchedulerMessage): Choice {
  const filters = [...new Set(message.parts.map(({ filter }) => filter))]
  const known = couldRead(pod, 'nodes') && pod.nodes.length > 0 && pod.nodes.length === message.total
  const fits = known ? nodeFits(pod) : []
  const only = filters[0] ?? 'other'
  if (filters.length <= 1) {
    return { filter: only, sure: !message.truncated, nearest: nearestOf(fits).filter(isHeldBackBy(only)) }
  }
  // Which of several reasons is the one to look at, only the nodes can say: without them, none is singled out.
  return chooseByNodes(fits, message) ?? { filter: 'other', sure: false, nearest: [] }
}

/** By the nodes themselves, or null where they do not fit to what the scheduler said. */
function chooseByNodes(fits: readonly NodeFit[], { parts }: SchedulerMessage): Choice | null {
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
