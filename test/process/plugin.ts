import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The built plugin as a process. It sees no kubeconfig of the machine that runs the test. */
export async function podlife(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
) {
  const { stdout, stderr, exitCode } = await execa(process.execPath, [`${root}dist/podlife.mjs`, ...args], {
    cwd: root,
    reject: false,
    stripFinalNewline: false,
    input: options.input ?? '',
    env: { KUBECONFIG: '/nowhere/kubeconfig', NO_COLOR: '', ...options.env },
  })
  return { stdout, stderr, exitCode }
}
