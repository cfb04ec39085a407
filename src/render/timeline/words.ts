// What the stages, gaps and durations of a timeline are called.

import stringWidth from 'string-width'
import type { Moment } from '../../timeline/dated.ts'
import type { TimelineGap, TimelineGapReason } from '../../timeline/gaps.ts'
import type { Stage, StageName } from '../../timeline/stage.ts'
import type { Timeline } from '../../timeline/timeline.ts'
import { clock } from '../../words/clock.ts'
import { inline } from '../neutralise.ts'

/** How a stage is drawn. Several stages share a style; their words tell them apart. */
export type BarStyle =
  | 'wait'
  | 'prepare'
  | 'start'
  | 'sandbox'
  | 'up'
  | 'unready'
  | 'back-off'
  | 'stop'
  | 'done'
  | 'gap'

export const barStyles: Record<StageName, BarStyle> = {
  gated: 'wait',
  scheduling: 'wait',
  'waiting-for-kubelet': 'wait',
  preparing: 'prepare',
  sandbox: 'sandbox',
  initializing: 'start',
  starting: 'start',
  ready: 'up',
  unready: 'unready',
  terminating: 'stop',
  ended: 'done',
  pulling: 'prepare',
  'pull-back-off': 'back-off',
  creating: 'prepare',
  running: 'up',
  'starting-up': 'start',
  'pre-stop': 'stop',
  stopping: 'stop',
  restarting: 'back-off',
  'back-off': 'back-off',
}

export const barWords: Record<BarStyle, string> = {
  wait: 'waits for a node',
  prepare: 'volumes, sandbox, image',
  start: 'starts',
  sandbox: 'sandbox is there',
  up: 'runs (pod: ready)',
  unready: 'not ready',
  'back-off': 'waits to be tried again',
  stop: 'stops',
  done: 'over',
  gap: 'not known',
}

const stageWords: Record<StageName, string> = {
  gated: 'held by a scheduling gate',
  scheduling: 'waits for a node',
  'waiting-for-kubelet': 'waits for the kubelet',
  preparing: 'volumes and sandbox',
  sandbox: 'sandbox',
  initializing: 'init containers',
  starting: 'until ready',
  ready: 'ready',
  unready: 'not ready',
  terminating: 'terminating',
  ended: 'over',
  pulling: 'pulls its image',
  'pull-back-off': 'waits to pull again',
  creating: 'is created',
  running: 'runs',
  'starting-up': 'starts up',
  'pre-stop': 'preStop hook',
  stopping: 'stops',
  restarting: 'is started again',
  'back-off': 'back-off',
}

/** A sentence for a gap. */
export function gapSentence({ subject, from, to, why, count }: TimelineGap, takenAt: string): string {
  const who = nameOf(subject)
  const since = from === null ? '' : ` from ${clock(from, takenAt)}`
  const until = to === null ? '' : ` to ${clock(to, takenAt)}`
  const began = from === null ? '' : ` at ${clock(from, takenAt)}`
  const others = count ? `, and ${runs(count)}` : ''
  const sentences: Record<TimelineGapReason, string> = {
    'earlier-runs': `${who}: ${runs(count ?? 1)}${since}${until}; the API keeps the current run and the one before`,
    'earlier-pulls': `${who}: ${count ?? 1} more ${count === 1 ? 'attempt' : 'attempts'} to pull${since}${until}; events merge repeats`,
    'end-not-kept': `${who}: when the run ended that began${began}${others}${until}; events tell of its start alone`,
    'earlier-readiness': `whether the pod was ready${since}${until}; only the last change is kept`,
    'end-not-reported': `${who}: when its last run ended; the pod's object went before that was reported`,
    'pre-stop-end': `${who}: when its preStop hook was done and SIGTERM came; nothing carries that time`,
    'events-expired':
      "what the pod's events told: none of its start is left; events are kept for about an hour",
    'events-not-read': "what the pod's events tell (pulls, probes, kills): they were not read",
    'removal-time': 'when the object was gone: the watch saw it go, and nothing carries the time',
  }
  return sentences[why]
}

function runs(count: number): string {
  return count === 1 ? 'one more run' : `${count} more runs`
}

/** The name of a row: `pod`, `sandbox`, or the container's. */
export function nameOf(subject: string): string {
  return inline(subject.replace(/^container\//, ''))
}

/** A duration in milliseconds as people say it, of at most two units: `3s`, `1m5s`, `2h3m`, `12d4h`. */
export function shortDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (ms < 1000) return '<1s'
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0)
  return shown.map(([count, unit]) => `${count}${unit}`).join('')
}

/** How long a stage took, as well as it is known: `3s`, `≤3s`, `6s–8s`, `3s so far`, `?`. */
export function lasted(stage: Stage, takenAt: string): string {
  const { from, to, ongoing, precision, toAfter, fromAfter } = stage
  if (from === null) return '?'
  const start = Date.parse(from)
  if (to === null) return ongoing ? `${shortDuration(Math.max(0, Date.parse(takenAt) - start))} so far` : '?'
  const length = shortDuration(Date.parse(to) - start)
  if (precision === 'between' && (toAfter ?? fromAfter) !== undefined) {
    const least = shortDuration(Math.max(0, Date.parse(toAfter ?? to) - start))
    return least === length ? length : `${least}–${length}`
  }
  return precision === 'by-then' && length !== '<1s' ? `≤${length}` : length
}

/** The stages in the order of the rows, each row's by time, without those that say nothing of their own. */
export function stagesInRows({ stages, containers }: Timeline): Stage[] {
  const rows = ['pod', 'sandbox', ...containers.map(({ name }) => `container/${name}`)]
  const time = ({ from, to }: Stage): number => Date.parse(from ?? to ?? '')
  return stages
    .filter(({ stage, to, ongoing }) => stage !== 'pre-stop' || to !== null || ongoing)
    .filter(
      (stage) =>
        stage.stage !== 'creating' ||
        stage.ongoing ||
        time({ ...stage, from: stage.to }) - time(stage) > 1000,
    )
    .toSorted((a, b) => rows.indexOf(a.subject) - rows.indexOf(b.subject) || time(a) - time(b))
}

/** When a stage began and ended, as clocks. */
export function period({ from, to, ongoing, precision }: Stage, takenAt: string): string {
  const start = from === null ? '?' : clock(from, takenAt)
  if (to === null) return ongoing ? `${start} –` : `${start} – ?`
  const isUpper = precision === 'by-then' || precision === 'between'
  return `${start} – ${isUpper ? 'by ' : ''}${clock(to, takenAt)}`
}

/** The words of a stage, with its run where it is not the first. */
export function stageTitle({ stage, run }: Stage): string {
  return stageWords[stage] + (run !== undefined && run > 1 ? ` (run ${run})` : '')
}

/** What became of the pod, in a few words. */
export function fate({ pod, removed, moments, takenAt, stages }: Timeline): string {
  if (pod === null) return 'no pod'
  const created = moments.find(({ what }) => what === 'created')
  const end = moments.find(({ what }) => what === 'removed')
  const age = (until: string): string =>
    created === undefined ? '' : ` ${shortDuration(Math.max(0, Date.parse(until) - Date.parse(created.at)))}`
  const reason = pod.reason === '' ? '' : `${inline(pod.reason)}, `
  if (removed) return end === undefined ? `${reason}gone` : `${reason}gone after${age(end.at)}`
  if (stages.some(({ stage }) => stage === 'terminating')) return `${reason}terminating, age${age(takenAt)}`
  return `${reason}${inline(pod.phase)}, age${age(takenAt)}`
}

/** What deserves a sentence: who took the pod away, kills at a deadline, and when the next start comes. */
export function remarks({ containers, stages, pod, takenAt, moments }: Timeline): string[] {
  const killed = containers.flatMap(({ name, exits }) =>
    exits
      .filter(({ atDeadline }) => atDeadline)
      .map(
        () =>
          `${inline(name)} did not end within the ${pod?.graceSeconds ?? 0}s of grace, and was killed with SIGKILL.`,
      ),
  )
  const next = stages.flatMap(({ subject, stage, expectedEnd }) => {
    if (stage !== 'back-off' || expectedEnd === undefined) return []
    if (Date.parse(expectedEnd.at) <= Date.parse(takenAt)) {
      return [
        `${nameOf(subject)} was due to start again at ${clock(expectedEnd.at, takenAt)}; a kubelet may look half a minute later.`,
      ]
    }
    const why =
      expectedEnd.certainty === 'certain' ? '' : " by a kubelet's defaults, which a node may have shortened"
    return [
      `${nameOf(subject)} starts again at ${clock(expectedEnd.at, takenAt)}${why}, or at the kubelet's next look after that.`,
    ]
  })
  const victim = moments.find(({ what }) => what === 'preempted' || what === 'evicted')
  const taken = victim === undefined ? [] : [takenAway(victim, takenAt)]
  const removed = moments.some(({ what }) => what === 'removed')
  const deadline = moments.findLast(({ what }) => what === 'deadline')
  const due =
    deadline === undefined ||
    removed ||
    stages.every(({ stage, ongoing }) => stage !== 'terminating' || !ongoing)
      ? []
      : [
          `What still runs at ${clock(deadline.at, takenAt)} is killed: the grace period is ${pod?.graceSeconds ?? 0}s.`,
        ]
  return [...taken, ...killed, ...next, ...due]
}

function takenAway({ what, at }: Moment, takenAt: string): string {
  return what === 'preempted'
    ? `It was preempted at ${clock(at, takenAt)} to make room for another pod.`
    : `It was evicted at ${clock(at, takenAt)}.`
}

/** The name in at most `width` columns, with `~` where it was cut. */
export function cut(name: string, width: number): string {
  if (stringWidth(name) <= width) return name
  let short = ''
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (stringWidth(short + segment) > width - 1) break
    short += segment
  }
  return `${short}~`
}

/** Our own signs, in ASCII where nothing else may be written. */
export function typed(text: string, plain: boolean): string {
  return plain
    ? text.replaceAll('≤', '<=').replaceAll('–', '-').replaceAll('…', '...').replaceAll(' · ', ' | ')
    : text
}
