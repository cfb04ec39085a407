import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { interpreterMissing } from './interpreter-missing.ts'

testCause(interpreterMissing, {
  saysItFor: ['script-interpreter-missing'],
  staysSilentFor: {
    'd01-command-not-found': 'Nothing bears the name of the program.',
    'script-without-interpreter-line': 'The script names no interpreter, so that none is missing.',
  },
})

test('says it where that line is all', async () => {
  const { verdict } = await rewordedDiagnosis('b10-wrong-arch', [
    /^exec \S+: exec format error$/,
    'exec /entrypoint.sh: no such file or directory',
  ])
  expect(verdict).toMatchObject({
    cause: 'interpreter-missing',
    container: 'app',
    certainty: 'likely',
    facts: { program: '/entrypoint.sh' },
  })
})

test('leaves a program alone that misses a file', async () => {
  const { verdict } = await rewordedDiagnosis('b10-wrong-arch', [
    /^exec \S+: exec format error$/,
    'cannot open /etc/app.conf: no such file or directory',
  ])
  expect(verdict).toMatchObject({
    cause: 'app-exit',
    container: 'app',
    certainty: 'certain',
  })
})
