// The plugin in a terminal: colours, width, and nothing that a hostile pod could make the terminal do.
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import headless from '@xterm/headless'
import { describe, expect, test } from 'vitest'
import { leading, program } from './plugin.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Screen {
  readonly raw: string
  readonly lines: readonly string[]
  readonly title: string
  readonly typedBack: string
  readonly exitCode: number
}

/** Runs the plugin in a terminal of that size and returns what the terminal made of it. */
async function inTerminal(args: readonly string[], columns: number, rows: number, env = {}): Promise<Screen> {
  const screen = new headless.Terminal({ cols: Math.max(columns, 80), rows: 200, allowProposedApi: true })
  let title = ''
  let typedBack = ''
  screen.onTitleChange((text) => {
    title = text
  })
  screen.onData((text) => {
    typedBack += text
  })
  let raw = ''
  const { NO_COLOR: _, CI: __, ...inherited } = process.env
  const pty = spawn(program, [...leading, ...args], {
    cols: columns,
    rows,
    cwd: root,
    env: { ...inherited, TERM: 'xterm-256color', KUBECONFIG: '/nowhere', ...env } as Record<string, string>,
  })
  pty.onData((data) => {
    raw += data
  })
  const exitCode = await new Promise<number>((resolve) => pty.onExit(({ exitCode: code }) => resolve(code)))
  await new Promise<void>((resolve) => screen.write(raw, resolve))
  const { active } = screen.buffer
  const lines = Array.from(
    { length: active.length },
    (_, index) => active.getLine(index)?.translateToString(true) ?? '',
  )
  return { raw, lines, title, typedBack, exitCode }
}

const hostile = ['explain', '-f', 'test/pods/e12-ansi-injection/objects.json']

describe('a hostile termination message', () => {
  test('changes nothing about the terminal, and stays visible', async () => {
    const { lines, title, typedBack, exitCode } = await inTerminal(hostile, 100, 50)
    expect({ title, typedBack, exitCode }).toEqual({ title: '', typedBack: '', exitCode: 0 })
    expect(lines.join('\n')).toContain('\\x1b[2J')
    expect(lines[0]).toContain('e12-ansi-injection/app')
  })
})

test('a terminal gets colour, and no line runs over its edge', async () => {
  for (const columns of [40, 60, 80, 120]) {
    const { raw } = await inTerminal(
      ['explain', '-f', 'test/pods/b01-image-tag-missing/objects.json'],
      columns,
      50,
    )
    expect(raw).toContain('\u001b[')
    const tooLong = raw
      .replaceAll(/\u001b\[[0-9;]*m/g, '')
      .split('\r\n')
      // A command is never broken: it is there to be pasted.
      .filter((line) => line.length > columns && !line.includes('kubectl '))
    expect(tooLong).toEqual([])
  }
})

test('NO_COLOR, even empty, means no colour', async () => {
  expect((await inTerminal(hostile, 80, 24, { NO_COLOR: '' })).raw).not.toContain('\u001b[')
})

test('a terminal without a size does not hang', async () => {
  // Nothing listens there: the spinner of a read that takes long must not spin for ever in a terminal of no columns.
  const { exitCode, lines } = await inTerminal(['explain', 'x', '--server', 'http://127.0.0.1:9'], 0, 0)
  expect(exitCode).toBe(4)
  expect(lines.join(' ')).toContain('127.0.0.1:9')
})
