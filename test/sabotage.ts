/** Whether a rule is able to fail: its sabotage, applied to a healthy run, must be caught by the rule itself. */
import { isAnswered, type Answered } from '../conformance/model/exchange.ts'
import { together } from '../conformance/judge/judge.ts'
import { answerTo } from '../conformance/model/recording.ts'
import type { JudgeContext, Rule } from '../conformance/model/rule.ts'
import type { Recorded } from '../conformance/run/options.ts'

/**
 * Breaks every healthy exchange that the rule concerns. Returns `undefined` if the rule catches each, otherwise a sentence that says what
 * was not caught, or that the run had nothing to break.
 */
export function uncaught(rule: Rule, { plan, record }: Pick<Recorded, 'plan' | 'record'>, context: JudgeContext): string | undefined {
  const answered = record.exchanges.filter(isAnswered)
  switch (rule.kind) {
    case 'law': {
      const healthy = answered.filter((each) => rule.concerns(each, context) && rule.judge(each, context).is === 'pass')
      if (healthy.length === 0) return 'the run has no healthy exchange for it'
      const missed = healthy.find((each) => !fails(rule.judge(rule.sabotage(each, context), context)))
      return missed === undefined ? undefined : `not caught in exchange ${missed.number}, ${missed.request.method} ${missed.request.url}`
    }
    case 'sequence': {
      const concerned = answered.filter((each) => rule.concerns(each, context))
      const healthy = together(rule, concerned)
        .map(({ exchanges }) => exchanges)
        .filter((each) => each.length > 1 && rule.judge(each, context).is === 'pass')
      if (healthy.length === 0) return 'the run has no healthy sequence for it'
      const missed = healthy.find((each) => !fails(rule.judge(rule.sabotage(each, context), context)))
      return missed === undefined ? undefined : `not caught in the exchanges of ${missed[0].request.key ?? 'no key'}`
    }
    case 'probe': {
      const healthy = plan.instances
        .filter((each) => each.rule === rule)
        .flatMap(({ subject, requests }) => {
          const answers: { [name: string]: Answered } = {}
          for (const [name, request] of Object.entries(requests)) {
            const exchange = answerTo(request, record)
            if (exchange === undefined || !isAnswered(exchange)) return []
            answers[name] = exchange
          }
          return rule.judge(answers, subject, context).is === 'pass' ? [{ subject, answers }] : []
        })
      if (healthy.length === 0) return 'the run has nothing healthy for it'
      const missed = healthy.find(({ subject, answers }) => !fails(rule.judge(rule.sabotage(answers, subject), subject, context)))
      return missed === undefined ? undefined : `not caught for ${missed.subject.operation?.id ?? ''} ${missed.subject.about ?? ''}`
    }
  }
}

const fails = ({ is }: { readonly is: string }): boolean => is === 'fail'
