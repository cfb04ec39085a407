// The one thing that may be wrong with a pod that is lifelike otherwise.
import { chaosState, chaosStatus } from './chaos.ts'
import type { Container, Parts, Status } from './parts.ts'
import type { Random } from './random.ts'
import * as words from './words.ts'

type Break = (parts: Parts, random: Random, now: number) => void

/** Breaks one thing in the parts of a pod, in place. */
export function breakOneThing(parts: Parts, random: Random, now: number): void {
  random.pick(breaks)(parts, random, now)
}

const breaks: Break[] = [
  // The lists
  (parts, random) => dropOne(random.pick([parts.statuses, parts.initStatuses]), random),
  (parts, random) => {
    parts.statuses = random.shuffled(parts.statuses)
    parts.initStatuses = random.shuffled(parts.initStatuses)
  },
  (parts, random) => doubleOne(random.pick([parts.statuses, parts.initStatuses]), random),
  (parts, random, now) => {
    parts.statuses.push(chaosStatus(random, now, ['unknown']))
  },
  (parts, random, now) => {
    parts.initStatuses.splice(random.between(0, 1), 0, chaosStatus(random, now, ['unknown']))
  },
  (parts, random) => {
    const list = random.pick<(Container | null)[]>([parts.containers, parts.initContainers])
    list[list.length === 0 ? 0 : random.between(0, list.length - 1)] = null
  },
  (parts) => {
    parts.statuses = []
  },
  (parts) => {
    parts.initStatuses = []
  },

  // The pod
  (parts, random) => {
    parts.phase = random.pick(words.oddPhases)
  },
  (parts, random) => {
    parts.reason = random.pick(words.podReasons)
  },
  (parts, random, now) => {
    parts.deletionTimestamp = words.oddTime(random, now)
  },
  (parts, random) => {
    const type = random.pick(['PodScheduled', 'Initialized', 'Ready'])
    const condition = {
      type,
      status: random.pick(words.conditionStatuses),
      reason: random.pick(words.conditionReasons),
    }
    parts.conditions.splice(random.between(0, parts.conditions.length), 0, condition)
  },
  (parts, random) => dropOne(parts.conditions, random),
  (parts, random) => {
    const flip: Record<string, string> = { True: 'False', False: 'True' }
    const type = random.pick(['Initialized', 'Ready'])
    for (const condition of parts.conditions) {
      if (condition?.type === type) condition.status = flip[condition.status ?? ''] ?? 'Unknown'
    }
  },

  // The init containers of the spec
  (parts, random) => {
    const container = present(parts.initContainers, random)
    if (container !== null)
      container.restartPolicy = container.restartPolicy === 'Always' ? 'OnFailure' : 'Always'
  },
  (parts, random) => {
    const container = present(parts.initContainers, random)
    if (container === null) return
    const twin = { ...container, restartPolicy: random.pick(words.restartPolicies) }
    parts.initContainers.splice(random.between(0, parts.initContainers.length), 0, twin)
  },

  // One container status
  ...[
    (status: Status, random: Random, now: number): void => {
      status.state = chaosState(random, now)
    },
    (status: Status, random: Random, now: number): void => {
      status.lastState = chaosState(random, now)
    },
    (status: Status, random: Random, now: number): void => {
      status.state = { ...chaosState(random, now), ...status.state }
    },
    (status: Status, random: Random, now: number): void => {
      const finishedAt = random.chance(0.5) ? words.borderTime(random, now) : words.oddTime(random, now)
      status.restartCount = random.between(0, 3)
      status.lastState = { terminated: { exitCode: 1, reason: 'Error', finishedAt } }
    },
    (status: Status, random: Random): void => {
      status.restartCount = random.pick(words.restartCounts)
    },
    (status: Status, random: Random): void => {
      status.ready = random.chance(0.5)
      status.started = random.pick([true, false, null])
    },
    (status: Status, random: Random): void => {
      status.name = random.pick(['unknown', '', ...words.initNames])
    },
    (status: Status, random: Random): void => {
      const { waiting, terminated } = status.state ?? {}
      if (waiting) waiting.reason = random.pick(words.waitingReasons)
      if (terminated) {
        terminated.reason = random.pick(words.exitReasons)
        terminated.signal = random.pick(words.signals)
        terminated.exitCode = random.pick(words.exitCodes)
      }
    },
    (status: Status): void => {
      delete status.state
    },
  ].map(
    (change): Break =>
      (parts, random, now) => {
        const status = present([...parts.initStatuses, ...parts.statuses], random)
        if (status !== null) change(status, random, now)
      },
  ),
]

function present<Item>(items: readonly (Item | null)[], random: Random): Item | null {
  return items.length === 0 ? null : random.pick(items)
}

function dropOne(list: unknown[], random: Random): void {
  list.splice(random.between(0, list.length - 1), 1)
}

function doubleOne(list: (Status | null)[], random: Random): void {
  const status = present(list, random)
  if (status !== null)
    list.splice(random.between(0, list.length), 0, { ...status, restartCount: random.between(0, 9) })
}
