// Saved objects: files, a folder that `kubectl cluster-info dump` wrote, or standard input.
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type JsonObject, rfc3339, text } from '../../pod/json.ts'
import type { Gap, LogTail, PodSnapshot, Source } from '../../pod/snapshot.ts'
import { isFailureText } from '../api/log-tail.ts'
import { ObjectSet } from '../api/objects.ts'
import { ClusterError } from '../errors.ts'
import type { ObjectsRead, Origin } from '../snapshot/join.ts'
import { loadDocuments } from './documents.ts'
import { newestTime } from './newest-time.ts'
import { isReading, SavedReadings } from './saved-reading.ts'

// A kube-apiserver keeps events for an hour: a file that holds some was saved within about that time of the newest.
const eventsLive = 60 * 60 * 1000

/** The byte streams of one `-f` argument: one file, a folder's files, or standard input for `-`. */
export interface SavedInput {
  readonly name: string
  /** When the file was last written, in milliseconds; null for standard input. */
  readonly writtenAt: number | null
  readonly open: () => AsyncIterable<Uint8Array>
}

/**
 * Finds what `-f PATH` names. A folder stands for the .json, .yaml and .yml files in it and below it.
 * Throws a ClusterError of kind `usage` for a path that does not exist, cannot be read, or holds no such file.
 */
export async function findInputs(path: string, stdin: AsyncIterable<Uint8Array>): Promise<SavedInput[]> {
  if (path === '-') return [{ name: 'standard input', writtenAt: null, open: () => stdin }]
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ClusterError('usage', pathProblem(path, error))
  })
  if (!found.isDirectory()) {
    return [{ name: path, writtenAt: found.mtimeMs, open: () => openFile(path) }]
  }
  const files = (await readdir(path, { recursive: true }))
    .filter((file) => /\.(json|ya?ml)$/.test(file))
    .sort()
  if (files.length === 0) throw new ClusterError('usage', `the folder "${path}" holds no .json or .yaml file`)
  return files.map((file) => ({
    name: join(path, file),
    writtenAt: found.mtimeMs,
    open: () => openFile(join(path, file)),
  }))
}

async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) yield chunk as Uint8Array
  } catch (error) {
    throw new ClusterError('usage', pathProblem(path, error as NodeJS.ErrnoException))
  }
}

function pathProblem(path: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return `the path "${path}" does not exist`
  if (error.code === 'EACCES') return `the path "${path}" cannot be read: permission denied`
  return `the path "${path}" cannot be read (${error.code ?? 'unknown error'})`
}

/** The pods of what the `-f` arguments name, in order, while it is being read. Throws as `readSaved` does. */
export async function* streamPods(
  paths: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): AsyncGenerator<JsonObject> {
  for (const path of paths) {
    for (const input of await findInputs(path, stdin)) {
      for await (const item of loadDocuments(input.open(), input.name)) {
        if (item.kind === 'Pod') yield item
      }
    }
  }
}

export interface SavedOptions {
  /** When the objects were saved, in milliseconds, if the user said so. */
  readonly now: number | null
  /** The present, in milliseconds. */
  readonly clock: number
}

/** Reads what the `-f` arguments name into one set. Throws a ClusterError of kind `usage` for input that cannot be read. */
export async function loadSaved(
  paths: readonly string[],
  options: SavedOptions & { readonly stdin: AsyncIterable<Uint8Array> },
): Promise<ObjectsRead> {
  const inputs = (await Promise.all(paths.map((path) => findInputs(path, options.stdin)))).flat()
  const logs = (await Promise.all(paths.map(loadLogs))).flat()
  return loadInputs(inputs, options, logs)
}

/** Reads open inputs into one set. */
export async function loadInputs(
  inputs: readonly SavedInput[],
  options: SavedOptions,
  logs: readonly SavedLog[] = [],
): Promise<ObjectsRead> {
  const objects = new ObjectSet()
  const readings = new SavedReadings()
  for (const input of inputs) {
    for await (const item of loadDocuments(input.open(), input.name)) {
      if (isReading(item)) readings.add(item)
      else objects.add(item)
    }
  }
  for (const { subject, row } of readings.all()) {
    if (row !== null) objects.addRow(subject.namespace, subject.name, row)
  }
  const missing = missingSources(objects, logs.length > 0)
  const logsOf = (namespace: string, name: string): readonly LogTail[] => [
    ...(readings.of(namespace, name)?.logs ?? []),
    ...logs.filter((log) => log.namespace === namespace && log.pod === name),
  ]
  const isFailure = ({ lines }: LogTail): boolean => isFailureText(lines.join('\n'))
  const inferred = inferredMoment(objects, inputs, options)
  const newest = options.now === null ? readings.newest(objects.all('Pod')) : null
  const origin: Origin = { ...(newest ?? inferred), from: 'file', serverVersion: null }
  return {
    ...origin,
    objects,
    originOf: (namespace, name) => {
      const reading = readings.of(namespace, name)
      if (reading === null) return null
      const { takenAt, takenAtIs, from, serverVersion } = reading
      const moment = options.now === null && takenAt !== null ? { takenAt, takenAtIs } : inferred
      return { ...moment, from, serverVersion }
    },
    makers: readings
      .all()
      .map(({ subject: { kind, namespace, name } }) => objects.get(kind, namespace, name))
      .filter((maker) => maker !== null)
      .filter(({ kind }) => kind !== 'Pod'),
    gaps: (namespace, name) => {
      const gaps = readings.of(namespace, name)?.gaps ?? missing
      return logsOf(namespace, name).some(isFailure) ? [...gaps, { source: 'logs', why: 'failed' }] : gaps
    },
    logs: (namespace, name) => logsOf(namespace, name).filter((log) => !isFailure(log)),
  }
}

/**
 * When the file was saved. The user may say it, or a report in it. Else, if the objects are so fresh that this must be a pipe or a file of
 * the last hour, it is the time of writing; else, for files with events, it is close to the newest time that they hold
 * (see docs/decisions/time-of-a-saved-file.md).
 */
function inferredMoment(
  objects: ObjectSet,
  inputs: readonly SavedInput[],
  options: SavedOptions,
): Pick<PodSnapshot, 'takenAt' | 'takenAtIs'> {
  if (options.now !== null) return { takenAt: rfc3339(options.now), takenAtIs: 'exact' }
  const written = Math.min(options.clock, ...inputs.map(({ writtenAt }) => writtenAt ?? options.clock))
  const newest = newestTime(objects.everything(), options.clock)
  const isPipe = inputs.some(({ writtenAt }) => writtenAt === null)
  const hasClock = objects.has('Event') || objects.has('Node')
  if (newest === null || Math.abs(written - newest) < eventsLive || (isPipe && !hasClock)) {
    return { takenAt: rfc3339(written), takenAtIs: 'exact' }
  }
  return { takenAt: rfc3339(newest), takenAtIs: 'newest-time-in-file' }
}

/** What the file does not hold at all was not read: it may exist in the cluster. */
function missingSources(objects: ObjectSet, hasLogs: boolean): Gap[] {
  const kinds: [Source, boolean][] = [
    ['events', objects.has('Event')],
    ['owner-events', objects.has('Event')],
    ['node', objects.has('Node')],
    ['nodes', objects.has('Node')],
    [
      'owner',
      ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Deployment'].some((kind) => objects.has(kind)),
    ],
    ['claims', objects.has('PersistentVolumeClaim')],
    ['volumes', objects.has('PersistentVolume')],
    ['claim-events', objects.has('Event')],
    ['logs', hasLogs],
  ]
  return kinds.filter(([, read]) => !read).map(([source]) => ({ source, why: 'not-in-file' }))
}

interface SavedLog extends LogTail {
  readonly namespace: string
  readonly pod: string
}

const dumpHeader = /^==== START logs for container (\S+) of pod (\S+)\/(\S+) ====$/

/** The logs in a `cluster-info dump` folder: NAMESPACE/POD/logs.txt, the containers one after the other. */
async function loadLogs(path: string): Promise<SavedLog[]> {
  if (path === '-' || !(await stat(path)).isDirectory()) return []
  const files = (await readdir(path, { recursive: true })).filter((file) => basename(file) === 'logs.txt')
  const logs: SavedLog[] = []
  for (const file of files) {
    let log: {
      namespace: string
      pod: string
      container: string
      previous: boolean
      lines: string[]
    } | null = null
    for (const line of (await readFile(join(path, file), 'utf8')).split('\n')) {
      const header = dumpHeader.exec(line)
      if (header !== null) {
        log = {
          container: text(header[1]),
          namespace: text(header[2]),
          pod: text(header[3]),
          previous: false,
          lines: [],
        }
        logs.push(log)
      } else if (line.startsWith('==== END logs')) log = null
      else if (line !== '') log?.lines.push(line)
    }
  }
  return logs
}
