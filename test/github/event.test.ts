import { describe, expect, test } from 'vitest'
import { readEvent } from '../../src/github/event.ts'

const sha = (letter: string) => letter.repeat(40)
const home = { full_name: 'octo/shop' }

function pullRequest(headRepository: unknown, action = 'opened') {
  return {
    action,
    pull_request: {
      number: 3,
      base: { ref: 'main', sha: sha('a'), repo: home },
      head: { ref: 'topic', sha: sha('b'), repo: headRepository },
    },
  }
}

const sides = { base: { ref: 'main', sha: sha('a') }, head: { ref: 'topic', sha: sha('b') } }

describe('readEvent', () => {
  const rows: readonly { name: string; event: string; payload: unknown; gives: unknown }[] = [
    {
      name: 'a pull request of the repository itself',
      event: 'pull_request',
      payload: pullRequest(home),
      gives: { kind: 'pull-request', number: 3, fork: false, ...sides },
    },
    {
      name: 'one from a fork',
      event: 'pull_request',
      payload: pullRequest({ full_name: 'mallory/shop' }),
      gives: { kind: 'pull-request', number: 3, fork: true, ...sides },
    },
    {
      name: 'one from a fork that is gone',
      event: 'pull_request',
      payload: pullRequest(null),
      gives: { kind: 'pull-request', number: 3, fork: true, ...sides },
    },
    {
      name: 'a closed one',
      event: 'pull_request',
      payload: pullRequest(home, 'closed'),
      gives: { kind: 'closed' },
    },
    {
      name: 'a merge group',
      event: 'merge_group',
      payload: {
        action: 'checks_requested',
        merge_group: {
          base_ref: 'refs/heads/main',
          base_sha: sha('a'),
          head_ref: 'refs/heads/topic',
          head_sha: sha('b'),
        },
      },
      gives: { kind: 'merge-group', ...sides },
    },
  ]
  for (const { name, event, payload, gives } of rows) {
    test(name, () => expect(readEvent(event, payload)).toEqual(gives))
  }

  for (const event of ['push', 'schedule', 'workflow_dispatch', 'issue_comment', 'release', '']) {
    test(`refuses ${event || 'no event'} with the list of those it knows`, () => {
      expect(() => readEvent(event, {})).toThrow('It runs on: pull_request, merge_group.')
    })
  }

  test('refuses pull_request_target with the reason', () => {
    expect(() => readEvent('pull_request_target', pullRequest(home))).toThrow(/write access and secrets/)
  })

  test('refuses a commit that is none: it becomes a part of addresses', () => {
    const payload = pullRequest(home)
    payload.pull_request.base.sha = 'main?x='
    expect(() => readEvent('pull_request', payload)).toThrow('not what GitHub documents')
  })
})
