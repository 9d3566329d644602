import type { Finding } from '../../src/model/finding.ts'
import type { Review, ReviewedDown, ReviewedMigration, ReviewedStatement } from '../../src/model/review.ts'
import type { Change } from '../../src/model/schema.ts'
import type { MarkdownContext } from '../../src/report/markdown-context.ts'

/** Sample reviews: the values that reports are made of, without an engine. */

export function aStatement(overrides: Partial<ReviewedStatement> = {}): ReviewedStatement {
  return {
    index: 0,
    line: 1,
    endLine: 1,
    sql: 'CREATE TABLE refunds (id bigint PRIMARY KEY)',
    outcome: 'ran',
    error: null,
    durationMs: 2,
    locks: [],
    rewrites: [],
    scans: [],
    rowsChanged: 0,
    rows: [],
    evidence: 'measured',
    ...overrides,
  }
}

export function aDown(overrides: Partial<ReviewedDown> = {}): ReviewedDown {
  return {
    source: 'authored',
    path: 'db/migrations/0022_refunds.down.sql',
    sql: 'DROP TABLE refunds;\n',
    schema: 'equal',
    restoresSchema: true,
    restoresData: 'yes',
    losses: [],
    lost: (overrides.losses ?? []).map(name => ({ name, rows: null })),
    difference: [],
    again: 'equal',
    againDifference: [],
    statements: [],
    findings: [],
    corrected: null,
    keepData: null,
    ...overrides,
  }
}

export function aMigration(id: string, overrides: Partial<ReviewedMigration> = {}): ReviewedMigration {
  return {
    id,
    path: `db/migrations/${id}.sql`,
    format: 'plain',
    inReview: true,
    checksum: 'sha256:1111',
    digest: 'sha256:2222',
    transaction: 'wrapped',
    statements: [aStatement()],
    writeLockMs: null,
    changes: [{ action: 'add', object: 'table', name: 'public.refunds', detail: '1 column, 1 index' }],
    down: aDown({ path: `db/migrations/${id}.down.sql` }),
    kept: null,
    ...overrides,
  }
}

export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    rule: 'set-not-null-scan',
    severity: 'error',
    path: 'db/migrations/0023_orders_customer.sql',
    line: 1,
    endLine: 1,
    message: 'Reads and writes of public.orders wait while every row is checked.',
    fix: null,
    evidence: 'measured',
    statement: null,
    suppressed: null,
    ...overrides,
  }
}

/** Counts follow from the rest, unless said otherwise. */
export function aReview(overrides: Partial<Review> = {}): Review {
  const migrations = overrides.migrations ?? [aMigration('0022_refunds')]
  const findings = overrides.findings ?? []
  const statements = migrations.flatMap(migration => migration.statements)
  const open = (severity: Finding['severity']): number =>
    findings.filter(finding => finding.severity === severity && finding.suppressed === null).length
  const ended = (outcome: ReviewedStatement['outcome']): number =>
    statements.filter(statement => statement.outcome === outcome).length
  return {
    format: 'migration-gate/review@1',
    verdict: open('error') > 0 || ended('unparsed') + ended('unverified') > 0 ? 'block' : 'pass',
    planDigest: 'sha256:77e0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e',
    engine: { dialect: 'postgres', version: '18.6', kind: 'embedded' },
    base: { source: 'migrations', ref: 'main' },
    picture: null,
    queries: null,
    drift: [],
    driftVerdict: null,
    snapshot: null,
    batchDown: { schema: 'equal', difference: [] },
    baseProblems: [],
    baseNotices: [],
    ...overrides,
    migrations,
    findings,
    counts: {
      error: open('error'),
      warning: open('warning'),
      notice: open('notice'),
      suppressed: findings.filter(finding => finding.suppressed !== null).length,
      statements: statements.length,
      measured: statements.filter(({ evidence }) => evidence === 'measured').length,
      unparsed: ended('unparsed'),
      unverified: ended('unverified'),
      ...overrides.counts,
    },
  }
}

export const aContext: MarkdownContext = {
  commit: '3f2a91c4d5e6f708192a3b4c5d6e7f8091a2b3c4',
  runUrl: 'https://github.com/acme/shop/actions/runs/1234567',
  fileUrl: (path, line) => `https://github.com/acme/shop/blob/3f2a91c/${path}#L${line}`,
  ruleUrl: rule => `https://example.com/rules/${rule}.md`,
  folders: ['db/migrations'],
  now: '2026-11-20T10:30:00Z',
}

/** Two small migrations, all proven: the pull request of every day. */
export const cleanReview: Review = aReview({
  migrations: [
    aMigration('0021_customer_notes', {
      statements: [
        aStatement({ sql: 'CREATE TABLE notes (id bigint PRIMARY KEY, body text)' }),
        aStatement({ index: 1, line: 3, endLine: 3, sql: 'CREATE INDEX notes_body ON notes (body)' }),
      ],
      changes: [{ action: 'add', object: 'table', name: 'public.notes', detail: '2 columns, 2 indexes' }],
      down: aDown({ sql: 'DROP TABLE notes;\n' }),
    }),
    aMigration('0022_refunds'),
  ],
})

const requireCustomer = [
  'ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_not_null CHECK (public.orders.customer_id IS NOT NULL) NOT VALID;',
  '-- in the next migration:',
  'ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_not_null;',
  'ALTER TABLE public.orders ALTER COLUMN customer_id SET NOT NULL;',
  'ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_not_null;',
].join('\n')

/** Three migrations with two dangers, a warning, a notice and an accepted one. */
export const blockingReview: Review = aReview({
  planDigest: 'sha256:9b1c44d2a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c',
  base: { source: 'snapshot', ref: 'main' },
  snapshot: { environment: 'staging', takenAt: '2026-11-20T08:00:00Z', serverVersion: '16.4' },
  driftVerdict: 'equal',
  migrations: [
    aMigration('0022_refunds', {
      statements: [
        aStatement({
          line: 2,
          endLine: 9,
          sql: [
            'CREATE TABLE refunds (',
            '  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,',
            '  order_id bigint NOT NULL REFERENCES orders (id),',
            '  amount numeric(12,2) NOT NULL CHECK (amount > 0),',
            "  reason text NOT NULL DEFAULT '',",
            '  created_at timestamptz NOT NULL DEFAULT now(),',
            '  paid_at timestamptz',
            ')',
          ].join('\n'),
          locks: [{ relation: 'public.orders', mode: 'ShareRowExclusiveLock' }],
        }),
        aStatement({
          index: 1,
          line: 11,
          endLine: 11,
          sql: "COMMENT ON TABLE refunds IS 'Money that goes back to customers'",
        }),
      ],
      changes: [
        {
          action: 'add',
          object: 'table',
          name: 'public.refunds',
          detail: '6 columns, 1 index, references public.orders',
        },
      ],
    }),
    aMigration('0023_orders_customer', {
      statements: [
        aStatement({
          line: 1,
          endLine: 1,
          sql: "SET lock_timeout = '2s'",
        }),
        aStatement({
          index: 1,
          line: 4,
          endLine: 4,
          sql: 'ALTER TABLE orders ALTER customer_id SET NOT NULL',
          locks: [{ relation: 'public.orders', mode: 'AccessExclusiveLock' }],
          scans: ['public.orders'],
        }),
      ],
      changes: [
        {
          action: 'alter',
          object: 'column',
          name: 'public.orders.customer_id',
          detail: 'bigint → bigint not null',
        },
      ],
      down: aDown({
        source: 'generated',
        path: null,
        sql: 'ALTER TABLE public.orders ALTER COLUMN customer_id DROP NOT NULL;',
      }),
    }),
    aMigration('0024_customers_fax', {
      statements: [
        aStatement({
          sql: 'ALTER TABLE customers DROP COLUMN fax',
          locks: [{ relation: 'public.customers', mode: 'AccessExclusiveLock' }],
        }),
      ],
      changes: [{ action: 'drop', object: 'column', name: 'public.customers.fax', detail: 'varchar(40)' }],
      down: aDown({
        source: 'generated',
        path: null,
        sql: 'ALTER TABLE public.customers ADD COLUMN fax character varying(40);',
        schema: 'equal-except-order',
        difference: [
          {
            action: 'alter',
            object: 'table',
            name: 'public.customers',
            detail: 'columns id, fax, name → id, name, fax',
          },
        ],
        restoresData: 'no',
        losses: ['public.customers.fax'],
      }),
    }),
  ],
  batchDown: { schema: 'equal-except-order', difference: [] },
  findings: [
    aFinding({
      rule: 'foreign-key-missing-index',
      severity: 'warning',
      path: 'db/migrations/0022_refunds.sql',
      line: 4,
      endLine: 4,
      message: 'Deleting a row of public.orders will scan public.refunds: its foreign key has no index.',
      fix: 'CREATE INDEX CONCURRENTLY ON public.refunds (order_id);',
      evidence: 'inferred',
    }),
    aFinding({
      line: 4,
      endLine: 4,
      message:
        'Reads and writes of public.orders wait while every row is checked for a null in public.orders.customer_id.',
      fix: requireCustomer,
    }),
    aFinding({
      rule: 'drop-column',
      path: 'db/migrations/0024_customers_fax.sql',
      message: 'public.customers.fax and its values are gone, and code that still reads it fails.',
      fix: 'Deploy code that no longer uses it, then drop it in a later release.',
    }),
    aFinding({
      rule: 'lock-on-small-table',
      severity: 'notice',
      path: 'db/migrations/0022_refunds.sql',
      line: 2,
      endLine: 9,
      message: 'Writes to public.orders wait for a moment while the foreign key is made.',
    }),
  ],
})

/** No shadow was asked for: nothing ran, and nothing was found in the text. */
export const onlyReadReview: Review = aReview({
  engine: { dialect: 'postgres', version: '', kind: 'none' },
  base: { source: 'empty', ref: null },
  migrations: [
    aMigration('0022_refunds', {
      statements: [aStatement({ outcome: 'not-run', evidence: 'inferred' })],
      changes: [],
      down: aDown({ schema: 'unverified', restoresSchema: false, restoresData: 'unknown' }),
    }),
  ],
  batchDown: null,
})

/** The shadow could not settle everything: what it says must not look like a pass. */
export const unsettledReview: Review = aReview({
  migrations: [
    aMigration('0030_search', {
      statements: [
        aStatement({
          sql: 'CREATE INDEX places_near ON places USING gist (spot)',
          outcome: 'unverified',
          evidence: 'inferred',
          error: { code: '42P01', message: 'relation "places" does not exist' },
        }),
        aStatement({
          index: 1,
          line: 2,
          endLine: 2,
          sql: 'CREATE TABEL oops (id int)',
          outcome: 'unparsed',
          evidence: 'inferred',
          error: { code: '42601', message: 'syntax error at or near "TABEL"' },
        }),
        aStatement({ index: 2, line: 3, endLine: 3, outcome: 'not-run', evidence: 'inferred' }),
      ],
      changes: [],
      down: aDown({
        schema: 'impossible',
        restoresSchema: false,
        restoresData: 'unknown',
        difference: [
          { action: 'alter', object: 'down', name: 'down', detail: 'line 1: table "refunds" does not exist' },
        ],
      }),
    }),
    aMigration('0031_statuses', {
      statements: [
        aStatement({
          sql: "UPDATE orders SET status = 'open' WHERE status IS NULL",
          locks: [{ relation: 'public.orders', mode: 'RowExclusiveLock' }],
          scans: ['public.orders'],
          rowsChanged: 3,
          rows: [],
        }),
      ],
      changes: [],
      down: aDown({
        schema: 'unequal',
        restoresSchema: false,
        restoresData: 'unknown',
        sql: 'DROP INDEX orders_status;',
        difference: [
          {
            action: 'drop',
            object: 'index',
            name: 'public.orders_status',
            detail: 'on orders using btree (status)',
          },
        ],
      }),
    }),
  ],
  batchDown: { schema: 'unverified', difference: [] },
  baseProblems: [
    {
      path: 'db/migrations/0007_postgis.sql',
      line: 1,
      code: '0A000',
      message: 'extension "postgis" is not available',
    },
  ],
  baseNotices: [
    {
      kind: 'role',
      name: 'reporting',
      path: 'db/migrations/0003_reports.sql',
      line: 4,
      message: 'role reporting is made by no migration before it is used: it was made for the replay',
    },
  ],
  drift: [
    { action: 'add', object: 'index', name: 'public.orders_hotfix', detail: 'on orders using btree (id)' },
  ],
  findings: [
    aFinding({
      rule: 'could-not-verify',
      path: 'db/migrations/0030_search.sql',
      message: 'Nobody knows what this does in production: relation "places" does not exist.',
      fix: 'Remove the reason, or review the statement by hand and accept it.',
      evidence: 'inferred',
    }),
    aFinding({
      rule: 'unparsed-statement',
      path: 'db/migrations/0030_search.sql',
      line: 2,
      endLine: 2,
      message: 'The deploy stops here: PostgreSQL cannot read this (syntax error at or near "TABEL").',
      fix: 'Correct the syntax.',
      evidence: 'inferred',
    }),
    aFinding({
      rule: 'column-type-rewrite',
      path: 'db/migrations/0031_statuses.sql',
      severity: 'error',
      message: 'Reads and writes of public.orders wait while it is written anew.',
      suppressed: 'the table is empty until the launch in May',
    }),
  ],
})

/** A small random generator, so that a failing case can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const nastyBits = [
  ...['|', '`', '```', '~~~', '<', '>', '&', '&lt;', '&#64;', '@acme/owners', '#12', 'GH-1', 'acme/shop#3'],
  ...['[x](javascript:alert(1))', '![i](https://e.example/p.png)', '</details>', '<!--', '-->', '<script>'],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\n\n# h\n',
    '\u202e',
    '\u200b',
    '\u0000',
    '\u001b[31m',
    '\u009b2J',
    '\u2028',
    '\u{e0041}',
  ],
  ...[
    '*',
    '**',
    '_',
    '\\',
    '\\|',
    '~~',
    '$',
    '- ',
    '1. ',
    '+ ',
    '---',
    '    ',
    ':smile:',
    'https://e.example/x',
  ],
  ...[
    'www.e.example',
    'a@b.example',
    '"',
    "'",
    '\ud800',
    '😀',
    '⚠️',
    'é',
    'a_b',
    'orders',
    ' ',
    '%',
    '::error::',
  ],
]

/** Text that wants out of its cell, its fence, its line or its terminal. */
export function nastyText(random: () => number, bits = 6): string {
  const pick = (): string => nastyBits[Math.floor(random() * nastyBits.length)] ?? ''
  return Array.from({ length: 1 + Math.floor(random() * bits) }, pick).join('')
}

const severities = ['error', 'warning', 'notice'] as const
const outcomes = ['ran', 'failed', 'not-run', 'unparsed', 'unverified'] as const
const downs = ['equal', 'equal-except-order', 'unequal', 'impossible', 'unverified'] as const

/** A review of a whole year: far too long for a comment, and nasty all over. */
export function hugeReview(seed: number, findings = 5_000, sqlLength = 1_000_000): Review {
  const random = randomFrom(seed)
  const nasty = (): string => nastyText(random)
  const any = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0]
  const paths = Array.from({ length: 60 }, (_, index) => `db/migrations/${index}${nasty()}.sql`)
  const statements = Array.from({ length: 4 }, (_, index) =>
    aStatement({
      index,
      line: index + 1,
      endLine: index + 1,
      sql: `SELECT ${nasty()} ${'x, \n'.repeat(Math.ceil(sqlLength / paths.length / 20))}${nasty()}`,
      outcome: any(outcomes),
      error: { code: nasty(), message: nasty() },
      locks: [{ relation: `public.${nasty()}`, mode: any(['AccessExclusiveLock', nasty()]) }],
      scans: [nasty()],
      evidence: any(['measured', 'inferred']),
    }),
  )
  const change = (): Change => ({
    action: any(['add', 'drop', 'alter']),
    object: 'table',
    name: nasty(),
    detail: nasty(),
  })
  return aReview({
    verdict: 'block',
    base: { source: 'snapshot', ref: nasty() },
    snapshot: { environment: nasty(), takenAt: nasty(), serverVersion: nasty() },
    driftVerdict: 'different',
    migrations: paths.map(path => {
      const schema = any(downs)
      return aMigration(nasty(), {
        path,
        statements,
        changes: Array.from({ length: 50 }, change),
        down: aDown({
          schema,
          sql: nasty().repeat(200),
          losses: [nasty(), nasty()],
          difference: [change(), change()],
        }),
      })
    }),
    drift: Array.from({ length: 500 }, change),
    baseProblems: paths.map(path => ({ path, line: 1, code: nasty(), message: nasty() })),
    baseNotices: paths.map(path => ({
      kind: any(['no-empty-start', 'role', 'schema', 'extension', 'code-step']),
      name: nasty(),
      path,
      line: 1,
      message: nasty(),
    })),
    findings: Array.from({ length: findings }, (_, index) =>
      aFinding({
        rule: nasty(),
        severity: any(severities),
        path: any([paths[index % paths.length] ?? '', nasty()]),
        message: nasty().repeat(1 + (index % 40)),
        fix: any([null, nasty(), `${nasty()}\n${nasty().repeat(20)};`]),
        evidence: any(['measured', 'inferred']),
        suppressed: index % 50 === 0 ? nasty() : null,
      }),
    ),
  })
}
