import { expect, test } from 'vitest'
import type { DeployReport } from '../../src/model/deploy-report.ts'
import { renderDeploy } from '../../src/report/deploy.ts'
import { renderDeployMarkdown } from '../../src/report/deploy-markdown.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/text.ts'
import { aContext, aDown, aMigration, aReview } from '../support/reviews.ts'

// What an apply keeps and what it does not is said wherever a migration is told of.

const kept = {
  days: 30,
  objects: [{ kind: 'column' as const, name: 'public.customers.fax' }],
  notKept: [{ name: 'public.calls', reason: 'it is a <partition>' }],
  up: 'CREATE SCHEMA migration_gate_archive_0;\n',
  down: 'UPDATE public.customers AS live;\n',
}
const review = aReview({
  migrations: [
    aMigration('1_fax', { kept, down: aDown({ restoresData: 'no', losses: ['public.customers.fax'] }) }),
  ],
})
const report: DeployReport = {
  format: 'migration-gate/apply@1',
  command: 'apply',
  outcome: 'planned',
  failureReason: null,
  message: '',
  environment: null,
  runId: '0',
  serverVersion: null,
  planDigest: null,
  migrations: [
    {
      id: '1_fax',
      path: 'm/1_fax.sql',
      digest: '',
      state: 'not-run',
      durationMs: 0,
      retries: 0,
      failure: null,
      keeps: kept,
      segments: [],
    },
  ],
  recovered: [],
  difference: [],
  notes: [],
  snapshot: null,
}

test.each([
  [
    'a comment',
    renderMarkdown(review, aContext),
    [
      '📦 an apply keeps `customers.fax`<br>⚠️ and does not keep `calls`',
      'An apply keeps `customers.fax` for 30 days.',
      'Not kept: `public.calls`, it is a &#60;partition&#62;',
      kept.up,
      kept.down,
    ],
  ],
  ['a page', renderHtml(review, aContext), ['for 30 days', 'it is a &#60;partition&#62;', kept.up.trim()]],
  [
    'a terminal',
    renderText(review, { color: false }),
    ['kept for 30 days: customers.fax', 'not kept: calls (it is a <partition>)'],
  ],
  [
    'a dry run',
    renderDeploy(report),
    [
      'kept for 30 days: public.customers.fax',
      'not kept: public.calls (it is a <partition>)',
      'sent as\n      CREATE SCHEMA',
    ],
  ],
  [
    'the summary of a job',
    renderDeployMarkdown(report),
    ['kept for 30 days: `public.customers.fax`', 'not kept: `public.calls`, it is a &#60;partition&#62;'],
  ],
])('%s', (_, text, words) => {
  for (const word of words) expect(text).toContain(word.trim())
})
