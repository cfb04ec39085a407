// What a user starts: sorts the words, runs one command, and turns every ending into an exit code and at most a line.
import { ClusterError } from './cluster/errors.ts'
import { exitCodeOf, UsageError } from './commands/exit-codes.ts'
import { commandHelp, optionsHelp, rootHelp } from './commands/help.ts'
import { type CommandShape, normalise } from './commands/normalise.ts'
import { type Commands, config, displayName, loadCommands, version } from './commands/plugin.ts'
import { writeOut } from './commands/printing.ts'
import { inline } from './render/neutralise.ts'

/** Runs the plugin with these words and returns its exit code. Never throws. */
async function main(argv: readonly string[]): Promise<number> {
  try {
    return await run(argv)
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`)
    return exitCodeOf(error)
  }
}

async function run(argv: readonly string[]): Promise<number> {
  if (argv[0] === 'options') return printed(optionsHelp())
  if (argv[0] === '__complete') {
    const { completionAnswer } = await import('./commands/completion/answer.ts')
    const answer = await completionAnswer(argv.slice(1))
    // Whatever is still under way has lost.
    await writeOut(answer)
    return process.exit(0)
  }
  // Nearly every run names its command first; then no other one has a part in it.
  const commands = await loadCommands(argv[0])
  const typed = normalise(argv, shapesOf(commands))
  if (typed.asks === 'version') return printed(`${displayName} ${version}\n`)
  if (typed.asks === 'help')
    return printed(typed.command === null ? rootHelp(commands) : commandHelp(typed.command, commands))
  const command = commands.get(typed.command)
  if (command === undefined) return printed(rootHelp(commands))
  return new command(typed.args, config).run()
}

async function printed(text: string): Promise<number> {
  await writeOut(text)
  return 0
}

function shapesOf(commands: Commands): CommandShape[] {
  return [...commands].map(([name, { definitions }]) => ({
    name,
    flags: Object.entries(definitions).map(([flag, { char, takes }]) => ({ name: flag, char, takes })),
  }))
}

/** One line for the user, in kubectl's form; every text in it may come from a cluster. */
function describe(error: unknown): string {
  if (error instanceof UsageError) {
    const hint = error.hint.split(/([\n\t])/).map((part) => (/^[\n\t]$/.test(part) ? part : inline(part)))
    return `error: ${inline(error.message)}${error.hint === '' ? '' : `\n${hint.join('')}`}`
  }
  const message = inline(error instanceof Error ? error.message : String(error))
  if (error instanceof ClusterError)
    return /^(?:Error|error|Unable|The connection)/.test(message) ? message : `error: ${message}`
  return `error: this is our own fault: ${message}`
}

process.on('SIGINT', () => process.exit(130))
const oldestNode = [22, 19] as const
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  process.stderr.write(
    `error: ${displayName} needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}\n`,
  )
  process.exitCode = 2
} else {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code
  })
}
