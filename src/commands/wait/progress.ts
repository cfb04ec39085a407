// The lines on stderr while something is waited for: a line when something has changed, and not too many of them.
import type { ClusterError } from '../../cluster/errors.ts'
import { inline } from '../../render/neutralise.ts'
import { type WaitState, waitStateLine } from '../../render/wait/text.ts'
import type { Waited } from './wait-for.ts'

// A large rollout changes all the time; what is wrong with it does not.
const betweenLines = 5000

export class WaitProgress {
  readonly #startedAt = Date.now()
  readonly #text = new Map<string, { line: string; trouble: string; at: number }>()
  /** How it stood at the last look. */
  latest: readonly Waited[] = []

  get seconds(): number {
    return Math.round((Date.now() - this.#startedAt) / 1000)
  }

  look(targets: readonly Waited[]): void {
    this.latest = targets
    for (const target of targets) this.#tell(waitStateOf(target))
  }

  away(error: ClusterError | null): void {
    const trouble = error?.kind === 'refused' ? 'refuses for now' : 'is away'
    const line = error === null ? 'answers again' : `${trouble}: ${inline(error.message)}`
    process.stderr.write(`the server ${line}\n`)
  }

  #tell(state: WaitState): void {
    const line = waitStateLine(state)
    const trouble = state.unwell[0]?.verdict?.cause ?? ''
    const text = this.#text.get(state.name)
    if (state.isWell || text?.line === line) return
    if (text !== undefined && text.trouble === trouble && Date.now() - text.at < betweenLines) return
    this.#text.set(state.name, { line, trouble, at: Date.now() })
    process.stderr.write(`${text === undefined ? 'waiting for ' : ''}${line}\n`)
  }
}

/** What is shown of one thing that is waited for. */
export function waitStateOf({ name, waiting, isWell }: Waited): WaitState {
  const { rollout, unwell, heldUpBy } = waiting
  return { name, rollout, unwell, isWell, heldUpBy }
}
