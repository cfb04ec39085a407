// Texts in a program's last words that name a reason themselves. They are the program's claim, never proof.

export type HintKind =
  | 'connection-refused'
  | 'host-unknown'
  | 'host-unreachable'
  | 'address-in-use'
  | 'read-only-file-system'
  | 'permission-denied'
  | 'disk-full'
  | 'module-missing'
  | 'heap-exhausted'
  | 'file-missing'
  | 'panic'
  | 'exception'

export interface Hint {
  readonly kind: HintKind
  /** What it is about where the text names it: `db:5432`, a path, a module; "" else. */
  readonly about: string
  readonly line: string
}

/** Hints that another program could not be reached: its start, or what leads to it, takes the reason away. */
export const unreachedHints: ReadonlySet<string> = new Set<HintKind>([
  'connection-refused',
  'host-unknown',
  'host-unreachable',
])

const hostAndPort =
  /((?:[a-z0-9_-]+\.)*[a-z0-9_-]*[a-z_-][a-z0-9_-]*|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]):(\d{2,5})\b/gi
// What loggers put in front, and looks like one: the time, and the line of a source file.
const timestamp = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*/g
const sourceLine = /\.(?:go|[cm]?[jt]sx?|py|rb|rs|java|kt|scala|cs|php|exs?|c|cc|cpp):\d/i
const absolutePath = /(?<![\w.:/])(\/[\w.@+-]+(?:\/[\w.@+-]+)*\/?)/

// From the special to the general. The texts are errno messages of libc and Go, error names of Node (ECONNREFUSED),
// resolvers (glibc, musl, Go, Node), loaders (ld.so, CPython, Node, JVM, Ruby) and runtimes (Go, Rust, Python, JVM, V8).
const patterns: readonly [HintKind, RegExp, ((line: string) => string)?][] = [
  ['heap-exhausted', /OutOfMemoryError: (?:Java heap space|GC overhead|Metaspace)|heap out of memory/],
  ['connection-refused', /connection refused|\bECONNREFUSED\b|connection to \S+ refused/i, addressIn],
  [
    'host-unknown',
    /no such host|\bENOTFOUND\b|\bEAI_AGAIN\b|name or service not known|temporary failure in name resolution|could(?:n't| not) (?:translate host name|resolve host)|name does not resolve|bad address '|UnknownHostException/i,
    (line) =>
      /lookup ([\w.-]+)|(?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)|host name "([\w.-]+)"|bad address '([\w.-]+)(?::\d+)?'|resolve host(?: name)?:? '?([\w.-]*\w)|UnknownHostException: ([\w.-]*\w)|host=['"]([\w.-]+)['"]/i
        .exec(line)
        ?.slice(1)
        .find(Boolean) ?? '',
  ],
  [
    'host-unreachable',
    /no route to host|network is unreachable|\b(?:EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)\b|connection timed out|dial (?:tcp|udp).*i\/o timeout/i,
    addressIn,
  ],
  [
    'address-in-use',
    /address already in use|\bEADDRINUSE\b/i,
    (line) => /:(\d{2,5})\b/.exec(line)?.[1] ?? '',
  ],
  ['read-only-file-system', /read-only file system|\bEROFS\b/i, pathIn],
  ['disk-full', /no space left on device|\bENOSPC\b/i, pathIn],
  ['permission-denied', /permission denied|\bEACCES\b/i, pathIn],
  [
    'module-missing',
    /No module named|Cannot find (?:module|package)|ClassNotFoundException|NoClassDefFoundError|error while loading shared libraries|cannot load such file/,
    (line) =>
      /(?:No module named|Cannot find (?:module|package)) ['"]?([\w@./-]+)|(?:ClassNotFoundException|NoClassDefFoundError): ([\w.$/]+)|shared libraries: ([^\s:]+)|cannot load such file -- (\S+)/
        .exec(line)
        ?.slice(1)
        .find(Boolean) ?? '',
  ],
  ['panic', /^panic: |\bpanicked at\b/],
  ['file-missing', /no such file or directory|FileNotFoundException|\bENOENT\b/i, pathIn],
]

// The last line of a Python traceback or the first of a JVM one: "ValueError: …", "Exception in thread …".
const exception = /^(?:Exception in thread "|(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception)\b(?:: |$))/

/** The first hint, special ones before general ones and late lines before early ones, or null. `lines` is oldest first. */
export function hintIn(lines: readonly string[]): Hint | null {
  for (const [kind, text, about] of patterns) {
    const line = lines.findLast((candidate) => text.test(candidate))
    if (line !== undefined) return { kind, about: about?.(line) ?? '', line }
  }
  const line = lines.findLast((candidate) => exception.test(candidate))
  return line === undefined ? null : { kind: 'exception', about: '', line }
}

function pathIn(line: string): string {
  return absolutePath.exec(line)?.[1] ?? ''
}

/**
 * The address that a connection failed to, as `db:5432`: where the text names its port apart, right after an error name of Node,
 * or else the last one before the error. busybox names no port.
 */
function addressIn(written: string): string {
  const line = written.replace(timestamp, ' ')
  // libpq `at "db" (10.0.0.7), port 5432 failed`, curl `connect to db port 5432`, urllib3 `host='db', port=5432`, Ruby `for "db" port 5432`.
  const apart = /\b(?:at|host|connect to|for)[ =]["']?([\w.-]+)["']?.*?\bport[ =](\d{2,5})\b/.exec(line)
  if (apart !== null) return `${apart[1]}:${apart[2]}`
  const error = /\bE[A-Z]{6,}\b|refused|no route|unreachable|timed out|timeout/i.exec(line)
  const at = error?.index ?? line.length
  const found = [...line.matchAll(hostAndPort)].filter(([text]) => !sourceLine.test(text))
  const after = found.find(({ index }) => index > at)
  const before = found.findLast(({ index }) => index < at)
  const nearest = error?.[0].startsWith('E') ? (after ?? before) : (before ?? after)
  return nearest?.[0] ?? /remote host \(([^)\s]+)\)/.exec(line)?.[1] ?? ''
}
