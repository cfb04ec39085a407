// Whether an answer is right, vague or wrong, by the truth of a report.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnosis, Finding } from '../../src/diagnosis/diagnosis.ts'
import { inputOf, type ReportTruth, reportsFolder } from './cases.ts'

/** `vague`: nothing false, but less than the evidence gives. `wrong`: a false claim, outcome or container, or a sick pod called well. */
export interface Judgement {
  readonly grade: 'right' | 'vague' | 'wrong'
  /** What is false or lacking; "" for a right answer. */
  readonly why: string
}

const well = new Set(['healthy', 'completed', 'starting'])

/** Judges what was answered to the report `name`, all of its pods and workloads. */
export function judge(name: string, truth: ReportTruth, answers: readonly Diagnosis[]): Judgement {
  if (answers.length === 0) return { grade: 'vague', why: 'no answer about any of the objects' }
  if (truth.healthy) {
    const accused = answers.filter(
      ({ verdict, outcome }) => verdict !== null || !truth.outcomes.includes(outcome),
    )
    return accused.length === 0
      ? { grade: 'right', why: '' }
      : { grade: 'wrong', why: accused.map(({ summary }) => summary).join('; ') }
  }
  const messages = messagesOf(name)
  const wrong: string[] = []
  const vague: string[] = []
  for (const answer of answers) {
    const findings = [...(answer.verdict === null ? [] : [answer.verdict]), ...answer.findings]
    const fault = faultOf(truth, answer, findings, messages)
    if (fault !== '') wrong.push(fault)
    else if (findings.length === 0) vague.push(`no cause (${answer.outcome})`)
    else {
      const missing = findings.map((finding) => missingIn(truth, finding, messages))
      if (missing.includes('')) return { grade: 'right', why: '' }
      vague.push(`${findings[0]?.cause}: ${missing[0]}`)
    }
  }
  return wrong.length > 0
    ? { grade: 'wrong', why: wrong.join('; ') }
    : { grade: 'vague', why: vague[0] ?? '' }
}

function faultOf(
  truth: ReportTruth,
  { outcome, verdict }: Diagnosis,
  findings: readonly Finding[],
  messages: readonly string[],
): string {
  if (findings.length === 0 && well.has(outcome)) return `called ${outcome}`
  if (!truth.outcomes.includes(outcome)) return `outcome ${outcome}`
  for (const finding of findings) {
    for (const text of [finding.what, finding.why, ...stepsOf(finding)]) {
      const claim = truth.not_names.find((pattern) => isClaimed(pattern, ownWords(text, messages)))
      if (claim !== undefined) return `claims ${claim}: ${text}`
    }
  }
  const { container = null } = verdict ?? {}
  return truth.container !== null && container !== null && container !== truth.container
    ? `blames ${container}`
    : ''
}

function missingIn(truth: ReportTruth, finding: Finding, messages: readonly string[]): string {
  const { what, why, evidence } = finding
  const steps = bare(stepsOf(finding).join('\n'))
  const statement = `${ownWords(`${what}\n${why}`, messages)}\n${factsOf(finding, messages)}`
  const quotes = evidence.map(({ reason = '', quote }) => `${reason} ${quote}`).join('\n')
  const all = bare(`${what}\n${why}\n${factsOf(finding, [])}\n${steps}\n${quotes}`)
  return [
    ...truth.names.filter((pattern) => !matches(pattern, statement)).map((pattern) => `lacks ${pattern}`),
    ...truth.anywhere.filter((pattern) => !matches(pattern, all)).map((pattern) => `shows no ${pattern}`),
    ...(truth.next.length > 0 && !truth.next.some((pattern) => matches(pattern, steps))
      ? [`no step ${truth.next.join(' or ')}`]
      : []),
  ].join('; ')
}

function stepsOf({ next }: Finding): string[] {
  return next.map((step) => ('command' in step ? step.command : step.advice))
}

/** Facts in words; one that is a part of a message is a quotation, unless it is short. */
function factsOf({ facts }: Finding, messages: readonly string[]): string {
  return Object.entries(facts)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one] as const))
    .filter(([, value]) => value !== '' && value !== null && typeof value !== 'boolean')
    .map(([name, value]) => [name, bare(String(value))] as const)
    .filter(([, text]) => text.length < 25 || !text.includes(' ') || !isPart(text, messages))
    .map(([name, text]) => `${name}: ${text}`)
    .join('\n')
}

function isPart(text: string, messages: readonly string[]): boolean {
  const part = text.toLowerCase().replace(/[.… ]+$/, '')
  return messages.some((message) => message.includes(part))
}

const longMessage = 60

/** The text without its copies of (nearly) whole messages: a part that was chosen is the tool's own statement. */
function ownWords(text: string, messages: readonly string[]): string {
  let own = bare(text)
  for (const message of messages.filter(({ length }) => length >= longMessage)) {
    const least = Math.max(longMessage, Math.floor(message.length * 0.6))
    for (let from = 0; from + least <= message.length; from++) {
      const at = own.toLowerCase().indexOf(message.slice(from, from + least))
      if (at < 0) continue
      let end = at + least
      while (own[end]?.toLowerCase() === message[from + end - at] && from + end - at < message.length) end++
      const isWhole = end - at >= message.length * 0.8 || /^(?:…|\.\.\.)/.test(own.slice(end, end + 3))
      if (isWhole) own = `${own.slice(0, at)}<quote>${own.slice(end)}`
      break
    }
  }
  return own
}

const denied =
  /(?:\b(?:not|never|no|nor|without|instead of|rather than)|n't)[ `'":-]+(?:(?!because|since|so|as|when|if|but|and)\w+[ `'"-]+){0,4}$/i

/** Whether the pattern is claimed: "do not add a toleration" claims nothing. */
function isClaimed(pattern: string, text: string): boolean {
  return [...text.matchAll(new RegExp(pattern, 'gi'))].some(
    ({ index }) =>
      !denied.test(
        text
          .slice(0, index)
          .split(/(?<!\bnot)[.;:] /)
          .at(-1) ?? '',
      ),
  )
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'i').test(text)
}

/** Every message of the input, whole and line by line, the longest first. */
function messagesOf(name: string): string[] {
  const found = new Set<string>()
  const add = (text: string): void => {
    for (const part of [text, text.replace(/^Error: /, ''), ...text.split('\n')]) {
      if (bare(part).length >= 25) found.add(bare(part).toLowerCase())
    }
  }
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        if (['message', 'note', 'reason'].includes(key) && typeof item === 'string') add(item)
        else walk(item)
      }
    }
  }
  walk(JSON.parse(readFileSync(join(reportsFolder, name, 'objects.json'), 'utf8')))
  const input = inputOf(name)
  if (statSync(input).isDirectory()) {
    for (const file of readdirSync(input, { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('logs.txt')) add(readFileSync(join(input, file), 'utf8'))
    }
  }
  return [...found].toSorted((a, b) => b.length - a.length)
}

function bare(text: string): string {
  return text
    .replaceAll('\\n', ' ')
    .replaceAll('⏎', ' ')
    .replace(/\\+(["'\\])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
