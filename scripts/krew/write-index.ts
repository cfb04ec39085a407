// Writes the folder of an index of our own, for `kubectl krew index add`: plugins/podlife.yaml from what `npm run package` made.
// Usage: npm run node -- scripts/krew/write-index.ts FOLDER [--manifest FILE]. Commit and push the folder; nothing else belongs in it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { load } from 'js-yaml'
import { manifestFaults } from './rules.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    manifest: {
      type: 'string',
      default: fileURLToPath(new URL('../../dist/package/plugin.yaml', import.meta.url)),
    },
  },
})
const [folder] = positionals
if (folder === undefined) {
  console.error('usage: npm run node -- scripts/krew/write-index.ts FOLDER [--manifest FILE]')
  process.exit(2)
}
if (!existsSync(values.manifest)) {
  console.error(`${values.manifest} is not there: run 'npm run package' first.`)
  process.exit(1)
}
const manifest = readFileSync(values.manifest, 'utf8')
const faults = manifestFaults(load(manifest), 'podlife.yaml')
if (faults.length > 0) {
  console.error(`${values.manifest}: ${faults.join('; ')}`)
  process.exit(1)
}
const readme = `# An index for krew

    kubectl krew index add podlife URL-OF-THIS-REPOSITORY
    kubectl krew install podlife/podlife

Written by scripts/krew/write-index.ts for each release of kubectl podlife.
`
mkdirSync(join(folder, 'plugins'), { recursive: true })
writeFileSync(join(folder, 'plugins/podlife.yaml'), manifest)
writeFileSync(join(folder, 'README.md'), readme)
console.log(`${folder} is an index with podlife: commit and push it.`)
