// The moments that events record. A recorder merges repeats into one event, of which only the first and the last time are kept.
import type { Event } from '../pod/event.ts'
import { type Dated, dated, subjectOf } from './dated.ts'

const words = new Map([
  ['Scheduled', 'scheduled'],
  ['FailedScheduling', 'unschedulable'],
  ['Pulling', 'pulling'],
  ['Pulled', 'pulled'],
  ['ErrImageNeverPull', 'pull-failed'],
  ['BackOff', 'back-off'],
  ['Killing', 'killing'],
  ['Evicted', 'evicted'],
  ['TaintManagerEviction', 'evicted'],
  ['Preempted', 'preempted'],
  ['Preempting', 'preempted'],
  ['DeadlineExceeded', 'deadline-exceeded'],
  ['SuccessfulAttachVolume', 'volume-attached'],
  ['FailedAttachVolume', 'attach-failed'],
  ['FailedMount', 'mount-failed'],
  ['FailedMapVolume', 'mount-failed'],
  ['FailedCreatePodSandBox', 'sandbox-failed'],
  ['NetworkNotReady', 'sandbox-failed'],
  ['SandboxChanged', 'sandbox-changed'],
  ['FailedPostStartHook', 'post-start-failed'],
  ['FailedPreStopHook', 'pre-stop-failed'],
  ['ExceededGracePeriod', 'grace-exceeded'],
  ['NodeNotReady', 'node-lost'],
])

/** The moments of one event: its first and its last time. */
export function eventMoments(event: Event): Dated[] {
  const what = wordOf(event)
  if (what === null) return []
  const subject = event.container === null ? 'pod' : subjectOf(event.container)
  const last = dated(event.lastAt, what, event.path, subject)
  return event.firstAt === event.lastAt ? last : [...dated(event.firstAt, what, event.path, subject), ...last]
}

function wordOf({ reason, message }: Event): string | null {
  if (reason === 'Unhealthy') return /probe errored/.test(message) ? 'probe-errored' : 'probe-failed'
  if (reason === 'Failed') {
    if (message.startsWith('Failed to pull image')) return 'pull-failed'
    // The same failure again, in the container's words.
    if (/^Error: (?:ErrImagePull|ImagePullBackOff)/.test(message)) return null
    return message.startsWith('Error: ') ? 'create-failed' : null
  }
  if (reason === 'TaintManagerEviction' && message.startsWith('Cancelling')) return null
  return words.get(reason) ?? null
}
