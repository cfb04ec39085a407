// What a program said before it ended: its termination message, else the last lines of its log.
import type { Container } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import { tellsAnError } from './essential.ts'
import { hintIn } from './log-hints.ts'
import { isAside } from './log-line.ts'

export interface LastWords {
  /** Where they stand, as evidence in full. */
  readonly item: Item
  readonly from: 'termination message' | 'log'
  /** Lines that are not blank, without terminal sequences and control characters, oldest first. */
  readonly lines: readonly string[]
}

/** How many lines of a log are read as the end of it; stack frames and help texts behind them do not count. */
const mostLines = 10

// CSI, OSC and two-character sequences of a terminal (ECMA-48).
const terminalSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g
const control = /[\p{Cc}\p{Cf}]+/gu

/** The last words of a run, or null where it left none or they were not read. */
export function lastWords(pod: PodReading, container: Container, terminated: Terminated): LastWords | null {
  // With FallbackToLogsOnError the kubelet puts the end of the log in place of an empty message.
  const isLog = container.terminationMessagePolicy === 'FallbackToLogsOnError' && terminated.exitCode !== 0
  const lines = plainLines(terminated.messageItem.quote)
  if (lines.length > 0)
    return { item: terminated.messageItem, from: isLog ? 'log' : 'termination message', lines }
  const tails = pod.logs.filter((log) => log.container === container.name)
  // While no run follows, the log without --previous is that of the run that ended (`validateContainerLogStatus`).
  const tail =
    tails.find(({ previous }) => previous === terminated.previous) ??
    (container.running === null ? tails[0] : undefined)
  return endOfLog(tail?.lines ?? [], container, terminated.finishedAt)
}

/** The end of the log of a container that runs and is not ready, or null where it was not read or tells of no error. */
export function unreadyWords(pod: PodReading, container: Container): LastWords | null {
  if (container.running === null || container.ready) return null
  const tail = pod.logs.find((log) => log.container === container.name && !log.previous)
  const words = endOfLog(tail?.lines ?? [], container, null)
  return words !== null && (hintIn(words.lines) !== null || tellsAnError(words.lines)) ? words : null
}

/** The last lines of a log that are statements of their own, or null where there are none. */
function endOfLog(log: readonly string[], container: Container, at: number | null): LastWords | null {
  const all = log.filter((line) => plainLines(line).length > 0)
  const statements = all.filter((line) => !isAside(plainLines(line).join(' ')))
  const kept = (statements.length > 0 ? statements : all).slice(-mostLines)
  if (kept.length === 0) return null
  const quote = kept.join('\n').trim()
  return {
    item: { source: 'logs', path: `logs/${container.name}`, at, value: '', quote, container: container.name },
    from: 'log',
    lines: plainLines(kept.join('\n')),
  }
}

/** The lines of a text that are not blank, without terminal sequences and control characters. */
export function plainLines(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(terminalSequence, '').replace(control, ' ').trim())
    .filter((line) => line !== '')
}
