// The pictures as a user sees them. A change here is reviewed as what a user reads.
import { describe, expect, test } from 'vitest'
import { plain } from '../../../src/render/colour.ts'
import { drawing } from '../../../src/render/timeline/picture.ts'
import { renderTimelines } from '../../../src/render/timeline/text.ts'
import { lifeNames, recordedLives, recordedTimeline } from '../../timeline/lives.ts'

describe.each(lifeNames)('the life %s', (name) => {
  test.each([60, 80, 120])('looks on %d columns as it did', async (width) => {
    const timelines = (await recordedLives(name)).map(recordedTimeline)
    const text = renderTimelines(timelines, { width, palette: plain, ascii: false })
    await expect(text).toMatchFileSnapshot(`pictures/${name}.${width}.txt`)
  })

  test('has a row for the pod, its sandbox and each container', async () => {
    for (const timeline of (await recordedLives(name)).map(recordedTimeline)) {
      const lines = drawing([timeline], { width: 100, palette: plain, ascii: true })
      for (const label of ['pod', 'sandbox', ...timeline.containers.map((container) => container.name)]) {
        expect(lines.filter((line) => line.startsWith(label))).toHaveLength(1)
      }
    }
  })
})

test('containers that run side by side are drawn side by side', async () => {
  const [life] = await recordedLives('ignores-sigterm')
  const lines = drawing([recordedTimeline(life!)], { width: 100, palette: plain, ascii: true })
  const bar = (name: string): [number, number] => {
    const line = lines.find((candidate) => candidate.startsWith(name))!
    return [line.indexOf('#'), line.lastIndexOf('#')]
  }
  expect(bar('deaf')).toEqual(bar('polite'))
})
