import { readPod } from '../../pod/reading.ts'
import { namesOf, oneOrList } from '../../render/format.ts'
import { inline } from '../../render/neutralise.ts'
import { oneLifeFormats, timelineFormats } from '../../render/timeline/formats.ts'
import type { TimelineTextOptions } from '../../render/timeline/picture.ts'
import { type Life, lifeOf } from '../../timeline/life.ts'
import { type Timeline as Result, timelineOf } from '../../timeline/timeline.ts'
import { UsageError } from '../exit-codes.ts'
import { findPods, mustName, questionOf } from '../find-pods.ts'
import { choice, text, toggle, wholeNumber } from '../flag-kinds.ts'
import { PodlifeCommand } from '../podlife-command.ts'
import { terminalColumns } from '../printing.ts'
import { colourFlag, connectionFlags, fileFlags, selectionFlags } from '../shared-flags.ts'
import { loadSavedLives } from './saved-lives.ts'

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

  static override words = 'objects' as const

  static override definitions = {
    ...selectionFlags,
    output: choice(namesOf(timelineFormats), { char: 'o', description: 'Output format.' }),
    watch: toggle({
      char: 'w',
      description: 'Follow the pods, from birth to death if they are young enough; ends when they are gone.',
      excludes: { flag: 'filename', why: 'a file does not change: --watch needs a cluster' },
    }),
    save: text({
      description: 'With --watch: write what is seen to this file, for -f.',
      completes: 'file',
      needs: { flag: 'watch', why: '--save is about what is watched, and needs --watch' },
    }),
    ascii: toggle({
      description: 'Draw with ASCII characters only; the default where the locale is not UTF-8.',
    }),
    width: wholeNumber(
      40,
      300,
    )({ description: "Columns to draw on, from 40 to 300; the terminal's by default, 80 elsewhere." }),
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, words } = await this.typed(Timeline)
    const question = questionOf(words, flags)
    mustName(question, 'timeline')
    const drawOn = {
      width: flags.width ?? Math.min(terminalColumns() ?? 80, 200),
      palette: this.palette(flags.color),
      ascii: flags.ascii || !isUtf8(),
    }
    const show = (timelines: readonly Result[]) => this.#show(timelines, flags.output, drawOn)
    if (flags.watch) {
      const { watchTimelines } = await import('./watch-timelines.ts')
      const isDrawn = flags.output === 'text'
      return watchTimelines(question, { save: flags.save ?? null, showEnd: show, drawOn, isDrawn })
    }
    const lives: Life[] =
      question.files.length > 0
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
    await show(lives.map(timelineOf))
    return 0
  }

  async #show(
    timelines: readonly Result[],
    format: keyof typeof timelineFormats,
    drawOn: TimelineTextOptions,
  ): Promise<void> {
    if (timelines.length > 1 && oneLifeFormats.includes(format))
      throw new UsageError('an SVG shows one pod: name it, or use -o html')
    const render = await timelineFormats[format]()
    await this.print(render(timelines, drawOn, oneOrList(timelines)))
  }
}

/** Whether the locale takes more than ASCII, by the first of the variables that is set; where none is, it is taken to. */
function isUtf8(): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = process.env
  const locale = LC_ALL || LC_CTYPE || LANG || ''
  return locale === '' || /utf-?8/i.test(locale)
}
