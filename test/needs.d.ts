// A test that is skipped where something is missing says what it needs, and `npm test` repeats it at its end.
import 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    needs?: string
  }
}
