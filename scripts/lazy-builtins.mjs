// Node's own modules are loaded where the bundle first uses one of their names, not where it imports them: most answers need few of
// them, and loading them takes longer than all that an answer computes.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Those whose exports are plain objects, so that an object with the same names can stand for them. */
const lazyBuiltins = [
  'child_process',
  'crypto',
  'dns',
  'fs/promises',
  'http',
  'https',
  'net',
  'os',
  'timers/promises',
  'tls',
  'tty',
  'url',
  'util',
  'zlib',
]

/** For esbuild. */
export const lazily = {
  name: 'lazily',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z_]+(?:\/promises)?$/ }, ({ path, namespace }) => {
      const name = path.replace(/^node:/, '')
      return namespace !== 'lazily' && lazyBuiltins.includes(name)
        ? { path: `node:${name}`, namespace: 'lazily' }
        : undefined
    })
    build.onLoad({ filter: /.*/, namespace: 'lazily' }, ({ path }) => ({
      contents: `const names = ${JSON.stringify(Object.keys(require(path)))};
for (const name of names) {
  Object.defineProperty(exports, name, { enumerable: true, get: () => require(${JSON.stringify(path)})[name] });
}`,
      loader: 'js',
    }))
  },
}
