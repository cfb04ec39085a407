import type { RawAnswer } from './exchange.ts'

/** The path that a redirect leads to, if it stays on this server. */
export function redirectOn(server: URL, { status, location }: RawAnswer): string | null {
  if (![301, 302, 307, 308].includes(status) || location === null || !URL.canParse(location, server))
    return null
  const target = new URL(location, server)
  const prefix = server.pathname.replace(/\/$/, '')
  if (target.origin !== server.origin || !target.pathname.startsWith(`${prefix}/`)) return null
  return `${target.pathname.slice(prefix.length)}${target.search}`
}
