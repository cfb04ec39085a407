import { startFailures } from '../../signs/starting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

export const apparmorParserFailed = defineCause({
  id: 'apparmor-parser-failed',
  stage: 'startup',
  title: 'AppArmor is on, and its parser does not work on the node',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'apparmor-parser') continue
      const isMissing = /executable file not found|no such file or directory/i.test(failure.message)
      yield certain(failure.container.name, { ...startFacts(failure), isMissing }, failure.evidence)
    }
  },

  describe: ({ isMissing, ...facts }, { container, node }) => ({
    what: `${cannotStart(facts, container)}: ${isMissing ? `\`apparmor_parser\` is not found on node \`${node}\`` : `\`apparmor_parser\` on node \`${node}\` cannot load the default profile of the runtime`}.`,
    why: isMissing
      ? 'The kernel of the node has AppArmor enabled, so that the runtime wants to load its default profile into it, and the tool for that is not installed. The pod itself asks for nothing special.'
      : 'The runtime loads its default profile with that tool before it creates a container. Parser, profile and kernel have to fit together.',
    next: [
      `Install ${isMissing ? '' : 'a newer version of '}the package with \`apparmor_parser\` (\`apparmor\`, on openSUSE \`apparmor-parser\`) on each node, or boot the nodes with AppArmor off (\`apparmor=0\`).`,
    ],
  }),

  recovery: 'missing',
  sharedBy: (_, { node }) => thing('AppArmor of node', node),
})
