import { defineCause } from '../define-cause.ts'
import { describeProbeKill, probeKillMatches } from '../words/killed-by-probe.ts'

export const startupKill = defineCause({
  id: 'startup-kill',
  stage: 'probes',
  title: 'A failing startup probe had the container killed',
  seenAs: ['Running', 'CrashLoopBackOff', 'Error', 'Completed', 'NotReady', 'Init'],
  needs: ['pod', 'events'],
  explains: [
    'app-exit',
    'exit-zero-loop',
    'killed-by-signal',
    'killed-without-reason',
    'stopped-by-signal',
    'startup-failing',
    'readiness-failing',
    'probe-errored',
    'not-ready',
  ],

  match: (pod) => probeKillMatches(pod, 'startup'),

  describe: (facts, place) => describeProbeKill(facts, 'startup', place),

  recovery: 'crash',
  sharedBy: null,
})
