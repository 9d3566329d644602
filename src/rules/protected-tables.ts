import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { bareName } from './support/names.ts'

export const rule: Rule = {
  id: 'protected-tables',
  preset: 'policy',
  covers: ['ownership'],
  title: 'A protected table is touched',
  why: [
    'The team named tables that no migration touches, neither their rows nor their form:',
    '',
    '```yaml',
    'policy:',
    '  protected-tables: [payments, audit.*]',
    '```',
    '',
    'What counts is what was locked for writing or changed, so code and triggers that reach the table are seen as well.',
    'Who may touch which table all the same is said where the finding is accepted: in `.migration-gate/accepted.yml`,',
    'which a line in CODEOWNERS can guard.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Leave the table as it is, or have those who guard it accept the finding.',
  bad: [],
  good: [],
  *check(context) {
    const patterns = (context.policy['protected-tables'] ?? []).map(patternOf)
    if (patterns.length === 0) return
    for (const step of steps(context)) {
      for (const table of touched(context, step)) {
        if (!patterns.some(pattern => pattern.test(plainName(table)))) continue
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `${table} is protected by the team's policy, and this changes it.`,
          fix: rule.fix,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

/** Locks that reading alone does not take; of a foreign key the parent's rows are only looked at. */
const reading: ReadonlySet<string> = new Set(['RowShareLock', 'RESERVED'])

/** By the names that they had before, each once; what the change itself makes is nobody's yet. */
function touched({ schemaBefore }: RuleContext, step: Step): ReadonlySet<string> {
  const { trace, statement } = step.traced
  if (trace.outcome === 'failed') return new Set()
  const isIndex = (name: string) => schemaBefore !== null && !schemaBefore.objects.has(`table ${name}`)
  const named = statement.operations.flatMap(operation => ('table' in operation ? [operation.table] : []))
  const locked = trace.locks.flatMap(({ relation, mode }) => (reading.has(mode) ? [] : [relation]))
  const written = trace.rows.map(({ table }) => table)
  const live = [...locked, ...written, ...named].flatMap(table => step.liveTable(table) ?? [])
  return new Set(live.map(table => step.origin(table) ?? table).filter(table => !isIndex(table)))
}

/** `public.orders`, without quotes. */
function plainName(table: string): string {
  const schema = table.slice(0, table.lastIndexOf('.'))
  return `${schema.replaceAll('"', '')}.${bareName(table)}`
}

/** `orders` stands for the default schema's, `audit.*` for all of a schema. */
function patternOf(text: string): RegExp {
  const name = text.includes('.') ? text : `{public,main}.${text}`
  const escaped = name
    .replaceAll('"', '')
    .replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replace('{public,main}', '(?:public|main)')
    .replaceAll(/[{}]/g, String.raw`\$&`)
  return new RegExp(`^${escaped}$`, 'isu')
}
