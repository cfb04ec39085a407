import { startedProgram, startFailures } from '../../signs/starting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

export const commandNotExecutable = defineCause({
  id: 'command-not-executable',
  stage: 'startup',
  title: 'The program to start may not be executed',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'not-executable') continue
      const facts = { ...startFacts(failure), program: startedProgram(failure) }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ program, ...facts }, { container }) => ({
    what: `${cannotStart(facts, container)}: ${program === '' ? 'its program' : `\`${program}\``} is not executable (permission denied).`,
    why: 'The path exists, and is a directory or a file that the user of the container may not execute. The file mode of the image decides, or `defaultMode` where it comes from a ConfigMap or Secret volume.',
    next: [
      'Make the file executable in the image (`chmod +x`), set `defaultMode: 0755` for a volume, or start it through its interpreter (`["sh", "/path/script.sh"]`).',
    ],
  }),

  recovery: 'program',
  sharedBy: null,
})
