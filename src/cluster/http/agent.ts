import { Agent, type ClientRequestArgs } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import { openSocket, type Route } from './socket.ts'

/** A pool of kept connections along one route. `limit` is for making one, in milliseconds. */
export function connectionPool(route: Route, limit: number, stop: AbortSignal): Agent {
  const options = { keepAlive: true, scheduling: 'lifo' } as const
  const agent = route.tls === null ? new Agent(options) : new SecureAgent(options)
  agent.createConnection = (
    _: ClientRequestArgs,
    created?: (error: Error | null, stream: Duplex) => void,
  ) => {
    openSocket(route, limit, stop).then(
      (socket) => created?.(null, socket),
      (error: Error) => created?.(error, undefined as unknown as Duplex),
    )
    return undefined
  }
  return agent
}
