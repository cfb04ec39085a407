import { ownEnds } from '../../signs/exits.ts'
import { windowsStatus } from '../../signs/windows-status.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sentences } from '../words/container.ts'
import { afterwards, lastWordsSentence, nextAfterExit, runFacts, whatHappened } from '../words/crash.ts'

export const windowsStatusExit = defineCause({
  id: 'windows-status-exit',
  stage: 'crash',
  title: 'Windows ended the program with a status of its own',
  seenAs: ['CrashLoopBackOff', 'Error', 'Running', 'NotReady', 'Init'],
  needs: ['pod'],

  *match(pod) {
    for (const run of ownEnds(pod, 'error')) {
      const status = windowsStatus(run.terminated.exitCode)
      if (status === null) continue
      const facts = { ...runFacts(run), status: status.code, meaning: status.meaning }
      yield certain(run.container.name, facts, run.evidence)
    }
  },

  describe: ({ status, meaning, ...facts }, place) => ({
    what: whatHappened(
      facts,
      place,
      `exits with code ${facts.exitCode}, which is the Windows status ${status}`,
      `exited with code ${facts.exitCode}, which is the Windows status ${status}`,
    ),
    why: sentences(
      meaning === ''
        ? 'The program did not choose that code: Windows ends a process with such a status by itself.'
        : `${status} stands for ${meaning}. The program did not choose that code.`,
      lastWordsSentence(facts),
      afterwards(facts),
    ),
    next: nextAfterExit(facts, place),
  }),

  recovery: 'crash',
  sharedBy: null,
})
