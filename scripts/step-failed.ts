// A step that cannot go on says why in one sentence; only a fault of the script itself shows a stack.

/** Why a step ended, in one sentence that says what to do next. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
}

/** Makes an uncaught StepFailed end this process with its sentence on standard error, and exit code 1. */
export function failInOneSentence(): void {
  process.on('uncaughtException', (error) => {
    console.error(error instanceof StepFailed ? error.message : error)
    process.exit(1)
  })
}
