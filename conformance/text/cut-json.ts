import { jsonrepair } from 'jsonrepair'

/**
 * Returns the value of the beginning of a JSON object or array whose end is missing: open strings, objects and arrays end where the text does. `undefined` if
 * the text is nothing of that kind.
 */
export function cutJson(text: string): { readonly value: unknown } | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return { value: JSON.parse(jsonrepair(text)) as unknown }
  } catch {
    return undefined
  }
}
