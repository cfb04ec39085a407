// A pod that has a node and whose first container was not created yet: its volumes and its sandbox are being made.
import type { Condition } from '../pod/condition.ts'
import type { Event } from '../pod/event.ts'
import { condition, hasEnded, hasStarted, isScheduled, type PodReading } from '../pod/reading.ts'

// `kubelet_pods.go`: what a container that was never created waits with.
const notCreated = new Set(['', 'ContainerCreating', 'PodInitializing'])

// What a kubelet writes once the sandbox stands and it has turned to a container.
const containerSteps = new Set([
  'Pulling',
  'Pulled',
  'Created',
  'Started',
  'BackOff',
  'Failed',
  'InspectFailed',
])

// A kubelet retries each failing mount at least every two minutes, but writes only one event in five once it wrote many.
const retriedWithin = 5 * 60 * 1000

/** The condition that says whether the sandbox stands: `PodReadyToStartContainers`, up to 1.27 `PodHasNetwork`; or null. */
export function sandboxCondition(pod: PodReading): Condition | null {
  return condition(pod, 'PodReadyToStartContainers') ?? condition(pod, 'PodHasNetwork')
}

/**
 * Whether the pod's status says that none of its containers was created in its present sandbox. A pod that is being deleted or
 * has ended is not among them. The status may lag behind: during a long pull it still says so, which only events can tell.
 */
function isBeforeContainers(pod: PodReading): boolean {
  if (!pod.exists || !isScheduled(pod) || hasEnded(pod) || pod.deletion !== null) return false
  if (
    pod.containers.some(({ running, waiting }) => running !== null || !notCreated.has(waiting?.reason ?? ''))
  )
    return false
  const sandbox = sandboxCondition(pod)
  return sandbox === null ? !hasStarted(pod) : sandbox.status !== 'True'
}

/**
 * The failures of this step, newest first, however old: events with one of the reasons that no event of a later step follows.
 * `later` are the reasons of the steps between this one and the containers. Empty for a pod that is past it.
 */
export function failuresSince(
  pod: PodReading,
  reasons: ReadonlySet<string>,
  later: ReadonlySet<string> = new Set(),
): Event[] {
  if (!isBeforeContainers(pod)) return []
  const past = pod.events.findLastIndex(
    (event) => later.has(event.reason) || (event.container !== null && containerSteps.has(event.reason)),
  )
  return pod.events
    .slice(past + 1)
    .filter(({ reason }) => reasons.has(reason))
    .reverse()
}

/** Those of `failuresSince` that are still repeated. */
export function unresolvedFailures(
  pod: PodReading,
  reasons: ReadonlySet<string>,
  later: ReadonlySet<string> = new Set(),
): Event[] {
  const failures = failuresSince(pod, reasons, later)
  const newest = failures[0]?.lastAt ?? null
  return failures.filter(
    ({ lastAt }) => newest === null || lastAt === null || newest - lastAt <= retriedWithin,
  )
}
