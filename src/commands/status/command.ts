import { namesOf } from '../../render/format.ts'
import { dictionaryFormats, statusFormats } from '../../render/status/formats.ts'
import { UsageError } from '../exit-codes.ts'
import { oneOf, text } from '../flag-kinds.ts'
import { PodlifeCommand } from '../podlife-command.ts'
import { colourFlag, connectionFlags, fileFlags } from '../shared-flags.ts'

const rowFormats = namesOf(statusFormats)
const wordFormats = namesOf(dictionaryFormats)

const needsFile = {
  flag: 'filename',
  why: '--server-version and --now are about saved pods, and need -f',
}

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

  static override words = 'status-word' as const

  static override definitions = {
    'server-version': text({
      description: 'Derive as an API server of this version does (such as 1.30); the newest by default.',
      needs: needsFile,
    }),
    output: text({
      char: 'o',
      description: `Output format. One of: ${rowFormats.join(', ')} with -f; ${wordFormats.join(', ')} without.`,
      values: [...new Set([...rowFormats, ...wordFormats])],
      typedDefault: '',
    }),
    ...fileFlags,
    now: { ...fileFlags.now, needs: needsFile },
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, words } = await this.typed(Status)
    if (flags.filename.length > 0) {
      if (words.length > 0) throw new UsageError('name a word, or give a file with -f, not both')
      const render = await statusFormats[oneOf(flags.output || 'table', rowFormats, 'output')]()
      const { statusOfFiles } = await import('./status-of-files.ts')
      const rows = statusOfFiles({
        files: flags.filename,
        serverVersion: flags['server-version'],
        now: flags.now ?? Date.now(),
        namespace: flags.namespace ?? null,
      })
      let isEmpty = true
      for await (const piece of render(rows)) {
        isEmpty = false
        await this.print(piece)
      }
      if (isEmpty) this.complain('No resources found\n')
      return 0
    }
    const loadRenderer = dictionaryFormats[oneOf(flags.output || 'text', wordFormats, 'output')]
    const { dictionaryAnswer, dictionaryData } = await import('./dictionary-answer.ts')
    const answer = dictionaryAnswer(words.join(' '))
    if ('unknown' in answer) {
      this.complain(answer.unknown)
      return 6
    }
    const render = await loadRenderer()
    const style = { width: this.width(), palette: this.palette(flags.color) }
    await this.print(render(answer, style, dictionaryData(answer)))
    return 0
  }
}
