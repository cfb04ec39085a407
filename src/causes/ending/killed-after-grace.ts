import { graceKills } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { aContainer, theContainer } from '../words/container.ts'

export const killedAfterGrace = defineCause({
  id: 'killed-after-grace',
  stage: 'ending',
  title: 'The program was killed because it had not ended within its grace period',
  seenAs: ['Error', 'Terminating', 'DeadlineExceeded', 'Signal', 'Init'],
  needs: ['pod', 'events'],
  explains: ['killed-without-reason'],

  *match(pod) {
    for (const { container, exit, graceSeconds, evidence } of graceKills(pod)) {
      const facts = {
        role: container.role,
        exitCode: exit.exitCode,
        graceSeconds,
        hasPreStop: container.preStop !== null,
      }
      yield likely(container.name, facts, evidence)
    }
  },

  describe: ({ role, exitCode, graceSeconds, hasPreStop }, { container, pod, namespace }) => ({
    what: `${theContainer(role, container)} was asked to stop and was probably killed when its grace period of ${graceSeconds} s was over.`,
    why: `Its exit code ${exitCode} stands for SIGKILL, and it ended no sooner than the grace period allows. ${
      hasPreStop
        ? 'Its preStop hook, or the program after it, took too long.'
        : `The program in ${aContainer(role, container)} did not end on SIGTERM, which the first process of a container must handle itself.`
    }`,
    next: [
      'Make the program end on SIGTERM, or raise `terminationGracePeriodSeconds` if it needs the time.',
      kubectl`logs ${pod} -n ${namespace} -c ${container}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
