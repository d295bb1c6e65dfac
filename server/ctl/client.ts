import { controlContract, type ControlOperationId, type ControlSchemas } from '../../spec/control-contract.ts'

/** Why a command did not work; the message is for the user. */
export class CtlError extends Error {
  override readonly name = 'CtlError'
  /** 1 if the server rejected the request, 2 if it could not be asked. */
  readonly exitCode: 1 | 2

  constructor(exitCode: 1 | 2, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}

interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
}

/** Calls an operation of the control plane, and returns the body of its success. Throws `CtlError`. */
export type Call = <Result>(operation: ControlOperationId, asked?: Asked) => Promise<Result>

const hint = 'Start the server with --control PORT, and use the address that it prints after CONTROL.'

const isProblem = (body: unknown): body is ControlSchemas['Problem'] =>
  typeof body === 'object' && body !== null && typeof (body as { error?: { code?: unknown } }).error?.code === 'string'

/** The message of an error of the control plane, and its issues unless the message already has the only one. */
function problemText({ error: { message, issues } }: ControlSchemas['Problem']): string {
  const lines = issues.length < 2 ? [] : issues.map((issue) => `  ${issue.path === '' ? '(the whole)' : issue.path} ${issue.message}`)
  return [message, ...lines].join('\n')
}

/** A client of the control plane at a URL, `http://127.0.0.1:4012`. */
export function createCall(url: string): Call {
  return async <Result>(id: ControlOperationId, { params = {}, query = {}, body }: Asked = {}) => {
    const operation = controlContract.operations.find((each) => each.id === id)
    if (operation === undefined) throw new Error(`the control plane has no operation ${id}`)
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    const target = new URL(path, url)
    for (const [name, value] of Object.entries(query)) if (value !== undefined) target.searchParams.set(name, String(value))
    let response: Response
    let text: string
    try {
      response = await fetch(target, {
        method: operation.method,
        redirect: 'manual',
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      })
      text = await response.text()
    } catch (error) {
      const { cause } = error as { readonly cause?: { readonly code?: string; readonly message?: string } }
      throw new CtlError(2, `There is no server at ${url} (${cause?.code ?? cause?.message ?? String(error)}). ${hint}`)
    }
    let answer: unknown
    try {
      answer = JSON.parse(text)
    } catch {
      throw new CtlError(
        2,
        `${url} answers, but is not a control plane: expected JSON, got ${response.headers.get('content-type') ?? 'no type'}. ${hint}`,
      )
    }
    if (response.ok) return answer as Result
    if (isProblem(answer)) throw new CtlError(1, problemText(answer))
    throw new CtlError(
      2,
      `${url} answers, but is not a control plane: it returned ${response.status} for ${operation.method} ${path}. ${hint}`,
    )
  }
}
