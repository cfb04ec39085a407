// The rules of the short way. Its own client is Bun's: that it trusts and proves what it should is tested with the packaged program
// (test/package/server.test.ts).
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { quickExchange } from '../../../src/cluster/http/quick-exchange.ts'
import { hasQuickClient } from '../../../src/cluster/login/environment.ts'
import { type FakeServer, type Reply, startServer } from '../fake-server.ts'

const servers: FakeServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const nobody = { ca: null, cert: null, key: null }

async function ask(reply: Reply, { size = 1000, total = 8000, stop = new AbortController().signal } = {}) {
  const server = await startServer(() => reply, null)
  servers.push(server)
  const answer = await quickExchange(
    `${server.url}/x?a=b`,
    [['Accept', 'a/b']],
    nobody,
    { size, total },
    stop,
  )
  return { answer, seen: server.seen }
}

test.each([200, 400, 401, 403, 404, 406, 410, 500])('%i is an answer', async (status) => {
  const headers = { 'Content-Type': 'Application/JSON', Date: 'Tue, 24 Nov 2026 02:15:00 GMT' }
  const { answer, seen } = await ask({ status, body: { a: 1 }, headers })
  expect(answer).toMatchObject({ status, contentType: 'application/json', date: headers.Date })
  expect(answer?.body.toString()).toBe('{"a":1}')
  expect(seen.map(({ method, path, headers: { accept } }) => [method, path, accept])).toEqual([
    ['GET', '/x', 'a/b'],
  ])
})

test.each([301, 307, 429, 503])('%i says what to do next, and is not followed', async (status) => {
  const headers = { Location: '/y', 'Retry-After': '1' }
  const { answer, seen } = await ask({ status, headers, body: {} })
  expect(answer).toMatchObject({ status, location: '/y', retryAfter: '1' })
  expect(seen).toHaveLength(1)
})

test('what is compressed is read, and counted by its true size', async () => {
  const reply = { body: gzipSync('x'.repeat(500)), headers: { 'Content-Encoding': 'gzip' } }
  expect((await ask(reply, { size: 500 })).answer?.body.toString()).toBe('x'.repeat(500))
  expect((await ask(reply, { size: 499 })).answer).toBeNull()
})

test('what breaks off, stalls or says nothing is for the other way, soon', async () => {
  const begins: Reply['raw'] = (response) => {
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('x')
  }
  expect((await ask({ raw: () => {} }, { total: 400 })).answer).toBeNull()
  expect((await ask({ raw: begins }, { total: 400 })).answer).toBeNull()
  expect((await ask({ raw: (_, socket) => socket.destroy() })).answer).toBeNull()
})

test('a stop ends it', async () => {
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 50)
  expect((await ask({ raw: () => {} }, { stop: stop.signal })).answer).toBeNull()
})

test('Node has no such client', () => {
  expect(hasQuickClient).toBe(false)
})
