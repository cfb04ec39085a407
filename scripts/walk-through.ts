// The real values at each arrow of docs/ARCHITECTURE.md, for one recorded pod.
import { loadSaved } from '../src/cluster/saved/load-saved.ts'
import { selectSnapshots } from '../src/cluster/snapshot/select.ts'
import { diagnose } from '../src/diagnosis/diagnose.ts'
import { readPod } from '../src/pod/reading.ts'
import { plain } from '../src/render/colour.ts'
import { renderText } from '../src/render/diagnosis/text.ts'

const situation = 'g01-init-crash'
// Eight seconds after the container ended.
const takenAt = Date.parse('2026-11-24T02:59:35Z')

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``

/** The blocks of the walk-through by name. */
export async function walkThrough(): Promise<Record<string, string>> {
  const saved = await loadSaved([`test/pods/${situation}/objects.json`], {
    now: takenAt,
    clock: takenAt,
    stdin: process.stdin,
  })
  const [snapshot] = selectSnapshots(saved, { names: [], namespace: null, selector: '' })
  if (snapshot === undefined) throw new Error(`${situation} holds no pod`)
  const pod = readPod(snapshot)
  const diagnosis = diagnose(pod)
  const { takenAtIs, from, namespace, events, owners, nodes, gaps } = snapshot
  const container = pod.containers.find(({ name }) => name === diagnosis.verdict?.container)
  if (container === undefined || diagnosis.verdict === null) throw new Error(`${situation} has no verdict`)
  const { name, role, path, restartCount, waiting, lastTerminated } = container
  return {
    snapshot: json({
      takenAt: snapshot.takenAt,
      takenAtIs,
      from,
      namespace,
      pod: { metadata: { name: pod.name }, status: { phase: pod.phase.quote } },
      events: `(${events.length} events)`,
      owners: `(${owners.length})`,
      nodes: `(${nodes.length})`,
      gaps,
    }),
    reading: json({
      name,
      role,
      path,
      restartCount,
      waiting: { path: waiting?.path, reason: waiting?.reason, message: waiting?.message },
      lastTerminated: {
        path: lastTerminated?.path,
        exitCode: lastTerminated?.exitCode,
        reason: lastTerminated?.reason,
        message: lastTerminated?.message,
        ran: lastTerminated?.ran,
      },
    }),
    status: json({ word: diagnosis.status?.word, because: diagnosis.status?.because }),
    verdict: json(diagnosis.verdict),
    text: `\`\`\`\n${renderText(diagnosis, { width: 80, palette: plain })}\`\`\``,
  }
}
