// What an archive says about what is in it: the notices, the bill of materials, the checksums.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allowedLicences, type Bundled, noticesOf } from '../../scripts/notices.ts'
import { readTarGz, readZip } from '../../scripts/package-archive.ts'
import { runtimeOf } from '../../scripts/package-runtime.ts'
import { sbomOf } from '../../scripts/package-sbom.ts'
import { archiveOf, billOf, hostTarget, runtimeVersion, targets } from '../../scripts/package-targets.ts'
import { licenceText, partsFor, runtimeNotices } from '../../scripts/runtime-notices.ts'
import { commonTexts, runtimeCrates, runtimeParts } from '../../scripts/runtime-parts.ts'
import { folder } from '../cluster/login/environment.ts'

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly supplier?: { readonly name: string }
  readonly licenses: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[]
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
}

interface Bill {
  readonly metadata: {
    readonly timestamp?: string
    readonly tools: { readonly components: readonly { readonly name: string }[] }
    readonly supplier: { readonly name: string }
    readonly component: Component
  }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[]
}

const texts = readdirSync('scripts/runtime-licences').map((file) => file.replace(/\.txt$/, ''))
const asked = new Set(['bun', ...[...runtimeParts, ...runtimeCrates].flatMap((part) => part.texts)])

const archives = { meta: { needs: 'the archives, which npm run package builds' } }
const shell = { meta: { needs: 'a POSIX shell, which Windows lacks' } }

describe('the licences of the runtime', () => {
  test('are all there, and none is there for nothing', () => {
    expect(texts.toSorted()).toEqual([...asked].filter((file) => file !== 'apache-2.0').toSorted())
  })

  test.each([
    ['bun', 'Copyright (c) Oven'],
    ['lgpl-2.0', 'END OF TERMS AND CONDITIONS'],
    ['lgpl-2.1', 'END OF TERMS AND CONDITIONS'],
    ['mpl-2.0', 'Exhibit B - "Incompatible With Secondary Licenses" Notice'],
    ['apache-2.0', 'END OF TERMS AND CONDITIONS'],
    ['webkit-bsd', 'Redistributions in binary form must reproduce'],
    ['libarchive', 'Tim Kientzle'],
    ['icu', 'UNICODE LICENSE V3'],
    ['zstd', 'Meta Platforms'],
    ['lol-html', 'Cloudflare'],
    ['mimalloc', 'Microsoft'],
  ])('%s is whole', (file, words) => {
    expect(licenceText(file)).toContain(words)
  })

  test.each(['linux', 'darwin', 'windows'] as const)('are in the notices for %s, each once', (os) => {
    const notices = noticesOf([], runtimeNotices(os))
    for (const file of asked) {
      const parts = [...runtimeParts, ...runtimeCrates].filter((part) => part.texts.includes(file))
      const shipped = file === 'bun' || parts.some((part) => !('only' in part) || part.only === os)
      const times = notices.split(licenceText(file)).length - 1
      if (!shipped) expect(times, file).toBe(0)
      else if (file in commonTexts) expect(times, file).toBe(1)
      else expect(times, file).toBeGreaterThan(0)
    }
    for (const { name } of partsFor(os)) expect(notices).toContain(`\n${name} `)
  })

  test('that ask for the source name the revisions that it was built from', () => {
    const notices = runtimeNotices('linux').join('\n')
    for (const { name, source, version } of runtimeParts.filter(({ licence }) => licence.includes('LGPL'))) {
      expect(version, name).toMatch(/^[0-9a-f]{40}$/)
      expect(notices).toContain(`${source}/tree/${version}`)
    }
  })

  // Where the archives were built, the runtime is there, and can be asked what it is made of.
  test.runIf(existsSync('dist/package/plugin.yaml'))(
    'are those of the revisions that it reports',
    archives,
    () => {
      const program = join(folder(), 'bun')
      writeFileSync(program, runtimeOf(hostTarget()), { mode: 0o755 })
      const asked = ['-e', 'console.log(JSON.stringify(process.versions))']
      const reported = JSON.parse(execFileSync(program, asked, { encoding: 'utf8' })) as Record<
        string,
        string
      >
      expect(reported.bun).toBe(runtimeVersion)
      for (const { name, version, reportedAs } of runtimeParts.filter(
        (part) => part.reportedAs !== undefined,
      )) {
        expect(reported[reportedAs ?? ''], name).toBe(version)
      }
    },
  )
})

const bundled = (name: string, at: string, dependsOn: string[] = []): Bundled => ({
  name,
  version: '1.0.0',
  folder: at,
  licence: 'MIT',
  text: 'text',
  supplier: 'Somebody',
  dependsOn,
})

function expectSound({ metadata, components, dependencies }: Bill): void {
  const refs = [metadata.component, ...components].map((component) => component['bom-ref'])
  expect(new Set(refs).size).toBe(refs.length)
  expect(dependencies.map(({ ref }) => ref).toSorted()).toEqual(refs.toSorted())
  const needed = dependencies.flatMap(({ dependsOn = [] }) => dependsOn)
  for (const ref of needed) expect(refs).toContain(ref)
  for (const component of components)
    expect(needed, 'listed, and nobody needs it').toContain(component['bom-ref'])
  for (const { name, supplier, licenses } of components) {
    expect(supplier?.name, name).toMatch(/./)
    expect(licenses[0]?.license?.id ?? licenses[0]?.expression, name).toMatch(/^[(A-Za-z0-9]/)
  }
}

describe('the bill of materials', () => {
  const target = hostTarget('linux', 'x64')
  const build = (time?: number): Bill =>
    JSON.parse(
      sbomOf(
        { target, version: '1.2.3', archive: 'a.tar.gz', sha256: 'f'.repeat(64), time },
        [
          bundled('direct', 'node_modules/direct', ['node_modules/direct/node_modules/deep']),
          bundled('deep', 'node_modules/direct/node_modules/deep'),
        ],
        ['direct', 'not-bundled'],
        'package-lock.json',
      ),
    ) as Bill

  test('says who, when, with what, and what needs what', () => {
    const bill = build(1_234_567_890)
    expectSound(bill)
    expect(bill.metadata.timestamp).toBe('2009-02-13T23:31:30Z')
    expect(bill.metadata.tools.components[0]?.name).toBe('scripts/package-sbom.ts')
    expect(bill.metadata.supplier.name).toBe('The kubectl podlife authors')
    const dependsOn = (ref: string): readonly string[] =>
      bill.dependencies.find((dependency) => dependency.ref === ref)?.dependsOn ?? []
    const runtime = `pkg:npm/${target.runtime.replace('@', '%40')}@${runtimeVersion}`
    expect(dependsOn('kubectl-podlife@1.2.3')).toEqual([runtime, 'pkg:npm/direct@1.0.0'])
    expect(dependsOn('pkg:npm/direct@1.0.0')).toEqual(['pkg:npm/deep@1.0.0'])
    expect(dependsOn(runtime)).toContain(`bun-part:webkit@${runtimeParts[0]?.version}`)
  })

  test('has the same bytes each time, and no time where none is known', () => {
    expect(build(1)).toEqual(build(1))
    expect(build().metadata).not.toHaveProperty('timestamp')
  })
})

const built = 'dist/package'

describe.runIf(existsSync(join(built, 'plugin.yaml')))('what was built', archives, () => {
  const listed = existsSync(join(built, 'checksums.txt'))
    ? readFileSync(join(built, 'checksums.txt'), 'utf8')
    : ''
  const sumOf = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(built, name)))
      .digest('hex')

  test('checksums.txt covers every file that is released', () => {
    const released = [...targets.flatMap((target) => [archiveOf(target), billOf(target)]), 'plugin.yaml']
    expect(listed.trim().split('\n').toSorted()).toEqual(
      released.map((name) => `${sumOf(name)}  ${name}`).toSorted(),
    )
  })

  test.runIf(process.platform !== 'win32')('can be checked as docs/verify.md says', shell, () => {
    const shown = [...readFileSync('docs/verify.md', 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(
      ([, text = '']) => text,
    )
    const wanted = process.platform === 'darwin' ? 'shasum' : 'sha256sum'
    const command = shown.find((text) => text.includes(wanted)) ?? ''
    const check = (folder: string): string =>
      execFileSync('sh', ['-c', command], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    expect(check(built)).toContain('podlife-darwin-arm64.tar.gz: OK\n')
    const broken = folder({ 'checksums.txt': listed, 'podlife-darwin-arm64.tar.gz': 'other bytes' })
    expect(() => check(broken)).toThrow()
  })

  test.each(targets.map((target) => [target.name, target] as const))('%s says what is in it', (_, target) => {
    const packed = readFileSync(join(built, archiveOf(target)))
    const bill = JSON.parse(readFileSync(join(built, billOf(target)), 'utf8')) as Bill
    expectSound(bill)
    expect(bill.metadata.component.hashes).toEqual([
      { alg: 'SHA-256', content: createHash('sha256').update(packed).digest('hex') },
    ])
    const entries = target.os === 'windows' ? readZip(packed) : readTarGz(packed)
    const notices = entries.find(({ name }) => name === 'THIRD-PARTY-NOTICES')?.content.toString() ?? ''
    for (const section of runtimeNotices(target.os)) expect(notices).toContain(section)
    for (const component of bill.components) {
      const { name, licenses, hashes } = component
      const isRuntime = name === target.runtime
      if (!isRuntime) expect(notices, name).toContain(name)
      if (!component['bom-ref'].startsWith('pkg:npm/')) continue
      expect(allowedLicences).toContain(licenses[0]?.license?.id ?? licenses[0]?.expression)
      expect(hashes, name).toHaveLength(1)
    }
  })
})
