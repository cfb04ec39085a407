// The rows of the picture, the same for a terminal and for SVG: the pod, its sandbox, and each container in the order of its start.
import type { Stage } from '../../timeline/stage.ts'
import type { Timeline, TimelineContainer } from '../../timeline/timeline.ts'
import { inline } from '../neutralise.ts'
import { type BarStyle, barStyles } from './words.ts'

export interface Row {
  readonly name: string
  /** `pod`, `sandbox`, `init`, `sidecar`, `main` or `ephemeral`. */
  readonly kind: string
  readonly subject: string
  /** In the order in which they are painted: a later one covers an earlier one. */
  readonly bars: readonly Bar[]
  readonly exits: readonly ExitMark[]
}

export interface Bar {
  readonly style: BarStyle
  readonly from: number
  readonly to: number
  /** It goes on. */
  readonly ongoing: boolean
  /** The stage, or null for a gap. */
  readonly stage: Stage | null
}

export interface ExitMark {
  readonly at: number
  readonly code: number
  readonly reason: string
  readonly run: number
}

// What lies inside another stage is painted after it.
const order: BarStyle[] = [
  'gap',
  'done',
  'sandbox',
  'wait',
  'prepare',
  'back-off',
  'unready',
  'up',
  'start',
  'stop',
]

/** The rows of a timeline; those of a container of which nothing is known are empty. */
export function rowsOf(timeline: Timeline): Row[] {
  const { containers, pod } = timeline
  if (pod === null) return []
  return [
    rowOf(timeline, 'pod', 'pod', inline(pod.name), []),
    ...(timeline.stages.some(({ subject }) => subject === 'sandbox')
      ? [rowOf(timeline, 'sandbox', 'sandbox', 'sandbox', [])]
      : []),
    ...containers.map((container) => {
      const subject = `container/${container.name}`
      return rowOf(
        timeline,
        subject,
        container.role,
        inline(container.name),
        exitMarks(timeline, container, subject),
      )
    }),
  ]
}

function rowOf(timeline: Timeline, subject: string, kind: string, name: string, exits: ExitMark[]): Row {
  const end = endOf(timeline)
  const isUncertain = timeline.gaps.some(({ why }) => why === 'earlier-readiness')
  const bars = timeline.stages
    // What is done for the sandbox is done for the pod.
    .filter((stage) => stage.subject === subject || (kind === 'pod' && stage.stage === 'preparing'))
    .flatMap((stage): Bar[] => {
      // A hook whose end is not known lies inside the bar of its container's stop.
      if (stage.stage === 'pre-stop' && stage.to === null) return []
      const to = stage.to === null ? (stage.ongoing ? end : null) : Date.parse(stage.to)
      const from = stage.from === null ? null : Date.parse(stage.from)
      const { ongoing } = stage
      const style = stage.stage === 'starting' && isUncertain ? 'gap' : barStyles[stage.stage]
      if (from !== null && to !== null) return [{ style, from, to, ongoing, stage }]
      return from === null ? [] : [{ style, from, to: from, ongoing: false, stage }]
    })
  const gaps = timeline.gaps.flatMap((gap): Bar[] => {
    if (
      gap.subject !== subject ||
      gap.why === 'pre-stop-end' ||
      gap.why === 'earlier-readiness' ||
      gap.from === null
    )
      return []
    if (gap.why === 'events-expired' || gap.why === 'removal-time') return []
    return [
      {
        style: 'gap',
        from: Date.parse(gap.from),
        to: gap.to === null ? end : Date.parse(gap.to),
        ongoing: false,
        stage: null,
      },
    ]
  })
  const all = [...gaps, ...bars].filter(({ from, to }) => to >= from)
  return {
    name,
    kind,
    subject,
    bars: all.sort((a, b) => order.indexOf(a.style) - order.indexOf(b.style)),
    exits,
  }
}

function exitMarks({ moments }: Timeline, { exits }: TimelineContainer, subject: string): ExitMark[] {
  return moments.flatMap(({ at, what, subject: whose, run }) => {
    if (whose !== subject || (what !== 'exited' && what !== 'start-failed')) return []
    const terminated = exits.find((candidate) => candidate.run === run)
    return [
      { at: Date.parse(at), code: terminated?.code ?? 0, reason: terminated?.reason ?? '', run: run ?? 1 },
    ]
  })
}

/** Until when the picture reaches: the last thing that is known, and the look itself where something goes on. */
function endOf({ stages, takenAt }: Timeline): number {
  const times = stages
    .flatMap(({ from, to }) => [from, to])
    .flatMap((at) => (at === null ? [] : [Date.parse(at)]))
  const last = Math.max(0, ...times)
  return stages.some(({ ongoing }) => ongoing) ? Math.max(last, Date.parse(takenAt)) : last
}

/** Every time at which something in the rows begins or ends. */
export function timesOf(rows: readonly Row[]): number[] {
  return rows.flatMap(({ bars, exits }) => [
    ...bars.flatMap(({ from, to }) => [from, to]),
    ...exits.map(({ at }) => at),
  ])
}
