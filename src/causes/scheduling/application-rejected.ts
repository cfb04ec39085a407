import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// `yunikorn-k8shim` `context.go`: "application 'a' rejected, cannot create queue 'q' without placement rules".
const queueIn = /queue '?([\w.-]+)'?/
const applicationIn = /application '([^']+)'/

export const applicationRejected = defineCause({
  id: 'application-rejected',
  stage: 'scheduling',
  title: 'The scheduler has rejected the application of the pod',
  seenAs: ['Failed'],
  explains: ['foreign-report'],
  needs: ['pod'],

  *match(pod) {
    if (pod.reason.value !== 'ApplicationRejected') return
    const message = pod.message.text
    yield certain(
      null,
      {
        scheduler: pod.schedulerName.value,
        application: applicationIn.exec(message)?.[1] ?? '',
        queue: queueIn.exec(message)?.[1] ?? '',
        message,
      },
      [pod.reason, pod.message],
    )
  },

  describe: ({ scheduler, application, queue, message }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` has failed: scheduler \`${scheduler}\` rejected its application${application === '' ? '' : ` \`${application}\``}${queue === '' ? '' : ` for queue \`${queue}\``}.`,
    why: `It says "${message}". The pod never got a node, and no container ran.`,
    next: [
      `Check the queue that the pod names against the queues and placement rules of the scheduler (YuniKorn: ConfigMap \`yunikorn-configs\`), then submit the application anew.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.metadata.labels}'`,
    ],
  }),

  recovery: 'replaced',
  sharedBy: ({ queue }) => thing('queue', queue),
})
