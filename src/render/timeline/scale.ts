// The time axis: linear, with breaks where nothing happens for so long that everything else would be squeezed.

interface Break {
  readonly from: number
  readonly to: number
  /** Where it stands on the axis, in cells. */
  readonly x: number
  readonly width: number
}

interface Tick {
  readonly at: number
  readonly x: number
}

export interface Scale {
  readonly from: number
  readonly to: number
  /** In cells; a cell is a character in a terminal and some pixels in a picture. */
  readonly width: number
  readonly breaks: readonly Break[]
  /** The place of a time, in cells and fractions of them. */
  readonly x: (at: number) => number
  /** Round times, counted from the beginning, each with room for a label of `room` cells. */
  readonly ticks: (room: number) => Tick[]
}

/** How wide a break is drawn. */
export const breakWidth = 7

// A quiet time is cut when it is so many times longer than all the rest of the axis.
const toRest = 8
const mostBreaks = 6
const shortestCut = 20_000

/** The scale for the times (milliseconds since 1970) at which something happens, on `width` cells. */
export function scaleOf(times: readonly number[], width: number): Scale {
  const points = [...new Set(times)].sort((a, b) => a - b)
  const from = points[0] ?? 0
  const to = Math.max(points.at(-1) ?? from, from + 1000)
  const cuts = cutsOf(points, Math.min(mostBreaks, Math.floor(width / (breakWidth * 2.5))))
  const cut = cuts.reduce((sum, [start, end]) => sum + end - start, 0)
  const perMs = (width - cuts.length * breakWidth) / Math.max(to - from - cut, 1)
  const breaks: Break[] = []
  let at = from
  let x = 0
  for (const [start, end] of cuts) {
    x += (start - at) * perMs
    breaks.push({ from: start, to: end, x, width: breakWidth })
    x += breakWidth
    at = end
  }
  const place = (time: number): number => placeOf(time, from, perMs, breaks)
  return {
    from,
    to,
    width,
    breaks,
    x: place,
    ticks: (room) => ticksOf({ from, to, perMs, breaks, place, room, width }),
  }
}

/** The quiet times to cut, in order: again and again the longest, as long as it dwarfs the rest. */
function cutsOf(points: readonly number[], most: number): [number, number][] {
  const intervals = points.slice(1).map((point, index): [number, number] => [points[index] ?? point, point])
  const byLength = intervals.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]))
  const cuts: [number, number][] = []
  let rest = (points.at(-1) ?? 0) - (points[0] ?? 0)
  for (const [start, end] of byLength) {
    rest -= end - start
    if (cuts.length >= most || rest <= 0 || end - start < Math.max(rest * toRest, shortestCut)) break
    // A little of it stays on both sides, so that a bar is seen to go on.
    const margin = Math.min((end - start) / 4, Math.max(rest / 20, 500))
    cuts.push([start + margin, end - margin])
  }
  return cuts.sort((a, b) => a[0] - b[0])
}

function placeOf(time: number, from: number, perMs: number, breaks: readonly Break[]): number {
  let x = 0
  let at = from
  for (const gap of breaks) {
    if (time <= gap.from) break
    if (time < gap.to) return gap.x + (gap.width * (time - gap.from)) / (gap.to - gap.from)
    x = gap.x + gap.width
    at = gap.to
  }
  return x + (time - at) * perMs
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 60, 100, 365].map((count) => count * day),
]

interface TickRoom {
  readonly from: number
  readonly to: number
  readonly perMs: number
  readonly breaks: readonly Break[]
  readonly place: (at: number) => number
  readonly room: number
  readonly width: number
}

function ticksOf({ from, to, perMs, breaks, place, room, width }: TickRoom): Tick[] {
  const step = steps.find((candidate) => candidate * perMs >= room) ?? 1000 * day
  const ticks: Tick[] = []
  const edges = [from, ...breaks.flatMap((gap) => [gap.from, gap.to]), to]
  for (let index = 0; index < edges.length; index += 2) {
    const [start, end] = [edges[index] ?? from, edges[index + 1] ?? to]
    // Behind a break the first second is a better beginning than the next round time.
    const first = index === 0 ? from : from + Math.ceil((start - from) / second) * second
    for (let at = first; at <= end; at = nextRound(at, from, step)) {
      const x = place(at)
      const last = ticks.at(-1)
      const isFree = last === undefined || x - last.x >= room
      const nextBreak = breaks.find((gap) => gap.x > x - 1)
      if (isFree && x + room - 2 <= width + 2 && (nextBreak === undefined || x + room - 3 <= nextBreak.x))
        ticks.push({ at, x })
    }
  }
  return ticks
}

function nextRound(at: number, from: number, step: number): number {
  return from + (Math.floor((at - from) / step) + 1) * step
}
