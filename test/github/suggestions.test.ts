import { afterEach, describe, expect, test } from 'vitest'
import { openGitHub } from '../../src/github/client.ts'
import type { CommentPlace } from '../../src/github/comment.ts'
import { suggestFixes } from '../../src/github/suggestions.ts'
import type { Suggestion } from '../../src/review/fixes/suggestions.ts'
import { type FakeGitHub, type FakeGitHubOptions, startGitHub } from '../support/github-server.ts'

const suggestion: Suggestion = {
  finding: {
    rule: 'index-not-concurrent',
    severity: 'error',
    path: 'db/2_i.sql',
    line: 1,
    endLine: 2,
    statement: 0,
    message: 'Writes to public.orders wait @everyone.',
    fix: 'CREATE INDEX CONCURRENTLY i ON orders (a);',
    evidence: 'measured',
    suppressed: null,
  },
  path: 'db/2_i.sql',
  startLine: 1,
  endLine: 2,
  text: 'CREATE INDEX CONCURRENTLY i\n  ON orders (a);',
}

const servers: FakeGitHub[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function placeOn(options: Partial<FakeGitHubOptions> = {}) {
  const github = await startGitHub({
    repository: 'octo/shop',
    number: 7,
    head: 'abc',
    files: [],
    contentAt: () => null,
    ...options,
  })
  servers.push(github)
  const client = await openGitHub({ token: 'ghs_x', apiUrl: github.url, budget: 20_000, debug: () => {} })
  const place: CommentPlace = {
    github: client,
    repository: '/repos/octo/shop',
    number: 7,
    fork: false,
    token: 'ghs_x',
    graphqlUrl: `${github.url}/graphql`,
    key: '',
  }
  return { github, place }
}

describe('fixes between the lines', () => {
  test('are lines to take over, with the words of the finding, and written once', async () => {
    const { github, place } = await placeOn()
    expect(await suggestFixes(place, 'abc', [suggestion])).toBe(1)
    expect(await suggestFixes(place, 'def', [suggestion])).toBe(0)
    expect(github.remarks).toHaveLength(1)
    const [remark] = github.remarks
    expect(remark).toMatchObject({ path: 'db/2_i.sql', start_line: 1, line: 2 })
    expect(remark?.body).toContain('```suggestion\nCREATE INDEX CONCURRENTLY i\n  ON orders (a);\n```')
    expect(remark?.body).not.toContain('@everyone')
  })

  test('are written although somebody else set our mark', async () => {
    const { github: first, place } = await placeOn()
    await suggestFixes(place, 'abc', [suggestion])
    const forged = first.remarks.map(remark => ({ ...remark, user: { login: 'mallory' } }))
    const { github, place: again } = await placeOn({ remarks: forged })
    expect(await suggestFixes(again, 'abc', [suggestion])).toBe(1)
    expect(github.remarks).toHaveLength(2)
  })

  test('are not offered where the text cannot be shown as it is', async () => {
    const { github, place } = await placeOn()
    expect(await suggestFixes(place, 'abc', [{ ...suggestion, text: 'SELECT \u202e1;' }])).toBe(0)
    expect(github.writes()).toEqual([])
  })

  test('cannot leave their fence', async () => {
    const { github, place } = await placeOn()
    await suggestFixes(place, 'abc', [{ ...suggestion, text: 'SELECT 1; -- ```\n```\n# x' }])
    expect(github.remarks[0]?.body).toMatch(/\n````suggestion\n[\s\S]*\n````$/)
  })
})
