// What a fact names was read, not made up: it stands in the pod, in an event or in a log.
import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { plainText } from '../../src/pod/plain-text.ts'
import { readPod } from '../../src/pod/reading.ts'
import { situations, snapshotsOf } from '../pods.ts'

// Facts of the stages from the image to the probes that name one thing out of somebody's words.
const names = [
  'path',
  'through',
  'program',
  'missing',
  'file',
  'profile',
  'user',
  'device',
  'host',
  'suggestsAbout',
]

test.each(situations)('%s', async (situation) => {
  for (const snapshot of await snapshotsOf(situation)) {
    const { verdict, findings } = diagnose(readPod(snapshot))
    const all = plainText(JSON.stringify(snapshot))
    for (const finding of [verdict, ...findings]) {
      for (const name of names) {
        const value = finding?.facts[name]
        // A host and its port may stand apart.
        const parts = typeof value === 'string' ? value.split(/:(?=\d+$)/) : []
        for (const part of parts) expect(all, `${finding?.cause}: ${name}`).toContain(part)
      }
    }
  }
})
