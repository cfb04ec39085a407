// What is said on stderr while something is waited for: a line when something has changed, and not too many of them.
import type { ClusterError } from '../../cluster/errors.ts'
import { inline } from '../../render/neutralise.ts'
import { type Standing, standingLine } from '../../render/wait/text.ts'
import type { Waited } from './wait-for.ts'

// A large rollout changes all the time; what is wrong with it does not.
const betweenLines = 5000

export class WaitProgress {
  readonly #startedAt = Date.now()
  readonly #said = new Map<string, { line: string; trouble: string; at: number }>()
  /** How it stood at the last look. */
  latest: readonly Waited[] = []

  get seconds(): number {
    return Math.round((Date.now() - this.#startedAt) / 1000)
  }

  look(targets: readonly Waited[]): void {
    this.latest = targets
    for (const target of targets) this.#tell(standingOf(target))
  }

  away(error: ClusterError | null): void {
    const trouble = error?.kind === 'refused' ? 'refuses for now' : 'is away'
    const line = error === null ? 'answers again' : `${trouble}: ${inline(error.message)}`
    process.stderr.write(`the server ${line}\n`)
  }

  #tell(standing: Standing): void {
    const line = standingLine(standing)
    const trouble = standing.unwell[0]?.verdict?.cause ?? ''
    const said = this.#said.get(standing.name)
    if (standing.isWell || said?.line === line) return
    if (said !== undefined && said.trouble === trouble && Date.now() - said.at < betweenLines) return
    this.#said.set(standing.name, { line, trouble, at: Date.now() })
    process.stderr.write(`${said === undefined ? 'waiting for ' : ''}${line}\n`)
  }
}

/** What is shown of one thing that is waited for. */
export function standingOf({ name, waiting, isWell }: Waited): Standing {
  const { rollout, unwell, heldUpBy } = waiting
  return { name, rollout, unwell, isWell, heldUpBy }
}
