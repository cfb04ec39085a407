// What is built: five platforms, and two archives more for Linux systems without glibc (Alpine), which krew cannot tell apart.

/** The runtime that the binary starts with, as npm packages of one version. */
export const runtimeVersion = '1.4.5'

export interface Target {
  /** As in the archive's name: podlife-NAME.tar.gz. */
  readonly name: string
  readonly os: 'linux' | 'darwin' | 'windows'
  readonly arch: 'amd64' | 'arm64'
  /** The npm package with the runtime, and what the registry says of its tarball. */
  readonly runtime: string
  readonly integrity: string
  /** Whether krew offers it. */
  readonly inKrew: boolean
}

// The builds for older processors (`baseline`) start as quickly, and also run in virtual machines without AVX2.
export const targets: readonly Target[] = [
  {
    name: 'linux-amd64',
    os: 'linux',
    arch: 'amd64',
    runtime: '@oven/bun-linux-x64-baseline',
    integrity:
      'sha512-s8yMwYcFnnrA178gji0gZbkE2WVDej/Ti1x770oPfihxyRxSMNhGhiAQNXV53aDeraZxksdvKV/RAdQBCd0qPA==',
    inKrew: true,
  },
  {
    name: 'linux-arm64',
    os: 'linux',
    arch: 'arm64',
    runtime: '@oven/bun-linux-aarch64',
    integrity:
      'sha512-4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==',
    inKrew: true,
  },
  {
    name: 'darwin-amd64',
    os: 'darwin',
    arch: 'amd64',
    runtime: '@oven/bun-darwin-x64-baseline',
    integrity:
      'sha512-zqfLA5A4B+hYMh5WYzYSot3uZ06FzhdP0OEwQisEzdirYtXGj5cQFlfy31BGfNsAsk1Gd/w/OxJ/jqqJ3cMclw==',
    inKrew: true,
  },
  {
    name: 'darwin-arm64',
    os: 'darwin',
    arch: 'arm64',
    runtime: '@oven/bun-darwin-aarch64',
    integrity:
      'sha512-4MIFXHmctH2EhAxLXm2/qxNtv17dFtLJylvaOCsrgq6KSqHTs6eW5YSrJjRbJxYUJaR901fsN8JfZOa+CsWpWQ==',
    inKrew: true,
  },
  {
    name: 'windows-amd64',
    os: 'windows',
    arch: 'amd64',
    runtime: '@oven/bun-windows-x64-baseline',
    integrity:
      'sha512-/U3Dc74uGqE6EUqef7mPtg9KwJs7iJH4JHRMfIZIn18MrJh6Xz4gVvWDXRvzCL2j8wPlTnJVyrO4n7Qq4uM7TQ==',
    inKrew: true,
  },
  {
    name: 'linux-amd64-musl',
    os: 'linux',
    arch: 'amd64',
    runtime: '@oven/bun-linux-x64-musl-baseline',
    integrity:
      'sha512-cWJhU8h0+MiUgpSt99sQhjxLIIosKEcKYdtKddohokUvAuN6jKOy7g7+QDTZTXtwHxz93wL3BX+L6wXVPDUH3A==',
    inKrew: false,
  },
  {
    name: 'linux-arm64-musl',
    os: 'linux',
    arch: 'arm64',
    runtime: '@oven/bun-linux-aarch64-musl',
    integrity:
      'sha512-XCNc+WvvMAdNNb+OWTogpy+N9wm62fkVeEVLb6how0RZhW5LPi6c7BlkeVCuWps7XjEl2saFpHFa20/1E+PAHg==',
    inKrew: false,
  },
]

/** The name of the program inside the archive. */
export function executableOf({ os }: Target): string {
  return os === 'windows' ? 'kubectl-podlife.exe' : 'kubectl-podlife'
}

/** The name of the archive. */
export function archiveOf({ name, os }: Target): string {
  return `podlife-${name}.${os === 'windows' ? 'zip' : 'tar.gz'}`
}

/** The name of the bill of materials of the archive. */
export function billOf({ name }: Target): string {
  return `podlife-${name}.cdx.json`
}

/** What the runtime's compiler calls it. */
export function compilerTarget({ runtime }: Target): string {
  return runtime.replace('@oven/', '')
}

/** The target of the machine that builds; its runtime does the compiling. Throws for a machine that none is made for. */
export function hostTarget(platform = process.platform, arch = process.arch): Target {
  const os = platform === 'win32' ? 'windows' : platform
  const wanted = arch === 'x64' ? 'amd64' : arch
  const found = targets.find((target) => target.os === os && target.arch === wanted)
  if (found === undefined) throw new Error(`no runtime is known for ${platform} ${arch}`)
  return found
}
