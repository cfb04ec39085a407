import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaleOf } from '../../../src/render/timeline/scale.ts'

const second = 1000
const day = 24 * 3600 * second

test('a life of three seconds needs no break', () => {
  const scale = scaleOf([0, second, 3 * second], 60)
  expect(scale.breaks).toEqual([])
  expect(scale.x(second)).toBe(20)
})

test('a start of ten seconds stays readable in a life of 300 days', () => {
  const scale = scaleOf([0, second, 4 * second, 10 * second, 300 * day], 60)
  expect(scale.breaks).toHaveLength(1)
  expect(scale.x(10 * second) - scale.x(0)).toBeGreaterThan(30)
  expect(scale.x(300 * day)).toBeCloseTo(60)
})

test('two busy times far apart both stay readable', () => {
  const late = 40 * day
  const scale = scaleOf([0, 2 * second, 8 * second, late, late + 3 * second, late + 9 * second], 60)
  expect(scale.breaks).toHaveLength(1)
  expect(scale.x(late + 9 * second) - scale.x(late)).toBeGreaterThan(20)
})

test('an even life is not cut', () => {
  expect(scaleOf([0, day, 2 * day, 3 * day], 60).breaks).toEqual([])
})

test('places rise with time, stay on the axis, and labels do not run into each other', () => {
  const times = fc.array(fc.integer({ min: 0, max: 300 * 24 * 3600 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(times, fc.integer({ min: 20, max: 180 }), (seconds, width) => {
      const points = seconds.map((at) => at * second)
      const scale = scaleOf(points, width)
      const places = points.toSorted((a, b) => a - b).map(scale.x)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(places[0]).toBeGreaterThanOrEqual(0)
      expect(places.at(-1)).toBeLessThanOrEqual(width + 0.001)
      const ticks = scale.ticks(9).map(({ x }) => x)
      expect(ticks.every((x, index) => index === 0 || x - ticks[index - 1]! >= 9)).toBe(true)
    }),
  )
})
