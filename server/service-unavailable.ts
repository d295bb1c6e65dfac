/**
 * A service that this server needs cannot be used. The message is for the operator. Clients get 503, because this is no error of the server itself
 * (RFC 9110 §15.6.4), and can repeat the request.
 */
export abstract class ServiceUnavailable extends Error {
  /** `the database`. */
  abstract readonly service: string
}
