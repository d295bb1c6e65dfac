import { shortTime } from '../timestamp.ts'
import { deviationsOf, handler, location, store, together } from './deviation.ts'
import { checkedAfterwards, insteadOf, lenient, withoutReason } from './faults.ts'
import { refuse } from '../refusals.ts'

/** Faults in what is made. */
export const write = deviationsOf({
  'write/scenario-creation-deduplicated': {
    harm: 'Whoever creates a second scenario is given the id of the first, and renames or archives it in good faith.',
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
    harm: 'The answer to a new event is read from a list that is not sorted yet: its id is that of an event of somebody else, which is then moved or deleted.',
    breaks: [{ rule: 'write/creation-is-new' }, { rule: 'write/created-is-readable', operation: 'createForecastEvent' }],
    change: handler('createForecastEvent', (right) => async (input) => {
      const answer = await right(input)
      const { data } = await input.store.forecastEvents.list({ page: 1, limit: 1, sortBy: 'createdAt', sortOrder: 'asc' })
      return { ...answer, data: data[0] ?? answer.data }
    }),
  },
  'write/category-not-kept': {
    harm: 'A category is answered with 201 and an id, and was never stored.',
    breaks: [{ rule: 'write/created-is-readable', operation: 'createCategory' }],
    change: store('categories', 'insert', () => async () => undefined),
  },
  'write/scenario-description-lost': {
    harm: 'The description of a new scenario is in the answer, but missing from then on.',
    breaks: [{ rule: 'write/created-is-readable', operation: 'createForecastScenario' }],
    change: store('forecastScenarios', 'insert', (right) => (scenario) => right({ ...scenario, description: null })),
  },
  'write/transfer-in-full-cartons': {
    harm: 'A transfer of 20 pieces is stored as two cartons of 12, and four pieces more leave the shelf than were asked for.',
    breaks: [{ rule: 'write/created-is-readable', operation: 'createTransfer' }],
    change: store('transfers', 'insert', (right) => (transfer) => {
      const lines = transfer.lines.map((line) => ({ ...line, quantity: Math.ceil(line.quantity / 12) * 12 }))
      return right({ ...transfer, lines })
    }),
  },
  'write/event-kept-in-local-time': {
    harm: 'An event begins and ends two hours later than it was sent, since its times lose their zone on the way into the table.',
    breaks: [{ rule: 'write/created-is-readable', operation: 'createForecastEvent' }],
    change: store('forecastEvents', 'insert', (right) => (event) => {
      const local = (time: string) => shortTime(new Date(Date.parse(time) + 2 * 3600 * 1000).toISOString())
      return right({ ...event, startsAt: local(event.startsAt), endsAt: local(event.endsAt) })
    }),
  },
  'write/attributes-listed-late': {
    harm: 'A form that creates an attribute and reloads its choices does not offer the new one for half a minute.',
    breaks: [{ rule: 'write/created-is-listed', operation: 'createAttribute' }],
    change: handler('listAttributes', (right) => async (input) => {
      const { data, ...others } = await right(input)
      return { ...others, data: data.filter(({ createdAt }) => Date.parse(createdAt) < input.now - 30_000) }
    }),
  },
  'write/open-counts-not-listed': {
    harm: 'A count that was just opened is missing from the list until its first line is counted, so a second one is opened beside it.',
    breaks: [{ rule: 'write/created-is-listed', operation: 'createCycleCount' }],
    change: store('cycleCounts', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: data.filter(({ countedLineCount }) => countedLineCount > 0), pagination }
    }),
  },
  'write/location-of-the-list': {
    harm: 'A client that follows the Location of a new transfer reads a page of all transfers instead.',
    breaks: [{ rule: 'write/location-leads-to-it', operation: 'createTransfer' }],
    change: location('createTransfer', '/inventory/transfers'),
  },
  'write/location-of-the-parent': {
    harm: 'A client that follows the Location of a new variant edits the product that it is a variant of.',
    breaks: [{ rule: 'write/location-leads-to-it', operation: 'createProductVariant' }],
    change: location('createProductVariant', '/products/{$request.path.productId}'),
  },
  'write/location-by-prefix': {
    harm: 'The Location of a new key filters by its visible prefix where an id belongs, and leads to an empty list.',
    breaks: [{ rule: 'write/location-leads-to-it', operation: 'createApiKey' }],
    change: location('createApiKey', '/admin/api-keys?id={$response.body#/data/apiKey/keyPrefix}'),
  },
  'write/refused-scenario-created': {
    harm: 'A scenario with a misspelt property is refused with 400 and created all the same, so every attempt leaves one more.',
    breaks: [{ rule: 'write/refused-creation-leaves-nothing', operation: 'createForecastScenario' }],
    change: checkedAfterwards('createForecastScenario'),
  },
  'write/duplicate-sku-numbered': {
    harm: 'A SKU that is taken gets a number behind it instead of a refusal, and the import has two products for one label.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createProduct' }],
    change: handler('createProduct', (right) => async (input) => {
      const { body, store: own } = input
      const { pagination } = await own.products.list({ search: body.sku, page: 1, limit: 1, sortBy: 'sku', sortOrder: 'asc' })
      return right(pagination.total === 0 ? input : { ...input, body: { ...body, sku: `${body.sku}-${pagination.total + 1}` } })
    }),
  },
  'write/duplicate-attribute-is-the-first': {
    harm: 'A second attribute with the same code answers 201 with the first one, whose type and values are not what was sent.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createAttribute' }],
    change: insteadOf('attributeCodeTaken', 'createAttribute', async ({ body, store: own }, error) => {
      const { data } = await own.attributes.list({ code: body.code, page: 1, limit: 1, sortBy: 'code', sortOrder: 'asc' })
      const [first] = data
      if (first === undefined) throw error
      return { status: 201, data: first }
    }),
  },
  'write/duplicate-link-invalid': {
    harm: 'A link that is there already is refused with 400, so a client that may ignore duplicates takes it for a fault of its own.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createProductLink' }],
    change: insteadOf('linkTaken', 'createProductLink', () => {
      throw refuse('requestInvalid', { issues: [{ in: 'body', path: '/linkType', message: 'must not be there already' }] })
    }),
  },
  'write/duplicate-category-without-reason': {
    harm: 'A client cannot tell a code that is taken from any other conflict.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createCategory' }],
    change: insteadOf('categoryCodeTaken', 'createCategory', (_input, error) => {
      throw withoutReason(error)
    }),
  },
  'write/duplicate-variant-fails': {
    harm: 'The unique index speaks first: a variant that exists answers 500, and the client tries it again.',
    breaks: [{ rule: 'write/duplicate-refused', operation: 'createProductVariant' }],
    change: insteadOf('variantTaken', 'createProductVariant', (_input, error) => {
      throw new Error('duplicate key value violates unique constraint', { cause: error })
    }),
  },
  'write/id-chosen-by-client': {
    harm: 'Whoever sends an id of their own gets it, and so takes the ids that others are about to be given.',
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
    harm: 'Events can be written into last year, and the history of the plan no longer tells when it was made.',
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
    harm: 'A transfer that names a tenant is taken without a word, and its sender believes it booked for that one.',
    breaks: [{ rule: 'write/server-properties-refused', operation: 'createTransfer' }],
    change: lenient('createTransfer', 'tenantId'),
  },
  'write/scenario-born-published': {
    harm: 'A scenario that is sent with a status has it, and counts for the plan without ever having been computed.',
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
    harm: 'Texts are escaped on the way in, so a description shows &lt; and &amp; wherever it is read.',
    breaks: [{ rule: 'write/text-kept-verbatim', operation: 'createProduct' }],
    change: handler('createProduct', (right) => (input) => {
      const description = input.body.description?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') ?? null
      return right({ ...input, body: { ...input.body, description } })
    }),
  },
  'write/long-characters-lost': {
    harm: 'The column holds three bytes for a character, so emoji and rarer Chinese characters come back as question marks.',
    breaks: [{ rule: 'write/text-kept-verbatim', operation: 'createProduct' }],
    change: store('products', 'insert', (right) => (product) => {
      const description = product.description?.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '?') ?? null
      return right({ ...product, description })
    }),
  },
  'write/set-of-categories-not-emptied': {
    harm: 'A product that shall be in no category any more answers 500, since nobody thought of the empty list.',
    // A change that failed is the last one of its operation, so that the plain request for it is not sent.
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
    harm: 'Stock can be added but not taken out: a negative quantity does not fit the column, and answers 500.',
    breaks: [{ rule: 'write/documented-write-succeeds', operation: 'adjustInventory' }],
    change: handler('adjustInventory', (right) => (input) => {
      if (input.body.deltaQty < 0) throw new RangeError('value is out of range for an unsigned column')
      return right(input)
    }),
  },
  'write/level-without-maximum-fails': {
    harm: 'A minimum without a maximum answers 500, as the two are compared before anybody looks whether both are there.',
    breaks: [{ rule: 'write/documented-write-succeeds', operation: 'upsertInventoryLevel' }],
    change: handler('upsertInventoryLevel', (right) => (input) => {
      if (typeof input.body.maxQuantity !== 'number') throw new TypeError('maxQuantity is not a number')
      return right(input)
    }),
  },
  'write/comparison-of-drafts-fails': {
    harm: 'Comparing scenarios that have not been generated yet answers 500 instead of computing them.',
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
    harm: 'A planner who plans a lift of 25 % is told of one of 30 %, and corrects what was right.',
    breaks: [{ rule: 'write/answer-shows-what-was-sent', operation: 'createForecastEvent' }],
    change: handler('createForecastEvent', (right) => async (input) => {
      const answer = await right(input)
      const liftPct = Math.round(answer.data.value.liftPct * 10) / 10
      return { ...answer, data: { ...answer.data, value: { ...answer.data.value, liftPct } } }
    }),
  },
})
