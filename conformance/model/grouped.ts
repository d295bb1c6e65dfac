/** Groups items by what a function returns for them. Groups and items keep their order. Node 20 has no `Map.groupBy`. */
export function grouped<T, K>(items: Iterable<T>, by: (item: T) => K): Map<K, [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>()
  for (const item of items) {
    const key = by(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
