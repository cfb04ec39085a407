// Registries that are known by their host: how a node or a pod logs in there, and what their refusals leave open.

interface KnownRegistry {
  readonly host: RegExp
  /** Such as "Amazon ECR". */
  readonly name: string
  /** Whether it refuses what does not exist in the same words as what is private. */
  readonly hidesMissing: boolean
  /** How pulls from it are allowed, as advice. */
  readonly login: string
}

// Each as its provider documents it.
const known: readonly KnownRegistry[] = [
  {
    host: /^\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|on\.aws)$/,
    name: 'Amazon ECR',
    hidesMissing: false,
    login:
      'Amazon ECR: the IAM role of the node needs `ecr:GetAuthorizationToken`, `ecr:BatchGetImage` and `ecr:GetDownloadUrlForLayer` (policy `AmazonEC2ContainerRegistryReadOnly`), and a repository of another account has to allow it in its own policy. A pull secret made from `aws ecr get-login-password` expires after 12 hours.',
  },
  {
    host: /\.azurecr\.(?:io|cn|us)$/,
    name: 'Azure Container Registry',
    hidesMissing: false,
    login:
      'Azure Container Registry: give the kubelet identity of the cluster the role `AcrPull` on the registry (`az aks update --attach-acr`), or name a pull secret with a service principal or token whose password has not expired.',
  },
  {
    host: /(?:^|\.)gcr\.io$|-docker\.pkg\.dev$/,
    name: 'Google Artifact Registry',
    hidesMissing: true,
    login:
      'Google Artifact Registry: give the service account of the nodes the role `roles/artifactregistry.reader` on the repository (its project may be another one), with an access scope of the nodes that includes it.',
  },
  {
    host: /^ghcr\.io$/,
    name: 'GitHub Container Registry',
    hidesMissing: true,
    login:
      'GitHub Container Registry: check the spelling of owner and package; make the package public, or name a pull secret with a token of scope `read:packages` (authorised for the organisation where it demands single sign-on).',
  },
  {
    host: /^quay\.io$/,
    name: 'Quay',
    hidesMissing: true,
    login:
      'Quay: check the spelling of organisation and repository; make the repository public, or name a pull secret with a robot account that may read it.',
  },
  {
    host: /^docker\.io$/,
    name: 'Docker Hub',
    hidesMissing: true,
    login:
      'Docker Hub: check the spelling of the repository; if it is private, name a pull secret for `https://index.docker.io/v1/` with an account or access token that may read it.',
  },
  {
    host: /^registry\.gitlab\.|(?:^|\.)gitlab\./,
    name: 'GitLab',
    hidesMissing: true,
    login:
      'GitLab: check the path of the project; name a pull secret with a deploy token of scope `read_registry` that has not expired.',
  },
  {
    host: /\.jfrog\.io$|(?:^|[.-])artifactory[.-]/,
    name: 'JFrog Artifactory',
    hidesMissing: false,
    login:
      'JFrog Artifactory: name a pull secret with an access token whose user may read the repository; anonymous access is off unless it was allowed.',
  },
  {
    host: /(?:^|[.-])harbor[.-]/,
    name: 'Harbor',
    hidesMissing: true,
    login:
      'Harbor: check the name of the project; make the project public, or name a pull secret with a robot account of that project (its name starts with `robot$`) that has not expired.',
  },
  {
    host: /^registry\.(?:connect\.)?redhat\.(?:io|com)$/,
    name: 'the Red Hat registry',
    hidesMissing: false,
    login:
      'Red Hat registry: name a pull secret with a registry service account, or add it to the pull secret of the cluster.',
  },
  {
    host: /^nvcr\.io$/,
    name: 'NVIDIA NGC',
    hidesMissing: true,
    login:
      'NVIDIA NGC: name a pull secret with user `$oauthtoken` and an API key whose organisation may read the image.',
  },
  {
    host: /^(?:image-registry\.openshift-image-registry|docker-registry\.default)\.svc/,
    name: 'the registry of OpenShift',
    hidesMissing: false,
    login:
      'Registry of OpenShift: a service account may pull from another namespace only with the role `system:image-puller` there.',
  },
]

/** What is known of the registry at that host (with or without port), or null. */
export function knownRegistry(host: string): Omit<KnownRegistry, 'host'> | null {
  const bare = host.replace(/:\d+$/, '').toLowerCase()
  return known.find((candidate) => candidate.host.test(bare)) ?? null
}
