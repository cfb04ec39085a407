// The life of a pod in a terminal: the picture, then the stages in words.
import stringWidth from 'string-width'
import type { Moment } from '../../timeline/dated.ts'
import type { Timeline } from '../../timeline/timeline.ts'
import { inline } from '../neutralise.ts'
import { pad, wrap } from '../wrap.ts'
import { drawing, type TimelineTextOptions } from './picture.ts'
import {
  cut,
  gapSentence,
  lasted,
  nameOf,
  period,
  remarks,
  stagesInRows,
  stageTitle,
  typed,
} from './words.ts'

/** One or more lives under each other, on one time axis, then their stages in words; with a newline at the end. */
export function renderTimelines(timelines: readonly Timeline[], options: TimelineTextOptions): string {
  if (timelines.length === 0) return ''
  const drawn = timelines.filter(({ pod }) => pod !== null)
  const absent = timelines
    .filter(({ pod }) => pod === null)
    .map(() => 'There is no pod, and so no life to draw.')
  return [
    ...drawing(drawn, options),
    ...drawn.flatMap((timeline) => words(timeline, options, drawn.length > 1)),
    ...absent,
    '',
  ].join('\n')
}

/** A moment in one line: when, who, what. */
export function momentLine({ at, subject, what, run, precision }: Moment, { pod }: Timeline): string {
  const who = subject === 'pod' ? inline(pod?.name ?? '') : `${inline(pod?.name ?? '')} ${nameOf(subject)}`
  const by = precision === 'by-then' || precision === 'between' ? 'by ' : ''
  return `${by}${at}  ${who}  ${inline(what)}${run === undefined || run === 1 ? '' : ` (run ${run})`}`
}

// Of a row with more stages than these, the middle is left out.
const [mostStages, shownAtEnds] = [10, 4]

function words(timeline: Timeline, options: TimelineTextOptions, named: boolean): string[] {
  const { width, palette } = options
  const title = named ? `Where the time went: ${inline(timeline.pod?.name ?? '')}` : 'Where the time went'
  const reported = remarks(timeline)
  return [
    '',
    ...wrap(title, width).map(palette.strong),
    ...table(timeline, options),
    ...(reported.length > 0 ? [''] : []),
    ...reported.flatMap((sentence) => hanging(sentence, width, 2)),
    ...(timeline.gaps.length > 0 ? ['', palette.unsure('Not known')] : []),
    ...timeline.gaps.flatMap((gap) => hanging(gapSentence(gap, timeline.takenAt), width, 2)),
  ]
}

function hanging(text: string, width: number, indent: number): string[] {
  return wrap(text, width - indent - 2).map(
    (line, index) => ' '.repeat(indent + (index === 0 ? 0 : 2)) + line,
  )
}

function table(timeline: Timeline, { width, palette, ascii: plain }: TimelineTextOptions): string[] {
  const stages = stagesInRows(timeline)
  const rows = stages.map((stage) => ({
    subject: stage.subject,
    name: nameOf(stage.subject),
    what: stageTitle(stage),
    took: typed(lasted(stage, timeline.takenAt), plain),
    when: typed(period(stage, timeline.takenAt), plain),
  }))
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => stringWidth(text)))
  const nameWidth = Math.min(widest(rows.map(({ name }) => name)), Math.floor(width / 4))
  const whatWidth = widest(rows.map(({ what }) => what))
  const tookWidth = widest(rows.map(({ took }) => took))
  const bySubject = [...Map.groupBy(rows, ({ subject }) => subject).values()]
  return bySubject.flatMap((own) => {
    const lines = own.map(({ name, what, took, when }, index) => {
      const head = index === 0 ? cut(name, nameWidth) : ''
      const line = `  ${pad(head, nameWidth)}  ${pad(what, whatWidth)}  ${pad(took, tookWidth)}`
      return stringWidth(line) + 2 + stringWidth(when) <= width
        ? `${line}  ${palette.faint(when)}`
        : line.trimEnd()
    })
    if (lines.length <= mostStages) return lines
    const left = lines.length - 2 * shownAtEnds
    const note = `  ${pad('', nameWidth)}  ${palette.faint(typed(`… ${left} more; -o json has them`, plain))}`
    return [...lines.slice(0, shownAtEnds), note, ...lines.slice(-shownAtEnds)]
  })
}
