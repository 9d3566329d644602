import type { Rule, RuleMatch } from './rule.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { oneLine } from './support/sql.ts'

export const rule: Rule = {
  id: 'could-not-verify',
  title: 'What it does could not be seen',
  why: [
    'The statement was not run to its end, or what was seen cannot be trusted: a limit of time or memory,',
    'an object or an extension that the throwaway database lacks, or SQL that hides its own traces.',
    'What is unknown is not called safe.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Remove the reason that the message names, or review the statement by hand and accept it (`unverifiable: acknowledge`).',
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: "COPY users FROM PROGRAM 'cat /tmp/users';",
      note: 'A program of the server cannot be tried out.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: [
        'DO $$ BEGIN',
        '  ALTER TABLE users ADD COLUMN age int;',
        "  RAISE EXCEPTION 'never mind';",
        'EXCEPTION WHEN OTHERS THEN NULL;',
        'END $$;',
      ].join('\n'),
      note: 'The work was rolled back inside the block, and its locks with it.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: [
        'DO $$ BEGIN',
        '  ALTER TABLE users ADD COLUMN age int;',
        'EXCEPTION WHEN duplicate_column THEN NULL;',
        'END $$;',
      ].join('\n'),
      note: 'The handler did not fire: all was seen.',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      yield* ups(chapter)
      yield* down(chapter)
    }
  },
}

function* ups({ migration, steps }: Chapter): Iterable<RuleMatch> {
  const unverified = steps.filter(({ traced }) => traced.trace.outcome === 'unverified')
  // When the shadow is gone every further statement is unknown, for one and the same reason.
  const stop = unverified.findIndex(({ traced }) => traced.trace.error?.code === 'shadow-gone')
  const told = stop === -1 ? unverified : unverified.slice(0, stop + 1)
  const rest = unverified.length - told.length
  for (const [place, { traced }] of told.entries()) {
    const after = place === told.length - 1 && rest > 0 ? `, nor the ${rest} after it` : ''
    yield {
      migration,
      statement: traced,
      message: `Nobody knows what this statement does in production${after}: ${reasonOf(traced.trace.error?.message)}.`,
      fix: 'Remove the reason, or review the statement by hand and accept it.',
      evidence: 'inferred',
    }
  }
}

/** A down whose up did not run is told with the up. */
function* down({ migration, ranToTheEnd }: Chapter): Iterable<RuleMatch> {
  const { source, schema, failure } = migration.down
  if (!ranToTheEnd || source !== 'authored' || schema !== 'unverified' || failure === null) return
  yield {
    migration,
    statement: null,
    file: 'down',
    line: failure.line,
    message: `Nobody knows whether this down works: ${reasonOf(failure.message)}.`,
    fix: 'Remove the reason, or try the down by hand and accept it.',
    evidence: 'inferred',
  }
}

function reasonOf(message: string | undefined): string {
  return oneLine(message ?? 'no reason is known').replace(/\.$/, '')
}
