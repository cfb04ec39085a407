import { condition } from '../../pod/reading.ts'
import { isPastDeadline, runningContainers } from '../../signs/removal.ts'
import { marked } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'

export const finalizerHeld = defineCause({
  id: 'finalizer-held',
  stage: 'ending',
  title: 'A finalizer keeps the deleted pod',
  seenAs: ['Terminating', 'Error', 'Completed', 'Pending', 'OOMKilled', 'ContainerStatusUnknown', 'Init'],
  needs: ['pod'],
  explains: [
    'crash',
    'probes',
    'deleted-by-gc',
    'evicted-by-api',
    'evicted-by-taint',
    'preempted',
    'stuck-terminating',
  ],

  *match(pod) {
    const [first, ...rest] = pod.finalizers
    if (pod.deletion === null || first === undefined) return
    const isStopped = runningContainers(pod).length === 0
    if (!isStopped && !isPastDeadline(pod, 0)) return
    const target = condition(pod, 'DisruptionTarget')
    const disruption = target?.status === 'True' ? target : null
    const facts = {
      finalizers: pod.finalizers.map(({ value }) => value),
      isStopped,
      removedFor: disruption === null ? '' : `${disruption.reason}: ${disruption.message}`,
    }
    const seen = disruption === null ? [] : [disruption]
    yield certain(null, facts, [first, ...rest.slice(0, 2), pod.deletion, ...seen])
  },

  describe: ({ finalizers, isStopped, removedFor }, { pod, namespace }) => {
    const names = marked(finalizers)
    return {
      what: `The pod is deleted, but ${finalizers.length === 1 ? `its finalizer ${names} keeps` : `its finalizers ${names} keep`} it.`,
      why: sentences(
        isStopped
          ? 'No container of it runs any more. The object stays until the controller behind the finalizer has done its work and takes it away.'
          : 'The object stays until the controller behind the finalizer has done its work and takes it away, even once its containers end.',
        removedFor === '' ? '' : `It was removed for this reason: ${removedFor}.`,
      ),
      next: [
        `${removersOf(finalizers)}: find out whether it runs, what it logs, and why it does not finish.`,
        kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.metadata.finalizers}'`,
        'Take the finalizer away by hand only if its controller is gone for good; what it guards is then not cleaned up.',
      ],
    }
  },

  recovery: 'passes',
  sharedBy: ({ finalizers }) => thing('finalizer', finalizers),
})

// Those of Kubernetes itself, and of Kueue, which puts one on every pod that it admits.
const removers = new Map([
  [
    'foregroundDeletion',
    'the garbage collector, once all objects that name the pod as a blocking owner are gone',
  ],
  ['orphan', 'the garbage collector'],
  ['batch.kubernetes.io/job-tracking', 'the Job controller, once it has counted the end of the pod'],
  ['kueue.x-k8s.io/managed', 'the controller of Kueue'],
])

/** Who has to take these finalizers away: the domain in front of the slash is that of the project whose controller set it. */
function removersOf(finalizers: readonly string[]): string {
  return finalizers
    .map((finalizer, index) => {
      const domain = finalizer.includes('/') ? finalizer.slice(0, finalizer.indexOf('/')) : ''
      const who =
        removers.get(finalizer) ??
        (domain === '' ? 'the controller that has set it' : `the controller of \`${domain}\``)
      return index === 0
        ? `Finalizer \`${finalizer}\` has to be removed by ${who}`
        : `\`${finalizer}\` by ${who}`
    })
    .join(', ')
}
