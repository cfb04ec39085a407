import { execFailures } from '../../signs/exec-failure.ts'
import { startedProgram, startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { theContainer } from '../words/container.ts'

export const wrongArchitecture = defineCause({
  id: 'wrong-architecture',
  stage: 'startup',
  title: 'The program is not made for the architecture of the node',
  seenAs: ['CrashLoopBackOff', 'Error', 'RunContainerError', 'StartError', 'CreateContainerError', 'Init'],
  needs: ['pod', 'logs'],
  explains: ['crash'],

  *match(pod) {
    const architecture = pod.node?.architecture ?? ''
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'architecture') continue
      const { name, role, image } = failure.container
      const facts = { role, image: image.value, program: startedProgram(failure), architecture, sure: true }
      yield certain(name, facts, failure.evidence)
    }
    for (const { container, problem, program, evidence } of execFailures(pod)) {
      if (problem !== 'format') continue
      const { name, role, image } = container
      yield likely(name, { role, image: image.value, program, architecture, sure: false }, evidence)
    }
  },

  describe: ({ role, image, program, architecture, sure }, { container, node }) => ({
    what: `${theContainer(role, container)} cannot run: ${program === '' ? 'its program' : `\`${program}\``} ${sure ? 'is not' : 'appears not to be'} a program that node \`${node}\` can execute (exec format error).`,
    why: `Usually image \`${image}\` was built for another architecture${architecture === '' ? '' : ` than ${architecture}`}. A script without a \`#!\` line fails in the same way.`,
    next: [
      kubectl`get node ${node} -o jsonpath='{.status.nodeInfo.architecture}'`,
      'Build the image for that architecture (or for several), or let the pod run where it fits (`spec.nodeSelector`, label `kubernetes.io/arch`).',
    ],
  }),

  recovery: 'program',
  sharedBy: ({ image }) => sharedImage(image),
})
