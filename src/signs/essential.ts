// The part of a program's or a runtime's words that carries the error: one line among the last ones, and one clause of that line.
import { isStructured, joinedLines, logText } from './log-line.ts'

/** How long a clause may be where a shorter one can be had, and how long it may be at all. */
const wanted = 60
const longest = 140

// How loggers, servers and shells mark the lines of their levels, in front of the words.
const gravest =
  /^\W*(?:fatal|panic|critical|crit|emerg|alert|severe)\b|\b(?:level|severity|lvl)=\W?(?:fatal|panic|crit|dpanic)|\bFATAL\b|\bpanicked at\b|\bunhandled (?:exception|rejection|error)|\buncaught\b|^F\d{4} |❌|"level":"(?:fatal|panic|dpanic|critical)"/i
const grave =
  /^\W*(?:error|err|exception)\b|\b(?:level|severity|lvl)=\W?err|\bERROR\b|^E\d{4} |"level":"error"|✖|✗/i
const light =
  /^\W*(?:info|debug|trace|notice|log|hint|note|warn|warning|deprecat\w*)\b|\b(?:level|severity|lvl)=\W?(?:info|debug|trace|warn)|\b(?:INFO|DEBUG|TRACE|NOTICE|WARN|WARNING)\b|^[IW]\d{4} |: warning: |"level":"(?:info|debug|trace|warn|warning)"/i
// The words by which errors are told, of whichever language and library.
const tellsError =
  /error|exception|fail(?:ed|ure|s)?\b|cannot|can't|could(?: not|n't)|unable|invalid|denied|refused|forbidden|unauthori[sz]ed|not (?:found|set|allowed|permitted|defined|supported|exist|a valid)|no such|missing|unknown|unrecogni[sz]ed|unsupported|unexpected|illegal|required|must (?:be|not|have|contain)|does not|doesn't|too (?:low|large|many|small|old|new)|expired|mismatch|corrupt|abort|conflict|incompatible|exceed|duplicate|already/i
// Lines that tell that something failed, and nothing of what: a shell, make, npm, yarn, an init system, a supervisor.
const tellsNothing =
  /\b(?:exit(?:ed)?|returned|terminated|failed)\b(?: with)?(?: an?)?(?: non-zero)?(?: exit)? (?:code|status)\b|^npm (?:ERR!|error) (?:code|errno|path|command|lifecycle|A complete log|\s*\/|$)|\bELIFECYCLE\b|command exited \d+|^make(?:\[\d+\])?: \*{3}|RUST_BACKTRACE|bootstrap checks failed$|^Traceback|core dumped\)?$/i

/** How much a line says about an error. */
function weight(line: string): number {
  if (tellsNothing.test(line)) return 1
  if (gravest.test(line)) return 4
  if (grave.test(line)) return 3
  const tells = tellsError.test(line)
  if (light.test(line)) return tells ? 1 : 0
  return tells ? 2 : 0
}

/** The line that says most about an error, the later one of two that say as much; "" of no lines. `lines` is oldest first. */
export function essentialLine(lines: readonly string[]): string {
  const said = joinedLines(lines)
  const most = Math.max(0, ...said.map(weight))
  const line = said.findLast((candidate) => weight(candidate) === most) ?? ''
  return isStructured(line) ? logText(line) : line
}

/** Whether one of the lines tells of an error at all. */
export function tellsAnError(lines: readonly string[]): boolean {
  return joinedLines(lines).some((line) => weight(line) > 1)
}

// What loggers put in front of the words, in any order: times, process and thread numbers, levels, names of loggers and sources.
const fronts: readonly RegExp[] = [
  /^\[?\(?\d{4}[-/.]\d\d[-/.]\d\d[T ,]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:?\d\d| UTC)?\)?\]?[\s:|-]*/,
  /^\[?(?:\d\d[-/.]\d\d[-/.]\d{4}|\d{1,2}[-/][A-Z][a-z]{2}[-/]\d{4})[ :]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: [+-]\d{4})?\]?[\s:|-]*/,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?[\s:|-]*/,
  /^[IWEF](?:\d{4})?\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [\w./-]+:\d+\]\s+/,
  /^\[?\b(?:fatal|critical|crit|error|err|severe|emerg|alert|warning|warn|info)\b\]?(?: \d+)?(?:\[\d+\])?(?:[:|]| -+|\t|\s)+(?=\S)/i,
  /^\[[\w.:/# -]{1,40}\]:?\s+(?=\S)/,
  /^[\w./-]+\.(?:go|py|js|ts|rs|rb|java|cc|cpp|c):\d+(?::\d+)?\]?:?\s+/,
  /^-{3} \[[^\]]*\] [\w.$]+\s+: /,
  /^[a-z][\w$]*(?:\.[\w$]+){2,}\s*(?: -|:)\s+/,
  /^(?:[^\p{L}\p{N}"'`([{<$/\\*.\u0020-]|\s)+/u,
]

// runc logs in logfmt, and CRI-O and dockerd put that line into their own.
const innerMessage = /\btime="[^"]*" level=\w+ msg="((?:[^"\\]|\\.)*)"/

/** The words of a line, without what loggers put in front of them. */
function bare(line: string): string {
  const inner = innerMessage.exec(line)?.[1]
  let text = inner === undefined ? logText(line) : inner.replace(/\\(["\\])/g, '$1')
  for (let before = ''; before !== text; ) {
    before = text
    for (const front of fronts) text = text.replace(front, '')
  }
  return text === '' ? line : text
}

// Links that end a chain and tell nothing: gRPC's code, an exit status, the number of an errno.
const emptyLink = /^(?:unknown|exit status \d+|exit code \d+|\(os error \d+\)|null|undefined)?\.?$/i
// Identifiers that nobody reads: of containers, layers and sandboxes.
const longId = /\b[0-9a-f]{32,}\b/g

/**
 * The clause of a line that carries the error: its first sentence, and of a chain of wrapped errors (`a: b: c`) the last links that
 * fit into 60 characters, at least the last one. `about`, where not empty, is kept in the clause. All of it stands in the line; an
 * omitted identifier or end is marked by "…".
 */
export function essentialClause(line: string, about = ''): string {
  const text = bare(line).replace(/\s+/g, ' ').trim()
  const [first = text, second] = text.split(/(?<=[^.\s]{2}[.!?]["')]?) (?=[A-Z`"'])/)
  const sentence = second !== undefined && first.length < 15 ? `${first} ${second}` : first
  const links = sentence.split(/: +/)
  while (links.length > 1 && emptyLink.test(links.at(-1) ?? '')) links.pop()
  let clause = links.pop() ?? ''
  while (links.length > 0) {
    const longer = `${links.at(-1)}: ${clause}`
    const hasAll = about === '' || !sentence.includes(about) || clause.includes(about)
    if (longer.replace(longId, '…').length > (hasAll ? wanted : longest)) break
    clause = longer
    links.pop()
  }
  clause = clause.replace(longId, '…').replace(/(?<=\w)\.$/, '')
  if (clause.length <= longest) return clause
  return `${clause.slice(0, longest).replace(/\s+\S*$/, '')} …`
}
