// Whether a workload is what its spec asks for, and whether it looks as if it stayed so.
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { hasJustRestarted } from '../pod/exits.ts'
import { condition, containersOf, type PodReading } from '../pod/reading.ts'
import type { Rollout } from '../pod/rollout.ts'

/**
 * Whether a workload is what its spec asks for: all pods of the newest revision, all available, none of an older one left; a
 * Job: complete. Mirrors kubectl's rollout status (`polymorphichelpers/rollout_status.go`).
 */
export function isRolledOut({
  kind,
  isCurrent,
  wanted,
  updated,
  available,
  total,
  conditions,
}: Rollout): boolean {
  if (kind === 'Job') return conditions.some(({ type, status }) => type === 'Complete' && status === 'True')
  return isCurrent && updated >= wanted && total <= updated && available >= wanted
}

/** Whether a workload says of itself that it has failed: a Job for good, a Deployment by its progress deadline. */
export function hasGivenUp({ kind, isCurrent, conditions }: Rollout): boolean {
  if (kind === 'Job') {
    return conditions.some(
      ({ type, status }) => (type === 'Failed' || type === 'FailureTarget') && status === 'True',
    )
  }
  return (
    isCurrent &&
    conditions.some(
      ({ type, status, reason }) =>
        type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded',
    )
  )
}

/** Whether a pod does what it is there for: ready, or ended well. */
export function isWell({ outcome, status, pod }: Diagnosis): boolean {
  if (pod === null) return false
  if (outcome === 'completed') return true
  const [ready, of] = (status?.ready ?? '').split('/')
  return status?.word === 'Running' && ready === of && (outcome === 'healthy' || outcome === 'failing')
}

/** Whether a pod of a workload is ready, and all that it is there for runs. */
export function isServing(pod: PodReading): boolean {
  return (
    condition(pod, 'Ready')?.status === 'True' &&
    containersOf(pod, 'main').every(({ running }) => running !== null)
  )
}

// Programs that fail at their start mostly do so within this. With a probe, being ready means more than having been started.
const firstSeconds = 10_000
// A busy node tells of a crash only after some time: a quarter of a minute has been seen.
const afterCrash = 20_000
const longestProof = 60_000

/** How long a pod that is well still has to stay so, in milliseconds, and whether that is for trouble that it has had. */
export interface Proof {
  readonly left: number
  readonly inTrouble: boolean
}

/**
 * How long a pod must still run before it is believed to be well. A container without probes counts as ready in the moment
 * when it starts, and one that crashes again and again is ready in between: it has to outlast its last run.
 */
export function proofOf(pod: PodReading, { verdict, findings }: Diagnosis): Proof {
  // A kubelet is about to kill it, unless the probe is only slow to succeed.
  const failsLiveness = [verdict, ...findings].flatMap((finding) =>
    finding?.cause === 'liveness-failing' ? [finding.container] : [],
  )
  const proofs = containersOf(pod, 'sidecar', 'main').flatMap((container): Proof[] => {
    const startedAt = container.running?.startedAt ?? null
    if (startedAt === null) return []
    const ran = pod.takenAt - startedAt
    if (failsLiveness.includes(container.name)) {
      return [{ left: longestProof - ran, inTrouble: ran < longestProof }]
    }
    if (hasJustRestarted(pod, container)) {
      const needed = Math.min((container.previousExit?.ran ?? 0) + afterCrash, longestProof)
      return [{ left: needed - ran, inTrouble: ran < needed }]
    }
    const { readiness, startup } = container.probes
    return readiness === null && startup === null ? [{ left: firstSeconds - ran, inTrouble: false }] : []
  })
  return {
    left: Math.max(0, ...proofs.map(({ left }) => left)),
    inTrouble: proofs.some(({ inTrouble }) => inTrouble),
  }
}
