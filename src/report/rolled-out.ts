// Whether a workload is what its spec asks for, and whether it looks as if it stayed so.
import { causeOf } from '../diagnosis/cause-of.ts'
import type { Diagnosis, Finding } from '../diagnosis/diagnosis.ts'
import type { Container } from '../pod/container.ts'
import type { Probe } from '../pod/probe.ts'
import { condition, containersOf, type PodReading } from '../pod/reading.ts'
import { hasJustRestarted } from '../signs/exits.ts'
import type { Rollout } from '../signs/rollout.ts'

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
  const text = [verdict, ...findings].filter((finding) => finding !== null)
  const proofs = containersOf(pod, 'sidecar', 'main').flatMap((container): Proof[] => {
    const startedAt = container.running?.startedAt ?? null
    if (startedAt === null) return []
    const ran = pod.takenAt - startedAt
    const trouble = troubleOf(pod, container, text)
    if (trouble !== null) return [{ left: trouble - ran, inTrouble: ran < trouble }]
    const { readiness, startup, liveness } = container.probes
    if (readiness !== null || startup !== null) return []
    return [{ left: firstSeconds + livenessSays(liveness) - ran, inTrouble: false }]
  })
  return {
    left: Math.max(0, ...proofs.map(({ left }) => left)),
    inTrouble: proofs.some(({ inTrouble }) => inTrouble),
  }
}

/** How long a container has to run after the trouble that it has or had, in milliseconds; null if there was none. */
function troubleOf(pod: PodReading, container: Container, findings: readonly Finding[]): number | null {
  const kills = findings
    .filter((finding) => finding.container === container.name)
    .map((finding) => causeOf(finding).kills)
  if (kills.includes('soon')) return longestProof
  if (hasJustRestarted(pod, container)) {
    return Math.min((container.lastTerminated?.ran ?? 0) + afterCrash, longestProof)
  }
  // The status of a container that was killed comes after the event.
  return kills.includes('already') ? longestProof : null
}

/** When a kubelet kills a container at the earliest whose liveness probe never succeeds, in milliseconds. */
function livenessSays(probe: Probe | null): number {
  if (probe === null) return 0
  const seconds =
    probe.initialDelaySeconds + probe.periodSeconds * probe.failureThreshold + probe.timeoutSeconds
  return Math.min(seconds * 1000, longestProof)
}
