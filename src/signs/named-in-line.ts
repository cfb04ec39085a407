// What a line of a log names, read by the role in which it stands there: the port that was to be opened, the file that was refused.

const word = '[a-z0-9_-]'
const host = String.raw`(?:${word}+\.)*${word}*[a-z_-]${word}*|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]`
const hostAndPort = new RegExp(String.raw`(${host}):(\d{2,5})\b`, 'gi')
// What loggers put in front or behind, and looks like an address: the time, and the line of a source file.
const times = /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d\S*|\b\d\d:\d\d:\d\d(?:[.,]\d+)?/g
const sourceLine = /[\w./-]+\.(?:go|[cm]?[jt]sx?|py|rb|rs|java|kt|scala|cs|php|exs?|c|cc|cpp):\d+(?::\d+)?/gi

function withoutNoise(line: string): string {
  return line.replace(times, ' ').replace(sourceLine, ' ')
}

/**
 * The address that a connection failed to, as `db:5432`: where the text names its port apart, right after an error name of Node,
 * or else the last one before the error. BusyBox names no port; "" where nothing is named.
 */
export function addressIn(written: string): string {
  const line = withoutNoise(written)
  // libpq up to 13 `running on host "db" (10.0.0.7) and accepting TCP/IP connections on port 5432`, later `at "db" (10.0.0.7), port 5432
  // failed`; curl `connect to db port 5432`, urllib3 `host='db', port=5432`, Ruby `for "db" port 5432`.
  const apart =
    /\b(?:at|host|connect to(?! server\b)|for)[ =]["']?([\w.-]+)["']?.*?\bport[ =](\d{2,5})\b/.exec(line)
  if (apart !== null) return `${apart[1]}:${apart[2]}`
  const error =
    /\bE[A-Z]{6,}\b|refused|no route|unreachable|timed out|timeout|does not resolve|not known/i.exec(line)
  const at = error?.index ?? line.length
  const found = [...line.matchAll(hostAndPort)]
  const after = found.find(({ index }) => index > at)
  const before = found.findLast(({ index }) => index < at)
  const nearest = error?.[0].startsWith('E') ? (after ?? before) : (before ?? after)
  if (nearest !== undefined) return nearest[0]
  const url = /https?:\/\/([\w.-]+(?::\d+)?)/.exec(line)?.[1]
  return url ?? /remote host \(([^)\s]+)\)/.exec(line)?.[1] ?? ''
}

const port = String.raw`(\d{1,5})`
// Each is a way in which a server names the address that it was to listen on.
const listenForms = [
  // Behind the call itself: Go "listen tcp :80", nginx "bind() to 0.0.0.0:25", Node "listen EACCES: permission denied 0.0.0.0:80".
  new RegExp(
    String.raw`\b(?:listen|bind)\w*(?:\(\))?(?: (?:to|on|at|socket|address|tcp[46]?|udp[46]?))* \S*?:${port}(?=$|[\s:,;.'")\]])`,
    'i',
  ),
  // Spring "Port 8080 was already in use", ingress-nginx "Port 80 is already in use", uvicorn and mysqld "port: 3306".
  new RegExp(String.raw`\bport[ :=]+['"]?${port}\b`, 'i'),
  // Python "('0.0.0.0', 8000)".
  new RegExp(String.raw`\('[^']*', ${port}\)`),
  // Apache "[::]:80", redis "*:6379", Node ":::3000", HAProxy "[0.0.0.0:80]".
  new RegExp(String.raw`(?:^|[\s'"(\[=/])(?:[\w.-]+|\*|\[[0-9a-f:]*\]|::)?:${port}(?=$|[\s:,;.'")\]])`, 'i'),
]

/** The port that a program was to listen on, as it stands in a line about that; "" where none is named. */
export function listenPortIn(written: string): string {
  const line = withoutNoise(written)
  for (const form of listenForms) {
    const found = form.exec(line)?.[1]
    if (found !== undefined && Number(found) > 0 && Number(found) <= 65535) return found
  }
  return ''
}

const path = String.raw`(\/[\w.@+~-]+(?:\/[\w.@+~-]+)*\/?)`
const absolutePath = new RegExp(String.raw`(?<![\w.:/@])${path}`, 'g')

/**
 * The file that an error of that wording is about: right behind the error (Python "Permission denied: '/x'", Node "EROFS: …, open
 * '/x'"), else the last one before it (libc's perror, GNU and BusyBox tools, Go's PathError); "" where no path is named.
 */
export function pathIn(line: string, error: RegExp): string {
  const at = [...line.matchAll(new RegExp(error.source, 'gi'))].at(-1)
  const paths = [...line.matchAll(absolutePath)]
  if (at === undefined) return ''
  const end = at.index + at[0].length
  const after = paths.find(
    ({ index }) => index >= end && /^(?:, \w+)?:? ?['"‘`(]?$/.test(line.slice(end, index)),
  )
  const named = (after ?? paths.findLast(({ index }) => index < at.index))?.[1]
  // A shell names a script as it was called.
  return named ?? /^sh: (\.{1,2}\/\S+): /.exec(line)?.[1] ?? ''
}
