// Keeps a failure report current: sweeps once, then follows the pods, and shows what becomes of it.
import { connectSweepWatch, type SweepWatch } from '../../cluster/follow/sweep-watch.ts'
import type { FailureReport } from '../../report/failure-report.ts'
import { reportServerWait } from '../progress.ts'
import { gapOf, noteSnapshot, watchJudge } from './judge.ts'
import { WatchLedger } from './ledger.ts'
import { SweepProgress } from './progress.ts'
import type { ReportQuestion } from './question.ts'
import type { WatchScreen } from './screen.ts'

// A change seldom comes alone: what follows within this time is shown together, in milliseconds.
const together = 1000
// Where it is drawn in place, the time that it shows moves on.
const eachTick = 5000

/**
 * Follows until interrupted, or until the server refuses. When interrupted, the process ends right away: with 3 where
 * `exitCode` is wanted and something fails, otherwise with 130. Throws a ClusterError.
 */
export async function watchReport(
  question: ReportQuestion,
  screen: WatchScreen,
  exitCode: boolean,
): Promise<void> {
  const watch = await connectSweepWatch(question.connection, { onWait: reportServerWait })
  const ledger = new WatchLedger()
  const report = (isComplete = true): FailureReport => {
    const now = watch.now()
    return ledger.report(now, question.since === null ? null : now - question.since, isComplete)
  }
  let isNamed = false
  let timer: NodeJS.Timeout | undefined
  const show = (): void => {
    timer = undefined
    if (isNamed) screen.show(report())
  }
  const changed = (): void => {
    timer ??= setTimeout(show, together)
  }
  const judge = watchJudge(ledger, changed)
  const target = {
    allNamespaces: question.allNamespaces,
    labelSelector: question.selector,
    fieldSelector: question.fieldSelector,
    consistent: question.consistent,
  }
  const interrupted = (): void => {
    if (isNamed) screen.show(report())
    else if (ledger.size > 0) {
      ledger.gap({ source: 'pods', why: 'interrupted', detail: '', count: 0 })
      screen.show(report(false))
    }
    screen.end()
    const { groups, unexplained } = report()
    if (exitCode && groups.length + unexplained.length > 0) process.exit(3)
  }
  const ended = (): void => {
    screen.end()
    process.exit(143)
  }
  process.prependListener('SIGINT', interrupted)
  process.once('SIGTERM', ended)
  const tick = setInterval(() => screen.tick(changed), eachTick)
  try {
    await sweep(watch, target, judge, ledger)
    screen.show(report())
    await watch.follow(
      target,
      {
        ...judge,
        listed: () => {
          isNamed = true
          judge.listed()
        },
      },
      {
        stop: new AbortController().signal,
        onLink: (lost) => {
          screen.link(lost)
          changed()
        },
        onRefused: (namespace) => {
          ledger.refuse(namespace)
          changed()
        },
      },
    )
  } finally {
    process.removeListener('SIGINT', interrupted)
    process.removeListener('SIGTERM', ended)
    clearInterval(tick)
    clearTimeout(timer)
    screen.end()
  }
}

/** The sweep that a watch begins with. */
async function sweep(
  watch: SweepWatch,
  target: Parameters<SweepWatch['sweep']>[0],
  judge: Parameters<SweepWatch['sweep']>[1],
  ledger: WatchLedger,
): Promise<void> {
  const progress = new SweepProgress()
  try {
    for await (const step of watch.sweep(target, judge)) {
      switch (step.kind) {
        case 'well':
          ledger.count(step.as, step.pods)
          break
        case 'snapshots':
          for (const snapshot of step.snapshots) noteSnapshot(ledger, snapshot)
          break
        case 'gap':
          if (step.source === 'workloads') ledger.setWorkloadGaps(null, [gapOf('workloads', step.error)])
          else ledger.gap(gapOf(step.source, step.error))
          break
        case 'refused':
          ledger.refuse(step.namespace)
          break
        default:
          progress.say(`${step.pods} pods read, ${ledger.unwell} not well`)
      }
    }
  } finally {
    progress.end()
  }
}
