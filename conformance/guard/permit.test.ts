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
  expect(() => checkPermit(request)).toThrow(`${request.method} /api/products has not passed the guard in front of every write`)
})

test.each<readonly [what: string, request: WireRequest]>([
  ['another method', sent('DELETE', permit, setting)],
  ['what is below', sent('PUT', permit, 'http://127.0.0.1:1/api/admin/alerts/config/x')],
])('leave for %s is none', (_what, request) => {
  expect(() => checkPermit(request)).toThrow('has not passed the guard')
})

test('the wire looks before it connects', async () => {
  const wire = openWire({ timeout: 1000 })
  await expect(wire.send(sent('DELETE'))).rejects.toThrow('has not passed the guard')
  // Nothing listens there, and that is all that is wrong with these.
  await expect(wire.send(sent('GET'))).resolves.toMatchObject({ kind: 'unreachable' })
  await expect(wire.send(sent('PUT', permit, setting))).resolves.toMatchObject({ kind: 'unreachable' })
  await wire.close()
})
