import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

// What the toolkit says, told apart where it says it: libnvidia-container, nvidia-container-toolkit, CDI, dockerd.
const troubles: readonly (readonly [RegExp, string, string])[] = [
  [
    /unknown device(?: id)?:? ?(\S*?)[\\"]*(?:$|\s)/im,
    'the device that was asked for is not on the node (unknown device)',
    'Look at what assigned the device: the device plugin, or `NVIDIA_VISIBLE_DEVICES` of the container. A scheduler extender writes a name of its own where no GPU has room.',
  ],
  [
    /unresolvable CDI devices|CDI device injection failed/i,
    'the CDI description of the device is missing on the node',
    'Generate the CDI specification anew on the node (`nvidia-ctk cdi generate`), as after an update of the driver or a change of its devices.',
  ],
  [
    /unsatisfied condition|please update your driver/i,
    'the driver of the node is older than the image demands',
    'Update the driver of the node, or use an image for an older CUDA version.',
  ],
  [
    /requirement error: invalid expression/i,
    'it cannot read the requirements (`NVIDIA_REQUIRE_…`) that the image states',
    'Look at the variables `NVIDIA_REQUIRE_…` of the image and of `env` of the container. An expression that the toolkit of the node does not understand can be replaced there; `NVIDIA_DISABLE_REQUIRE=1` turns their check off.',
  ],
  [
    /driver not loaded|libnvidia-ml\.so\S* (?:cannot|not)|load library failed|driver rpc error|could not communicate with/i,
    'the driver of the node is not loaded',
    'Install or load the driver on the node; `nvidia-smi` there must work first. With the GPU operator, look at its driver pod on that node.',
  ],
  [
    /nvidia-container-(?:runtime|cli|toolkit)(?:-hook)?[^:]*: (?:executable file not found|no such file)|could not select device driver/i,
    'the NVIDIA container toolkit is missing on the node',
    'Install the NVIDIA container toolkit on the node and configure the runtime for it (`nvidia-ctk runtime configure`), or let the GPU operator do so.',
  ],
]

export const gpuSetupFailed = defineCause({
  id: 'gpu-setup-failed',
  stage: 'startup',
  title: 'The GPU cannot be handed to the container',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'gpu') continue
      const [says, trouble = '', advice = ''] = troubles.find(([text]) => text.test(failure.message)) ?? []
      const device = /device/.test(trouble) ? (says?.exec(failure.message)?.[1] ?? '') : ''
      yield certain(
        failure.container.name,
        { ...startFacts(failure), trouble, advice, device },
        failure.evidence,
      )
    }
  },

  describe: ({ trouble, advice, device, ...facts }, { container, node }) => ({
    what: `${cannotStart(facts, container)}: the NVIDIA toolkit on node \`${node}\` cannot hand it a GPU${trouble === '' ? '' : `; ${trouble}${device === '' ? '' : `: \`${device}\``}`}.`,
    why: `The runtime says "${facts.message}". The program of the container did not run.`,
    next: [
      advice === ''
        ? `Look at the driver and the container toolkit on node \`${node}\`; \`nvidia-smi\` there must work first.`
        : advice,
      kubectl`describe node ${node}`,
    ],
  }),

  recovery: 'crash',
  sharedBy: ({ trouble }, { node }) => (/unknown device/.test(trouble) ? null : thing('GPU of node', node)),
})
