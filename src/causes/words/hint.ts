// What a hint in a program's last words suggests, and what a person can do about it.
import type { HintKind } from '../../signs/log-hints.ts'

interface HintWords {
  /** A sentence that says no more than the line does; `about` may be "". */
  readonly says: (about: string) => string
  /** What to do; "" where the line does not lead anywhere. */
  readonly advice: (about: string, container: string) => string
}

const words: Readonly<Record<HintKind, HintWords>> = {
  'connection-refused': {
    says: (about) => `This suggests that nothing accepts connections at ${about || 'the address it calls'}.`,
    advice: (about) =>
      `Find out whether ${about || 'the address it calls'} is right and whether a ready pod stands behind it (\`kubectl get endpointslices\` for a Service). A program that starts before what it needs has to wait for it.`,
  },
  'host-unknown': {
    says: (about) =>
      `This suggests that the name ${about || 'of the host it calls'} does not resolve from inside the pod.`,
    advice: (about) =>
      `Check the spelling and namespace of ${about === '' ? 'the name' : `\`${about}\``}, that a Service of that name exists, and that the DNS of the cluster answers.`,
  },
  'host-unreachable': {
    says: (about) =>
      `This suggests that no way through the network leads from the pod to ${about || 'the address it calls'}.`,
    advice: (about) =>
      `Check network policies, firewalls and routes between the node and ${about || 'the address it calls'}, and whether that host is up.`,
  },
  'address-in-use': {
    says: (about) =>
      about === ''
        ? 'This suggests that the address on which it wants to listen is taken already.'
        : `This suggests that something else in the pod or on its host network already listens on port ${about}.`,
    advice: (about) =>
      `Find what listens on ${about === '' ? 'that address' : `port ${about}`}: another container of the pod, an earlier process of the same container or, with \`hostNetwork\`, anything on the node. Stop it or choose another port.`,
  },
  'port-refused': {
    says: (about) =>
      `This suggests that its user may not listen on ${about === '' ? 'the port that it wants to bind' : `port ${about}`}; ports below 1024 are reserved for root unless the pod is allowed to use them.`,
    advice: (about) =>
      `Let it listen on a port of 1024 or above, or allow ${about === '' ? 'the port' : `port ${about}`}: capability \`NET_BIND_SERVICE\` in \`securityContext\`, or the sysctl \`net.ipv4.ip_unprivileged_port_start\`.`,
  },
  'listen-refused': {
    says: (about) =>
      `This suggests that it may not listen at ${about === '' ? 'the address that it was given' : /^\d+$/.test(about) ? `port ${about}` : `\`${about}\``}.${/^(?:tcp|udp|sctp):/.test(about) ? ' That is the form of a variable that the kubelet sets for a Service (`NAME_PORT`), not of a port.' : ''}`,
    advice: (about) =>
      /^(?:tcp|udp|sctp):/.test(about)
        ? 'Find the variable from which it takes its address or port. Set that variable in `env` of the container, or set `enableServiceLinks: false` in the pod so that no Service of that name sets it.'
        : 'Find the setting from which it takes its address or port, and give it one at which its user may listen.',
  },
  'address-not-available': {
    says: () =>
      'This suggests that it cannot connect from, connect to or listen at an address, because the network of the pod has no such address to use.',
    advice: () =>
      'Find the address that it was given. To listen, it has to be one of the pod (`0.0.0.0` is all of them); to connect, it has to be that of a Service or host.',
  },
  'limit-too-low': {
    says: (about) => `It demands a higher limit: ${about}.`,
    advice: (about) =>
      about.startsWith('vm.')
        ? `Raise \`${/^[\w.]+/.exec(about)?.[0]}\` with \`sysctl\` on the nodes, or with a privileged init container: it is a setting of the node, not of the container.`
        : 'Raise that limit where the container runtime of the node sets it.',
  },
  'too-many-clients': {
    says: () =>
      'This suggests that the server has as many clients (connections) as it accepts, and refuses further ones.',
    advice: () =>
      'Find which clients hold the connections and close those that are not needed, let clients pool them, or raise the limit of the server for connections (`max_connections`, `maxclients`).',
  },
  'decryption-failed': {
    says: () =>
      'This suggests that it cannot decrypt something: its key is another one than that of the encryption, or the data have changed.',
    advice: () =>
      'Compare the key or secret that it is given with the one under which the data were encrypted, such as before an update or a new installation with the old data.',
  },
  'certificate-expired': {
    says: (about) =>
      about === 'later'
        ? 'This suggests that a TLS certificate is not valid yet.'
        : about.startsWith('from')
          ? `This suggests that a TLS certificate is not valid yet: it is valid ${about}.`
          : `This suggests that a TLS certificate has expired${about === '' ? '' : `: it was valid ${about}`}.`,
    advice: (about) =>
      about === 'later' || about.startsWith('from')
        ? 'Compare the clock of the node with the date from which the certificate is valid.'
        : 'Renew that certificate, and restart what still uses the old one. Check the clock of the node, too.',
  },
  'status-refused': {
    says: (about) =>
      `This suggests that a server which it asked refuses the request (status ${about}): ${about.startsWith('401') ? 'it does not accept its credentials, or there are none' : 'what it asked for is forbidden to it'}.`,
    advice: () =>
      'Check with which credentials or identity it asks, and which rights they have at that server.',
  },
  'option-unknown': {
    says: (about) =>
      `This suggests that the program does not know its option ${about === '' ? '' : `\`${about}\``}.`,
    advice: (about, container) =>
      `Correct ${about === '' ? 'that option' : `\`${about}\``} in \`args\` or \`command\` of \`${container}\`, or use a version of the image that knows it.`,
  },
  'setting-invalid': {
    says: (about) =>
      `This suggests that the value of ${about === '' ? 'a setting' : `\`${about}\``} is not valid.`,
    advice: (about, container) =>
      `Correct the value of ${about === '' ? 'that setting' : `\`${about}\``} where \`${container}\` gets it: \`env\`, \`args\`, or a ConfigMap or Secret.`,
  },
  'setting-missing': {
    says: (about) =>
      `This suggests that ${about === '' ? 'a setting' : `\`${about}\``} is missing or not set in what it was given.`,
    advice: (about, container) =>
      `Set ${about === '' ? 'it' : `\`${about}\``} where \`${container}\` reads it: its configuration file, \`env\`, or a ConfigMap or Secret.`,
  },
  'read-only-file-system': {
    says: (about) => `This suggests that it writes to ${about || 'a path'} on a read-only file system.`,
    advice: (about, container) =>
      `Mount a volume that may be written${about === '' ? '' : ` at the directory of \`${about}\``} (an \`emptyDir\` is enough for scratch files). Look for \`readOnlyRootFilesystem\` and for \`readOnly\` mounts of \`${container}\`; ConfigMap and Secret volumes are always read-only.`,
  },
  'permission-denied': {
    says: (about) =>
      about === ''
        ? 'This suggests that something was refused to it; the line does not say whether that was a file, a capability or a right in another program.'
        : `This suggests that its user may not access ${about}.`,
    advice: (about, container) =>
      about === ''
        ? ''
        : `Compare the owner and mode of \`${about}\` with the user of \`${container}\` (\`runAsUser\`, \`fsGroup\` in \`securityContext\`). On nodes with SELinux the label of a host path counts, too.`,
  },
  'disk-full': {
    says: (about) => `This suggests that the file system${about === '' ? '' : ` of ${about}`} is full.`,
    advice: (about) =>
      `Free or enlarge the volume${about === '' ? '' : ` that holds \`${about}\``}; without a volume there it is the disk of the node.`,
  },
  'too-many-files': {
    says: () =>
      'This suggests that a limit on open files or on inotify watches is reached, which is set on the node for all of its containers.',
    advice: () =>
      'Raise the limit on the node (`fs.inotify.max_user_instances`, `fs.inotify.max_user_watches`, or the number of open files of the container runtime).',
  },
  'module-missing': {
    says: (about) => `This suggests that ${about || 'a module that it loads'} is missing from the image.`,
    advice: (about) =>
      `Use an image that holds ${about === '' ? 'it' : `\`${about}\``}, or install it there. A moving tag or another base image can have taken it away.`,
  },
  'library-too-old': {
    says: (about) =>
      `This suggests that the program was built against a newer C library (glibc) than the image has${about === '' ? '' : `: it needs version ${about}`}.`,
    advice: () =>
      'Build the program on the base image that it runs on, or link it statically, or take a base image with a newer glibc.',
  },
  'command-missing': {
    says: (about) =>
      `This suggests that the command ${about === '' ? 'that it calls' : `\`${about}\``} is not found in the container.`,
    advice: (about) =>
      `Install ${about === '' ? 'the command' : `\`${about}\``} in the image, or correct its name in the script or in \`command\`.`,
  },
  'heap-exhausted': {
    says: () =>
      'This suggests that the language runtime reached its own heap limit, which is not the limit of the container.',
    advice: () =>
      'Raise the heap limit of the runtime (`-Xmx` or `-XX:MaxRAMPercentage`, `--max-old-space-size`) together with the memory limit of the container, or find what fills the heap.',
  },
  'memory-exhausted': {
    says: () =>
      'This suggests that an allocation of memory failed inside the program, so that it gave up by itself; nothing killed it.',
    advice: (_, container) =>
      `Compare what the program asks for with \`resources.limits.memory\` of \`${container}\`; limits of the runtime and of processes (\`ulimit\`) count, too.`,
  },
  'illegal-instruction': {
    says: () =>
      'This suggests that the program uses an instruction that the processor of the node does not have.',
    advice: () =>
      'Compare the requirements of the program with the CPU model of the node; run it on newer nodes, show the VM the CPU of its host, or use an older version of the image.',
  },
  'capability-missing': {
    says: (about) =>
      `This suggests that the kernel refuses ${about === '' ? 'a privileged operation' : `\`${about}\``} to the container: it needs root and a capability (\`NET_ADMIN\` and \`NET_RAW\` for the network, \`SETUID\` and \`SETGID\` to change its user), and SELinux or a missing kernel module on the node can refuse it all the same.`,
    advice: (_, container) =>
      `Look at \`securityContext\` of \`${container}\` (\`capabilities.add\`, \`runAsUser\`, \`privileged\`), and at what Pod Security or the SELinux policy of the node leaves of it.`,
  },
  'owner-refused': {
    says: (about) =>
      `This suggests that its user may not change the owner or mode of ${about || 'a file'}: that takes root with the capability \`CHOWN\`, and a file system that allows it (NFS with root squash does not).`,
    advice: (about, container) =>
      `Let the kubelet set the owner with \`fsGroup\` in \`securityContext\`, or run \`${container}\` as root with the capability \`CHOWN\`${about === '' ? '' : `; look at which volume holds \`${about}\``}.`,
  },
  'login-refused': {
    says: (about) =>
      `This suggests that a database or other server which it reached refuses its login${about === '' ? '' : ` as user \`${about}\``}.`,
    advice: (about) =>
      `Compare the user and password that the pod is given${about === '' ? '' : ` (user \`${about}\`)`} with those that the database or server knows. A volume that was initialised earlier keeps its old password.`,
  },
  'api-refused': {
    says: (about) =>
      `This suggests that it has no right in the API server to ${about || 'do what it asks for'} (RBAC).`,
    advice: (about) =>
      `Grant that right${about === '' ? '' : ` (${about.replace(/ as .*/, '')})`} with a Role or ClusterRole, and bind it to the service account with which it asks; check with \`kubectl auth can-i --as\`.`,
  },
  'api-not-served': {
    says: (about) => `This suggests that the API server of this cluster does not serve ${about}.`,
    advice: () =>
      'See which versions it serves with `kubectl api-resources` and `kubectl api-versions`. Use a version of the program that is made for this Kubernetes, or install the custom resource definition (CRD) that it needs.',
  },
  'data-incompatible': {
    says: () =>
      'This suggests that the data on its volume are of another installation, or of a version that it cannot read.',
    advice: (_, container) =>
      `Find out which installation and version wrote the data on the volume of \`${container}\`: run that version, migrate the data, or give it an empty volume (a new PersistentVolumeClaim). Back up the old data first.`,
  },
  'certificate-refused': {
    says: (about) =>
      `This suggests that it does not trust the TLS certificate ${about === '' ? 'of the server that it calls' : `of ${about}`}, or that the certificate is not valid for that name or time.`,
    advice: (about) =>
      `Give the program the certificate authority (CA) that signed the certificate${about === '' ? '' : ` of ${about}`}, or renew that certificate. For the API server it is \`ca.crt\` beside the token of the service account (ConfigMap \`kube-root-ca.crt\`).`,
  },
  'file-missing': {
    says: (about) => `This suggests that ${about || 'a file that it needs'} is missing in the container.`,
    advice: (about) =>
      about === ''
        ? ''
        : `Look for what should put \`${about}\` there: the image, a volume with its \`mountPath\`, an earlier init container, or the program itself.`,
  },
  panic: { says: () => 'This is how a Go or Rust program says that it failed on its own.', advice: () => '' },
  exception: { says: () => 'This is an exception that the program did not catch.', advice: () => '' },
}

/** What the last words suggest, as a sentence; "" where they suggest nothing. */
export function hintSentence(kind: string, about: string): string {
  return words[kind as HintKind]?.says(about) ?? ''
}

/** What a person can do about it; none where the last words lead nowhere. */
export function hintAdvice(kind: string, about: string, container: string): string[] {
  const advice = words[kind as HintKind]?.advice(about, container) ?? ''
  return advice === '' ? [] : [advice]
}
