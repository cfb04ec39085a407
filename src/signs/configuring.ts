// Containers whose configuration a kubelet could not put together: `CreateContainerConfigError`.
import type { Container } from '../pod/container.ts'
import type { Item } from '../pod/item.ts'
import { hasEnded, lastEvent, type PodReading } from '../pod/reading.ts'

export interface ConfigFailure {
  readonly container: Container
  /** The kubelet's words; "" when there were none. */
  readonly message: string
  readonly problem: ConfigProblem
  readonly evidence: readonly [Item, ...Item[]]
}

/** What a kubelet says about a configuration, in one word. One text is never read as two problems. */
type ConfigProblem = 'reference' | 'run-as-root' | 'env-file' | 'sub-path' | 'source-missing' | 'other'

const problems: readonly (readonly [ConfigProblem, RegExp])[] = [
  // `security_context.go`, Linux and Windows.
  ['run-as-root', /runAsNonRoot and image |break(?:s)? non-root policy/],
  // `kubelet_pods.go`, for `fileKeyRef` (1.34 and later).
  ['env-file', /environment variable key "[^"]*" not found in file|couldn't parse env file|FileKeyRef/i],
  // `kubelet_pods.go`: "failed to prepare subPath for volumeMount "V"", "failed to create subPath directory for …",
  // "unable to provision SubPath `P`", "error SubPath `P` must not be an absolute path"; "missing value for X" from subPathExpr.
  ['sub-path', /\bsub-?path\b|^missing value for \S+/im],
  // `kubelet_pods.go` takes the mode of the volume before it makes a subPath in it: os.Stat's error, and nothing around it.
  ['source-missing', /^l?stat \/\S+: no such file or directory/],
]

/** The containers that wait because of their configuration, in the pod's order. */
export function configFailures(pod: PodReading): ConfigFailure[] {
  return pod.containers.flatMap((container) => {
    const { waiting } = container
    if (waiting?.reason !== 'CreateContainerConfigError' || hasEnded(pod)) return []
    const event = lastEvent(pod, 'Failed', { container, says: /^Error: / })
    const same = event !== null && waiting.message !== '' && event.message.includes(waiting.message.trim())
    const { message } = waiting
    return [
      { container, message, problem: problemOf(message), evidence: same ? [waiting, event] : [waiting] },
    ]
  })
}

function problemOf(message: string): ConfigProblem {
  if (missingReferences(message).length > 0) return 'reference'
  return problems.find(([, says]) => says.test(message))?.[0] ?? 'other'
}

/** A ConfigMap or Secret that a container asks for, and what of it is missing. */
export interface MissingReference {
  readonly kind: 'ConfigMap' | 'Secret'
  /** "" where the kubelet names only the key. */
  readonly name: string
  /** "" where the whole object is missing. */
  readonly key: string
}

// kubelet watch cache "configmap "x" not found", API server "configmaps "x" not found".
const missingObject = /\b(configmap|secret)s? "([^"]+)" not found/gi
// `kubelet_pods.go`: "couldn't find key K in ConfigMap NS/NAME".
const missingKey = /couldn't find key (\S+) in (ConfigMap|Secret) [^/\s]*\/(\S+)/g
// `configmap.go`, `secret.go`, for volumes: "configmap references non-existent config key: K", "references non-existent secret key: K".
const missingVolumeKey = /references non-existent (config|secret) key: ([^\s\],]+)/g

/** What a kubelet says to be missing, for environment variables and for volumes; empty where it says something else. */
export function missingReferences(message: string): MissingReference[] {
  const kindOf = (word: string | undefined) => (/^conf/i.test(word ?? '') ? 'ConfigMap' : 'Secret')
  return [
    ...[...message.matchAll(missingObject)].map(
      ([, kind, name = '']) => ({ kind: kindOf(kind), name, key: '' }) as const,
    ),
    ...[...message.matchAll(missingKey)].map(
      ([, key = '', kind, name = '']) => ({ kind: kindOf(kind), name, key }) as const,
    ),
    ...[...message.matchAll(missingVolumeKey)].map(
      ([, kind, key = '']) => ({ kind: kindOf(kind), name: '', key }) as const,
    ),
  ]
}
