// From flags to a failure report: from saved files, or from a cluster.
import type { FailureReport } from '../../report/failure-report.ts'
import { ReportGathering } from '../../report/gather-report.ts'
import { UsageError } from '../exit-codes.ts'
import { parseNow } from '../podlife-command.ts'
import { ReportFeed } from '../report-feed.ts'
import type { ReportQuestion } from './question.ts'

/** Reads the report that is asked for. `onInterrupt` gets what is known when Ctrl-C comes. Throws a UsageError or a ClusterError. */
export async function gatherReport(
  question: ReportQuestion,
  onInterrupt: (report: FailureReport) => void,
): Promise<FailureReport> {
  if (question.files.length > 0) return fromFiles(question)
  if (question.now !== undefined) throw new UsageError('--now says when a file was saved, and needs -f')
  const { sweepCluster } = await import('./sweep-cluster.ts')
  return sweepCluster(question, onInterrupt)
}

async function fromFiles({
  files,
  now,
  selector,
  fieldSelector,
  allNamespaces,
  since,
  connection,
}: ReportQuestion): Promise<FailureReport> {
  if (fieldSelector !== '')
    throw new UsageError('--field-selector needs a server, and cannot be used with -f')
  const { loadSaved } = await import('../../cluster/saved/read-saved.ts')
  const { selectSnapshots } = await import('../../cluster/snapshot/select.ts')
  const { troubledWorkloads } = await import('../../cluster/saved/troubled-saved.ts')
  const reading = await loadSaved(files, { now: parseNow(now), clock: Date.now(), stdin: process.stdin })
  const namespace = allNamespaces || typeof connection.namespace !== 'string' ? null : connection.namespace
  const scope = { namespace, selector }
  const { takenAt, takenAtIs } = reading
  const gathering = new ReportGathering({ notBefore: since === null ? null : Date.parse(takenAt) - since })
  const feed = new ReportFeed(gathering)
  for (const snapshot of selectSnapshots(reading, { names: [], ...scope })) feed.add(snapshot)
  const troubled = troubledWorkloads(reading, scope, feed.isReported.bind(feed))
  for (const snapshot of troubled) feed.add(snapshot)
  return gathering.report({ takenAt, takenAtIs }, true)
}
