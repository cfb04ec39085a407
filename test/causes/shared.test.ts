// What makes findings one problem: said by each cause, and seen here on recorded pods.
import { describe, expect, test } from 'vitest'
import { causes } from '../../src/causes/index.ts'
import { type Shared, sharedClaims, sharedImage } from '../../src/causes/shared.ts'
import { sharedBy } from '../../src/diagnosis/cause-of.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readingsOf } from '../pods.ts'

/** What the verdict on the first failing pod of a situation shares, found on this node of this namespace. */
async function sharedOf(situation: string): Promise<Shared | null> {
  const verdicts = (await readingsOf(situation)).flatMap((pod) => diagnose(pod).verdict ?? [])
  const [verdict] = verdicts
  expect(verdict, situation).toBeDefined()
  return sharedBy(verdict!, { namespace: 'ns', node: 'node-a', owner: 'Deployment/app' })
}

describe('on recorded pods', () => {
  test.each([
    ['c04-envfrom-secret-missing', 'Secret', 'ns/'],
    ['c05-configmap-volume-missing', 'ConfigMap', 'ns/'],
    ['c02-configmap-key-missing', 'ConfigMap', 'ns/app-config, key database_url'],
    ['config-map-volume-key-missing', 'ConfigMap', 'ns/shop-config, key application.yaml'],
    ['h09-pvc-no-storageclass', 'StorageClass', ''],
    ['no-volume-to-bind', 'StorageClass', 'local-disks'],
    ['i01-csi-driver-missing', 'CSI driver', 'ebs.csi.example.com'],
    ['nfs-mount-fails', 'mount tool', 'nfs'],
    ['device-class-unknown', 'DeviceClass', 'gpu.example.com'],
    ['readiness-gate-unmet', 'readiness gate', 'balancer.example.com/registered'],
    ['pull-secret-wrong-password', 'login at registry.shop.example:5000 by Secret', 'ns/'],
    ['registry-forbids', 'login at registry', 'registry.shop.example:5000'],
    ['registry-port-closed', 'registry', 'mirror.shop.example:5999'],
    ['cordoned-node', 'node', 'node-c'],
    ['h04-taint', 'taint', ''],
    ['h11-gpu', 'resource', 'nvidia.com/gpu'],
    ['node-lost', 'node', 'node-a'],
    ['network-plugin-missing', 'network of node', 'node-a'],
    ['e01-exit1-termination-message', 'address', 'db.prod:5432'],
    ['l01-quota', 'ResourceQuota', 'ns/'],
    ['l03-podsecurity', 'pod security of namespace', 'ns'],
  ])('%s: a %s', async (situation, kind, name) => {
    expect(await sharedOf(situation)).toEqual({ kind, name: expect.stringContaining(name) })
  })

  test.each(['e03-segfault-139', 'h01-insufficient-cpu', 'g01-init-crash', 'f01-liveness-exec'])(
    '%s: nothing but its workload',
    async (situation) => {
      expect(await sharedOf(situation)).toBeNull()
    },
  )
})

test.each([
  ['nginx', 'nginx:latest'],
  ['docker.io/library/nginx', 'nginx:latest'],
  ['registry.shop.example:5000/shop/web', 'registry.shop.example:5000/shop/web:latest'],
  ['registry.shop.example:5000/shop/web:8', 'registry.shop.example:5000/shop/web:8'],
  ['index.docker.io/shop/api:1', 'shop/api:1'],
  ['nginx@sha256:0ff8', 'nginx@sha256:0ff8'],
])('image %s is %s', (image, name) => {
  expect(sharedImage(image)).toEqual({ kind: 'image', name })
})

test('an image without a name is none', () => {
  expect(sharedImage('')).toBeNull()
})

test('the claims of the pods of one StatefulSet are one', () => {
  const at = { namespace: 'shop', node: '', owner: 'StatefulSet/db' }
  expect(sharedClaims(at, ['data-db-0'])).toEqual(sharedClaims(at, ['data-db-11']))
  expect(sharedClaims(at, [])).toBeNull()
})

describe('an address', () => {
  const appExit = causes.find(({ id }) => id === 'app-exit')
  const seenFrom = (namespace: string, suggestsAbout: string): Shared | null =>
    appExit!.sharedBy!(
      { suggests: 'connection-refused', suggestsAbout },
      { namespace, node: '', owner: 'Deployment/app' },
    )

  test.each(['db.shop:5432', 'db.shop.svc:5432', 'db.shop.svc.cluster.local:5432'])(
    '%s is what `db` is for its own namespace',
    (address) => {
      expect(seenFrom('other', address)).toEqual(seenFrom('shop', 'db:5432'))
    },
  )

  test('a name alone is another one in each namespace', () => {
    expect(seenFrom('shop', 'db:5432')).not.toEqual(seenFrom('other', 'db:5432'))
  })

  test.each(['localhost:80', '127.0.0.1:80', '[::1]:80', ''])('%s is nobody else', (address) => {
    expect(seenFrom('shop', address)).toBeNull()
  })
})
