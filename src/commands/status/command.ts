import { Flags } from '@oclif/core'
import { UsageError } from '../exit-codes.ts'
import { colourFlag, connectionFlags, fileFlags } from '../flags.ts'
import { oneOf, PodlifeCommand, parseNow } from '../podlife-command.ts'

export class Status extends PodlifeCommand {
  static override description =
    'Explain a STATUS word, or derive the STATUS, READY and RESTARTS that a server prints for saved pods.\nA word is anything that "kubectl get pods" can print, and also a waiting reason, a condition, an exit code or a signal. Without one, all known words are listed.'

  static override synopsis = 'status ([WORD] | -f FILE [--server-version V])'

  static override exampleLines = [
    { does: 'What does this word mean, and where does it come from?', line: 'status CrashLoopBackOff' },
    { does: 'What is an exit code?', line: 'status 137' },
    { does: 'What would "kubectl get pods" print for saved pods?', line: 'status -f pods.json' },
    { does: 'The same on an older server', line: 'status -f pods.json --server-version 1.27' },
  ]

  static override exitMeanings = { 3: '', 4: '', 5: '', 6: 'not a word that is known' }

  static override strict = false

  static override flags = {
    'server-version': Flags.string({
      description: 'Derive as an API server of this version does (such as 1.30); the newest by default.',
    }),
    output: Flags.string({
      char: 'o',
      description: 'Output format. One of: table, json, jsonl with -f; text, json without.',
      default: '',
    }),
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Status)
    const words = argv as string[]
    const files = flags.filename ?? []
    if (files.length > 0) {
      if (words.length > 0) throw new UsageError('name a word, or give a file with -f, not both')
      const format = oneOf(flags.output || 'table', ['table', 'json', 'jsonl'], 'output')
      const { statusOfFiles } = await import('./status-of-files.ts')
      return statusOfFiles((text) => this.print(text), {
        files,
        format,
        serverVersion: flags['server-version'],
        now: parseNow(flags.now) ?? Date.now(),
        namespace: flags.namespace ?? null,
      })
    }
    if (flags['server-version'] !== undefined || flags.now !== undefined) {
      throw new UsageError('--server-version and --now are about saved pods, and need -f')
    }
    const format = oneOf(flags.output || 'text', ['text', 'json'], 'output')
    const { dictionaryAnswer } = await import('./dictionary-answer.ts')
    const { code, text } = dictionaryAnswer(words.join(' '), format, this.width(), this.palette(flags.color))
    await (code === 0 ? this.print(text) : this.complain(text))
    return code
  }
}
