// The commands are known here, so that the plugin can be one file and starts at once. Each is loaded when it is wanted.
import type { Config } from '@oclif/core'
import type { PodlifeCommand } from './podlife-command.ts'

export const name = 'kubectl-podlife'

/** The name as a person types it. */
export const displayName = 'kubectl podlife'

export const version = process.env.PODLIFE_VERSION ?? '0.0.0'

export type CommandClass = Omit<typeof PodlifeCommand, 'prototype'> &
  (new (
    argv: string[],
    config: Config,
  ) => PodlifeCommand)

/** In the order of `--help`. */
const loaders: ReadonlyMap<string, () => Promise<CommandClass>> = new Map<
  string,
  () => Promise<CommandClass>
>([
  ['explain', async () => (await import('./explain.ts')).Explain],
  ['why-failed', async () => (await import('./why-failed/command.ts')).WhyFailed],
  ['wait', async () => (await import('./wait/command.ts')).Wait],
  ['timeline', async () => (await import('./timeline/command.ts')).Timeline],
  ['status', async () => (await import('./status/command.ts')).Status],
  ['demo', async () => (await import('./demo.ts')).Demo],
  ['report', async () => (await import('./report/command.ts')).Report],
  ['completion', async () => (await import('./completion/command.ts')).Completion],
])

export type Commands = ReadonlyMap<string, CommandClass>

/** The command of this name alone, or all of them, in the order of `--help`, where there is none of this name. */
export async function loadCommands(name = ''): Promise<Commands> {
  const wanted = loaders.has(name) ? [name] : [...loaders.keys()]
  const loaded = new Map<string, CommandClass>()
  for (const each of wanted) {
    const command = await loaders.get(each)?.()
    if (command !== undefined) loaded.set(each, command)
  }
  return loaded
}

/** What a command asks of the framework's configuration. It reads no file and knows no plugins, so that nothing has to load. */
export const config = {
  name,
  version,
  bin: displayName,
  runHook: async () => ({ successes: [], failures: [] }),
} as unknown as Config
