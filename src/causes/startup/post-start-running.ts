import { openHooks } from '../../signs/hooks.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { duration, theContainer } from '../words/container.ts'

// Where a clock says that the start is younger than this, the pod simply starts. In a saved file the time is not known.
const isStarting = 5 * 1000

export const postStartRunning = defineCause({
  id: 'post-start-running',
  stage: 'startup',
  title: 'The postStart hook has not returned yet',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init'],
  needs: ['pod', 'events'],
  outcome: 'waiting',
  normalFor: 2 * 60 * 1000,

  *match(pod) {
    for (const { container, since } of openHooks(pod)) {
      const age = since.lastAt === null ? null : pod.takenAt - since.lastAt
      if (age !== null && age < isStarting && pod.takenAtIs === 'exact') continue
      const seconds = age === null || age < 0 ? null : Math.round(age / 1000)
      const facts = { role: container.role, hook: container.postStart?.does ?? 'unknown', seconds }
      yield likely(container.name, facts, container.waiting === null ? [since] : [since, container.waiting])
    }
  },

  describe: ({ role, hook, seconds }, { container, pod, namespace }) => ({
    what: `${theContainer(role, container)} appears to wait for its postStart hook, which has not returned${seconds === null || seconds === 0 ? '' : ` after ${duration(seconds)}`}.`,
    why: `An event says that the container was started, while its status still says that it is being created: the kubelet goes on only when the hook${hook === 'unknown' ? '' : ` (type \`${hook}\`)`} returns.`,
    next: [
      kubectl`logs ${pod} -n ${namespace} -c ${container}`,
      `Give \`lifecycle.postStart\` of \`${container}\` a limit of its own, or move long work into an init container.`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
