// A CycloneDX bill of materials for one archive. The same for the same input: no clock and no chance in it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Bundled } from './notices.ts'
import { runtimeVersion, type Target } from './package-targets.ts'

interface Built {
  readonly target: Target
  readonly version: string
  readonly archive: string
  /** SHA-256 of the archive, in hex. */
  readonly sha256: string
}

/** The document, as JSON text. `lockfile` is the path of package-lock.json, where the hashes of packages stand. */
export function sbomOf(built: Built, packages: readonly Bundled[], lockfile: string): string {
  const { target, version, archive, sha256 } = built
  const lock = JSON.parse(readFileSync(lockfile, 'utf8')) as {
    packages: Record<string, { version?: string; integrity?: string }>
  }
  const integrityOf = ({ name, version: wanted }: Bundled): string =>
    Object.entries(lock.packages).find(
      ([path, locked]) => path.endsWith(`node_modules/${name}`) && locked.version === wanted,
    )?.[1].integrity ?? ''
  const components = [
    component(target.runtime, runtimeVersion, 'MIT', target.integrity),
    ...packages.map((bundled) =>
      component(bundled.name, bundled.version, bundled.licence, integrityOf(bundled)),
    ),
  ]
  const subject = {
    type: 'application',
    'bom-ref': `kubectl-podlife@${version}`,
    name: 'kubectl-podlife',
    version,
    licenses: [{ license: { id: 'Apache-2.0' } }],
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    properties: [{ name: 'archive', value: archive }],
  }
  const content = {
    metadata: { component: subject },
    components,
    dependencies: [
      { ref: subject['bom-ref'], dependsOn: components.map((part) => part['bom-ref']) },
      ...components.map((part) => ({ ref: part['bom-ref'] })),
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

function component(name: string, version: string, licence: string, integrity: string) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const [, digest = ''] = /^sha512-(.+)$/.exec(integrity) ?? []
  const known = !/[/ ]/.test(licence)
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    licenses: [{ license: known ? { id: licence } : { name: licence } }],
    ...(digest === ''
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
    purl,
  }
}
