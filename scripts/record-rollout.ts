// Records what one sees of a workload, look by look, while something happens to it. Usage:
//   npm run node -- scripts/run.mjs record-rollout TYPE/NAME SECONDS FILE     (the kubeconfig's cluster and namespace)
// Objects are kept once, and looks that show nothing new are left out, so that recordings stay small.
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ClusterError, connect } from '../src/cluster/live/cluster.ts'
import { parseTargets } from '../src/commands/targets.ts'
import { fetchTarget } from '../src/commands/wait/observe.ts'
import { isObject, type JsonObject, object, rfc3339 } from '../src/pod/json.ts'
import type { PodSnapshot } from '../src/pod/snapshot.ts'

const [word = '', seconds = '60', file = 'rollout.json'] = process.argv.slice(2)
const [target] = parseTargets([word])
if (target === undefined) throw new Error('name a workload')
const cluster = await connect({})
const objects: unknown[] = []
const places = new Map<string, number>()
const looks: { at: string; snapshots: unknown[] }[] = []
let before = ''
for (const end = Date.now() + Number(seconds) * 1000; Date.now() < end; await sleep(700)) {
  const snapshots = await fetchTarget(cluster, target).catch((error: unknown) => {
    if (error instanceof ClusterError) return null
    throw error
  })
  if (snapshots === null) continue
  const subject = snapshots.map(keptOnce)
  const text = JSON.stringify(subject)
  if (text !== before) looks.push({ at: snapshots[0]?.takenAt ?? '', snapshots: subject })
  before = text
}
const lines = objects.map((item) => JSON.stringify(item)).join(',\n')
const lookLines = looks.map((look) => JSON.stringify(look)).join(',\n')
const until = rfc3339(Date.now())
writeFileSync(
  file,
  `{"target":"${word}","until":"${until}","objects":[\n${lines}\n],"looks":[\n${lookLines}\n]}\n`,
)

/** The snapshot with each object replaced by its place in the list of objects. */
function keptOnce({ takenAt: _, ...snapshot }: PodSnapshot): unknown {
  const { pod, node, nodes, events, owners, ownerEvents, claims, volumes, claimEvents } = snapshot
  return {
    ...snapshot,
    // Says how many seconds ago it was restarted.
    row: null,
    pod: pod === null ? null : place(pod as JsonObject),
    node: node === null ? null : place(withoutNoise(node as JsonObject)),
    nodes: nodes.map((item) => place(withoutNoise(item as JsonObject))),
    events: (events as JsonObject[]).map(place),
    owners: owners.map(place),
    ownerEvents: (ownerEvents as JsonObject[]).map(place),
    claims: (claims as JsonObject[]).map(place),
    volumes: (volumes as JsonObject[]).map(place),
    claimEvents: (claimEvents as JsonObject[]).map(place),
  }
}

function place(item: JsonObject): number {
  const text = JSON.stringify(item)
  const known = places.get(text)
  if (known !== undefined) return known
  places.set(text, objects.length)
  return objects.push(item) - 1
}

/** A node writes every few seconds that it is alive, and lists all of its images. */
function withoutNoise(node: JsonObject): JsonObject {
  const { images: _, conditions, ...status } = object(node.status as JsonObject)
  const metadata = { ...object(node.metadata as JsonObject), resourceVersion: '' }
  const subject = Array.isArray(conditions)
    ? conditions.filter(isObject).map(({ lastHeartbeatTime: _heartbeat, ...condition }) => condition)
    : []
  return { ...node, metadata, status: { ...status, conditions: subject } }
}
