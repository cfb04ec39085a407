import { Flags } from '@oclif/core'
import { renderTexts } from '../render/text-list.ts'
import { readDuration } from './duration.ts'
import { UsageError } from './exit-codes.ts'
import { colourFlag, connectionFlags } from './flags.ts'
import { oneOf, PodlifeCommand } from './podlife-command.ts'
import { readTargets } from './targets.ts'

export class Wait extends PodlifeCommand {
  static override description =
    'Wait until pods, rollouts or jobs are well; stop early, with the diagnosis, when they cannot become well any more.\nA wrong spec stops it at once, something that is missing after half a minute, a crash loop after some restarts. What may pass by itself is waited for until the timeout.'

  static override synopsis = 'wait (POD | TYPE/NAME ...) [--timeout 5m]'

  static override exampleLines = [
    { does: 'Wait for a rollout in a pipeline', line: 'wait deploy/api -n shop --timeout 10m' },
    { does: 'Wait for two workloads', line: 'wait deploy/api sts/db' },
    { does: 'Wait for a job to complete', line: 'wait job/migrate' },
  ]

  static override strict = false

  static override flags = {
    timeout: Flags.string({ description: 'How long to wait, such as 90s or 5m.', default: '5m' }),
    'max-restarts': Flags.integer({
      description:
        'Give a crash loop up after this many restarts; after twice as many where the program waits for another one.',
      default: 4,
      min: 1,
    }),
    output: Flags.string({
      char: 'o',
      description: 'Output format of the diagnosis. One of: text, json, yaml.',
      default: 'text',
    }),
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Wait)
    const format = oneOf(flags.output, ['text', 'json', 'yaml'], 'output')
    const targets = readTargets(argv as string[])
    if (targets.length === 0) {
      throw new UsageError('name what to wait for', "See 'kubectl podlife wait --help' for usage.")
    }
    const other = targets.find(({ resource }) => resource.kind === 'CronJob')
    if (other !== undefined) throw new UsageError('a CronJob is never done: wait for one of its jobs')
    const { waitFor } = await import('./wait-for.ts')
    const { ended, waitingFor, diagnoses } = await waitFor(targets, {
      timeout: readDuration(flags.timeout, 'timeout'),
      limits: { restarts: flags['max-restarts'] },
      connection: flags,
      say: (sentence) => process.stderr.write(`${sentence}\n`),
    })
    if (ended === 'well') return 0
    if (ended === 'timeout')
      this.complain(`error: timed out after ${flags.timeout} waiting for ${waitingFor.join(', ')}\n`)
    if (format === 'text') {
      await this.print(renderTexts(diagnoses, { width: this.width(), palette: this.palette(flags.color) }))
    } else await this.printData({ apiVersion: 'podlife/v1', kind: 'List', items: diagnoses }, format)
    return 3
  }
}
