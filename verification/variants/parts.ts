/** Variants with other implementations of parts of the server that also conform to the contract. */
import { randomUUID } from 'node:crypto'
import { step, type Change } from '../../server/deviations/deviation.ts'
import type { NewId } from '../../server/random.ts'
import type { DeploymentOptions } from '../proof/deployment.ts'
import { variantsOf } from './variant.ts'

const withPart = ({ assemble }: Change): DeploymentOptions => ({ assemble })

/** Other ids for every resource created after this point. */
const withIds = (ids: NewId): DeploymentOptions =>
  withPart(step('handle', (right) => (exchange, service) => right(exchange, { ...service, ids })))

/** Ids that increase with each creation, written in `digits`, so that the default order of a list follows creation even for equal times. */
function counted(digits: (count: number) => string): NewId {
  let last = 0
  return (prefix, now) => {
    last = Math.max(now * 1000, last + 1)
    return `${prefix}_${digits(last)}`
  }
}

const shortened =
  (ids: NewId): NewId =>
  (prefix, now) =>
    ids(prefix, now).slice(0, 64)

const open = 'Ids are opaque strings with a type prefix and at most 64 characters (D12)'

export const parts = variantsOf({
  'id/uuids': {
    why: `${open}, so a UUID of version 7 is allowed (RFC 9562 §5.7).`,
    how: withIds(
      counted((count) => {
        const time = count.toString(16).padStart(12, '0').slice(-12)
        return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
      }),
    ),
  },
  'id/long': {
    why: `${open}.`,
    how: withIds(shortened(counted((count) => `${count.toString(36)}${'x'.repeat(64)}`))),
  },
  'id/with-punctuation': {
    why: `${open}. They may have any character that a path segment may have without encoding (RFC 3986 §3.3).`,
    how: withIds(counted((count) => `eu-1:${count.toString(36)}.~!*'()@`)),
  },
  'id/in-capitals': {
    why: `${open}. They are sorted by code point, so capitals come before the lowercase letters of older ids (D09).`,
    how: withIds(counted((count) => `Z${count.toString(36).toUpperCase()}`)),
  },
})
