import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'
import { chosenWords, startFacts } from '../words/start.ts'

export const containerCreateFailed = defineCause({
  id: 'container-create-failed',
  stage: 'startup',
  title: 'The runtime cannot create the container',
  seenAs: ['CreateContainerError', 'Init:CreateContainerError'],
  needs: ['pod'],
  isGeneric: true,
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem === 'other' && failure.atCreation)
        yield certain(failure.container.name, startFacts(failure), failure.evidence)
    }
  },

  describe: ({ role, message }, { container, pod, namespace, node }) => ({
    what: `${theContainer(role, container)} cannot be created by the container runtime${chosenWords(message)}.`,
    why:
      message === ''
        ? 'It did not say why.'
        : `It says "${message}". The program of the container did not run.`,
    next: [
      kubectl`describe pod ${pod} -n ${namespace}`,
      `Look at the log of the container runtime on node \`${node}\`.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
