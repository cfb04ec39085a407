import { stillRunning } from '../../signs/removal.ts'
import { utcClock } from '../../words/clock.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { duration, sentences, theContainer, timeFact } from '../words/container.ts'

export const sigtermIgnored = defineCause({
  id: 'sigterm-ignored',
  stage: 'ending',
  title: 'The program does not end when it is asked to',
  seenAs: ['Terminating'],
  needs: ['pod'],

  *match(pod) {
    const isNodeReady = pod.node?.conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
    for (const { container, deletion, elapsedSeconds, isOverdue, evidence } of stillRunning(pod)) {
      if (container.preStop !== null) continue
      const facts = {
        role: container.role,
        graceSeconds: deletion.graceSeconds,
        elapsedSeconds,
        deadline: timeFact(deletion.deadline),
        isOverdue,
      }
      // Before the deadline it may be busy shutting down; from a node that is not ready the state may be an old one.
      yield (isOverdue && isNodeReady ? certain : likely)(container.name, facts, evidence)
    }
  },

  describe: ({ role, graceSeconds, elapsedSeconds, deadline, isOverdue }, { container, pod, namespace }) => ({
    what: `${theContainer(role, container)} still runs ${elapsedSeconds === null ? 'after' : `${duration(elapsedSeconds)} after`} it was asked to stop${
      isOverdue
        ? `, past its grace period of ${graceSeconds} s`
        : ', and seems to ignore SIGTERM or to be slow to shut down'
    }.`,
    why: sentences(
      'The first process of a container ends on SIGTERM only if it handles that signal; a shell in front of the program does not pass it on.',
      isOverdue
        ? 'The kubelet should have killed it by now: the kill fails, or its node does not report.'
        : `The kubelet kills it when the grace period of ${graceSeconds} s is over${deadline === null ? '' : `, at ${utcClock(deadline)}`}.`,
    ),
    next: [
      'Make the program handle SIGTERM (start it with `exec`, or with an init such as tini in front), or shorten `terminationGracePeriodSeconds`.',
      kubectl`logs ${pod} -n ${namespace} -c ${container} --since=10m`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
