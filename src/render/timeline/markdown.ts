// A life for a ticket or a chat: the picture as text, then the stages as a table.
import type { Timeline } from '../../timeline/timeline.ts'
import { plain } from '../colour.ts'
import { escaped, fenced } from '../markdown.ts'
import { drawing } from './picture.ts'
import { fate, gapSentence, lasted, nameOf, period, remarks, stagesInRows, stageTitle } from './words.ts'

const columns = 100

/** One or more lives as Markdown, with a newline at the end. Texts of the cluster can neither end a code block nor a cell. */
export function renderTimelineMarkdown(timelines: readonly Timeline[]): string {
  return `${timelines.flatMap(section).join('\n').trim()}\n`
}

function section(timeline: Timeline): string[] {
  const { pod, takenAt, gaps } = timeline
  if (pod === null) return ['There is no pod, and so no life to draw.', '']
  return [
    `## ${escaped(`${pod.namespace}/${pod.name}`)}`,
    '',
    `${escaped(fate(timeline))}, ${escaped(pod.node ?? 'no node')}, seen ${takenAt}`,
    '',
    fenced(drawing([timeline], { width: columns, palette: plain, ascii: false }), 'text'),
    '',
    '| who | stage | took | when (UTC) |',
    '| --- | --- | --- | --- |',
    ...stagesInRows(timeline).map(
      (stage) =>
        `| ${escaped(nameOf(stage.subject))} | ${stageTitle(stage)} | ${lasted(stage, takenAt).replaceAll('<', '&lt;')} | ${period(stage, takenAt)} |`,
    ),
    '',
    ...bullets(remarks(timeline)),
    ...(gaps.length > 0 ? ['Not known:', '', ...bullets(gaps.map((gap) => gapSentence(gap, takenAt)))] : []),
  ]
}

function bullets(sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : [...sentences.map((sentence) => `- ${escaped(sentence)}`), '']
}
