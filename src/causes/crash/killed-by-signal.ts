import { signalOf } from '../../signs/exit-kind.ts'
import { ownEnds } from '../../signs/exits.ts'
import { defineCause, likely } from '../define-cause.ts'
import { sentences } from '../words/container.ts'
import { afterwards, lastWordsSentence, nextAfterExit, runFacts, whatHappened } from '../words/crash.ts'

// signal(7)
const meaning: ReadonlyMap<string, string> = new Map([
  ['SIGSEGV', 'an access to memory that it may not touch (segmentation fault)'],
  ['SIGABRT', 'that the program aborted itself (`abort`)'],
  ['SIGBUS', 'an access to memory that cannot be carried out (bus error)'],
  ['SIGFPE', 'an arithmetic error'],
  ['SIGILL', 'an instruction that the processor does not carry out'],
  ['SIGSYS', 'a system call that its seccomp profile forbids'],
  ['SIGINT', 'an interrupt'],
  ['SIGHUP', 'a hang-up'],
  ['SIGPIPE', 'a write to a pipe or connection that nobody reads'],
])

export const killedBySignal = defineCause({
  id: 'killed-by-signal',
  stage: 'crash',
  title: 'A signal ended the program',
  seenAs: ['CrashLoopBackOff', 'Error', 'Running', 'NotReady', 'Signal', 'Init'],
  needs: ['pod'],

  *match(pod) {
    for (const run of ownEnds(pod, 'signal')) {
      const signal = signalOf(run.terminated)
      yield likely(run.container.name, { ...runFacts(run), signal }, run.evidence)
    }
  },

  describe: (facts, place) => ({
    what: whatHappened(
      facts,
      place,
      `exits with code ${facts.exitCode} (by convention the signal ${facts.signal})`,
      `exited with code ${facts.exitCode} (by convention the signal ${facts.signal})`,
    ),
    why: sentences(
      `A code above 128 stands for 128 + the number of a signal, unless the program chose that code itself. ${facts.signal} means ${meaning.get(facts.signal) ?? 'that something outside its own code ended it'}.`,
      lastWordsSentence(facts),
      afterwards(facts),
    ),
    next: nextAfterExit(facts, place),
  }),

  recovery: 'crash',
  sharedBy: null,
})
