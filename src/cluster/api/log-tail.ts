import type { LogTail } from '../../pod/snapshot.ts'
import { ClusterError, firstLine } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { apiPath } from './api-path.ts'

const tailLines = 30

// kubelet and the container runtimes' shims may answer 200 with their own failure as the whole text.
const failures =
  /^(?:unable to retrieve container logs for \S+|failed to (?:open log file|try resolving symlinks in path|get container status|watch file|create fsnotify watcher) .*|error getting container logs.*)$/i

/** Whether the whole text of a log is a failure that stands in its place. */
export function isFailureText(log: string): boolean {
  return failures.test(log.trimEnd())
}

/** The last lines of a container's log. Throws a ClusterError where there is no log, or only a failure in its place. */
export async function fetchLogTail(
  transport: Transport,
  namespace: string,
  pod: string,
  wanted: { readonly container: string; readonly previous: boolean },
): Promise<LogTail> {
  const { container, previous } = wanted
  const path = apiPath(['api', 'v1', 'namespaces', namespace, 'pods', pod, 'log'], {
    container,
    ...(previous ? { previous: 'true' } : {}),
    tailLines,
    limitBytes: 65_536,
  })
  const log = (await transport.text({ path, limit: transport.limits.log })).trimEnd()
  if (isFailureText(log)) throw new ClusterError('unreachable', firstLine(log))
  const lines = log === '' ? [] : log.split('\n').map((line) => line.replace(/\r$/, ''))
  return { container, previous, lines: lines.slice(-tailLines) }
}
