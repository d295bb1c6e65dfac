import { expect, test } from 'vitest'
import { StoreUnavailable } from '../engine.ts'
import { requireVersion } from './walls.ts'

const serverOf = (...rows: readonly object[]) => ({ query: async () => ({ rows }) }) as never

test('an older PostgreSQL is rejected', async () => {
  const asked = requireVersion(serverOf({ major: 14, version: '14.19' }))
  await expect(asked).rejects.toEqual(new StoreUnavailable('the database needs PostgreSQL 15 or later, but is 14.19'))
})

test('PostgreSQL 15 is not too old', async () => {
  await expect(requireVersion(serverOf({ major: 15, version: '15.14' }))).resolves.toBeUndefined()
})
