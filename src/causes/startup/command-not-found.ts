import { startedProgram, startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

export const commandNotFound = defineCause({
  id: 'command-not-found',
  stage: 'startup',
  title: 'The program to start is not in the image',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'not-found') continue
      const ofPod = failure.container.program !== ''
      const facts = { ...startFacts(failure), program: startedProgram(failure), ofPod }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ program, ofPod, ...facts }, { container, pod, namespace }) => ({
    what: `${cannotStart(facts, container)}: its program${program === '' ? '' : ` \`${program}\``} is not found in image \`${facts.image}\`.`,
    why: `The runtime looked for the first word of ${ofPod ? 'the `command` of the pod' : 'the entrypoint or `args`'} and there is no such file${program.includes('/') || program === '' ? '' : ' on the `PATH` of the image'}. A whole command line in one word, a typing error or another image are the usual reasons.`,
    next: [
      `Correct \`command\` (or \`args\`) of \`${container}\`: one list item per word. For shell syntax, write \`["sh", "-c", "…"]\`.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..command}'`,
    ],
  }),

  recovery: 'program',
  sharedBy: null,
})
