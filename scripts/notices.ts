// Which packages are part of the bundle, under which licences, and the text that their licences ask to be shipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The part of the bundler's report that says what became part of the output. */
export interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >
}

export interface Bundled {
  readonly name: string
  readonly version: string
  /** Its folder, relative to the root. */
  readonly folder: string
  /** As its package.json says. */
  readonly licence: string
  readonly text: string
  /** Who publishes it; empty where its package.json does not say. */
  readonly supplier: string
  /** The folders of the packages in the bundle that it depends on. */
  readonly dependsOn: readonly string[]
}

/** Licences that ask for no more than to be named. */
export const allowedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  '(MIT OR CC0-1.0)',
  'PSF-2.0',
  'Unlicense',
])

const introduction =
  'kubectl-podlife is under the Apache License 2.0 (see LICENSE). It contains the software below.'

/** The packages in the bundle, by name. Throws for one without a licence text, or with a licence that is not allowed. */
export function bundledPackages(metafile: Metafile, root: string): Bundled[] {
  const folders = new Set<string>()
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]
      if (folder !== undefined && bytesInOutput > 0)
        folders.add(folder.replace(/^(?:\.\.\/)+.*?(?=node_modules\/)/, ''))
    }
  }
  return [...folders]
    .map((folder) => readPackage(root, folder, folders))
    .toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1))
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly author?: string | { readonly name?: string }
  readonly repository?: string | { readonly url?: string }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

function readPackage(root: string, folder: string, bundled: ReadonlySet<string>): Bundled {
  const at = join(root, folder)
  const manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Manifest
  const { name, version, license, dependencies = {}, optionalDependencies = {} } = manifest
  const licence = license ?? 'none'
  if (!allowedLicences.has(licence)) throw new Error(`${name}@${version} has the licence ${licence}`)
  const file = readdirSync(at).find((candidate) => /^(?:licen[cs]e|copying)/i.test(candidate))
  if (file === undefined || !existsSync(join(at, file))) {
    throw new Error(`${name}@${version} ships no licence text`)
  }
  const text = readFileSync(join(at, file), 'utf8').replaceAll('\r\n', '\n').trim()
  const dependsOn = Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((dependency) => {
    const found = resolvedFolder(folder, dependency, bundled)
    return found === undefined ? [] : [found]
  })
  return { name, version, folder, licence, text, supplier: supplierOf(manifest), dependsOn }
}

/** Where Node.js finds `dependency` from `folder`, if that is part of the bundle. */
function resolvedFolder(
  folder: string,
  dependency: string,
  bundled: ReadonlySet<string>,
): string | undefined {
  const parts = folder.split('/node_modules/')
  return parts
    .map(
      (_, index) =>
        `${parts.slice(0, parts.length - index).join('/node_modules/')}/node_modules/${dependency}`,
    )
    .concat(`node_modules/${dependency}`)
    .find((candidate) => bundled.has(candidate))
}

/** The author, or else the owner of the repository. */
function supplierOf({ author, repository }: Manifest): string {
  const name = typeof author === 'string' ? author.replace(/\s*[<(].*$/s, '') : author?.name
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '')
  return name ?? /(?:github\.com[/:])?([\w.-]+)\/[\w.-]+$/.exec(url)?.[1] ?? ''
}

/** The text of THIRD-PARTY-NOTICES: the sections of the runtime, if it is shipped, then the packages. Packages with the same text share it. */
export function noticesOf(packages: readonly Bundled[], runtime: readonly string[] = []): string {
  const byText = Map.groupBy(packages, ({ text }) => text)
  const sections = [...byText].map(([text, sharing]) =>
    [...sharing.map(({ name, version, licence }) => `${name} ${version} (${licence})`), '', text].join('\n'),
  )
  return `${[introduction, ...runtime, ...sections].join(`\n\n${'-'.repeat(78)}\n\n`)}\n`
}
