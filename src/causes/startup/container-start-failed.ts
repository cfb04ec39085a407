import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'
import { chosenWords, seenWithoutStart, startFacts } from '../words/start.ts'

export const containerStartFailed = defineCause({
  id: 'container-start-failed',
  stage: 'startup',
  title: 'The runtime cannot start the container',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  isGeneric: true,
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem === 'other' && !failure.atCreation)
        yield certain(failure.container.name, startFacts(failure), failure.evidence)
    }
  },

  describe: ({ role, message }, { container, pod, namespace, node }) => ({
    what: `${theContainer(role, container)} cannot be started by the container runtime${chosenWords(message)}.`,
    why:
      message === ''
        ? 'It did not say why.'
        : `It says "${message}". The program of the container did not run.`,
    next: [
      kubectl`describe pod ${pod} -n ${namespace}`,
      `Look at the log of the container runtime on node \`${node}\`.`,
    ],
  }),

  recovery: 'crash',
  sharedBy: null,
})
