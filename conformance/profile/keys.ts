/** How keys of this API are issued, changed and returned. */
import type { KeyManagement } from '../model/profile.ts'

export const keys: KeyManagement = {
  create: 'createApiKey',
  update: 'updateApiKey',
  revoke: 'revokeApiKey',
  rotate: 'rotateApiKey',
  list: 'listApiKeys',
  secret: '/data/plaintextKey',
  permissions: 'scopes',
  expiry: 'expiresAt',
  everything: '*',
  changes: [{ allowedIps: ['192.0.2.1'] }, { expiresAt: null }],
  described: 'keyPrefix',
  secrets: /secret|plaintext|hash/i,
  expired: { pointer: '/details/reason', value: 'EXPIRED_API_KEY' },
}
