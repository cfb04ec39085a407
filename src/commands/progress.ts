import { isTerminal } from './printing.ts'

/**
 * Runs something that may take long, with a spinner on stderr where a person can see it; elsewhere nothing is printed.
 * The spinner starts only after a moment, and is loaded only then, so that quick answers stay quick.
 */
export async function waiting<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
  let stop = (): void => {}
  const timer = setTimeout(() => {
    if (!isSeen()) return
    void import('ora').then(({ default: ora }) => {
      // Without discardStdin: false the spinner would swallow Ctrl-C.
      const spinner = ora({ text, discardStdin: false, color: false })
      spinner.start()
      stop = () => spinner.stop()
    })
  }, 300)
  try {
    return await work()
  } finally {
    clearTimeout(timer)
    stop()
  }
}

/** A terminal that says it has no columns would send the spinner into an endless loop. */
function isSeen(): boolean {
  const { env, stderr } = process
  return !env.CI && env.TERM !== 'dumb' && isTerminal('stderr') && stderr.columns > 0
}

/** Says on stderr that the server asked us to wait, where that takes long enough to wonder. */
export function reportServerWait({
  seconds,
  status,
}: {
  readonly seconds: number
  readonly status: number
}): void {
  if (seconds >= 2) process.stderr.write(`the server asks to wait ${seconds} s (${status})\n`)
}
