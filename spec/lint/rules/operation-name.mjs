import { operations } from '../operation.mjs'

/** Verbs that an operationId may begin with, and their allowed methods. */
const verbs = {
  list: ['get'],
  get: ['get'],
  create: ['post'],
  update: ['patch', 'put', 'post'],
  replace: ['put'],
  delete: ['delete'],
  archive: ['delete'],
  adjust: ['post'],
  apply: ['post'],
  approve: ['post'],
  assign: ['post'],
  check: ['post'],
  compare: ['post'],
  complete: ['post'],
  execute: ['post'],
  generate: ['post'],
  publish: ['post'],
  record: ['post'],
  reject: ['post'],
  revoke: ['post'],
  rotate: ['post'],
  set: ['post'],
  suggest: ['post'],
  trigger: ['post'],
  upsert: ['post'],
}

/** An operationId is a known verb and a noun in camel case, and the verb matches the method. */
export function operationName() {
  return operations({
    each({ id, method, place }, report) {
      if (place.value.operationId === undefined) return
      const at = place.location.child(['operationId'])
      const verb = /^([a-z]+)(?:[A-Z][a-z]+)+$/.exec(id)?.[1]
      if (verb === undefined || verbs[verb] === undefined) {
        return report(
          `The operationId ${id} must be a verb and a noun in camel case, for example listProducts; the allowed verbs are ${Object.keys(verbs).join(', ')}.`,
          at,
        )
      }
      if (!verbs[verb].includes(method)) {
        const allowed = verbs[verb].map((each) => each.toUpperCase()).join(' or ')
        report(`The operationId ${id} begins with ${verb}, which requires ${allowed}; found ${method.toUpperCase()}.`, at)
      }
    },
  })
}
