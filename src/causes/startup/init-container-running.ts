import { condition, containersOf, hasEnded } from '../../pod/reading.ts'
import { hasJustRestarted } from '../../signs/exits.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { duration } from '../words/container.ts'

// Where a clock says that it runs for less than this, the pod simply starts. In a saved file the time is not known.
const isStarting = 5 * 1000

export const initContainerRunning = defineCause({
  id: 'init-container-running',
  stage: 'startup',
  title: 'The pod waits for an init container that still runs',
  seenAs: ['Init', 'PodInitializing', 'Pending'],
  needs: ['pod'],
  outcome: 'waiting',
  normalFor: 2 * 60 * 1000,

  *match(pod) {
    if (hasEnded(pod) || pod.deletion !== null) return
    const all = containersOf(pod, 'init', 'sidecar')
    for (const container of containersOf(pod, 'init')) {
      const { running, name } = container
      // One that has just been restarted after an error is not merely slow.
      if (running === null || hasJustRestarted(pod, container)) continue
      const age = running.startedAt === null ? null : pod.takenAt - running.startedAt
      if (age !== null && age < isStarting && pod.takenAtIs === 'exact') continue
      const initialized = condition(pod, 'Initialized')
      const facts = {
        position: all.indexOf(container) + 1,
        of: all.length,
        seconds: age === null || age < 0 ? null : Math.round(age / 1000),
      }
      yield certain(name, facts, initialized?.status === 'False' ? [running, initialized] : [running])
    }
  },

  describe: ({ position, of, seconds }, { container, pod, namespace }) => ({
    what: `The pod waits for init container \`${container}\` (${position} of ${of}), which still runs${seconds === null || seconds === 0 ? '' : `, for ${duration(seconds)} now`}.`,
    why: 'Init containers run one after the other, and each must end with exit code 0 before the next one starts. Nothing has failed so far; the containers after it wait.',
    next: [
      kubectl`logs ${pod} -n ${namespace} -c ${container}`,
      `See what \`${container}\` waits for. A service that it polls may not exist, or may itself wait for this pod.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
