// What a process gets from outside, as one value, so that a test can make its own.
import { isatty } from 'node:tty'

/** Whether this is Bun, whose own client takes a certificate and an authority; that of Node takes neither. */
export const hasQuickClient = process.versions.bun !== undefined

export interface Environment {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** Whether a person can answer on standard input. */
  readonly stdinIsTerminal: boolean
  /** Where a pod finds its service account. */
  readonly serviceAccount: string
  /** Where an exec plugin's own messages go. */
  readonly pluginErrors: 'inherit' | 'ignore'
  /** Whether the runtime has an HTTP client that reads certificates itself: then they are not loaded ahead of the first request. */
  readonly hasQuickClient: boolean
}

/** Those of this process. */
export function processEnvironment(): Environment {
  return {
    env: process.env,
    platform: process.platform,
    get stdinIsTerminal() {
      return isatty(0)
    },
    serviceAccount: '/var/run/secrets/kubernetes.io/serviceaccount',
    pluginErrors: 'inherit',
    hasQuickClient,
  }
}
