import { unexplainedEnds } from '../../signs/exits.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { sentences } from '../words/container.ts'
import { afterwards, lastWordsSentence, logsCommand, unexplainedFacts, whatHappened } from '../words/crash.ts'

export const killedWithoutReason = defineCause({
  id: 'killed-without-reason',
  stage: 'crash',
  title: 'The program was killed, and nothing says by whom',
  seenAs: ['CrashLoopBackOff', 'Error', 'Running', 'NotReady', 'Signal', 'Init'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const run of unexplainedEnds(pod, 'killed')) {
      yield likely(run.container.name, unexplainedFacts(pod, run), run.evidence)
    }
  },

  describe: (facts, place) => ({
    what: whatHappened(
      facts,
      place,
      `exits with code ${facts.exitCode} (by convention a kill with SIGKILL)`,
      `exited with code ${facts.exitCode} (by convention a kill with SIGKILL)`,
    ),
    why: sentences(
      'Who killed it is not known: the runtime does not say that memory ran out, and the pod was not deleted or evicted.',
      facts.byKubelet
        ? 'The kubelet stopped the whole pod, and nothing says why.'
        : facts.mayBeProbe
          ? 'Whether a failed liveness or startup probe was the reason is not known, since the events of that run are missing.'
          : 'No event tells of a failed probe. A kill from inside the container or by the node can look like this.',
      lastWordsSentence(facts),
      afterwards(facts),
    ),
    next: [
      kubectl`get events -n ${place.namespace} --field-selector involvedObject.name=${place.pod}`,
      kubectl`describe node ${place.node}`,
      logsCommand(facts, place),
    ],
  }),

  recovery: 'crash',
  sharedBy: null,
})
