// Every line that help and README show is run as it stands there, in a folder with the files that they name, against a server
// that has recorded objects under the names that they use.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCommands } from '../../src/commands/plugin.ts'
import { type FakeServer, type Reply, type Seen, startServer } from '../cluster/fake-server.ts'
import { folder, kubeconfig, kubeconfigFile } from '../cluster/login/environment.ts'
import { answers, type Cluster, type Named, pod, recorded } from '../cluster/sweep/sweep-server.ts'
import { podsFolder } from '../pods.ts'
import { inShell } from './plugin.ts'

const lives = resolve('test/lives/sidecar-startup-probe')
const failing = 'e01-exit1-termination-message'

/** The names that the examples use for workloads. */
const names: Record<string, string> = { Deployment: 'api', StatefulSet: 'db', Job: 'migrate' }

/** Recorded objects of a situation in the namespace shop, workloads under the names that the examples use. */
function inShop(situation: string, kind: string): Named[] {
  return recorded(situation, kind).map((item) => {
    const { ownerReferences = [] } = item.metadata as { ownerReferences?: { kind: string; name: string }[] }
    const owners = ownerReferences.map((owner) => ({ ...owner, name: names[owner.kind] ?? owner.name }))
    const name = names[kind] ?? item.metadata.name
    return { ...item, metadata: { ...item.metadata, namespace: 'shop', name, ownerReferences: owners } }
  })
}

const cluster: Cluster = {
  pods: [
    pod(failing, 'shop', 'mypod'),
    ...['a05-healthy-deploy', 'l06-statefulset-stuck', 'job-completed-after-restarts-1-30'].flatMap(
      (situation) => inShop(situation, 'Pod'),
    ),
  ],
  others: {
    deployments: inShop('a05-healthy-deploy', 'Deployment'),
    replicasets: inShop('a05-healthy-deploy', 'ReplicaSet'),
    statefulsets: inShop('l06-statefulset-stuck', 'StatefulSet'),
    jobs: inShop('job-completed-after-restarts-1-30', 'Job'),
    nodes: recorded(failing, 'Node'),
  },
}

/** The server's answers; a watch tells what there is, and stays open. */
function handle(request: Seen): Reply {
  if (request.query.get('watch') !== 'true') return answers(cluster)(request)
  const plural = request.path.split('/').at(-1) ?? ''
  const items = plural === 'pods' ? cluster.pods : (cluster.others?.[plural] ?? [])
  return {
    raw: (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      for (const object of items) response.write(`${JSON.stringify({ type: 'ADDED', object })}\n`)
    },
  }
}

/** What stands for kubectl on the PATH: it finds the plugin, and gets a recorded pod. */
const standIn = `#!/bin/sh
case $1 in
  podlife) shift; exec kubectl-podlife "$@" ;;
  get) exec cat pods.json ;;
esac
exit 1
`

let server: FakeServer
let place: string

beforeAll(async () => {
  server = await startServer(handle)
  const objects = readFileSync(join(podsFolder, failing, 'objects.json'), 'utf8')
  place = folder({
    'pod.yaml': JSON.stringify(pod(failing, 'shop', 'mypod')),
    'pods.json': objects,
    'watch-pods.json': readFileSync(join(lives, 'watch-pods.json'), 'utf8'),
    'watch-events.json': readFileSync(join(lives, 'watch-events.json'), 'utf8'),
  })
  for (const name of ['dump', 'bin', 'plugins']) mkdirSync(join(place, name))
  writeFileSync(join(place, 'dump/pods.json'), objects)
  writeFileSync(join(place, 'plugins/kubectl'), standIn)
  writeFileSync(join(place, 'plugins/kubectl-podlife'), `#!/bin/sh\nexec ${inShell} "$@"\n`)
  for (const name of ['kubectl', 'kubectl-podlife']) chmodSync(join(place, 'plugins', name), 0o755)
})

afterAll(() => server.close())

/** Whether a line goes on until it is interrupted: it watches, or waits for the StatefulSet, which is stuck. */
function isLong(line: string): boolean {
  return /--watch|sts\/db/.test(line) && !line.includes('|')
}

/** Runs a line in a shell. What watches is interrupted as a person would do it. */
async function run(line: string) {
  const isEndless = isLong(line)
  const running = execa(isEndless ? `exec ${line}` : line, {
    shell: '/bin/sh',
    cwd: place,
    reject: false,
    env: {
      PATH: [join(place, 'plugins'), process.env.PATH].join(delimiter),
      HOME: place,
      KUBECONFIG: kubeconfigFile(kubeconfig(server.url)),
      NO_COLOR: '',
    },
  })
  const interrupt = setTimeout(() => running.kill('SIGINT'), isEndless ? 3_000 : 150_000)
  const { stdout, stderr, exitCode } = await running
  clearTimeout(interrupt)
  return { stdout, stderr, exitCode }
}

const ofHelp = [...(await loadCommands()).values()].flatMap(({ exampleLines }) =>
  exampleLines.map(({ line }) => `kubectl podlife ${line}`),
)
const ofReadme = readFileSync('README.md', 'utf8')
  .split('\n')
  .map((line) => line.replace(/\s+#.*$/, ''))
  .filter((line) => /^kubectl (?:podlife|get) /.test(line))

test('the README has commands to try', () => {
  expect(ofReadme.length).toBeGreaterThan(5)
})

const shell = { meta: { needs: 'a POSIX shell, which Windows lacks' } }

describe.skipIf(process.platform === 'win32').each([
  ['help', ofHelp],
  ['README', ofReadme],
])('a line of %s works:', shell, (_, lines) => {
  test.each([...new Set(lines)])('%s', async (line) => {
    const { stdout, stderr, exitCode } = await run(line)
    expect(stderr).not.toMatch(/^error:|^Error|Unable to connect/m)
    // 3: something that fails was found, where that was asked for; 130: interrupted.
    const more = isLong(line) ? [130] : line.includes('--exit-code') ? [3] : []
    const expected = [0, ...more]
    expect(expected, stderr).toContain(exitCode)
    if (!line.includes('>') && !line.includes(' wait ')) expect(stdout).not.toBe('')
  })
})

// The pipe closes before anything is written into it.
describe.skipIf(process.platform === 'win32')('what watches ends quietly with its reader:', shell, () => {
  test.each([
    'kubectl podlife why-failed -n shop --watch',
    'kubectl podlife why-failed -n shop --watch -o json',
    'kubectl podlife timeline -l app=api -n shop --watch',
  ])('%s', async (line) => {
    const { stderr } = await run(`(${line}; echo $? >&2) | head -n 0`)
    expect(stderr).toBe('0')
  })
})
