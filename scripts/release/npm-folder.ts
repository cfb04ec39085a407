// Makes the folder that is published to npm: the bundle alone, without dependencies, so that `npx kubectl-podlife` fetches one
// package. Usage: node scripts/release/npm-folder.ts [--out FOLDER]; then publish-npm.ts
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bundledPackages, type Metafile, noticesOf } from '../notices.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist/npm') } } })
const out = resolve(values.out)
const { name, version, description, license, engines } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Record<string, unknown>

const work = mkdtempSync(join(tmpdir(), 'podlife-npm-'))
try {
  const metafile = join(work, 'metafile.json')
  execFileSync(process.execPath, [
    join(root, 'scripts/package-bundle.mjs'),
    join(work, 'podlife.cjs'),
    metafile,
  ])
  const packages = bundledPackages(JSON.parse(readFileSync(metafile, 'utf8')) as Metafile, root)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  writeFileSync(
    join(out, 'kubectl-podlife.cjs'),
    `#!/usr/bin/env node\n${readFileSync(join(work, 'podlife.cjs'), 'utf8')}`,
  )
  chmodSync(join(out, 'kubectl-podlife.cjs'), 0o755)
  writeFileSync(join(out, 'THIRD-PARTY-NOTICES'), noticesOf(packages))
} finally {
  rmSync(work, { recursive: true, force: true })
}
for (const file of ['LICENSE', 'README.md']) cpSync(join(root, file), join(out, file))
const manifest = {
  name,
  version,
  description,
  license,
  type: 'commonjs',
  keywords: ['kubectl', 'kubectl-plugins', 'kubernetes', 'pod', 'troubleshooting'],
  homepage: 'https://github.com/podlife/kubectl-podlife#readme',
  repository: { type: 'git', url: 'git+https://github.com/podlife/kubectl-podlife.git' },
  bin: { 'kubectl-podlife': 'kubectl-podlife.cjs' },
  files: ['kubectl-podlife.cjs', 'THIRD-PARTY-NOTICES'],
  engines,
  publishConfig: { access: 'public' },
}
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
console.log(`${out} is ${manifest.name}@${manifest.version}, ready to publish.`)
