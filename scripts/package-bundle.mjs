// Bundles the plugin for the packaged binary. Usage: package-bundle.mjs OUTFILE METAFILE
import { writeFileSync } from 'node:fs'
import { bundle } from './bundle.mjs'

const [outfile, metafile] = process.argv.slice(2)
const result = await bundle('src/main.ts', outfile, {
  format: 'cjs',
  banner: {},
  // The compiler would write its own folder there, so that no two builds were the same.
  define: { __dirname: '"/"', __filename: '"/podlife"' },
})
writeFileSync(metafile, JSON.stringify(result.metafile))
