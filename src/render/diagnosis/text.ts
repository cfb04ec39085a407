// A diagnosis for a person in a terminal: short first, proof after. docs/OUTPUT.md says why it looks like this.
import type {
  Diagnosis,
  Evidence,
  Finding,
  Outcome,
  StatusExplained,
  Warning,
} from '../../diagnosis/diagnosis.ts'
import type { Source } from '../../pod/snapshot.ts'
import { clock } from '../../words/clock.ts'
import type { Palette } from '../colour.ts'
import { inline, lines } from '../neutralise.ts'
import { shortLife } from '../timeline/short.ts'
import { gapWords, sourceWords } from '../words.ts'
import { pad, wrap } from '../wrap.ts'

// A reader at night looks at a few lines.
const mostWarnings = 3

/** How many of the missing sources are asked for: those that would decide most. */
const mostSources = 2

export interface TextOptions {
  readonly width: number
  readonly palette: Palette
}

const marks: Record<Outcome, string> = {
  healthy: '✔',
  completed: '✔',
  starting: '…',
  waiting: '…',
  failing: '✖',
  failed: '✖',
  terminating: '…',
  unknown: '?',
}

/** The whole diagnosis as text, with a newline at its end. */
export function renderText(diagnosis: Diagnosis, { width, palette }: TextOptions): string {
  const page = new Page(width, palette)
  page.header(diagnosis)
  page.line(0, '')
  if (diagnosis.verdict === null) page.summary(diagnosis)
  else page.finding(diagnosis.verdict, mark(diagnosis), diagnosis.takenAt, paint(diagnosis.outcome, palette))
  for (const finding of diagnosis.findings) {
    page.line(0, '')
    page.finding(finding, 'also:', diagnosis.takenAt, palette.strong)
  }
  if (!isFine(diagnosis)) page.facts(diagnosis)
  page.warnings(diagnosis)
  if (!isFine(diagnosis)) {
    page.because(diagnosis)
    page.life(diagnosis)
    page.gaps(diagnosis)
  } else if (diagnosis.status?.differs) {
    page.difference(diagnosis)
  }
  return page.text()
}

function isFine({ outcome }: Diagnosis): boolean {
  return outcome === 'healthy' || outcome === 'completed'
}

function mark({ outcome, verdict }: Diagnosis): string {
  return outcome === 'terminating' && verdict !== null ? '✖' : marks[outcome]
}

function paint(outcome: Outcome, palette: Palette): (text: string) => string {
  if (outcome === 'healthy' || outcome === 'completed') return palette.good
  return outcome === 'failing' || outcome === 'failed' ? palette.bad : palette.unsure
}

class Page {
  readonly #lines: string[] = []
  readonly #width: number
  readonly #palette: Palette

  constructor(width: number, palette: Palette) {
    this.#width = width
    this.#palette = palette
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`
  }

  /** One line as it is, or wrapped, with each line indented. Colour is put on after wrapping. */
  line(indent: number, text: string, colour: (text: string) => string = (same) => same, hanging = 0): void {
    if (text === '') {
      this.#lines.push('')
      return
    }
    wrap(text, this.#width - indent - hanging).forEach((part, index) => {
      this.#lines.push(`${' '.repeat(indent + (index === 0 ? 0 : hanging))}${colour(part)}`)
    })
  }

  header({ pod, status, workload, namespace, verdict }: Diagnosis): void {
    if (pod === null || status === null) {
      const pods = verdict?.facts.hasOthers === true ? 'not all pods' : 'no pod'
      this.line(0, `${inline(namespace)}/${inline(workload ?? '')}   ${pods}`, this.#palette.strong)
      return
    }
    const parts = [
      status.word === '' ? 'no STATUS' : status.word,
      `${status.ready} ready`,
      ...restarts(status),
      pod.node ?? 'no node',
      ...(pod.owner === null ? [] : [pod.owner]),
    ].map(inline)
    const name = inline(`${pod.namespace}/${pod.name}`)
    const whole = [name, ...parts].join('   ')
    if (whole.length <= this.#width) this.line(0, whole, this.#palette.strong)
    else {
      this.line(0, name, this.#palette.strong)
      this.line(2, parts.join(' · '), this.#palette.strong)
    }
  }

  /** What to say when nothing leads. */
  summary(diagnosis: Diagnosis): void {
    const { outcome, summary } = diagnosis
    this.line(0, `${marks[outcome]} ${inline(summary)}`, paint(outcome, this.#palette), 2)
  }

  finding(finding: Finding, lead: string, takenAt: string, colour: (text: string) => string): void {
    const certainty = finding.certainty === 'likely' ? 'Likely: ' : ''
    this.line(0, `${lead} ${certainty}${inline(finding.what)}`, colour, 2)
    if (finding.why !== '') this.line(2, inline(finding.why))
    this.line(0, '')
    this.line(2, 'How we know', this.#palette.strong)
    this.evidence(finding.evidence, takenAt)
    if (finding.next.length > 0) {
      this.line(2, 'Next', this.#palette.strong)
      // A command is never broken: it is there to be pasted.
      for (const step of finding.next) {
        if ('command' in step) this.#lines.push(`    ${inline(step.command)}`)
        else this.line(4, inline(step.advice))
      }
    }
  }

  /** Each item with its label, and the cluster's words behind a gutter, so that none of them can look like ours. */
  evidence(items: readonly Evidence[], takenAt: string): void {
    const labels = items.map((item) => label(item, takenAt))
    const column = Math.min(Math.max(...labels.map((text) => text.length)), 38)
    items.forEach((item, index) => {
      const name = labels[index] ?? ''
      const quoted = lines(item.repeats === undefined ? item.quote : item.value || '(the same words)')
      const [only = ''] = quoted
      const fits = quoted.length === 1 && name.length <= column && only.length + column + 8 <= this.#width
      if (fits) {
        this.#lines.push(`    ${pad(name, column)}  ${this.#palette.faint('│')} ${only}`)
        return
      }
      this.line(4, name)
      for (const line of quoted.flatMap((text) => wrap(text, this.#width - 8))) {
        this.#lines.push(`      ${this.#palette.faint('│')} ${line}`)
      }
    })
  }

  facts({ facts, verdict, takenAt }: Diagnosis): void {
    if (facts.length === 0) return
    this.line(0, '')
    this.line(2, verdict === null ? 'What the cluster shows' : 'Also reported', this.#palette.strong)
    this.evidence(facts, takenAt)
  }

  /** Warnings that no finding uses: a few, since a pod can be flooded with them. */
  warnings({ warnings, takenAt }: Diagnosis): void {
    if (warnings.length === 0) return
    const more = warnings.length - mostWarnings
    this.line(0, '')
    this.line(2, 'Recent warnings', this.#palette.strong)
    this.evidence(warnings.slice(0, mostWarnings).map(shortened(this.#width - 8)), takenAt)
    if (more > 0) this.line(4, `and ${more} more of other kinds`)
  }

  because(diagnosis: Diagnosis): void {
    const { status } = diagnosis
    if (status === null) return
    this.line(0, '')
    this.line(0, `Why STATUS says ${inline(status.word)}`, this.#palette.strong)
    const [won] = status.because
    if (won !== undefined) this.line(4, `${inline(won.so)} (${inline(won.path)})`, undefined, 2)
    const beaten = status.because.filter(({ part }) => part === 'beaten')
    if (beaten.length > 0) {
      this.line(
        4,
        `over ${beaten.map(({ value, path }) => `${inline(String(value))} (${inline(path)})`).join(', ')}`,
        undefined,
        2,
      )
    }
    for (const hidden of status.because.filter(({ part }) => part === 'hidden')) {
      this.line(4, `it hides: ${inline(hidden.so)} (${inline(hidden.path)})`, undefined, 2)
    }
    if (status.meaning !== '') this.line(4, inline(status.meaning))
    if (status.differs !== null) this.difference(diagnosis)
  }

  difference({ status }: Diagnosis): void {
    if (status === null || status.differs === null) return
    this.line(
      4,
      `This server says ${inline(status.word)}; by our rules it would be ${inline(status.differs)}. That is a defect of this tool: please report it with the pod's JSON.`,
      this.#palette.unsure,
      2,
    )
  }

  /** The pod's life in a line; `timeline` draws it. */
  life({ moments, takenAt }: Diagnosis): void {
    const life = shortLife(moments, takenAt)
    if (life === '') return
    this.line(0, '')
    this.line(0, `Life: ${inline(life)}`, undefined, 2)
  }

  /** What is not known, and the commands that would tell most of it. The causes that it leaves open stand in JSON. */
  gaps({ gaps, notChecked, pod, namespace }: Diagnosis): void {
    if (gaps.length === 0) return
    const reported = gaps.map((gap) => `${sourceWords[gap.source]} (${gapWords[gap.why]})`)
    this.line(0, '')
    this.line(0, `Not known: ${reported.join(', ')}`, this.#palette.unsure, 2)
    const open = Map.groupBy(notChecked, ({ needs }) => needs)
    const commands = [...open]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .flatMap(([source]) => commandFor(source, namespace, pod) ?? [])
      .slice(0, mostSources)
    if (commands.length === 0) return
    this.line(2, 'What would tell more:')
    for (const command of commands) this.#lines.push(`    ${command}`)
  }
}

/** Such as `3 restarts (5m ago)`; nothing for none. */
function restarts({ restarts: count, restartsPrinted }: StatusExplained): string[] {
  if (count === 0) return []
  const [, ago = ''] = /^-?\d+( \(.*\))?$/.exec(restartsPrinted) ?? []
  return [`${count} ${count === 1 ? 'restart' : 'restarts'}${ago}`]
}

/** What is over takes one line. */
function shortened(width: number): (warning: Warning) => Warning {
  return (warning) => {
    const [line = ''] = lines(warning.quote)
    if (!warning.isOvercome || line.length <= width) return warning
    return { ...warning, quote: `${warning.quote.slice(0, width - 2)} …` }
  }
}

/** The command that shows what could not be read, or null where none is safe to paste or would show it. */
function commandFor(source: Source, namespace: string, pod: Diagnosis['pod']): string | null {
  const { name = '', node = null } = pod ?? {}
  const safe = [namespace, name, node ?? ''].every((word) => /^[a-z0-9.-]*$/i.test(word))
  if (!safe) return null
  switch (source) {
    case 'events':
      return name === ''
        ? `kubectl get events -n ${namespace}`
        : `kubectl get events -n ${namespace} --field-selector involvedObject.name=${name}`
    case 'node':
      return node === null ? null : `kubectl describe node ${node}`
    case 'nodes':
      return 'kubectl describe nodes'
    case 'claims':
      return `kubectl describe pvc -n ${namespace}`
    case 'volumes':
      return 'kubectl get pv'
    case 'logs':
      return name === '' ? null : `kubectl logs ${name} -n ${namespace} --all-containers --previous`
    default:
      return null
  }
}

/** The name of a piece of evidence: the field and its container, or the event with its count; and when. */
function label({ source, path, at, count, reason, container }: Evidence, takenAt: string): string {
  const of = container === undefined ? '' : ` of ${inline(container)}`
  const when = at === null ? '' : `, ${clock(at, takenAt)}`
  if (source === 'events' || source === 'owner-events' || source === 'claim-events') {
    return `event ${inline(reason ?? '')}${source === 'claim-events' ? ' of the claim' : ''}${count !== undefined && count > 1 ? ` ×${count}` : ''}${when}`
  }
  if (source === 'logs') return `log${of}`
  const field = inline(path)
    .replace(/^status\.(?:c|initC|ephemeralC)ontainerStatuses\[\d+\]\./, '')
    .replace(/^spec\.(?:c|initC|ephemeralC)ontainers\[\d+\]\./, '')
  return `${field}${of}${when}`
}
