import { field } from '../../pod/item.ts'
import { failedPreStops } from '../../signs/hooks.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { aContainer, sentences } from '../words/container.ts'

export const preStopFailed = defineCause({
  id: 'pre-stop-failed',
  stage: 'ending',
  title: 'The preStop hook of a container has failed',
  seenAs: ['Terminating', 'Error', 'Completed'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const { container, says, event } of failedPreStops(pod)) {
      const { preStop } = container
      const facts = { role: container.role, does: preStop?.does ?? '', says }
      const hook =
        preStop === null ? [] : [{ ...field(preStop.path, preStop.does), container: container.name }]
      yield certain(container.name, facts, [event, ...hook])
    }
  },

  describe: ({ role, does, says }, { container, pod, namespace }) => ({
    what: `The preStop hook of ${aContainer(role, container)} failed while the pod was being stopped.`,
    why: sentences(
      says === '' ? '' : `The kubelet says of it: "${says}".`,
      'It then stopped the container all the same. What the hook is there for, such as finishing requests or leaving a cluster, was not done, or not to its end.',
    ),
    next: [
      does === 'exec'
        ? `Run the command of the hook by hand in a running pod of the same workload: is the program in the image, and does it end with exit code 0?`
        : `Look at \`lifecycle.preStop\` of \`${container}\`: is what it calls still there while the container is being stopped?`,
      kubectl`logs ${pod} -n ${namespace} -c ${container} --since=10m`,
      kubectl`get events -n ${namespace} --field-selector involvedObject.name=${pod},reason=FailedPreStopHook`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
