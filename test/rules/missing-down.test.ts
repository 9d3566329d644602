import type { DownProof } from '../../src/model/replay.ts'
import { failed } from './context.ts'
import { testRows } from './rows.ts'

const before = ['public.orders']
const told = 'missing-down warning measured 0001_change.sql:1-1'
const generated = {
  source: 'generated',
  path: null,
  sql: 'DROP TABLE public.a;\n',
  schema: 'equal',
} as const satisfies Partial<DownProof>
const up = { sql: 'CREATE TABLE a (id int);', changes: ['add table public.a'] }

testRows([
  {
    title: 'no down, and the generated one is proven',
    before,
    migrations: [{ ...up, down: generated }],
    findings: [],
  },
  {
    title: 'no down where downs are expected: the generated one is the fix',
    before,
    migrations: [{ ...up, down: { ...generated, losses: ['public.a.b'] }, expectsDown: true }],
    findings: [
      [
        told,
        'There is no down file, as the other migrations here have one; the generated one was run and restores the schema, but not what stood in public.a.b.',
        'DROP TABLE public.a;',
      ],
    ],
  },
  {
    title: 'no down where downs are expected, of a migration that changed no schema',
    before,
    migrations: [{ sql: 'SELECT 1;', down: { ...generated, sql: '' }, expectsDown: true }],
    findings: [
      [told, 'There is no down file, as the other migrations here have one; the schema needs none.'],
    ],
  },
  {
    title: 'the generated one does not restore the schema: one finding, expected or not',
    before,
    migrations: [
      {
        ...up,
        down: {
          ...generated,
          schema: 'unequal',
          difference: [{ action: 'add', object: 'table', name: 'public.a', detail: '' }],
        },
        expectsDown: true,
      },
    ],
    findings: [
      [
        told,
        'There is no down file, and the generated one does not restore the schema (left behind table public.a).',
      ],
    ],
  },
  {
    title: 'the generated one fails',
    before,
    migrations: [
      {
        ...up,
        down: {
          ...generated,
          schema: 'unequal',
          failure: { code: '42P01', message: 'table "x" does not exist', line: 1 },
        },
      },
    ],
    findings: [
      [
        told,
        'There is no down file, and the generated one fails: table "x" does not exist (SQLSTATE 42P01).',
      ],
    ],
  },
  {
    title: 'none can be generated',
    before,
    migrations: [
      {
        ...up,
        down: {
          source: 'none',
          path: null,
          schema: 'impossible',
          failure: { code: 'impossible', message: 'it would lose rows', line: 1 },
        },
      },
    ],
    findings: [[told, 'There is no down file, and none can be generated: it would lose rows.']],
  },
  {
    title: 'the generated one could not be watched',
    before,
    migrations: [
      {
        ...up,
        down: {
          ...generated,
          schema: 'unverified',
          failure: { code: 'refused', message: 'it runs a program.', line: 1 },
        },
      },
    ],
    findings: [
      [
        told.replace('measured', 'inferred'),
        'There is no down file, and whether a generated one works could not be seen: it runs a program.',
      ],
    ],
  },
  {
    title: 'nothing was tried, because the up failed, is empty, or stood before',
    before,
    migrations: [
      { ...up, state: 'down-changed', down: { ...generated, schema: 'unequal' }, expectsDown: true },
      {
        sql: 'SELECT nope;',
        traces: [failed('42703', 'column "nope" does not exist')],
        down: { source: 'none', failure: { code: 'not-tried', message: 'line 1', line: 1 } },
        expectsDown: true,
      },
      { sql: '-- nothing\n', down: { ...generated, sql: '' }, expectsDown: true },
    ],
    findings: ['statement-failed error measured 0002_change.sql:1-1'],
  },
  {
    title: 'a down that its author wrote is judged by its own rule',
    before,
    migrations: [
      { ...up, down: { source: 'authored', schema: 'equal' }, expectsDown: true },
      { ...up, down: { source: 'authored-empty', schema: 'unequal' }, expectsDown: true },
    ],
    findings: ['down-does-not-restore warning measured 0002_change.down.sql:1-1'],
  },
])
