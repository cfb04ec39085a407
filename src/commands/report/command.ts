import { metadataOf } from '../../cluster/api/objects.ts'
import { lastLines, type ReadingDocument } from '../../cluster/saved/saved-reading.ts'
import { type JsonObject, text } from '../../pod/json.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { findPods, mustName, questionOf } from '../find-pods.ts'
import { PodlifeCommand } from '../podlife-command.ts'
import { colourFlag, connectionFlags, fileFlags, selectionFlags } from '../shared-flags.ts'
import { mask } from './credentials.ts'
import { Redaction } from './redaction.ts'

export class Report extends PodlifeCommand {
  static override description =
    'Write what an explanation was built from, for a bug report: the pod and what surrounds it, as JSON that -f can replay.\nValues of variables, arguments, headers and annotations are taken out, and what looks like a credential in a message; names stay. Look it over before you share it.'

  static override synopsis = 'report (POD | TYPE/NAME ... | -l LABEL | -f FILE)'

  static override exampleLines = [
    { does: 'Write a report of a pod', line: 'report mypod > report.json' },
    { does: 'See what its reader will see', line: 'explain -f report.json' },
  ]

  static override words = 'objects' as const

  static override definitions = {
    selector: selectionFlags.selector,
    ...fileFlags,
    ...colourFlag,
    ...connectionFlags,
  }

  override async run(): Promise<number> {
    const { flags, words } = await this.typed(Report)
    const question = questionOf(words, flags)
    mustName(question, 'report')
    const { snapshots } = await findPods(question)
    const report = `${JSON.stringify(reportOf(snapshots), null, 1)}\n`
    await this.print(report)
    const count = report.split(mask).length - 1
    this.complain(
      `${count} value${count === 1 ? ' was' : 's were'} taken out; names of objects, images and hosts are still there. Look it over before you share it.\n`,
    )
    this.complain('It replays with: kubectl podlife explain -f FILE\n')
    return 0
  }
}

/** The snapshots as one List of redacted objects, each once, with one item for each pod that says how it was read. */
export function reportOf(snapshots: readonly PodSnapshot[]): object {
  const objects = snapshots.flatMap(objectsOf)
  const redaction = new Redaction(objects)
  const items = new Map<string, unknown>()
  for (const item of objects) {
    const { namespace, name } = metadataOf(item)
    items.set(`${text(item.kind)}/${namespace}/${name}`, redaction.object(item))
  }
  const readings = snapshots.map((snapshot) => readingOf(snapshot, redaction))
  return { apiVersion: 'v1', kind: 'List', items: [...items.values(), ...readings] }
}

function objectsOf(snapshot: PodSnapshot): JsonObject[] {
  const { pod, events, node, nodes, owners, ownerEvents, claims, volumes, claimEvents } = snapshot
  const named = (kind: string, objects: readonly object[]): JsonObject[] =>
    objects.map((object) => ({ apiVersion: 'v1', kind, ...object }))
  return [
    ...named('Pod', pod === null ? [] : [pod]),
    ...named('Event', [...events, ...ownerEvents, ...claimEvents]),
    ...named('Node', node === null ? nodes : [node, ...nodes]),
    ...owners,
    ...named('PersistentVolumeClaim', claims),
    ...named('PersistentVolume', volumes),
  ]
}

/** How the pod, or the workload without one, was read. */
function readingOf(snapshot: PodSnapshot, redaction: Redaction): ReadingDocument {
  const { namespace, pod, owners, takenAt, takenAtIs, from, serverVersion, row, gaps, logs } = snapshot
  const [maker = {}] = owners
  const kind = pod === null ? text(maker.kind) : 'Pod'
  const { name } = metadataOf(pod ?? maker)
  return {
    apiVersion: 'podlife/v1',
    kind: 'Reading',
    subject: { kind, namespace, name },
    podlife: process.env.PODLIFE_VERSION ?? '',
    takenAt,
    takenAtIs,
    from,
    serverVersion,
    row,
    gaps: gaps.map((gap) =>
      gap.detail === undefined ? gap : { ...gap, detail: redaction.text(gap.detail) },
    ),
    // As one text, since a key can go over several lines.
    logs: logs.map(({ container, previous, lines }) => ({
      container,
      previous,
      lines: lines.length === 0 ? [] : redaction.text(lastLines(lines).join('\n')).split('\n'),
    })),
  }
}
