// What `npm test` says at its end.

/**
 * The closing lines and the number of failures. `steps` says of each step before the tests whether it succeeded, `isRight` whether the
 * test runner did; `report` is its JSON report. A skipped test says in its `meta.needs` what it needs; one that does not is a failure.
 */
export function closing(steps, isRight, report) {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const skipped = tests.filter(({ status }) => status === 'skipped')
  const unexplained = skipped.filter(({ meta }) => meta.needs === undefined)
  const failures = report.numFailedTests + unexplained.length
  const passed = steps.filter((isGood) => isGood).length + report.numPassedTests
  // A file that cannot be loaded, or an error outside of all tests, fails the run and no test.
  const failed = steps.filter((isGood) => !isGood).length + (failures === 0 && !isRight ? 1 : failures)
  const needs = Map.groupBy(
    skipped.filter(({ meta }) => meta.needs !== undefined),
    ({ meta }) => meta.needs,
  )
  const lines = [
    ...unexplained.map(({ fullName }) => `FAILED: "${fullName}" is skipped and does not say what it needs`),
    ...[...needs].map(
      ([need, { length }]) => `SKIPPED: ${length} ${length === 1 ? 'test needs' : 'tests need'} ${need}`,
    ),
    `${passed} passed, ${failed} failed, ${skipped.length} skipped`,
  ]
  return { lines, failed }
}
