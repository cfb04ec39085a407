// What `npm test` says at its end.

/** The part of the test runner's JSON report that is counted. */
interface TestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly meta: { readonly needs?: string }
    }[]
  }[]
}

/**
 * The closing lines and the number of failures. `steps` says of each step before the tests whether it succeeded, `isRight` whether the
 * test runner did. A skipped test says in its `meta.needs` what it needs; one that does not is a failure.
 */
export function closing(
  steps: readonly boolean[],
  isRight: boolean,
  report: TestReport,
): { lines: string[]; failed: number } {
  const skipped = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'skipped')
  const unexplained = skipped.filter(({ meta }) => meta.needs === undefined)
  const needs = Map.groupBy(
    skipped.flatMap(({ meta }) => meta.needs ?? []),
    (need) => need,
  )
  // A file that cannot be loaded has no test that failed.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  )
  const failures = report.numFailedTests + unloaded.length + unexplained.length
  const passed = steps.filter((isGood) => isGood).length + report.numPassedTests
  // An error outside of all tests fails the run and no test.
  const failed = steps.filter((isGood) => !isGood).length + (failures === 0 && !isRight ? 1 : failures)
  const lines = [
    ...unexplained.map(({ fullName }) => `FAILED: "${fullName}" is skipped and does not say what it needs`),
    ...[...needs].map(
      ([need, { length }]) => `SKIPPED: ${length} ${length === 1 ? 'test needs' : 'tests need'} ${need}`,
    ),
    `${passed} passed, ${failed} failed, ${skipped.length} skipped`,
  ]
  return { lines, failed }
}
