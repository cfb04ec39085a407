// Draws the pictures of the README from a recorded life: node scripts/run.mjs timeline-pictures [--check]
// Writes docs/pictures/timeline.txt (a terminal's) and docs/pictures/timeline.svg (the same that `-o html` holds).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readLives } from '../src/cluster/life.ts'
import { readPod } from '../src/pod/reading.ts'
import { plain } from '../src/render/colour.ts'
import { drawing } from '../src/render/timeline-picture.ts'
import { renderTimelineSvg } from '../src/render/timeline-svg.ts'
import { readTimeline } from '../src/timeline/timeline.ts'

const life = 'test/lives/sidecar-startup-probe'
const folder = 'docs/pictures'

const { lives } = await readLives([`${life}/watch-pods.json`, `${life}/watch-events.json`], {
  now: null,
  // Far behind the recording, so that the pictures are the same whenever they are drawn.
  clock: Date.parse('2030-01-01T00:00:00Z'),
  stdin: process.stdin,
})
const [only] = lives
if (only === undefined) throw new Error(`${life} holds no pod`)
const timeline = readTimeline({
  states: only.states.map(readPod),
  latest: readPod(only.latest),
  removed: only.removed,
})

const pictures = new Map([
  ['timeline.txt', `${drawing([timeline], { width: 100, palette: plain, ascii: false }).join('\n')}\n`],
  ['timeline.svg', renderTimelineSvg(timeline)],
])

if (process.argv.includes('--check')) {
  const stale = [...pictures].filter(([name, text]) => readFileSync(`${folder}/${name}`, 'utf8') !== text)
  if (stale.length > 0) {
    process.stderr.write(
      `stale: ${stale.map(([name]) => `${folder}/${name}`).join(', ')}; draw them anew with timeline-pictures\n`,
    )
    process.exitCode = 1
  }
} else {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of pictures) writeFileSync(`${folder}/${name}`, text)
}
