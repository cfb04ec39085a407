// A CycloneDX bill of materials for one archive: what is in it, from whom, under which licence, and what depends on what.
// The same commit gives the same bytes: its only time is that of the commit, and its number is made of the content.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Bundled } from './notices.ts'
import { runtimeVersion, type Target } from './package-targets.ts'
import { partsFor } from './runtime-notices.ts'
import { type RuntimePart, runtimeCrates } from './runtime-parts.ts'

interface Built {
  readonly target: Target
  readonly version: string
  readonly archive: string
  /** SHA-256 of the archive, in hex. */
  readonly sha256: string
  /** Of the source, in seconds since 1970; undefined where nothing tells it. */
  readonly time: number | undefined
}

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly [field: string]: unknown
}

const project = {
  name: 'The kubectl podlife authors',
  url: ['https://github.com/podlife/kubectl-podlife'],
}

/**
 * The document, as JSON text. `packages` are those of the bundle, `direct` the names of those that package.json asks for,
 * `lockfile` the path of package-lock.json, where the hashes of packages are.
 */
export function sbomOf(
  built: Built,
  packages: readonly Bundled[],
  direct: readonly string[],
  lockfile: string,
): string {
  const { target, version, time } = built
  const lock = JSON.parse(readFileSync(lockfile, 'utf8')) as {
    packages: Record<string, { integrity?: string }>
  }
  const runtime = npmComponent(target.runtime, runtimeVersion, 'MIT', target.integrity, 'Oven')
  const parts = [...partsFor(target.os).map(partComponent), ...runtimeCrates.flatMap(crateComponents)]
  const refs = new Map(packages.map((bundled) => [bundled.folder, purlOf(bundled.name, bundled.version)]))
  const refOf = (folder: string): string => refs.get(folder) ?? ''
  const subject = subjectOf(built)
  const content = {
    metadata: {
      ...(time === undefined ? {} : { timestamp: `${new Date(time * 1000).toISOString().slice(0, 19)}Z` }),
      lifecycles: [{ phase: 'build' }],
      tools: {
        components: [{ type: 'application', name: 'scripts/package-sbom.ts', version, supplier: project }],
      },
      authors: [{ name: project.name }],
      component: subject,
      supplier: project,
    },
    components: [
      runtime,
      ...parts,
      ...packages.map(({ name, version: its, licence, folder, supplier }) =>
        npmComponent(name, its, licence, lock.packages[folder]?.integrity ?? '', supplier),
      ),
    ],
    dependencies: [
      {
        ref: subject['bom-ref'],
        dependsOn: [
          runtime['bom-ref'],
          ...direct.flatMap((name) => refs.get(`node_modules/${name}`) ?? []),
        ].toSorted(),
      },
      { ref: runtime['bom-ref'], dependsOn: parts.map((part) => part['bom-ref']) },
      ...parts.map((part) => ({ ref: part['bom-ref'] })),
      ...packages.map(({ folder, dependsOn }) => ({
        ref: refOf(folder),
        dependsOn: dependsOn.map(refOf).toSorted(),
      })),
    ],
    // Bun publishes no bill of materials of its own, so the list of its parts may lack some.
    compositions: [
      { aggregate: 'complete', dependencies: [subject['bom-ref'], ...refs.values()] },
      { aggregate: 'incomplete', dependencies: [runtime['bom-ref']] },
    ],
  }
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const serial = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial}`,
    version: 1,
    ...content,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function subjectOf({ version, archive, sha256 }: Built): Component {
  return {
    type: 'application',
    'bom-ref': `kubectl-podlife@${version}`,
    supplier: project,
    name: 'kubectl-podlife',
    version,
    licenses: licencesOf('Apache-2.0'),
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    purl: `pkg:github/podlife/kubectl-podlife@v${version}`,
    properties: [{ name: 'archive', value: archive }],
  }
}

function npmComponent(
  name: string,
  version: string,
  licence: string,
  integrity: string,
  supplier: string,
): Component {
  const purl = purlOf(name, version)
  const [, digest = ''] = /^sha512-(.+)$/.exec(integrity) ?? []
  return {
    type: 'library',
    'bom-ref': purl,
    ...(supplier === '' ? {} : { supplier: { name: supplier } }),
    name,
    version,
    licenses: licencesOf(licence),
    ...(digest === ''
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
    purl,
  }
}

function partComponent({ name, version, licence, supplier, source }: RuntimePart): Component {
  const [, repository] = /^https:\/\/github\.com\/(.+)$/.exec(source) ?? []
  return {
    type: 'library',
    'bom-ref': `${partRef(name)}${version === undefined ? '' : `@${version}`}`,
    supplier: { name: supplier },
    name,
    ...(version === undefined ? {} : { version }),
    licenses: licencesOf(licence),
    ...(repository === undefined
      ? {}
      : { purl: `pkg:github/${repository.toLowerCase()}${version === undefined ? '' : `@${version}`}` }),
    externalReferences: [{ type: 'vcs', url: source }],
  }
}

function crateComponents({ licence, crates }: (typeof runtimeCrates)[number]): Component[] {
  return crates.map((name) => ({
    type: 'library',
    'bom-ref': `pkg:cargo/${name}`,
    supplier: { name: 'crates.io' },
    name,
    licenses: licencesOf(licence),
    purl: `pkg:cargo/${name}`,
  }))
}

/** Two parts may come out of one repository, so a part is referred to by its name. */
function partRef(name: string): string {
  return `bun-part:${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
}

function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

function licencesOf(licence: string) {
  return /[ (]/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }]
}
