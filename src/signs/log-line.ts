// One line of a program's output, parted into what the program says and what loggers and shells write around it.
import { isObject, object } from '../pod/json.ts'

// klog and glog: severity with month and day (glog: with the year), time, thread, file and line.
const klog = /^[IWEF](?:\d{4})?\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [\w./-]+:\d+\]\s+/
// bash "/x.sh: line 33: ", dash "/x.sh: 33: ", BusyBox ash "/x.sh: line 33: " and "sh: "; an `eval` or `exec` may follow.
const shell =
  /^(?:-|\.{0,2}\/)?[\w./-]*(?:\.sh|\.bash|entrypoint|\b(?:ba|da|a)?sh|-c): (?:(?:eval: )?(?:line )?\d+: )?(?=\S)/
const script = /^(?:\.{0,2}\/)?[\w.-][\w./-]*: line \d+: /
// What may stand in front of both: a time, a process number, a level.
const time = /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:?\d\d| UTC)?\]?\s*/

// Fields in which structured loggers keep the words (zap, logrus, zerolog, slog, bunyan, pino, log4j, serilog).
const wordFields = ['msg', 'message', '@m', 'log', 'event', 'error', 'err', 'exception', 'stack_trace']

/**
 * What a program says in one line, without the time, level and source that a logger puts in front, and without the structure of
 * JSON or logfmt: of that the message and the error are left, joined by ": ". The script and position that a shell puts in front
 * become `sh: `, whatever the shell.
 */
export function logText(line: string): string {
  const words = structuredWords(line)
  if (words !== null) return words
  const bare = line.replace(time, '').replace(klog, '')
  return bare.replace(shell.test(bare) ? shell : script, 'sh: ')
}

/** Whether a line is structured, so that its words alone read better than the line. */
export function isStructured(line: string): boolean {
  return structuredWords(line) !== null
}

function structuredWords(line: string): string | null {
  if (line.startsWith('{')) return jsonWords(line)
  return /^(?:time|ts|t|level|lvl|severity)=\S/.test(line) ? logfmtWords(line) : null
}

/** The message and error of a line in logfmt (logrus, go-kit, slog's text), whose values stand in quotes or run to the next key. */
function logfmtWords(line: string): string | null {
  const words = ['msg', 'message', 'error', 'err'].flatMap((key) => {
    const [, quoted, plain] =
      new RegExp(String.raw`\s${key}=(?:"((?:[^"\\]|\\.)*)"|(.*?)(?=\s[\w.]+=|$))`).exec(line) ?? []
    // Go prints a map of one entry as `map[message:…]`.
    const value = (quoted?.replace(/\\[nrt]/g, ' ').replace(/\\(["\\])/g, '$1') ?? plain ?? '')
      .replace(/^map\[message:(.*)\]$/, '$1')
      .trim()
    return value === '' ? [] : [value]
  })
  return words.length === 0 ? null : words.join(': ')
}

function jsonWords(line: string): string | null {
  try {
    const fields = object(JSON.parse(line))
    const words = wordFields.flatMap((name) => {
      const value = fields[name]
      const text = isObject(value) ? value.message : value
      return typeof text === 'string' && text.trim() !== '' ? [text.replace(/\s+/g, ' ').trim()] : []
    })
    return words.length === 0 ? null : [...new Set(words)].join(': ')
  } catch {
    return null
  }
}

// What follows the words that say what went wrong: stack frames of Go, the JVM, V8, CPython, glog and native code, and the help
// text of a command line (cobra, pflag).
const aside = [
  /^at \S+/,
  /^goroutine \d+ \[/,
  /^created by \S+/,
  /^[\w./@~-]+\.[\w.()*]+\((?:\.{3}|(?:0x[0-9a-f]+\??|[{}?,. ])*)\)$/,
  /^\/?[\w./@~-]+\.go:\d+(?: \+0x[0-9a-f]+)?$/,
  /^(?:PC: )?@ +0x[0-9a-f]+/,
  /^#\d+ +0x[0-9a-f]+/,
  /^\d+: +(?:0x[0-9a-f]+|\S+::)/,
  /^File ".*", line \d+/,
  /^\.\.\. \d+ (?:more|common frames)/,
  /^\*+$/,
  /^-{1,2}[\w-]+(?:, --[\w-]+)?(?: \w+)? {2,}\S/,
  /^(?:Usage|Flags|Global Flags|Available Commands|Aliases|Examples):/,
]

/** Whether a line is no statement of its own: a stack frame, or part of a help text. */
export function isAside(line: string): boolean {
  return aside.some((form) => form.test(line))
}

/**
 * The lines, oldest first, with those joined that make one value: Rust prints a debugged value (`{:#?}`) over several, from one
 * that ends with an open bracket to the one that closes it.
 */
export function joinedLines(lines: readonly string[]): string[] {
  const joined: string[] = []
  let open = 0
  for (const line of lines) {
    const before = open
    if (before > 0 || /^[^"']*\b[A-Z]\w*(?: \{|\()$/.test(line)) open = Math.max(0, before + depth(line))
    if (before > 0) joined[joined.length - 1] += ` ${line}`
    else joined.push(line)
  }
  return joined
}

function depth(line: string): number {
  return [...line].reduce((sum, char) => sum + Number('([{'.includes(char)) - Number(')]}'.includes(char)), 0)
}
