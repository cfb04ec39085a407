import { Flags } from '@oclif/core'
import type { ReportTextOptions } from '../../render/report/text.ts'
import type { FailureReport } from '../../report/failure-report.ts'
import { parseDuration } from '../duration.ts'
import { UsageError } from '../exit-codes.ts'
import { colourFlag, connectionFlags, fileFlags, selectionFlags } from '../flags.ts'
import { oneOf, PodlifeCommand } from '../podlife-command.ts'
import { writeNow } from '../printing.ts'
import type { ReportQuestion } from './question.ts'

const formats = ['text', 'wide', 'json', 'yaml', 'markdown', 'html', 'junit'] as const

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

  static override strict = false

  static override flags = {
    ...selectionFlags,
    since: Flags.string({
      description:
        'Only trouble that began within this time, such as 30m or 1h30m; older trouble is counted.',
    }),
    all: Flags.boolean({ description: 'With text: list every pod of every group.' }),
    consistent: Flags.boolean({
      description: 'Read everything from one moment, in pages, instead of what the server remembers. Slower.',
    }),
    watch: Flags.boolean({
      char: 'w',
      description:
        'Keep the report current until interrupted: in place on a terminal, elsewhere a new one after each change (json: one a line).',
    }),
    output: Flags.string({
      char: 'o',
      description: `Output format. One of: ${formats.join(', ')}.`,
      default: 'text',
    }),
    'exit-code': Flags.boolean({
      description:
        'Exit with 3 when something that fails or waits was found; with --watch, when it still does at the interrupt.',
    }),
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(WhyFailed)
    const format = oneOf(flags.output, formats, 'output')
    if (argv.length > 0) {
      throw new UsageError(
        'why-failed looks at everything, and takes no names',
        "See 'kubectl podlife explain --help' for single pods and workloads.",
      )
    }
    const options = { width: this.width(), palette: this.palette(flags.color), all: flags.all }
    const question = {
      files: flags.filename ?? [],
      selector: flags.selector,
      fieldSelector: flags['field-selector'],
      allNamespaces: flags['all-namespaces'],
      since: flags.since === undefined ? null : parseDuration(flags.since, 'since'),
      consistent: flags.consistent,
      now: flags.now,
      connection: flags,
    }
    if (flags.watch) {
      await watch(question, format, options, flags['exit-code'])
      return 0
    }
    const { gatherReport } = await import('./gather-report.ts')
    const render = await rendererFor(format)
    const report = await gatherReport(
      question,
      // The process ends right after it, so that nothing may be left to be written later.
      (partial) => writeNow(render(partial, options)),
    )
    await this.print(render(report, options))
    return flags['exit-code'] && report.groups.length + report.unexplained.length > 0 ? 3 : 0
  }
}

/** Follows until interrupted. Throws a UsageError for what cannot be followed, or a ClusterError. */
async function watch(
  question: ReportQuestion,
  format: (typeof formats)[number],
  options: ReportTextOptions,
  exitCode: boolean,
): Promise<void> {
  if (question.files.length > 0) throw new UsageError('--watch follows a cluster, and cannot be used with -f')
  if (question.now !== undefined) throw new UsageError('--now says when a file was saved, and needs -f')
  if (format === 'html' || format === 'junit' || format === 'markdown') {
    throw new UsageError(
      `-o ${format} is one whole document, and cannot be used with --watch`,
      'Use -o text, wide, json or yaml.',
    )
  }
  const { watchReport } = await import('./watch-report.ts')
  const { DrawnScreen, PrintedScreen } = await import('./screen.ts')
  const { isTTY, columns } = process.stdout
  const isDrawn = isTTY && columns > 0 && process.env.TERM !== 'dumb'
  if (isDrawn && (format === 'text' || format === 'wide')) {
    return watchReport(question, new DrawnScreen(options, format === 'wide'), exitCode)
  }
  const render =
    format === 'json' ? (await import('../../render/json.ts')).renderJsonLine : await rendererFor(format)
  const { clock } = await import('../../render/words.ts')
  const between = (report: FailureReport): string =>
    format === 'json' ? '' : format === 'yaml' ? '---\n' : `\n── ${clock(report.takenAt, '')} UTC\n\n`
  return watchReport(question, new PrintedScreen((report) => render(report, options), between), exitCode)
}

type Renderer = (report: FailureReport, options: ReportTextOptions) => string

/** Loads the renderer of a format, and no other. */
async function rendererFor(format: (typeof formats)[number]): Promise<Renderer> {
  switch (format) {
    case 'json':
      return (await import('../../render/json.ts')).renderJson
    case 'yaml':
      return (await import('../../render/yaml.ts')).renderYaml
    case 'wide':
      return (await import('../../render/report/wide.ts')).renderWideReport
    case 'markdown':
      return (await import('../../render/report/markdown.ts')).renderMarkdownReport
    case 'html':
      return (await import('../../render/report/html.ts')).renderHtmlReport
    case 'junit':
      return (await import('../../render/report/junit.ts')).renderJUnitReport
    default:
      return (await import('../../render/report/text.ts')).renderReport
  }
}
