// What a process gets from outside, as one value, so that a test can make its own.
import { isatty } from 'node:tty'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** Whether a person can answer on standard input. */
  readonly stdinIsTerminal: boolean
  /** Where a pod finds its service account. */
  readonly serviceAccount: string
  /** Where an exec plugin's own messages go. */
  readonly pluginErrors: 'inherit' | 'ignore'
}

/** Those of this process. */
export function processSurroundings(): Surroundings {
  return {
    env: process.env,
    platform: process.platform,
    get stdinIsTerminal() {
      return isatty(0)
    },
    serviceAccount: '/var/run/secrets/kubernetes.io/serviceaccount',
    pluginErrors: 'inherit',
  }
}
