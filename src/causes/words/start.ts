// The facts and sentences that all containers which a runtime could not start have in common.
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

/** The beginning of a sentence: "Container `app` cannot start". */
export function cannotStart({ role }: { readonly role: string }, container: string): string {
  return `${theContainer(role, container)} cannot start`
}
