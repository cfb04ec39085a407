// What to do about each reason for which the scheduler rejects nodes, where no single one can be blamed.
import type { Filter, Part } from '../../signs/scheduling.ts'
import { nodeConditionIn } from './scheduler.ts'
import { taintSetBy } from './taint.ts'

const steps: { readonly [name in Filter]?: (reason: string) => string } = {
  cordoned: () => 'Cordoned nodes: find out why they were cordoned; `kubectl uncordon` opens a node again.',
  taints: taintStep,
  'node-selector': () =>
    'Node selector or affinity: compare `spec.nodeSelector` and `spec.affinity.nodeAffinity` with the labels of the nodes (`kubectl get nodes --show-labels`).',
  'host-ports': () =>
    'Host port: find the pod that has it on those nodes, or do without `hostPort` and `hostNetwork`.',
  resources: (reason) =>
    `\`${reason.replace('Insufficient ', '')}\`: compare \`resources.requests\` of the pod with what \`kubectl describe nodes\` shows as allocated.`,
  'pod-count': () =>
    'Number of pods: remove pods from those nodes, add a node, or raise the maximum of the kubelet (`maxPods`).',
  'volume-in-use': () =>
    'Volume in use: find the pod that holds the volume, and end it or give this pod its own.',
  'volume-limit': () => 'Number of volumes: move pods with volumes to other nodes, or add a node.',
  'volume-elsewhere': () =>
    'Place of the volume: look at the node affinity of the PersistentVolume (`kubectl describe pv`), and make room on the nodes that it names.',
  'no-volume': () =>
    'Volumes: look at the claims of the pod (`kubectl describe pvc`); a PersistentVolume or a storage class has to offer one that fits.',
  'topology-spread': () =>
    'Topology spread: compare `spec.topologySpreadConstraints` with the labels of the nodes (`topologyKey`) and with where the matching pods run; `maxSkew` or `whenUnsatisfiable` may be too strict.',
  'pod-anti-affinity': () =>
    'Pod anti-affinity: find the pods that its rules, or their own rules, keep it apart from; add a node, or prefer instead of require.',
  other: (reason) =>
    nodeConditionIn(reason) === ''
      ? ''
      : `Nodes with ${nodeConditionIn(reason)}: repair them; their conditions (\`kubectl describe nodes\`) say more.`,
  'pod-affinity': () =>
    'Pod affinity: check that pods with the labels that `spec.affinity.podAffinity` asks for run in the same topology.',
}

/** The steps for the two reasons of the most nodes, the larger first; fewer where no step is known or one covers both. */
export function largestSteps(parts: readonly Part[]): string[] {
  if (parts.length < 2) return []
  const bySize = parts.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
  const filters = [...new Set(bySize.map(({ filter }) => filter))]
  return filters
    .flatMap((filter) => {
      const reason = bySize.find((part) => part.filter === filter)?.reason ?? ''
      return steps[filter]?.(reason) ?? []
    })
    .filter((step) => step !== '')
    .slice(0, 2)
}

function taintStep(reason: string): string {
  const key = /\{([^:}]*)/.exec(reason)?.[1] ?? ''
  const setBy = taintSetBy(key)
  if (setBy !== null) return `Taint \`${key}\`: ${setBy.look.charAt(0).toLowerCase()}${setBy.look.slice(1)}`
  const taint = key === '' ? 'Taints' : `Taint \`${key}\``
  return `${taint}: if the pod belongs on those nodes, add a toleration to \`spec.tolerations\`.`
}
