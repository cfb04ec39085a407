import { UsageError } from './exit-codes.ts'

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads a time span such as `1h30m`, in milliseconds. Throws a UsageError that names the flag. */
export function parseDuration(span: string, flag: string): number {
  if (!/^(?:\d+[smhd])+$/.test(span)) {
    throw new UsageError(
      `invalid argument "${span}" for "--${flag}": expected a time span such as 30m or 1h30m`,
    )
  }
  return [...span.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  )
}
