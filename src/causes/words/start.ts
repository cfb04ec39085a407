// The facts and sentences that all containers which a runtime could not start have in common.
import { essentialClause, essentialLine } from '../../signs/essential.ts'
import { plainLines } from '../../signs/last-words.ts'
import type { StartFailure } from '../../signs/starting.ts'
import { theContainer } from './container.ts'

/** The STATUS words of a container that its runtime cannot start, whatever the reason. */
export const seenWithoutStart: readonly string[] = [
  'RunContainerError',
  'CreateContainerError',
  'StartError',
  'ContainerCannotRun',
  'CrashLoopBackOff',
  'Init',
]

export interface StartFacts {
  readonly [fact: string]: string | number | boolean | null
  readonly role: string
  readonly image: string
  /** The runtime's own words. */
  readonly message: string
}

export function startFacts({ container, message }: StartFailure): StartFacts {
  return { role: container.role, image: container.image.value, message: message.trim() }
}

/** What was being done to what, and what went wrong with it, chosen from the runtime's words as the end of a sentence: `: "…"`, or "". */
export function chosenWords(message: string): string {
  const clause = essentialClause(essentialLine(plainLines(message))).replace(/\.$/, '')
  return clause === '' ? '' : `: "${clause}"`
}

/** The beginning of a sentence: "Container `app` cannot start". */
export function cannotStart({ role }: { readonly role: string }, container: string): string {
  return `${theContainer(role, container)} cannot start`
}
