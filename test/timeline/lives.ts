// The recorded lives: what a watch saw of real pods, and what their containers wrote down themselves.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadLives, type RecordedLife } from '../../src/cluster/saved/life.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { Life } from '../../src/timeline/life.ts'
import { type Timeline, timelineOf } from '../../src/timeline/timeline.ts'

const folder = fileURLToPath(new URL('../lives/', import.meta.url))

/** The names of all recorded lives. */
export const lifeNames = readdirSync(folder).filter((name) => existsSync(`${folder}${name}/watch-pods.json`))

/** The two files of a life. */
export function filesOf(name: string): string[] {
  return [`${folder}${name}/watch-pods.json`, `${folder}${name}/watch-events.json`]
}

/** The newest time that the cluster wrote into a recording: a fresh checkout says nothing of when it was saved. */
function newestIn(name: string): number {
  const times = filesOf(name).flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /"(?:lastTimestamp|lastTransitionTime|startedAt|finishedAt|creationTimestamp)": ?"([^"]+)"/g,
      ),
    ].map((match) => Date.parse(match[1] ?? '')),
  )
  return Math.max(...times)
}

/** Reads the lives of the pods of one recording, as saved at its newest time. */
export async function recordedLives(name: string): Promise<RecordedLife[]> {
  const { lives } = await loadLives(filesOf(name), {
    now: newestIn(name),
    clock: Date.parse('2030-01-01T00:00:00Z'),
    stdin: none(),
  })
  return [...lives]
}

async function* none(): AsyncGenerator<Uint8Array> {}

export function toLife({ states, latest, removed }: RecordedLife): Life {
  return { states: states.map(readPod), latest: readPod(latest), removed }
}

export function recordedTimeline(life: RecordedLife): Timeline {
  return timelineOf(toLife(life))
}

/** A line that a container wrote: the second, what it did, and (where it said so) its name. */
export interface ClockLine {
  readonly at: number
  readonly word: string
  readonly container: string
}

/** The containers' own clocks. Lines without a name are of the recordings with an init container "init" and a main one "main". */
export function clockOf(name: string): ClockLine[] {
  const path = `${folder}${name}/timing.txt`
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const match = /^(\d+): ([A-Z-]+)(?: (\S+))?$/.exec(line)
      if (match === null) return []
      const word = match[2] ?? ''
      return [
        {
          at: Number(match[1]) * 1000,
          word: word === 'INIT' ? 'START' : word,
          container: match[3] ?? (word === 'INIT' ? 'init' : 'main'),
        },
      ]
    })
}
