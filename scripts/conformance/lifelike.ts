// Pods such as a scheduler and a kubelet leave behind, one stage of a life each.
import type { Condition, Container, Parts, State, Status } from './parts.ts'
import type { Random } from './random.ts'
import { containerNames, initNames, pastTime, pullReasons, restartPolicies, timeBefore } from './words.ts'

type Draw = (life: Life) => Parts

/** The parts of a pod in a random stage of its life, at `now` in milliseconds. */
export function lifelikeParts(random: Random, now: number): Parts {
  const draw = random.pick<Draw>([
    (life) => life.unscheduled('Unschedulable'),
    (life) => life.unscheduled('SchedulingGated'),
    (life) => life.accepted(),
    (life) => life.evicted(),
    (life) => life.initializing(),
    (life) => life.initializing(),
    (life) => life.started('Pending', () => life.beforeStart()),
    (life) =>
      life.started('Pending', () => random.pick([life.beforeStart(), waiting(random.pick(pullReasons))])),
    (life) => life.started('Running', () => life.runs()),
    (life) => life.started('Running', () => life.runs()),
    (life) =>
      life.started('Running', () => random.pick([waiting('CrashLoopBackOff'), life.failed(), life.runs()])),
    (life) =>
      life.started('Running', () => random.pick([life.done(), life.done(), life.runs(), life.failed()])),
    (life) => life.started('Running', () => life.runs(), true),
    (life) => life.started('Succeeded', () => life.done()),
    (life) => life.started('Failed', () => random.pick([life.done(), life.failed()])),
  ])
  return draw(new Life(random, now))
}

function waiting(reason: string): State {
  return { waiting: { reason } }
}

class Life {
  readonly #random: Random
  readonly #now: number
  readonly #init: Container[]
  readonly #main: Container[]

  constructor(random: Random, now: number) {
    this.#random = random
    this.#now = now
    this.#init = random
      .shuffled(initNames)
      .slice(0, random.pick([0, 0, 0, 1, 2, 3]))
      .map((name) => (random.chance(0.35) ? { name, restartPolicy: 'Always' } : { name }))
    this.#main = random
      .shuffled(containerNames)
      .slice(0, random.between(1, 3))
      .map((name) => ({ name }))
  }

  unscheduled(reason: string): Parts {
    return this.#parts({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason }] })
  }

  /** Scheduled, and the kubelet has not written anything yet. */
  accepted(): Parts {
    return this.#parts({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'True' }] })
  }

  evicted(): Parts {
    return this.#parts({
      phase: 'Failed',
      reason: this.#random.pick(['Evicted', 'Evicted', 'DeadlineExceeded', 'NodeLost']),
      conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet' }],
      statuses: this.#random.chance(0.4) ? this.#each(() => this.failed()) : [],
    })
  }

  /** One init container is not done yet, and those after it have not begun. */
  initializing(): Parts {
    if (this.#init.length === 0) return this.accepted()
    const stop = this.#random.between(0, this.#init.length - 1)
    return this.#parts({
      phase: 'Pending',
      conditions: conditions(false, false),
      initStatuses: this.#init.map((container, index) => {
        if (index < stop) return this.#pastInit(container)
        if (index === stop) return this.#unfinished(container)
        return this.#status(container, this.beforeStart())
      }),
      statuses: this.#each(() => this.beforeStart()),
    })
  }

  /** Initialisation is over. With `sidecarsDown`, each sidecar is between two runs. */
  started(phase: string, state: () => State, sidecarsDown = false): Parts {
    const statuses = this.#each(state)
    const ready = phase === 'Running' && statuses.every((status) => status.ready === true)
    return this.#parts({
      phase,
      conditions: conditions(true, ready),
      initStatuses: this.#init.map((container) =>
        sidecarsDown && container.restartPolicy === 'Always'
          ? this.#unfinished(container)
          : this.#pastInit(container),
      ),
      statuses,
    })
  }

  beforeStart(): State {
    return waiting(this.#init.length === 0 ? 'ContainerCreating' : 'PodInitializing')
  }

  runs(): State {
    return { running: { startedAt: pastTime(this.#random, this.#now) } }
  }

  done(): State {
    return { terminated: { exitCode: 0, reason: 'Completed', finishedAt: pastTime(this.#random, this.#now) } }
  }

  failed(): State {
    const finishedAt = pastTime(this.#random, this.#now)
    return this.#random.pick([
      { terminated: { exitCode: this.#random.pick([1, 2, 127, 139, 143]), reason: 'Error', finishedAt } },
      { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt } },
      { terminated: { exitCode: 128, reason: 'StartError', finishedAt } },
      { terminated: { exitCode: 137, reason: 'ContainerStatusUnknown', finishedAt: null } },
    ])
  }

  #parts(known: Pick<Parts, 'phase' | 'conditions'> & Partial<Parts>): Parts {
    const random = this.#random
    return {
      deletionTimestamp: random.chance(0.12) ? timeBefore(this.#now, random.between(-30, 300)) : null,
      restartPolicy: random.pick(restartPolicies),
      reason: '',
      containers: this.#main,
      initContainers: this.#init,
      initStatuses: [],
      statuses: [],
      ephemeralStatuses: random.chance(0.03) ? [this.#status({ name: 'debugger' }, this.failed())] : [],
      ...known,
    }
  }

  /** The statuses of the main containers, by name as the kubelet lists them. */
  #each(state: () => State): Status[] {
    return this.#main
      .map((container) => this.#status(container, state()))
      .sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
  }

  #status({ name }: Container, state: State): Status {
    const random = this.#random
    const runs = state.running !== undefined
    const restartCount = this.#restarts(state)
    return {
      name: name ?? '',
      ready: runs && random.chance(0.85),
      started: runs && random.chance(0.95),
      restartCount,
      state,
      lastState: restartCount > 0 ? this.failed() : {},
    }
  }

  #restarts({ waiting }: State): number {
    if (waiting?.reason === 'CrashLoopBackOff') return this.#random.between(1, 60)
    return waiting === undefined ? this.#random.pick([0, 0, 1, 3, 40]) : 0
  }

  #pastInit(container: Container): Status {
    return container.restartPolicy === 'Always'
      ? { ...this.#status(container, this.runs()), started: true }
      : { ...this.#status(container, this.done()), ready: true }
  }

  #unfinished(container: Container): Status {
    const random = this.#random
    const state = random.pick([
      this.runs(),
      this.failed(),
      waiting('CrashLoopBackOff'),
      waiting(random.pick(pullReasons)),
    ])
    return { ...this.#status(container, state), ready: false, started: false }
  }
}

function conditions(initialized: boolean, ready: boolean): Condition[] {
  const status = (value: boolean): string => (value ? 'True' : 'False')
  return [
    { type: 'PodReadyToStartContainers', status: 'True' },
    { type: 'Initialized', status: status(initialized) },
    { type: 'Ready', status: status(ready) },
    { type: 'ContainersReady', status: status(ready) },
    { type: 'PodScheduled', status: 'True' },
  ]
}
