import { newestMinor } from './derive.ts'

const version = /^v?1\.(\d+)(?:$|[.+-])/

/** Whether the text is a version of Kubernetes that `minorOf` can read. */
export function isVersion(text: string): boolean {
  return version.test(text)
}

/** The minor of a Kubernetes version such as "1.34.2", "v1.34" or "1.34+"; the newest one known for null or anything else. */
export function minorOf(text: string | null): number {
  const match = version.exec(text ?? '')
  return match === null ? newestMinor : Number(match[1])
}
