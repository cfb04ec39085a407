import type { Terminated } from '../pod/container-status.ts'
import type { StatusFields } from '../pod/status-fields.ts'
import { type Fact, type Step, Trace } from './derivation.ts'
import { humanDuration } from './human-duration.ts'

/** The newest minor version of Kubernetes 1.x whose printer was compared with this function. */
export const newestMinor = 37

// A Go duration ends at 2^63-1 nanoseconds, 292 years: `time.Since` stays there for anything older (in milliseconds).
const longestGoDuration = 9_223_372_036_854

/** What `kubectl get pods` prints for a pod, and why. */
export interface DerivedStatus {
  readonly word: string
  /** Such as `1/2`. */
  readonly ready: string
  /** As printed, such as `3 (5m ago)`. */
  readonly restarts: string
  readonly restartCount: number
  readonly because: readonly Step[]
}

/**
 * Derives STATUS, READY and RESTARTS as an API server of version 1.`minor` does; `now` (milliseconds) is its clock.
 *
 * Mirrors `printPod` of k8s.io/kubernetes/pkg/printers/internalversion/printers.go in its order, and is one function so
 * that it can be laid beside the original. Each branch names the upstream lines by what they do, and since when it holds.
 * Ephemeral containers, events, messages and probes play no part. Never throws.
 */
export function deriveStatus(pod: StatusFields, minor: number, now: number): DerivedStatus {
  const trace = new Trace()
  const sidecarAware = minor >= 28 // 1.28, commit 0a9870791289
  let restarts = 0
  let sidecarRestarts = 0
  let readyContainers = 0
  let lastRestart: number | null = null
  let lastSidecarRestart: number | null = null

  // totalContainers := len(pod.Spec.Containers); since 1.28 also each restartable init container.
  const sidecars = new Set(
    pod.initContainers.filter(({ sidecar }) => sidecarAware && sidecar).map(({ name }) => name),
  )
  const isSidecar = (name: string): boolean =>
    // Upstream looks the spec up in a map by name, so that the last of several with that name counts.
    sidecars.has(name) &&
    pod.initContainers.findLast((container) => container.name === name)?.sidecar === true
  const totalContainers =
    pod.containerCount + pod.initContainers.filter(({ sidecar }) => sidecarAware && sidecar).length

  // reason := string(podPhase); if pod.Status.Reason != "" { reason = pod.Status.Reason }
  trace.say(pod.phase, 'it is the phase: nothing more precise speaks', [
    { path: 'status.phase', value: pod.phase },
  ])
  if (pod.reason !== '') {
    trace.say(pod.reason, "the pod's own reason replaces the phase", [
      { path: 'status.reason', value: pod.reason },
    ])
  }

  // Since 1.26 (#113274): any PodScheduled condition with this reason, whatever its status.
  if (minor >= 26) {
    pod.conditions.forEach((condition, index) => {
      if (condition.type !== 'PodScheduled' || condition.reason !== 'SchedulingGated') return
      trace.say('SchedulingGated', 'a scheduling gate keeps the pod from the scheduler', [
        { path: `status.conditions[${index}].reason`, value: condition.reason },
        { path: `status.conditions[${index}].type`, value: condition.type },
      ])
    })
  }

  // for i := range pod.Status.InitContainerStatuses
  let initializing = false
  const passed: Fact[] = []
  for (const [index, container] of pod.initStatuses.entries()) {
    const { path } = container
    const { terminated, waiting, running } = container.state
    restarts += container.restartCount
    lastRestart = later(lastRestart, container.lastState.terminated)
    const sidecar = isSidecar(container.name) // since 1.28
    if (sidecar) {
      sidecarRestarts += container.restartCount
      lastSidecarRestart = later(lastSidecarRestart, container.lastState.terminated)
    }

    // case container.State.Terminated != nil && container.State.Terminated.ExitCode == 0: continue
    if (terminated?.exitCode === 0) {
      passed.push({ path: `${path}.state.terminated.exitCode`, value: 0 })
      continue
    }
    // case isRestartableInitContainer(…) && container.Started != nil && *container.Started (since 1.28)
    if (sidecar && container.started) {
      if (container.ready) readyContainers++
      passed.push(
        { path: `${path}.started`, value: true },
        { path: `${path}.name`, value: container.name },
        ...sidecarFacts(pod, container.name),
      )
      continue
    }
    initializing = true
    // case container.State.Terminated != nil
    if (terminated !== null) {
      const [word, ...facts] = exitWord(terminated)
      trace.say(
        `Init:${word}`,
        `init container "${container.name}" failed, and no later one has been started`,
        [...facts, { path: `${path}.state.terminated.exitCode`, value: terminated.exitCode }, ...passed],
      )
      break
    }
    // case container.State.Waiting != nil && len(reason) > 0 && reason != "PodInitializing"
    if (waiting !== null && waiting.reason !== '' && waiting.reason !== 'PodInitializing') {
      trace.say(`Init:${waiting.reason}`, `init container "${container.name}" waits with this reason`, [
        { path: `${path}.state.waiting.reason`, value: waiting.reason },
        ...passed,
      ])
      break
    }
    // default: reason = fmt.Sprintf("Init:%d/%d", i, len(pod.Spec.InitContainers))
    trace.say(
      `Init:${index}/${pod.initContainers.length}`,
      `init container "${container.name}" is number ${index + 1} of ${pod.initContainers.length} and has not finished`,
      [
        running === null
          ? { path: `${path}.state.waiting.reason`, value: waiting?.reason ?? '' }
          : { path: `${path}.state.running`, value: true },
        { path: 'spec.initContainers.length', value: pod.initContainers.length },
        ...passed,
      ],
    )
    break
  }

  // if !initializing || isPodInitializedConditionTrue(&pod.Status): the second half since 1.28.
  const initialized = pod.conditions.find(({ type }) => type === 'Initialized')?.status === 'True'
  if (!initializing || (sidecarAware && initialized)) {
    // Restarts of ordinary init containers are forgotten; up to 1.27 their time was not.
    restarts = sidecarRestarts
    if (sidecarAware) lastRestart = lastSidecarRestart
    const gate: Fact[] = initializing ? initializedFacts(pod) : []
    let hasRunning: Fact[] | null = null
    let errorReason: { word: string; facts: Fact[] } | null = null

    // for i := len(pod.Status.ContainerStatuses) - 1; i >= 0; i--: the first in the list speaks last, and so wins.
    for (const container of pod.statuses.toReversed()) {
      const { path } = container
      const { waiting, terminated, running } = container.state
      restarts += container.restartCount
      lastRestart = later(lastRestart, container.lastState.terminated)

      if (waiting !== null && waiting.reason !== '') {
        // case container.State.Waiting != nil && container.State.Waiting.Reason != ""
        trace.say(waiting.reason, `container "${container.name}" waits with this reason`, [
          { path: `${path}.state.waiting.reason`, value: waiting.reason },
          ...gate,
        ])
      } else if (terminated !== null) {
        // case container.State.Terminated != nil: Reason, else Signal:N, else ExitCode:N (before 1.35 in two cases)
        const [word, ...facts] = exitWord(terminated)
        trace.say(word, `container "${container.name}" ended this way`, [...facts, ...gate])
        // Since 1.35 (#124766)
        if (terminated.exitCode !== 0) {
          errorReason = {
            word,
            facts: [...facts, { path: `${path}.state.terminated.exitCode`, value: terminated.exitCode }],
          }
        }
      } else if (container.ready && running !== null) {
        // case container.Ready && container.State.Running != nil
        hasRunning = [
          { path: `${path}.ready`, value: true },
          { path: `${path}.state.running`, value: true },
        ]
        readyContainers++
      }
    }

    // if reason == "Completed": change it where another container runs, or (since 1.35) failed.
    if (trace.word === 'Completed') {
      const readyCondition = pod.conditions.findIndex(
        ({ type, status }) => type === 'Ready' && status === 'True',
      )
      if (hasRunning !== null && readyCondition !== -1) {
        trace.replace('Running', 'one container has completed, another runs, and the pod is ready', [
          { path: `status.conditions[${readyCondition}].status`, value: 'True' },
          { path: `status.conditions[${readyCondition}].type`, value: 'Ready' },
          ...hasRunning,
        ])
      } else if (minor >= 35 && errorReason !== null) {
        trace.replace(errorReason.word, 'one container has completed, but another failed', errorReason.facts)
      } else if (hasRunning !== null) {
        trace.replace(
          'NotReady',
          'one container has completed, another runs, and the pod is not ready',
          hasRunning,
        )
      }
    }
  }

  // if pod.DeletionTimestamp != nil && pod.Status.Reason == node.NodeUnreachablePodReason
  const deletion: Fact = { path: 'metadata.deletionTimestamp', value: true }
  if (pod.deleted && pod.reason === 'NodeLost') {
    trace.say('Unknown', 'the pod is being deleted, and its node was lost', [
      deletion,
      { path: 'status.reason', value: pod.reason },
    ])
  } else if (pod.deleted && !(minor >= 31 && (pod.phase === 'Failed' || pod.phase === 'Succeeded'))) {
    // else if pod.DeletionTimestamp != nil && !podutil.IsPodPhaseTerminal(…): the phase counts since 1.31 (#122038)
    trace.say('Terminating', 'the pod is being deleted, and that replaces every other word', [deletion])
  }

  return {
    word: trace.word,
    ready: `${readyContainers}/${totalContainers}`,
    restarts: printRestarts(restarts, lastRestart, minor, now),
    restartCount: restarts,
    because: trace.steps(),
  }
}

/** The word for an exit and the field it comes from: Reason, else Signal:N, else ExitCode:N. */
function exitWord(terminated: Terminated): [string, Fact] {
  const { path } = terminated
  if (terminated.reason !== '')
    return [terminated.reason, { path: `${path}.reason`, value: terminated.reason }]
  if (terminated.signal !== 0)
    return [`Signal:${terminated.signal}`, { path: `${path}.signal`, value: terminated.signal }]
  return [`ExitCode:${terminated.exitCode}`, { path: `${path}.exitCode`, value: terminated.exitCode }]
}

function sidecarFacts(pod: StatusFields, name: string): Fact[] {
  const index = pod.initContainers.findLastIndex((container) => container.name === name)
  return [
    { path: `spec.initContainers[${index}].name`, value: name },
    { path: `spec.initContainers[${index}].restartPolicy`, value: 'Always' },
  ]
}

function initializedFacts(pod: StatusFields): Fact[] {
  const index = pod.conditions.findIndex(({ type }) => type === 'Initialized')
  return [
    { path: `status.conditions[${index}].type`, value: 'Initialized' },
    { path: `status.conditions[${index}].status`, value: 'True' },
  ]
}

/** if lastRestartDate.Before(&terminatedDate) { lastRestartDate = terminatedDate }: no time never replaces one. */
function later(time: number | null, terminated: Terminated | null): number | null {
  const finishedAt = terminated?.finishedAt ?? null
  return finishedAt !== null && (time === null || time < finishedAt) ? finishedAt : time
}

/** RESTARTS: a bare number up to 1.21; with an age since 1.22 (#100142), which since 1.28 needs a count. */
function printRestarts(restarts: number, lastRestart: number | null, minor: number, now: number): string {
  if (minor < 22 || lastRestart === null || (minor >= 28 && restarts === 0)) return String(restarts)
  return `${restarts} (${humanDuration(Math.min(now - lastRestart, longestGoDuration))} ago)`
}
