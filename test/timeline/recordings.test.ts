// A pod of each shape, from one look: the result fits its schema, and no part of it contradicts another.
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { readPod } from '../../src/pod/reading.ts'
import { coloured, plain } from '../../src/render/colour.ts'
import { renderTimelineHtml } from '../../src/render/timeline/html.ts'
import { renderTimelineMarkdown } from '../../src/render/timeline/markdown.ts'
import { renderTimelineSvg } from '../../src/render/timeline/svg.ts'
import { renderTimelines } from '../../src/render/timeline/text.ts'
import { lifeOf } from '../../src/timeline/life.ts'
import { stageNames } from '../../src/timeline/stage.ts'
import { type Timeline, timelineOf } from '../../src/timeline/timeline.ts'
import { situations, snapshotsOf } from '../pods.ts'
import { misfits, schemaOf } from '../schemas.ts'
import { lifeNames, recordedLives, recordedTimeline } from './lives.ts'

test('the schema lists the stages that there are', () => {
  const schema = schemaOf('timeline') as {
    properties: { stages: { items: { properties: { stage: { enum: string[] } } } } }
  }
  expect(schema.properties.stages.items.properties.stage.enum).toEqual([...stageNames])
})

const all: [string, () => Promise<Timeline[]>][] = [
  ...situations.map((name): [string, () => Promise<Timeline[]>] => [
    name,
    async () => (await snapshotsOf(name)).map((snapshot) => timelineOf(lifeOf(readPod(snapshot)))),
  ]),
  ...lifeNames.map((name): [string, () => Promise<Timeline[]>] => [
    `the life ${name}`,
    async () => (await recordedLives(name)).map(recordedTimeline),
  ]),
]

describe.each(all)('%s', (_, read) => {
  test('fits the schema', async () => {
    for (const timeline of await read()) expect(misfits('timeline', timeline)).toEqual([])
  })

  test('has no stage that ends before it begins, and no two runs at once', async () => {
    for (const { stages, moments, takenAt } of await read()) {
      const wrong = stages.filter(
        ({ from, to }) => from !== null && to !== null && Date.parse(from) > Date.parse(to) + 999,
      )
      expect(wrong).toEqual([])
      expect(stages.filter(({ ongoing, to }) => ongoing && to !== null)).toEqual([])
      const times = moments.map(({ at }) => Date.parse(at))
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      const runs = stages.filter(({ stage, from }) => stage === 'running' && from !== null)
      for (const run of runs) {
        const next = runs.find(
          ({ subject, run: number }) => subject === run.subject && number === (run.run ?? 1) + 1,
        )
        const end = run.to ?? (run.ongoing ? takenAt : run.from)
        if (next !== undefined) expect(Date.parse(next.from!)).toBeGreaterThanOrEqual(Date.parse(end!))
      }
    }
  })

  test.each([
    [60, false],
    [80, true],
    [120, false],
    [200, false],
  ])('is drawn on %d columns', async (width, ascii) => {
    for (const timeline of await read()) {
      const lines = renderTimelines([timeline], { width, palette: plain, ascii }).split('\n')
      expect(lines.filter((line) => stringWidth(line) > width)).toEqual([])
      if (ascii) expect(lines.filter((line) => /[^\x20-\x7e]/.test(line))).toEqual([])
    }
  })

  test('says the same without colour', async () => {
    for (const timeline of await read()) {
      const drawn = renderTimelines([timeline], { width: 80, palette: coloured, ascii: false })
      const without = drawn.replace(/\x1b\[[\d;]*m/g, '')
      expect(without).toBe(renderTimelines([timeline], { width: 80, palette: plain, ascii: false }))
    }
  })

  test('makes well-formed pages', async () => {
    const timelines = await read()
    expect(unbalanced(renderTimelineHtml(timelines).replace(/<!doctype html>|<meta [^>]*>/g, ''))).toEqual([])
    for (const timeline of timelines)
      expect(unbalanced(renderTimelineSvg(timeline).replace(/<\?xml[^>]*>/, ''))).toEqual([])
    expect(renderTimelineMarkdown(timelines).split('```').length % 2).toBe(1)
  })
})

/** Elements that are not closed in order, and characters that should have been escaped. */
function unbalanced(page: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, closing, name, selfClosing] of page.matchAll(/<(\/?)([a-z0-9]+)[^<>]*?(\/?)>/g)) {
    if (selfClosing === '/') continue
    if (closing === '') open.push(name!)
    else if (open.pop() !== name) wrong.push(name!)
  }
  const text = page.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<[^<>]*>/g, '')
  return [...wrong, ...open, ...(text.match(/[<>]|&(?!amp;|lt;|gt;|quot;|#39;)/g) ?? [])]
}
