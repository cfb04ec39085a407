import { startFailures } from '../../signs/starting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

// dockerd, old and new wording, and Podman.
const conflict = /name "\/?([^"]+)" is already in use by (?:container )?"?([0-9a-f]{12,64})?/i

export const containerNameTaken = defineCause({
  id: 'container-name-taken',
  stage: 'startup',
  title: 'The name of the container is taken on the node',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'name-taken') continue
      const [, name = '', holder = ''] = conflict.exec(failure.message) ?? []
      yield certain(failure.container.name, { ...startFacts(failure), name, holder }, failure.evidence)
    }
  },

  describe: ({ name, holder, ...facts }, { container, node }) => ({
    what: `${cannotStart(facts, container)}: its name is already in use by another container on node \`${node}\`${name === '' ? '' : ` (\`${name}\`)`}.`,
    why: 'The kubelet numbers the containers of a pod by its tries. An earlier one of the same number is still there, as after a restart of the runtime or an attempt that was broken off half-way, so that the new one cannot get the name.',
    next: [
      `On node \`${node}\`, remove the container that holds the name: \`docker rm -f ${holder === '' ? 'CONTAINER' : holder.slice(0, 12)}\`.`,
      'If it comes back, restart the container runtime on that node, or delete the pod so that another one with a new name takes its place.',
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('runtime of node', node),
})
