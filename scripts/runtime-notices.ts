// What the licences of the runtime ask to be shipped with a program that contains it.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runtimeVersion, type Target } from './package-targets.ts'
import { commonTexts, type RuntimePart, runtimeCrates, runtimeParts } from './runtime-parts.ts'

/** The parts of the runtime that the build for a system holds. */
export function partsFor(os: Target['os']): RuntimePart[] {
  return runtimeParts.filter(({ only }) => only === undefined || only === os)
}

/** The sections of the notices for the runtime and what it is made of, with every licence in full. */
export function runtimeNotices(os: Target['os']): string[] {
  const parts = partsFor(os)
  const used = new Set([...parts, ...runtimeCrates].flatMap(({ texts }) => texts))
  return [
    `Bun ${runtimeVersion} (MIT), https://bun.com, the runtime that the program is compiled with\n\n${licenceText('bun')}`,
    relinking(parts),
    ...parts.map((part) => section([`${titleOf(part)}, ${part.source}`], part.texts)),
    ...runtimeCrates.map(({ crates, licence, texts }) =>
      section([`Rust crates in Bun (${licence}), https://crates.io: ${crates.join(', ')}`], texts),
    ),
    ...Object.entries(commonTexts)
      .filter(([file]) => used.has(file))
      .map(([file, title]) => `${title}\n\n${licenceText(file)}`),
  ]
}

/** A licence text, from the file in runtime-licences/. */
export function licenceText(file: string): string {
  // The program's own licence is the one text that the repository holds already.
  const path = file === 'apache-2.0' ? '../LICENSE' : `runtime-licences/${file}.txt`
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8').replace(/^\n+|\s+$/g, '')
}

function titleOf({ name, version, licence }: RuntimePart): string {
  return `${name}${version === undefined ? '' : ` ${version}`} (${licence})`
}

function section(head: readonly string[], texts: readonly string[]): string {
  const own = texts.filter((file) => !(file in commonTexts)).map(licenceText)
  const common = texts.flatMap((file) => commonTexts[file] ?? [])
  const where = common.length === 0 ? [] : [`The text is below: ${common.join('; ')}.`]
  return [...head, ...own, ...where].join('\n\n')
}

function relinking(parts: readonly RuntimePart[]): string {
  const [webkit, tinycc] = ['WebKit', 'TinyCC'].map((wanted) => parts.find(({ name }) => name === wanted))
  return `Bun contains the software in the following sections.

WebKit and TinyCC are under the GNU Library (Lesser) General Public License. You
may change them and link the program again. Their source, with Bun's changes:

${webkit?.source}/tree/${webkit?.version}
${tinycc?.source}/tree/${tinycc?.version}

LICENSE.md of https://github.com/oven-sh/bun, at the tag bun-v${runtimeVersion}, says how
to build Bun from them. Give that build of Bun to \`npm run package\` in the place of
the pinned one (docs/release.md of https://github.com/podlife/kubectl-podlife);
all else that the program consists of is there, under the Apache License 2.0.`
}
