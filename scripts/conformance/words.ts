// What the generated pods are made of: the words that Kubernetes writes, words that it does not, and times.
import type { Random } from './random.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

/** Seconds at which the form of a printed duration changes, and where its second part is zero. */
const borders = [
  -2,
  -1,
  0,
  1,
  2 * minute,
  10 * minute,
  3 * hour,
  8 * hour,
  2 * day,
  8 * day,
  2 * year,
  8 * year,
  3 * minute,
  9 * minute,
  4 * hour,
  7 * hour,
  3 * day,
  7 * day,
  3 * year,
  7 * year,
]

export const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']
export const oddPhases = ['', 'Completed', 'running', 'Terminating', 'Init:0/1', 'Ended', '__proto__']
export const podReasons = ['Evicted', 'NodeLost', 'DeadlineExceeded', 'Completed', 'Terminated', 'OutOfcpu']
export const pullReasons = ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull']
export const waitingReasons = [
  'ContainerCreating',
  'PodInitializing',
  'CrashLoopBackOff',
  'ErrImagePull',
  'ImagePullBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'RestartingAllContainers',
  'Completed',
  'Running',
  '',
  '',
  'failed to "StartContainer": exit status 2',
  '%d %s',
  '<b>&"\\',
  'größe 🚀',
]
export const exitReasons = [
  'Completed',
  'Completed',
  'Error',
  'Error',
  'OOMKilled',
  'ContainerStatusUnknown',
  'StartError',
  'ContainerCannotRun',
  'DeadlineExceeded',
  'Unknown',
  '',
  '',
  '',
  '%!d(string=x)',
  'Running',
]
export const exitCodes = [0, 0, 0, 1, 2, 126, 127, 128, 137, 139, 143, 255, -1, 3221225477 - 2 ** 32]
export const signals = [0, 0, 1, 6, 9, 11, 15, -1]
export const restartCounts = [0, 0, 0, 1, 2, 7, 100, 1234, 2 ** 31 - 1, -1]
export const conditionTypes = [
  'PodScheduled',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodReadyToStartContainers',
  'DisruptionTarget',
  'PodResizePending',
  'example.com/gate',
]
export const conditionStatuses = ['True', 'False', 'Unknown', 'true', '']
export const conditionReasons = ['SchedulingGated', 'Unschedulable', 'ContainersNotReady', 'PodCompleted', '']
export const containerNames = ['api', 'b', 'cache', 'db', 'web', 'z9', 'constructor', '__proto__', 'toString']
export const initNames = ['init0', 'init1', 'migrate', 'proxy', 'setup', 'hasOwnProperty']
export const restartPolicies = ['Always', 'OnFailure', 'Never']

/** RFC 3339 text for a time so many seconds before `now` (milliseconds), in the whole seconds that the API writes. */
export function timeBefore(now: number, seconds: number): string {
  return new Date(now - seconds * 1000).toISOString().replace('.000Z', 'Z')
}

/** A time as a running cluster has it: mostly short ago, at most 48 days, or on a border of the printed form. */
export function pastTime(random: Random, now: number): string {
  return random.chance(0.3) ? borderTime(random, now) : timeBefore(now, Math.floor(2 ** (random.next() * 22)))
}

/** A time exactly on a border of the printed form, or one second beside it. */
export function borderTime(random: Random, now: number): string {
  return timeBefore(now, random.pick(borders) + random.between(-1, 1))
}

/** A time that no healthy cluster writes, and null. Each is one that the API server can decode. */
export function oddTime(random: Random, now: number): string | null {
  return random.pick([
    null,
    null,
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1601-01-01T00:00:00Z', // the zero of Windows file times, and longer ago than Go's durations reach
    timeBefore(now, -random.between(0, 90)),
    timeBefore(now, random.between(0, 12_000) / 4), // with a fraction of a second
    timeBefore(now, random.between(0, 600)).replace('Z', '+00:00'),
    timeBefore(now - 5.5 * hour * 1000, random.between(0, 600)).replace('Z', '-05:30'),
  ])
}
