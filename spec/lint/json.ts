/** JSON documents and changes to them. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type Path = readonly (string | number)[]

/** Sets the value at a path, or deletes it if no value is given. The parent must exist. */
export function change(document: Json, path: Path, value?: Json): void {
  const last = path.at(-1)
  const parent = valueAt(document, path.slice(0, -1))
  if (last === undefined || typeof parent !== 'object' || parent === null) throw new Error(`no value at ${path.join(' ')}`)
  const had = Array.isArray(parent) ? parent[Number(last)] : parent[last]
  if (value === undefined && had === undefined) throw new Error(`no value to delete at ${path.join(' ')}`)
  if (Array.isArray(parent)) parent.splice(Number(last), 1, ...(value === undefined ? [] : [value]))
  else if (value === undefined) Reflect.deleteProperty(parent, last)
  else parent[last] = value
}

/** The value at a path; `undefined` if there is none. */
export function valueAt(document: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined
    return Array.isArray(value) ? value[Number(key)] : value[key]
  }, document)
}

/** The members of an object; empty for any other value. */
export function membersOf(value: Json | undefined): [string, Json][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}
