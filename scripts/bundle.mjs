// Bundles one entry file with all it imports into one file that needs no node_modules.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { esbuildPages } from './pages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

// client-node is used for kubeconfig and credentials alone. Its generated API and its fetch-based client are large, slow to
// load and never called, so that they are left out of the bundle (docs/decisions/transport.md).
const withoutGeneratedApi = {
  name: 'without-generated-api',
  setup(build) {
    const left = /[\\/]@kubernetes[\\/]client-node[\\/]dist[\\/](gen[\\/]index|gen[\\/]middleware)\.js$/
    const stub = 'const none = () => { throw new Error("left out of the bundle") };\n'
    build.onLoad({ filter: left }, () => ({
      contents: `${stub}export const createConfiguration = none, ServerConfiguration = class {};`,
      loader: 'js',
    }))
    build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'left-out' }))
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents:
        'export class Agent {}; export class ProxyAgent {}; export const fetch = () => { throw new Error("left out of the bundle") };',
      loader: 'js',
    }))
  },
}

/** Writes the bundle of `entry` to `outfile`, both relative to the root. Whitespace stays, so that a stack can be read. */
export async function bundle(entry, outfile, options = {}) {
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
    define: { 'process.env.PODLIFE_VERSION': JSON.stringify(version) },
    plugins: [esbuildPages, withoutGeneratedApi],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __fileURLToPath } from 'node:url'; import { dirname as __dirnameOf } from 'node:path'; const require = __createRequire(import.meta.url); const __filename = __fileURLToPath(import.meta.url); const __dirname = __dirnameOf(__filename);",
    },
    ...options,
  })
}
