// The client's side of SOCKS 5 (RFC 1928) with name and password (RFC 1929): as much of it as a tunnel needs.
import { isIP, type Socket } from 'node:net'
import { ClusterError } from '../errors.ts'
import { hostOf, portOf } from '../login/proxy.ts'

/** Asks a proxy that `socket` is connected to for a tunnel to the server; the name is looked up by the proxy, as in Go. */
export async function openThroughSocks(
  socket: Socket,
  proxy: URL,
  server: URL,
  signal: AbortSignal,
): Promise<Socket> {
  const fail = (why: string): ClusterError =>
    new ClusterError('unreachable', `Unable to connect to the server: the proxy ${proxy.host} ${why}`)
  const read = reader(socket, signal, fail)
  const login = proxy.username !== '' || proxy.password !== ''
  socket.write(Buffer.from(login ? [5, 2, 0, 2] : [5, 1, 0]))
  const [version, method] = await read(2)
  if (version !== 5) throw fail('does not speak SOCKS 5')
  if (method === 2 && login) {
    const name = Buffer.from(decodeURIComponent(proxy.username))
    const password = Buffer.from(decodeURIComponent(proxy.password))
    socket.write(
      Buffer.concat([Buffer.from([1, name.length]), name, Buffer.from([password.length]), password]),
    )
    const [, denied] = await read(2)
    if (denied !== 0) {
      throw new ClusterError(
        'refused',
        `Unable to connect to the server: the proxy ${proxy.host} refused the login`,
      )
    }
  } else if (method !== 0) {
    throw new ClusterError(
      'refused',
      `Unable to connect to the server: the proxy ${proxy.host} asks for a login`,
    )
  }
  const port = Buffer.alloc(2)
  port.writeUInt16BE(portOf(server))
  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), address(hostOf(server)), port]))
  const [, refused, , kind] = await read(4)
  if (refused !== 0) throw fail(`cannot reach ${server.host} (SOCKS reply ${refused})`)
  const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await read(1))[0] ?? 0)
  await read(length + 2)
  return socket
}

function address(host: string): Buffer {
  if (isIP(host) === 4) return Buffer.from([1, ...host.split('.').map(Number)])
  const name = Buffer.from(host)
  return Buffer.concat([Buffer.from([3, name.length]), name])
}

function reader(
  socket: Socket,
  signal: AbortSignal,
  fail: (why: string) => Error,
): (size: number) => Promise<Buffer> {
  return (size) =>
    new Promise((resolve, reject) => {
      const onReadable = (): void => {
        const chunk: unknown = socket.read(size)
        if (chunk instanceof Buffer) done(() => resolve(chunk))
      }
      const onEnd = (): void => done(() => reject(fail('closed the connection')))
      function done(then: () => void): void {
        socket.off('readable', onReadable).off('close', onEnd)
        signal.removeEventListener('abort', onEnd)
        then()
      }
      socket.on('readable', onReadable).on('close', onEnd)
      signal.addEventListener('abort', onEnd, { once: true })
      onReadable()
    })
}
