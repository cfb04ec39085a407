import type { Container } from '../../pod/container.ts'
import type { PodReading } from '../../pod/reading.ts'
import { configFailures } from '../../signs/configuring.ts'
import { startFailures } from '../../signs/starting.ts'
import { marked } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'
import { seenWithoutStart } from '../words/start.ts'

// kubelet and containerd "stat /x: …", "failed to mkdir "/x"", dockerd "bind source path does not exist: /x" and "creating mount
// source path '/x'", runc "mounting "/x" to rootfs", crun "cannot stat `/x`".
const source =
  /failed to (?:stat|mkdir|resolve symlink) "([^"]+)"|source path does not exist: (\/[^\s"']+)|source path '([^']+)'|mounting "([^"]+)" to rootfs|cannot stat [`'"]([^`'"]+)[`'"]|^l?stat (\/\S+?): /

export const volumeSourceMissing = defineCause({
  id: 'volume-source-missing',
  stage: 'startup',
  title: 'A directory of a volume is not on the node',
  seenAs: [...seenWithoutStart, 'CreateContainerConfigError'],
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    const refused = [...startFailures(pod), ...configFailures(pod)]
    for (const { container, problem, message, evidence } of refused) {
      if (problem === 'source-missing')
        yield certain(container.name, factsOf(pod, container, message), evidence)
    }
  },

  describe: ({ role, path, volumes, isReadOnly }, { container, node, pod, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: the host path${path === '' ? '' : ` \`${path}\``} of a volume ${isReadOnly ? 'cannot be made' : 'does not exist'} on node \`${node}\`${isReadOnly ? ' (read-only file system)' : ' (no such file or directory)'}.`,
    why: `The volume was set up, and what it stands for on the node is not there when the container is made${volumes.length === 0 ? '' : ` (of the volumes of the pod it can be ${marked(volumes)})`}. A local or host-path volume that was made on another node, or whose directory was removed, is the usual reason.`,
    next: [
      `Look on node \`${node}\` for ${path === '' ? 'the directory' : `\`${path}\``}: create it there, let the pod run on the node that has it, or correct the path of the volume (a \`hostPath\` with type \`DirectoryOrCreate\` is made by the kubelet).`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.volumes}'`,
    ],
  }),

  recovery: 'missing',
  sharedBy: null,
})

function factsOf(pod: PodReading, container: Container, message: string) {
  const path = source.exec(message)?.slice(1).find(Boolean) ?? ''
  const ofNode = pod.volumes.filter(({ kind }) => kind === 'hostPath' || kind === 'persistentVolumeClaim')
  const exact = ofNode.filter(({ kind, refersTo }) => kind === 'hostPath' && path.startsWith(refersTo))
  return {
    role: container.role,
    path,
    volumes: (exact.length > 0 ? exact : ofNode).map(({ name }) => name),
    isReadOnly: /read-only file system/i.test(message),
  }
}
