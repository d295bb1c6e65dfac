import { deviationsOf, step } from './deviation.ts'

/** Faults in who is let in, and in what is said to who is not. */
export const authentication = deviationsOf({
  'authentication/expired-key-accepted': {
    harm: 'A key that was handed out for a week opens the account for ever.',
    breaks: [{ rule: 'authentication/expired-key-refused' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const { store } = service
      const findKey: typeof store.findKey = async (publicId) => {
        const key = await store.findKey(publicId)
        return key && { ...key, expiresAt: null }
      }
      await right(exchange, { ...service, store: { ...store, findKey } })
    }),
  },
})
