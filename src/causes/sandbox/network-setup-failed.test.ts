import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { networkSetupFailed } from './network-setup-failed.ts'

testCause(networkSetupFailed, {
  saysItFor: ['network-plugin-missing', 'network-plugin-missing-1-30', 'network-plugin-missing-1-36'],
  staysSilentFor: {
    'pod-addresses-used-up': 'The plugin works, and has no address left.',
    'c14-runtimeclass-handler': 'The sandbox fails before it gets a network.',
  },
})

test('knows the words of containerd, and names the plugin', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to setup network for sandbox "12ab": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized',
  ])
  expect(verdict).toMatchObject({
    cause: 'network-setup-failed',
    container: null,
    certainty: 'certain',
    facts: { plugin: 'calico', message: 'error getting ClusterInformation: connection is unauthorized' },
  })
})

test('knows the words of CRI-O', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to create pod network sandbox k8s_app_ns_1_0(12ab): error adding pod ns_app to CNI network "multus": plugin type="multus" failed (add): timeout',
  ])
  expect(verdict).toMatchObject({
    cause: 'network-setup-failed',
    container: null,
    certainty: 'certain',
    facts: { plugin: 'multus' },
  })
})

test('knows a plugin that is not installed', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to setup network for sandbox "12ab": failed to find plugin "flannel" in path [/opt/cni/bin]',
  ])
  expect(verdict).toMatchObject({
    cause: 'network-setup-failed',
    container: null,
    certainty: 'certain',
    facts: { plugin: 'flannel', isMissing: true },
  })
})

test('prefers what the controller of the network says, and looks in all namespaces', async () => {
  const [snapshot] = await rewordedSnapshots('network-plugin-missing', [
    /plugin type="calico" failed \(add\): .*/,
    'CNI request failed with status 400: failed to get pod annotation: timed out waiting for annotations',
  ])
  const failed = snapshot!.events.find(({ reason }) => reason === 'FailedCreatePodSandBox')!
  const told = {
    ...failed,
    metadata: { ...failed.metadata, name: 'told' },
    reason: 'ErrorAddingResource',
    message: 'addLogicalPort failed for shop/app: unable to parse node L3 gw annotation',
  }
  const { verdict } = diagnose(readPod({ ...snapshot!, events: [...snapshot!.events, told] }))
  expect(verdict).toMatchObject({ cause: 'network-setup-failed' })
  expect(verdict?.why).toContain('unable to parse node L3 gw annotation')
  expect(verdict?.next[1]).toEqual({ command: expect.stringMatching(/get pods -A -o wide --field-selector/) })
})

test.each([
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /var/run/antrea/cni.sock: connect: no such file or directory"',
    'antrea',
  ],
  [
    'NetworkPlugin cni failed to set up pod "x" network: open /run/flannel/subnet.env: no such file or directory',
    'flannel',
  ],
  [
    'plugin type="multus" name="m" failed (add): [ns/p/u:net-a]: error adding container to network "net-a": plugin type="macvlan" failed (add): Link not found',
    'macvlan',
  ],
])('names the plugin that does the work: %s', async (says, plugin) => {
  const [snapshot] = await rewordedSnapshots('network-plugin-missing', [
    /plugin type="calico" failed \(add\): .*/,
    says,
  ])
  expect(diagnose(readPod(snapshot!)).verdict).toMatchObject({
    cause: 'network-setup-failed',
    facts: { plugin },
  })
})

test.each([
  [
    'NetworkPlugin cni failed to set up pod "x_y" network: dial unix /run/spidernet/spiderpool-agent.sock: connect: no such file or directory',
    'spiderpool',
    /the socket `\/run\/spidernet\/spiderpool-agent\.sock` does not exist/,
  ],
  [
    'plugin type="weave-net" failed (add): unable to allocate IP address: Post "http://127.0.0.1:6784/ip/12ab": dial tcp 127.0.0.1:6784: connect: connection refused',
    'weave-net',
    /the address or socket `127\.0\.0\.1:6784` refuses connections/,
  ],
  [
    'plugin type="calico" failed (add): Get "https://10.96.0.1:443/apis/crd.projectcalico.org/v1/ippools": dial tcp 10.96.0.1:443: i/o timeout',
    'calico',
    /the API server at `10\.96\.0\.1:443` did not answer in time/,
  ],
  [
    'plugin type="macvlan" failed (add): Get "https://10.96.0.1:443/api/v1/pods": dial tcp 10.96.0.1:443: connect: no route to host',
    'macvlan',
    /the API server at `10\.96\.0\.1:443` cannot be reached/,
  ],
  [
    'NetworkPlugin cni failed to set up pod "x_y" network: stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running',
    'calico',
    /the file `\/var\/lib\/calico\/nodename` does not exist/,
  ],
])('names what did not answer: %s', async (says, plugin, names) => {
  const [snapshot] = await rewordedSnapshots('network-plugin-missing', [
    /plugin type="calico" failed \(add\): .*/,
    says,
  ])
  const { verdict } = diagnose(readPod(snapshot!))
  expect(verdict).toMatchObject({ cause: 'network-setup-failed', facts: { plugin } })
  expect(verdict?.what).toMatch(names)
})

test.each([
  [
    'plugin type="bridge" failed (add): netplugin failed with no error message: signal: killed',
    'signal: killed',
  ],
  [
    '[networkPlugin cni failed to set up pod "x_y" network: netplugin failed but error parsing its diagnostic message "": unexpected end of JSON input, failed to clean up sandbox container "1" network for pod "x"]',
    '',
  ],
])('says that a plugin gave no message: %s', async (says, ended) => {
  const [snapshot] = await rewordedSnapshots('network-plugin-missing', [
    /plugin type="calico" failed \(add\): .*/,
    says,
  ])
  const { verdict } = diagnose(readPod(snapshot!))
  expect(verdict).toMatchObject({ cause: 'network-setup-failed', facts: { isSilent: true, ended } })
  expect(verdict?.what).toContain('gave no error message')
})
