import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sentences } from '../words/container.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

// The file of the control group: "…/cpu.cfs_quota_us: invalid argument", crun's "`cpu.max`: Invalid argument".
const file =
  /\b((?:cpu|memory|pids|cpuset|io|blkio|devices|freezer|hugetlb|rdma|misc|cgroup)\.[\w.]+)[`'"]?: ?(?!write )([a-z][a-z ]+)/i
const value = /failed to write "?(-?\d+)"?/
const resources: Readonly<Record<string, string>> = { cpu: 'cpu', memory: 'memory' }

export const cgroupWriteRefused = defineCause({
  id: 'cgroup-write-refused',
  stage: 'startup',
  title: 'The kernel refuses a limit or group of the container (cgroup)',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'cgroup') continue
      const [, written = '', error = ''] = file.exec(failure.message) ?? []
      const resource = resources[written.split('.')[0] ?? ''] ?? ''
      const facts = {
        ...startFacts(failure),
        file: written,
        error: error.trim().toLowerCase(),
        value: value.exec(failure.message)?.[1] ?? '',
        resource,
        limit: failure.container.limits.find(([name]) => name === resource)?.[1] ?? '',
      }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: (
    { file: name, error, value: amount, resource, limit, ...facts },
    { container, node, pod, namespace },
  ) => ({
    what:
      resource === ''
        ? `${cannotStart(facts, container)}: the runtime of node \`${node}\` cannot set up ${name.startsWith('devices.') ? 'the device rules of ' : ''}its control group${name === '' ? '' : ` (\`${name}\`${error === '' ? '' : `: ${error}`})`}.`
        : `${cannotStart(facts, container)}: the kernel of node \`${node}\` does not accept its ${resource} limit${limit === '' ? '' : ` of ${limit}`}${error === '' ? '' : ` (${error})`}.`,
    why: sentences(
      name === '' ? `The runtime says "${facts.message}".` : '',
      `Limits are written into files of a control group (cgroup) before the program is started${name === '' ? '' : `, this one into \`${name}\``}${amount === '' || resource === '' ? '' : ` as ${amount}`}.`,
      resource === 'cpu'
        ? 'A quota is refused where it is out of range, or larger than what the group of the pod above it has.'
        : resource === 'memory'
          ? 'A memory limit is refused where it is lower than what the group uses already, or lower than the kernel accepts.'
          : 'The group of the pod is gone, busy or of another kind than the runtime expects; that is a matter between the runtime, systemd and the kernel of the node.',
    ),
    next:
      resource === ''
        ? [
            `Look at the log of the container runtime on node \`${node}\`, and whether kubelet and runtime use the same cgroup driver. The kubelet tries again by itself.`,
            kubectl`describe node ${node}`,
          ]
        : [
            `${resource === 'memory' ? 'Raise' : 'Correct'} \`resources.limits.${resource}\` of \`${container}\`${limit === '' ? '' : ` (${limit} now)`}; a missing or wrong unit makes such an amount by mistake.`,
            kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..resources}'`,
          ],
  }),

  recovery: 'crash',
  sharedBy: null,
})
