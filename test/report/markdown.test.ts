import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../src/report/markdown.ts'
import {
  aContext,
  aDown,
  aFinding,
  aMigration,
  aReview,
  aStatement,
  blockingReview,
  cleanReview,
  onlyReadReview,
  unsettledReview,
} from '../support/reviews.ts'

const render = (review: Parameters<typeof renderMarkdown>[0]): string =>
  renderMarkdown(review, { ...aContext, fileUrl: () => null, ruleUrl: rule => `https://r.example/${rule}` })

test('a clean change gets one line', () => {
  expect(render(cleanReview)).toMatchInlineSnapshot(`
    "### ✅ Migration Gate: safe to merge

    2 migrations, 3 statements measured, both downs proven, no data lost. <sub>commit \`3f2a91c\` · plan \`sha256:77e0a1b2…\` · [details](https://github.com/acme/shop/actions/runs/1234567)</sub>
    "
  `)
})

test('a danger is told with its evidence and its way out', () => {
  expect(render(blockingReview)).toMatchInlineSnapshot(`
    "### ⛔ Migration Gate: 2 problems block this merge

    3 migrations in \`db/migrations\` · compared with **staging** as of 2 hours ago, no drift · 5 of 5 statements measured

    |  | Where | What happens in production | Instead |
    |---|---|---|---|
    | ⛔ | <code>0023_orders_<wbr>customer.sql:4</code> | Reads and writes of \`orders\` wait while every row is checked for a null in \`orders.customer_id\`.<br>_measured: ACCESS EXCLUSIVE on \`orders\`, full scan, no rewrite · [set-not-null-scan](https://r.example/set-not-null-scan)_ | Add \`CHECK (column IS NOT NULL) NOT VALID\`; in the next migration validate it, set NOT NULL and drop the CHECK. **SQL 1** below. |
    | ⛔ | <code>0024_customers_<wbr>fax.sql:1</code> | \`customers.fax\` and its values are gone, and code that still reads it fails.<br>_measured: ACCESS EXCLUSIVE on \`customers\` · [drop-column](https://r.example/drop-column)_ | Deploy code that no longer uses it, then drop it in a later release. |
    | ⚠️ | \`0022_refunds.sql:4\` | Deleting a row of \`orders\` will scan \`refunds\`: its foreign key has no index.<br>_from the text · [foreign-key-missing-index](https://r.example/foreign-key-missing-index)_ | \`CREATE INDEX CONCURRENTLY ON public.refunds (order_id);\` |

    <details><summary>SQL to run instead</summary>

    **SQL 1** for <code>0023_orders_<wbr>customer.sql:4</code>

    \`\`\`sql
    ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_not_null CHECK (public.orders.customer_id IS NOT NULL) NOT VALID;
    -- in the next migration:
    ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_not_null;
    ALTER TABLE public.orders ALTER COLUMN customer_id SET NOT NULL;
    ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_not_null;
    \`\`\`

    </details>

    **What changes**

    \`\`\`diff
    + table   refunds             6 columns, 1 index, references public.orders
    ! column  orders.customer_id  bigint → bigint not null
    - column  customers.fax       varchar(40)
    \`\`\`

    **The way back**

    | Migration | Down | Schema | Data |
    |---|---|---|---|
    | \`0022_refunds\` | yours | ✅ restored | ✅ nothing to lose |
    | \`0023_orders_customer\` | generated | ✅ restored | ✅ kept |
    | \`0024_customers_fax\` | generated | ✅ restored, other column order | ❌ \`customers.fax\` is lost |
    | all of them, last first |  | ✅ restored, other column order |  |

    <details><summary>1 notice</summary>

    |  | Where | What happens in production |
    |---|---|---|
    | ℹ️ | \`0022_refunds.sql:2\` | Writes to \`orders\` wait for a moment while the foreign key is made.<br>_measured: SHARE ROW EXCLUSIVE on \`orders\` · [lock-on-small-table](https://r.example/lock-on-small-table)_ |

    </details>

    <details><summary><code>0022_refunds.sql</code>: 2 statements, down</summary>

    | Line | Statement | Lock | Rewrite | Scan |
    |---|---|---|---|---|
    | 2 | \`CREATE TABLE refunds ( id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigin…\` | SHARE ROW EXCLUSIVE \`orders\` | no | no |
    | 11 | \`COMMENT ON TABLE refunds IS 'Money that goes back to customers'\` | none | no | no |

    Up

    \`\`\`sql
    CREATE TABLE refunds (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      order_id bigint NOT NULL REFERENCES orders (id),
      amount numeric(12,2) NOT NULL CHECK (amount > 0),
      reason text NOT NULL DEFAULT '',
      created_at timestamptz NOT NULL DEFAULT now(),
      paid_at timestamptz
    );

    COMMENT ON TABLE refunds IS 'Money that goes back to customers';
    \`\`\`

    Down (yours): restored

    \`\`\`sql
    DROP TABLE refunds;
    \`\`\`

    </details>

    <details><summary><code>0023_orders_customer.sql</code>: 2 statements, down</summary>

    | Line | Statement | Lock | Rewrite | Scan |
    |---|---|---|---|---|
    | 1 | \`SET lock_timeout = '2s'\` | none | no | no |
    | 4 | \`ALTER TABLE orders ALTER customer_id SET NOT NULL\` | ACCESS EXCLUSIVE \`orders\` | no | \`orders\` |

    Down (generated): restored

    \`\`\`sql
    ALTER TABLE public.orders ALTER COLUMN customer_id DROP NOT NULL;
    \`\`\`

    </details>

    <details><summary><code>0024_customers_fax.sql</code>: 1 statement, down</summary>

    | Line | Statement | Lock | Rewrite | Scan |
    |---|---|---|---|---|
    | 1 | \`ALTER TABLE customers DROP COLUMN fax\` | ACCESS EXCLUSIVE \`customers\` | no | no |

    Down (generated): restored, other column order

    \`\`\`sql
    ALTER TABLE public.customers ADD COLUMN fax character varying(40);
    \`\`\`

    After up and down only the order of columns is another:

    \`\`\`diff
    ! table  customers  columns id, fax, name → id, name, fax
    \`\`\`

    </details>

    <sub>commit \`3f2a91c\` · plan \`sha256:9b1c44d2…\` · shadow: embedded PostgreSQL 18.6, staging: 16.4 · [run](https://github.com/acme/shop/actions/runs/1234567)</sub>
    "
  `)
})

test('what could not be found out looks like that', () => {
  expect(render(unsettledReview)).toMatchInlineSnapshot(`
    "### ⛔ Migration Gate: 2 problems block this merge

    2 migrations in \`db/migrations\` · on top of **main** · 1 of 4 statements measured, 1 not run, 1 not understood, 1 not verified

    |  | Where | What happens in production | Instead |
    |---|---|---|---|
    | ⛔ | \`0030_search.sql:1\` | Nobody knows what this does in production: relation "places" does not exist.<br>_from the text · [could-not-verify](https://r.example/could-not-verify)_ | Remove the reason, or review the statement by hand and accept it. |
    | ⛔ | \`0030_search.sql:2\` | The deploy stops here: PostgreSQL cannot read this (syntax error at or near "TABEL").<br>_from the text · [unparsed-statement](https://r.example/unparsed-statement)_ | Correct the syntax. |

    **The way back**

    | Migration | Down | Schema | Data |
    |---|---|---|---|
    | \`0030_search\` | yours | ⛔ cannot be undone: line 1: table "refunds" does not exist | ❔ unknown |
    | \`0031_statuses\` | yours | ❌ not restored: lost index orders_status | ❔ unknown |
    | all of them, last first |  | ❔ not verified |  |

    **Drift**: the snapshot differs from what the migrations of the base build

    \`\`\`diff
    + index  orders_hotfix  on orders using btree (id)
    \`\`\`

    <details><summary>1 thing made, left out or passed over to replay the base</summary>

    | Where | What |
    |---|---|
    | <code>db/migrations/<wbr>0003_<wbr>reports.sql:4</code> | role reporting is made by no migration before it is used: it was made for the replay |

    </details>

    <details><summary>1 statement of the base could not be replayed; what builds on it is not verified</summary>

    | Where | Error |
    |---|---|
    | <code>db/migrations/<wbr>0007_<wbr>postgis.sql:1</code> | extension "postgis" is not available (0A000) |

    </details>

    <details><summary>1 danger accepted on purpose</summary>

    |  | Where | What happens in production | Accepted because |
    |---|---|---|---|
    | ⛔ | \`0031_statuses.sql:1\` | Reads and writes of \`orders\` wait while it is written anew.<br>_[column-type-rewrite](https://r.example/column-type-rewrite)_ | the table is empty until the launch in May |

    </details>

    <details><summary><code>0030_search.sql</code>: 3 statements, down</summary>

    | Line | Statement | Lock | Rewrite | Scan |
    |---|---|---|---|---|
    | 1 | \`CREATE INDEX places_near ON places USING gist (spot)\` | **not verified**: relation "places" does not exist | ? | ? |
    | 2 | \`CREATE TABEL oops (id int)\` | **not understood**: syntax error at or near "TABEL" | ? | ? |
    | 3 | \`CREATE TABLE refunds (id bigint PRIMARY KEY)\` | not run | ? | ? |

    Down (yours): cannot be undone

    \`\`\`sql
    DROP TABLE refunds;
    \`\`\`

    </details>

    <details><summary><code>0031_statuses.sql</code>: 1 statement, down</summary>

    | Line | Statement | Lock | Rewrite | Scan |
    |---|---|---|---|---|
    | 1 | \`UPDATE orders SET status = 'open' WHERE status IS NULL\` | ROW EXCLUSIVE \`orders\` | no | \`orders\` |

    Down (yours): not restored

    \`\`\`sql
    DROP INDEX orders_status;
    \`\`\`

    After up and down, the schema differs from the one before:

    \`\`\`diff
    - lost  index  orders_status  on orders using btree (status)
    \`\`\`

    </details>

    <sub>commit \`3f2a91c\` · plan \`sha256:77e0a1b2…\` · shadow: embedded PostgreSQL 18.6 · [run](https://github.com/acme/shop/actions/runs/1234567)</sub>
    "
  `)
})

test('what was only read is not called safe', () => {
  expect(render(onlyReadReview)).toMatchInlineSnapshot(`
    "### ✅ Migration Gate: nothing found by reading

    1 migration, 1 statement read and none run: locks, scans and the way back are not measured. <sub>commit \`3f2a91c\` · plan \`sha256:77e0a1b2…\` · [details](https://github.com/acme/shop/actions/runs/1234567)</sub>
    "
  `)
})

test('what the base needs is set as code, and no text of a base can end it', () => {
  const notice = { kind: 'no-empty-start', name: '', path: 'm/1.sql', line: 1 } as const
  const message = (table: string) => `first: relation "${table}" does not exist. Set \`preset: supabase\``
  const told = (table: string) =>
    render({ ...blockingReview, baseNotices: [{ ...notice, message: message(table) }] })
  expect(told('users')).toContain('**Base**: first: relation "users" does not exist. Set `preset: supabase`.')
  expect(told('a`b<b>|')).not.toMatch(/<b>|"a`b/)
})

describe('a notice alone', () => {
  const review = aReview({ findings: [aFinding({ severity: 'notice' })] })
  test('stays folded under the one line', () => {
    expect(render(review)).toMatch(
      /^### ✅ Migration Gate: safe to merge\n\n1 migration, .+\n\n<details><summary>1 notice</,
    )
  })
})

describe('claims are made only where the review makes them', () => {
  const lossy = aDown({ restoresData: 'unknown' })
  const failed = aDown({ schema: 'unequal', restoresSchema: false })
  test.each([
    ['a down that keeps unknown data', aReview({ migrations: [aMigration('1', { down: lossy })] })],
    ['a down that does not restore', aReview({ migrations: [aMigration('1', { down: failed })] })],
    ['downs that fail together', aReview({ batchDown: { schema: 'unequal', difference: [] } })],
    ['drift', aReview({ drift: [{ action: 'add', object: 'index', name: 'public.i', detail: '' }] })],
    [
      'a statement that was not run',
      aReview({
        migrations: [
          aMigration('1', { statements: [aStatement({ outcome: 'not-run', evidence: 'inferred' })] }),
        ],
      }),
    ],
  ])('%s', (_, review) => {
    const markdown = render(review)
    expect(markdown).not.toContain('no data lost')
    expect(markdown).toContain('**The way back**')
  })

  test('a trace in doubt is not measured', () => {
    const statement = aStatement({
      outcome: 'unverified',
      locks: [{ relation: 'public.orders', mode: 'AccessExclusiveLock' }],
    })
    const markdown = render(
      aReview({
        migrations: [aMigration('0023_orders_customer', { statements: [statement] })],
        findings: [aFinding()],
      }),
    )
    expect(markdown).toContain('0 of 1 statement measured, 1 not verified')
    expect(markdown).not.toContain('ACCESS EXCLUSIVE')
  })

  test('evidence is shown only where it is plain which statement is meant', () => {
    const on = (relation: string): ReturnType<typeof aStatement> =>
      aStatement({ locks: [{ relation, mode: 'AccessExclusiveLock' }] })
    const markdown = render(
      aReview({
        migrations: [
          aMigration('0023_orders_customer', {
            statements: [on('public.one'), { ...on('public.two'), index: 1 }],
          }),
        ],
        findings: [aFinding()],
      }),
    )
    expect(markdown).toContain('_measured · [set-not-null-scan]')
  })
})

test('many ways back that all hold become a sentence', () => {
  const migrations = Array.from({ length: 14 }, (_, index) => aMigration(`${index}_x`))
  const lost = aMigration('14_y', { down: aDown({ restoresData: 'no', losses: ['public.a', 'public.b'] }) })
  const markdown = render(
    aReview({ migrations: [...migrations, lost], findings: [aFinding({ severity: 'warning' })] }),
  )
  expect(markdown).toContain('| `14_y` | yours | ✅ restored | ❌ `a`, `b` are lost |')
  expect(markdown).toContain('The other 14 downs proven, schema restored and no data lost.')
  expect(markdown).not.toContain('| `3_x` |')
})

test('findings that share a fix share its number', () => {
  const fix = `CREATE INDEX CONCURRENTLY a ON b (c);\n${'-- in the next migration:\n'}SELECT 1;`
  const review = aReview({ findings: [aFinding({ fix }), aFinding({ fix, line: 9, endLine: 9 })] })
  const markdown = render(review)
  expect(markdown.match(/\*\*SQL 1\*\* below/g)).toHaveLength(2)
  expect(markdown).not.toContain('SQL 2')
})

test('what became of rows stands beside the statement, where any were touched', () => {
  const drop = aStatement({
    sql: 'DROP TABLE posts',
    locks: [{ relation: 'main', mode: 'RESERVED' }],
    rows: [
      { table: 'main.comments', before: 3, after: 0, changed: false },
      { table: 'main.`x`', before: 2, after: 2, changed: true },
    ],
  })
  const select = aStatement({ line: 2, endLine: 2, sql: 'SELECT 1' })
  const findings = [aFinding({ severity: 'warning' })]
  const markdown = render(
    aReview({ migrations: [aMigration('1', { statements: [drop, select] })], findings }),
  )
  expect(markdown).toContain('| Line | Statement | Lock | Rewrite | Scan | Rows in the shadow |')
  expect(markdown).toContain(
    '| 1 | `DROP TABLE posts` | write lock `main` | no | no | `main.comments` 3 → 0<br><code>main.&#96;x&#96;</code> other values |',
  )
  expect(markdown).toContain('| 2 | `SELECT 1` | none | no | no |  |')
  expect(
    render(aReview({ migrations: [aMigration('1', { statements: [select] })], findings })),
  ).not.toContain('Rows in the shadow')
})
