import { startFailures } from '../../signs/starting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { cannotStart, startFacts } from '../words/start.ts'

export const noCommand = defineCause({
  id: 'no-command',
  stage: 'startup',
  title: 'Neither image nor pod says what to run',
  seenAs: ['CreateContainerError', 'RunContainerError', 'Init'],
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem === 'no-command')
        yield certain(failure.container.name, startFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container }) => ({
    what: `${cannotStart(facts, container)}: no command is specified, neither in image \`${facts.image}\` nor in the pod.`,
    why: 'The image has no entrypoint and no command of its own. That is usual for base images and for images that hold only files.',
    next: [
      `Set \`command\` of \`${container}\`, or build the image with an \`ENTRYPOINT\` or \`CMD\`. Check that it is the image that was meant.`,
    ],
  }),

  recovery: 'program',
  sharedBy: ({ image }) => sharedImage(image),
})
