import { expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { permitRestore, type Permit } from './guard.ts'
import { checkPermit, type WireRequest } from './wire.ts'
import { openWire } from '../send/wire.ts'

const url = 'http://127.0.0.1:1/api/products?x=1'
const setting = 'http://127.0.0.1:1/api/admin/alerts/config?x=1'
const permit = permitRestore(api, api.operations.replaceAlertConfig)
const sent = (method: string, given?: Permit, address = url): WireRequest => ({
  method,
  url: address,
  headers: [],
  ...(given === undefined ? {} : { permit: given }),
})

test.each<readonly [what: string, request: WireRequest]>([
  ['a read', sent('GET')],
  ['the head of one', sent('HEAD')],
  ['a question of the options', sent('OPTIONS')],
  ['a read with leave', sent('GET', permit)],
  ['a write with leave', sent('PUT', permit, setting)],
  ['one below another base', sent('PUT', permit, 'http://127.0.0.1:1/admin/alerts/config')],
])('%s is let through', (_what, request) => {
  expect(() => checkPermit(request)).not.toThrow()
})

test.each<readonly [what: string, request: WireRequest]>([
  ['POST', sent('POST')],
  ['PUT', sent('PUT')],
  ['PATCH', sent('PATCH')],
  ['DELETE', sent('DELETE')],
  ['a method that nobody knows', sent('MERGE')],
  ['leave that the guard did not give', sent('POST', {} as Permit)],
  ['a copy of leave', sent('POST', { ...permit })],
  ['leave to write elsewhere', sent('PUT', permit)],
])('%s is not', (_what, request) => {
  expect(() => checkPermit(request)).toThrow(`${request.method} /api/products was not permitted by the write guard`)
})

test.each<readonly [what: string, request: WireRequest]>([
  ['another method', sent('DELETE', permit, setting)],
  ['what is below', sent('PUT', permit, 'http://127.0.0.1:1/api/admin/alerts/config/x')],
])('a permit for %s is not valid', (_what, request) => {
  expect(() => checkPermit(request)).toThrow('was not permitted by the write guard')
})

test('the wire checks the permit before it connects', async () => {
  const wire = openWire({ timeout: 1000 })
  await expect(wire.send(sent('DELETE'))).rejects.toThrow('was not permitted by the write guard')
  // No server listens there, which is the only fault of these requests.
  await expect(wire.send(sent('GET'))).resolves.toMatchObject({ kind: 'unreachable' })
  await expect(wire.send(sent('PUT', permit, setting))).resolves.toMatchObject({ kind: 'unreachable' })
  await wire.close()
})
