/** The decisions of this contract as Redocly rules, enabled in redocly.yaml as `contract/<name>`. */
import { alternatives } from './rules/alternatives.mjs'
import { beta } from './rules/beta.mjs'
import { componentName } from './rules/component-name.mjs'
import { constant } from './rules/constant.mjs'
import { creation } from './rules/creation.mjs'
import { dateTime } from './rules/date-time.mjs'
import { defaultValue } from './rules/default-value.mjs'
import { envelope } from './rules/envelope.mjs'
import { errorBody } from './rules/error-body.mjs'
import { errorResponses } from './rules/error-responses.mjs'
import { extensions } from './rules/extensions.mjs'
import { itemLinks } from './rules/item-links.mjs'
import { linkTarget } from './rules/link-target.mjs'
import { listParameters } from './rules/list-parameters.mjs'
import { namedSchema } from './rules/named-schema.mjs'
import { numberFormat } from './rules/number-format.mjs'
import { operationName } from './rules/operation-name.mjs'
import { optionalBody } from './rules/optional-body.mjs'
import { pattern } from './rules/pattern.mjs'
import { permission } from './rules/permission.mjs'
import { propertyDescription } from './rules/property-description.mjs'
import { requestClosed } from './rules/request-closed.mjs'
import { requestWritable } from './rules/request-writable.mjs'
import { responseHeaders } from './rules/response-headers.mjs'
import { schemaBounded } from './rules/schema-bounded.mjs'
import { shortDescription } from './rules/short-description.mjs'
import { transitions } from './rules/transitions.mjs'
import { unusedFile } from './rules/unused-file.mjs'
import { valueValid } from './rules/value-valid.mjs'

export default function plugin() {
  return {
    id: 'contract',
    rules: {
      oas3: {
        alternatives,
        beta,
        'component-name': componentName,
        constant,
        creation,
        'date-time': dateTime,
        'default-value': defaultValue,
        envelope,
        'error-body': errorBody,
        'error-responses': errorResponses,
        extensions,
        'item-links': itemLinks,
        'link-target': linkTarget,
        'list-parameters': listParameters,
        'named-schema': namedSchema,
        'number-format': numberFormat,
        'operation-name': operationName,
        'optional-body': optionalBody,
        pattern,
        permission,
        'property-description': propertyDescription,
        'request-closed': requestClosed,
        'request-writable': requestWritable,
        'response-headers': responseHeaders,
        'schema-bounded': schemaBounded,
        'short-description': shortDescription,
        transitions,
        'unused-file': unusedFile,
        'value-valid': valueValid,
      },
    },
  }
}
