import { describe, expect, test } from 'vitest'
import { pushOf } from '../../src/github/push.ts'

const sha = (letter: string) => letter.repeat(40)
const none = sha('0')

function push(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    ref: 'refs/heads/main',
    before: sha('a'),
    after: sha('b'),
    forced: false,
    commits: [],
    repository: { full_name: 'octo/shop', default_branch: 'main' },
    ...overrides,
  }
}

const pushed = { kind: 'push', branch: 'main', before: sha('a'), after: sha('b'), forced: false }

describe('a push', () => {
  test.each([
    ['to the default branch', {}, '', {}],
    ['that is forced', { forced: true }, '', { forced: true }],
    ['that makes the branch', { before: none }, '', { before: null }],
    ['to another branch, by name', { ref: 'refs/heads/release/1' }, 'apply', { branch: 'release/1' }],
    ['to a default branch with an odd name', odd('refs/heads/x'), '', { branch: 'refs/heads/x' }],
  ])('%s', (_, overrides, said, gives) => {
    expect(pushOf(push(overrides), said)).toEqual({ ...pushed, ...gives })
  })

  test.each([
    ['to another branch', { ref: 'refs/heads/topic' }, '', 'the default branch is "main"'],
    ['of a tag', { ref: 'refs/tags/main' }, 'apply', '"refs/tags/main", and only branches'],
    ['that deletes the branch', { after: none }, 'apply', 'deleted "main"'],
    ['without its branch', { ref: undefined }, '', 'not what GitHub documents'],
    ['of a commit that is none', { after: 'main?x=' }, '', 'not what GitHub documents'],
  ])('%s is refused', (_, overrides, said, says) => {
    expect(() => pushOf(push(overrides), said)).toThrow(says)
  })
})

function odd(branch: string) {
  return { ref: `refs/heads/${branch}`, repository: { default_branch: branch } }
}
