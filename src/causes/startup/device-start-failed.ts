import { hasEnded } from '../../pod/reading.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'

// kubelet-internal hooks: CPU and memory managers before creation, device and topology managers before the start.
const hooks = new Set(['PreCreateHookError', 'PreStartHookError'])

export const deviceStartFailed = defineCause({
  id: 'device-start-failed',
  stage: 'startup',
  title: 'The kubelet cannot give the container its devices or CPUs',
  seenAs: ['PreStartHookError', 'PreCreateHookError', 'Init:PreStartHookError', 'Init:PreCreateHookError'],
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    if (hasEnded(pod)) return
    for (const { name, role, waiting } of pod.containers) {
      if (waiting === null || !hooks.has(waiting.reason)) continue
      yield certain(name, { role, message: waiting.message.trim() }, [waiting])
    }
  },

  describe: ({ role, message }, { container, node }) => ({
    what: `${theContainer(role, container)} cannot start: the kubelet of node \`${node}\` could not assign its devices, CPUs or memory.`,
    why: message === '' ? 'It did not say why.' : `It says "${message}".`,
    next: [
      kubectl`describe node ${node}`,
      `Look at the pod of the device plugin on node \`${node}\`, and at the log of the kubelet.`,
    ],
  }),

  recovery: 'crash',
  sharedBy: null,
})
