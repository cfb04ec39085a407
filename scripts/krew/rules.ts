// What krew asks of a manifest and of an archive, so that a fault shows before a release. After krew v0.5.0:
// pkg/index/types.go, internal/index/validation, internal/download, internal/installation; and what its index's reviewers ask.
import { isObject } from '../../src/pod/json.ts'
import type { ReadEntry } from '../package-archive.ts'

const pairs = [
  'windows/386 windows/amd64 windows/arm64',
  'linux/386 linux/amd64 linux/arm linux/arm64 linux/ppc64le',
  'darwin/386 darwin/amd64 darwin/arm64',
]
  .join(' ')
  .split(' ')
  .map((pair) => pair.split('/') as [string, string])

const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i
const licenceNames =
  /^(?:license|license\.txt|license\.md|licenses|licenses\.txt|licenses\.md|copying|copying\.txt)$/i
// krew takes a misspelt field for one that is absent.
const knownFields = {
  manifest: ['apiVersion', 'kind', 'metadata', 'spec'],
  spec: ['version', 'homepage', 'shortDescription', 'description', 'caveats', 'platforms'],
  platform: ['uri', 'sha256', 'bin', 'selector', 'files'],
}

/** The faults of a manifest, in words; none for a good one. */
export function manifestFaults(manifest: unknown, fileName: string): string[] {
  if (!isObject(manifest) || !isObject(manifest.metadata) || !isObject(manifest.spec)) {
    return ['it is not a manifest with metadata and spec']
  }
  const { metadata, spec } = manifest
  const name = String(metadata.name)
  const short = String(spec.shortDescription ?? '')
  const description = String(spec.description ?? '')
  const platforms = Array.isArray(spec.platforms) ? spec.platforms.filter(isObject) : []
  return [
    ...unknownFields(manifest, knownFields.manifest),
    ...unknownFields(spec, knownFields.spec),
    ...platforms.flatMap((platform) => unknownFields(platform, knownFields.platform)),
    ...when(manifest.apiVersion !== 'krew.googlecontainertools.github.com/v1alpha2', 'apiVersion is another'),
    ...when(manifest.kind !== 'Plugin', 'kind is not Plugin'),
    ...when(!/^[\w-]+$/.test(name) || deviceNames.test(name), `the name ${name} is not allowed`),
    ...when(fileName !== `${name}.yaml`, `the file must be called ${name}.yaml`),
    ...when(
      !/^v\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/.test(String(spec.version)),
      'version is not v and a semantic version',
    ),
    ...when(short === '' || /[\r\n]/.test(short), 'shortDescription is missing or has a line break'),
    ...when(short.length > 50, 'shortDescription is longer than 50 characters'),
    ...when(/\bkubernetes\b|\.$/i.test(short), 'shortDescription says Kubernetes, or ends with a full stop'),
    ...when(
      `${description}\n${String(spec.caveats ?? '')}`.split('\n').some((line) => line.length > 80),
      'a line is longer than 80 columns',
    ),
    ...when(/^\s*kubectl /m.test(description), 'description tells the usage'),
    ...when(typeof spec.homepage !== 'string', 'homepage is missing'),
    ...when(platforms.length === 0, 'there is no platform'),
    ...platforms.flatMap(platformFaults),
    ...overlaps(platforms),
  ]
}

function platformFaults(platform: Record<string, unknown>): string[] {
  const { uri, sha256, bin, selector, files } = platform
  const windows = matching(selector).some(([os]) => os === 'windows')
  return [
    ...when(typeof uri !== 'string' || !uri.startsWith('https://'), 'a platform has no uri with https'),
    ...when(
      typeof sha256 !== 'string' || !/^[a-f0-9]{64}$/.test(sha256),
      'a platform has no sha256 in lower case',
    ),
    ...when(
      typeof bin !== 'string' || bin.startsWith('/') || bin.includes('..'),
      'a platform has no bin inside its folder',
    ),
    ...when(windows && !String(bin).endsWith('.exe'), 'bin on Windows is not an .exe'),
    ...when(!isObject(selector) || Object.keys(selector).length === 0, 'a platform has an empty selector'),
    ...when(matching(selector).length === 0, 'a platform matches no system that krew knows'),
    ...when(Array.isArray(files) && files.length === 0, 'files is there and empty'),
  ]
}

function overlaps(platforms: readonly Record<string, unknown>[]): string[] {
  return pairs.flatMap(([os, arch]) => {
    const count = platforms.filter(({ selector }) =>
      matching(selector).some((pair) => pair[0] === os && pair[1] === arch),
    ).length
    return when(count > 1, `${count} platforms match ${os}/${arch}`)
  })
}

function matching(selector: unknown): [string, string][] {
  const labels = isObject(selector) && isObject(selector.matchLabels) ? selector.matchLabels : {}
  if (Object.keys(labels).some((key) => key !== 'os' && key !== 'arch')) return []
  return pairs.filter(([os, arch]) => (labels.os ?? os) === os && (labels.arch ?? arch) === arch)
}

/** The faults of an archive's entries, for the program called `bin`; none for a good one. */
export function archiveFaults(entries: readonly ReadEntry[], bin: string): string[] {
  const program = entries.find(({ name }) => name === bin)
  return [
    ...entries.flatMap(({ name, type }) => [
      ...when(type !== 'file', `${name} is a link or something else that krew cannot unpack`),
      ...when(name.includes('..') || name.startsWith('/'), `${name} is a name that krew refuses`),
    ]),
    ...when(program === undefined, `${bin} is missing`),
    ...when(program?.mode !== 0o755, `${bin} cannot be run by all`),
    ...when(!entries.some(({ name }) => licenceNames.test(name)), 'there is no licence'),
  ]
}

function unknownFields(object: Record<string, unknown>, known: readonly string[]): string[] {
  return Object.keys(object)
    .filter((field) => !known.includes(field))
    .map((field) => `the field ${field} is not known`)
}

function when(isSo: boolean, fault: string): string[] {
  return isSo ? [fault] : []
}
