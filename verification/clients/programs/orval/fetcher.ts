const { CLIENT_BASE_URL = '', CLIENT_KEY = '' } = process.env

/** Sends the requests of the generated functions, which leave the base URL and the key to it. */
export async function fetcher<Answer>(url: string, options: RequestInit): Promise<Answer> {
  const headers = new Headers(options.headers)
  headers.set('Authorization', `Bearer ${CLIENT_KEY}`)
  const response = await fetch(`${CLIENT_BASE_URL}${url}`, { ...options, headers })
  return { status: response.status, data: await response.json(), headers: response.headers } as Answer
}
