// From flags to a failure report: from saved files, or from a cluster.
import type { FailureReport } from '../../report/failure-report.ts'
import { ReportGathering } from '../../report/gather-report.ts'
import { namespaceOf } from '../find-pods.ts'
import { ReportFeed } from '../report-feed.ts'
import type { ReportQuestion } from './question.ts'

/** Reads the report that is asked for. `onInterrupt` gets what is known when Ctrl-C comes. Throws a UsageError or a ClusterError. */
export async function gatherReport(
  question: ReportQuestion,
  onInterrupt: (report: FailureReport) => void,
): Promise<FailureReport> {
  if (question.files.length > 0) return fromFiles(question)
  const { sweepCluster } = await import('./sweep-cluster.ts')
  return sweepCluster(question, onInterrupt)
}

async function fromFiles(question: ReportQuestion): Promise<FailureReport> {
  const { files, now, selector, since } = question
  const { loadSaved } = await import('../../cluster/saved/load-saved.ts')
  const { selectSnapshots } = await import('../../cluster/snapshot/select.ts')
  const { troubledWorkloads } = await import('../../cluster/saved/troubled-saved.ts')
  const reading = await loadSaved(files, { now, clock: Date.now(), stdin: process.stdin })
  const scope = { namespace: namespaceOf(question), selector }
  const { takenAt, takenAtIs } = reading
  const gathering = new ReportGathering({ notBefore: since === null ? null : Date.parse(takenAt) - since })
  const feed = new ReportFeed(gathering)
  for (const snapshot of selectSnapshots(reading, { names: [], ...scope })) feed.add(snapshot)
  const troubled = troubledWorkloads(reading, scope, feed.isReported.bind(feed))
  for (const snapshot of troubled) feed.add(snapshot)
  return gathering.report({ takenAt, takenAtIs }, true)
}
