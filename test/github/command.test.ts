import { describe, expect, test } from 'vitest'
import { commandOf } from '../../src/github/command.ts'
import { secretsOf } from '../../src/github/inputs.ts'

describe('what to do', () => {
  test.each([
    ['', 'pull_request', 'check'],
    ['', 'merge_group', 'check'],
    ['check', 'pull_request', 'check'],
    ['', 'schedule', 'snapshot'],
    ['snapshot', 'schedule', 'snapshot'],
    ['snapshot', 'workflow_dispatch', 'snapshot'],
    ['snapshot', 'push', 'snapshot'],
    ['', 'push', 'apply'],
    ['apply', 'push', 'apply'],
    ['apply', 'workflow_dispatch', 'apply'],
    ['archive', 'workflow_dispatch', 'archive'],
    ['archive', 'schedule', 'archive'],
    // Which is refused with a reason of its own.
    ['', 'pull_request_target', 'check'],
    ['snapshot', 'pull_request_target', 'check'],
  ])('%j on %s: %s', (said, event, command) => {
    expect(commandOf(said, event)).toBe(command)
  })

  test.each([
    [
      '',
      'workflow_dispatch',
      'Say it: `command: snapshot`, `apply`, `rollback`, `baseline`, `repair` or `archive`.',
    ],
    [
      '',
      'release',
      'does not know the event `release`. It runs on: pull_request, merge_group (check), schedule,',
    ],
    [
      'aply',
      'push',
      'Input `command` is `aply`. Allowed: check, snapshot, apply, rollback, baseline, repair, archive.',
    ],
    ['toString', 'push', 'Input `command` is `toString`.'],
    [
      'check',
      'schedule',
      '`command: check` does not run on `schedule`. It runs on: pull_request, merge_group.',
    ],
    ['snapshot', 'pull_request', '`command: snapshot` does not run on `pull_request`. It runs on: schedule,'],
    [
      'apply',
      'pull_request',
      '`command: apply` does not run on `pull_request`. It runs on: push, workflow_dispatch.',
    ],
    [
      'archive',
      'push',
      '`command: archive` does not run on `push`. It runs on: workflow_dispatch, schedule.',
    ],
    ['snapshot', 'issue_comment', 'does not run on `issue_comment`'],
  ])('refuses %j on %s', (said, event, says) => {
    expect(() => commandOf(said, event)).toThrow(says)
  })
})

test.each([
  ['embedded', []],
  ['postgres://gate@host/db', ['postgres://gate@host/db']],
  ['postgres://gate:p%40ss@host/db', ['postgres://gate:p%40ss@host/db', 'p%40ss', 'p@ss']],
  ['postgres://host/db?password=s%2Fx', ['postgres://host/db?password=s%2Fx', 's/x', 's%2Fx']],
])('what is secret of %s', (address, secrets) => {
  expect(secretsOf(address)).toEqual(secrets)
})
