// Pods that no cluster would write but an API server would print: each part at random, without regard to the others.
import type { Condition, Container, Parts, State, Status } from './parts.ts'
import type { Random } from './random.ts'
import * as words from './words.ts'

/** The parts of a pod of which nothing fits together, at `now` in milliseconds. */
export function chaosParts(random: Random, now: number): Parts {
  const several = <Item>(most: number, make: () => Item): (Item | null)[] =>
    Array.from({ length: random.between(0, most) }, () => (random.chance(0.02) ? null : make()))
  return {
    deletionTimestamp: random.chance(0.2)
      ? (words.oddTime(random, now) ?? words.pastTime(random, now))
      : null,
    restartPolicy: random.pick(words.restartPolicies),
    phase: random.chance(0.8) ? random.pick(words.phases) : random.pick(words.oddPhases),
    reason: random.chance(0.3) ? random.pick(words.podReasons) : '',
    conditions: several(6, () => chaosCondition(random)),
    containers: several(4, () => chaosContainer(random, words.containerNames)),
    initContainers: several(4, () => chaosContainer(random, words.initNames)),
    initStatuses: several(4, () => chaosStatus(random, now, words.initNames)),
    statuses: several(5, () => chaosStatus(random, now, words.containerNames)),
    ephemeralStatuses: several(1, () => chaosStatus(random, now, words.containerNames)),
  }
}

function chaosCondition(random: Random): Condition {
  return {
    type: random.pick(words.conditionTypes),
    status: random.pick(words.conditionStatuses),
    reason: random.pick(words.conditionReasons),
  }
}

function chaosContainer(random: Random, names: readonly string[]): Container {
  const name = random.pick(names)
  return random.chance(0.5) ? { name } : { name, restartPolicy: random.pick(words.restartPolicies) }
}

/** A container status of which every field may be missing, null or at odds with the others. */
export function chaosStatus(random: Random, now: number, names: readonly string[]): Status {
  const maybe = <Value>(key: string, value: Value): Record<string, Value> =>
    random.chance(0.9) ? { [key]: value } : {}
  return {
    ...maybe('name', random.pick([...names, 'unknown'])),
    ...maybe('ready', random.chance(0.5)),
    ...maybe('started', random.pick([true, false, null])),
    ...maybe('restartCount', random.pick(words.restartCounts)),
    ...maybe('state', random.chance(0.03) ? null : chaosState(random, now)),
    ...maybe('lastState', random.chance(0.03) ? null : chaosState(random, now)),
  }
}

/** None, one or several of waiting, running and terminated. */
export function chaosState(random: Random, now: number): State {
  const finishedAt = random.chance(0.7) ? words.pastTime(random, now) : words.oddTime(random, now)
  const kind = random.between(0, 9)
  return {
    ...(kind <= 3 || kind === 8 ? { waiting: { reason: random.pick(words.waitingReasons) } } : {}),
    ...(kind === 4 || kind === 5 || kind === 8 ? { running: {} } : {}),
    ...(kind >= 5 && kind <= 8 ? { terminated: chaosExit(random, finishedAt) } : {}),
  }
}

function chaosExit(random: Random, finishedAt: string | null): NonNullable<State['terminated']> {
  return {
    exitCode: random.pick(words.exitCodes),
    ...(random.chance(0.3) ? { signal: random.pick(words.signals) } : {}),
    ...(random.chance(0.7) ? { reason: random.pick(words.exitReasons) } : {}),
    finishedAt,
  }
}
