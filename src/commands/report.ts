import { Flags } from '@oclif/core'
import type { PodSnapshot } from '../pod/snapshot.ts'
import { UsageError } from './exit-codes.ts'
import { colourFlag, connectionFlags, fileFlags } from './flags.ts'
import { PodlifeCommand } from './podlife-command.ts'
import { readPods } from './read-pods.ts'
import { mask, redacted, withoutCredentials } from './report-redaction.ts'

export class Report extends PodlifeCommand {
  static override description =
    'Write what an explanation was built from, for a bug report: the pod and what surrounds it, as JSON that -f can replay.\nValues of variables, arguments, headers and annotations are taken out, and what looks like a credential in a message; names stay. Look it over before you share it.'

  static override synopsis = 'report (POD | TYPE/NAME ... | -l LABEL | -f FILE)'

  static override exampleLines = [
    { does: 'Write a report of a pod', line: 'report mypod > report.json' },
    { does: 'See what its reader will see', line: 'explain -f report.json' },
  ]

  static override strict = false

  static override flags = {
    selector: Flags.string({ char: 'l', description: 'Label selector to filter pods on.', default: '' }),
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, argv } = await this.parse(Report)
    const words = argv as string[]
    const files = flags.filename ?? []
    if (words.length + files.length === 0 && flags.selector === '') {
      throw new UsageError(
        'name a pod, or say which ones with -l',
        "See 'kubectl podlife report --help' for usage.",
      )
    }
    const { snapshots } = await readPods({
      words,
      files,
      selector: flags.selector,
      fieldSelector: '',
      allNamespaces: false,
      now: flags.now,
      connection: flags,
    })
    const text = `${JSON.stringify(reportOf(snapshots), null, 1)}\n`
    await this.print(text)
    const count = text.split(mask).length - 1
    const [first] = snapshots
    this.complain(
      `${count} value${count === 1 ? ' was' : 's were'} taken out; names of objects, images and hosts are still there. Look it over before you share it.\n`,
    )
    if (first !== undefined)
      this.complain(`It replays with: kubectl podlife explain -f FILE --now ${first.takenAt}\n`)
    return 0
  }
}

/** The snapshots as one List of redacted objects, each once, with one item for each pod that says how it was read. */
export function reportOf(snapshots: readonly PodSnapshot[]): object {
  const items = new Map<string, unknown>()
  for (const snapshot of snapshots) {
    for (const item of objectsOf(snapshot)) {
      const { kind = '', metadata } = item as {
        kind?: string
        metadata?: { namespace?: string; name?: string }
      }
      items.set(`${kind}/${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`, redacted(item))
    }
  }
  return { apiVersion: 'v1', kind: 'List', items: [...items.values(), ...snapshots.map(readingOf)] }
}

function objectsOf(snapshot: PodSnapshot): readonly object[] {
  const { pod, events, node, nodes, owners, ownerEvents, claims, volumes } = snapshot
  const named = (kind: string, objects: readonly object[]): object[] =>
    objects.map((object) => ({ apiVersion: 'v1', kind, ...object }))
  return [
    ...named('Pod', pod === null ? [] : [pod]),
    ...named('Event', [...events, ...ownerEvents]),
    ...named('Node', node === null ? nodes : [node, ...nodes]),
    ...owners,
    ...named('PersistentVolumeClaim', claims),
    ...named('PersistentVolume', volumes),
  ]
}

/** How the pod was read: when, by what, what the server printed, what could not be read, and the ends of the logs. */
function readingOf({
  namespace,
  pod,
  takenAt,
  takenAtIs,
  from,
  serverVersion,
  row,
  gaps,
  logs,
}: PodSnapshot): object {
  const name = pod?.metadata?.name ?? ''
  return {
    apiVersion: 'podlife/v1',
    kind: 'Reading',
    metadata: { namespace, name },
    podlife: process.env.PODLIFE_VERSION ?? '',
    takenAt,
    takenAtIs,
    from,
    serverVersion,
    row,
    gaps: gaps.map((gap) => redacted(gap)),
    logs: logs.map((log) => ({ ...log, lines: log.lines.map(withoutCredentials) })),
  }
}
