import { execFailures } from '../../signs/exec-failure.ts'
import { defineCause, likely } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'

export const interpreterMissing = defineCause({
  id: 'interpreter-missing',
  stage: 'startup',
  title: 'What should load or interpret the program is missing',
  seenAs: ['CrashLoopBackOff', 'Error', 'Init'],
  needs: ['pod', 'logs'],
  explains: ['crash'],

  *match(pod) {
    for (const { container, problem, program, evidence } of execFailures(pod)) {
      if (problem !== 'interpreter') continue
      const { name, role, image } = container
      yield likely(name, { role, image: image.value, program }, evidence)
    }
  },

  describe: ({ role, image, program }, { container }) => ({
    what: `${theContainer(role, container)} appears to lack what ${program === '' ? 'its program' : `\`${program}\``} needs to be executed (no such file or directory).`,
    why: `The file itself was found, so that probably the interpreter of its \`#!\` line or its dynamic loader is not in image \`${image}\`. Windows line ends after the \`#!\` line and a glibc program in a musl image are the usual reasons.`,
    next: [
      `Look at the first line of ${program === '' ? 'the program' : `\`${program}\``} in the image, and convert it to Unix line ends; for a binary, build it statically or for the libc of the image.`,
    ],
  }),

  recovery: 'program',
  sharedBy: null,
})
