// One self-contained page for a ticket: the picture, the stages, what is not known, and every moment with its source.
import type { Timeline } from '../../timeline/timeline.ts'
import { markup } from '../markup.ts'
import { pictureOf, pictureStyle } from './svg.ts'
import { fate, gapSentence, lasted, nameOf, period, remarks, stagesInRows, stageTitle } from './words.ts'

const pageStyle = `
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: #1f2328; background: #ffffff; }
h1 { font-size: 1.3rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin-top: 2rem; }
.picture { overflow-x: auto; } .picture svg { max-width: 100%; height: auto; min-width: 44rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; } th, td { text-align: left; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid #d1d9e0; vertical-align: top; }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums; } code { font-size: 0.85em; overflow-wrap: anywhere; } .soft { color: #59636e; }
@media (prefers-color-scheme: dark) { body { color: #f0f6fc; background: #0d1117; } th, td { border-color: #3d444d; } .soft { color: #9198a1; } }
`

/** A page with one or more lives, with a newline at its end. It loads nothing, and runs nothing. */
export function renderTimelineHtml(timelines: readonly Timeline[]): string {
  const names = timelines.map(({ pod }) => (pod === null ? 'no pod' : `${pod.namespace}/${pod.name}`))
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${markup(`Life of ${names.join(', ')}`)}</title>`,
    `<style>${pageStyle}${pictureStyle}</style>`,
    '</head>',
    '<body>',
    ...timelines.flatMap(section),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function section(timeline: Timeline, index: number): string[] {
  const { pod, takenAt, gaps, moments } = timeline
  if (pod === null) return ['<p>There is no pod, and so no life to draw.</p>']
  const created = moments.find(({ what }) => what === 'created')
  const facts = [
    fate(timeline),
    pod.node ?? 'no node',
    ...(created === undefined ? [] : [`created ${created.at}`]),
    `seen ${takenAt}`,
  ]
  const reported = remarks(timeline)
  return [
    `<h1>${markup(`${pod.namespace}/${pod.name}`)}</h1>`,
    `<p class="soft">${markup(facts.join(' · '))}</p>`,
    `<div class="picture">${pictureOf(timeline, 'page', index)}</div>`,
    ...reported.map((sentence) => `<p>${markup(sentence)}</p>`),
    ...list(
      'Not known',
      gaps.map((gap) => gapSentence(gap, takenAt)),
    ),
    '<h2>Where the time went</h2>',
    '<table><tr><th>who</th><th>stage</th><th>took</th><th>when (UTC)</th><th>how we know</th></tr>',
    ...stagesInRows(timeline).map(
      (stage) =>
        `<tr><td>${markup(nameOf(stage.subject))}</td><td>${markup(stageTitle(stage))}</td><td class="number">${markup(lasted(stage, takenAt))}</td><td class="number">${markup(period(stage, takenAt))}</td><td>${codes(stage.sources)}</td></tr>`,
    ),
    '</table>',
    '<h2>Moments</h2>',
    '<table><tr><th>when</th><th>precision</th><th>who</th><th>what</th><th>how we know</th></tr>',
    ...moments.map(
      ({ at, precision, subject, what, run, source }) =>
        `<tr><td class="number">${markup(at)}</td><td>${precision}</td><td>${markup(nameOf(subject))}</td><td>${markup(what)}${run === undefined ? '' : ` (run ${run})`}</td><td>${codes([source])}</td></tr>`,
    ),
    '</table>',
  ]
}

function list(title: string, sentences: readonly string[]): string[] {
  if (sentences.length === 0) return []
  return [
    `<h2>${title}</h2>`,
    '<ul>',
    ...sentences.map((sentence) => `<li>${markup(sentence)}</li>`),
    '</ul>',
  ]
}

function codes(sources: readonly string[]): string {
  return sources.map((source) => `<code>${markup(source)}</code>`).join(' ')
}
