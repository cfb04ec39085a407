import { startFailures } from '../../signs/starting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

export const gpuDriverMismatch = defineCause({
  id: 'gpu-driver-mismatch',
  stage: 'startup',
  title: 'The GPU driver and its libraries on the node are of different versions',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem === 'gpu-version')
        yield certain(failure.container.name, startFacts(failure), failure.evidence)
    }
  },

  describe: (facts, { container, node }) => ({
    what: `${cannotStart(facts, container)}: the NVIDIA driver in the kernel of node \`${node}\` and its libraries are of different versions (driver/library version mismatch).`,
    why: 'The hook that prepares the GPU asked the driver through its library (NVML), and the two do not match. This is so after an update of the driver packages without a reboot: the kernel still runs the old module. Nothing in the pod can change it.',
    next: [
      `Reboot node \`${node}\`, or unload the \`nvidia\` kernel modules and load the new ones; \`nvidia-smi\` on the node shows the same error until then.`,
      'Keep unattended updates from changing the driver under a running node.',
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('GPU driver of node', node),
})
