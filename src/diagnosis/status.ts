import type { PodReading } from '../pod/reading.ts'
import { deriveStatus } from '../status/derive.ts'
import { meaningOf } from '../status/dictionary.ts'
import { hiddenBy } from '../status/hidden.ts'
import { minorOf } from '../status/version.ts'
import type { StatusExplained } from './diagnosis.ts'

/** The STATUS of a pod and how it came about. The server's word leads where there is one. */
export function explainStatus(pod: PodReading): StatusExplained {
  const derived = deriveStatus(pod.statusFields, minorOf(pod.serverVersion), pod.takenAt)
  const { row } = pod
  const word = row?.status ?? derived.word
  return {
    word,
    ready: row?.ready ?? derived.ready,
    restarts: derived.restartCount,
    restartsPrinted: row?.restarts ?? derived.restarts,
    source: row === null ? 'derived' : 'server',
    because: [...derived.because, ...hiddenBy(derived, pod.statusFields)],
    meaning: meaningOf(word),
    differs: word === derived.word ? null : derived.word,
  }
}
