// Rules for what this project is built from, checked without a network: exact versions, a lock file that vouches for every byte,
// licences that ask for no more than to be named, nothing that runs at installation, workflows that name what they run by its hash.
// Usage: npm run check-dependencies
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allowedLicences } from './notices.ts'

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly license?: string
  readonly hasInstallScript?: boolean
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly link?: boolean
}

// Scripts are never run (.npmrc), so that these do no harm; anything new is looked at first.
const knownInstallScripts = new Set(['esbuild'])
// Tools, which are not part of what is shipped.
const toolLicences = new Set([...allowedLicences, 'MPL-2.0', 'MIT OR Apache-2.0'])
// Few packages is a rule that only counts if it is counted.
const mostShipped = 8

/** What breaks a rule, in words; none if all is well. `root` is a folder with package.json, package-lock.json, .npmrc and .github. */
export function dependencyFaults(root: string): string[] {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8')
  const manifest = JSON.parse(read('package.json')) as Manifest
  const lock = JSON.parse(read('package-lock.json')) as {
    readonly packages: Readonly<Record<string, Locked>>
  }
  return [
    ...manifestFaults(manifest),
    ...Object.entries(lock.packages).flatMap(([path, locked]) =>
      path === '' ? [] : lockFaults(path, locked),
    ),
    ...(/^ignore-scripts=true$/m.test(read('.npmrc')) ? [] : ['.npmrc does not say ignore-scripts=true']),
    ...workflowFaults(join(root, '.github/workflows')),
  ]
}

function manifestFaults({
  scripts = {},
  dependencies = {},
  devDependencies = {},
  optionalDependencies = {},
}: Manifest): string[] {
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'].filter(
    (hook) => hook in scripts,
  )
  const shipped = Object.keys(dependencies).length
  return [
    ...all
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
      .map(([name, version]) => `${name} has no exact version: ${version}`),
    ...hooks.map((hook) => `package.json runs something at installation: ${hook}`),
    ...(shipped > mostShipped ? [`there are ${shipped} dependencies, more than ${mostShipped}`] : []),
  ]
}

function lockFaults(
  path: string,
  { version, resolved, integrity, license, hasInstallScript, dev, devOptional, link }: Locked,
): string[] {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const called = `${name}@${version}`
  const allowed = dev === true || devOptional === true ? toolLicences : allowedLicences
  return [
    ...(link === true ? [`${called} is a link`] : []),
    ...(integrity?.startsWith('sha512-') === true ? [] : [`${called} has no sha512 in the lock file`]),
    ...(resolved === undefined || /^https:\/\/[^/]+\/.+\.tgz$/.test(resolved)
      ? []
      : [`${called} comes from ${resolved.split(':', 1)[0]}`]),
    ...(allowed.has(license ?? '') ? [] : [`${called} has the licence ${license ?? 'none'}`]),
    ...(hasInstallScript === true && !knownInstallScripts.has(name)
      ? [`${called} has an install script`]
      : []),
  ]
}

function workflowFaults(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const used = [...text.matchAll(/^\s*(?:- )?uses:\s*(\S+)(.*)$/gm)]
      return [
        ...used
          .filter(([, action = '']) => !action.startsWith('./') && !/@[0-9a-f]{40}$/.test(action))
          .map(([, action]) => `${file} runs ${action}, which is no commit`),
        ...used
          .filter(([, action = '', comment = '']) => !action.startsWith('./') && !/# v\d/.test(comment))
          .map(([, action]) => `${file} does not say which version ${action} is`),
        ...(/^permissions:$/m.test(text) ? [] : [`${file} does not limit its permissions`]),
        ...(/pull_request_target/.test(text) ? [`${file} runs strangers' code with our rights`] : []),
      ]
    })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = dependencyFaults(fileURLToPath(new URL('..', import.meta.url)))
  for (const fault of faults) console.error(fault)
  console.log(
    faults.length === 0 ? 'dependencies: every rule holds' : `dependencies: ${faults.length} faults`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}
