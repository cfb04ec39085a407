// The names of the signals of Linux on x86 and ARM, by number (signal(7)).

const names = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGUSR1',
  'SIGSEGV',
  'SIGUSR2',
  'SIGPIPE',
  'SIGALRM',
  'SIGTERM',
  'SIGSTKFLT',
  'SIGCHLD',
  'SIGCONT',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGURG',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGVTALRM',
  'SIGPROF',
  'SIGWINCH',
  'SIGIO',
  'SIGPWR',
  'SIGSYS',
]

/** Second names of the same signals. */
const aliases = new Map([
  ['SIGIOT', 6],
  ['SIGCLD', 17],
  ['SIGPOLL', 29],
])

export const lastSignal = 64
const firstRealTime = 34

/** The name of signal 1 to 64, such as `SIGKILL`. The C library keeps 32 and 33 for itself, and names neither. */
export function signalName(signal: number): string {
  const name = names[signal - 1]
  if (name !== undefined) return name
  if (signal === lastSignal) return 'SIGRTMAX'
  if (signal < firstRealTime) return `signal ${signal}`
  return signal === firstRealTime ? 'SIGRTMIN' : `SIGRTMIN+${signal - firstRealTime}`
}

/** The number of a signal called `SIGKILL`, `KILL` or `sigkill`; null for anything else. */
export function signalNumber(text: string): number | null {
  const upper = text.toUpperCase()
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`
  const alias = aliases.get(name)
  if (alias !== undefined) return alias
  const signal = Array.from({ length: lastSignal }, (_, index) => index + 1).find(
    (one) => signalName(one) === name,
  )
  return signal ?? null
}
