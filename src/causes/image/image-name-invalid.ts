import { hasEnded } from '../../pod/reading.ts'
import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage } from '../shared.ts'
import { theContainer } from '../words/container.ts'

// distribution's reference errors, behind the last "invalid reference format".
const detail =
  /(invalid reference format[^"]*|repository name must be lowercase|invalid checksum digest \S+)\s*$/

export const imageNameInvalid = defineCause({
  id: 'image-name-invalid',
  stage: 'image',
  title: 'The name of the image is malformed',
  seenAs: ['InvalidImageName', 'ErrImagePull', 'ImagePullBackOff', 'Init:InvalidImageName'],
  needs: ['pod'],

  *match(pod) {
    if (hasEnded(pod)) return
    for (const { name, role, image, waiting } of pod.containers) {
      if (waiting?.reason !== 'InvalidImageName') continue
      const problem = detail.exec(waiting.message)?.[1] ?? ''
      yield certain(name, { role, image: image.value, problem }, [waiting, image])
    }
    for (const { container, problem, message, evidence } of pullFailures(pod)) {
      if (problem !== 'name') continue
      const { name, role, image } = container
      yield certain(name, { role, image: image.value, problem: detail.exec(message)?.[1] ?? '' }, evidence)
    }
  },

  describe: ({ role, image, problem }, { container }) => ({
    what: `${theContainer(role, container)} cannot start: \`${image}\` is an invalid image name.`,
    why: `${problem === '' ? 'It cannot be parsed.' : `It cannot be parsed: ${problem}.`} No registry was asked: a name is lowercase letters, digits and separators, then at most one tag (\`:1.2\`) or digest (\`@sha256:…\`).`,
    next: [`Correct the image of \`${container}\`.`],
  }),

  recovery: 'spec',
  sharedBy: ({ image }) => sharedImage(image),
})
