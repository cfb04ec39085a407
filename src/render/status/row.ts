/** STATUS and its neighbours of one pod, with the fields that made them. */
export interface StatusRow {
  readonly namespace: string
  readonly name: string
  readonly status: string
  readonly ready: string
  readonly restarts: string
  readonly because: readonly {
    readonly path: string
    readonly value: string | number | boolean
    readonly so: string
  }[]
}
