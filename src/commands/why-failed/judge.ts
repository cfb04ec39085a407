// Decides, while pods are followed, which of them to read in full and when, and writes down what that shows.
import type { ClusterError } from '../../cluster/errors.ts'
import type { WatchJudge } from '../../cluster/follow/sweep-watch.ts'
import { diagnosed } from '../../diagnosis/diagnose.ts'
import { wantedSources } from '../../diagnosis/wanted.ts'
import { readPod } from '../../pod/reading.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import type { ReportGap } from '../../report/failure-report.ts'
import { assess, type Cells } from '../../report/needs-look.ts'
import { subjectStateOf } from '../../report/subject-state.ts'
import type { Judged, WatchLedger } from './ledger.ts'

/** After how long to read a pod in full, in milliseconds. */
export interface Delays {
  readonly soon: number
  /** One that starts or ends is on its way; most are well before anybody needs to look. */
  readonly onItsWay: number
  /** Time alone changes what a pod means: it is stuck, its node is given up, its workload has others by now. */
  readonly whileItMoves: number
  readonly whileItFails: number
  readonly whenItHasEnded: number
  /** Times the number of pods that fail: with many, no more than so often is read for no other reason than time. */
  readonly eachOfMany: number
}

const usual: Delays = {
  soon: 1000,
  onItsWay: 10_000,
  whileItMoves: 15_000,
  whileItFails: 60_000,
  whenItHasEnded: 10 * 60_000,
  eachOfMany: 200,
}

// Up to here a sweep reads every pod in full, so that the same is done with those that change.
const fewPods = 1000

const moving = /^(?:Pending|ContainerCreating|PodInitializing|Terminating|Running|Init:\d+\/\d+)$/

/** Judges what was read and writes it into the ledger; `onChange` is called after each entry. */
export function watchJudge(ledger: WatchLedger, onChange: () => void, delays: Delays = usual): WatchJudge {
  return {
    assess,
    wants: (snapshot) => wantedSources(readPod(snapshot)),
    isReported: (workload) => ledger.isReported(workload),
    known: (namespace) => ledger.known(namespace),
    seen: (key, cells, { hasChanged, lostNodes }) => {
      const before = ledger.get(key)
      const delay = see(ledger, delays, key, cells, { hasChanged, lostNodes })
      if (ledger.get(key) !== before) onChange()
      return delay
    },
    read: (key, snapshot) => {
      const judged = note(ledger, key, judge(snapshot))
      onChange()
      return judged === null ? null : delayOf(ledger, delays, judged)
    },
    gone: (key) => {
      ledger.remove(key)
      onChange()
    },
    listed: () => {
      ledger.allNamed()
      onChange()
    },
    workloads: (namespace, found, failures) => {
      // What could not be read may well be there still.
      if (failures.every(({ kind }) => kind === 'refused')) ledger.dropWorkloads(namespace)
      ledger.setWorkloadGaps(
        namespace,
        failures.map((failure) => gapOf('workloads', failure)),
      )
      for (const snapshot of found) noteSnapshot(ledger, snapshot)
      onChange()
    },
  }
}

/** Takes a snapshot of a pod, or of a workload without one, as a sweep gives it. */
export function noteSnapshot(ledger: WatchLedger, snapshot: PodSnapshot): void {
  const judged = judge(snapshot)
  const { pod, namespace } = judged.diagnosis
  if (pod === null) ledger.addWorkload(`${namespace}/${judged.controller}`, judged)
  else note(ledger, `${pod.namespace}/${pod.name}`, judged)
}

export function gapOf(source: ReportGap['source'], { status, timedOut, message }: ClusterError): ReportGap {
  const why = timedOut ? 'timed-out' : status === 403 ? 'forbidden' : 'failed'
  return { source, why, detail: message, count: 0 }
}

function see(
  ledger: WatchLedger,
  delays: Delays,
  key: string,
  cells: Cells | null,
  { hasChanged, lostNodes }: Parameters<WatchJudge['seen']>[2],
): number | null {
  const known = ledger.get(key)
  if (cells === null) {
    if (known === null) ledger.set(key, 'starting')
    return hasChanged || known === null ? delays.soon : null
  }
  const assessment = assess(cells, lostNodes)
  if (known !== null && typeof known !== 'string') {
    // A pod that is started again and again looks completed in between.
    if (assessment === 'healthy' && ledger.size > fewPods) {
      ledger.set(key, assessment)
      return null
    }
    // Only a look takes back what a look has shown.
    return hasChanged || !isAsJudged(known, cells) ? delays.soon : delayOf(ledger, delays, known)
  }
  if (assessment !== 'needs-look') {
    const isTrusted = ledger.size > fewPods || !(hasChanged || known === null)
    ledger.set(key, isTrusted || assessment === 'healthy' ? assessment : (known ?? 'starting'))
    return isTrusted ? null : delays.onItsWay
  }
  if (cells.status === 'Terminating') ledger.set(key, 'terminating')
  else if (known === null) ledger.set(key, 'starting')
  return moving.test(cells.status) ? delays.onItsWay : delays.soon
}

function isAsJudged({ diagnosis: { status } }: Judged, { status: word, ready, restarts }: Cells): boolean {
  return (
    status?.word === word && status.ready === ready && String(status.restarts) === restarts.split(' ', 1)[0]
  )
}

/** Writes down a pod that was read in full; returns what stays of it, or null for one that is well or done. */
function note(ledger: WatchLedger, key: string, judged: Judged): Judged | null {
  const { outcome } = judged.diagnosis
  const isDone = outcome === 'healthy' || outcome === 'completed'
  ledger.set(key, isDone ? outcome : judged)
  return isDone ? null : judged
}

function delayOf(ledger: WatchLedger, delays: Delays, { diagnosis: { outcome } }: Judged): number {
  if (outcome === 'starting' || outcome === 'terminating') return delays.whileItMoves
  return Math.max(
    outcome === 'failed' ? delays.whenItHasEnded : delays.whileItFails,
    ledger.unwell * delays.eachOfMany,
  )
}

function judge(snapshot: PodSnapshot): Judged {
  const { pod, diagnosis } = diagnosed(snapshot)
  // Of a CronJob, each Job that got no pods is one that should have had some.
  const controller = pod.exists ? pod.controller : (pod.owners[0] ?? null)
  return {
    // A report says no more of it than this.
    diagnosis: { ...diagnosis, findings: [], facts: [], notChecked: [], moments: [] },
    state: subjectStateOf(pod, diagnosis),
    controller: controller === null ? null : `${controller.kind}/${controller.name}`,
  }
}
