import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { diagnosisFormats } from '../render/diagnosis/formats.ts'
import { namesOf, oneOrList } from '../render/format.ts'
import { inline } from '../render/neutralise.ts'
import { findPods, mustName, questionOf } from './find-pods.ts'
import { choice, toggle } from './flag-kinds.ts'
import { PodlifeCommand } from './podlife-command.ts'
import { colourFlag, connectionFlags, fileFlags, selectionFlags } from './shared-flags.ts'
import { parseTargets } from './targets.ts'

export class Explain extends PodlifeCommand {
  static override description =
    'Explain a pod: what its STATUS says and why, what is wrong, how that is known, and what to do next.'

  static override synopsis = 'explain (POD | TYPE/NAME ... | -l LABEL | -f FILE)'

  static override exampleLines = [
    { does: 'Explain why a pod fails', line: 'explain mypod' },
    { does: 'Explain the pods of a deployment in another namespace', line: 'explain deploy/api -n shop' },
    { does: 'Explain every pod with a label', line: 'explain -l app=api' },
    { does: 'Explain a saved pod', line: 'explain -f pod.yaml' },
    { does: 'Explain a pod as JSON, and fail when it fails', line: 'explain mypod -o json --exit-code' },
  ]

  static override exitMeanings = { 3: 'with --exit-code: something that fails was found' }

  static override words = 'objects' as const

  static override definitions = {
    ...selectionFlags,
    output: choice(namesOf(diagnosisFormats), { char: 'o', description: 'Output format.' }),
    'exit-code': toggle({ description: 'Exit with 3 when something that fails was found.' }),
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, words } = await this.typed(Explain)
    const question = questionOf(words, flags)
    mustName(question, 'explain')
    const loadRenderer = diagnosisFormats[flags.output]
    const { snapshots, namespace } = await findPods(question, () => {
      // What knows a terminal takes its time, too.
      this.width()
      return Promise.all([loadDiagnosis(), loadRenderer()])
    })
    const [{ diagnosed }, { refusedBeside }] = await loadDiagnosis()
    const asked = parseTargets(words).map(({ resource, name }) => ({ kind: resource.kind, name }))
    const all = [...snapshots.map(diagnosed), ...refusedBeside(snapshots, asked)]
    const diagnoses = all.map(({ diagnosis }) => diagnosis)
    if (diagnoses.length === 0 && flags.output === 'text') {
      this.complain(
        namespace === null
          ? 'No resources found\n'
          : `No resources found in ${inline(namespace)} namespace.\n`,
      )
    }
    const render = await loadRenderer()
    const style = { width: this.width(), palette: this.palette(flags.color) }
    await this.print(render(diagnoses, style, oneOrList(diagnoses)))
    return flags['exit-code'] && diagnoses.some(fails) ? 3 : 0
  }
}

const loadDiagnosis = () =>
  Promise.all([import('../diagnosis/diagnose.ts'), import('../diagnosis/refused-beside.ts')])

function fails({ outcome, verdict }: Diagnosis): boolean {
  return outcome === 'failing' || outcome === 'failed' || (outcome === 'terminating' && verdict !== null)
}
