import type { Api } from '../model/api.ts'
import { api } from '../profile/index.ts'

const { documentation: _documentation, ...rest } = api.profile

/** The profile without an address of the documentation, so that expected reports do not depend on where it is published. */
export const unpublished: Api['profile'] = rest
