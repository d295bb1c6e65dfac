/**
 * One change to the valid API description for each way to break a rule, and the expected message of the rule. The file is long because it is one
 * table.
 */
import { change, valueAt, type Json, type Path } from './json.ts'

export interface Fault {
  readonly rule: string
  /** The fault, as the end of "rejects …". */
  readonly name: string
  readonly spoil: (document: Json) => void
  readonly says: string
  /** Additional files besides the document. */
  readonly files?: Readonly<Record<string, Json>>
}

const list: Path = ['paths', '/parcels', 'get']
const create: Path = ['paths', '/parcels', 'post']
const get: Path = ['paths', '/parcels/{parcelId}', 'get']
const update: Path = ['paths', '/parcels/{parcelId}', 'patch']
const json = ['content', 'application/json'] as const
const schema = (name: string): Path => ['components', 'schemas', name]

const time = { type: 'string', description: 'When (UTC).', format: 'date-time', maxLength: 30, examples: ['2026-06-01T08:00:00Z'] }

const without =
  (...path: Path) =>
  (document: Json) => {
    change(document, path)
  }
const having =
  (value: Json, ...path: Path) =>
  (document: Json) => {
    change(document, path, value)
  }
/** Moves a value to another name, or to the end of its parent. */
const moved = (from: Path, to: Path) => (document: Json) => {
  const value = valueAt(document, from)
  if (value === undefined) throw new Error(`no value at ${from.join(' ')}`)
  change(document, from)
  change(document, to, value)
}

const fault = (rule: string, name: string, spoil: Fault['spoil'], says: string, files: Fault['files'] = {}): Fault => ({
  rule,
  name,
  spoil,
  says,
  files,
})

export const faults: readonly Fault[] = [
  fault('info-contact', 'a contract without contact', without('info', 'contact'), 'contact'),
  fault('info-license-strict', 'a license without address', without('info', 'license', 'identifier'), 'url'),
  fault(
    'no-invalid-media-type-examples',
    'an example that is not valid',
    having(7, ...create, 'requestBody', ...json, 'examples', 'usual', 'value', 'label'),
    'must be string',
  ),
  fault(
    'no-invalid-parameter-examples',
    'the example of a parameter that is not valid',
    having('colour', ...list, 'parameters', 2, 'example'),
    'must be equal to one of',
  ),
  fault(
    'no-invalid-schema-examples',
    'the example of a schema that is not valid',
    having([''], ...schema('Label'), 'examples'),
    'fewer than 1',
  ),
  fault('no-path-trailing-slash', 'a path with a slash at the end', moved(['paths', '/parcels'], ['paths', '/parcels/']), 'trailing slash'),
  fault('no-server-example.com', 'a server at example.com', having('https://example.com', 'servers', 0, 'url'), 'example.com'),
  fault(
    'no-unused-components',
    'a schema that nothing refers to',
    having({ type: 'string', maxLength: 1 }, ...schema('Forgotten')),
    '"Forgotten" is never used',
  ),
  fault('operation-description', 'an operation without description', without(...get, 'description'), 'description'),
  fault('operation-singular-tag', 'two tags', having(['Parcels', 'Parcels'], ...get, 'tags'), 'one tag'),
  fault('operation-tag-defined', 'a tag that is not declared', having(['Letters'], ...get, 'tags'), 'defined in global tags'),
  fault('parameter-description', 'a parameter without description', without(...list, 'parameters', 2, 'description'), 'description'),
  fault('path-http-verbs-order', 'methods in another order', moved(list, list), 'must be ordered'),
  fault('paths-kebab-case', 'a path in camel case', moved(['paths', '/parcels'], ['paths', '/sentParcels']), 'kebab-case'),
  fault(
    'request-mime-type',
    'a body that is not JSON',
    moved([...create, 'requestBody', ...json], [...create, 'requestBody', 'content', 'text/csv']),
    'text/csv',
  ),
  fault(
    'response-mime-type',
    'a response that is not JSON',
    moved([...get, 'responses', '200', ...json], [...get, 'responses', '200', 'content', 'text/csv']),
    'text/csv',
  ),
  fault('scalar-property-missing-example', 'a property without example', without(...schema('Label'), 'examples'), 'examples'),
  fault(
    'spec-strict-refs',
    'a reference where OpenAPI allows none',
    having({ $ref: '#/components/headers/Location' }, 'info', 'contact'),
    '$ref',
  ),

  fault('tag-description', 'a tag without description', without('tags', 0, 'description'), 'description'),

  fault('rule/dialect', 'no dialect', without('jsonSchemaDialect'), 'must contain `jsonSchemaDialect'),
  fault(
    'rule/dialect',
    'another dialect',
    having('http://json-schema.org/draft-07/schema#', 'jsonSchemaDialect'),
    'must contain `jsonSchemaDialect',
  ),
  fault('rule/stability', 'no stability', without(...get, 'x-stability'), '`stable` or `beta`'),
  fault('rule/stability', 'an unknown stability', having('alpha', ...get, 'x-stability'), '`stable` or `beta`'),
  fault('rule/provenance', 'no provenance', without(...get, 'x-provenance'), '`documented` or `designed`'),
  fault('rule/provenance', 'an unknown provenance', having('guessed', ...get, 'x-provenance'), '`documented` or `designed`'),
  fault('rule/tag', 'no tag', having([], ...get, 'tags'), 'must have one tag'),
  fault('rule/summary', 'no summary', without(...get, 'summary'), 'known verb and its object'),
  fault('rule/summary', 'a summary with a full stop', having('Get a parcel.', ...get, 'summary'), 'without a full stop'),
  fault('rule/summary', 'a summary in title case', having('Get a Parcel', ...get, 'summary'), 'sentence case'),
  fault('rule/summary', 'a summary without a verb', having('The parcel', ...get, 'summary'), 'known verb'),
  fault(
    'rule/response-description',
    'a response with an empty description',
    having('', ...get, 'responses', '200', 'description'),
    'what it contains',
  ),
  fault(
    'rule/header-description',
    'a header without description',
    without('components', 'headers', 'Location', 'description'),
    'have a description',
  ),
  fault(
    'rule/header-required',
    'a header that is not required',
    without('components', 'headers', 'Location', 'required'),
    'required: true',
  ),
  fault('rule/header-example', 'a header without example', without('components', 'headers', 'Location', 'example'), 'have an `example`'),
  fault('rule/parameter-example', 'a parameter without example', without(...list, 'parameters', 2, 'example'), 'have an `example`'),
  fault('rule/body-examples', 'a request without example', without(...create, 'requestBody', ...json, 'examples'), 'named example'),
  fault(
    'rule/body-examples',
    'a response without a named example',
    having({}, ...get, 'responses', '200', ...json, 'examples'),
    'named example',
  ),
  fault(
    'rule/body-examples',
    'an error without example',
    without('components', 'responses', 'NotFound', ...json, 'examples'),
    'named example',
  ),
  fault(
    'rule/example-summary',
    'an example without summary',
    without(...create, 'requestBody', ...json, 'examples', 'usual', 'summary'),
    'what it shows',
  ),
  fault(
    'rule/link-description',
    'a link without description',
    without(...list, 'responses', '200', 'links', 'getParcel', 'description'),
    'what following it does',
  ),

  fault('contract/beta', 'beta without a badge', without(...update, 'x-badges'), 'not in x-badges'),
  fault('contract/beta', 'beta without a callout', having('Seals it.', ...update, 'description'), 'not in description'),
  fault('contract/beta', 'a badge without beta', having('stable', ...update, 'x-stability'), 'not in x-stability'),
  fault('contract/beta', 'another badge', having([{ name: 'New' }], ...update, 'x-badges'), 'must be [{ name: Beta, color: orange }]'),
  fault(
    'contract/beta',
    'another callout',
    having('> **Beta** may change.\n\nSeals it.', ...update, 'description'),
    'must begin with the line',
  ),

  fault(
    'contract/creation',
    'a creation without Location',
    without(...create, 'responses', '201', 'headers', 'Location'),
    'must declare the required header Location',
  ),
  fault(
    'contract/creation',
    'a creation that returns 200',
    moved([...create, 'responses', '201'], [...create, 'responses', '200']),
    'must return 201',
  ),
  fault(
    'contract/creation',
    'a 201 that is not a creation',
    moved([...get, 'responses', '200'], [...get, 'responses', '201']),
    'is for POST operations named create',
  ),
  fault(
    'contract/creation',
    'a Location without creation',
    having({ $ref: '#/components/headers/Location' }, ...get, 'responses', '200', 'headers', 'Location'),
    'must have no `Location`',
  ),
  fault(
    'contract/creation',
    'a creation without x-location',
    without(...create, 'responses', '201', 'x-location'),
    'must specify its `Location`',
  ),
  fault(
    'contract/creation',
    'an x-location without creation',
    having('/parcels', ...get, 'responses', '200', 'x-location'),
    'must have no x-location',
  ),
  fault(
    'contract/creation',
    'an x-location to nowhere',
    having('/letters/{$response.body#/data/id}', ...create, 'responses', '201', 'x-location'),
    'leads to /letters/{}, which is not the path of a GET operation',
  ),
  fault(
    'contract/creation',
    'an x-location with an unknown parameter',
    having('/parcels?id={$response.body#/data/id}', ...create, 'responses', '201', 'x-location'),
    'sets id, which is not a parameter of listParcels',
  ),
  fault(
    'contract/creation',
    'an x-location with a value that the response does not contain',
    having('/parcels/{$response.body#/data/parcelId}', ...create, 'responses', '201', 'x-location'),
    'uses $response.body#/data/parcelId, which must be',
  ),
  fault(
    'contract/creation',
    'an x-location with an unknown path parameter',
    having('/parcels/{$request.path.parcelId}', ...create, 'responses', '201', 'x-location'),
    'uses $request.path.parcelId, which must be',
  ),

  fault(
    'contract/alternatives',
    'an allOf',
    having([{ $ref: '#/components/schemas/Label' }], ...schema('Parcel'), 'allOf'),
    '`allOf` must not be used',
  ),
  fault(
    'contract/alternatives',
    'a choice of formats',
    having([{ format: 'ipv4' }, { format: 'ipv6' }], ...schema('Label'), 'anyOf'),
    'must refer to a component or be `type',
  ),
  fault(
    'contract/alternatives',
    'a choice of required properties',
    having([{ required: ['id'] }, { required: ['label'] }], ...schema('Parcel'), 'oneOf'),
    'or x-exactly-one-of',
  ),
  fault(
    'contract/alternatives',
    'a string or null in two schemas',
    having({ anyOf: [{ $ref: '#/components/schemas/Label' }, { type: 'null' }] }, ...schema('Parcel'), 'properties', 'label'),
    "type: [string, 'null']",
  ),
  fault(
    'contract/alternatives',
    'a choice of enums',
    having(
      { anyOf: [{ $ref: '#/components/schemas/ParcelStatus' }, { $ref: '#/components/schemas/SortOrder' }] },
      ...schema('Parcel'),
      'properties',
      'status',
    ),
    'one `enum` with all values',
  ),

  fault(
    'contract/alternatives',
    'a string or number without names',
    having({ anyOf: [{ type: 'string', maxLength: 9 }, { type: 'boolean' }] }, ...schema('Parcel'), 'properties', 'label'),
    'must refer to a component or be `type',
  ),
  fault(
    'contract/alternatives',
    'an enum with null',
    having(['OPEN', 'SEALED', null], ...schema('ParcelStatus'), 'enum'),
    'must not contain null',
  ),

  fault(
    'contract/component-name',
    'a parameter with the name of a schema',
    having({ $ref: '#/components/parameters/PageParameter' }, 'components', 'parameters', 'Parcel'),
    'schemas/Parcel and parameters/Parcel must have different names',
  ),
  fault(
    'contract/component-name',
    'a schema with the name of a response in lower case',
    having({ $ref: '#/components/schemas/Label' }, ...schema('notFound')),
    'responses/NotFound and schemas/notFound must have different names',
  ),

  fault(
    'contract/constant',
    'a constant boolean',
    having({ type: 'boolean', description: 'Always.', const: true, examples: [true] }, ...schema('Parcel'), 'properties', 'sealed'),
    'found boolean. Use x-const',
  ),
  fault(
    'contract/constant',
    'a constant number',
    having({ type: 'number', format: 'double', description: 'Size.', const: 8, examples: [8] }, ...schema('Parcel'), 'properties', 'size'),
    'found number. Use x-const',
  ),
  fault(
    'contract/constant',
    'a constant without type',
    having({ description: 'Size.', const: 8 }, ...schema('Parcel'), 'properties', 'size'),
    'found no type',
  ),

  fault(
    'contract/date-time',
    'a time with a pattern',
    having({ ...time, pattern: '^.*Z$' }, ...schema('Parcel'), 'properties', 'sentAt'),
    'must have no `pattern`',
  ),
  fault(
    'contract/date-time',
    'a time in no time zone',
    having({ ...time, description: 'When it was sent.' }, ...schema('Parcel'), 'properties', 'sentAt'),
    'must state that it is in UTC',
  ),

  fault(
    'contract/default-value',
    'a default beside a reference',
    having('OPEN', ...schema('ParcelCreate'), 'properties', 'status', 'default'),
    'this one is beside a reference',
  ),
  fault('contract/default-value', 'a list as default', having([], ...schema('Label'), 'default'), 'this one is a list or an object'),
  fault('contract/default-value', 'an object as default', having({}, ...schema('Label'), 'default'), 'this one is a list or an object'),

  fault(
    'contract/envelope',
    'two success responses',
    having({ description: 'Later.' }, ...get, 'responses', '202'),
    'one success response',
  ),
  fault('contract/envelope', 'a 204', moved([...get, 'responses', '200'], [...get, 'responses', '204']), 'returns 204'),
  fault('contract/envelope', 'a success without body', without(...get, 'responses', '200', ...json), 'must have an application/json body'),
  fault(
    'contract/envelope',
    'a bare resource',
    having({ $ref: '#/components/schemas/Parcel' }, ...get, 'responses', '200', ...json, 'schema'),
    'must be an object with `data`',
  ),
  fault(
    'contract/envelope',
    'an envelope with the name of another resource',
    having({ $ref: '#/components/schemas/Label' }, ...schema('ParcelEnvelope'), 'properties', 'data'),
    'must be the schema LabelEnvelope; found ParcelEnvelope',
  ),
  fault(
    'contract/envelope',
    'a member beside data',
    having({ $ref: '#/components/schemas/Label' }, ...schema('ParcelEnvelope'), 'properties', 'note'),
    'Move other members into `data`',
  ),
  fault('contract/envelope', 'optional data', without(...schema('ParcelEnvelope'), 'required'), 'in `required`'),
  fault(
    'contract/envelope',
    'an envelope that rejects additional members',
    having(false, ...schema('ParcelEnvelope'), 'additionalProperties'),
    'must have no additionalProperties',
  ),
  fault(
    'contract/envelope',
    'an inline pagination schema',
    having({ type: 'object', description: 'Position of the page.' }, ...schema('ParcelList'), 'properties', 'pagination'),
    'must refer to the schema Pagination',
  ),
  fault(
    'contract/envelope',
    'an array that is not paged',
    without(...schema('ParcelList'), 'properties', 'pagination'),
    'must have `pagination`',
  ),
  fault(
    'contract/envelope',
    'a page that is not an array',
    having({ $ref: '#/components/schemas/Parcel' }, ...schema('ParcelList'), 'properties', 'data'),
    'must be an array',
  ),

  fault(
    'contract/error-body',
    'an error of another shape',
    having({ $ref: '#/components/schemas/Label' }, 'components', 'responses', 'NotFound', ...json, 'schema'),
    'exactly the required properties `error` and `details`',
  ),
  fault(
    'contract/error-body',
    'an error without a name',
    having(
      {
        type: 'object',
        required: ['error', 'details'],
        properties: { error: { $ref: '#/components/schemas/Label' }, details: { $ref: '#/components/schemas/NotFoundDetails' } },
      },
      'components',
      'responses',
      'NotFound',
      ...json,
      'schema',
    ),
    'must refer to a schema',
  ),
  fault(
    'contract/error-body',
    'the code of another error',
    having({ $ref: '#/components/schemas/ConflictDetails' }, ...schema('NotFoundFailure'), 'properties', 'details'),
    '`code` is NOT_FOUND (D02); found CONFLICT',
  ),

  ...(['400', '401', '403', '404', '429', '500', '503'] as const).map((status) =>
    fault('contract/error-responses', `a missing ${status}`, without(...get, 'responses', status), `getParcel must declare ${status}`),
  ),
  ...(['413', '415'] as const).map((status) =>
    fault(
      'contract/error-responses',
      `a body without ${status}`,
      without(...create, 'responses', status),
      `createParcel must declare ${status}, because it has a body`,
    ),
  ),
  fault('contract/error-responses', 'transitions without 409', without(...update, 'responses', '409'), '409, because it has x-transitions'),
  fault(
    'contract/error-responses',
    'a 422',
    having({ $ref: '#/components/responses/BadRequest' }, ...create, 'responses', '422'),
    'declares 422, which this API does not use',
  ),
  fault(
    'contract/error-responses',
    'a 404 without a path parameter',
    having({ $ref: '#/components/responses/NotFound' }, ...list, 'responses', '404'),
    '404 without a path parameter',
  ),
  fault(
    'contract/error-responses',
    'a 413 without a body',
    having({ $ref: '#/components/responses/PayloadTooLarge' }, ...list, 'responses', '413'),
    '413 without a body',
  ),
  fault(
    'contract/error-responses',
    'the 400 of a request without a body where there is one',
    having({ $ref: '#/components/responses/BadRequest' }, ...create, 'responses', '400'),
    'must be the shared response BadRequestBody',
  ),
  fault(
    'contract/error-responses',
    'an inline error response',
    having({ description: 'No.' }, ...get, 'responses', '404'),
    'found an inline response',
  ),

  fault('contract/extensions', 'an extension of an operation', having('x', ...get, 'x-owner'), 'x-owner is not an allowed extension'),
  fault(
    'contract/extensions',
    'a known extension in the wrong place',
    having('stable', ...schema('Parcel'), 'x-stability'),
    'x-stability is not an allowed extension here',
  ),
  fault(
    'contract/extensions',
    'the extension of a response on its operation',
    having('/parcels', ...get, 'x-location'),
    'x-location is not an allowed extension here',
  ),
  fault('contract/extensions', 'an extension of the document', having([], 'x-tagGroups'), 'x-tagGroups is not an allowed extension'),

  fault(
    'contract/item-links',
    'a list that does not link to its items',
    without(...list, 'responses', '200', 'links', 'getParcel'),
    'its 200 must link to it: getParcel',
  ),
  fault(
    'contract/item-links',
    'a creation that does not link to the created resource',
    without(...create, 'responses', '201', 'links', 'updateParcel'),
    'its 201 must link to it: updateParcel',
  ),

  fault(
    'contract/link-target',
    'a link to an unknown operation',
    having('sealParcel', ...list, 'responses', '200', 'links', 'getParcel', 'operationId'),
    'leads to sealParcel',
  ),
  fault(
    'contract/link-target',
    'a link without a required parameter',
    having({}, ...list, 'responses', '200', 'links', 'getParcel', 'parameters'),
    'must set the parameter parcelId',
  ),
  fault(
    'contract/link-target',
    'a link with an unknown parameter',
    having('$response.body#/data/0/id', ...list, 'responses', '200', 'links', 'getParcel', 'parameters', 'page'),
    'sets page, which is not a parameter of getParcel',
  ),
  fault(
    'contract/link-target',
    'a link with an unknown body property',
    having({ colour: '$response.body#/data/0/id' }, ...list, 'responses', '200', 'links', 'updateParcel', 'x-request-body'),
    'sets colour',
  ),
  fault(
    'contract/link-target',
    'a link with expressions inside a requestBody',
    having({ status: '$response.body#/data/0/status' }, ...list, 'responses', '200', 'links', 'updateParcel', 'requestBody'),
    'with x-request-body',
  ),
  fault(
    'contract/link-target',
    'a value that the response does not contain',
    having('$response.body#/data/0/key', ...list, 'responses', '200', 'links', 'getParcel', 'parameters', 'parcelId'),
    'must be $response.body#/',
  ),

  fault('contract/list-parameters', 'a list without page', without(...list, 'parameters', 0), 'must declare `page`'),
  fault('contract/list-parameters', 'a list without limit', without(...list, 'parameters', 1), 'must declare `limit`'),
  fault(
    'contract/list-parameters',
    'sortBy without sortOrder',
    without(...list, 'parameters', 3),
    'both `sortBy` and `sortOrder`, or neither',
  ),
  fault(
    'contract/list-parameters',
    'sortBy without default',
    without(...list, 'parameters', 2, 'schema', 'default'),
    'one of them as the `default`',
  ),
  fault(
    'contract/list-parameters',
    'an inline sortOrder',
    having(
      { name: 'sortOrder', in: 'query', description: 'Order.', schema: { type: 'string', enum: ['up'] }, example: 'up' },
      ...list,
      'parameters',
      3,
    ),
    'must be the shared parameter SortOrder',
  ),
  fault('contract/list-parameters', 'a list by another name', having('getParcels', ...list, 'operationId'), 'must begin with `list`'),
  fault('contract/list-parameters', 'a list in name only', having('listParcel', ...get, 'operationId'), 'must have `pagination`'),
  fault(
    'contract/list-parameters',
    'paging without a list',
    having([{ $ref: '#/components/parameters/PageParameter' }], ...get, 'parameters'),
    'only lists are paged',
  ),

  fault(
    'contract/named-schema',
    'a response body without a name',
    having(
      { type: 'object', required: ['data'], properties: { data: { $ref: '#/components/schemas/Parcel' } } },
      ...get,
      'responses',
      '200',
      ...json,
      'schema',
    ),
    'must refer to a component',
  ),
  fault(
    'contract/named-schema',
    'a request body without a name',
    having({ type: 'object', additionalProperties: false }, ...create, 'requestBody', ...json, 'schema'),
    'must refer to a component',
  ),
  fault(
    'contract/named-schema',
    'an object inside another one',
    having(
      { type: 'object', description: 'Its size.', properties: { label: { $ref: '#/components/schemas/Label' } } },
      ...schema('Parcel'),
      'properties',
      'size',
    ),
    'An object with properties must be a component',
  ),

  fault(
    'contract/number-format',
    'a number without format',
    having({ type: 'number', description: 'Size.', minimum: 0, maximum: 9, examples: [1] }, ...schema('Parcel'), 'properties', 'size'),
    'must have `format: double`',
  ),
  fault(
    'contract/number-format',
    'a large integer without format',
    having(2 ** 40, ...schema('Pagination'), 'properties', 'total', 'maximum'),
    'must have `format: int64`',
  ),

  fault('contract/operation-name', 'an unknown verb', having('fetchParcel', ...get, 'operationId'), 'the allowed verbs are'),
  fault('contract/operation-name', 'a verb without a noun', having('get', ...get, 'operationId'), 'a verb and a noun in camel case'),
  fault('contract/operation-name', 'another case', having('get_parcel', ...get, 'operationId'), 'a verb and a noun in camel case'),
  fault(
    'contract/operation-name',
    'a verb of another method',
    having('suggestParcel', ...get, 'operationId'),
    'suggest, which requires POST; found GET',
  ),

  fault(
    'contract/optional-body',
    'an optional body without words about null',
    having(false, ...update, 'requestBody', 'required'),
    'must say that no body, `{}` and `null` are the same',
  ),
  fault(
    'contract/optional-body',
    'an optional body with a required property',
    having(false, ...create, 'requestBody', 'required'),
    'must allow {}; found label',
  ),

  fault(
    'contract/pattern',
    'a pattern that matches a part',
    having('[a-z]', ...schema('Label'), 'pattern'),
    'must be anchored at both ends',
  ),
  fault('contract/pattern', 'a pattern without end', having('^[a-z]', ...schema('Label'), 'pattern'), 'must be anchored at both ends'),
  fault(
    'contract/pattern',
    'a choice with one anchor each',
    having('^a|b$', ...schema('Label'), 'pattern'),
    'with the alternatives of a choice in parentheses',
  ),

  fault('contract/permission', 'no security', without(...get, 'security'), 'one security requirement'),
  fault('contract/permission', 'no permission', having([{ ApiKeyAuth: [] }], ...get, 'security'), 'one security requirement'),
  fault(
    'contract/permission',
    'a choice of permissions',
    having([{ ApiKeyAuth: ['parcels.read'] }, { ApiKeyAuth: ['parcels.write'] }], ...get, 'security'),
    'one security requirement',
  ),
  fault('contract/permission', 'an unknown permission', having([{ ApiKeyAuth: ['parcels.see'] }], ...get, 'security'), 'needs parcels.see'),
  fault(
    'contract/permission',
    'a permission that nothing needs',
    having(['parcels.read', 'parcels.write', 'parcels.see'], ...schema('Scope'), 'enum'),
    'No operation needs the permission parcels.see',
  ),

  fault(
    'contract/property-description',
    'a property without description',
    without(...schema('Label'), 'description'),
    'label must have a description',
  ),

  fault(
    'contract/request-closed',
    'a request that accepts unknown properties',
    without(...schema('ParcelCreate'), 'additionalProperties'),
    'additionalProperties: false',
  ),
  fault(
    'contract/request-closed',
    'an object inside a request that accepts unknown properties',
    having({ type: 'object', description: 'Its size.' }, ...schema('ParcelCreate'), 'properties', 'size'),
    'additionalProperties: false',
  ),

  fault(
    'contract/request-writable',
    'an id that a client sets',
    having({ $ref: '#/components/schemas/Label' }, ...schema('ParcelCreate'), 'properties', 'id'),
    'id is set by the server',
  ),
  fault(
    'contract/request-writable',
    'a time that a client sets',
    having({ $ref: '#/components/schemas/Label' }, ...schema('ParcelCreate'), 'properties', 'createdAt'),
    'createdAt is set by the server',
  ),
  fault('contract/request-writable', 'a read-only property', having(true, ...schema('Label'), 'readOnly'), 'must not contain `readOnly`'),

  fault(
    'contract/response-headers',
    'a success without request id',
    without(...get, 'responses', '200', 'headers', 'X-Request-Id'),
    'The 200 of getParcel must declare the header X-Request-Id',
  ),
  ...(['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Cache-Control'] as const).map((name) =>
    fault(
      'contract/response-headers',
      `an error without ${name}`,
      without('components', 'responses', 'NotFound', 'headers', name),
      `NotFound must declare the header ${name}`,
    ),
  ),
  fault(
    'contract/response-headers',
    'a 401 without challenge',
    without('components', 'responses', 'Unauthorized', 'headers', 'WWW-Authenticate'),
    'WWW-Authenticate',
  ),
  fault(
    'contract/response-headers',
    'a 429 without Retry-After',
    without('components', 'responses', 'TooManyRequests', 'headers', 'Retry-After'),
    'TooManyRequests must declare the header Retry-After',
  ),
  fault(
    'contract/response-headers',
    'a 503 without Retry-After',
    without('components', 'responses', 'ServiceUnavailable', 'headers', 'Retry-After'),
    'ServiceUnavailable must declare the header Retry-After',
  ),
  fault(
    'contract/response-headers',
    'a header that is not required',
    without('components', 'headers', 'X-Request-Id', 'required'),
    'must declare as `required: true` the header X-Request-Id',
  ),

  fault('contract/schema-bounded', 'a text of any length', without(...schema('Label'), 'maxLength'), '`maxLength`'),
  fault(
    'contract/schema-bounded',
    'a number without minimum',
    without(...schema('Pagination'), 'properties', 'total', 'minimum'),
    '`minimum`',
  ),
  fault(
    'contract/schema-bounded',
    'a number without maximum',
    without('components', 'parameters', 'PageParameter', 'schema', 'maximum'),
    '`maximum`',
  ),
  fault('contract/schema-bounded', 'any number of items', without(...schema('ParcelList'), 'properties', 'data', 'maxItems'), '`maxItems`'),
  fault(
    'contract/schema-bounded',
    'any number of names',
    having({ $ref: '#/components/schemas/Label' }, ...schema('Parcel'), 'additionalProperties'),
    '`maxProperties`',
  ),

  fault(
    'contract/short-description',
    'a guide as description',
    having('Long. '.repeat(60), 'info', 'description'),
    'Move the text into a guide',
  ),

  fault('contract/transitions', 'transitions that are not a list', having({}, ...update, 'x-transitions'), 'must be a list of'),
  fault('contract/transitions', 'a transition without from', having([{ to: 'SEALED' }], ...update, 'x-transitions'), 'must be a list of'),
  fault(
    'contract/transitions',
    'a transition to an unknown state',
    having([{ from: ['OPEN'], to: 'SENT' }], ...update, 'x-transitions'),
    'contains SENT, which is not a `status`',
  ),
  fault(
    'contract/transitions',
    'a transition that no body can select',
    having([{ from: ['OPEN'], to: 'SEALED', when: { property: 'status', value: 'SENT' } }], ...update, 'x-transitions'),
    'which the body cannot contain',
  ),
  fault(
    'contract/transitions',
    'transitions of a resource without status',
    without(...schema('Parcel'), 'properties', 'status'),
    'must have a `status` with an `enum`',
  ),

  fault('contract/unused-file', 'a file that nothing refers to', () => undefined, 'No reference to components/schemas/Forgotten.json', {
    'components/schemas/Forgotten.json': { type: 'string', maxLength: 1 },
  }),

  fault(
    'contract/value-valid',
    'a default out of range',
    having(0, 'components', 'parameters', 'PageParameter', 'schema', 'default'),
    'The default 0 is not valid',
  ),
  fault(
    'contract/value-valid',
    'a default beside a reference',
    having('LOST', ...schema('ParcelCreate'), 'properties', 'status', 'x-default'),
    'The x-default "LOST" is not valid',
  ),
  fault(
    'contract/value-valid',
    'an example beside a reference',
    having([7], ...schema('ParcelCreate'), 'properties', 'label', 'examples'),
    'The example 7 is not valid',
  ),
  fault(
    'contract/value-valid',
    'the example of a header',
    having('public', 'components', 'headers', 'Cache-Control', 'example'),
    'The example "public" is not valid',
  ),
]
