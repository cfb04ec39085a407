import { unexplainedEnds } from '../../signs/exits.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { sentences } from '../words/container.ts'
import { afterwards, lastWordsSentence, logsCommand, unexplainedFacts, whatHappened } from '../words/crash.ts'

export const stoppedBySignal = defineCause({
  id: 'stopped-by-signal',
  stage: 'crash',
  title: 'Something asked the program to stop, though nobody deleted the pod',
  seenAs: ['CrashLoopBackOff', 'Error', 'Running', 'NotReady', 'Signal', 'Init'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const run of unexplainedEnds(pod, 'stopped')) {
      yield likely(run.container.name, unexplainedFacts(pod, run), run.evidence)
    }
  },

  describe: (facts, place) => ({
    what: whatHappened(
      facts,
      place,
      `exits with code ${facts.exitCode} (by convention the signal SIGTERM)`,
      `exited with code ${facts.exitCode} (by convention the signal SIGTERM)`,
    ),
    why: sentences(
      'SIGTERM asks a program to stop. A kubelet sends it on deletion and after failed probes, and the pod is not being deleted.',
      facts.byKubelet
        ? 'The kubelet stopped the whole pod, and nothing says why.'
        : facts.mayBeProbe
          ? 'Whether a failed liveness or startup probe was the reason is not known, since the events of that run are missing.'
          : 'No event tells of a failed probe, so something in the container or on the node seems to have sent it.',
      lastWordsSentence(facts),
      afterwards(facts),
    ),
    next: [
      logsCommand(facts, place),
      kubectl`get events -n ${place.namespace} --field-selector involvedObject.name=${place.pod}`,
    ],
  }),

  recovery: 'crash',
  sharedBy: null,
})
