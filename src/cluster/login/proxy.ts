// Which proxy to go through, by the rules of Go's golang.org/x/net/http/httpproxy, which kubectl follows.
import { BlockList, isIP } from 'node:net'
import { ClusterError } from '../errors.ts'

type Variables = Readonly<Record<string, string | undefined>>

const schemes = ['http:', 'https:', 'socks5:', 'socks5h:']

/**
 * The proxy for a server, or null for none: `proxy-url` of the kubeconfig always wins; else HTTPS_PROXY or HTTP_PROXY, unless
 * the server is on this machine or NO_PROXY names it. Throws a ClusterError of kind `usage` for a proxy that cannot be used.
 */
export function chooseProxy(server: URL, proxyUrl: string, env: Variables): URL | null {
  if (proxyUrl !== '') return parseProxy(proxyUrl, "the kubeconfig's proxy-url")
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const value = env[name] || env[name.toLowerCase()] || ''
  // HTTP_PROXY can be set by a caller's "Proxy:" header where a web server starts this program.
  if (value === '' || (name === 'HTTP_PROXY' && env.REQUEST_METHOD)) return null
  if (!needsProxy(server, env.NO_PROXY || env.no_proxy || '')) return null
  return parseProxy(/^[a-z0-9+.-]+:\/\//i.test(value) ? value : `http://${value}`, name)
}

/** The host of a URL without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** The port of a URL: the one that it names, or the default of its scheme (1080 for SOCKS). */
export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : protocol.startsWith('socks') ? 1080 : 80
}

function parseProxy(value: string, from: string): URL {
  const url = URL.canParse(value) ? new URL(value) : null
  // Never quoted whole: it may hold a password.
  if (url === null || url.hostname === '')
    throw new ClusterError('usage', `${from} is not the URL of a proxy`)
  if (!schemes.includes(url.protocol)) {
    throw new ClusterError('usage', `${from} has an unsupported scheme, must be http, https, or socks5`)
  }
  return url
}

function needsProxy(server: URL, noProxy: string): boolean {
  const host = hostOf(server).toLowerCase()
  const port = String(portOf(server))
  if (host === 'localhost' || isLoopback(host)) return false
  const entries = noProxy.split(',').map((entry) => entry.trim().toLowerCase())
  return !entries.some((entry) => entry === '*' || (entry !== '' && matches(entry, host, port)))
}

function isLoopback(host: string): boolean {
  return inRange(host, '127.0.0.0', 8) || host === '::1'
}

function matches(entry: string, host: string, port: string): boolean {
  const range = /^(.+)\/(\d{1,3})$/.exec(entry)
  if (range !== null && isIP(range[1] ?? '') !== 0) {
    return inRange(host, range[1] ?? '', Number(range[2]))
  }
  const [name, onlyPort] = splitPort(entry)
  if (onlyPort !== '' && onlyPort !== port) return false
  if (isIP(name) !== 0) return inRange(host, name, isIP(name) === 4 ? 32 : 128)
  if (isIP(host) !== 0 || name === '') return false
  // "example.com" covers itself and all below it; ".example.com" and "*.example.com" only what is below.
  const bare = name.replace(/^\*\./, '.')
  return bare.startsWith('.') ? host.endsWith(bare) : host === bare || host.endsWith(`.${bare}`)
}

function splitPort(entry: string): [name: string, port: string] {
  if (isIP(entry) !== 0) return [entry, '']
  const [, bracketed, name = '', port = ''] = /^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/.exec(entry) ?? []
  return [bracketed ?? name, port]
}

function inRange(host: string, network: string, bits: number): boolean {
  const family = isIP(network)
  if (isIP(host) === 0 || bits > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(network, bits, family === 4 ? 'ipv4' : 'ipv6')
  return list.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6')
}
