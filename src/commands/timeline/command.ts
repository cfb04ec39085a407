import { Flags } from '@oclif/core'
import { readPod } from '../../pod/reading.ts'
import { inline } from '../../render/neutralise.ts'
import { type Life, lifeOf } from '../../timeline/life.ts'
import { type Timeline as Result, timelineOf } from '../../timeline/timeline.ts'
import { UsageError } from '../exit-codes.ts'
import { findPods } from '../find-pods.ts'
import { colourFlag, connectionFlags, fileFlags, selectionFlags } from '../flags.ts'
import { oneOf, PodlifeCommand } from '../podlife-command.ts'
import { terminalColumns } from '../printing.ts'
import { loadSavedLives } from './saved-lives.ts'

const formats = ['text', 'json', 'yaml', 'markdown', 'html', 'svg'] as const

type Format = (typeof formats)[number]

export class Timeline extends PodlifeCommand {
  static override description =
    "Draw a pod's life: each stage with its time, what ran side by side, restarts, and what is not known."

  static override synopsis = 'timeline (POD | TYPE/NAME ... | -l LABEL | -f FILE)'

  static override exampleLines = [
    { does: 'Draw the life of a pod, as far as the cluster still knows it', line: 'timeline mypod' },
    {
      does: 'Follow a pod from now on, and keep what was seen',
      line: 'timeline mypod --watch --save life.json',
    },
    { does: 'Follow a rollout', line: 'timeline -l app=api --watch' },
    { does: 'Replay a recorded life', line: 'timeline -f watch-pods.json -f watch-events.json' },
    { does: 'The same picture as a page for a ticket', line: 'timeline mypod -o html' },
  ]

  static override strict = false

  static override flags = {
    ...selectionFlags,
    output: Flags.string({
      char: 'o',
      description: `Output format. One of: ${formats.join(', ')}.`,
      default: 'text',
    }),
    watch: Flags.boolean({
      char: 'w',
      description: 'Follow the pods, from birth to death if they are young enough; ends when they are gone.',
    }),
    save: Flags.string({ description: 'With --watch: write what is seen to this file, for -f.' }),
    ascii: Flags.boolean({
      description: 'Draw with ASCII characters only; the default where the locale is not UTF-8.',
    }),
    width: Flags.string({
      description: "Columns to draw on, from 40 to 300; the terminal's by default, 80 elsewhere.",
    }),
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Timeline)
    const format = oneOf(flags.output, formats, 'output')
    const words = argv as string[]
    const files = flags.filename ?? []
    if (words.length + files.length === 0 && flags.selector === '' && !flags['all-namespaces']) {
      throw new UsageError(
        'name a pod, or say which ones with -l or -A',
        "See 'kubectl podlife timeline --help' for usage.",
      )
    }
    const drawOn = {
      width: this.#columns(flags.width),
      palette: this.palette(flags.color),
      ascii: flags.ascii || !isUtf8(),
    }
    const question = {
      words,
      files,
      selector: flags.selector,
      fieldSelector: flags['field-selector'],
      allNamespaces: flags['all-namespaces'],
      now: flags.now,
      connection: flags,
    }
    if (!flags.watch && flags.save !== undefined)
      throw new UsageError('--save is about what is watched, and needs --watch')
    if (flags.watch) {
      if (files.length > 0) throw new UsageError('a file does not change: --watch needs a cluster')
      const { watchTimelines } = await import('./watch-timelines.ts')
      return watchTimelines(question, {
        save: flags.save ?? null,
        showEnd: (timelines) => this.#show(timelines, format, drawOn),
        drawOn,
        isDrawn: format === 'text',
      })
    }
    const lives: Life[] =
      files.length > 0
        ? await loadSavedLives(question)
        : (await findPods(question)).snapshots.map((pod) => lifeOf(readPod(pod)))
    if (lives.length === 0) {
      const { namespace } = flags
      this.complain(
        namespace === undefined
          ? 'No resources found\n'
          : `No resources found in ${inline(namespace)} namespace.\n`,
      )
    }
    await this.#show(lives.map(timelineOf), format, drawOn)
    return 0
  }

  async #show(timelines: readonly Result[], format: Format, drawOn: DrawOn): Promise<void> {
    switch (format) {
      case 'json':
      case 'yaml': {
        const [only, ...more] = timelines
        const isOne = only !== undefined && more.length === 0
        return this.printData(
          isOne ? only : { apiVersion: 'podlife/v1', kind: 'List', items: timelines },
          format,
        )
      }
      case 'markdown': {
        const { renderTimelineMarkdown } = await import('../../render/timeline/markdown.ts')
        return this.print(renderTimelineMarkdown(timelines))
      }
      case 'html': {
        const { renderTimelineHtml } = await import('../../render/timeline/html.ts')
        return this.print(renderTimelineHtml(timelines))
      }
      case 'svg': {
        const [only, ...more] = timelines
        if (only === undefined) return
        if (more.length > 0) throw new UsageError('an SVG shows one pod: name it, or use -o html')
        const { renderTimelineSvg } = await import('../../render/timeline/svg.ts')
        return this.print(renderTimelineSvg(only))
      }
      default: {
        if (timelines.length === 0) return
        const { renderTimelines } = await import('../../render/timeline/text.ts')
        return this.print(renderTimelines(timelines, drawOn))
      }
    }
  }

  #columns(asked: string | undefined): number {
    if (asked === undefined) return Math.min(terminalColumns() ?? 80, 200)
    const width = Number(asked)
    if (!Number.isInteger(width) || width < 40 || width > 300) {
      throw new UsageError(`invalid argument "${asked}" for "--width": expected a number from 40 to 300`)
    }
    return width
  }
}

interface DrawOn {
  readonly width: number
  readonly palette: ReturnType<PodlifeCommand['palette']>
  readonly ascii: boolean
}

/** Whether the locale takes more than ASCII, by the first of the variables that is set; where none is, it is taken to. */
function isUtf8(): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = process.env
  const locale = LC_ALL || LC_CTYPE || LANG || ''
  return locale === '' || /utf-?8/i.test(locale)
}
