import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const topologySpreadUnmet = defineCause({
  id: 'topology-spread-unmet',
  stage: 'scheduling',
  title: 'The pod would be spread unevenly',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'topology-spread')
    if (obstacle === null) return
    yield (obstacle.sure ? certain : likely)(
      null,
      {
        ...nodeReasons(obstacle),
        topologyKeys: pod.topologyKeys.map(({ value }) => value),
        labelMissing: obstacle.reasons.every((reason) => reason.includes('missing required label')),
      },
      [...obstacle.evidence, ...pod.topologyKeys],
    )
  },

  describe: ({ topologyKeys, labelMissing, ...reasons }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` gets no node: on those that it could use, its topology spread constraint${topologyKeys.length > 0 ? ` over ${names(topologyKeys)}` : ''} would be broken.`,
    why: `${nodeReasonsSentence(reasons)} ${labelMissing ? 'Nodes without the label that is spread over do not count as places for the pod.' : 'A constraint with `whenUnsatisfiable: DoNotSchedule` lets no place have more than `maxSkew` pods above the emptiest one.'}`,
    next: [
      labelMissing
        ? `Give the nodes the label ${names(topologyKeys)}, or correct \`topologyKey\` in the pod template.`
        : 'Make room in the places that have fewer pods, raise `maxSkew`, or use `whenUnsatisfiable: ScheduleAnyway`.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.topologySpreadConstraints}'`,
      kubectl`get nodes --show-labels`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ labelMissing, topologyKeys }) => (labelMissing ? thing('node label', topologyKeys) : null),
})
