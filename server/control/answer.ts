/** What is there at once, or a promise of it if it comes from another process: for a busy server, promises are a large part of the costs. */
export type Answer<T> = T | Promise<T>

/** The same methods and properties, each of which may be a promise. */
export type Answering<T> = [T] extends [(...args: infer Args) => infer Result]
  ? (...args: Args) => Answer<Awaited<Result>>
  : [T] extends [object]
    ? { readonly [Name in keyof T]: Answering<T[Name]> }
    : Answer<T>

/** Passes an answer on, at once if it is there. */
export function after<T, Result>(answer: Answer<T>, next: (value: T) => Answer<Result>): Answer<Result> {
  return answer instanceof Promise ? answer.then(next) : next(answer)
}
