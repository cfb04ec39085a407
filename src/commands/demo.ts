import { distance } from 'fastest-levenshtein'
import { scenarios, snapshotsOfScenario } from '../demo/demo.ts'
import { diagnosed } from '../diagnosis/diagnose.ts'
import { readPod } from '../pod/reading.ts'
import type { PodSnapshot } from '../pod/snapshot.ts'
import { renderTexts } from '../render/diagnosis/list.ts'
import { UsageError } from './exit-codes.ts'
import { PodlifeCommand } from './podlife-command.ts'
import { colourFlag, connectionFlags } from './shared-flags.ts'

/** What `demo` shows beside the scenarios. */
const together = { name: 'why-failed', about: 'all of them as one cluster, by what is wrong' }
const life = { name: 'timeline', about: 'the life of the pod of "init", drawn' }

/** All that `demo` can show, by name. */
export const shows: readonly { readonly name: string; readonly about: string }[] = [
  ...scenarios,
  together,
  life,
]

export class Demo extends PodlifeCommand {
  static override description =
    'Explain recorded pods that ship inside: no cluster needed. Without a SCENARIO, all of them are listed.'

  static override synopsis = 'demo [SCENARIO]'

  static override exampleLines = [
    { does: 'Which recorded pods are there?', line: 'demo' },
    { does: 'A program that ends with an error', line: 'demo crash' },
    { does: 'A container that looks well and is killed again and again', line: 'demo liveness' },
    { does: 'Everything that fails, grouped by cause', line: 'demo why-failed' },
    { does: 'The life of a pod', line: 'demo timeline' },
  ]

  static override exitMeanings = { 3: '', 4: '', 5: '', 6: '' }

  static override words = 'scenario' as const

  static override definitions = { ...colourFlag, ...connectionFlags }

  override async run(): Promise<number> {
    const { flags, words } = await this.typed(Demo)
    const [name, ...more] = words
    if (more.length > 0) throw new UsageError('name one scenario', "See 'kubectl podlife demo' for a list.")
    const options = { width: this.width(), palette: this.palette(flags.color) }
    if (name === undefined) await this.print(list())
    else if (name === together.name) await this.#showTogether(options)
    else if (name === life.name) await this.#showLife(options)
    else {
      const diagnoses = (await named(name)).map((snapshot) => diagnosed(snapshot).diagnosis)
      await this.print(renderTexts(diagnoses, options))
    }
    return 0
  }

  async #showLife(options: Parameters<typeof renderTexts>[1]): Promise<void> {
    const { lifeOf } = await import('../timeline/life.ts')
    const { timelineOf } = await import('../timeline/timeline.ts')
    const { renderTimelines } = await import('../render/timeline/text.ts')
    const timelines = (await named('init')).map((snapshot) => timelineOf(lifeOf(readPod(snapshot))))
    await this.print(renderTimelines(timelines, { ...options, ascii: false }))
  }

  async #showTogether(options: Parameters<typeof renderTexts>[1]): Promise<void> {
    const { ReportGathering } = await import('../report/gather-report.ts')
    const { subjectStateOf } = await import('../report/subject-state.ts')
    const { renderReport } = await import('../render/report/text.ts')
    const gathering = new ReportGathering({ notBefore: null })
    const snapshots = (await Promise.all(scenarios.map((scenario) => named(scenario.name)))).flat()
    for (const snapshot of snapshots) {
      const { pod, diagnosis } = diagnosed(snapshot)
      gathering.add(diagnosis, subjectStateOf(pod, diagnosis))
    }
    const takenAt =
      snapshots
        .map((snapshot) => snapshot.takenAt)
        .sort()
        .at(-1) ?? ''
    const report = gathering.report({ takenAt, takenAtIs: 'newest-time-in-file' }, true)
    await this.print(renderReport(report, { ...options, all: false }))
  }
}

function list(): string {
  const longest = Math.max(...shows.map(({ name }) => name.length))
  const rows = shows.map(({ name, about }) => `  ${name.padEnd(longest)}   ${about}`)
  return `Recorded pods, each explained by "kubectl podlife demo SCENARIO":\n\n${rows.join('\n')}\n`
}

async function named(name: string): Promise<PodSnapshot[]> {
  const snapshots = await snapshotsOfScenario(name)
  if (snapshots !== null) return snapshots
  const near = shows
    .map((show) => ({ show, far: distance(show.name, name) }))
    .filter(({ show, far }) => far <= 2 || show.name.startsWith(name))
    .sort((a, b) => a.far - b.far)[0]
  throw new UsageError(
    `there is no scenario "${name}"`,
    near === undefined
      ? "See 'kubectl podlife demo' for a list."
      : `\nDid you mean this?\n\t${near.show.name}`,
  )
}
