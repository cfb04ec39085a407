// What the bundle does without: parts of packages that we never call, but that their own files would load at every start.
// Each has a stand-in with the names that the rest of the package looks up; test/package/left-out.test.ts checks that they
// are the right ones for the pinned versions, and every test of the built plugin runs on the result.

import { fileURLToPath } from 'node:url'

const never = 'const never = () => { throw new Error("this part is left out of the bundle") };'

/** File inside node_modules, without `.js` → the stand-in's text. */
export const standIns = {
  // The official client serves for logging in alone; its generated API and its fetch-based client are never called.
  '@kubernetes/client-node/dist/gen/index': `${never} export const createConfiguration = never, ServerConfiguration = class {};`,
  '@kubernetes/client-node/dist/gen/middleware': `${never} export const createConfiguration = never, ServerConfiguration = class {};`,
  'undici/index': `${never} export class Agent {} export class ProxyAgent {} export const fetch = never;`,
  // The command framework serves for flags and their parser. Its loader of plugins, its help, its own printing and logging are
  // never called, so that little is left of a command: they are known when the bundle is made, and help is ours.
  '@oclif/core/lib/index': `exports.Command = require('./command').Command; exports.Flags = require('./flags');`,
  '@oclif/core/lib/command': `const { parse } = require('./parser'), { aggregateFlags } = require('./util/aggregate-flags');
exports.Command = class {
  constructor(argv, config) { this.argv = argv; this.config = config; }
  parse({ flags, baseFlags, enableJsonFlag, ...options }) {
    return parse(this.argv, { context: this, ...options, flags: aggregateFlags(flags, baseFlags, enableJsonFlag) });
  }
};`,
  '@oclif/core/lib/help/index': `${never} exports.loadHelpClass = never;`,
  '@oclif/core/lib/errors/index': `exports.CLIError = require('./errors/cli').CLIError;`,
  '@oclif/core/lib/ux/index': `${never} exports.colorize = (_, text) => text; exports.ux = { stdout: never, stderr: never };`,
  '@oclif/core/lib/ux/theme': `exports.colorize = (_, text) => text;`,
  '@oclif/core/lib/ux/list': `exports.default = (rows) => rows.map((row) => row.join(' ')).join('\\n');`,
  '@oclif/core/lib/screen': `exports.stdtermwidth = exports.errtermwidth = 80;`,
  '@oclif/core/lib/logger': `exports.makeDebug = () => () => {};`,
}

/** What the framework's files ask for, and never call: the text of the stand-in. */
const fromOclif = {
  'clean-stack': 'module.exports = (stack) => stack;',
  'indent-string': 'module.exports = (text) => text;',
  'wrap-ansi': 'module.exports = (text) => text;',
  'node:fs/promises': `${never} exports.readFile = exports.stat = never;`,
  'node:readline': `${never} exports.createInterface = never;`,
}

// The exact width of a text takes large Unicode tables, which nearly no output needs.
const lazyWidth = `
const simple = /^[ -~\\u00b7\\u2013\\u2014\\u2026\\u2190-\\u2193\\u2500-\\u257f\\u2713-\\u2718]*$/;
let exact;
export default (text, options) => {
  if (simple.test(text)) return text.length;
  exact ??= require('string-width').default;
  return exact(text, options);
};`

/** For esbuild. */
export const leftOut = {
  name: 'left-out',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/].*\.js$/ }, ({ path }) => {
      const [, file] = /.*[\\/]node_modules[\\/](.+)\.js$/.exec(path) ?? []
      const contents = standIns[file?.replaceAll('\\', '/') ?? '']
      return contents === undefined ? undefined : { contents, loader: 'js' }
    })
    build.onResolve({ filter: /.*/ }, ({ importer, path }) => {
      if (path in fromOclif && /[\\/]@oclif[\\/]core[\\/]/.test(importer))
        return { path, namespace: 'left-out' }
      if (path === 'string-width' && !importer.includes('node_modules') && importer !== path) {
        return { path, namespace: 'lazy' }
      }
      return undefined
    })
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: fromOclif[path],
      loader: 'js',
    }))
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, () => ({
      contents: lazyWidth,
      loader: 'js',
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    }))
  },
}
