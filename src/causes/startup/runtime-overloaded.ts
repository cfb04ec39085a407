import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotStart, startFacts } from '../words/start.ts'

export const runtimeOverloaded = defineCause({
  id: 'runtime-overloaded',
  stage: 'startup',
  title: 'The container runtime does not answer in time',
  seenAs: ['CreateContainerError', 'RunContainerError', 'Init'],
  needs: ['pod'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'busy') continue
      const isReserved = /reserved/i.test(failure.message)
      yield certain(failure.container.name, { ...startFacts(failure), isReserved }, failure.evidence)
    }
  },

  describe: ({ isReserved, ...facts }, { container, node }) => ({
    what: `${cannotStart(facts, container)}: the container runtime of node \`${node}\` did not answer in time.`,
    why: isReserved
      ? `An earlier attempt to create the container took too long and still holds its name: the runtime says "${facts.message}". A slow disk or an overloaded node is the usual reason.`
      : `The kubelet gave up waiting; it says "${facts.message}". A slow disk or an overloaded node is the usual reason.`,
    next: [
      kubectl`describe node ${node}`,
      `Look at the load and the disk of node \`${node}\` and at the log of its container runtime. The kubelet tries again by itself.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('runtime of node', node),
})
