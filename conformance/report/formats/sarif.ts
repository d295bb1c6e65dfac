/**
 * SARIF 2.1.0, for code scanning. It contains findings only: each points to its operation in the sources of the contract. What could not be judged, and
 * errors of the suite, are notifications of the run.
 */
import { explain, addressOf } from '../../model/citations.ts'
import { grouped } from '../../model/grouped.ts'
import { helpFor } from '../../model/pages.ts'
import type { Severity } from '../../model/severity.ts'
import { foreign, harmlessJson } from '../../text/foreign.ts'
import { suite } from '../../suite.ts'
import type { Report } from '../report.ts'
import type { ReportedVerdict } from '../reported-verdict.ts'
import { endedWords, messageOf, subjectOf } from './checks.ts'
import type { Traffic } from './traffic.ts'

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** From 9 on, code scanning on GitHub shows a finding as critical. */
const criticalScore = '9.0'

export function renderSarif(report: Report, traffic: Traffic): string {
  const findings = report.verdicts.filter(isFinding)
  const rules = [...grouped(findings, ({ rule }) => rule)].map(([, alike]) => alike[0])
  const indices = new Map(rules.map(({ rule }, index) => [rule, index]))
  const { suite, contract } = report
  const run = {
    tool: {
      driver: {
        name: suite.name,
        version: suite.version,
        semanticVersion: suite.version,
        rules: rules.map((each) => ruleOf(each, traffic)),
      },
    },
    automationDetails: { id: `conformance/${report.level}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(report)],
    results: findings.map((each) => resultOf(each, indices.get(each.rule) ?? 0, report, traffic)),
    properties: {
      target: plain(report.target),
      contract: `${contract.title} ${contract.version}`,
      level: report.level,
      basis: report.basis,
    },
  }
  return harmlessJson(JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)) + '\n'
}

type Finding = ReportedVerdict & { readonly outcome: 'fail' | 'warn' | 'waived' }

const isFinding = (each: ReportedVerdict): each is Finding =>
  each.outcome === 'fail' || each.outcome === 'warn' || each.outcome === 'waived'

function ruleOf({ rule, title, cites, level, severity }: Finding, { profile }: Traffic): object {
  const reasons = cites.map((each) => explain(each, profile))
  const [address] = [helpFor(rule, profile) ?? [], ...cites.map((each) => addressOf(each, profile) ?? [])].flat()
  const requirement = `A conforming deployment ${title}.`
  const help = `${requirement} (${level})\n\nBecause:\n${reasons.map((each) => `- ${each}`).join('\n')}\n\nTo see what the rule sends and needs: npx ${suite.name} explain ${rule}`
  const isSecurity = severity === ('critical' satisfies Severity)
  return {
    id: rule,
    name: rule.replaceAll(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: plain(requirement) },
    fullDescription: { text: plain(requirement) },
    help: { text: plain(help), markdown: markdownOf(requirement, level, reasons, rule) },
    ...(address === undefined ? {} : { helpUri: address }),
    defaultConfiguration: { level: level === 'MUST' ? 'error' : 'note' },
    properties: {
      tags: ['api', 'conformance', ...(isSecurity ? ['security'] : [])],
      severity,
      ...(isSecurity ? { 'security-severity': criticalScore } : {}),
    },
  }
}

/** The texts are those of the rules and of the profile, which are Markdown already. */
const markdownOf = (requirement: string, level: string, reasons: readonly string[], rule: string): string =>
  [
    `${requirement} (**${level}**)`,
    '',
    'Because:',
    '',
    ...reasons.map((each) => `- ${each}`),
    '',
    `\`npx ${suite.name} explain ${rule}\` shows what the rule sends and needs.`,
  ].join('\n')

function resultOf(verdict: Finding, ruleIndex: number, report: Report, { definitions }: Traffic): object {
  const { id, rule, operation, exchange, severity, waived, expected, seen } = verdict
  const told = expected === undefined ? messageOf(verdict) : `expected ${expected}, got ${seen ?? 'something else'}`
  const place =
    definitions && ((operation === null ? undefined : definitions.operations[operation]) ?? { file: definitions.document, line: 1 })
  return {
    ruleId: rule,
    ruleIndex,
    level: levelOf(verdict),
    message: { text: inline(`${subjectOf(verdict)}: ${told}`) },
    locations: [
      {
        ...(place === undefined
          ? {}
          : {
              physicalLocation: {
                artifactLocation: { uri: place.file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
                region: { startLine: place.line },
              },
            }),
        logicalLocations: [
          operation === null
            ? { name: plain(report.target), kind: 'resource' }
            : { name: plain(operation), fullyQualifiedName: plain(`${report.target} ${operation}`), kind: 'function' },
        ],
      },
    ],
    partialFingerprints: { 'finding/v1': plain(id) },
    ...(waived === undefined
      ? {}
      : {
          suppressions: [
            { kind: 'external', status: 'accepted', justification: inline(`${waived.reason} (${waived.owner}, until ${waived.expires})`) },
          ],
        }),
    properties: {
      severity,
      ...(exchange === undefined
        ? {}
        : { request: foreign(exchange.request), status: exchange.status ?? null, curl: foreign(exchange.curl, maxOfCommand) }),
    },
  }
}

const maxOfCommand = 20_000

/** A violated SHOULD is a note. A violated MUST that the contract excuses on beta operations is a warning. */
function levelOf({ outcome, waived, level }: Finding): 'error' | 'warning' | 'note' {
  return (waived?.outcome ?? outcome) === 'fail' ? 'error' : level === 'SHOULD' ? 'note' : 'warning'
}

function invocationOf({ exitCode, startedAt, milliseconds, verdicts, ended }: Report): object {
  const notifications = (outcome: 'error' | 'inconclusive', level: 'error' | 'warning'): object[] =>
    [
      ...grouped(
        verdicts.filter((each) => each.outcome === outcome),
        ({ why = '' }) => why,
      ),
    ].map(([why, alike]) => ({
      level,
      descriptor: { id: outcome },
      message: { text: inline(`${why}: ${alike.map(({ id }) => id).join(', ')}`.slice(0, maxOfCommand)) },
    }))
  return {
    executionSuccessful: exitCode === 0 || exitCode === 1,
    exitCode,
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + Math.max(milliseconds, 0)).toISOString(),
    toolExecutionNotifications: [
      ...(ended === undefined ? [] : [{ level: 'error', descriptor: { id: 'ended' }, message: { text: inline(endedWords(ended)) } }]),
      ...notifications('error', 'error'),
      ...notifications('inconclusive', 'warning'),
    ],
  }
}

/** Returns a text in which nothing is a link or a placeholder (SARIF 2.1.0 §3.11). */
const plain = (text: string): string => text.split('\n').map(inline).join('\n')

/** The same in one line. */
const inline = (text: string): string =>
  foreign(text, maxOfCommand)
    .replaceAll('](', '] (')
    .replaceAll(/\{(\d+)\}/g, '{ $1 }')
