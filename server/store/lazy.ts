/** How each member of an object is made. */
type Makers<Source, Made extends object> = { readonly [Name in keyof Made]: (source: Source) => Made[Name] }

interface Target<Source, Made> {
  readonly source: Source
  readonly made: Partial<Made>
}

/**
 * Returns a function that makes objects whose members are made when they are first used. Otherwise these are like plain objects that cannot be changed:
 * their members can be listed, spread and destructured.
 */
export function lazily<Source, Made extends object>(makers: Makers<Source, Made>): (source: Source) => Made {
  const isMember = (name: string | symbol): name is keyof Made & string => Object.hasOwn(makers, name)
  const member = ({ source, made }: Target<Source, Made>, name: string | symbol) =>
    isMember(name) ? (made[name] ??= makers[name](source)) : undefined

  const handler: ProxyHandler<Target<Source, Made>> = {
    get: member,
    has: (_, name) => isMember(name),
    ownKeys: () => Object.keys(makers),
    getOwnPropertyDescriptor: (target, name) =>
      isMember(name) ? { value: member(target, name), enumerable: true, configurable: true } : undefined,
    set: () => false,
    deleteProperty: () => false,
    defineProperty: () => false,
  }
  return (source) => new Proxy({ source, made: {} }, handler) as unknown as Made
}
