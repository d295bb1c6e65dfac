import { shortTime } from '../timestamp.ts'
import { deviationsOf, handler, location, store, together } from './deviation.ts'
import { checkedAfterwards, insteadOf, lenient, withoutReason } from './faults.ts'
import { refuse } from '../refusals.ts'

/** Faults in the creation of resources. */
export const write = deviationsOf({
  'write/scenario-creation-deduplicated': {
    harm: 'The creation of a second scenario returns the id of the first, so the client renames or archives the wrong scenario.',
    breaks: [{ rule: 'write/creation-is-new' }],
    change: handler('createForecastScenario', (right) => {
      const answers = new Map<string, Awaited<ReturnType<typeof right>>>()
      return async (input) => {
        const answer = await right(input)
        const first = answers.get(answer.data.type) ?? answer
        answers.set(answer.data.type, first)
        return first
      }
    }),
  },
  'write/event-answered-with-another': {
    harm: 'The response to a new event contains another event, so the client then changes or deletes an event that it did not create.',
    breaks: [{ rule: 'write/creation-is-new' }, { rule: 'write/created-is-readable', operation: 'createForecastEvent' }],
    change: handler('createForecastEvent', (right) => async (input) => {
      const answer = await right(input)
      const { data } = await input.store.forecastEvents.list({ page: 1, limit: 1, sortBy: 'createdAt', sortOrder: 'asc' })
      return { ...answer, data: data[0] ?? answer.data }
    }),
  },
  'write/category-not-kept': {
    harm: 'A new category is confirmed with 201 and an id, but never stored.',
    breaks: [{ rule: 'write/created-is-readable', operation: 'createCategory' }],
    change: store('categories', 'insert', () => async () => undefined),
  },
  'write/scenario-description-lost': {
    harm: 'The response to a new scenario contains the description, but the server does not store it.',
    breaks: [{ rule: 'write/created-is-readable', operation: 'createForecastScenario' }],
    change: store('forecastScenarios', 'insert', (right) => (scenario) => right({ ...scenario, description: null })),
  },
  'write/transfer-in-full-cartons': {
    harm: 'The server rounds transfer quantities up to full cartons: 20 pieces are stored as two cartons of 12.',
    breaks: [{ rule: 'write/created-is-readable', operation: 'createTransfer' }],
    change: store('transfers', 'insert', (right) => (transfer) => {
      const lines = transfer.lines.map((line) => ({ ...line, quantity: Math.ceil(line.quantity / 12) * 12 }))
      return right({ ...transfer, lines })
    }),
  },
  'write/event-kept-in-local-time': {
    harm: 'The server stores event times without their time zone, so events start and end two hours too late.',
    breaks: [{ rule: 'write/created-is-readable', operation: 'createForecastEvent' }],
    change: store('forecastEvents', 'insert', (right) => (event) => {
      const local = (time: string) => shortTime(new Date(Date.parse(time) + 2 * 3600 * 1000).toISOString())
      return right({ ...event, startsAt: local(event.startsAt), endsAt: local(event.endsAt) })
    }),
  },
  'write/attributes-listed-late': {
    harm: 'A new attribute is missing from the list for half a minute, so a form does not offer it.',
    breaks: [{ rule: 'write/created-is-listed', operation: 'createAttribute' }],
    change: handler('listAttributes', (right) => async (input) => {
      const { data, ...others } = await right(input)
      return { ...others, data: data.filter(({ createdAt }) => Date.parse(createdAt) < input.now - 30_000) }
    }),
  },
  'write/open-counts-not-listed': {
    harm: 'A new cycle count is missing from the list until its first line is counted, so a second one is created.',
    breaks: [{ rule: 'write/created-is-listed', operation: 'createCycleCount' }],
    change: store('cycleCounts', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: data.filter(({ countedLineCount }) => countedLineCount > 0), pagination }
    }),
  },
  'write/location-of-the-list': {
    harm: 'The Location of a new transfer points to the list of transfers.',
    breaks: [{ rule: 'write/location-leads-to-it', operation: 'createTransfer' }],
    change: location('createTransfer', '/inventory/transfers'),
  },
  'write/location-of-the-parent': {
    harm: 'The Location of a new variant points to its parent product.',
    breaks: [{ rule: 'write/location-leads-to-it', operation: 'createProductVariant' }],
    change: location('createProductVariant', '/products/{$request.path.productId}'),
  },
  'write/location-by-prefix': {
    harm: 'The Location of a new key contains its visible prefix instead of its id, and returns an empty list.',
    breaks: [{ rule: 'write/location-leads-to-it', operation: 'createApiKey' }],
    change: location('createApiKey', '/admin/api-keys?id={$response.body#/data/apiKey/keyPrefix}'),
  },
  'write/refused-scenario-created': {
    harm: 'A scenario with a misspelled property is rejected with 400, but created nevertheless.',
    breaks: [{ rule: 'write/refused-creation-leaves-nothing', operation: 'createForecastScenario' }],
    change: checkedAfterwards('createForecastScenario'),
  },
  'write/duplicate-sku-numbered': {
    harm: 'A duplicate SKU gets a number appended instead of a conflict, so an import creates two products for one label.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createProduct' }],
    change: handler('createProduct', (right) => async (input) => {
      const { body, store: own } = input
      const { pagination } = await own.products.list({ search: body.sku, page: 1, limit: 1, sortBy: 'sku', sortOrder: 'asc' })
      return right(pagination.total === 0 ? input : { ...input, body: { ...body, sku: `${body.sku}-${pagination.total + 1}` } })
    }),
  },
  'write/duplicate-attribute-is-the-first': {
    harm: 'A duplicate attribute code returns 201 with the existing attribute, whose type and values differ from the request.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createAttribute' }],
    change: insteadOf('attributeCodeTaken', 'createAttribute', async ({ body, store: own }, error) => {
      const { data } = await own.attributes.list({ code: body.code, page: 1, limit: 1, sortBy: 'code', sortOrder: 'asc' })
      const [first] = data
      if (first === undefined) throw error
      return { status: 201, data: first }
    }),
  },
  'write/duplicate-link-invalid': {
    harm: 'A duplicate link returns 400 instead of 409, so a client that ignores duplicates reports an invalid request.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createProductLink' }],
    change: insteadOf('linkTaken', 'createProductLink', () => {
      throw refuse('requestInvalid', { issues: [{ in: 'body', path: '/linkType', message: 'must not be there already' }] })
    }),
  },
  'write/duplicate-category-without-reason': {
    harm: 'The conflict for a duplicate category code has no reason, so clients cannot distinguish it from other conflicts.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createCategory' }],
    change: insteadOf('categoryCodeTaken', 'createCategory', (_input, error) => {
      throw withoutReason(error)
    }),
  },
  'write/duplicate-variant-fails': {
    harm: 'A duplicate variant causes a server error from the unique index, so the client retries it.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createProductVariant' }],
    change: insteadOf('variantTaken', 'createProductVariant', (_input, error) => {
      throw new Error('duplicate key value violates unique constraint', { cause: error })
    }),
  },
  'write/id-chosen-by-client': {
    harm: 'The server accepts an id from the client, so a client can occupy ids of others.',
    breaks: [{ rule: 'write/server-properties-refused', operation: 'createProduct' }],
    change: together(
      lenient('createProduct', 'id'),
      handler('createProduct', (right) => (input) => {
        const { body, newId } = input
        const chosen = 'id' in body && typeof body.id === 'string' ? body.id : undefined
        return right({ ...input, newId: (prefix) => (prefix === 'prod' ? (chosen ?? newId(prefix)) : newId(prefix)) })
      }),
    ),
  },
  'write/creation-dated-by-client': {
    harm: 'The server accepts a creation time from the client, so events can be dated to last year.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createForecastEvent' }],
    change: together(
      lenient('createForecastEvent', 'createdAt'),
      handler('createForecastEvent', (right) => (input) => {
        const { body } = input
        const chosen = 'createdAt' in body && typeof body.createdAt === 'string' ? Date.parse(body.createdAt) : NaN
        return right(Number.isNaN(chosen) ? input : { ...input, now: chosen })
      }),
    ),
  },
  'write/tenant-swallowed': {
    harm: 'The server ignores a tenant in a transfer instead of rejecting it, so the client assumes that the transfer belongs to that tenant.',
    breaks: [{ rule: 'write/server-properties-refused', operation: 'createTransfer' }],
    change: lenient('createTransfer', 'tenantId'),
  },
  'write/scenario-born-published': {
    harm: 'The server accepts a status for a new scenario, so it can be published without being computed.',
    breaks: [{ rule: 'write/server-properties-refused', operation: 'createForecastScenario' }],
    change: together(
      lenient('createForecastScenario', 'status'),
      handler('createForecastScenario', (right) => async (input) => {
        const answer = await right(input)
        const { body, store: own } = input
        if ('status' in body && body.status === 'PUBLISHED') await own.forecastScenarios.update({ ...answer.data, status: body.status })
        return answer
      }),
    ),
  },
  'write/markup-escaped': {
    harm: 'The server escapes texts when it stores them, so descriptions contain &lt; and &amp;.',
    breaks: [{ rule: 'write/text-kept-verbatim', operation: 'createProduct' }],
    change: handler('createProduct', (right) => (input) => {
      const description = input.body.description?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') ?? null
      return right({ ...input, body: { ...input.body, description } })
    }),
  },
  'write/long-characters-lost': {
    harm: 'The database column holds three bytes per character, so emoji and rare Chinese characters become question marks.',
    breaks: [{ rule: 'write/text-kept-verbatim', operation: 'createProduct' }],
    change: store('products', 'insert', (right) => (product) => {
      const description = product.description?.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?') ?? null
      return right({ ...product, description })
    }),
  },
  'write/set-of-categories-not-emptied': {
    harm: 'An empty list of categories causes a server error, so a product cannot be removed from all categories.',
    // A failed change is the last one of its operation, so that the plain request for it is not sent.
    breaks: [
      { rule: 'status/no-server-error', operation: 'applyProductCategories' },
      { rule: 'write/set-is-shown', operation: 'applyProductCategories' },
    ],
    change: handler('applyProductCategories', (right) => (input) => {
      if (input.body.categoryIds.length === 0) throw new TypeError('Reduce of empty array with no initial value')
      return right(input)
    }),
  },
  'write/nothing-taken-out': {
    harm: 'A negative quantity causes a server error, so stock can be added but not removed.',
    breaks: [{ rule: 'write/documented-write-succeeds', operation: 'adjustInventory' }],
    change: handler('adjustInventory', (right) => (input) => {
      if (input.body.deltaQty < 0) throw new RangeError('value is out of range for an unsigned column')
      return right(input)
    }),
  },
  'write/level-without-maximum-fails': {
    harm: 'A minimum without a maximum causes a server error.',
    breaks: [{ rule: 'write/documented-write-succeeds', operation: 'upsertInventoryLevel' }],
    change: handler('upsertInventoryLevel', (right) => (input) => {
      if (typeof input.body.maxQuantity !== 'number') throw new TypeError('maxQuantity is not a number')
      return right(input)
    }),
  },
  'write/comparison-of-drafts-fails': {
    harm: 'Comparing scenarios that are not generated causes a server error.',
    breaks: [{ rule: 'write/documented-write-succeeds', operation: 'compareForecastScenarios' }],
    change: handler('compareForecastScenarios', (right) => async (input) => {
      for (const id of input.body.scenarioIds) {
        const scenario = await input.store.forecastScenarios.find(id)
        if (scenario?.result === null) throw new TypeError("Cannot read properties of null (reading 'forecastQuantity')")
      }
      return right(input)
    }),
  },
  'write/lift-rounded-in-answer': {
    harm: 'The response rounds the lift of an event, so a planner who sends 25 % reads 30 %.',
    breaks: [{ rule: 'write/answer-shows-what-was-sent', operation: 'createForecastEvent' }],
    change: handler('createForecastEvent', (right) => async (input) => {
      const answer = await right(input)
      const liftPct = Math.round(answer.data.value.liftPct * 10) / 10
      return { ...answer, data: { ...answer.data, value: { ...answer.data.value, liftPct } } }
    }),
  },
})
