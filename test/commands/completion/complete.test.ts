import { describe, expect, test } from 'vitest'
import { completedCommands, completionAnswer } from '../../../src/commands/completion/answer.ts'
import { complete, type Names, type TypedFlags } from '../../../src/commands/completion/complete.ts'

const asked: [string, TypedFlags][] = []

const names: Names = {
  objects: async (plural, flags) => {
    asked.push([plural, flags])
    return plural === 'pods'
      ? [{ value: 'web-1', about: 'CrashLoopBackOff, 12 restarts' }, { value: 'web-2' }, { value: 'db-0' }]
      : [{ value: 'api' }]
  },
  namespaces: async () => [{ value: 'shop' }, { value: 'system' }],
  configured: async (what) => [{ value: `one of ${what}` }, { value: what }],
  statusWords: async () => [{ value: 'CrashLoopBackOff' }, { value: 'Completed' }],
  scenarios: async () => [{ value: 'crash' }],
}

async function values(...argv: string[]): Promise<string[]> {
  const { candidates, directive } = await complete(argv, await completedCommands(), names)
  return [...candidates.map(({ value }) => value), `:${directive}`]
}

describe('the last word is completed', () => {
  test.each([
    ['a command', ['expl'], ['explain', ':4']],
    ['a command behind flags', ['-n', 'shop', '-A', 'expl'], ['explain', ':4']],
    ['the topic of help', ['help', 'tim'], ['timeline', ':4']],
    ['a pod', ['explain', ''], ['web-1', 'web-2', 'db-0', ':4']],
    ['a second pod, not the first again', ['explain', 'web-1', 'web'], ['web-2', ':4']],
    ['a pod behind its type', ['explain', 'pod/web-1', 'pod/w'], ['pod/web-2', ':4']],
    ['a name of a type', ['timeline', 'deploy', ''], ['api', ':4']],
    ['a type, without a space behind it', ['explain', 'sta'], ['statefulset/', 'statefulsets/', ':6']],
    ['a type that is not known', ['explain', 'svc/'], [':4']],
    ['a namespace', ['explain', '-n', 's'], ['shop', 'system', ':4']],
    ['a namespace behind =', ['explain', '--namespace=sh'], ['shop', ':4']],
    ['a context', ['explain', 'x', '--context', 'con'], ['contexts', ':4']],
    ['an output format', ['explain', '-o', 'j'], ['json', ':4']],
    ['a value of an enumeration', ['explain', '--color', ''], ['auto', 'always', 'never', ':4']],
    ['a file', ['explain', '-f', 'x'], [':0']],
    ['a flag', ['explain', '--namesp'], ['--namespace', ':4']],
    ['a STATUS word', ['status', 'Cr'], ['CrashLoopBackOff', ':4']],
    ['only one STATUS word', ['status', 'Completed', ''], [':4']],
    ['a scenario', ['demo', ''], ['crash', ':4']],
    ['what completion does', ['completion', ''], ['install', 'uninstall', 'show', ':4']],
    ['nothing for a flag without a value', ['explain', '--watch=x'], [':4']],
    ['nothing for an unknown command', ['expl', ''], [':4']],
    ['nothing where names are not taken', ['why-failed', ''], [':4']],
  ])('%s', async (_, argv, expected) => {
    expect(await values(...argv)).toEqual(expected)
  })

  test('names are asked for with the connection that was typed', async () => {
    asked.length = 0
    await values('explain', '-nshop', '--context=there', '--kubeconfig', 'k', '--color=never', 'rs/')
    expect(asked).toEqual([
      ['replicasets', { namespace: 'shop', context: 'there', kubeconfig: 'k', color: 'never' }],
    ])
  })
})

describe('the answer', () => {
  test('has a short description behind a tab, and ends with the directive', async () => {
    const lines = (await completionAnswer(['status', 'CrashLoop'])).split('\n')
    expect(lines[0]).toMatch(/^CrashLoopBackOff\t.{10,72}$/)
    expect(lines.slice(1)).toEqual([':4', ''])
  })

  test('offers only what a shell takes as one plain word', async () => {
    const lines = (await completionAnswer(['status', ''])).split('\n').slice(0, -2)
    expect(lines.length).toBeGreaterThan(50)
    for (const line of lines) expect(line.split('\t')[0]).toMatch(/^[\w./:@%+,=-]+$/)
  })
})
