import { type DeviceProblem, deviceRefusal } from '../../signs/device-refusal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'

interface ProblemFacts {
  readonly resource: string
  readonly requested: string
  readonly available: string
  readonly says: string
}

const problems: Readonly<Record<DeviceProblem, (facts: ProblemFacts) => string>> = {
  short: ({ resource }) =>
    `it could not allocate ${resource === '' ? 'what the pod asks for' : code(resource)}`,
  unregistered: ({ resource }) => `no device plugin has registered ${code(resource)} there`,
  unhealthy: ({ resource }) => `its device plugin has no healthy device of ${code(resource)}`,
  silent: ({ resource, says }) =>
    `its device plugin${of(resource)} did not answer, or its connection broke ("${says}")`,
  'plugin-error': ({ resource, says }) => `its device plugin${of(resource)} could not allocate: "${says}"`,
  other: ({ resource, says }) =>
    `it could not allocate ${resource === '' ? 'what the pod asks for' : code(resource)}: "${says}"`,
}

const meanings: Readonly<Record<DeviceProblem, (facts: ProblemFacts) => string>> = {
  short: ({ requested, available }) =>
    sentences(
      requested === '' ? '' : `The pod asks for ${requested}, and ${available} are available.`,
      'The node offered more than its kubelet found when the pod arrived.',
    ),
  unregistered: () =>
    'After a restart of node or kubelet a plugin has to register anew; a pod that comes back before it has done so is refused.',
  unhealthy: () =>
    'The plugin runs and has registered, but calls its devices unhealthy or reports none: the device may be gone, or not be there yet after a restart.',
  silent: () =>
    'The kubelet asks the plugin for each pod; the plugin had crashed, or was restarting, at that moment.',
  'plugin-error': ({ says }) =>
    /\blost\b|fallen off the bus/i.test(says)
      ? 'A GPU that is lost to its driver rarely comes back before the machine is restarted.'
      : 'These are the words of the plugin, which decides by itself what it gives.',
  other: () => "The node's own manager of devices, cpus or memory refused.",
}

export const deviceAllocationFailed = defineCause({
  id: 'device-allocation-failed',
  stage: 'admission',
  title: 'The node could not allocate the devices of the pod',
  seenAs: ['UnexpectedAdmissionError'],
  needs: ['pod'],
  explains: ['admission-rejected'],

  *match(pod) {
    const found = deviceRefusal(pod)
    if (found === null) return
    const { problem, resource, requested, available, says, evidence } = found
    yield certain(null, { problem, resource, requested, available, says }, evidence)
  },

  describe: ({ problem, ...facts }, { pod, node }) => ({
    what: `Node \`${node}\` refused pod \`${pod}\`: ${problems[problem](facts)}.`,
    why: `${meanings[problem](facts)} A refused pod is final.`,
    next: [
      problem === 'plugin-error' && /\blost\b|fallen off the bus/i.test(facts.says)
        ? 'Drain the node and reboot it; if the device is lost again, look at its driver and its hardware.'
        : 'Look at the device plugin on that node: does it run, what does it log, do its devices show as healthy? Then make the pod anew if no controller does.',
      kubectl`describe node ${node}`,
      kubectl`get pods -A -o wide --field-selector spec.nodeName=${node}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ resource }, { node }) =>
    thing('device of node', node === '' || resource === '' ? '' : `${node}: ${resource}`),
})

function code(resource: string): string {
  return `\`${resource}\``
}

function of(resource: string): string {
  return resource === '' ? '' : ` for ${code(resource)}`
}
