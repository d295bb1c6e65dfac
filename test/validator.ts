import formats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'

/** Says how a value breaks the schema at a JSON pointer into the document; nothing if it keeps it. */
export type Validator = (pointer: string, value: unknown) => string[]

/**
 * The schemas of an OpenAPI 3.1 document under Ajv. Strict: a keyword or a format that JSON Schema 2020-12 does not know throws, since it
 * would check nothing. With `fromText` a number or boolean may be given as the text that a header is.
 */
export function openValidator(document: object, { fromText = false } = {}): Validator {
  const ajv = new Ajv2020({ strictSchema: true, strictTypes: false, validateSchema: false, allErrors: true, coerceTypes: fromText })
  formats.default(ajv)
  // Ajv looks at the document as a whole too, on its way to a schema inside; `discriminator` changes no verdict (OpenAPI 3.1.0 §4.8.25), and the extensions say what no schema can.
  ajv.addVocabulary([...Object.keys(document), 'discriminator', 'x-unique', 'x-client-chosen', 'x-resource'])
  ajv.addSchema(document, 'contract')
  return (pointer, value) => {
    const reference = `contract#${pointer.split('/').map(encodeURIComponent).join('/')}`
    const validate = ajv.getSchema(reference)
    if (validate === undefined) throw new Error(`the document has no schema at ${pointer}`)
    if (validate(value) === true) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim())
  }
}
