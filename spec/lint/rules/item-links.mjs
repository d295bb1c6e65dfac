import { operations } from '../operation.mjs'

/** D16: a list, and the operation that creates its items, link to every operation on such an item. */
export function itemLinks() {
  return operations({
    all(found, report) {
      for (const { id, path, status, success, content } of found) {
        const paged = content?.at('schema', 'properties', 'pagination') !== undefined
        if (!paged && status !== '201') continue
        const base = paged ? '$response.body#/data/0/' : '$response.body#/data/'
        const links = success.get('links')?.members() ?? []
        for (const item of found) {
          const parameter = itemParameter(path, item.path)
          if (parameter === undefined) continue
          const linked = links.some(({ value }) => value.operationId === item.id && String(value.parameters?.[parameter]).startsWith(base))
          if (linked) continue
          report(
            `${id} returns the ${parameter} that ${item.id} needs, so its ${status} must link to it: ${item.id}: { operationId: ${item.id}, parameters: { ${parameter}: ${base}id } } (D16).`,
            (success.get('links') ?? success).location,
          )
        }
      }
    },
  })
}

/** `productId`, if `path` is the path of an item of the collection, or of a subresource that needs no second id. */
function itemParameter(collection, path) {
  if (!path.startsWith(`${collection}/{`)) return undefined
  const names = [...path.slice(collection.length).matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
  return names.length === 1 ? names[0] : undefined
}
