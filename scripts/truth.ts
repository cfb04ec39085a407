// Lays our verdicts beside the truth of every recorded situation. Usage: npm run node -- scripts/run.mjs truth [FOLDER]
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSaved } from '../src/cluster/saved/load-saved.ts'
import { selectSnapshots } from '../src/cluster/snapshot/select.ts'
import { diagnose } from '../src/diagnosis/diagnose.ts'
import type { Diagnosis, Finding } from '../src/diagnosis/diagnosis.ts'
import { readPod } from '../src/pod/reading.ts'
import { lines } from '../src/render/neutralise.ts'

interface Truth {
  readonly healthy: boolean
  readonly container: string | null
  readonly names: readonly string[]
  readonly not_names: readonly string[]
}

const folder = process.argv[2] ?? 'test/pods'
const counts = { right: 0, unknown: 0, incomplete: 0, wrong: 0 }

for (const situation of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const path = join(folder, situation.name)
  const truth = JSON.parse(readFileSync(join(path, 'truth.json'), 'utf8')) as Truth
  const reading = await loadSaved([join(path, 'objects.json')], {
    now: null,
    clock: Date.now(),
    stdin: process.stdin,
  })
  const diagnoses = selectSnapshots(reading, { names: [], namespace: null, selector: '' }).map((snapshot) =>
    diagnose(readPod(snapshot)),
  )
  const judged = judge(truth, diagnoses)
  counts[judged.mark]++
  if (judged.mark !== 'right') console.log(`${judged.mark.padEnd(10)} ${situation.name}: ${judged.why}`)
}
console.log(counts)

function judge(truth: Truth, diagnoses: readonly Diagnosis[]): { mark: keyof typeof counts; why: string } {
  const verdicts = diagnoses.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]))
  const words = verdicts.map(wordsOf)
  const forbidden = truth.not_names.find((name) => words.some((text) => new RegExp(name, 'i').test(text)))
  if (forbidden !== undefined) return { mark: 'wrong', why: `claims /${forbidden}/` }
  if (truth.healthy) {
    const outcomes = diagnoses.map(({ outcome }) => outcome).join(' ')
    return verdicts.length === 0
      ? { mark: 'right', why: '' }
      : { mark: 'wrong', why: `accuses a healthy pod (${outcomes}): ${verdicts[0]?.what}` }
  }
  if (verdicts.length === 0)
    return { mark: 'unknown', why: diagnoses.map(({ outcome }) => outcome).join(' ') }
  const right = verdicts.some(
    (verdict, index) =>
      truth.names.every((name) => new RegExp(name, 'i').test(words[index] ?? '')) &&
      (truth.container === null || verdict.container === truth.container),
  )
  const missing = truth.names.filter((name) => !words.some((text) => new RegExp(name, 'i').test(text)))
  return right
    ? { mark: 'right', why: '' }
    : {
        mark: 'incomplete',
        why: `${verdicts.map(({ cause, container }) => `${cause}@${container}`).join(' ')} does not name ${missing.map((name) => `/${name}/`).join(' ')}${truth.container ? ` @${truth.container}` : ''}`,
      }
}

function wordsOf({ what, why, next, evidence }: Finding): string {
  return [what, why, ...next.flatMap((step) => Object.values(step)), ...evidence.map(({ quote }) => quote)]
    .flatMap(lines)
    .join('\n')
}
