// oclif without a file system: the commands are known here, so that the plugin can be one file.
import { type Command, Config, Plugin } from '@oclif/core'
import { Demo } from './demo.ts'
import { Explain } from './explain.ts'
import type { PodlifeCommand } from './podlife-command.ts'
import { Status } from './status.ts'
import { Timeline } from './timeline.ts'
import { Wait } from './wait.ts'
import { WhyFailed } from './why-failed.ts'

export const name = 'kubectl-podlife'

/** The name as a person types it. */
export const displayName = 'kubectl podlife'

export const version = process.env.PODLIFE_VERSION ?? '0.0.0'

type CommandClass = typeof PodlifeCommand & (new (...args: never[]) => PodlifeCommand)

/** Every command, in the order of `--help`. */
export const commands: ReadonlyMap<string, CommandClass> = new Map<string, CommandClass>([
  ['explain', Explain],
  ['why-failed', WhyFailed],
  ['wait', Wait],
  ['timeline', Timeline],
  ['status', Status],
  ['demo', Demo],
])

class StaticPlugin extends Plugin {
  override async load(): Promise<void> {
    this.name = name
    this.version = version
    this.pjson = packageJson
    this.commandIDs = []
    this.commands = []
    this.hooks = {}
  }

  override async findCommand(): Promise<Command.Class> {
    throw new Error('commands are dispatched by main')
  }
}

const packageJson = { name, version, oclif: { bin: displayName, topicSeparator: ' ' } } as never

/** A configuration that reads no file. */
export async function staticConfig(): Promise<Config> {
  const plugin = new StaticPlugin({ root: '/', isRoot: true, pjson: packageJson } as never)
  await plugin.load()
  const config = new Config({
    root: '/',
    pjson: packageJson,
    plugins: new Map([[name, plugin]]),
    ignoreManifest: true,
  })
  await config.load()
  return config
}
