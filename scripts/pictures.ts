// Draws the pictures of the README from recorded pods and a recorded life: npm run pictures [-- --check]
// Writes docs/pictures/*.svg: what the built plugin prints to a terminal, and the life that `timeline -o html` draws.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadLives } from '../src/cluster/saved/life.ts'
import { readPod } from '../src/pod/reading.ts'
import { renderTimelineSvg } from '../src/render/timeline/svg.ts'
import { timelineOf } from '../src/timeline/timeline.ts'
import { terminalSvg } from './terminal-svg.ts'

const folder = 'docs/pictures'

/** What the built plugin prints for recorded pods, drawn as if it had been asked for them in a cluster. */
function terminal(asked: string, command: string, situations: readonly string[], now: string): string {
  const files = situations.flatMap((situation) => ['-f', `test/pods/${situation}/objects.json`])
  const args = ['dist/podlife.mjs', command, ...files, '--now', now, '--color=always']
  return terminalSvg(asked, execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

async function life(name: string): Promise<string> {
  const { lives } = await loadLives(
    ['watch-pods.json', 'watch-events.json'].map((file) => `test/lives/${name}/${file}`),
    {
      now: null,
      // Far behind the recording, so that the picture is the same whenever it is drawn.
      clock: Date.parse('2030-01-01T00:00:00Z'),
      stdin: process.stdin,
    },
  )
  const [only] = lives
  if (only === undefined) throw new Error(`${name} holds no pod`)
  const { states, latest, removed } = only
  return renderTimelineSvg(timelineOf({ states: states.map(readPod), latest: readPod(latest), removed }))
}

const pictures = new Map([
  [
    'explain.svg',
    terminal(
      'kubectl podlife explain app -n g01-init-crash',
      'explain',
      ['g01-init-crash'],
      '2026-11-24T02:59:35Z',
    ),
  ],
  [
    'why-failed.svg',
    terminal(
      'kubectl podlife why-failed -A',
      'why-failed',
      ['e02-oomkilled', 'l01-quota', 'a05-healthy-deploy'],
      '2026-11-24T01:58:00Z',
    ),
  ],
  ['timeline.svg', await life('sidecar-startup-probe')],
])

if (process.argv.includes('--check')) {
  const stale = [...pictures].filter(([name, text]) => readFileSync(`${folder}/${name}`, 'utf8') !== text)
  if (stale.length > 0) {
    const names = stale.map(([name]) => `${folder}/${name}`).join(', ')
    process.stderr.write(`stale: ${names}; draw them anew with npm run pictures\n`)
    process.exitCode = 1
  }
} else {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of pictures) writeFileSync(`${folder}/${name}`, text)
}
