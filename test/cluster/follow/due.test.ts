import { expect, test } from 'vitest'
import { DueLooks } from '../../../src/cluster/follow/due.ts'

test('those that are due come once, the longest first', () => {
  const due = new DueLooks()
  due.want('shop/late', 3000, 0)
  due.want('shop/next', 2000, 0)
  due.want('shop/soon', 1000, 0)
  expect(due.take(999)).toEqual([])
  expect(due.take(2500)).toEqual(['shop/soon', 'shop/next'])
  expect(due.take(5000)).toEqual(['shop/late'])
  expect(due.take(9000)).toEqual([])
})

test('a look that is due is not put off by a change', () => {
  const due = new DueLooks()
  due.want('shop/web', 1000, 0)
  due.want('shop/web', 10_000, 900)
  expect(due.take(1000)).toEqual(['shop/web'])
})

test('one that was just read is not read again within five seconds', () => {
  const due = new DueLooks()
  due.want('shop/web', 0, 0)
  expect(due.take(0)).toEqual(['shop/web'])
  due.wasRead('shop/web', 100)
  due.want('shop/web', 1000, 200)
  expect(due.take(5099)).toEqual([])
  expect(due.take(5100)).toEqual(['shop/web'])
})

test('what is forgotten is not due, and all that is known can be wanted at once', () => {
  const due = new DueLooks()
  due.want('shop/a', 60_000, 0)
  due.want('shop/b', 60_000, 0)
  due.forget('shop/a')
  due.wantAll(1000, 0)
  expect([due.has('shop/a'), due.take(1000)]).toEqual([false, ['shop/b']])
})
