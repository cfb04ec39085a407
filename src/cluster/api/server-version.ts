// The server's version, which everybody may ask for.
import { isObject, text } from '../../pod/json.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { apiPath } from './api-path.ts'

/**
 * The server's version, such as `1.34.2`, or null where the answer names none; with its clock, a Date header or "". `limit`: how
 * long to wait for the answer, in milliseconds. Throws a ClusterError or an ExchangeFailure.
 */
export async function fetchVersion(
  transport: Transport,
  limit?: number,
): Promise<{ readonly version: string | null; readonly date: string }> {
  const { value, date } = await transport.json({
    path: apiPath(['version']),
    ...(limit === undefined ? {} : { limit }),
  })
  const version = isObject(value) ? /^v(\d+\.\d+\.\d+\S*)/.exec(text(value.gitVersion)) : null
  return { version: version?.[1] ?? null, date }
}

/** The version, or null where it cannot be had: it is only for comparing STATUS. */
export async function knownVersion(transport: Transport): Promise<string | null> {
  try {
    return (await fetchVersion(transport)).version
  } catch (error) {
    if (error instanceof ClusterError) return null
    throw error
  }
}
