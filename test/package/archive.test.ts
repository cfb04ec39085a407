// The archives, as their readers see them. The pieces are tested always; what `npm run package` built, where it was built.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { renderManifest } from '../../scripts/krew/render-manifest.ts'
import { archiveFaults, manifestFaults } from '../../scripts/krew/rules.ts'
import { type Entry, type ReadEntry, readTarGz, readZip, tarGz, zip } from '../../scripts/package-archive.ts'
import { checkSignature, signAdHoc } from '../../scripts/package-codesign.ts'
import { archiveOf, executableOf, targets } from '../../scripts/package-targets.ts'
import { folder } from '../cluster/login/environment.ts'

const entries: Entry[] = [
  { name: 'kubectl-podlife', content: Buffer.alloc(70_000, 'x'), executable: true },
  { name: 'LICENSE', content: Buffer.from('licence'), executable: false },
  { name: 'empty', content: Buffer.alloc(0), executable: false },
]

describe.each([
  ['tar.gz', tarGz, readTarGz],
  ['zip', zip, readZip],
] as const)('%s', (kind, write, read) => {
  test('reads as it was written, sorted, at one time, owned by nobody in particular', () => {
    const found = read(write(entries))
    expect(found.map(({ name, content, mode }) => [name, content.length, mode])).toEqual([
      ['LICENSE', 7, 0o644],
      ['empty', 0, 0o644],
      ['kubectl-podlife', 70_000, 0o755],
    ])
    expect(new Set(found.map(({ time, owner, type }) => `${time} ${owner} ${type}`))).toEqual(
      new Set(['315532800 0 file']),
    )
  })

  test('is the same to the byte whatever the order', () => {
    expect(write(entries).equals(write(entries.toReversed()))).toBe(true)
  })

  const reader = kind === 'zip' ? 'python3' : 'tar'
  const isThere = spawnSync(reader, ['--version']).status === 0
  test.runIf(isThere)('can be read by other programs', { meta: { needs: `${reader} on the PATH` } }, () => {
    const at = folder()
    const file = join(at, `a.${kind}`)
    writeFileSync(file, write(entries))
    execFileSync(reader, kind === 'zip' ? ['-m', 'zipfile', '-e', file, at] : ['-xzf', file, '-C', at])
    expect(readFileSync(join(at, 'LICENSE'), 'utf8')).toBe('licence')
    expect(readFileSync(join(at, 'kubectl-podlife'))).toHaveLength(70_000)
  })

  test('tells when a byte is wrong', () => {
    const packed = write(entries)
    packed[Math.floor(packed.length / 2)] = (packed[Math.floor(packed.length / 2)] ?? 0) ^ 0xff
    expect(() => read(packed).map(({ content }) => content)).toThrow()
  })
})

/** A small Mach-O: header, three load commands, some text, and room for a signature. */
function machO(): Buffer {
  const program = Buffer.alloc(0x5000 + 32, 7)
  program.fill(0, 0, 0x200)
  for (const [index, value] of [0xfeedfacf, 0x0100000c, 0, 2, 3, 160, 0, 0].entries())
    program.writeUInt32LE(value, index * 4)
  const segment = (at: number, name: string, offset: number, size: number): void => {
    program.writeUInt32LE(0x19, at)
    program.writeUInt32LE(72, at + 4)
    program.write(name, at + 8)
    program.writeBigUInt64LE(BigInt(size), at + 32)
    program.writeBigUInt64LE(BigInt(offset), at + 40)
    program.writeBigUInt64LE(BigInt(size), at + 48)
  }
  segment(32, '__TEXT', 0, 0x4000)
  segment(104, '__LINKEDIT', 0x4000, 0x1020)
  for (const [index, value] of [0x1d, 16, 0x5000, 32].entries()) program.writeUInt32LE(value, 176 + index * 4)
  return program
}

describe('an ad-hoc signature', () => {
  test('fits the program, and no other', () => {
    const signed = signAdHoc(machO(), 'kubectl-podlife')
    const good = { identifier: 'kubectl-podlife', isAdHoc: true, pages: 5, wrongPages: 0, endsTheFile: true }
    expect(checkSignature(signed)).toEqual(good)
    expect(checkSignature(signAdHoc(signed, 'kubectl-podlife'))).toEqual(good)
    signed[0x2345] = 8
    expect(checkSignature(signed)).toEqual({ ...good, wrongPages: 1 })
  })

  test('is not given to what is no program', () => {
    expect(() => signAdHoc(Buffer.alloc(64), 'x')).toThrow('not a 64-bit Mach-O')
  })
})

describe('the krew manifest', () => {
  const template = readFileSync('.krew.yaml', 'utf8')
  const render = (tag: string): Record<string, unknown> =>
    load(renderManifest(template, tag, (uri) => createHash('sha256').update(uri).digest('hex'))) as Record<
      string,
      unknown
    >

  test('that the template gives is without a fault, and names every archive that krew offers', () => {
    const manifest = render('v1.2.3-rc.1')
    expect(manifestFaults(manifest, 'podlife.yaml')).toEqual([])
    const { platforms } = manifest.spec as { platforms: { uri: string; bin: string }[] }
    expect(platforms.map(({ uri, bin }) => [uri.split('/').at(-1), bin])).toEqual(
      targets.filter(({ inKrew }) => inKrew).map((target) => [archiveOf(target), executableOf(target)]),
    )
    for (const { uri } of platforms) expect(uri).toContain('/v1.2.3-rc.1/')
  })

  test('in the root is the template of now, with the sums of a build', () => {
    const subject = readFileSync('plugin.yaml', 'utf8')
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    const { spec } = load(subject) as { spec: { platforms: { uri: string; sha256: string }[] } }
    const sums = new Map(spec.platforms.map(({ uri, sha256 }) => [uri, sha256]))
    expect(subject).toBe(renderManifest(template, `v${version}`, (uri) => sums.get(uri) ?? ''))
    for (const sum of sums.values()) expect(sum).not.toMatch(/^0+$/)
  })

  test('with a sum that is none, or a form that is not known, is not made', () => {
    expect(() => renderManifest(template, 'v1.0.0', () => '')).toThrow('no SHA-256')
    expect(() => renderManifest('version: {{ .Version }}', 'v1.0.0', () => '')).toThrow('not known')
  })

  const faults: [string, (manifest: Record<string, Record<string, unknown>>) => void, RegExp][] = [
    ['another name', ({ metadata = {} }) => Object.assign(metadata, { name: 'pod/life' }), /name/],
    ['a device name', ({ metadata = {} }) => Object.assign(metadata, { name: 'com1' }), /not allowed/],
    ['a version without v', ({ spec = {} }) => Object.assign(spec, { version: '1.0.0' }), /semantic version/],
    ['a long tagline', ({ spec = {} }) => Object.assign(spec, { shortDescription: 'x'.repeat(51) }), /50/],
    ['a wide description', ({ spec = {} }) => Object.assign(spec, { description: 'x'.repeat(81) }), /80/],
    [
      'usage in the description',
      ({ spec = {} }) => Object.assign(spec, { description: 'x\nkubectl podlife' }),
      /usage/,
    ],
    ['a misspelt field', ({ spec = {} }) => Object.assign(spec, { shortdescription: 'x' }), /not known/],
    ['no platforms', ({ spec = {} }) => Object.assign(spec, { platforms: [] }), /no platform/],
  ]
  const platformFaults: [string, object, RegExp][] = [
    ['a sum in upper case', { sha256: 'A'.repeat(64) }, /sha256/],
    ['a bin outside', { bin: '../x' }, /bin/],
    ['an empty selector', { selector: {} }, /selector/],
    ['another label', { selector: { matchLabels: { libc: 'musl' } } }, /no system/],
    ['one system twice', { selector: { matchLabels: { os: 'linux', arch: 'arm64' } } }, /2 platforms/],
    ['a script on Windows', { selector: { matchLabels: { os: 'windows', arch: '386' } } }, /\.exe/],
  ]
  test.each([
    ...faults,
    ...platformFaults.map(([name, change, text]): (typeof faults)[number] => [
      name,
      ({ spec = {} }) => Object.assign((spec.platforms as object[])[0] ?? {}, change),
      text,
    ]),
  ])('with %s has a fault', (_, change, text) => {
    const manifest = render('v1.0.0') as Record<string, Record<string, unknown>>
    change(manifest)
    expect(manifestFaults(manifest, 'podlife.yaml').join('\n')).toMatch(text)
  })

  test('an archive with what krew cannot unpack has a fault', () => {
    const whole = readTarGz(tarGz(entries))
    expect(archiveFaults(whole, 'kubectl-podlife')).toEqual([])
    const extra = (change: Partial<ReadEntry>): ReadEntry[] => [
      ...whole,
      { ...(whole[0] as ReadEntry), ...change },
    ]
    expect(archiveFaults(extra({ name: 'link', type: '2' }), 'kubectl-podlife').join()).toMatch(/link/)
    expect(archiveFaults(extra({ name: 'a..b' }), 'kubectl-podlife').join()).toMatch(/refuses/)
    expect(archiveFaults(whole.slice(1), 'kubectl-podlife').join()).toMatch(/licence/)
    expect(archiveFaults(whole, 'podlife').join()).toMatch(/missing/)
  })
})

const built = 'dist/package'
const needs = { meta: { needs: '`npm run package` first' } }

describe.runIf(existsSync(join(built, 'plugin.yaml')))('what was built', needs, () => {
  const sums = existsSync(join(built, 'checksums.txt'))
    ? readFileSync(join(built, 'checksums.txt'), 'utf8')
    : ''

  test.each(targets.map((target) => [target.name, target] as const))('%s', (_, target) => {
    const packed = readFileSync(join(built, archiveOf(target)))
    const sum = createHash('sha256').update(packed).digest('hex')
    expect(sums).toContain(`${sum}  ${archiveOf(target)}\n`)
    const found = target.os === 'windows' ? readZip(packed) : readTarGz(packed)
    expect(found.map(({ name }) => name)).toEqual(
      ['LICENSE', 'THIRD-PARTY-NOTICES', executableOf(target)].toSorted(),
    )
    expect(archiveFaults(found, executableOf(target))).toEqual([])
    const program = found.find(({ name }) => name === executableOf(target))?.content ?? Buffer.alloc(0)
    const magic = { linux: '7f454c46', darwin: 'cffaedfe', windows: '4d5a' }[target.os]
    expect(program.toString('hex', 0, magic.length / 2)).toBe(magic)
    if (target.os === 'darwin') {
      expect(checkSignature(program)).toMatchObject({
        identifier: 'kubectl-podlife',
        isAdHoc: true,
        wrongPages: 0,
        endsTheFile: true,
      })
    }
    // No folder of the machine that built it.
    for (const leak of [process.cwd(), 'podlife-package-']) {
      expect(program.includes(leak), leak).toBe(false)
    }
  })
})
