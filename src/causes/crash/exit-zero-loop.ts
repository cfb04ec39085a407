import { mayBeProbeKill, ownEnds } from '../../signs/exits.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sentences } from '../words/container.ts'
import { afterwards, lastWordsSentence, logsCommand, runFacts, whatHappened } from '../words/crash.ts'

export const exitZeroLoop = defineCause({
  id: 'exit-zero-loop',
  stage: 'crash',
  title: 'The program ends without an error, and is started again each time',
  seenAs: ['CrashLoopBackOff', 'Completed', 'Running', 'NotReady', 'Init'],
  needs: ['pod'],

  *match(pod) {
    for (const run of ownEnds(pod, 'completed')) {
      const mayBeKilled = mayBeProbeKill(pod, run)
      const facts = { ...runFacts(run), mayBeKilled }
      yield (mayBeKilled ? likely : certain)(run.container.name, facts, run.evidence)
    }
  },

  describe: (facts, place) => ({
    what: whatHappened(facts, place, 'completes with exit code 0', 'completed with exit code 0'),
    why: sentences(
      facts.mayBeKilled
        ? 'The program probably came to its end by itself, and the restart policy Always starts it again. A failed probe may also have stopped it: its events are missing.'
        : 'Nothing crashed: the program came to its end, and the restart policy Always starts it again.',
      lastWordsSentence(facts),
      afterwards(facts),
    ),
    next: [
      'If it should run on, correct its command so that it stays in the foreground; if it has an end, run it as a Job.',
      logsCommand(facts, place),
    ],
  }),

  recovery: 'crash',
  sharedBy: null,
})
