import { expect, test } from 'vitest'
import { fix } from '../../src/commands/fix.ts'
import { configSchema } from '../../src/config/config.ts'
import { rowsOf } from '../support/form.ts'

type Files = Readonly<Record<string, string>>

interface Row {
  readonly title: string
  readonly format: string
  readonly base: Files
  readonly change: Files
  /** What is written, by file; `null` is a file that goes. */
  readonly written: Readonly<Record<string, string | null>>
  /** What the rules say of the files as they are then. */
  readonly left: readonly string[]
}

const orders = 'CREATE TABLE orders (id int PRIMARY KEY, customer_id int, note text);'
const plain = { '0001_base.sql': orders }
const goose = { '001_base.sql': `-- +goose Up\n${orders}\n-- +goose Down\nDROP TABLE orders;\n` }
const dbmate = { '001_base.sql': `-- migrate:up\n${orders}\n-- migrate:down\nDROP TABLE orders;\n` }
const required = [
  'ALTER TABLE public.orders VALIDATE CONSTRAINT orders_customer_id_not_null;',
  'ALTER TABLE public.orders ALTER COLUMN customer_id SET NOT NULL;',
  'ALTER TABLE public.orders DROP CONSTRAINT orders_customer_id_not_null;',
  '',
].join('\n')

const rows: readonly Row[] = [
  {
    title:
      'plain: in its place, and what follows in a migration behind, each with its proven down; lines end as before',
    format: 'plain',
    base: plain,
    change: {
      '0002_change.sql':
        '\uFEFF-- why\r\nCREATE INDEX i ON orders (customer_id);\r\nALTER TABLE orders ALTER customer_id SET NOT NULL;\r\n',
      '0002_change.down.sql': 'ALTER TABLE orders ALTER customer_id DROP NOT NULL;\nDROP INDEX i;\n',
    },
    written: {
      '0002_change.sql': [
        '\uFEFF-- why',
        'CREATE INDEX CONCURRENTLY i ON orders (customer_id);',
        'ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_not_null CHECK (customer_id IS NOT NULL) NOT VALID;',
        '',
      ].join('\r\n'),
      '0003_change_then.sql': required,
      '0002_change.down.sql': expect.stringContaining('DROP CONSTRAINT "orders_customer_id_not_null"'),
      '0003_change_then.down.sql': expect.stringContaining('ALTER COLUMN "customer_id" DROP NOT NULL'),
    },
    left: ['fails-on-some-rows warning'],
  },
  {
    title: 'plain: a fix in words, and one that comes after work by hand, are left to the author',
    format: 'plain',
    base: plain,
    change: {
      '0002_change.sql':
        'ALTER TABLE orders ALTER note TYPE int USING 1;\nALTER TABLE orders ADD at timestamptz DEFAULT clock_timestamp();\n',
    },
    written: {},
    left: ['column-type-rewrite error', 'add-column-volatile-default error'],
  },
  {
    title: 'plain: one fix that leads elsewhere does not keep the other away',
    format: 'plain',
    base: { '0001_base.sql': `${orders}\nCREATE INDEX i ON orders (note);` },
    change: {
      '0002_change.sql': 'CREATE INDEX k ON orders (customer_id);\nALTER TABLE orders RENAME TO purchases;\n',
    },
    written: {
      '0002_change.sql':
        'CREATE INDEX CONCURRENTLY k ON orders (customer_id);\nALTER TABLE orders RENAME TO purchases;\n',
    },
    left: ['rename-table error'],
  },
  {
    title: 'goose: the only statement, with the mark that keeps goose from a transaction',
    format: 'goose',
    base: goose,
    change: {
      '002_change.sql':
        '-- +goose Up\nCREATE INDEX i ON orders (customer_id);\n-- +goose Down\nDROP INDEX i;\n',
    },
    written: {
      '002_change.sql':
        '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY i ON orders (customer_id);\n-- +goose Down\nDROP INDEX i;\n',
    },
    left: [],
  },
  {
    title: 'dbmate: one of two statements, into a file of its own',
    format: 'dbmate',
    base: dbmate,
    change: {
      '002_change.sql':
        "-- migrate:up\nSET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN x int;\nCREATE INDEX i ON orders (customer_id);\n-- migrate:down\nDROP INDEX IF EXISTS i;\nALTER TABLE orders DROP COLUMN x;\n",
    },
    written: {
      '002_change.sql':
        "-- migrate:up\nSET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN x int;\n-- migrate:down\nDROP INDEX IF EXISTS i;\nALTER TABLE orders DROP COLUMN x;\n",
      '003_change_then.sql':
        '-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON orders (customer_id);\n\n-- migrate:down transaction:false\nDROP INDEX "public"."i";\n',
    },
    left: [],
  },
  {
    title: 'Diesel: metadata beside the file',
    format: 'diesel',
    base: {
      '2024-01-01-000000_base/up.sql': orders,
      '2024-01-01-000000_base/down.sql': 'DROP TABLE orders;',
    },
    change: {
      '2024-01-02-000000_i/up.sql': 'CREATE INDEX i ON orders (customer_id);',
      '2024-01-02-000000_i/down.sql': 'DROP INDEX i;',
    },
    written: {
      '2024-01-02-000000_i/up.sql': 'CREATE INDEX CONCURRENTLY i ON orders (customer_id);',
      '2024-01-02-000000_i/metadata.toml': 'run_in_transaction = false\n',
    },
    left: [],
  },
  {
    title:
      'Drizzle keeps a journal of its migrations: what takes another file is left to the author, a setting is not',
    format: 'drizzle',
    base: {
      '0000_base.sql': orders,
      'meta/_journal.json': journal('0000_base'),
    },
    change: {
      '0001_change.sql': 'ALTER TABLE orders ALTER customer_id SET NOT NULL;',
      'meta/_journal.json': journal('0000_base', '0001_change'),
    },
    written: {
      '0001_change.sql': "SET LOCAL lock_timeout = '5s';\nALTER TABLE orders ALTER customer_id SET NOT NULL;",
    },
    left: ['set-not-null-scan error', 'fails-on-some-rows warning'],
  },
]

function journal(...tags: readonly string[]): string {
  const entries = tags.map((tag, idx) => ({
    idx,
    version: '7',
    when: 1700000000000 + idx,
    tag,
    breakpoints: true,
  }))
  return JSON.stringify({ version: '7', dialect: 'postgresql', entries })
}

function bytesOf(files: Files): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(files).map(([name, text]) => [`db/${name}`, new TextEncoder().encode(text)]))
}

test.each(rowsOf(rows, 3))(
  '$title',
  async ({ format, base, change, written, left }) => {
    const result = await fix({
      folders: [{ path: 'db', format }],
      dialect: 'postgres',
      changeSet: { base: bytesOf(base), head: bytesOf({ ...base, ...change }), baseRef: 'main' },
      config: configSchema.parse({}),
      shadow: { kind: 'embedded' },
    })
    const files = [...result.files].map(([path, text]) => [path.slice('db/'.length), text] as const)
    expect(Object.fromEntries(files)).toEqual(written)
    expect(result.review.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(left)
  },
  120_000,
)
