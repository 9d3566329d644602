import { expect, test } from 'vitest'
import { renderHtml } from '../../src/report/html.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/text.ts'
import { aContext, aDown, aFinding, aMigration, aReview, aStatement } from '../support/reviews.ts'

const lock = { relation: 'public.orders', mode: 'AccessExclusiveLock' }
const review = aReview({
  migrations: [
    aMigration('1_fax', {
      down: aDown({
        restoresData: 'no',
        losses: ['public.customers.fax', 'public.calls'],
        lost: [
          { name: 'public.customers.fax', rows: 1_200_000 },
          { name: 'public.calls', rows: null },
        ],
        again: 'unequal',
        againDifference: [{ action: 'alter', object: 'up', name: 'line 2', detail: 'duplicate <key>' }],
        statements: [aStatement({ index: 0, locks: [lock] }), aStatement({ index: 1, locks: [] })],
        findings: [aFinding({ statement: 0, severity: 'warning', line: 7, message: 'Reads of <b> wait.' })],
        keepData: { up: 'CREATE SCHEMA aside;\n', down: 'DROP SCHEMA aside;\n' },
      }),
    }),
  ],
})

test('a comment tells what a way back loses, locks and leaves', () => {
  const comment = renderMarkdown(review, aContext)
  for (const words of [
    'yours<br>its own lock: ACCESS EXCLUSIVE `orders`',
    '✅ restored<br>⚠️ the up does not run again: duplicate &#60;key&#62;',
    '❌ `customers.fax` (about 1.2 M rows), `calls` are lost',
    'What the down itself does on production',
    'Reads of &#60;b&#62; wait.',
    'CREATE SCHEMA aside;',
    'DROP SCHEMA aside;',
  ])
    expect(comment).toContain(words)
})

test('so does a terminal', () => {
  expect(renderText(review, { color: false })).toContain(
    '1_fax  yours (its own lock: ACCESS EXCLUSIVE orders)  ✓ restored; the up does not run again: duplicate <key>  ✗ lost: customers.fax (about 1.2 M rows), calls',
  )
})

test('and a page', () => {
  const page = renderHtml(review, aContext)
  expect(page).toContain('about 1.2 M rows')
  expect(page).toContain('DROP SCHEMA aside;')
})

test('a way back with a danger of its own is not passed over among others that hold', () => {
  const quiet = ['2_a', '3_b', '4_c', '5_d'].map(id => aMigration(id))
  const loud = aMigration('6_e', {
    down: aDown({
      statements: [aStatement({ index: 0, locks: [lock] })],
      findings: [aFinding({ statement: 0, severity: 'warning' })],
    }),
  })
  const comment = renderMarkdown(aReview({ migrations: [...quiet, loud] }), aContext)
  expect(comment).toContain('its own lock: ACCESS EXCLUSIVE `orders`')
  expect(comment).toContain('The other 4 downs proven')
})
