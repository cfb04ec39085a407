import { describe, expect, test } from 'vitest'
import { type CommandShape, normalise } from '../../src/commands/normalise.ts'

const commands: CommandShape[] = [
  {
    name: 'explain',
    flags: [
      { name: 'namespace', char: 'n', takes: 'one' },
      { name: 'all-namespaces', char: 'A', takes: 'nothing' },
      { name: 'output', char: 'o', takes: 'one' },
      { name: 'filename', char: 'f', takes: 'several' },
      { name: 'context', char: undefined, takes: 'one' },
    ],
  },
  { name: 'status', flags: [] },
]

const typed = (line: string) => normalise(line === '' ? [] : line.split(' '), commands)

describe('what kubectl takes, we take', () => {
  test.each([
    ['explain x', ['--', 'x']],
    ['explain x y pod/z', ['--', 'x', 'y', 'pod/z']],
    ['explain -n a x', ['--namespace=a', '--', 'x']],
    ['explain -na x', ['--namespace=a', '--', 'x']],
    ['explain -n=a x', ['--namespace=a', '--', 'x']],
    ['explain --namespace a x', ['--namespace=a', '--', 'x']],
    ['explain --namespace=a x', ['--namespace=a', '--', 'x']],
    ['explain x -n a', ['--namespace=a', '--', 'x']],
    ['-n a explain x', ['--namespace=a', '--', 'x']],
    ['--context c explain x', ['--context=c', '--', 'x']],
    ['explain -n a -n b x', ['--namespace=b', '--', 'x']],
    ['explain -A=false x', ['--', 'x']],
    ['explain --all-namespaces=false x', ['--', 'x']],
    ['explain --all-namespaces=true', ['--all-namespaces', '--']],
    ['explain -A --all-namespaces=false', ['--']],
    ['explain -Ao json', ['--all-namespaces', '--output=json', '--']],
    ['explain -Aojson', ['--all-namespaces', '--output=json', '--']],
    ['explain -f - -f b', ['--filename=-', '--filename=b', '--']],
    ['explain -- -x', ['--', '-x']],
    ['explain --context=a=b', ['--context=a=b', '--']],
  ])('%s', (line, args) => {
    expect(typed(line)).toEqual({ asks: 'run', command: 'explain', args })
  })

  test.each([
    ['', null],
    ['--help', null],
    ['-h', null],
    ['help', null],
    ['help explain', 'explain'],
    ['explain --help', 'explain'],
    ['explain x -h', 'explain'],
    ['-n a explain -h', 'explain'],
  ])('asks for help: %s', (line, command) => {
    expect(typed(line)).toEqual({ asks: 'help', command })
  })

  test.each(['version', '--version'])('asks for the version: %s', (line) => {
    expect(typed(line)).toEqual({ asks: 'version' })
  })
})

describe('what kubectl refuses, we refuse in its words', () => {
  test.each([
    ['expl x', 'unknown command "expl" for "kubectl podlife"', 'explain'],
    ['statsu', 'unknown command "statsu"', 'status'],
    ['explain --nope', 'unknown flag: --nope', "See 'kubectl podlife explain --help' for usage."],
    ['explain --namespce=a', 'unknown flag: --namespce', '--namespace'],
    ['explain -q', "unknown shorthand flag: 'q' in -q", 'usage'],
    ['explain x -n', 'flag needs an argument: -n', ''],
    ['explain --context', 'flag needs an argument: --context', ''],
    ['explain -A=maybe', 'invalid argument "maybe" for "--all-namespaces" flag', ''],
    ['--nope explain', 'unknown flag: --nope', ''],
  ])('%s', (line, message, hint) => {
    expect(() => typed(line)).toThrow(message)
    try {
      typed(line)
    } catch (error) {
      expect((error as { hint: string }).hint).toContain(hint)
    }
  })
})
