// The rule of docs/ARCHITECTURE.md for where a test stands: one of a cause beside it, any other in a folder of test/ that is
// called like the room it tests, or in one of the five for what is more than a room.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const moreThanARoom = ['checkout', 'crowds', 'package', 'process', 'repository']

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    join(folder, file).replaceAll('\\', '/'),
  )
}

/** The files that this one imports, relative to the root. */
function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^(?:import|\}) .*?from '(\.[^']+)'/gm)].map((match) =>
    join(dirname(file), match[1] ?? '').replaceAll('\\', '/'),
  )
}

test('a test in src is that of a cause, beside it', () => {
  const strays = filesUnder('src').filter(
    (file) =>
      file.endsWith('.test.ts') &&
      !(/^src\/causes\/[a-z]+\//.test(file) && existsSync(file.replace('.test.ts', '.ts'))),
  )
  expect(strays).toEqual([])
})

test.each(filesUnder('test').filter((file) => file.endsWith('.test.ts')))(
  '%s stands in the room that it tests',
  (file) => {
    const room = relative('test', dirname(file)).replaceAll('\\', '/')
    if (moreThanARoom.some((folder) => room === folder || room.startsWith(`${folder}/`))) return
    const tested = room === 'scripts' || room.startsWith('scripts/') ? room : `src/${room}`
    expect(existsSync(tested), `${tested} is no room`).toBe(true)
    const helpers = importsOf(file).filter((path) => path.startsWith('test/'))
    const used = [file, ...helpers].flatMap(importsOf)
    const names = readFileSync(file, 'utf8')
    expect(
      used.some((path) => path.startsWith(`${tested}/`)) || names.includes(`'${tested}/`),
      `it uses nothing of ${tested}`,
    ).toBe(true)
  },
)
