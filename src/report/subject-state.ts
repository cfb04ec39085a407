import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { condition, type PodReading } from '../pod/reading.ts'

/** What a report needs to know of a pod, or of a workload without one, beside its diagnosis. */
export interface SubjectState {
  /** Ready replicas of its workload as the workload counts them; null where it was not read or does not count. */
  readonly workloadReady: number | null
  /** Whether Services send it traffic. What READY says of containers stays as it was when a node is lost. */
  readonly isReady: boolean
  /** Whether it is meant to end: of a Job, or never restarted after success. */
  readonly runsToEnd: boolean
  /** When its trouble is known to have begun, in milliseconds since 1970; null where nothing says. */
  readonly troubleSince: number | null
}

/** Reads the standing of a pod, given its diagnosis. */
export function subjectStateOf(pod: PodReading, diagnosis: Diagnosis): SubjectState {
  const workload = pod.owners.at(-1) ?? null
  const isJob = [pod.controller?.kind, workload?.kind].some((kind) => kind === 'Job' || kind === 'CronJob')
  return {
    workloadReady: workload?.ready ?? null,
    isReady: condition(pod, 'Ready')?.status === 'True',
    runsToEnd: isJob || (pod.exists && pod.restartPolicy !== 'Always'),
    troubleSince: troubleSince(pod, diagnosis),
  }
}

/**
 * Since a deleted pod was to go; for others the earliest time in the verdict's evidence, or of a warning about the same container, where an event counts from when it
 * was first seen: the last exit of a crash loop is not its beginning. Failing that, since when the pod is not ready, or when
 * it was made.
 */
function troubleSince(pod: PodReading, { verdict, outcome }: Diagnosis): number | null {
  if (outcome === 'terminating' && pod.deletion !== null) return pod.deletion.requestedAt
  const paths = new Set(verdict?.evidence.map(({ path }) => path))
  const container = verdict?.container ?? null
  const times = [
    ...(verdict?.evidence ?? []).map(({ at }) => (at === null ? Number.NaN : Date.parse(at))),
    ...[...pod.events, ...pod.ownerEvents]
      .filter(
        (event) =>
          paths.has(event.path) ||
          (container !== null && event.container === container && event.type === 'Warning'),
      )
      .map(({ firstAt }) => firstAt ?? Number.NaN),
  ].filter((at) => at > 0)
  if (times.length > 0) return Math.min(...times)
  const unready = condition(pod, 'Ready')
  return (unready?.status === 'False' ? unready.at : null) ?? pod.createdAt
}
