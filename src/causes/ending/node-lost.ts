import { lostNode } from '../../signs/lost-node.ts'
import { utcClock } from '../../words/clock.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences, timeFact } from '../words/container.ts'

export const nodeLost = defineCause({
  id: 'node-lost',
  stage: 'ending',
  title: 'The node of the pod does not answer',
  seenAs: [
    'Running',
    'Terminating',
    'Unknown',
    'NodeLost',
    'Pending',
    'ContainerCreating',
    'CrashLoopBackOff',
    'Error',
    'Init',
  ],
  needs: ['pod', 'node'],
  explains: [
    'volumes',
    'sandbox',
    'image',
    'configuration',
    'startup',
    'crash',
    'probes',
    'evicted-by-taint',
    'kill-failed',
    'pre-stop-hangs',
    'sigterm-ignored',
    'stuck-terminating',
  ],

  *match(pod) {
    const lost = lostNode(pod)
    if (lost === null) return
    const { state, says, since, evidence } = lost
    const facts = { state, says, since: timeFact(since), isDeleted: pod.deletion !== null }
    yield (state === 'unknown' ? likely : certain)(null, facts, evidence)
  },

  describe: ({ state, says, since, isDeleted }, { node, pod, namespace }) => ({
    what:
      state === 'not-ready'
        ? `Node \`${node}\` reports that it is not ready, so the pod does not count as ready either.`
        : `Node \`${node}\` ${state === 'unknown' ? 'seems to have' : 'has'} stopped reporting${since === null ? '' : ` (since ${utcClock(since)})`}, so nothing is known of the pod since then.`,
    why: sentences(
      says === '' ? '' : `The node's condition says: "${says}".`,
      state === 'not-ready'
        ? ''
        : 'The states of its containers are the last that were reported, and may be wrong by now.',
      isDeleted ? 'Its deletion cannot end before the node answers or is removed from the cluster.' : '',
    ),
    next: [
      kubectl`describe node ${node}`,
      'Check the machine, its network and its kubelet.',
      ...(isDeleted && state !== 'not-ready'
        ? ['Only if the machine is certainly off:', kubectl`delete pod ${pod} -n ${namespace} --force`]
        : []),
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('node', node),
})
