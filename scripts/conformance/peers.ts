// Other implementations of STATUS in JavaScript that are on npm. They are installed outside this repository and only called.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheFolder } from './cache.ts'
import { CannotCompare } from './cannot-compare.ts'
import type { Pod } from './parts.ts'

/** Another program's STATUS of a pod. It may throw, for it is given pods that it was not made for. */
export type StatusOf = (pod: Pod) => unknown

interface Peer {
  readonly name: string
  readonly version: string
  /** Fetches it, and returns its function. */
  readonly load: () => Promise<StatusOf>
}

export const peers: readonly Peer[] = [
  {
    name: '@kinvolk/headlamp-plugin',
    version: '0.14.0',
    async load() {
      const { default: HeadlampPod } = (await loadAlone(this, 'lib/lib/k8s/pod.js', {
        before: `class KubeObject {
          constructor(json) { this.jsonData = json }
          get metadata() { return this.jsonData.metadata }
        }`,
        after: '',
      })) as { default: new (pod: Pod) => { getDetailedStatus(): { reason: unknown } } }
      return (pod) => new HeadlampPod(pod).getDetailedStatus().reason
    },
  },
  {
    name: 'mcp-server-kubernetes',
    version: '4.1.7',
    async load() {
      const { getPodStatus } = (await loadAlone(this, 'dist/tools/kubectl-get.js', {
        before: 'const contextParameter = {}, namespaceParameter = {}',
        after: 'export { getPodStatus }',
      })) as { getPodStatus: StatusOf }
      return getPodStatus
    },
  },
  {
    name: '@freelensapp/kube-object',
    version: '1.9.0',
    async load() {
      const require = createRequire(join(installed(this), 'index.js'))
      const { Pod: LensPod } = require(this.name) as {
        Pod: new (pod: Pod) => { getStatusMessage(): unknown }
      }
      // Its constructor refuses objects without a link to themselves, which its own client adds.
      return (pod) => new LensPod({ ...pod, metadata: { ...pod.metadata, selfLink: '/' } }).getStatusMessage()
    },
  },
]

/** The folder in which the package is installed with all that it needs. */
function installed({ name, version }: Peer): string {
  const folder = cacheFolder('peers', `${name.replace('/', '-')}-${version}`)
  if (!existsSync(join(folder, 'node_modules', name, 'package.json'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    npm(folder, ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`])
  }
  return folder
}

/**
 * Loads one file of a package without all that the package needs (a web application, telemetry), which the function that is
 * asked for does not use. Its imports are replaced by the text `before`, and `after` exports what it keeps to itself.
 */
async function loadAlone(
  { name, version }: Peer,
  file: string,
  { before, after }: { before: string; after: string },
): Promise<unknown> {
  const folder = cacheFolder('peers', `${name.replace('/', '-')}-${version}`)
  const original = join(folder, 'package', file)
  if (!existsSync(original)) {
    mkdirSync(folder, { recursive: true })
    const archive =
      npm(folder, ['pack', '--silent', `${name}@${version}`])
        .trim()
        .split('\n')
        .at(-1) ?? ''
    execFileSync('tar', ['-xzf', archive], { cwd: folder })
  }
  const text = readFileSync(original, 'utf8').replaceAll(/^import [^;]*;$/gm, '')
  const alone = join(folder, 'alone.mjs')
  writeFileSync(alone, `${before}\n${text}\n${after}\n`)
  return import(pathToFileURL(alone).href)
}

/** Runs npm in a folder and returns what it prints. */
function npm(folder: string, args: string[]): string {
  const shell = process.platform === 'win32' // npm is a batch file there
  const { error, status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell })
  if (error !== undefined)
    throw new CannotCompare('npm is needed to fetch the other implementations, and cannot be started here.')
  if (status !== 0) throw new CannotCompare(`npm ${args.join(' ')} failed\n${stderr}`)
  return stdout
}
