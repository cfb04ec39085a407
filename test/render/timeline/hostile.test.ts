// Names and texts of a cluster are data: none may become markup, a terminal's command, or a line of its own.
import { expect, test } from 'vitest'
import { readPod } from '../../../src/pod/reading.ts'
import type { PodSnapshot } from '../../../src/pod/snapshot.ts'
import { plain } from '../../../src/render/colour.ts'
import { renderTimelineHtml } from '../../../src/render/timeline/html.ts'
import { renderTimelineMarkdown } from '../../../src/render/timeline/markdown.ts'
import { renderTimelineSvg } from '../../../src/render/timeline/svg.ts'
import { renderTimelines } from '../../../src/render/timeline/text.ts'
import { lifeOf } from '../../../src/timeline/life.ts'
import { timelineOf } from '../../../src/timeline/timeline.ts'
import { snapshotsOf } from '../../pods.ts'

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  ']]><svg onload=alert(1)>',
  '\u001b]0;title\u0007\u001b[2J',
  'a\nb\r\nINJECTED',
  '\u202egnp.exe',
  '``` \n# heading',
  '| cell | <b>',
]

test.each(attacks)('%j stays a text', async (attack) => {
  const [snapshot] = await snapshotsOf('g01-init-crash')
  const hostile = JSON.parse(
    JSON.stringify(snapshot)
      .replaceAll('"migrate"', JSON.stringify(attack))
      .replaceAll('"node-a"', JSON.stringify(attack)),
    (key, value) =>
      ['reason', 'phase', 'name'].includes(key) &&
      value !== attack &&
      typeof value === 'string' &&
      !isKept(value)
        ? attack + value
        : value,
  ) as PodSnapshot
  const timeline = timelineOf(lifeOf(readPod(hostile)))
  expect(JSON.stringify(timeline)).toContain(JSON.stringify(attack).slice(1, -1))
  const html = renderTimelineHtml([timeline])
  const svg = renderTimelineSvg(timeline)
  for (const page of [html, svg]) {
    expect(page).not.toMatch(/<(?:script|img|b)\b|\]\]>|<svg onload| onerror=alert\(1\)>/)
    expect(page.replace(/<style>[\s\S]*?<\/style>/g, '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/)
    expect(
      [...page.matchAll(/<[a-z][^<>]*>/g)].every(([tag]) => !/\son\w+\s*=/.test(tag.replace(/"[^"]*"/g, ''))),
    ).toBe(true)
  }
  const text = renderTimelines([timeline], { width: 100, palette: plain, ascii: false })
  const markdown = renderTimelineMarkdown([timeline])
  for (const output of [text, markdown]) {
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    expect(output).not.toMatch(/^INJECTED/m)
  }
  // The fence is longer than any run of backticks within it, so that none of them ends the block.
  const fence = /^`{3,}/m.exec(markdown)![0]
  expect(markdown.split('\n').filter((line) => line.startsWith(fence))).toHaveLength(2)
  expect(markdown).not.toMatch(/^# heading/m)
})

/** Words that the timeline is built on. */
function isKept(value: string): boolean {
  return /^(?:Scheduled|Pulled|Created|Started|BackOff|Killing|Pod|Error|Completed|CrashLoopBackOff)$/.test(
    value,
  )
}
