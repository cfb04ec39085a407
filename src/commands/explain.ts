import { Flags } from '@oclif/core'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { readPod } from '../pod/reading.ts'
import { inline } from '../render/neutralise.ts'
import { UsageError } from './exit-codes.ts'
import { findPods } from './find-pods.ts'
import { colourFlag, connectionFlags, fileFlags, selectionFlags } from './flags.ts'
import { oneOf, PodlifeCommand } from './podlife-command.ts'
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

  static override strict = false

  static override flags = {
    ...selectionFlags,
    output: Flags.string({
      char: 'o',
      description: 'Output format. One of: text, json, yaml.',
      default: 'text',
    }),
    'exit-code': Flags.boolean({ description: 'Exit with 3 when something that fails was found.' }),
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Explain)
    const format = oneOf(flags.output, ['text', 'json', 'yaml'], 'output')
    const words = argv as string[]
    const files = flags.filename ?? []
    if (words.length + files.length === 0 && flags.selector === '' && !flags['all-namespaces']) {
      throw new UsageError(
        'name a pod, or say which ones with -l or -A',
        "See 'kubectl podlife explain --help' for usage.",
      )
    }
    const { snapshots, namespace } = await findPods({
      words,
      files,
      selector: flags.selector,
      fieldSelector: flags['field-selector'],
      allNamespaces: flags['all-namespaces'],
      now: flags.now,
      connection: flags,
      meanwhile: () => {
        // What knows a terminal takes its time, too.
        this.width()
        return Promise.all([judging(), drawing()])
      },
    })
    const [{ diagnose }, { refusedBeside }] = await judging()
    const asked = parseTargets(words).map(({ resource, name }) => ({ kind: resource.kind, name }))
    const reported = [...snapshots, ...refusedBeside(snapshots, asked)]
    const diagnoses = reported.map((snapshot) => diagnose(readPod(snapshot)))
    if (diagnoses.length === 0 && format === 'text') {
      this.complain(
        namespace === null
          ? 'No resources found\n'
          : `No resources found in ${inline(namespace)} namespace.\n`,
      )
    }
    await this.#show(diagnoses, format, flags.color)
    return flags['exit-code'] && diagnoses.some(fails) ? 3 : 0
  }

  async #show(
    diagnoses: readonly Diagnosis[],
    format: 'text' | 'json' | 'yaml',
    color: string,
  ): Promise<void> {
    if (format !== 'text') {
      const [only, ...more] = diagnoses
      const isOne = only !== undefined && more.length === 0
      return this.printData(
        isOne ? only : { apiVersion: 'podlife/v1', kind: 'List', items: diagnoses },
        format,
      )
    }
    const options = { width: this.width(), palette: this.palette(color) }
    const { renderTexts } = await drawing()
    await this.print(renderTexts(diagnoses, options))
  }
}

const judging = () =>
  Promise.all([import('../diagnosis/diagnose.ts'), import('../diagnosis/refused-beside.ts')])
const drawing = () => import('../render/diagnosis/list.ts')

function fails({ outcome, verdict }: Diagnosis): boolean {
  return outcome === 'failing' || outcome === 'failed' || (outcome === 'terminating' && verdict !== null)
}
