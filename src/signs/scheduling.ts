// What the scheduler wrote about a pod that it could not place, read into parts.
import type { Condition } from '../pod/condition.ts'
import type { Event } from '../pod/event.ts'
import type { Item } from '../pod/item.ts'
import { condition, hasEnded, isScheduled, type PodReading } from '../pod/reading.ts'

/** A filter of the scheduler, named by what it looks at. Some plugins write several of these. */
export type Filter =
  | 'claim-missing'
  | 'claim-deleting'
  | 'claim-unbound'
  | 'claim-lost'
  | 'no-nodes'
  | 'cordoned'
  | 'taints'
  | 'node-selector'
  | 'host-ports'
  | 'resources'
  | 'pod-count'
  | 'volume-in-use'
  | 'volume-limit'
  | 'volume-elsewhere'
  | 'no-volume'
  | 'topology-spread'
  | 'pod-affinity'
  | 'pod-anti-affinity'
  | 'resource-claim'
  | 'quota'
  | 'gang'
  | 'left-out'
  | 'other'

/** A reason, and the number of nodes that have it; null where it is said of the pod as a whole. */
export interface Part {
  readonly count: number | null
  readonly reason: string
  readonly filter: Filter
}

export interface SchedulerMessage {
  /** Nodes in the cluster as the scheduler counts them; null where the message does not say. */
  readonly total: number | null
  readonly parts: readonly Part[]
  /** What follows about preemption, "" before 1.25. */
  readonly preemption: string
  /** Events end after 1024 characters; a part may be missing. */
  readonly truncated: boolean
}

// The order of the table is the order in which the filters run (`getDefaultPlugins` of kube-scheduler 1.20 to 1.36): a node
// that is rejected for a later one has passed the earlier ones. What a PreFilter says comes first, since no node is tried.
const wordings: readonly (readonly [Filter, RegExp])[] = [
  // Schedulers of their own. Koordinator's ElasticQuota plugin "Insufficient quotas, quotaName: q, …" (to 1.5 "Scheduling refused
  // due to insufficient quotas"); scheduler-plugins' CapacityScheduling "is rejected in PreFilter because ElasticQuota q is more than Max".
  ['quota', /\binsufficient (?:non-preemptible )?quotas?\b|ElasticQuota .* is more than/i],
  // Volcano's gang plugin; the Coscheduling plugins of scheduler-plugins ("PodGroup g gets rejected", "cannot find enough sibling
  // pods") and of Koordinator ("Gang g gets rejected", "gang child pod not collect enough").
  [
    'gang',
    /pod group is not ready|tasks in gang unschedulable|\b(?:PodGroup|Gang) .* (?:gets? rejected|was recently denied)|enough sibling pods|gang child pod|gang has not init/i,
  ],
  // 1.24 to 1.31, of the nodes that a PreFilter has not left to choose from; which one it was, the text does not say.
  ['left-out', /filtered out by the prefilter result/],
  // 1.32 on: nodes that a PreFilter has left out, "node(s) didn't satisfy plugin(s) [NodeAffinity]".
  ['node-selector', /didn't satisfy plugin\(s\).*\bNodeAffinity\b/],
  ['volume-elsewhere', /didn't satisfy plugin\(s\).*\bVolume(Binding|Zone)\b/],
  ['claim-lost', /bound to non-existent (persistentvolume|pv)/],
  // To 1.7 "PersistentVolumeClaim not found: "c"".
  ['claim-missing', /^persistentvolumeclaim ".*" not found|PersistentVolumeClaim (?:is )?not found: /],
  ['claim-deleting', /^persistentvolumeclaim ".*" is being deleted/],
  // 1.12 on "unbound immediate", from 1.8 to 1.11 without it; before "PersistentVolumeClaim is not bound: "c"".
  ['claim-unbound', /unbound (?:immediate )?PersistentVolumeClaims|PersistentVolumeClaim is not bound: /],
  [
    'cordoned',
    /^NodeUnschedulable$|node\(s\) were unschedulable|taint \{node\.kubernetes\.io\/unschedulable: \}/,
  ],
  // Up to 1.24 "had taint {k: v}, that the pod didn't tolerate"; to 1.34.1 "had untolerated taint {k: v}"; then without key.
  ['taints', /node\(s\) had (untolerated )?taint|^PodToleratesNodeTaints$/],
  // Up to 1.20 "didn't match node selector"; "pod affinity terms conflict" is NodeAffinity's PreFilter.
  [
    'node-selector',
    /didn't match (Pod's )?node (affinity|selector)|^MatchNodeSelector$|scheduler-enforced node affinity|^pod affinity terms conflict/,
  ],
  ['host-ports', /didn't have free ports|^PodFitsHostPorts$/],
  ['resources', /^Insufficient /],
  // The second is Volcano's.
  ['pod-count', /^Too many pods|^node\(s\) pod number exceeded/],
  ['volume-in-use', /ReadWriteOncePod|had no available disk|^NoDiskConflict$/],
  ['volume-limit', /exceed max volume count|^MaxVolumeCount$/],
  [
    'no-volume',
    /didn't find available persistent volumes to bind|not have enough free storage|^VolumeBindingNoMatch$/,
  ],
  // To 1.32 "had volume node affinity conflict"; then the second wording.
  [
    'volume-elsewhere',
    /volume node affinity conflict|PersistentVolume's node affinity|no available volume zone|^NoVolume(Zone|Node)Conflict$|^VolumeNodeAffinityConflict$/,
  ],
  ['topology-spread', /pod topology spread constraints/],
  ['pod-anti-affinity', /anti-affinity rules|AntiAffinityRulesNotMatch$/],
  ['pod-affinity', /pod affinity rules|didn't match pod affinity|^PodAffinityRulesNotMatch$/],
  ['resource-claim', /cannot allocate all claims|resource ?claim|device ?class/i],
]

/** Where a filter stands in the order in which the scheduler asks them; higher is later. */
export function orderOf(filter: Filter): number {
  const index = wordings.findLastIndex(([name]) => name === filter)
  // NodeResourcesFit writes both.
  return filter === 'pod-count' ? orderOf('resources') : index
}

/** Which filter wrote this reason. */
function filterOf(reason: string): Filter {
  return wordings.find(([, wording]) => wording.test(reason))?.[0] ?? 'other'
}

// A new part begins with its number of nodes; commas inside a part are followed by other words.
const betweenParts = /, (?=\d+ )/

/** Reads the text of a `FailedScheduling` event or of the PodScheduled condition (`FitError.Error`), of all versions. */
export function readSchedulerMessage(message: string): SchedulerMessage {
  const truncated = / \.\.\.$/.test(message)
  const text = message.replace(/ \.\.\.$/, '').trim()
  if (text.startsWith('no nodes available to schedule pods')) {
    return { total: 0, parts: [{ count: null, reason: text, filter: 'no-nodes' }], preemption: '', truncated }
  }
  const unexpected = text.match(/SchedulerPredicates failed due to .*?, which is unexpected/g)
  if (unexpected !== null)
    return { total: null, parts: failedPredicates(unexpected), preemption: '', truncated }
  const old = /^No nodes are available that match all of the (?:following )?predicates:+ (.*?)\.?$/.exec(text)
  if (old !== null) return readPredicates(old[1] ?? '', truncated)
  // Volcano says "unavailable", and in early versions "all nodes are unavailable".
  const head = /^(?:0\/(\d+)|all) nodes are (?:un)?available:? ?/.exec(text)
  const rest = text.slice(head?.[0].length ?? 0)
  const { sentence, after } = firstSentence(rest)
  const counted = /^\d+ /.test(sentence)
  const reasons = counted ? sentence.split(betweenParts) : [sentence]
  return {
    total: head?.[1] === undefined ? null : Number(head[1]),
    parts: reasons.filter((reason) => reason !== '').map(readPart),
    preemption: after.replace(/\.+$/, ''),
    truncated,
  }
}

// To 1.9, once for each node: "[SchedulerPredicates failed due to PersistentVolumeClaim is not bound: "c", which is unexpected., …]".
function failedPredicates(texts: readonly string[]): Part[] {
  return [...new Set(texts)].map((text) => {
    const reason = text
      .replace(/^SchedulerPredicates failed due to /, '')
      .replace(/, which is unexpected$/, '')
    return { count: null, reason, filter: filterOf(reason) }
  })
}

// To 1.9: "Insufficient cpu (3), PodToleratesNodeTaints (1)".
function readPredicates(text: string, truncated: boolean): SchedulerMessage {
  const parts = text.split(/(?<=\)), /).map((part): Part => {
    const [, reason = part, count] = /^(.*) \((\d+)\)$/.exec(part) ?? []
    return { count: count === undefined ? null : Number(count), reason, filter: filterOf(reason) }
  })
  return { total: null, parts, preemption: '', truncated }
}

/** Parts end with a full stop; resource names, taints and claims hold stops too, but no space after one. */
function firstSentence(text: string): { sentence: string; after: string } {
  const end = /\.+(?: |$)/.exec(text)
  if (end === null) return { sentence: text, after: '' }
  return { sentence: text.slice(0, end.index), after: text.slice(end.index + end[0].length) }
}

function readPart(text: string): Part {
  const match = /^(\d+) (.*)$/s.exec(text)
  const reason = match?.[2] ?? text
  return { count: match === null ? null : Number(match[1]), reason, filter: filterOf(reason) }
}

/** A pod that the scheduler tried to place, in vain. */
export interface Unschedulable {
  readonly message: SchedulerMessage
  /** Whether the pod's status says so, and not an event alone. */
  readonly stated: boolean
  readonly evidence: readonly [Item, ...Item[]]
}

/** Whether the pod still waits for a node: none is chosen, it has not ended, and nobody deletes it. */
export function waitsForNode(pod: PodReading): boolean {
  return pod.exists && !isScheduled(pod) && !hasEnded(pod) && pod.deletion === null
}

/** What the scheduler last said of a pod that waits for a node, or null: it said nothing, or an error of its own. */
export function unschedulable(pod: PodReading): Unschedulable | null {
  if (!waitsForNode(pod)) return null
  const scheduled = condition(pod, 'PodScheduled')
  const event = pod.events.findLast(isFromScheduler) ?? null
  if (scheduled !== null) {
    if (!isUnschedulable(scheduled)) return null
    const evidence: [Item, ...Item[]] = event === null ? [scheduled] : [scheduled, event]
    return { message: readSchedulerMessage(scheduled.message), stated: true, evidence }
  }
  return event === null
    ? null
    : { message: readSchedulerMessage(event.message), stated: false, evidence: [event] }
}

function isUnschedulable({ status, reason, message }: Condition): boolean {
  return status === 'False' && reason === 'Unschedulable' && message !== ''
}

/** Whether a scheduler wrote it: Karpenter uses the same reason for what it cannot make a node for. */
export function isFromScheduler({ reason, component }: Event): boolean {
  return reason === 'FailedScheduling' && component !== 'karpenter'
}

/** An attempt to place the pod that broke off in one of the scheduler's plugins. */
export interface PluginFailure {
  /** The plugin, such as `VolumeBinding`; "" where the text does not say. */
  readonly plugin: string
  /** What the plugin said. */
  readonly message: string
  readonly item: Condition
}

// `framework.go`: "running PreBind plugin "P": …", "running "P" filter plugin: …"; to 1.19 "error while running "P" filter plugin for pod "p": …".
const inPlugin = /running (?:\w+ plugin "([^"]+)"|"([^"]+)" \w+ plugin)(?: for pod "[^"]*")?:\s*([\s\S]*)$/

/** The failure of a plugin that the condition tells, or null. The scheduler tries again. */
export function pluginFailure(pod: PodReading): PluginFailure | null {
  const scheduled = condition(pod, 'PodScheduled')
  if (!waitsForNode(pod) || scheduled?.status !== 'False' || scheduled.reason !== 'SchedulerError')
    return null
  const [, plugin, other, message = scheduled.message] = inPlugin.exec(scheduled.message) ?? []
  return { plugin: plugin ?? other ?? '', message: message.trim(), item: scheduled }
}
