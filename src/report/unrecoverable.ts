// Whether something can still recover without a change. When in doubt it can: a false alarm stops a rollout that was fine.
import type { Recovery } from '../causes/recovery.ts'
import { recoveryOf } from '../diagnosis/cause-of.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { PodReading } from '../pod/reading.ts'
import { backOffOf } from '../signs/back-off.ts'
import { unreachedHints } from '../signs/log-hints.ts'

/** How long a cause has to be seen, in milliseconds, before waiting for it to pass is given up. */
const patience: Partial<Readonly<Record<Recovery, number>>> = {
  spec: 2_000,
  program: 2_000,
  rule: 10_000,
  image: 30_000,
  quota: 90_000,
  missing: 90_000,
}

// A controller that tries again by itself may have succeeded since its newest event.
const patienceWithEvents = 10_000

// Volumes whose files another container, or whoever fills them, may be about to write.
const filledLater = new Set(['emptyDir', 'persistentVolumeClaim', 'ephemeral', 'hostPath', 'nfs', 'csi'])

function mayBeFilled({ volumes }: PodReading): boolean {
  return volumes.some(({ kind }) => filledLater.has(kind))
}

export interface RecoveryLimits {
  /** Restarts in a row, or pods that failed one after the other, after which it is given up. */
  readonly restarts: number
}

/** What else bears on a pod. All times in milliseconds since 1970. */
export interface RecoveryContext {
  /** When whoever waits has first seen this finding. */
  readonly seenSince: number
  /** Whether a pod of the same workload is known to wait for another program with the same container. */
  readonly waitsForOther: boolean
  /** The kind of the workload that is waited for; null where it is the pod itself. */
  readonly workload: string | null
}

/**
 * From when on a pod, or a workload without one, cannot become well any more if nothing changes (0: it is so already), in
 * milliseconds since 1970; null: it may become well. A pod of a workload that has ended is for `failsAgain` to judge.
 */
export function unrecoverableFrom(
  pod: PodReading,
  { verdict, outcome }: Diagnosis,
  { seenSince, waitsForOther, workload }: RecoveryContext,
  limits: RecoveryLimits,
): number | null {
  // Nobody makes another of this name in its place.
  if (outcome === 'failed') return workload === null && pod.controller?.kind !== 'StatefulSet' ? 0 : null
  if (verdict === null || (outcome !== 'failing' && outcome !== 'waiting')) return null
  const recovery = recoveryOf(verdict)
  // What is read from an event alone is inferred: of refusals there is often nothing else.
  const isCertain = verdict.certainty === 'certain'
  if (!isCertain && verdict.stage !== 'creation') return null
  if (recovery === 'crash' || (recovery === 'program' && mayBeFilled(pod))) {
    // A Job counts by itself, and says so when it has had enough.
    if (workload === 'Job') return null
    const most = limits.restarts * (waitsForOther ? 2 : 1)
    return crashesInARow(pod, verdict.container) >= most ? 0 : null
  }
  const time = patience[recovery]
  return time === undefined ? null : seenSince + Math.max(time, isCertain ? 0 : patienceWithEvents)
}

/** Whether a pod of a workload has failed for a reason that meets the next one too. */
export function failsAgain({ verdict, outcome, workload }: Diagnosis): boolean {
  return outcome === 'failed' && workload !== null && verdict !== null && recoveryOf(verdict) === 'replaced'
}

/** Whether its program ended because another one was not there yet, by its own words. */
export function isWaitingForOther({ verdict }: Diagnosis): boolean {
  return unreachedHints.has(String(verdict?.facts.suggests ?? ''))
}

// A kubelet starts its back-off anew after a run of ten minutes.
const recoveredAfter = 10 * 60_000

/**
 * How often a container that does not run has been restarted since it last ran for long. RESTARTS alone may be a sum of years:
 * it counts for a pod that is younger than such a run, else by the back-off that it is in; 0 where there is none. A kubelet
 * doubles the wait from 10 s (or 1 s) on.
 */
function crashesInARow(pod: PodReading, name: string | null): number {
  const container = pod.containers.find((candidate) => candidate.name === name)
  if (container === undefined || container.running !== null) return 0
  if (pod.createdAt !== null && pod.takenAt - pod.createdAt < recoveredAfter) return container.restartCount
  const backOff = backOffOf(container)
  if (backOff === null) return 0
  const doubled = Math.log2(backOff.seconds / (backOff.seconds % 10 === 0 ? 10 : 1))
  // What is no power of two is the longest wait that there is: how often it came is not known.
  return Number.isInteger(doubled) ? Math.min(doubled + 1, container.restartCount) : container.restartCount
}
