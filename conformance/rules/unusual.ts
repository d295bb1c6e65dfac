import type { Operation } from '../../spec/contract.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import type { Request } from '../model/request.ts'

/**
 * A read with several unusual headers that a deployment must accept: any media type, no content coding, and the name of the scheme in lower case. If it is
 * not carried out, a request with each of them alone shows which one is the reason.
 */
export const unusual = (operation: Operation, ask: RequestBuilder): Request =>
  ask.read(operation, {
    credential: { kind: 'key', role: 'main', scheme: 'bearer' },
    headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
  })
