// The rules for what we are built from: they hold, and each notices what it is there for.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dependencyFaults } from '../../scripts/check-dependencies.ts'
import { folder } from '../cluster/login/environment.ts'

/** A copy of the files that the rules read, with one text in one of them replaced. */
function changed(file: string, from: RegExp | string, to: string): string {
  const root = folder()
  mkdirSync(join(root, '.github'))
  cpSync('.github/workflows', join(root, '.github/workflows'), { recursive: true })
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) cpSync(name, join(root, name))
  const before = readFileSync(join(root, file), 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(join(root, file), after)
  return root
}

test('every rule holds', () => {
  expect(dependencyFaults('.')).toEqual([])
})

describe('a fault is named', () => {
  test.each([
    ['package.json', '"js-yaml": "5.5.0"', '"js-yaml": "^5.5.0"', 'js-yaml has no exact version: ^5.5.0'],
    [
      'package.json',
      '"js-yaml": "5.5.0"',
      '"js-yaml": "5.5.0", "left-pad": "1.3.0"',
      'there are 9 dependencies, more than 8',
    ],
    [
      'package.json',
      '"build":',
      '"postinstall": "true", "build":',
      'package.json runs something at installation: postinstall',
    ],
    ['.npmrc', 'ignore-scripts=true', '', '.npmrc does not say ignore-scripts=true'],
    ['package-lock.json', /"integrity": "sha512-/, '"integrity": "sha1-', 'has no sha512 in the lock file'],
    [
      'package-lock.json',
      /"integrity":/,
      '"resolved": "git+ssh://x/y.git", "integrity":',
      'comes from git+ssh',
    ],
    ['package-lock.json', /"license": "MIT"/, '"license": "AGPL-3.0"', 'has the licence AGPL-3.0'],
    [
      'package-lock.json',
      /"license": "MIT",/,
      '"license": "MIT", "hasInstallScript": true,',
      'has an install script',
    ],
    [
      '.github/workflows/test.yml',
      /actions\/checkout@[0-9a-f]{40}/,
      'actions/checkout@v4',
      'test.yml runs actions/checkout@v4, which is no commit',
    ],
    ['.github/workflows/test.yml', / # v\d\S*/, '', 'does not say which version'],
    [
      '.github/workflows/release.yml',
      /^permissions:$/m,
      'rights:',
      'release.yml does not limit its permissions',
    ],
    ['.github/workflows/test.yml', 'pull_request:', 'pull_request_target:', 'with our rights'],
  ])('in %s: %s', (file, from, to, fault) => {
    const faults = dependencyFaults(changed(file, from, to)).join('\n')
    expect(faults).toContain(fault)
  })
})
