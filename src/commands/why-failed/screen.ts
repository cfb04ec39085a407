// Where a report goes that changes: drawn in place on a terminal, printed again after each change elsewhere.
import type { Lost } from '../../cluster/follow/sweep-watch.ts'
import { rfc3339 } from '../../pod/json.ts'
import { inline } from '../../render/neutralise.ts'
import { Redraw } from '../../render/redraw.ts'
import type { FitReport } from '../../render/report/formats.ts'
import type { ReportTextOptions } from '../../render/report/text.ts'
import { wrap } from '../../render/wrap.ts'
import type { FailureReport, Member } from '../../report/failure-report.ts'
import { clock } from '../../words/clock.ts'
import { writeInTurn } from '../printing.ts'

export interface WatchScreen {
  show(report: FailureReport): void
  /** The connection is lost, or stands again (null). */
  link(lost: Lost | null): void
  /** Time has passed; asks for a new picture if that shows. */
  tick(redraw: () => void): void
  end(): void
}

/** In place, cut at the height of the window. */
export class DrawnScreen implements WatchScreen {
  readonly #redraw = new Redraw(process.stdout)
  readonly #options: ReportTextOptions
  readonly #fit: FitReport
  #lost: Lost | null = null
  #last: FailureReport | null = null
  readonly #resized = (): void => {
    if (this.#last !== null) this.show(this.#last)
  }

  constructor(options: ReportTextOptions, fit: FitReport) {
    this.#options = options
    this.#fit = fit
    process.stdout.on('resize', this.#resized)
  }

  show(report: FailureReport): void {
    this.#last = report
    const { columns, rows } = process.stdout
    const options = { ...this.#options, width: Math.min(columns, 120) }
    const notice =
      this.#lost === null ? [] : wrap(lostSentence(this.#lost), options.width).map(options.palette.bad)
    this.#redraw.draw(this.#fit(report, notice, options, { columns, rows }))
  }

  link(lost: Lost | null): void {
    this.#lost = lost
  }

  tick(redraw: () => void): void {
    redraw()
  }

  end(): void {
    process.stdout.removeListener('resize', this.#resized)
    this.#redraw.end()
  }
}

/** Each state once, when something is not as it was. The state of the connection goes to stderr. */
export class PrintedScreen implements WatchScreen {
  readonly #render: (report: FailureReport) => string
  /** What stands before each report but the first. */
  readonly #before: (report: FailureReport) => string
  #reported: string | null = null
  #isLost = false

  constructor(render: (report: FailureReport) => string, before: (report: FailureReport) => string) {
    this.#render = render
    this.#before = before
  }

  show(report: FailureReport): void {
    const state = stateOf(report)
    if (state === this.#reported) return
    writeInTurn(`${this.#reported === null ? '' : this.#before(report)}${this.#render(report)}`)
    this.#reported = state
  }

  link(lost: Lost | null): void {
    if (lost !== null && !this.#isLost) process.stderr.write(`${lostSentence(lost)}\n`)
    if (lost === null && this.#isLost) process.stderr.write('connected again\n')
    this.#isLost = lost !== null
  }

  tick(): void {}

  end(): void {}
}

function lostSentence({ since, why }: Lost): string {
  const at = clock(rfc3339(since), rfc3339(Date.now()))
  return inline(
    `Not connected since ${at} UTC, this is the last that was known; trying again. ${why.message}`,
  )
}

/** What makes a report another one: what fails and why, not how often by now. */
function stateOf({ totals, groups, unexplained, gaps, complete }: FailureReport): string {
  const named = (members: readonly Member[]): string[] =>
    members.map(({ namespace, owner, name }) => `${namespace}/${name ?? owner}`).toSorted()
  return JSON.stringify([
    totals,
    groups.map(({ cause, shared, severity, pods }) => [cause, shared, severity, named(pods)]),
    named(unexplained),
    gaps,
    complete,
  ])
}
