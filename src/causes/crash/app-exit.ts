import { ownEnds } from '../../pod/exits.ts'
import { sentences } from '../container-words.ts'
import { afterwards, logsCommand, runFacts, said, whatHappened } from '../crash-words.ts'
import { certain, defineCause } from '../defineCause.ts'

export const appExit = defineCause({
  id: 'app-exit',
  stage: 'crash',
  title: 'The program ends with an error code',
  seenAs: ['CrashLoopBackOff', 'Error', 'Running', 'NotReady', 'Completed', 'Init'],
  needs: ['pod'],

  *match(pod) {
    for (const run of ownEnds(pod, 'error')) yield certain(run.container.name, runFacts(run), run.evidence)
  },

  tell: (facts, place) => ({
    what: whatHappened(
      facts,
      place,
      `exits with code ${facts.exitCode}`,
      `exited with code ${facts.exitCode}`,
    ),
    why: sentences(said(facts, 'It left no termination message.'), afterwards(facts)),
    next: [logsCommand(facts, place)],
  }),
})
