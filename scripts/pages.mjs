// The module `pages:FOLDER` holds the text of every Markdown page in src/FOLDER and below, so that pages stand next to
// the code they explain and still ship inside the one file, and `recorded:pods` holds the recorded pods of the demo. Used by the build
// and by the tests. The long texts are behind getters: most runs need none or one of them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../src', import.meta.url))

/** An object as source text, with its last entry behind a getter. */
function lazyLast(object) {
  const entries = Object.entries(object).map(([name, value]) => [name, JSON.stringify(value)])
  const [last, text] = entries.pop()
  return `{ ${entries.map(([name, value]) => `${name}: ${value}, `).join('')}get ${last}() { return ${text} } }`
}

/** The source text of the module: its default export is a list of { name, word, text }, sorted by name; `word` is the page's own. */
function pagesModule(folder) {
  const root = join(source, folder)
  const pages = readdirSync(root, { recursive: true })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const word = /^word: (.+)$/m.exec(text)?.[1]?.trim() ?? ''
      return lazyLast({ name: file.replaceAll('\\', '/').replace(/\.md$/, ''), word, text })
    })
  return `export default [${pages.join(',\n')}]`
}

/** The source text of `recorded:`: the recorded pods that ship inside, as src/demo/scenarios.json lists them. */
function recordedModule() {
  const scenarios = JSON.parse(readFileSync(join(source, 'demo/scenarios.json'), 'utf8'))
  const pods = scenarios.map(({ name, recorded, about }) => ({
    name,
    about,
    objects: readFileSync(join(source, '../test/pods', recorded, 'objects.json'), 'utf8'),
  }))
  return `export default [${pods.map(lazyLast).join(',\n')}]`
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
