// What autoscalers wrote about a pod that waits for a node.
import type { Event } from '../pod/event.ts'
import { lastEvent, type PodReading } from '../pod/reading.ts'
import { isFromScheduler, readSchedulerMessage, waitsForNode } from './scheduling.ts'

/** A node that an autoscaler has asked for. */
export interface ExpectedNode {
  /** `Karpenter`, or `The cluster autoscaler`. */
  readonly by: string
  /** Where it is to come from: "node group `a` from 1 to 2", or "`nodeclaim/default-x`". */
  readonly where: string
  /** The names of groups or nodes. */
  readonly names: readonly string[]
  readonly at: number | null
  /** How many different nodes Karpenter has named one after the other. */
  readonly tries: number
  /** Whether it is still to be expected: no node has come since, and it has not taken too long. */
  readonly isDue: boolean
  /** Whether the scheduler counts more nodes since, so that it must have come, and does not take the pod. */
  readonly hasCome: boolean
  readonly event: Event
}

// `--max-node-provision-time` of the cluster autoscaler and the registration timeout of Karpenter are 15 minutes.
const comesWithin = 15 * 60 * 1000

// cluster-autoscaler `scale_up_status_processor`: "pod triggered scale-up: [{group 1->2 (max: 8)} {…}]".
const group = /\{(\S+) (\d+)->(\d+)(?: \(max: \d+\))?\}/g
// Karpenter `scheduling/events.go`: "Pod should schedule on: nodeclaim/x, node/y"; "machine/x" in 0.28 to 0.31, before "Pod should schedule on x".
const nominated = /^Pod should schedule on:? (.+)$/

/** The node that an autoscaler last asked for because of this pod, or null. */
export function expectedNode(pod: PodReading): ExpectedNode | null {
  if (!waitsForNode(pod)) return null
  const scaled = lastEvent(pod, 'TriggeredScaleUp')
  const named = lastEvent(pod, 'Nominated', { says: nominated })
  const event = (named?.lastAt ?? 0) > (scaled?.lastAt ?? 0) ? named : (scaled ?? named)
  if (event === null) return null
  const hasCome = hasNodeComeSince(pod, event)
  const isRefusedSince = refusedScaleUps(pod).some(({ lastAt }) => (lastAt ?? 0) > (event.lastAt ?? 0))
  const isLate = event.lastAt !== null && pod.takenAt - event.lastAt > comesWithin
  return {
    ...(event === named ? ofKarpenter(pod, event) : ofClusterAutoscaler(event)),
    at: event.lastAt,
    isDue: !hasCome && !isLate && !isRefusedSince,
    hasCome,
    event,
  }
}

function ofClusterAutoscaler({ message }: Event): Pick<ExpectedNode, 'by' | 'where' | 'names' | 'tries'> {
  const groups = [...message.matchAll(group)]
  return {
    by: 'The cluster autoscaler',
    where: groups.map(([, name, from, to]) => `node group \`${name}\` from ${from} to ${to}`).join(' and '),
    names: groups.map(([, name = '']) => name),
    tries: 1,
  }
}

function ofKarpenter(
  pod: PodReading,
  { message }: Event,
): Pick<ExpectedNode, 'by' | 'where' | 'names' | 'tries'> {
  const targetsIn = (text: string): string[] => nominated.exec(text)?.[1]?.split(/,\s*/) ?? []
  const all = new Set(pod.events.filter(({ reason }) => reason === 'Nominated').map((other) => other.message))
  const targets = targetsIn(message)
  return {
    by: 'Karpenter',
    where: targets.map((target) => `\`${target}\``).join(' and '),
    names: targets,
    tries: all.size,
  }
}

/** Whether the scheduler counts more nodes after this event than before. */
function hasNodeComeSince(pod: PodReading, event: Event): boolean {
  const totals = pod.events.filter(isFromScheduler).flatMap(({ message, firstAt, lastAt }) => {
    const { total } = readSchedulerMessage(message)
    return total === null ? [] : [{ total, firstAt: firstAt ?? 0, lastAt: lastAt ?? 0 }]
  })
  const before = totals.filter(({ firstAt }) => firstAt <= (event.lastAt ?? 0)).at(-1)
  const after = totals.filter(({ firstAt }) => firstAt > (event.lastAt ?? 0)).at(-1)
  return before !== undefined && after !== undefined && after.total > before.total
}

/** Why no autoscaler makes a node for the pod. */
export interface RefusedScaleUp {
  readonly by: string
  /** Its own words, without those that it begins with. */
  readonly message: string
  /** Whether it tried, and failed: it waits before it tries again, or the cloud refused. */
  readonly hasFailed: boolean
  readonly event: Event
}

// "pod didn't trigger scale-up: 1 Insufficient cpu, 1 in backoff after failed scale-up"; to 1.21 "… (it wouldn't fit if a new node is added): …".
const notTriggered = /^pod didn't trigger scale-up(?: \([^)]*\))?:?\s*/
const backsOff = /in backoff after failed scale-up|backoff/

/** The newest reason why no node is made for the pod, or null; none where one has been asked for since. */
export function refusedScaleUp(pod: PodReading): RefusedScaleUp | null {
  if (!waitsForNode(pod)) return null
  const event = refusedScaleUps(pod).at(-1)
  if (event === undefined) return null
  const asked = pod.events.findLast(({ reason }) => reason === 'TriggeredScaleUp' || reason === 'Nominated')
  if (asked !== undefined && (asked.lastAt ?? 0) > (event.lastAt ?? 0)) return null
  return {
    by: event.reason === 'FailedScheduling' ? 'Karpenter' : 'The cluster autoscaler',
    message: event.message.replace(notTriggered, '').trim(),
    hasFailed: event.reason === 'FailedScaleUp' || backsOff.test(event.message),
    event,
  }
}

/** GKE and AKS write FailedScaleUp on the pod where the cloud refused the node. */
function refusedScaleUps({ events }: PodReading): Event[] {
  return events.filter(
    (event) =>
      event.reason === 'NotTriggerScaleUp' ||
      event.reason === 'FailedScaleUp' ||
      (event.reason === 'FailedScheduling' && event.component === 'karpenter'),
  )
}
