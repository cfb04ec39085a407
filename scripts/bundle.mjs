// Bundles one entry file with all it imports into one file that needs no node_modules.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { lazily } from './lazy-builtins.mjs'
import { leftOut } from './package-left-out.mjs'
import { esbuildPages } from './pages.mjs'
import { mustBeWritable } from './writable.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Writes the bundle of `entry` to `outfile`, both relative to the root. Whitespace stays, so that a stack can be read. Ends the process
 * with one sentence where `outfile` cannot be written.
 */
export async function bundle(entry, outfile, options = {}) {
  mustBeWritable(resolve(root, outfile))
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  return build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minifySyntax: true,
    minifyIdentifiers: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [esbuildPages, leftOut, lazily],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __fileURLToPath } from 'node:url'; import { dirname as __dirnameOf } from 'node:path'; const require = __createRequire(import.meta.url); const __filename = __fileURLToPath(import.meta.url); const __dirname = __dirnameOf(__filename);",
    },
    ...options,
    define: { 'process.env.PODLIFE_VERSION': JSON.stringify(version), ...options.define },
  })
}
