// Follows pods and draws their lives: in place on a terminal, a line for each new moment elsewhere, the whole picture at the end.
import { closeSync, openSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RecordedLife, WatchedChange } from '../../cluster/saved/life.ts'
import { type PodWatch, watchPods } from '../../cluster/watch/pod-watch.ts'
import { rfc3339 } from '../../pod/json.ts'
import { hasEnded, readPod } from '../../pod/reading.ts'
import { renderJsonLine } from '../../render/json.ts'
import { inline } from '../../render/neutralise.ts'
import { drawing, type TimelineTextOptions } from '../../render/timeline/picture.ts'
import { momentLine } from '../../render/timeline/text.ts'
import { type Timeline, timelineOf } from '../../timeline/timeline.ts'
import { UsageError } from '../exit-codes.ts'
import type { Question } from '../find-pods.ts'
import { writeNow } from '../printing.ts'
import { parseTargets } from '../targets.ts'

export interface TimelineWatchOptions {
  /** A file to write every change to, or null. */
  readonly save: string | null
  /** Prints the whole result. */
  readonly showEnd: (timelines: readonly Timeline[]) => Promise<void>
  readonly drawOn: TimelineTextOptions
  /** Whether to show what happens while it happens. */
  readonly isDrawn: boolean
}

// A change seldom comes alone: what follows within this time is drawn together.
const together = 200
// The last events of a pod come after it.
const afterEnd = 1500

/**
 * Follows the pod that is named until it is over, or the pods that match until interrupted, and returns the exit code.
 * Throws a UsageError or a ClusterError.
 */
export async function watchTimelines(question: Question, options: TimelineWatchOptions): Promise<number> {
  const names = parseTargets(question.words)
  const [only, ...more] = names
  if (more.length > 0 || (only !== undefined && only.resource.kind !== 'Pod')) {
    throw new UsageError(
      '--watch follows one pod by its name, or those that a selector matches',
      'Use -l for several pods.',
    )
  }
  if (only !== undefined && question.selector !== '')
    throw new UsageError('selectors and names cannot be used together')
  const { selector, fieldSelector, allNamespaces } = question
  const target = only === undefined ? { selector, fieldSelector, allNamespaces } : { name: only.name }
  const watch = await watchPods(question.connection, target)
  const file = options.save === null ? null : openFile(options.save)
  const screen = new Screen(watch, options)
  const stop = new AbortController()
  // What is drawn so far is the answer when someone has seen enough.
  const interrupted = (): void => screen.finish()
  process.prependListener('SIGINT', interrupted)
  try {
    if (only !== undefined && options.isDrawn) screen.waitFor(`${watch.namespace}/${only.name}`)
    await watch.follow({
      stop: stop.signal,
      onChange: (change) => {
        if (file !== null) writeSync(file, savedLine(change))
        screen.changed()
        if (only !== undefined && isOver(watch.lives())) void sleep(afterEnd).then(() => stop.abort())
      },
    })
  } finally {
    process.removeListener('SIGINT', interrupted)
    screen.stop()
    if (file !== null) closeSync(file)
  }
  screen.clear()
  await options.showEnd(watch.lives().map(timelineOfRecorded))
  return 0
}

function openFile(path: string): number {
  try {
    // Pods may hold secrets in their environment.
    return openSync(path, 'w', 0o600)
  } catch (error) {
    throw new UsageError(
      `the file "${path}" cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    )
  }
}

/** A change as kubectl writes it, and when it was seen. */
function savedLine({ type, object, seenAt }: WatchedChange): string {
  return renderJsonLine({ type, object, ...(seenAt === null ? {} : { seenAt: rfc3339(seenAt) }) })
}

function timelineOfRecorded({ states, latest, removed }: RecordedLife): Timeline {
  return timelineOf({ states: states.map(readPod), latest: readPod(latest), removed })
}

/** Whether the pod is gone, or has ended and is not being deleted. */
function isOver(lives: readonly RecordedLife[]): boolean {
  const last = lives.at(-1)
  if (last === undefined) return false
  const pod = readPod(last.latest)
  return last.removed !== null || (hasEnded(pod) && pod.deletion === null)
}

class Screen {
  readonly #watch: PodWatch
  readonly #options: TimelineWatchOptions
  readonly #inPlace: boolean
  readonly #reported = new Set<string>()
  #drawnLines = 0
  #timer: NodeJS.Timeout | undefined
  #tick: NodeJS.Timeout | undefined
  #waits = ''

  constructor(watch: PodWatch, options: TimelineWatchOptions) {
    this.#watch = watch
    this.#options = options
    this.#inPlace = process.stdout.isTTY && process.stdout.columns > 0 && process.env.TERM !== 'dumb'
  }

  waitFor(name: string): void {
    this.#waits = name
    setTimeout(() => {
      if (this.#waits !== '') process.stderr.write(`waiting for pod ${inline(name)} to be created\n`)
    }, 1000).unref()
  }

  changed(): void {
    this.#waits = ''
    if (!this.#options.isDrawn) return
    this.#timer ??= setTimeout(() => this.#draw(), together)
    if (this.#inPlace) this.#tick ??= setInterval(() => this.#draw(), 1000)
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearInterval(this.#tick)
    this.#waits = ''
  }

  /** The last picture, for one who interrupts. */
  finish(): void {
    this.stop()
    if (this.#options.isDrawn && !this.#inPlace) {
      writeNow(`\n${drawing(this.#watch.lives().map(timelineOfRecorded), this.#options.drawOn).join('\n')}\n`)
    } else if (this.#inPlace) this.#draw()
  }

  clear(): void {
    if (this.#inPlace && this.#drawnLines > 0) writeNow(`\x1b[${this.#drawnLines}A\x1b[J`)
    this.#drawnLines = 0
  }

  #draw(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const timelines = this.#watch.lives().map(timelineOfRecorded)
    if (!this.#inPlace) {
      this.#tell(timelines)
      return
    }
    const { columns, rows } = process.stdout
    const width = Math.min(this.#options.drawOn.width, columns)
    // Of more than fits, the newest pods are the ones to look at.
    const lines = drawing(timelines, { ...this.#options.drawOn, width }).slice(-Math.max(1, rows - 1))
    const up = this.#drawnLines > 0 ? `\x1b[${this.#drawnLines}A\x1b[J` : ''
    writeNow(`${up}${lines.join('\n')}\n`)
    this.#drawnLines = lines.length
  }

  /** Each moment once, as it comes to be known. */
  #tell(timelines: readonly Timeline[]): void {
    for (const timeline of timelines) {
      for (const moment of timeline.moments) {
        if (moment.what === 'deadline') continue
        const key = [timeline.pod?.uid, moment.subject, moment.what, moment.run, moment.at].join(' ')
        if (this.#reported.has(key)) continue
        this.#reported.add(key)
        writeNow(`${momentLine(moment, timeline)}\n`)
      }
    }
  }
}
