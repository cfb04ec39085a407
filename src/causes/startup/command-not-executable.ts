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
      // runc `stat ./x: permission denied`: what stands there is not known, since a directory on the way may not be entered.
      const isHidden = /stat \S+: permission denied/i.test(failure.message)
      const facts = { ...startFacts(failure), program: startedProgram(failure), isHidden }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ program, isHidden, ...facts }, { container }) => ({
    what: `${cannotStart(facts, container)}: ${program === '' ? 'its program' : `\`${program}\``} ${isHidden ? 'may not be reached' : 'is not executable'} (permission denied).`,
    why: isHidden
      ? `A directory on the way to it may not be entered by the user of the container, so that whether the program is there is not known${program.startsWith('.') ? '; the path is relative to the working directory' : ''}. A platform that gives each container a user of its own (OpenShift) shows this where the image keeps its program in the home of one user.`
      : 'The path exists, and is a directory or a file that the user of the container may not execute. The file mode of the image decides, or `defaultMode` where it comes from a ConfigMap or Secret volume.',
    next: isHidden
      ? [
          'Let every user enter that directory in the image (`chmod a+rx`), move the program out of a home directory, or set `securityContext.runAsUser` to the user that the image was built for.',
        ]
      : [
          'Make the file executable in the image (`chmod +x`), set `defaultMode: 0755` for a volume, or start it through its interpreter (`["sh", "/path/script.sh"]`).',
        ],
  }),

  recovery: 'program',
  sharedBy: null,
})
