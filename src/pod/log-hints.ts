// Texts in a program's last words that name a reason themselves. They are the program's claim, never proof.

export type HintKind =
  | 'connection-refused'
  | 'host-unknown'
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

const hostAndPort =
  /((?:[a-z0-9_-]+\.)*[a-z0-9_-]*[a-z_-][a-z0-9_-]*|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]):(\d{2,5})\b/i
const absolutePath = /(?<![\w.:/])(\/[\w.@+-]+(?:\/[\w.@+-]+)*\/?)/

// From the special to the general. The texts are errno messages of libc and Go, error names of Node (ECONNREFUSED),
// resolvers (glibc, musl, Go, Node), loaders (ld.so, CPython, Node, JVM, Ruby) and runtimes (Go, Rust, Python, JVM, V8).
const patterns: readonly [HintKind, RegExp, ((line: string) => string)?][] = [
  ['heap-exhausted', /OutOfMemoryError: (?:Java heap space|GC overhead|Metaspace)|heap out of memory/],
  [
    'connection-refused',
    /connection refused|\bECONNREFUSED\b/i,
    (line) => (/port (\d{2,5})\b/.test(line) ? serverAndPort(line) : (hostAndPort.exec(line)?.[0] ?? '')),
  ],
  [
    'host-unknown',
    /no such host|\bENOTFOUND\b|\bEAI_AGAIN\b|name or service not known|temporary failure in name resolution|could not translate host name|name does not resolve/i,
    (line) =>
      /lookup ([\w.-]+)|(?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)|host name "([\w.-]+)"|bad address '([\w.-]+)'/
        .exec(line)
        ?.slice(1)
        .find(Boolean) ?? '',
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

/** libpq: `connection to server at "db" (10.0.0.7), port 5432 failed: Connection refused`. */
function serverAndPort(line: string): string {
  const match = /(?:at|host) "?([\w.-]+)"?.*?\bport (\d{2,5})\b/.exec(line)
  return match === null ? '' : `${match[1]}:${match[2]}`
}
