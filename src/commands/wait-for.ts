// Waits: a watch says that something has changed, then it is read and judged anew.

import { loadConnection } from '../cluster/kubeconfig.ts'
import { Cluster, ClusterError } from '../cluster/live.ts'
import { type Watched, watchChanges } from '../cluster/watch-workload.ts'
import { countsOf, podLabelsOf } from '../cluster/watch-workload-state.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { wantedSources } from '../diagnosis/wanted.ts'
import { readPod } from '../pod/reading.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import { type HopeLimits, hopelessFrom } from '../report/hopeless.ts'
import { isRolledOut } from '../report/rolled-out.ts'
import { standingOf } from '../report/standing.ts'
import { toConnection } from './flags.ts'
import type { Question } from './read-pods.ts'
import type { NamedTarget } from './targets.ts'

export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout: number
  readonly limits: HopeLimits
  readonly connection: Question['connection']
  /** Told whenever what is waited for changes. */
  readonly say: (sentence: string) => void
}

export interface Waited {
  readonly ended: 'well' | 'hopeless' | 'timeout'
  /** What was not well in the end. */
  readonly waitingFor: readonly string[]
  /** Of the pods that are not well. */
  readonly diagnoses: readonly Diagnosis[]
}

// Changes come in bursts: one look is enough for what comes within this.
const burst = 300

/** Waits for all of these. Throws a ClusterError if one does not exist, or may not be read. */
export async function waitFor(targets: readonly NamedTarget[], options: WaitOptions): Promise<Waited> {
  const connection = await loadConnection(toConnection(options.connection))
  const cluster = new Cluster(connection, {})
  const stop = new AbortController()
  const waits = targets.map((target) => new TargetWait(target, options.limits))
  const bell = new Bell()
  const deadline = Date.now() + options.timeout
  const watched = new Set<string>()
  const watch = (what: Watched): void => {
    const key = JSON.stringify(what)
    if (watched.has(key)) return
    watched.add(key)
    void watchChanges(connection, what, { onChange: () => bell.ring(), signal: stop.signal })
  }
  let said = ''
  try {
    for (let isFirst = true; ; isFirst = false) {
      for (const wait of waits) {
        const snapshots = await read(cluster, wait.target, isFirst)
        if (snapshots === null) continue
        wait.take(snapshots)
        for (const what of wait.watches(cluster.namespace)) watch(what)
      }
      const open = waits.filter(({ isWell }) => !isWell)
      const waitingFor = open.map(({ name }) => name)
      const diagnoses = open.flatMap((wait) => wait.unwell)
      if (open.length === 0) return { ended: 'well', waitingFor, diagnoses }
      const now = Date.now()
      const hopeless = open.filter(({ hopelessAt }) => hopelessAt !== null && hopelessAt <= now)
      if (hopeless.length > 0) {
        return {
          ended: 'hopeless',
          waitingFor: hopeless.map(({ name }) => name),
          diagnoses: hopeless.flatMap((wait) => wait.unwell),
        }
      }
      if (now >= deadline) return { ended: 'timeout', waitingFor, diagnoses }
      const sentence = open.map((wait) => `waiting for ${wait.name}: ${wait.progress}`).join('; ')
      if (sentence !== said) options.say(sentence)
      said = sentence
      const ripe = open.flatMap(({ hopelessAt }) => (hopelessAt === null ? [] : [hopelessAt]))
      await bell.wait(Math.min(deadline, ...ripe) - now)
    }
  } finally {
    stop.abort()
  }
}

/** Null: the server is away for the moment, which a restart of it looks like. */
async function read(
  cluster: Cluster,
  { resource, name }: NamedTarget,
  isFirst: boolean,
): Promise<PodSnapshot[] | null> {
  try {
    return await cluster.readPods({ names: [{ type: resource.plural, name }] }, (snapshot) =>
      wantedSources(readPod(snapshot)),
    )
  } catch (error) {
    if (isFirst || !(error instanceof ClusterError) || error.kind !== 'unreachable') throw error
    return null
  }
}

/** Rings once for a burst of changes, and rings on when it was not waited for. */
class Bell {
  #rung = false
  #wake: (() => void) | null = null

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Resolves a moment after the next ring, or after this many milliseconds. */
  async wait(most: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(most, 50))
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#wake = null
    }
    if (this.#rung) await new Promise((resolve) => setTimeout(resolve, burst))
    this.#rung = false
  }
}

class TargetWait {
  readonly target: NamedTarget
  readonly name: string
  readonly #limits: HopeLimits
  readonly #seen = new Map<string, number>()
  #workload: PodSnapshot['owners'][number] | null = null
  isWell = false
  hopelessAt: number | null = null
  unwell: readonly Diagnosis[] = []
  progress = ''

  constructor(target: NamedTarget, limits: HopeLimits) {
    this.target = target
    this.name = `${target.resource.kind.toLowerCase()}/${target.name}`
    this.#limits = limits
  }

  /** Takes what was just read, and judges it. */
  take(snapshots: readonly PodSnapshot[]): void {
    const { resource, name } = this.target
    this.#workload =
      snapshots
        .flatMap(({ owners }) => owners)
        .find((owner) => owner.kind === resource.kind && countsOf(owner).name === name) ?? null
    const judged = snapshots.map((snapshot) => {
      const pod = readPod(snapshot)
      const diagnosis = diagnose(pod)
      return { diagnosis, standing: standingOf(pod, diagnosis), isReady: isReady(diagnosis) }
    })
    const counts = this.#workload === null ? null : countsOf(this.#workload)
    this.isWell =
      resource.kind === 'Pod'
        ? judged.every(({ isReady }) => isReady)
        : counts !== null && isRolledOut(counts)
    this.unwell = judged.filter(({ isReady }) => !isReady).map(({ diagnosis }) => diagnosis)
    const now = Date.now()
    const current = new Set<string>()
    const times = judged.flatMap(({ diagnosis, standing }) => {
      const key = `${diagnosis.verdict?.cause} ${diagnosis.verdict?.container}`
      current.add(key)
      if (!this.#seen.has(key)) this.#seen.set(key, now)
      const hopeless = hopelessFrom(diagnosis, standing, this.#seen.get(key) ?? now, this.#limits)
      return hopeless === null ? [] : [hopeless.since]
    })
    // What has passed starts from anew when it comes back.
    for (const key of this.#seen.keys()) if (!current.has(key)) this.#seen.delete(key)
    this.hopelessAt = counts?.conditions.includes('Failed')
      ? 0
      : times.length === 0
        ? null
        : Math.min(...times)
    this.progress =
      counts === null || resource.kind === 'Job'
        ? (judged[0]?.diagnosis.status?.word ?? 'no pod')
        : `${counts.available} of ${counts.wanted} available, ${counts.updated} updated`
  }

  /** What tells of a change: the workload, and its pods. */
  watches(namespace: string): Watched[] {
    const { resource, name } = this.target
    const self: Watched = { ...resource, namespace, fieldSelector: `metadata.name=${name}` }
    const labels = this.#workload === null ? '' : podLabelsOf(this.#workload)
    return labels === '' ? [self] : [self, { plural: 'pods', group: '', namespace, labelSelector: labels }]
  }
}

function isReady({ outcome, status, pod }: Diagnosis): boolean {
  if (pod === null) return false
  if (outcome === 'completed') return true
  const [ready, of] = (status?.ready ?? '').split('/')
  return status?.word === 'Running' && ready === of && (outcome === 'healthy' || outcome === 'failing')
}
