import { startFailures } from '../../signs/starting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

export const containerUserMissing = defineCause({
  id: 'container-user-missing',
  stage: 'startup',
  title: 'The user that the container runs as does not exist in its image',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'user') continue
      // runc and CRI-O: "unable to find user app: no matching entries in passwd file".
      const user = /unable to find (?:user|group) ([^\s:]+)/i.exec(failure.message)?.[1] ?? ''
      yield certain(failure.container.name, { ...startFacts(failure), user }, failure.evidence)
    }
  },

  describe: ({ user, ...facts }, { container }) => ({
    what: `${cannotStart(facts, container)}: its user${user === '' ? '' : ` \`${user}\``} does not exist in image \`${facts.image}\`.`,
    why: 'The runtime looks the name up in `/etc/passwd` and `/etc/group` of the image, and does not find it there.',
    next: [
      `Create the user in the image before \`USER\`, or set \`securityContext.runAsUser\` of \`${container}\` to a number.`,
    ],
  }),

  recovery: 'program',
  sharedBy: null,
})
