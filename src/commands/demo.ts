import { distance } from 'fastest-levenshtein'
import { scenarios, snapshotsOfScenario } from '../demo/demo.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import { readPod } from '../pod/reading.ts'
import { renderTexts } from '../render/text-list.ts'
import { UsageError } from './exit-codes.ts'
import { colourFlag, connectionFlags } from './flags.ts'
import { PodlifeCommand } from './podlife-command.ts'

export class Demo extends PodlifeCommand {
  static override description =
    'Explain recorded pods that ship inside: no cluster needed. Without a SCENARIO, all of them are listed.'

  static override synopsis = 'demo [SCENARIO]'

  static override exampleLines = [
    { does: 'Which recorded pods are there?', line: 'demo' },
    { does: 'A program that ends with an error', line: 'demo crash' },
    { does: 'A container that looks well and is killed again and again', line: 'demo liveness' },
  ]

  static override strict = false

  static override flags = { ...colourFlag, ...connectionFlags }

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Demo)
    const [name, ...more] = argv as string[]
    if (more.length > 0) throw new UsageError('name one scenario', "See 'kubectl podlife demo' for a list.")
    if (name === undefined) {
      const longest = Math.max(...scenarios.map((scenario) => scenario.name.length))
      const rows = scenarios.map((scenario) => `  ${scenario.name.padEnd(longest)}   ${scenario.about}`)
      await this.print(
        `Recorded pods, each explained by "kubectl podlife demo SCENARIO":\n\n${rows.join('\n')}\n`,
      )
      return 0
    }
    const snapshots = await snapshotsOfScenario(name)
    if (snapshots === null) {
      const near = scenarios.toSorted((a, b) => distance(a.name, name) - distance(b.name, name))[0]
      throw new UsageError(`there is no scenario "${name}"`, `Did you mean this?\n\t${near?.name ?? ''}`)
    }
    const options = { width: this.width(), palette: this.palette(flags.color) }
    const diagnoses = snapshots.map((snapshot) => diagnose(readPod(snapshot)))
    await this.print(renderTexts(diagnoses, options))
    return 0
  }
}
