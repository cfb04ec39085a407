import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const workloadSuspended = defineCause({
  id: 'workload-suspended',
  stage: 'creation',
  title: 'The Job is suspended',
  seenAs: [],
  needs: ['owner'],
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    if (pod.exists) return
    for (const { kind, name, path, conditions } of pod.owners) {
      const suspended = conditions.find(({ type, status }) => type === 'Suspended' && status === 'True')
      if (kind !== 'Job' || suspended === undefined) continue
      yield certain(null, { job: name }, [{ ...suspended, path: `${path}.${suspended.path}` }])
    }
  },

  describe: ({ job }, { namespace }) => ({
    what: `Job \`${job}\` has no pod because it is suspended.`,
    why: '`spec.suspend` is true. A person, or a queue such as Kueue, lets it run by setting that to false. Nothing has failed.',
    next: [
      kubectl`describe job ${job} -n ${namespace}`,
      kubectl`patch job ${job} -n ${namespace} -p '{"spec":{"suspend":false}}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
