// The real krew: installs what was built into a folder of its own, and takes it away again. Needs `npm run package`, kubectl, and the
// tools that scripts/krew/tools.sh builds with Go.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { archiveOf, hostTarget, targets } from '../../scripts/package-targets.ts'
import { folder } from '../cluster/login/environment.ts'

const built = resolve('dist/package')
const wanted = process.env.PODLIFE_KREW_TEST === '1'
const found = wanted ? spawnSync('sh', ['scripts/krew/tools.sh'], { encoding: 'utf8' }) : null
const tools = found?.stdout.trim() ?? ''
const krew = { meta: { needs: 'PODLIFE_KREW_TEST=1, Go, kubectl, and `npm run package` first' } }
const actionlint = { meta: { needs: 'PODLIFE_KREW_TEST=1 and Go' } }

test.runIf(wanted)('the tools can be built', actionlint, () => {
  expect(found?.status, found?.stderr).toBe(0)
})

function run(command: string, args: string[], env: Record<string, string> = {}, cwd = built) {
  const PATH = [env.KREW_ROOT === undefined ? '' : join(env.KREW_ROOT, 'bin'), tools, process.env.PATH].join(
    delimiter,
  )
  const { stdout, stderr, status } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, KREW_NO_UPGRADE_CHECK: '1', ...env, PATH },
  })
  return { output: `${stdout}${stderr}`, status }
}

describe.runIf(wanted && existsSync(join(built, 'plugin.yaml')))('krew', krew, () => {
  test('takes the manifest for valid', () => {
    const file = join(folder(), 'podlife.yaml')
    copyFileSync(join(built, 'plugin.yaml'), file)
    const { output, status } = run('validate-krew-manifest', ['-manifest', file, '-skip-install'])
    expect(output).toContain('structural validation OK')
    expect(status).toBe(0)
  })

  test('installs it as README says, kubectl runs it, and krew takes it away', () => {
    const KREW_ROOT = folder()
    const [line = ''] = /^kubectl krew install --manifest=.*$/m.exec(readFileSync('README.md', 'utf8')) ?? []
    const words = line.replace('podlife-linux-amd64.tar.gz', archiveOf(hostTarget())).split(' ').slice(1)
    const install = run('kubectl', words, { KREW_ROOT }, resolve('.'))
    expect(install.output).toContain('Installed plugin: podlife')
    expect(install.status).toBe(0)
    const demo = run('kubectl', ['podlife', 'demo', 'crash'], { KREW_ROOT })
    expect(demo.output).toContain('✖')
    expect(demo.status).toBe(0)
    expect(run('kubectl', ['podlife', 'completion', 'install'], { KREW_ROOT }).status).toBe(0)
    expect(readdirSync(join(KREW_ROOT, 'bin'))).toContain('kubectl_complete-podlife')
    expect(run('kubectl', ['plugin', 'list'], { KREW_ROOT }).output).not.toMatch(/podlife.*overshadowed/)
    // krew looks for its index before it removes anything.
    run('git', ['init', '-q', join(KREW_ROOT, 'index/default')])
    const uninstall = run('kubectl', ['krew', 'uninstall', 'podlife'], { KREW_ROOT })
    expect(uninstall.output).toContain('Uninstalled plugin')
    expect(readdirSync(join(KREW_ROOT, 'bin'))).not.toContain('kubectl-podlife')
  })

  test('takes an index of our own, and finds the plugin in it', () => {
    const index = folder()
    const written = run(process.execPath, [resolve('scripts/krew/write-index.ts'), index])
    expect(written).toEqual({ output: `${index} is an index with podlife: commit and push it.\n`, status: 0 })
    const git = (...args: string[]) => {
      const identity = ['-c', 'user.name=test', '-c', 'user.email=test@podlife.test']
      return run('git', ['-C', index, ...identity, ...args])
    }
    git('init', '-q')
    git('add', '.')
    git('commit', '-qm', 'index')
    const KREW_ROOT = folder()
    const added = run('kubectl', ['krew', 'index', 'add', 'podlife', index], { KREW_ROOT })
    expect(added.status, added.output).toBe(0)
    const info = run('kubectl', ['krew', 'info', 'podlife/podlife'], { KREW_ROOT })
    expect(info.output).toContain('INDEX: podlife')
    expect(info.output).toContain('podlife-linux-')
  })

  test.each(targets.filter(({ inKrew }) => inKrew).map((target) => [target.name, target] as const))(
    'unpacks %s',
    (_, target) => {
      const env = { KREW_ROOT: folder(), KREW_OS: target.os, KREW_ARCH: target.arch }
      const { output, status } = run(
        'krew',
        ['install', '--manifest=plugin.yaml', `--archive=${archiveOf(target)}`],
        env,
      )
      expect(output).toContain('Installed plugin: podlife')
      expect(status).toBe(0)
    },
  )
})

describe.runIf(wanted)('the workflows', actionlint, () => {
  test('are without a fault for actionlint', () => {
    const { output, status } = run('actionlint', ['-shellcheck=', '-pyflakes='], {}, resolve('.'))
    expect(output).toBe('')
    expect(status).toBe(0)
  })
})
