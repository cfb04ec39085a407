// The pages of docs/commands: one for each command, in the order of a manual page, from what `--help` is made of.
import { type ExitMeanings, exitCodesOf } from '../src/commands/exit-codes.ts'
import type { Flag } from '../src/commands/flag-kinds.ts'
import { ownFlags } from '../src/commands/help.ts'
import { type CommandClass, type Commands, displayName } from '../src/commands/plugin.ts'
import { connectionFlags } from '../src/commands/shared-flags.ts'

/** What belongs together, beside the page of all options. */
const related: Record<string, readonly string[]> = {
  explain: ['why-failed', 'timeline', 'status', 'report'],
  'why-failed': ['explain', 'wait'],
  wait: ['explain', 'why-failed'],
  timeline: ['explain'],
  status: ['explain'],
  demo: ['explain', 'why-failed', 'timeline'],
  report: ['explain'],
  completion: [],
}

/** What else there is to read. */
const reading: Record<string, readonly string[]> = {
  explain: [
    '[the causes](../causes.md)',
    '[what it may have to read](../rbac.md)',
    '[JSON Schema](../schemas/diagnosis.schema.json)',
    '[of several](../schemas/list.schema.json)',
  ],
  'why-failed': ['[what a sweep costs](../scale.md)', '[JSON Schema](../schemas/failure-report.schema.json)'],
  wait: ['[JSON Schema](../schemas/list.schema.json)'],
  timeline: ['[JSON Schema](../schemas/timeline.schema.json)', '[of several](../schemas/list.schema.json)'],
  status: ['[the STATUS words](../statuses.md)'],
  report: ['[privacy](../privacy.md)', '[JSON Schema](../schemas/reading.schema.json)'],
  completion: ['[questions](../faq.md)'],
}

/** The pages by their file's name. */
export function commandPages(commands: Commands): Map<string, string> {
  return new Map([
    ['README.md', indexPage(commands)],
    ['options.md', optionsPage()],
    ...[...commands].map(([name, command]): [string, string] => [`${name}.md`, commandPage(name, command)]),
  ])
}

function indexPage(commands: Commands): string {
  const rows = [...commands].map(
    ([name, { description = '' }]) => `| [${name}](${name}.md) | ${paragraphs(description)[0] ?? ''} |`,
  )
  return page([
    '# Commands',
    'What `--help` says, a page for each command. These pages are generated (`npm run docs`).',
    ['| command | does |', '| --- | --- |', ...rows].join('\n'),
    'All of them take the [options of the connection](options.md).',
    '## Exit codes',
    exitCodeTable({}),
  ])
}

function optionsPage(): string {
  return page([
    '# Options of all commands',
    "These are kubectl's own, and mean the same.",
    ...flagEntries(Object.entries(connectionFlags)),
  ])
}

function commandPage(name: string, command: CommandClass): string {
  const [first = '', ...more] = paragraphs(command.description ?? '')
  const seeAlso = [
    ...(related[name] ?? []).map((other) => `[${other}](${other}.md)`),
    '[options of all commands](options.md)',
    ...(reading[name] ?? []),
  ]
  return page([
    `# ${displayName} ${name}`,
    '## Synopsis',
    `\`\`\`\n${displayName} ${command.synopsis} [flags]\n\`\`\``,
    '## Description',
    first,
    ...more,
    '## Examples',
    `\`\`\`sh\n${command.exampleLines.map(({ does, line }) => `# ${does}\n${displayName} ${line}`).join('\n\n')}\n\`\`\``,
    '## Options',
    ...flagEntries(ownFlags(command.definitions)),
    '## Exit codes',
    exitCodeTable(command.exitMeanings),
    '## See also',
    seeAlso.join(' · '),
  ])
}

function flagEntries(flags: readonly (readonly [string, Flag<unknown>])[]): string[] {
  return flags
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { char, takes, typedDefault, description }]) => {
      const value = { nothing: '', one: ' VALUE', several: ' VALUE …' }[takes]
      const usual = typedDefault === '' ? '' : ` (\`${typedDefault}\` if not given)`
      return `**\`${char === undefined ? '' : `-${char}, `}--${name}${value}\`**${usual}  \n${cell(description)}`
    })
}

function exitCodeTable(own: ExitMeanings): string {
  return [
    '| code | says |',
    '| --- | --- |',
    ...exitCodesOf(own).map(([code, meaning]) => `| ${code} | ${meaning} |`),
  ].join('\n')
}

function paragraphs(description: string): string[] {
  return description.split('\n').map(cell)
}

/** Words in capitals between angle brackets would be taken for HTML. */
function cell(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('|', '\\|')
}

function page(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}
