// The page in a real browser, where there is one: light and dark, and a picture on it.

import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { renderTimelineHtml } from '../../../src/render/timeline/html.ts'
import { renderTimelineSvg } from '../../../src/render/timeline/svg.ts'
import { temporaryFolder } from '../../run/folders.ts'
import { recordedLives, recordedTimeline } from '../../timeline/lives.ts'

// Starting one takes seconds, so that it is asked for: PODLIFE_BROWSER=chromium.
const browser = process.env.PODLIFE_BROWSER ?? ''
const isThere = browser !== '' && spawnSync(browser, ['--version']).status === 0

describe.skipIf(!isThere)('in a browser', { meta: { needs: 'Chromium, named by PODLIFE_BROWSER' } }, () => {
  test.each(['html', 'svg'])('the %s is drawn, in light and in dark', async (kind) => {
    const [life] = await recordedLives('sidecar-startup-probe')
    const timeline = recordedTimeline(life!)
    const folder = temporaryFolder()
    const file = join(folder, `life.${kind}`)
    writeFileSync(file, kind === 'html' ? renderTimelineHtml([timeline]) : renderTimelineSvg(timeline))
    const light = screenshot(file, 1)
    const dark = screenshot(file, 0)
    expect(light.corner).toEqual([255, 255, 255])
    expect(Math.max(...dark.corner)).toBeLessThan(40)
    for (const { colours } of [light, dark]) expect(colours).toBeGreaterThan(30)
  })
})

/** The colour of the first pixel, and how many different ones there are. */
function screenshot(file: string, scheme: 0 | 1): { corner: number[]; colours: number } {
  const picture = join(temporaryFolder(), 'picture.png')
  execFileSync(
    browser,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--window-size=1000,300',
      `--blink-settings=preferredColorScheme=${scheme}`,
      `--screenshot=${picture}`,
      `file://${file}`,
    ],
    { stdio: 'ignore', timeout: 150_000 },
  )
  const { width, bytes, pixels } = decode(readFileSync(picture))
  const colours = new Set<number>()
  for (let at = 0; at < pixels.length; at += bytes)
    colours.add((pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!)
  const start = (2 * width + 2) * bytes
  return { corner: [...pixels.subarray(start, start + 3)], colours: colours.size }
}

/** Enough of PNG for what a browser writes: 8 bits, true colour. */
function decode(png: Buffer): { width: number; bytes: number; pixels: Uint8Array } {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const bytes = png[25] === 6 ? 4 : 3
  const raw = inflateSync(Buffer.concat(parts))
  const stride = width * bytes
  const pixels = new Uint8Array(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x += 1) {
      const left = x >= bytes ? pixels[y * stride + x - bytes]! : 0
      const above = y > 0 ? pixels[(y - 1) * stride + x]! : 0
      const corner = x >= bytes && y > 0 ? pixels[(y - 1) * stride + x - bytes]! : 0
      const add =
        filter === 1
          ? left
          : filter === 2
            ? above
            : filter === 3
              ? (left + above) >> 1
              : filter === 4
                ? paeth(left, above, corner)
                : 0
      pixels[y * stride + x] = raw[y * (stride + 1) + 1 + x]! + add
    }
  }
  return { width, bytes, pixels }
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? above : corner
}
