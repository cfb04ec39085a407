import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lookUp, meaningOf, words } from '../../src/status/dictionary.ts'
import { outline } from '../../src/status/parse-page.ts'

/** The words of the entries that answer a query; empty when nothing was found. */
function found(query: string): string[] {
  const answer = lookUp(query)
  return 'found' in answer ? answer.found.map(({ word }) => word) : []
}

describe('looking up', () => {
  test.each([
    ['OOMKilled', ['OOMKilled']],
    ['oomkilled', ['OOMKilled']],
    [' CrashLoopBackOff ', ['CrashLoopBackOff']],
    ['crash loop back-off', ['CrashLoopBackOff']],
    ['seccomp killed', ['seccomp killed']],
    ['137', ['137']],
    ['exit code 137', ['137']],
    ['exit code: 137', ['137']],
    ['ExitCode:137', ['ExitCode:N', '137']],
    ['exitcode:137', ['ExitCode:N', '137']],
    ['ExitCode:77', ['ExitCode:N', '77']],
    ['-1', ['-1']],
    ['3221225477', ['3221225477']],
    ['Signal:9', ['Signal:N', 'SIGKILL']],
    ['signal:9', ['Signal:N', 'SIGKILL']],
    ['Signal:99', ['Signal:N']],
    ['Signal', ['Signal:N']],
    ['signal 9', ['SIGKILL']],
    ['SIGKILL', ['SIGKILL']],
    ['kill', ['SIGKILL']],
    ['sigwinch', ['SIGWINCH']],
    ['SIGRTMIN+3', ['SIGRTMIN+3']],
    ['Init:1/3', ['Init:N/M']],
    ['init:0/12', ['Init:N/M']],
    ['Init:CrashLoopBackOff', ['Init:REASON', 'CrashLoopBackOff']],
    ['init:oomkilled', ['Init:REASON', 'OOMKilled']],
    ['Init:Unknown', ['Init:REASON', 'Unknown']],
    ['Init:Error', ['Init:REASON', 'Error']],
    ['Init:SomethingNew', ['Init:REASON']],
    ['init:signal:9', ['Init:Signal:N', 'SIGKILL']],
    ['Init:ExitCode:2', ['Init:ExitCode:N', '2']],
    ['Init:', ['Init:N/M', 'Init:REASON', 'Init:Signal:N', 'Init:ExitCode:N']],
    ['Init:REASON', ['Init:REASON']],
    ['OutOfcpu', ['OutOfcpu']],
    ['outofmemory', ['OutOfmemory']],
    ['OutOfnvidia.com/gpu', ['OutOfRESOURCE']],
    ['podscheduled', ['PodScheduled']],
    ['Error', ['Error', 'Error']],
    ['Unknown', ['Unknown', 'Unknown', 'Unknown']],
    ['', ['(empty)']],
    ['RuntimeClass.node.k8s.io "kata" not found', ['(error text)']],
    ['Init:rpc error: code = Unknown', ['Init:REASON', '(error text)']],
  ])('%j finds %j', (query, expected) => {
    expect(found(query)).toEqual(expected)
  })

  test('Unknown has an entry for each of its meanings', () => {
    const answer = lookUp('unknown')
    const kinds = 'found' in answer ? answer.found.map((entry) => entry.kinds.join()) : []
    expect(kinds.toSorted()).toEqual(['status', 'status,phase', 'status,terminated-reason'])
  })

  test.each([
    ['CrashLopBackOff', 'CrashLoopBackOff'],
    ['OOMKiled', 'OOMKilled'],
    ['ImagePulBackof', 'ImagePullBackOff'],
    ['backoff', 'CrashLoopBackOff'],
    ['oom', 'OOMKilled'],
    ['sigkil', 'SIGKILL'],
  ])('%j is not a word, and %s is near', (query, near) => {
    const answer = lookUp(query)
    expect('nearest' in answer && answer.nearest.slice(0, 3)).toContain(near)
  })

  test('a far word is not offered beside a near one, and an exit code never', () => {
    expect(lookUp('oom')).toEqual({ nearest: ['OOMKilled'] })
    expect(lookUp('OOMKiled')).toEqual({ nearest: ['OOMKilled'] })
    expect(lookUp('nosuch')).toEqual({ nearest: [] })
  })

  test('answers anything without a throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a'.repeat(9999))),
        (query) => {
          const answer = lookUp(query)
          if ('found' in answer) expect(answer.found).not.toEqual([])
          else expect(answer.nearest.length).toBeLessThanOrEqual(5)
          expect(typeof meaningOf(query)).toBe('string')
        },
      ),
    )
  })
})

describe('the meaning of a STATUS word', () => {
  test('of a plain word is the first paragraph of its page', () => {
    const [page] = words().filter(({ word }) => word === 'CrashLoopBackOff')
    expect(meaningOf('CrashLoopBackOff')).toBe(page?.meaning)
  })

  test('of an init reason tells both halves', () => {
    expect(meaningOf('Init:OOMKilled')).toContain(meaningOf('OOMKilled'))
    expect(meaningOf('Init:OOMKilled')).toMatch(/^An init container or a sidecar/)
  })

  test('of Init:1/3 has its numbers', () => {
    expect(meaningOf('Init:1/3')).toContain('1 of 3')
    expect(meaningOf('Init:N/M')).toContain('N of M')
  })

  test('of Error is about a container, not about a resize', () => {
    expect(meaningOf('Error')).toMatch(/^The container ended/)
  })

  test('of Unknown names all three', () => {
    expect(meaningOf('Unknown')).toMatch(/\(1\).*\(2\).*\(3\)/)
  })

  test.each([
    'NoSuchWord',
    'error',
    'init:error',
    'Unschedulable',
    'KillContainerError',
    '137',
    'SIGKILL',
    '__proto__',
  ])('of %s is empty, since no STATUS is called so', (word) => {
    expect(meaningOf(word)).toBe('')
  })

  test.each(words().filter(({ kinds }) => kinds.includes('status')))('of $word is known', ({ word }) => {
    expect(meaningOf(word === '(empty)' ? '' : word)).not.toBe('')
  })
})

describe('numbers', () => {
  const codes = Array.from({ length: 256 }, (_, code) => code)

  test.each(codes)('exit code %i is answered, with the outline', (code) => {
    const answer = lookUp(String(code))
    const [entry] = 'found' in answer ? answer.found : []
    expect(entry?.word).toBe(String(code))
    expect(entry?.kinds).toEqual(['exit-code'])
    expect(entry?.sections.map(({ heading }) => heading)).toEqual([...outline])
    expect(entry?.see.filter((word) => found(word).length === 0)).toEqual([])
    expect(meaningOf(`ExitCode:${code}`)).toContain(entry?.meaning)
  })

  test.each([
    [129, 'SIGHUP'],
    [131, 'SIGQUIT'],
    [140, 'SIGUSR2'],
    [159, 'SIGSYS'],
    [192, 'SIGRTMAX'],
  ])('exit code %i is put down to %s, as a convention', (code, signal) => {
    expect(meaningOf(`ExitCode:${code}`)).toContain(signal)
    expect(meaningOf(`ExitCode:${code}`)).toMatch(/By convention/)
  })

  test.each([3, 125, 193, 254])('exit code %i is left to the program', (code) => {
    expect(meaningOf(`ExitCode:${code}`)).toContain(`The program chose exit code ${code} itself`)
  })

  test.each(Array.from({ length: 64 }, (_, index) => index + 1))(
    'signal %i is answered by number and by name',
    (signal) => {
      const [name = ''] = found(`signal ${signal}`)
      expect(found(name)).toEqual([name])
      expect(found(`Signal:${signal}`)).toEqual(['Signal:N', name])
      const answer = lookUp(name)
      const [entry] = 'found' in answer ? answer.found : []
      expect(entry?.meaning).toContain(`ignal ${signal}`)
      expect(entry?.meaning).toContain(`exit code ${128 + signal}.`)
      expect(found(name.replace(/^SIG/, '').toLowerCase())).toEqual([name])
    },
  )
})
