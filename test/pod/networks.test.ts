import { expect, test } from 'vitest'
import { readNetworks } from '../../src/pod/networks.ts'

const namesIn = (value: string) =>
  readNetworks({ 'k8s.v1.cni.cncf.io/networks': value, other: 'secret' }).map((item) => item.value)

test.each([
  ['macvlan-conf', ['macvlan-conf']],
  ['vlan-20, networks/vlan-30@eth2', ['vlan-20', 'networks/vlan-30']],
  ['[{"name":"a"},{"name":"b","namespace":"n","ips":["10.0.0.9"]}]', ['a', 'n/b']],
  ['[{"name":', []],
  ['', []],
])('reads names alone from %s', (value, names) => {
  expect(namesIn(value)).toEqual(names)
})
