/** Why the control plane does not do what it was asked for. */
export type ProblemCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'METHOD_NOT_ALLOWED'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'TOO_LARGE'
  | 'FAILED'
  | 'UNAVAILABLE'

/** A part of a request or a data set that is invalid. */
export interface ProblemIssue {
  /** A JSON pointer (RFC 6901) into the body or the data set, or the name of a parameter. */
  readonly path: string
  /** What was expected. */
  readonly message: string
}

/** An error of the control plane, thrown by library calls and sent as a response. The message states what was expected and what came. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly code: ProblemCode
  readonly issues: readonly ProblemIssue[]

  constructor(code: ProblemCode, message: string, issues: readonly ProblemIssue[] = []) {
    super(message)
    this.code = code
    this.issues = issues
  }
}
