// The commands are known here, so that the plugin can be one file and starts at once.
import type { Config } from '@oclif/core'
import { Completion } from './completion.ts'
import { Demo } from './demo.ts'
import { Explain } from './explain.ts'
import type { PodlifeCommand } from './podlife-command.ts'
import { Report } from './report.ts'
import { Status } from './status.ts'
import { Timeline } from './timeline.ts'
import { Wait } from './wait.ts'
import { WhyFailed } from './why-failed.ts'

export const name = 'kubectl-podlife'

/** The name as a person types it. */
export const displayName = 'kubectl podlife'

export const version = process.env.PODLIFE_VERSION ?? '0.0.0'

type CommandClass = Omit<typeof PodlifeCommand, 'prototype'> &
  (new (
    argv: string[],
    config: Config,
  ) => PodlifeCommand)

/** Every command, in the order of `--help`. */
export const commands: ReadonlyMap<string, CommandClass> = new Map<string, CommandClass>([
  ['explain', Explain],
  ['why-failed', WhyFailed],
  ['wait', Wait],
  ['timeline', Timeline],
  ['status', Status],
  ['demo', Demo],
  ['report', Report],
  ['completion', Completion],
])

/** What a command asks of the framework's configuration. It reads no file and knows no plugins, so that nothing has to load. */
export const config = {
  name,
  version,
  bin: displayName,
  runHook: async () => ({ successes: [], failures: [] }),
} as unknown as Config
