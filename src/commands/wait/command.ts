import { writeSync } from 'node:fs'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { diagnosisFormats } from '../../render/diagnosis/formats.ts'
import { namesOf } from '../../render/format.ts'
import { type Ended, endingLine, type WaitState } from '../../render/wait/text.ts'
import { UsageError } from '../exit-codes.ts'
import { choice, span, text, wholeNumber } from '../flag-kinds.ts'
import { PodlifeCommand } from '../podlife-command.ts'
import { writeNow } from '../printing.ts'
import { colourFlag, connectionFlags } from '../shared-flags.ts'
import { parseTargets } from '../targets.ts'
import { WaitProgress, waitStateOf } from './progress.ts'

export class Wait extends PodlifeCommand {
  static override description =
    'Wait until pods, rollouts or jobs are well; stop early, with the diagnosis, when they cannot become well any more.\nA wrong spec stops it within seconds, an image that is not there after half a minute, anything else that is missing after a minute and a half, a crash loop after some restarts. What may pass by itself is waited for until the timeout.\nIt exits with 0 if all are well, and with 3 if one cannot become well or the time is over: the last line on stderr tells which, and so does "ended" in JSON (well, unrecoverable, timeout, interrupted).'

  static override synopsis = 'wait (POD | TYPE/NAME ...) [--timeout 5m]'

  static override exampleLines = [
    { does: 'Wait for a rollout in a pipeline', line: 'wait deploy/api -n shop --timeout 10m' },
    { does: 'Wait for two workloads', line: 'wait deploy/api sts/db' },
    { does: 'Wait for a job to complete', line: 'wait job/migrate' },
  ]

  static override exitMeanings = { 3: 'one cannot become well, or the time is over' }

  static override words = 'objects' as const

  static override definitions = {
    timeout: span({
      description: 'How long to wait, such as 90s or 5m.',
      typedDefault: '5m',
    }),
    'max-restarts': wholeNumber(1)({
      description:
        'Give a crash loop up after this many restarts in a row; after twice as many where the program waits for another one.',
      typedDefault: '4',
    }),
    for: text({ description: 'A condition, as kubectl wait has it.', hidden: true }),
    output: choice(namesOf(diagnosisFormats), { char: 'o', description: 'Output format of the diagnosis.' }),
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, words } = await this.typed(Wait)
    if (flags.for !== undefined) {
      throw new UsageError(
        'there is no --for: this waits until a rollout is complete, a pod is ready or has succeeded, a Job is complete',
        "For one condition alone, use 'kubectl wait --for'.",
      )
    }
    const targets = parseTargets(words)
    if (targets.length === 0) {
      throw new UsageError('name what to wait for', "See 'kubectl podlife wait --help' for usage.")
    }
    const other = targets.find(({ resource }) => resource.kind === 'CronJob')
    if (other !== undefined) throw new UsageError('a CronJob is never done: wait for one of its jobs')
    const { waitFor } = await import('./wait-for.ts')
    const render = await diagnosisFormats[flags.output]()
    const progress = new WaitProgress()
    const style = { width: this.width(), palette: this.palette(flags.color) }
    const drawn = (answer: WaitAnswer): string => render(answer.diagnoses, style, answer.data())
    const interrupted = (): void => {
      const answer = new WaitAnswer('interrupted', progress)
      writeNow(drawn(answer))
      writeSync(2, `${answer.lastLine()}\n`)
    }
    // In front of the listener that ends the process.
    process.prependOnceListener('SIGINT', interrupted)
    const ended = await waitFor(targets, {
      timeout: flags.timeout,
      limits: { restarts: flags['max-restarts'] },
      connection: flags,
      onLook: (looked) => progress.look(looked),
      onAway: (error) => progress.away(error),
    }).finally(() => process.removeListener('SIGINT', interrupted))
    const answer = new WaitAnswer(ended, progress)
    await this.print(drawn(answer))
    this.complain(`${answer.lastLine()}\n`)
    return ended === 'well' ? 0 : 3
  }
}

/** What is answered: how it ended, and the diagnoses of what is not well; if it was given up, of what that was for. */
class WaitAnswer {
  readonly diagnoses: readonly Diagnosis[]
  readonly #ended: Ended
  readonly #seconds: number
  readonly #all: readonly WaitState[]
  readonly #open: readonly WaitState[]

  constructor(ended: Ended, { latest, seconds }: WaitProgress) {
    const open = latest.filter(({ isWell, isUnrecoverable }) =>
      ended === 'unrecoverable' ? isUnrecoverable : !isWell,
    )
    this.#ended = ended
    this.#seconds = seconds
    this.#all = latest.map(waitStateOf)
    this.#open = open.map(waitStateOf)
    this.diagnoses = open.flatMap(({ waiting }) =>
      ended === 'unrecoverable' ? waiting.blamed : waiting.unwell,
    )
  }

  lastLine(): string {
    return endingLine(this.#ended, this.#seconds, { open: this.#open, all: this.#all })
  }

  /** As JSON or YAML. */
  data(): object {
    const waitingFor = this.#open.map(({ name }) => name)
    return {
      apiVersion: 'podlife/v1',
      kind: 'List',
      ended: this.#ended,
      seconds: this.#seconds,
      waitingFor,
      items: this.diagnoses,
    }
  }
}
