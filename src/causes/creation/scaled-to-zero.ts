import { field } from '../../pod/item.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const scaledToZero = defineCause({
  id: 'scaled-to-zero',
  stage: 'creation',
  title: 'The workload asks for no pods',
  seenAs: [],
  needs: ['owner'],
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    // The outermost controller is the one that a person or an autoscaler sets.
    const workload = pod.owners.at(-1)
    if (pod.exists || workload?.wanted !== 0) return
    yield certain(null, { kind: workload.kind, name: workload.name }, [
      field(`${workload.path}.spec.replicas`, '0', 'owner'),
    ])
  },

  describe: ({ kind, name }, { owner, namespace }) => ({
    what: `${kind} \`${name}\` has no pod because it asks for none: \`spec.replicas\` is 0.`,
    why: 'Somebody, or an autoscaler that may go down to zero, has scaled it so. Nothing has failed.',
    next: [kubectl`scale ${owner} -n ${namespace} --replicas=1`, kubectl`get hpa -n ${namespace}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
