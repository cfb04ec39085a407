// Builds the archives that people install: one program for each platform, with the licences, checksums and bills of materials.
// The same source gives the same bytes; plugin.yaml in the root is that of the last build. Usage: node scripts/package.ts [TARGET…] [--out FOLDER]   (all targets: package-targets.ts)
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { renderManifest } from './krew/render-manifest.ts'
import { bundledPackages, type Metafile, noticesOf } from './notices.ts'
import { type Entry, tarGz, zip } from './package-archive.ts'
import { signAdHoc } from './package-codesign.ts'
import { runtimeOf } from './package-runtime.ts'
import { sbomOf } from './package-sbom.ts'
import {
  archiveOf,
  billOf,
  compilerTarget,
  executableOf,
  hostTarget,
  type Target,
  targets,
} from './package-targets.ts'
import { runtimeNotices } from './runtime-notices.ts'
import { sourceTime } from './source-time.ts'
import { failInOneSentence } from './step-failed.ts'

failInOneSentence()
const root = fileURLToPath(new URL('..', import.meta.url))
const usualOut = join(root, 'dist/package')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: usualOut } },
})
const unknown = positionals.find((name) => !targets.some((target) => target.name === name))
if (unknown !== undefined) {
  console.error(`there is no target ${unknown}; known are: ${targets.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
const wanted = positionals.length === 0 ? targets : targets.filter(({ name }) => positionals.includes(name))
const out = resolve(values.out)
const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  dependencies: Record<string, string>
}
const time = sourceTime(root)

mkdirSync(out, { recursive: true })
const work = mkdtempSync(join(tmpdir(), 'podlife-package-'))
try {
  const script = join(work, 'podlife.cjs')
  execFileSync(
    process.execPath,
    [join(root, 'scripts/package-bundle.mjs'), script, join(work, 'metafile.json')],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const metafile = JSON.parse(readFileSync(join(work, 'metafile.json'), 'utf8')) as Metafile
  const packages = bundledPackages(metafile, root)
  const compiler = join(work, 'compiler')
  writeFileSync(compiler, runtimeOf(hostTarget()), { mode: 0o755 })
  const sums = new Map<string, string>()
  const write = (name: string, content: Buffer | string): string => {
    const sum = createHash('sha256').update(content).digest('hex')
    sums.set(name, sum)
    writeFileSync(join(out, name), content)
    return sum
  }
  for (const target of wanted) {
    const program = compile(compiler, script, target)
    const archive = archiveOf(target)
    const packed = pack(target, program, noticesOf(packages, runtimeNotices(target.os)))
    const sha256 = write(archive, packed)
    write(
      billOf(target),
      sbomOf(
        { target, version, archive, sha256, time },
        packages,
        Object.keys(dependencies),
        join(root, 'package-lock.json'),
      ),
    )
    const folder = join(out, target.name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, executableOf(target)), program)
    chmodSync(join(folder, executableOf(target)), 0o755)
    console.log(`${sha256}  ${archive}  ${(packed.length / 1e6).toFixed(1)} MB`)
  }
  if (targets.every((target) => !target.inKrew || sums.has(archiveOf(target)))) {
    const template = readFileSync(join(root, '.krew.yaml'), 'utf8')
    const sumOf = (uri: string): string => sums.get(uri.slice(uri.lastIndexOf('/') + 1)) ?? ''
    const manifest = renderManifest(template, `v${version}`, sumOf)
    write('plugin.yaml', manifest)
    if (values.out === usualOut) writeFileSync(join(root, 'plugin.yaml'), manifest)
  }
  writeFileSync(join(out, 'checksums.txt'), [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join(''))
} finally {
  rmSync(work, { recursive: true, force: true })
}

function compile(compiler: string, script: string, target: Target): Buffer {
  const runtime = join(work, `runtime-${target.name}`)
  writeFileSync(runtime, runtimeOf(target), { mode: 0o755 })
  const program = join(work, executableOf(target))
  execFileSync(
    compiler,
    [
      'build',
      script,
      '--compile',
      `--target=${compilerTarget(target)}`,
      `--compile-executable-path=${runtime}`,
      '--format=cjs',
      '--minify',
      '--keep-names',
      '--bytecode',
      // A run is over before compiling to machine code would pay.
      '--compile-jit-policy=100',
      // Files that happen to lie where the user stands must not change what runs.
      '--no-compile-autoload-dotenv',
      '--no-compile-autoload-bunfig',
      `--outfile=${program}`,
    ],
    { cwd: work, stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: process.env.PATH, HOME: work } },
  )
  rmSync(runtime)
  const built = readFileSync(program)
  rmSync(program)
  return target.os === 'darwin' ? signAdHoc(built, 'kubectl-podlife') : built
}

function pack(target: Target, program: Buffer, notices: string): Buffer {
  const entries: Entry[] = [
    { name: executableOf(target), content: program, executable: true },
    { name: 'LICENSE', content: readFileSync(join(root, 'LICENSE')), executable: false },
    { name: 'THIRD-PARTY-NOTICES', content: Buffer.from(notices), executable: false },
  ]
  return target.os === 'windows' ? zip(entries) : tarGz(entries)
}
