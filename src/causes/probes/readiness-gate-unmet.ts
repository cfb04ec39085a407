import { condition, hasEnded } from '../../pod/reading.ts'
import { marked } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

export const readinessGateUnmet = defineCause({
  id: 'readiness-gate-unmet',
  stage: 'probes',
  title: 'A readiness gate of the pod is not met',
  seenAs: ['Running', 'NotReady'],
  needs: ['pod'],
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    if (pod.deletion !== null || hasEnded(pod)) return
    if (condition(pod, 'ContainersReady')?.status !== 'True') return
    const unmet = pod.readinessGates.filter((gate) => condition(pod, gate.value)?.status !== 'True')
    const [first, ...rest] = unmet
    if (first === undefined) return
    const ready = condition(pod, 'Ready')
    const set = unmet.flatMap((gate) => condition(pod, gate.value) ?? [])
    const facts = {
      gates: unmet.map(({ value }) => value),
      unset: unmet.filter((gate) => condition(pod, gate.value) === null).map(({ value }) => value),
      says: set.flatMap(({ message }) => (message === '' ? [] : [message])),
    }
    yield certain(
      null,
      facts,
      [...(ready === null ? [] : [ready]), first, ...rest, ...set].slice(0, 4) as [typeof first],
    )
  },

  describe: ({ gates, unset, says }, { pod, namespace }) => ({
    what: `All containers of the pod are ready, but its readiness gate ${marked(gates)} is not met.`,
    why: [
      unset.length === 0
        ? 'The controller behind the gate has set its condition to something other than True.'
        : `No controller has set the condition ${marked(unset)} yet.`,
      ...(says.length === 0 ? [] : [`It says: "${says.join('; ')}".`]),
      'Services send no traffic to the pod until then.',
    ].join(' '),
    next: [
      'Find out whether the controller that sets this condition (a load balancer controller, for example) runs and knows the pod.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.status.conditions}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ gates }) => thing('readiness gate', gates),
})
