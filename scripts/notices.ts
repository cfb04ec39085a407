// Which packages are part of the bundle, under which licences, and the text that their licences ask to be shipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runtimeVersion } from './package-targets.ts'

/** The part of the bundler's report that says what became part of the output. */
export interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >
}

export interface Bundled {
  readonly name: string
  readonly version: string
  /** As its package.json says. */
  readonly licence: string
  readonly text: string
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

const runtimeNotice = `Bun ${runtimeVersion} (MIT), https://bun.com, the runtime that the program is compiled with

MIT License

Copyright (c) Oven

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.

Bun links JavaScriptCore and other parts of WebKit and TinyCC, which are under
the GNU Lesser General Public License (2.0 and 2.1). Their source, with Bun's
changes, and how to build and relink them: https://github.com/oven-sh/WebKit,
https://github.com/oven-sh/bun (LICENSE.md) at version ${runtimeVersion}. To replace them,
build that runtime and give it to the build of this program in the place of the
pinned one (docs/release.md); all else that the program consists of is in this
project's repository under the Apache License 2.0.

Bun also links: BoringSSL (several licences), Brotli (MIT), c-ares (MIT),
Highway (Apache-2.0), ICU (Unicode), libarchive (several licences), libbase64
(BSD-2-Clause), libdeflate (MIT), libjpeg-turbo (BSD-3-Clause, IJG, zlib),
libspng (BSD-2-Clause), libuv (MIT, on Windows), libwebp (BSD-3-Clause),
lol-html (BSD-3-Clause), ls-hpack, ls-qpack and lsquic (MIT; parts
BSD-3-Clause), mimalloc (MIT), picohttpparser (MIT), simdutf (Apache-2.0),
uSockets and uWebSockets (Apache-2.0), uucode (MIT), zlib-ng (zlib), zstd
(BSD-3-Clause), parts of TigerBeetle (Apache-2.0) and of LLVM's libc++abi
(Apache-2.0 with LLVM exception). Their texts are at the addresses that Bun's
LICENSE.md names.`

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
    .map((folder) => readPackage(join(root, folder)))
    .toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1))
}

function readPackage(folder: string): Bundled {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string
  }
  const licence = license ?? 'none'
  if (!allowedLicences.has(licence)) throw new Error(`${name}@${version} has the licence ${licence}`)
  const file = readdirSync(folder).find((candidate) => /^(?:licen[cs]e|copying)/i.test(candidate))
  if (file === undefined || !existsSync(join(folder, file))) {
    throw new Error(`${name}@${version} ships no licence text`)
  }
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
  return { name, version, licence, text }
}

/** The text of THIRD-PARTY-NOTICES, with what the runtime asks for unless it is not shipped. Packages with the same text share it. */
export function noticesOf(packages: readonly Bundled[], runtime: string | null = runtimeNotice): string {
  const byText = Map.groupBy(packages, ({ text }) => text)
  const sections = [...byText].map(([text, sharing]) =>
    [...sharing.map(({ name, version, licence }) => `${name} ${version} (${licence})`), '', text].join('\n'),
  )
  return `${[introduction, ...(runtime === null ? [] : [runtime]), ...sections].join(`\n\n${'-'.repeat(78)}\n\n`)}\n`
}
