// The hidden command `__complete`, which the shell asks through kubectl.
import type { Transport } from '../../cluster/http/transport.ts'
import { inline } from '../../render/neutralise.ts'
import { loadCommands } from '../plugin.ts'
import { type Candidates, type CompletedCommand, complete } from './complete.ts'
import { namesFrom, patience } from './names.ts'

// What a shell can take as one word without quoting; a name of the API is never more.
const plainWord = /^[\w./:@%+,=-]+$/

/** The answer for the words behind `__complete`, the last of which is to be completed. Never throws, never takes long. */
export async function completionAnswer(argv: readonly string[]): Promise<string> {
  const open: Transport[] = []
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<Candidates>((resolve) => {
    timer = setTimeout(() => resolve({ candidates: [], directive: 4 }), patience)
  })
  const found = completedCommands()
    .then((commands) => complete(argv, commands, namesFrom(open)))
    .catch((): Candidates => ({ candidates: [], directive: 4 }))
  const { candidates, directive } = await Promise.race([found, tooLate])
  clearTimeout(timer)
  for (const transport of open) transport.close()
  const lines = candidates
    .filter(({ value }) => plainWord.test(value))
    .map(({ value, about = '' }) => (about === '' ? value : `${value}\t${shortened(inline(about))}`))
  return [...lines, `:${directive}`, ''].join('\n')
}

function shortened(about: string): string {
  const [first = ''] = about.split(/(?<=[.:;])\s/, 1)
  return first.length > 72 ? `${first.slice(0, 71)}…` : first.replace(/[.:;]$/, '')
}

/** The commands as completion sees them. */
export async function completedCommands(): Promise<CompletedCommand[]> {
  return [...(await loadCommands())].map(([name, { description = '', words, definitions }]) => ({
    name,
    description,
    words,
    flags: Object.entries(definitions)
      .filter(([, { hidden }]) => hidden !== true)
      .map(([flag, definition]) => ({ ...definition, name: flag })),
  }))
}
