import type { OpenStore, StoreSnapshot } from '../../store/store.ts'
import type { SharedCopies } from '../../store/engine.ts'

/** Copies of all rows in the memory of this process, by name: for a database that has no others. They end with the process. */
export function createOwnCopies(store: Pick<OpenStore, 'snapshot'>): SharedCopies {
  const copies = new Map<string, StoreSnapshot>()
  let latest = 0
  const drop = async (name: string) => {
    const copy = copies.get(name)
    copies.delete(name)
    await copy?.drop()
  }
  return {
    take: async (owner) => {
      const name = `${owner} ${(latest += 1)}`
      copies.set(name, await store.snapshot())
      return name
    },
    has: (name) => Promise.resolve(copies.has(name)),
    restore: async (name) => {
      const copy = copies.get(name)
      await copy?.restore()
      return copy !== undefined
    },
    drop,
    dropOf: async (owner, but = []) => {
      for (const name of copies.keys()) if (name.startsWith(`${owner} `) && !but.includes(name)) await drop(name)
    },
  }
}
