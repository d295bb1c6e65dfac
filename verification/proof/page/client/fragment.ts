/**
 * The filter as the fragment of the address: `#area=error&q=retry`. A fragment without `=` is the id of an element. The query is not used: browsers
 * differ on whether a page from a file may change it.
 */
export type Filter = Readonly<Record<string, string>>

/** The filter in the address, or the id of the element that it links to. */
export function readFragment(): { readonly filter: Filter } | { readonly target: string } {
  const raw = location.hash.slice(1)
  if (raw !== '' && !raw.includes('=')) return { target: decoded(raw) }
  return { filter: Object.fromEntries(new URLSearchParams(raw)) }
}

function decoded(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** Writes the filter into the address, without an entry in the history. */
export function writeFragment(filter: Filter): void {
  const set = Object.entries(filter).filter(([, value]) => value !== '')
  const fragment = new URLSearchParams(set).toString().replaceAll('%2F', '/')
  history.replaceState(null, '', fragment === '' ? location.pathname + location.search : `#${fragment}`)
}
