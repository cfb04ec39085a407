import { ownEnds } from '../../signs/exits.ts'
import { unreachedHints } from '../../signs/log-hints.ts'
import { windowsStatus } from '../../signs/windows-status.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'
import { afterwards, lastWordsSentence, nextAfterExit, runFacts, whatHappened } from '../words/crash.ts'

export const appExit = defineCause({
  id: 'app-exit',
  stage: 'crash',
  title: 'The program ends with an error code',
  seenAs: ['CrashLoopBackOff', 'Error', 'Running', 'NotReady', 'Completed', 'Init'],
  needs: ['pod'],

  *match(pod) {
    for (const run of ownEnds(pod, 'error')) {
      if (windowsStatus(run.terminated.exitCode) === null)
        yield certain(run.container.name, runFacts(run), run.evidence)
    }
  },

  describe: (facts, place) => ({
    what: whatHappened(
      facts,
      place,
      `exits with code ${facts.exitCode}`,
      `exited with code ${facts.exitCode}`,
    ),
    why: sentences(lastWordsSentence(facts, 'It left no termination message.'), afterwards(facts)),
    next: nextAfterExit(facts, place),
  }),

  recovery: 'crash',
  // Programs that cannot reach the same address.
  sharedBy: ({ suggests, suggestsAbout }, { namespace }) =>
    unreachedHints.has(suggests) ? thing('address', addressSeenFrom(namespace, suggestsAbout)) : null,
})

/** A Service may be called by its name alone, from its namespace, or by up to `NAME.NAMESPACE.svc.cluster.local`. */
function addressSeenFrom(namespace: string, address: string): string {
  const [, host = '', port = ''] = /^(.*?)(:\d+)?$/.exec(address) ?? []
  if (host === '' || host === 'localhost' || /^127\.|^\[::1\]$/.test(host)) return ''
  const name = host.replace(/\.svc(?:\.cluster\.local)?\.?$/, '')
  return `${name.includes('.') || name.startsWith('[') ? name : `${name}.${namespace}`}${port}`
}
