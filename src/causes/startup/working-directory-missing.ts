import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

// runc `chdir to cwd ("/x") set in config.json failed: REASON`, "container init: mkdir /x: REASON"; crun "chdir(/x): REASON".
const directory = /chdir to cwd \("([^"]+)"\)|container init: mkdir (\S+):|chdir\(?\s?[`"']?(\/[^\s`"'):]+)/

export const workingDirectoryMissing = defineCause({
  id: 'working-directory-missing',
  stage: 'startup',
  title: 'The working directory cannot be entered',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'working-directory') continue
      const path = directory.exec(failure.message)?.slice(1).find(Boolean) ?? ''
      yield certain(failure.container.name, { ...startFacts(failure), path }, failure.evidence)
    }
  },

  describe: ({ path, ...facts }, { container, pod, namespace }) => ({
    what: `${cannotStart(facts, container)}: its working directory${path === '' ? '' : ` \`${path}\``} cannot be used.`,
    why: `The runtime says "${facts.message}". The directory comes from \`workingDir\` of the container, else from the image; it must be an absolute path to a directory that the user may enter.`,
    next: [
      `Correct \`workingDir\` of \`${container}\`, or what is mounted over it.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..workingDir}'`,
    ],
  }),

  recovery: 'program',
  sharedBy: null,
})
