// The module `pages:FOLDER` holds the text of every Markdown page in src/FOLDER and below, so that pages stand next to
// the code they explain and still ship inside the one file, and `recorded:pods` holds the recorded pods of the demo. Used by the build and by the tests.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../src', import.meta.url))

/** The source text of the module: its default export is a list of { name, text }, sorted by name. */
function pagesModule(folder) {
  const root = join(source, folder)
  const pages = readdirSync(root, { recursive: true })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => ({
      name: file.replaceAll('\\', '/').replace(/\.md$/, ''),
      text: readFileSync(join(root, file), 'utf8'),
    }))
  return `export default ${JSON.stringify(pages)}`
}

/** The source text of `recorded:`: the recorded pods that ship inside, as src/demo/scenarios.json lists them. */
function recordedModule() {
  const scenarios = JSON.parse(readFileSync(join(source, 'demo/scenarios.json'), 'utf8'))
  const pods = scenarios.map(({ name, recorded, about }) => ({
    name,
    about,
    objects: readFileSync(join(source, '../test/pods', recorded, 'objects.json'), 'utf8'),
  }))
  return `export default ${JSON.stringify(pods)}`
}

const contentsOf = (id) =>
  id === 'recorded:pods' ? recordedModule() : pagesModule(id.slice('pages:'.length))

/** For esbuild. */
export const esbuildPages = {
  name: 'pages',
  setup(build) {
    build.onResolve({ filter: /^(pages|recorded):/ }, ({ path }) => ({ path, namespace: 'pages' }))
    build.onLoad({ filter: /.*/, namespace: 'pages' }, ({ path }) => ({
      contents: contentsOf(path),
      loader: 'js',
    }))
  },
}

/** For vitest. */
export const vitePages = {
  name: 'pages',
  resolveId: (id) => (/^(pages|recorded):/.test(id) ? `\0${id}` : undefined),
  load: (id) => (/^\0(pages|recorded):/.test(id) ? contentsOf(id.slice(1)) : undefined),
}
