// How every scheduling cause words what the scheduler said of the nodes.
import type { Obstacle } from '../../signs/obstacle.ts'
import type { Filter, Part } from '../../signs/scheduling.ts'
import { counted, listed, names } from '../../words/names.ts'
import { taintSetBy } from './taint.ts'

/** The part of the facts that all causes share which the scheduler's message shows. */
export interface NodeReasons {
  readonly [name: string]: string | number | boolean | null | readonly string[]
  /** The scheduler's reasons with numbers of nodes, such as "2 Insufficient cpu". */
  readonly parts: readonly string[]
  /** Nodes in the cluster, or null where the message does not say. */
  readonly total: number | null
  /** Whether no other reason of the message could be the one to look at. */
  readonly sure: boolean
  /** The only node that the pod may use, or "". */
  readonly pinnedTo: string
  /** What an autoscaler says or did, as a sentence; or "". */
  readonly autoscaler: string
  /** What rejects the other nodes, in clauses. */
  readonly others: readonly string[]
}

export function nodeReasons(obstacle: Obstacle): NodeReasons {
  const { parts, total, sure, pinnedTo, autoscaler, rejections, filter } = obstacle
  const others = rejections.filter((part) => part.filter !== filter && part.filter !== 'left-out')
  return { parts, total, sure, pinnedTo, autoscaler, others: pinnedTo === '' ? others.map(filterReason) : [] }
}

/** Of an attempt that says nothing about nodes. */
export const noReasons: NodeReasons = {
  parts: [],
  total: null,
  sure: true,
  pinnedTo: '',
  autoscaler: '',
  others: [],
}

/** A sentence with all that the scheduler said of the nodes, and whether the choice among its reasons is ours. */
export function nodeReasonsSentence(reasons: NodeReasons): string {
  const said = schedulerSentence(reasons)
  return reasons.autoscaler === '' ? said : `${said} ${reasons.autoscaler}`
}

function schedulerSentence({ parts, total, sure, pinnedTo, others }: NodeReasons): string {
  const nodes = total === null ? 'The scheduler says' : `The scheduler says of ${counted(total, 'node')}`
  const text = `${nodes}: ${parts.join(', ')}.`
  if (pinnedTo !== '')
    return `${text} The pod belongs on node \`${pinnedTo}\` alone; no other node matters to it.`
  if (sure) return text
  return others.length > 0
    ? `${text} The nodes that fail on this pass everything that is checked before it, so it is probably what to look at. Of the others, ${listed(others)}.`
    : `${text} It probably still holds.`
}

/** What rejects some of the nodes, as a clause with their number: "2 nodes have too little `cpu` free"; else in the scheduler's words. */
export function filterReason({ filter, reason, count: number }: Part): string {
  if (number === null) return reason
  const [nodes, one] = [counted(number, 'node'), number === 1]
  const have = one ? 'has' : 'have'
  const clauses: { readonly [name in Filter]?: string } = {
    cordoned: `${nodes} ${one ? 'is' : 'are'} cordoned`,
    taints: `${nodes} ${have} ${taintInWords(reason)}`,
    'node-selector': `${nodes} ${one ? 'does' : 'do'} not match its node selector or affinity`,
    'host-ports': `${nodes} ${have} its host port taken`,
    resources: `${nodes} ${have} too little \`${reason.replace('Insufficient ', '')}\` free`,
    'pod-count': `${nodes} already ${one ? 'runs' : 'run'} as many pods as allowed`,
    'volume-in-use': `${nodes} cannot use its volume, which another pod holds`,
    'volume-limit': `${nodes} ${have} as many volumes attached as the limit allows`,
    'volume-elsewhere': `${nodes} cannot use its volume, which belongs to another node or zone`,
    'no-volume': `${nodes} ${have} no volume for its claim`,
    'topology-spread': `${nodes} would break its topology spread constraint`,
    'pod-anti-affinity': `${nodes} ${one ? 'is' : 'are'} ruled out by pod anti-affinity`,
    'pod-affinity': `${nodes} ${one ? 'lacks' : 'lack'} the pods that its affinity asks for`,
  }
  const condition = nodeConditionIn(reason)
  return clauses[filter] ?? (condition === '' ? `${number} ${reason}` : `${nodes} ${have} ${condition}`)
}

// `predicates/error.go` to 1.12, before these conditions became taints: to 1.9 by a name, then as "node(s) had disk pressure".
const nodeConditions: readonly (readonly [RegExp, string])[] = [
  [/^NodeUnderDiskPressure$|had disk pressure/, 'too little disk space (disk pressure)'],
  [/^NodeUnderMemoryPressure$|had memory pressure/, 'too little memory (memory pressure)'],
  [/^NodeUnderPIDPressure$|had pid pressure/, 'too many processes (PID pressure)'],
  [/^NodeOutOfDisk$|were out of disk space/, 'no disk space left'],
  [/^NodeNotReady$|were not ready/, 'a kubelet that is not ready'],
  [/^NodeNetworkUnavailable$|had unavailable network/, 'no network yet'],
]

/** The condition of a node for which a scheduler to 1.12 rejects it, such as "no network yet"; "" for other reasons. */
export function nodeConditionIn(reason: string): string {
  return nodeConditions.find(([wording]) => wording.test(reason))?.[1] ?? ''
}

function taintInWords(reason: string): string {
  const [, key = '', value = ''] = /\{([^:}]*):? ?([^}]*)\}/.exec(reason) ?? []
  if (key === '') return 'a taint that it does not tolerate'
  const setBy = taintSetBy(key)
  return setBy === null
    ? `the taint \`${key}${value === '' ? '' : `=${value}`}\`, which it does not tolerate`
    : `the taint \`${key}\` (${setBy.means})`
}

/** The claims as the subject of a clause, with its verb: "its PersistentVolumeClaim `a` is"; which one is not always known. */
export function theClaims(claims: readonly string[], verb: 'is' | ''): string {
  const known =
    claims.length === 0
      ? 'one of its PersistentVolumeClaims'
      : `its PersistentVolumeClaim${claims.length > 1 ? 's' : ''} ${names(claims)}`
  return verb === '' ? known : `${known} ${claims.length > 1 ? 'are' : 'is'}`
}

/** The causes that say why none of the nodes that are there takes a pod: for these an autoscaler is asked for one more. */
export const noNodeTakesIt = [
  'host-port-taken',
  'insufficient-resources',
  'no-nodes',
  'node-selector-unmatched',
  'nodes-cordoned',
  'pod-affinity-unmatched',
  'pod-anti-affinity-conflict',
  'taints-not-tolerated',
  'too-many-pods',
  'topology-spread-unmet',
  'unschedulable',
  'volume-elsewhere',
  'volume-limit',
] as const
