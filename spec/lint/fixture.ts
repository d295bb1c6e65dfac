/**
 * A minimal API description that conforms to every rule: parcels that can be listed, created, read and updated. Each call returns a new copy.
 * The file is long because it is one document.
 */
import type { Json } from './json.ts'

type Members = Record<string, Json>

const ref = (kind: string, name: string): Members => ({ $ref: `#/components/${kind}/${name}` })

const headersOf = (...more: string[]): Members =>
  Object.fromEntries(
    ['X-Request-Id', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', ...more].map((name) => [
      name,
      ref('headers', name),
    ]),
  )

const refusals = {
  BadRequest: 'VALIDATION_ERROR',
  BadRequestBody: 'VALIDATION_ERROR',
  Unauthorized: 'UNAUTHORIZED',
  Forbidden: 'FORBIDDEN',
  NotFound: 'NOT_FOUND',
  Conflict: 'CONFLICT',
  PayloadTooLarge: 'PAYLOAD_TOO_LARGE',
  UnsupportedMediaType: 'UNSUPPORTED_MEDIA_TYPE',
  TooManyRequests: 'RATE_LIMIT_EXCEEDED',
  InternalServerError: 'INTERNAL_ERROR',
  ServiceUnavailable: 'SERVICE_UNAVAILABLE',
}

const extraHeaders: Partial<Record<keyof typeof refusals, string[]>> = {
  Unauthorized: ['WWW-Authenticate'],
  TooManyRequests: ['Cache-Control', 'Retry-After'],
  ServiceUnavailable: ['Cache-Control', 'Retry-After'],
}

const refusal = (name: keyof typeof refusals): Members => ({
  description: 'The request is rejected.',
  headers: headersOf(...(extraHeaders[name] ?? ['Cache-Control'])),
  content: {
    'application/json': {
      schema: ref('schemas', errorName(refusals[name])),
      examples: { refused: { summary: 'An error', value: { error: 'No.', details: { code: refusals[name] } } } },
    },
  },
})

const named = (code: string) => code.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
const detailsName = (code: string) => `${named(code)}Details`
const errorName = (code: string) => `${named(code)}Failure`

const errorOf = (code: string): Members => ({
  type: 'object',
  description: 'Body of an error response.',
  required: ['error', 'details'],
  properties: { error: text('Error message.', 'No.'), details: ref('schemas', detailsName(code)) },
})

const detailsOf = (code: string): Members => ({
  type: 'object',
  description: 'Machine-readable details.',
  required: ['code'],
  properties: {
    code: { type: 'string', description: 'Code of the error.', const: code, examples: [code] },
    ...(code === 'FORBIDDEN' ? { requiredPermission: ref('schemas', 'Scope') } : {}),
  },
})

const parcel = { id: 'parcel_1', label: 'Shoes', status: 'OPEN' }

const success = (description: string, value: Json, more: Members = {}): Members => ({
  description,
  headers: headersOf('Cache-Control'),
  content: {
    'application/json': {
      schema: ref('schemas', 'ParcelEnvelope'),
      examples: { success: { summary: 'One parcel', value: { data: value } } },
    },
  },
  ...more,
})

const errorsOf = (...names: (keyof typeof refusals)[]): Members => {
  const status: Record<keyof typeof refusals, number> = {
    BadRequest: 400,
    BadRequestBody: 400,
    Unauthorized: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    PayloadTooLarge: 413,
    UnsupportedMediaType: 415,
    TooManyRequests: 429,
    InternalServerError: 500,
    ServiceUnavailable: 503,
  }
  const always = ['Unauthorized', 'Forbidden', 'TooManyRequests', 'InternalServerError', 'ServiceUnavailable'] as const
  return Object.fromEntries([...names, ...always].map((name) => [status[name], ref('responses', name)]))
}

const linksBy = (id: string): Members => ({
  getParcel: { operationId: 'getParcel', description: 'Get the parcel.', parameters: { parcelId: id } },
  updateParcel: { operationId: 'updateParcel', description: 'Update the parcel.', parameters: { parcelId: id } },
})

const body = (schema: string, value: Json): Members => ({
  required: true,
  content: { 'application/json': { schema: ref('schemas', schema), examples: { usual: { summary: 'A typical request', value } } } },
})

const operation = (operationId: string, summary: string, permission: string, more: Members): Members => ({
  operationId,
  tags: ['Parcels'],
  summary,
  description: 'Describes the operation.',
  'x-stability': 'stable',
  'x-provenance': 'designed',
  security: [{ ApiKeyAuth: [permission] }],
  ...more,
})

const text = (description: string, example: string): Members => ({
  type: 'string',
  description,
  minLength: 1,
  maxLength: 64,
  examples: [example],
})

const query = (name: string, schema: Members, example: Json): Members => ({
  name,
  in: 'query',
  description: 'A list parameter.',
  schema,
  example,
})

const header = (schema: Members, example: Json): Members => ({ description: 'A response header.', required: true, schema, example })

const list = operation('listParcels', 'List parcels', 'parcels.read', {
  parameters: [
    ref('parameters', 'PageParameter'),
    ref('parameters', 'LimitParameter'),
    query('sortBy', { type: 'string', enum: ['label', 'status'], default: 'label' }, 'label'),
    ref('parameters', 'SortOrderParameter'),
  ],
  responses: {
    '200': {
      description: 'A page of parcels.',
      headers: headersOf('Cache-Control'),
      content: {
        'application/json': {
          schema: ref('schemas', 'ParcelList'),
          examples: { success: { summary: 'One parcel', value: { data: [parcel], pagination: { total: 1 } } } },
        },
      },
      links: linksBy('$response.body#/data/0/id'),
    },
    ...errorsOf('BadRequest'),
  },
})

const create = operation('createParcel', 'Create a parcel', 'parcels.write', {
  requestBody: body('ParcelCreate', { label: 'Shoes' }),
  responses: {
    '201': success('The created parcel.', parcel, {
      'x-location': '/parcels/{$response.body#/data/id}',
      headers: headersOf('Cache-Control', 'Location'),
      links: linksBy('$response.body#/data/id'),
    }),
    ...errorsOf('BadRequestBody', 'PayloadTooLarge', 'UnsupportedMediaType'),
  },
})

const get = operation('getParcel', 'Get a parcel', 'parcels.read', {
  responses: { '200': success('The parcel.', parcel), ...errorsOf('BadRequest', 'NotFound') },
})

const update = operation('updateParcel', 'Update a parcel', 'parcels.write', {
  description: '> **Beta:** this operation may change without notice.\n\nSeals the parcel.',
  'x-stability': 'beta',
  'x-badges': [{ name: 'Beta', color: 'orange' }],
  'x-transitions': [{ from: ['OPEN'], to: 'SEALED', when: { property: 'status', value: 'SEALED' } }],
  requestBody: body('ParcelUpdate', { status: 'SEALED' }),
  responses: {
    '200': success('The updated parcel.', { ...parcel, status: 'SEALED' }),
    ...errorsOf('BadRequestBody', 'NotFound', 'Conflict', 'PayloadTooLarge', 'UnsupportedMediaType'),
  },
})

const components: Members = {
  securitySchemes: { ApiKeyAuth: { type: 'http', scheme: 'bearer', description: 'An API key.' } },
  parameters: {
    PageParameter: query('page', { type: 'integer', minimum: 1, maximum: 1000, default: 1 }, 1),
    LimitParameter: query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }, 20),
    SortOrderParameter: query('sortOrder', { ...ref('schemas', 'SortOrder'), 'x-default': 'asc' }, 'asc'),
    ParcelIdParameter: {
      name: 'parcelId',
      in: 'path',
      required: true,
      description: 'Id of the parcel.',
      schema: { type: 'string', minLength: 1, maxLength: 64 },
      example: 'parcel_1',
    },
  },
  headers: {
    'X-Request-Id': header({ type: 'string', minLength: 1, maxLength: 64 }, 'req_1'),
    ...Object.fromEntries(
      ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Retry-After'].map((name) => [
        name,
        header({ type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 }, 1),
      ]),
    ),
    'Cache-Control': header({ type: 'string', const: 'no-store' }, 'no-store'),
    'WWW-Authenticate': header({ type: 'string', maxLength: 100 }, 'Bearer'),
    Location: header({ type: 'string', maxLength: 100 }, '/parcels/parcel_1'),
  },
  responses: Object.fromEntries(Object.keys(refusals).map((name) => [name, refusal(name as keyof typeof refusals)])),
  schemas: {
    Parcel: {
      type: 'object',
      description: 'A parcel to send.',
      required: ['id', 'label', 'status'],
      properties: { id: text('Id of the parcel.', 'parcel_1'), label: ref('schemas', 'Label'), status: ref('schemas', 'ParcelStatus') },
    },
    ParcelCreate: {
      type: 'object',
      description: 'A parcel to create.',
      required: ['label'],
      additionalProperties: false,
      properties: {
        label: { ...ref('schemas', 'Label'), examples: ['Boots'] },
        status: { ...ref('schemas', 'ParcelStatus'), 'x-default': 'OPEN' },
      },
    },
    ParcelEnvelope: {
      type: 'object',
      description: 'The result of a request.',
      required: ['data'],
      properties: { data: ref('schemas', 'Parcel') },
    },
    ParcelList: {
      type: 'object',
      description: 'One page of parcels.',
      required: ['data', 'pagination'],
      properties: {
        data: { type: 'array', description: 'Items on the page.', maxItems: 100, items: ref('schemas', 'Parcel') },
        pagination: ref('schemas', 'Pagination'),
      },
    },
    SortOrder: { type: 'string', description: 'Sort direction.', enum: ['asc', 'desc'], examples: ['asc'] },
    ParcelUpdate: {
      type: 'object',
      description: 'Properties to change.',
      additionalProperties: false,
      properties: { status: ref('schemas', 'ParcelStatus') },
    },
    ParcelStatus: { type: 'string', description: 'Status of the parcel.', enum: ['OPEN', 'SEALED'], examples: ['OPEN'] },
    Label: text('Content of the parcel.', 'Shoes'),
    Pagination: {
      type: 'object',
      description: 'Position of the page in the list.',
      required: ['total'],
      properties: { total: { type: 'integer', description: 'Total number of parcels.', minimum: 0, maximum: 1000, examples: [1] } },
    },
    Scope: {
      type: 'string',
      description: 'A permission or a wildcard.',
      enum: ['parcels.read', 'parcels.write', '*'],
      examples: ['parcels.read'],
    },
    ...Object.fromEntries([...new Set(Object.values(refusals))].map((code) => [detailsName(code), detailsOf(code)])),
    ...Object.fromEntries([...new Set(Object.values(refusals))].map((code) => [errorName(code), errorOf(code)])),
  },
}

const document: Members = {
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: {
    title: 'Parcels',
    version: '1.0.0',
    contact: { name: 'Support', email: 'support@parcels.test' },
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: 'https://api.parcels.test', description: 'Production' }],
  tags: [{ name: 'Parcels', description: 'Parcels to send.' }],
  paths: {
    '/parcels': { get: list, post: create },
    '/parcels/{parcelId}': { parameters: [ref('parameters', 'ParcelIdParameter')], get, patch: update },
  },
  components,
}

export function fixture(): Json {
  return structuredClone(document)
}
