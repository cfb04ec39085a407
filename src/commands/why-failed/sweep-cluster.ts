// A failure report from a live cluster, built while it is read.
import { connectSweep } from '../../cluster/sweep/connect.ts'
import { wantedSources } from '../../diagnosis/wanted.ts'
import { rfc3339 } from '../../pod/json.ts'
import { readPod } from '../../pod/reading.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import type { FailureReport } from '../../report/failure-report.ts'
import { ReportGathering } from '../../report/gather-report.ts'
import { assess } from '../../report/needs-look.ts'
import { reportServerWait } from '../progress.ts'
import { ReportFeed } from '../report-feed.ts'
import { SweepProgress } from './progress.ts'
import type { ReportQuestion } from './question.ts'

/** Sweeps and returns the report. `onInterrupt` gets what is known when Ctrl-C comes. Throws a ClusterError. */
export async function sweepCluster(
  question: ReportQuestion,
  onInterrupt: (report: FailureReport) => void,
): Promise<FailureReport> {
  const cluster = await connectSweep(question.connection, { onWait: reportServerWait })
  const startedAt = Date.now()
  const notBefore = question.since === null ? null : startedAt - question.since
  const gathering = new ReportGathering({ notBefore })
  const feed = new ReportFeed(gathering)
  const report = (complete: boolean): FailureReport =>
    gathering.report({ takenAt: rfc3339(startedAt), takenAtIs: 'exact' }, complete)
  const interrupted = (): void => {
    progress.end()
    gathering.gap({ source: 'pods', why: 'interrupted', detail: '', count: 0 })
    onInterrupt(report(false))
  }
  const progress = new SweepProgress()
  // In front of the listener that ends the process.
  process.prependOnceListener('SIGINT', interrupted)
  let isCut = false
  try {
    const target = {
      allNamespaces: question.allNamespaces,
      labelSelector: question.selector,
      fieldSelector: question.fieldSelector,
      consistent: question.consistent,
    }
    const judge = {
      assess,
      wants: (snapshot: PodSnapshot) => wantedSources(readPod(snapshot)),
      isReported: feed.isReported.bind(feed),
    }
    for await (const step of cluster.run(target, judge)) {
      switch (step.kind) {
        case 'well':
          gathering.count(step.as, step.pods)
          break
        case 'snapshots':
          for (const snapshot of step.snapshots) feed.add(snapshot)
          break
        case 'gap':
          gathering.gap({
            source: step.source,
            why: reasonOf(step.error),
            detail: step.error.message,
            count: 0,
          })
          isCut = true
          break
        case 'refused':
          gathering.gap({ source: 'namespace', why: 'forbidden', detail: step.namespace, count: 0 })
          isCut = true
          break
        default:
          progress.say(`${step.pods} pods read, ${gathering.found} not well`)
      }
    }
  } finally {
    process.removeListener('SIGINT', interrupted)
    progress.end()
    cluster.close()
  }
  return report(!isCut)
}

function reasonOf({
  status,
  timedOut,
}: {
  status: number | null
  timedOut: boolean
}): 'forbidden' | 'timed-out' | 'failed' {
  return timedOut ? 'timed-out' : status === 403 ? 'forbidden' : 'failed'
}
