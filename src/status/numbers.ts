// The entries of exit codes and signals that have no page of their own.
import { type Entry, outline } from './parse-page.ts'
import { lastSignal, signalName } from './signals.ts'

const firstSignalCode = 129

/** What an exit code means that has no page. Takes any whole number; 129 to 192 are 128 plus a signal by convention. */
export function exitCodeEntry(code: number): Entry {
  const signal = code - firstSignalCode + 1
  if (code < 0 || code > 255) return oddCode(code)
  return signal >= 1 && signal <= lastSignal ? signalCode(code, signal) : ownCode(code)
}

/** What a signal from 1 to 64 means that has no page. */
export function signalEntry(signal: number): Entry {
  const code = 128 + signal
  return entry(
    signalName(signal),
    'signal',
    `Signal ${signal} of Linux on x86 and ARM. A container whose main process it ended has exit code ${code}.`,
    [
      `Any process that may send it, and the kernel. The kubelet itself sends only a stop signal (SIGTERM unless the image or the pod names another one) and, when the time is over, SIGKILL, both through the container runtime. It reports a process that a signal ended as exit code ${code}, and leaves the field \`signal\` empty.`,
      `- ${code}: a program can also exit with that number by itself.`,
      logs,
    ],
    ['Signal:N', 'ExitCode:N'],
  )
}

function signalCode(code: number, signal: number): Entry {
  const name = signalName(signal)
  return entry(
    String(code),
    'exit-code',
    `By convention 128 + ${signal}: ${signal === 32 || signal === 33 ? name : `signal ${signal} (${name})`} ended the main process of the container. A program can also exit with ${code} by itself.`,
    [
      `The container runtime, when the process was ended by a signal; or the program. The API does not say which: the kubelet never fills the field \`signal\`.`,
      `- An exit code of the program's own: its manual or its log says what it means.`,
      logs,
    ],
    [name, 'Error', 'ExitCode:N'],
  )
}

function ownCode(code: number): Entry {
  const signal = code >= 1 && code <= lastSignal ? [signalName(code)] : []
  return entry(
    String(code),
    'exit-code',
    `The program chose exit code ${code} itself. Kubernetes and the container runtimes give it no meaning; its manual or its log does.`,
    [
      'The program in the container, or a shell or wrapper that passes on the code of what it ran.',
      code <= lastSignal
        ? `- Signal ${code}: a process that it ended has exit code ${128 + code}, not ${code}.`
        : '- 128 plus the number of a signal: that ends at 192.',
      logs,
    ],
    [...signal, 'Error', 'ExitCode:N'],
  )
}

function oddCode(code: number): Entry {
  return entry(
    String(code),
    'exit-code',
    `No process on Linux can exit with ${code}: the kernel keeps the last eight bits, 0 to 255. Whoever reported it did not know the code, or counts otherwise.`,
    [
      'CRI-O writes -1 when it does not know the exit code. Windows containers have 32-bit exit codes. Something that stands in for a kubelet may write any number.',
      '- 255: what `exit(-1)` becomes on Linux.',
      logs,
    ],
    ['255', 'Unknown', 'ExitCode:N'],
  )
}

const logs =
  'What the program last said, and how the kubelet recorded its end:\n\n    kubectl logs POD -n NS -c CONTAINER --previous\n    kubectl describe pod POD -n NS'

function entry(
  word: string,
  kind: 'exit-code' | 'signal',
  meaning: string,
  texts: readonly [string, string, string],
  see: readonly string[],
): Entry {
  const sections = outline.map((heading, index) => ({ heading, text: texts[index] ?? '' }))
  return {
    word,
    kinds: [kind],
    writer: 'the program or the container runtime',
    since: '',
    until: '',
    meaning,
    sections,
    see,
  }
}
