// `kind: Reading` of a report: how one pod was read. With it, a saved pod gets the answer that was given when it was read.
import { isObject, type JsonObject, object, rfc3339, text, texts, time } from '../../pod/json.ts'
import {
  type Gap,
  type GapReason,
  gapReasons,
  type LogTail,
  type PodSnapshot,
  type ServerRow,
  type Source,
  sources,
} from '../../pod/snapshot.ts'
import { metadataOf } from '../api/objects.ts'

// What a report holds of a log, in characters, and of how many logs.
const mostOfLog = 65_536
const mostLogs = 100

/** What a Reading is about: a pod, or the workload that should have made one and has none. */
interface Subject {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** How a subject was read. */
export interface SavedReading {
  readonly subject: Subject
  /** Null: the file does not say it in a way that can be read. */
  readonly takenAt: string | null
  readonly takenAtIs: PodSnapshot['takenAtIs']
  readonly from: PodSnapshot['from']
  readonly serverVersion: string | null
  readonly row: ServerRow | null
  /** What could not be read; null where the file does not say it. */
  readonly gaps: readonly Gap[] | null
  readonly logs: readonly LogTail[]
}

/** What a report holds for one subject. docs/schemas/reading.schema.json describes it. */
export interface ReadingDocument extends Omit<SavedReading, 'takenAt' | 'gaps'> {
  readonly apiVersion: 'podlife/v1'
  readonly kind: 'Reading'
  readonly takenAt: string
  readonly gaps: readonly Gap[]
  /** The version of the program that wrote it. */
  readonly podlife: string
}

/** Whether an object of a file is a Reading. */
export function isReading({ apiVersion, kind }: JsonObject): boolean {
  return kind === 'Reading' && text(apiVersion).startsWith('podlife/')
}

/** Reads a Reading. Never throws: what is not as it should be counts as not said. */
function readReading(item: JsonObject): SavedReading {
  const subject = object(item.subject)
  const at = time(item.takenAt)
  const row = object(item.row)
  return {
    subject: { kind: text(subject.kind), namespace: text(subject.namespace), name: text(subject.name) },
    takenAt: at === null ? null : rfc3339(at),
    takenAtIs: item.takenAtIs === 'exact' ? 'exact' : 'newest-time-in-file',
    from: item.from === 'server' ? 'server' : 'file',
    serverVersion: /^\d+\.\d+\.\d+\S*$/.exec(text(item.serverVersion))?.[0] ?? null,
    row: isRow(row) ? { status: row.status, ready: row.ready, restarts: row.restarts } : null,
    gaps: Array.isArray(item.gaps) ? distinct(item.gaps.filter(isObject).flatMap(readGap)) : null,
    logs: Array.isArray(item.logs) ? item.logs.slice(-mostLogs).filter(isObject).map(readLog) : [],
  }
}

function isRow(row: JsonObject): row is JsonObject & ServerRow {
  return [row.status, row.ready, row.restarts].every((cell) => typeof cell === 'string')
}

/** A gap is never lost for a reason that is not known, as what it stands for would look absent. */
function readGap({ source, why, detail }: JsonObject): Gap[] {
  const known: Source | undefined = sources.find((name) => name === source)
  if (known === undefined) return []
  const reason: GapReason = gapReasons.find((name) => name === why) ?? 'failed'
  return [{ source: known, why: reason, ...(typeof detail === 'string' ? { detail } : {}) }]
}

/** One gap for each source and reason. */
function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.source} ${gap.why}`, gap])).values()]
}

function readLog({ container, previous, lines }: JsonObject): LogTail {
  return { container: text(container), previous: previous === true, lines: lastLines(texts(lines)) }
}

/** The last of these lines, as much as a server is asked for. Of a single longer line its end. */
export function lastLines(lines: readonly string[]): string[] {
  const subject: string[] = []
  let room = mostOfLog
  for (const line of lines.toReversed()) {
    if (line.length >= room) {
      if (subject.length === 0) subject.push(line.slice(-room))
      break
    }
    subject.push(line)
    room -= line.length + 1
  }
  return subject.reverse()
}

/** The Readings of the files that were read together. Of two for one subject the later counts. */
export class SavedReadings {
  readonly #bySubject = new Map<string, SavedReading>()

  add(item: JsonObject): void {
    const reading = readReading(item)
    const { kind, namespace, name } = reading.subject
    this.#bySubject.set(`${namespace}/${kind === 'Pod' ? name : `${kind}/${name}`}`, reading)
  }

  /** That of a pod, or of a workload as KIND/NAME. */
  of(namespace: string, name: string): SavedReading | null {
    return this.#bySubject.get(`${namespace}/${name}`) ?? null
  }

  all(): SavedReading[] {
    return [...this.#bySubject.values()]
  }

  /** When the newest was taken, if nothing but what they are about is among these pods; else null. */
  newest(pods: readonly JsonObject[]): Pick<PodSnapshot, 'takenAt' | 'takenAtIs'> | null {
    const known = pods.map(metadataOf).every(({ namespace, name }) => this.of(namespace, name) !== null)
    const newest = this.all().toSorted((a, b) => (time(b.takenAt) ?? 0) - (time(a.takenAt) ?? 0))[0]
    if (!known || newest === undefined || newest.takenAt === null) return null
    return { takenAt: newest.takenAt, takenAtIs: newest.takenAtIs }
  }
}
