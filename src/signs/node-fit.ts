// Which of a pod's own demands a node does not meet, as far as the two objects alone can tell.
import type { Node, Taint } from '../pod/cluster-objects.ts'
import { quantity } from '../pod/quantity.ts'
import type { PodReading, Toleration } from '../pod/reading.ts'
import { requestedResources, totalRequest } from './requests.ts'
import type { Filter } from './scheduling.ts'

/** What stands between a pod and one node. Empty lists: nothing that can be seen without knowing what else runs there. */
export interface NodeFit {
  readonly node: Node
  readonly cordoned: boolean
  /** The node's taints that keep new pods away and that the pod does not tolerate; a cordon's own taint is not among them. */
  readonly taints: readonly Taint[]
  /** Entries of the node selector that the node's labels lack, as `key=value`. */
  readonly unmatched: readonly string[]
  /** Resources of which the pod requests more than the node offers in all. */
  readonly tooLarge: readonly string[]
  /** The filters that reject it, in the order in which they run. */
  readonly filters: readonly Filter[]
}

// Set by the node controller on a cordoned node (`TaintNodeUnschedulable`).
const cordonTaint = 'node.kubernetes.io/unschedulable'

/** Compares the pod with each node that was read. */
export function nodeFits(pod: PodReading): NodeFit[] {
  const resources = requestedResources(pod).map(
    (resource) => [resource, totalRequest(pod, resource)] as const,
  )
  return pod.nodes.map((node) => {
    const taints = node.taints.filter(
      (taint) => keepsPodsAway(taint) && !pod.tolerations.some((toleration) => tolerates(toleration, taint)),
    )
    const cordoned =
      node.unschedulable &&
      !pod.tolerations.some((toleration) =>
        tolerates(toleration, { key: cordonTaint, value: '', effect: 'NoSchedule' }),
      )
    const otherTaints = taints.filter(({ key }) => key !== cordonTaint)
    const unmatched = pod.nodeSelector
      .map(({ value }) => value)
      .filter((entry) => !node.labels.some(([key, value]) => entry === `${key}=${value}`))
    const tooLarge = resources
      .filter(([resource, asked]) => asked !== null && asked > 0 && asked > offered(node, resource))
      .map(([resource]) => resource)
    const filters: Filter[] = []
    if (cordoned) filters.push('cordoned')
    if (otherTaints.length > 0) filters.push('taints')
    if (unmatched.length > 0) filters.push('node-selector')
    if (tooLarge.length > 0) filters.push('resources')
    return { node, cordoned, taints: otherTaints, unmatched, tooLarge, filters }
  })
}

/** What the node offers of a resource in whole units: 0 where it does not name it, infinite where it cannot be read. */
export function offered(node: Node, resource: string): number {
  const written = node.allocatable.find(([name]) => name === resource)?.[1]
  if (written === undefined) return node.allocatable.length === 0 ? Number.POSITIVE_INFINITY : 0
  return quantity(written) ?? Number.POSITIVE_INFINITY
}

function keepsPodsAway({ effect }: Taint): boolean {
  return effect === 'NoSchedule' || effect === 'NoExecute'
}

/** Mirrors `Toleration.ToleratesTaint`; the numeric operators of 1.35 count as tolerated, so that no taint is wrongly blamed. */
function tolerates(toleration: Toleration, taint: Pick<Taint, 'key' | 'value' | 'effect'>): boolean {
  const { key, operator, value, effect } = toleration
  if (effect !== '' && effect !== taint.effect) return false
  if (key !== '' && key !== taint.key) return false
  if (operator === 'Equal') return key !== '' && value === taint.value
  return operator !== 'Exists' || key === '' || key === taint.key
}
