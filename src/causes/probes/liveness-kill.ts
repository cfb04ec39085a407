import { defineCause } from '../define-cause.ts'
import { describeProbeKill, probeKillMatches } from '../words/killed-by-probe.ts'

export const livenessKill = defineCause({
  id: 'liveness-kill',
  stage: 'probes',
  title: 'A failing liveness probe had the container killed',
  seenAs: ['Running', 'CrashLoopBackOff', 'Error', 'Completed', 'NotReady', 'Init'],
  needs: ['pod', 'events'],
  kills: 'already',
  explains: [
    'app-exit',
    'exit-zero-loop',
    'killed-by-signal',
    'killed-without-reason',
    'stopped-by-signal',
    'liveness-failing',
    'liveness-errored',
    'readiness-failing',
    'probe-errored',
    'not-ready',
  ],

  match: (pod) => probeKillMatches(pod, 'liveness'),

  describe: (facts, place) => describeProbeKill(facts, 'liveness', place),

  recovery: 'crash',
  sharedBy: null,
})
