import type { Entry, Kind } from './parse-page.ts'

/** The groups of the dictionary in their order. An entry stands in the first one that has one of its kinds. */
const groups: readonly { readonly title: string; readonly kinds: readonly Kind[] }[] = [
  { title: 'Forms of STATUS', kinds: ['form'] },
  { title: 'Phases', kinds: ['phase'] },
  { title: 'Why a container waits', kinds: ['waiting-reason'] },
  { title: 'How a container ended', kinds: ['terminated-reason'] },
  { title: 'Why a pod was refused or stopped', kinds: ['pod-reason'] },
  { title: 'Other words of STATUS', kinds: ['status'] },
  { title: 'Conditions', kinds: ['condition'] },
  { title: 'Reasons of conditions', kinds: ['condition-reason'] },
  { title: 'Exit codes', kinds: ['exit-code'] },
  { title: 'Signals', kinds: ['signal'] },
]

export interface Group {
  readonly title: string
  readonly members: readonly Entry[]
}

/** The entries by what they are, each once. */
export function grouped(entries: readonly Entry[]): Group[] {
  const groupOf = (entry: Entry): string =>
    groups.find(({ kinds }) => kinds.some((kind) => entry.kinds.includes(kind)))?.title ?? ''
  return groups.map(({ title }) => ({ title, members: entries.filter((entry) => groupOf(entry) === title) }))
}
