import type { Terminated } from '../pod/container-status.ts'
import { condition, containersOf, hasStarted, isScheduled, type PodReading } from '../pod/reading.ts'
import type { Wanted } from '../pod/snapshot.ts'
import { exitKind } from '../signs/exit-kind.ts'
import { endedRuns } from '../signs/exits.ts'
import { unreadyContainers } from '../signs/probe-results.ts'

/** The most log tails that one diagnosis reads. */
const mostLogs = 2

/** What else to read about a pod, by what is already known of it. A healthy pod needs nothing but its owner's name. */
export function wantedSources(pod: PodReading): Wanted {
  const isWell = condition(pod, 'Ready')?.status === 'True' || pod.phase.value === 'Succeeded'
  const stuckBefore = !hasStarted(pod)
  const unscheduled = !isScheduled(pod)
  return {
    owners: pod.controller !== null,
    node: !unscheduled && !(isWell && pod.deletion === null),
    nodes: unscheduled && pod.schedulingGates.length === 0,
    claims: stuckBefore
      ? pod.volumes
          .filter(({ kind }) => kind === 'persistentVolumeClaim' || kind === 'ephemeral')
          .map(({ refersTo }) => refersTo)
      : [],
    logs: [...silentExits(pod), ...unreadyRuns(pod)].slice(0, mostLogs),
  }
}

/** Containers that failed without a termination message: their last lines are the only words they left. */
export function silentExits(pod: PodReading): { container: string; previous: boolean }[] {
  const names = new Set(containersOf(pod, 'init', 'sidecar', 'main').map(({ name }) => name))
  return endedRuns(pod)
    .filter(
      ({ container, terminated }) =>
        names.has(container.name) && terminated.messageItem.quote === '' && mayHaveRun(terminated),
    )
    .map(({ container, terminated }) => ({ container: container.name, previous: terminated.previous }))
}

/** Containers that run and are not ready: their log may say what they wait for. */
function unreadyRuns(pod: PodReading): { container: string; previous: boolean }[] {
  return unreadyContainers(pod).map(({ name }) => ({ container: name, previous: false }))
}

/** Whether the process may have written something that is kept: the runtime started it, and did not lose it. */
function mayHaveRun(terminated: Terminated): boolean {
  const kind = exitKind(terminated)
  // The runtime writes 1970 for a process that never ran. Other times may be missing of one that did.
  if (kind === 'never-started' || (terminated.startedAt ?? 1) <= 0) return false
  return kind !== 'lost' || terminated.ran !== null
}
