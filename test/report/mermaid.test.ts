import { expect, test } from 'vitest'
import type { Picture } from '../../src/model/picture.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { mermaidOf } from '../../src/report/mermaid.ts'
import { aContext, aReview, blockingReview } from '../support/reviews.ts'

type Table = Picture['tables'][number]
type Column = Table['columns'][number]

const aColumn = (name: string, overrides: Partial<Column> = {}): Column => ({
  name,
  type: 'bigint',
  keys: [],
  change: null,
  was: null,
  ...overrides,
})
const aTable = (name: string, overrides: Partial<Table> = {}): Table => ({
  name,
  change: null,
  was: null,
  columns: [],
  hiddenColumns: 0,
  ...overrides,
})

const picture: Picture = {
  tables: [
    aTable('public.orders', {
      columns: [
        aColumn('id', { keys: ['primary'] }),
        aColumn('customer_id', { keys: ['foreign'], change: 'alter', was: 'integer' }),
        aColumn('note', { type: 'character varying(10)', change: 'alter', was: 'no default → default 1' }),
        aColumn('paid', { type: 'timestamp with time zone', change: 'rename', was: 'paid_at' }),
        aColumn('"größe"', { type: 'numeric(10,2)', change: 'drop' }),
      ],
      hiddenColumns: 3,
    }),
    aTable('shop.refunds', { change: 'add' }),
    aTable('public.sales', { change: 'rename', was: 'public.bills' }),
  ],
  relations: [
    {
      child: 'shop.refunds',
      columns: ['order_id'],
      parent: 'public.orders',
      change: 'add',
      one: false,
      optional: true,
    },
    {
      child: 'public.sales',
      columns: ['a', 'b'],
      parent: 'public.orders',
      change: 'drop',
      one: true,
      optional: false,
    },
  ],
  hiddenTables: 2,
}

test('what is added, dropped and changed is marked', () => {
  expect(mermaidOf(picture).split('\n')).toEqual([
    'erDiagram',
    '  t0["orders"] {',
    '    bigint id PK',
    '    bigint customer_id FK "🟡 was integer"',
    '    varchar(10) note "🟡 no default → default 1"',
    '    timestamptz paid "🟡 was paid_at"',
    '    numeric(10_2) gr_e "_größe_ 🔴 dropped"',
    '    _ _ "… 3 more"',
    '  }',
    '  t1["shop.refunds 🟢 new"]',
    '  t2["sales 🟡 was bills"]',
    '  more["… 2 more"]',
    '  t0 |o--o{ t1 : "order_id 🟢 new"',
    '  t0 ||..o| t2 : "a, b 🔴 dropped"',
  ])
})

/** What every Mermaid from 10.5 on reads, tried with the library itself. */
const text = String.raw`"[\p{L}\p{N} ,.:()\[\]→…_🟢🔴🟡-]+"`
const word = String.raw`(?!(?:pk|fk|uk)\b)[A-Za-z_][A-Za-z0-9_()\[\]]*`
const line = new RegExp(
  [
    'erDiagram',
    String.raw`  (?:t\d+|more)\[${text}\](?: \{)?`,
    `    ${word} ${word}(?: [PFU]K(?:,[PFU]K)*)?(?: ${text})?`,
    '  \\}',
    String.raw`  t\d+ (?:\|o|\|\|)(?:--|\.\.)(?:o\||o\{) t\d+ : ${text}`,
  ]
    .map(form => `^${form}$`)
    .join('|'),
  'u',
)

test.each([
  'pk',
  'FK',
  '"a"["',
  '"a\nb\r\n  t0 ||--o{ t1 : x"',
  '"--> x"',
  "\"%%{init: {'theme':'dark'}}%%\"",
  '"```\n</details><script>alert(1)</script>"',
  '"<img src=x onerror=alert(1)>"',
  '"\u202eevil\u2066"',
  '"\u0000\u200b\ufeff"',
  '"#quot;&#34;$$x$$"',
  '"1st"',
  '""',
  '"; click t0 href javascript:alert(1)"',
  '"🟢👨‍👩‍👧"',
  '"𝒳\ud800"',
  `"${'x'.repeat(5_000)}"`,
])('the name %j stays a name', name => {
  const hostile: Picture = {
    tables: [
      aTable(`public.${name}`, {
        change: 'rename',
        was: name,
        columns: [aColumn(name, { type: name, change: 'alter', was: name, keys: ['primary', 'foreign'] })],
      }),
    ],
    relations: [
      {
        child: `public.${name}`,
        columns: [name],
        parent: `public.${name}`,
        change: 'add',
        one: true,
        optional: true,
      },
    ],
    hiddenTables: 0,
  }
  const drawn = mermaidOf(hostile)
  for (const each of drawn.split('\n')) expect(each).toMatch(line)
  expect(drawn.split('\n')).toHaveLength(5)
  const comment = renderMarkdown(aReview({ ...blockingReview, picture: hostile }), aContext)
  expect(comment).toContain(`\`\`\`mermaid\n${drawn}\n\`\`\`\n\n</details>`)
  const page = renderHtml(aReview({ ...blockingReview, picture: hostile }), aContext)
  expect(page).not.toMatch(/<script|<img|erDiagram/)
})

test('the largest picture is a small part of what GitHub draws', () => {
  const long = `"${'Ä'.repeat(300)}"`
  const columns = Array.from({ length: 10 }, () => aColumn(long, { type: long, change: 'alter', was: long }))
  const tables = Array.from({ length: 12 }, (_, i) => aTable(`${long}${i}`, { columns, hiddenColumns: 9 }))
  const relation = {
    child: `${long}0`,
    columns: [long],
    parent: `${long}1`,
    change: null,
    one: true,
    optional: true,
  }
  const relations = Array.from({ length: 40 }, () => relation)
  expect(mermaidOf({ tables, relations, hiddenTables: 9 }).length).toBeLessThan(25_000)
})

test('on a page of its own it is a table', () => {
  const page = renderHtml(aReview({ ...blockingReview, picture }), aContext)
  expect(page).toContain('<summary>Picture of the change</summary>')
  expect(page).toContain('<code>shop.refunds</code> (new)')
  expect(page).toContain('<code>orders</code> by <code>order_id</code> (new)')
})
