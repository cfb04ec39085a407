import { field, type Item } from '../../pod/item.ts'
import { hasEnded, lastEvent } from '../../pod/reading.ts'
import { utcClock } from '../../words/clock.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { duration, sentences, timeFact } from '../words/container.ts'

export const deadlineExceeded = defineCause({
  id: 'deadline-exceeded',
  stage: 'ending',
  title: 'The pod ran longer than its own deadline',
  seenAs: ['DeadlineExceeded', 'Error', 'Completed', 'Init', 'ContainerStatusUnknown', 'OOMKilled'],
  needs: ['pod'],
  explains: ['crash', 'probes'],

  *match(pod) {
    const seconds = pod.activeDeadlineSeconds
    const facts = { seconds, countedFrom: timeFact(pod.acceptedAt) }
    const deadline = seconds === null ? [] : [field('spec.activeDeadlineSeconds', String(seconds))]
    const event = lastEvent(pod, 'DeadlineExceeded')
    const text: Item[] = event === null ? [] : [event]
    if (pod.reason.value === 'DeadlineExceeded') {
      yield certain(null, facts, [pod.reason, pod.message, ...deadline, ...text])
    } else if (event !== null && seconds !== null && !hasEnded(pod)) {
      // Phase and reason are held back until no container can be running any more.
      yield likely(null, facts, [event, ...deadline])
    }
  },

  describe: ({ seconds, countedFrom }, { pod, namespace, owner }) => ({
    what:
      seconds === null
        ? 'The pod was ended because it was active for longer than its deadline.'
        : `The pod was ended because it was active for longer than its deadline of ${duration(seconds)} (\`spec.activeDeadlineSeconds\`).`,
    why: sentences(
      countedFrom === null
        ? 'The time counts from when the kubelet accepts the pod, image pulls and init containers included.'
        : `The time counts from when the kubelet accepted the pod, ${utcClock(countedFrom)}, image pulls and init containers included.`,
      'Its containers were then stopped; how they ended follows from that.',
    ),
    next: [
      owner.startsWith('Job/') || owner.startsWith('CronJob/')
        ? 'Raise `activeDeadlineSeconds` in the pod template of the Job, or make the work shorter.'
        : 'Raise `spec.activeDeadlineSeconds`, or make the work shorter.',
      kubectl`logs ${pod} -n ${namespace} --all-containers`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
