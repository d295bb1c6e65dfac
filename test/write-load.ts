/** Writes to a server over several connections until it is gone. Each carries a mark of its own, so that it can be looked for afterwards. */

export const statuses = ['DRAFT', 'PENDING', 'SHIPPED', 'RECEIVED'] as const

interface Adjusting {
  readonly line: string
  readonly deltaQty: number
  acknowledged: boolean
}

/** How far a transfer got: what was answered last, and what was asked for last. */
interface Traveling {
  readonly id: string
  acknowledged: number
  asked: number
}

/** What was asked of the server, and what it answered for; by mark. */
export interface Journal {
  readonly adjustments: Map<string, Adjusting>
  /** Whether the product was acknowledged, by SKU. */
  readonly products: Map<string, boolean>
  /** Those whose creation was acknowledged; the status is a place in `statuses`. */
  readonly transfers: Map<string, Traveling>
  /** The id of the transfer that was acknowledged, `null` if none was, by the id of the recommendation. */
  readonly executions: Map<string, string | null>
}

export const newJournal = (): Journal => ({ adjustments: new Map(), products: new Map(), transfers: new Map(), executions: new Map() })

/** How many writes of each kind were answered for (adjustments, products, transfers received, executions), and how many in all were not. */
export function summary({ adjustments, products, transfers, executions }: Journal) {
  const received = statuses.indexOf('RECEIVED')
  const answered = [
    [...adjustments.values()].filter(({ acknowledged }) => acknowledged),
    [...products.values()].filter((acknowledged) => acknowledged),
    [...transfers.values()].filter(({ acknowledged }) => acknowledged === received),
    [...executions.values()].filter((transferId) => transferId !== null),
  ].map(({ length }) => length)
  const unanswered = [
    [...adjustments.values()].filter(({ acknowledged }) => !acknowledged),
    [...products.values()].filter((acknowledged) => !acknowledged),
    [...transfers.values()].filter(({ acknowledged, asked }) => acknowledged !== asked),
    [...executions.values()].filter((transferId) => transferId === null),
  ].flat().length
  return { answered, unanswered }
}

/** What the load works on. */
export interface TestDeployment {
  readonly reasonCodeId: string
  readonly locations: readonly [source: string, dest: string]
  /** Products with plenty of stock at the source, and the stock lines there. */
  readonly products: readonly { readonly id: string; readonly line: string }[]
  /** Approved recommendations. */
  readonly recommendations: readonly string[]
}

/** Sends a request; the content of `data`. Throws `ServerGone` if no whole answer comes, and any other error if it is not a success. */
export type Send = <Data>(method: string, path: string, body?: object) => Promise<Data>

/** The server went away before it had answered. */
class ServerGone extends Error {
  override readonly name = 'ServerGone'
}

export function sender(baseUrl: string, key: string): Send {
  return async <Data>(method: string, path: string, body?: object) => {
    const sent = { method, headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' } }
    const answered = await fetch(`${baseUrl}${path}`, body === undefined ? sent : { ...sent, body: JSON.stringify(body) })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((error: unknown) => {
        throw new ServerGone(`no answer to ${method} ${path}`, { cause: error })
      })
    if (answered.status >= 300) throw new Error(`expected a success of ${method} ${path}, but got ${answered.status}: ${answered.text}`)
    return (JSON.parse(answered.text) as { data: Data }).data
  }
}

/** A transfer takes so many writes that a server which is killed is probably in the middle of one. */
const linesOfEach = 25

/** Does it again and again, counting from 0, until the server is gone or it has nothing left to do and says so with `false`. */
async function repeat(work: (turn: number) => Promise<unknown>): Promise<void> {
  try {
    for (let turn = 0; (await work(turn)) !== false; turn++);
  } catch (error) {
    if (!(error instanceof ServerGone)) throw error
  }
}

/** Carries a transfer from one status to the next as far as it goes, and notes how far that was. */
async function carry(send: Send, journal: Journal, mark: string, id: string, from: number): Promise<void> {
  const traveling: Traveling = { id, acknowledged: from, asked: from }
  journal.transfers.set(mark, traveling)
  for (const status of statuses.slice(from + 1)) {
    traveling.asked++
    await send('POST', `/inventory/transfers/${id}`, { status })
    traveling.acknowledged++
  }
}

/** Eight clients who adjust, create products, transfer and execute until the server is gone; their marks begin with `name`. */
export async function writeLoad(send: Send, deployment: TestDeployment, journal: Journal, name: string): Promise<void> {
  const { reasonCodeId, products, recommendations } = deployment
  const [sourceLocationId, destLocationId] = deployment.locations
  const productOf = (turn: number) => {
    const product = products[turn % products.length]
    if (product === undefined) throw new Error('expected a product to work on')
    return product
  }

  const adjust = (client: string) => async (turn: number) => {
    const { line } = productOf(turn)
    const comment = `${name}-${client}-${turn}`
    const adjusting: Adjusting = { line, deltaQty: (turn % 5) - 2, acknowledged: false }
    journal.adjustments.set(comment, adjusting)
    await send('POST', '/inventory/adjust', { inventoryItemId: line, deltaQty: adjusting.deltaQty, reasonCodeId, comment })
    adjusting.acknowledged = true
  }
  const create = (client: string) => async (turn: number) => {
    const sku = `${name}-${client}-${turn}`
    journal.products.set(sku, false)
    await send('POST', '/products', { sku, name: sku })
    journal.products.set(sku, true)
  }
  const transfer = (client: string) => async (turn: number) => {
    const comment = `${name}-${client}-${turn}`
    const lines = Array.from({ length: linesOfEach }, (_, line) => ({
      productMasterId: productOf(turn + line).id,
      quantity: 1 + (line % 3),
    }))
    const { id } = await send<{ id: string }>('POST', '/inventory/transfers', { sourceLocationId, destLocationId, lines, comment })
    await carry(send, journal, comment, id, 0)
  }
  const execute = async (turn: number) => {
    const recommendation = recommendations[turn]
    if (recommendation === undefined) return false
    journal.executions.set(recommendation, null)
    const { transferId } = await send<{ transferId: string }>('POST', `/transfers/recommendations/${recommendation}/execute`)
    journal.executions.set(recommendation, transferId)
    await carry(send, journal, recommendation, transferId, 1)
    return true
  }

  await Promise.all([
    ...['adjust-1', 'adjust-2'].map((client) => repeat(adjust(client))),
    ...['create-1', 'create-2'].map((client) => repeat(create(client))),
    ...['transfer-1', 'transfer-2', 'transfer-3'].map((client) => repeat(transfer(client))),
    repeat(execute),
  ])
}
