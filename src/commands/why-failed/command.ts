import { namesOf } from '../../render/format.ts'
import { followedFormats, reportFormats } from '../../render/report/formats.ts'
import type { ReportTextOptions } from '../../render/report/text.ts'
import type { FailureReport } from '../../report/failure-report.ts'
import { UsageError } from '../exit-codes.ts'
import { questionOf } from '../find-pods.ts'
import { choice, span, toggle } from '../flag-kinds.ts'
import { PodlifeCommand } from '../podlife-command.ts'
import { writeNow } from '../printing.ts'
import { colourFlag, connectionFlags, fileFlags, selectionFlags } from '../shared-flags.ts'
import type { ReportQuestion } from './question.ts'

export class WhyFailed extends PodlifeCommand {
  static override description =
    'Tell everything that fails in a namespace or a cluster, grouped by cause, worst first: one missing Secret is one problem, however many pods wait for it.'

  static override synopsis = 'why-failed [-n NAMESPACE | -A] [-l LABEL] [-f FILE]'

  static override exampleLines = [
    { does: 'What fails in this namespace?', line: 'why-failed' },
    { does: 'What fails in the whole cluster, and every pod of it', line: 'why-failed -A --all' },
    { does: 'Only trouble that began in the last hour', line: 'why-failed -A --since 1h' },
    { does: 'Keep looking, for as long as a rollout takes', line: 'why-failed -n shop --watch' },
    { does: 'From a saved dump', line: 'why-failed -f dump/' },
    {
      does: 'Fail a pipeline, with a report for its test view',
      line: 'why-failed -n shop -o junit --exit-code',
    },
  ]

  static override exitMeanings = { 3: 'with --exit-code: something that fails or waits was found' }

  static override definitions = {
    ...selectionFlags,
    since: span({
      description:
        'Only trouble that began within this time, such as 30m or 1h30m; older trouble is counted.',
    }),
    all: toggle({ description: 'With text: list every pod of every group.' }),
    consistent: toggle({
      description: 'Read everything from one moment, in pages, instead of what the server remembers. Slower.',
    }),
    watch: toggle({
      char: 'w',
      description:
        'Keep the report current until interrupted: in place on a terminal, elsewhere a new one after each change (json: one a line).',
      excludes: { flag: 'filename', why: '--watch follows a cluster, and cannot be used with -f' },
    }),
    output: choice(namesOf(reportFormats), { char: 'o', description: 'Output format.' }),
    'exit-code': toggle({
      description:
        'Exit with 3 when something that fails or waits was found; with --watch, when it still does at the interrupt.',
    }),
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, words } = await this.typed(WhyFailed)
    if (words.length > 0) {
      throw new UsageError(
        'why-failed looks at everything, and takes no names',
        "See 'kubectl podlife explain --help' for single pods and workloads.",
      )
    }
    const options = { width: this.width(), palette: this.palette(flags.color), all: flags.all }
    const question = {
      ...questionOf(words, flags),
      since: flags.since ?? null,
      consistent: flags.consistent,
    }
    if (flags.watch) {
      await watch(question, flags.output, options, flags['exit-code'])
      return 0
    }
    const { gatherReport } = await import('./gather-report.ts')
    const render = await reportFormats[flags.output]()
    const report = await gatherReport(
      question,
      // The process ends right after it, so that nothing may be left to be written later.
      (partial) => writeNow(render(partial, options, partial)),
    )
    await this.print(render(report, options, report))
    return flags['exit-code'] && report.groups.length + report.unexplained.length > 0 ? 3 : 0
  }
}

/** Follows until interrupted. Throws a UsageError for what cannot be followed, or a ClusterError. */
async function watch(
  question: ReportQuestion,
  format: keyof typeof reportFormats,
  options: ReportTextOptions,
  exitCode: boolean,
): Promise<void> {
  const followed = followedFormats[format]
  if (followed === undefined) {
    throw new UsageError(
      `-o ${format} is one whole document, and cannot be used with --watch`,
      `Use -o ${alternatives(Object.keys(followedFormats))}.`,
    )
  }
  const { watchReport } = await import('./watch-report.ts')
  const { DrawnScreen, PrintedScreen } = await import('./screen.ts')
  const { isTTY, columns } = process.stdout
  const isDrawn = isTTY && columns > 0 && process.env.TERM !== 'dumb'
  if (isDrawn && followed.fit !== undefined) {
    return watchReport(question, new DrawnScreen(options, await followed.fit()), exitCode)
  }
  const render = await (followed.render ?? reportFormats[format])()
  const print = (report: FailureReport): string => render(report, options, report)
  return watchReport(question, new PrintedScreen(print, followed.between), exitCode)
}

function alternatives(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
