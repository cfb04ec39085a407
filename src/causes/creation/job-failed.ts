import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

// Reasons of the condition Failed, as the job controller writes them.
const meanings = new Map([
  ['BackoffLimitExceeded', 'its pods failed more often than `spec.backoffLimit` allows'],
  ['DeadlineExceeded', 'it ran longer than `spec.activeDeadlineSeconds` allows'],
  ['PodFailurePolicy', 'a pod failed in a way for which `spec.podFailurePolicy` ends the Job'],
  ['FailedIndexes', 'some of its indexes failed'],
  ['MaxFailedIndexesExceeded', 'more of its indexes failed than `spec.maxFailedIndexes` allows'],
])

export const jobFailed = defineCause({
  id: 'job-failed',
  stage: 'creation',
  title: 'The Job has failed and makes no more pods',
  seenAs: [],
  needs: ['owner'],

  *match(pod) {
    if (pod.exists) return
    for (const { kind, name, path, conditions } of pod.owners) {
      const failed = conditions.find(({ type, status }) => type === 'Failed' && status === 'True')
      if (kind !== 'Job' || failed === undefined) continue
      yield certain(null, { job: name, reason: failed.reason }, [
        { ...failed, path: `${path}.${failed.path}` },
      ])
    }
  },

  describe: ({ job, reason }, { namespace }) => ({
    what: `Job \`${job}\` has failed, and none of its pods is left: ${meanings.get(reason) ?? `the reason is \`${reason}\``}.`,
    why: 'A failed Job makes no more pods and is never tried again. What its pods said went with them, unless logs are kept elsewhere.',
    next: [
      kubectl`describe job ${job} -n ${namespace}`,
      'Make the Job anew once the fault is repaired; its pods stay for a while, and say more than the Job.',
    ],
  }),

  recovery: 'spec',
  sharedBy: null,
})
