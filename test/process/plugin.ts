import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The command under test, with what stands before its arguments: the built file, or what PODLIFE_BINARY says (words between
 * blanks, so that an emulator can stand in front).
 */
export const [program = '', ...leading] = process.env.PODLIFE_BINARY?.split(' ') ?? [
  process.execPath,
  `${root}dist/podlife.mjs`,
]

/** The same as words of a POSIX shell. */
export const inShell = [program, ...leading].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')

/** The built plugin as a process. It sees no kubeconfig of the machine that runs the test. */
export async function podlife(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
) {
  const { stdout, stderr, exitCode } = await execa(program, [...leading, ...args], {
    cwd: root,
    reject: false,
    stripFinalNewline: false,
    input: options.input ?? '',
    env: { KUBECONFIG: '/nowhere/kubeconfig', NO_COLOR: '', ...options.env },
  })
  return { stdout, stderr, exitCode }
}
