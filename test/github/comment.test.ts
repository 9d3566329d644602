import { describe, expect, test } from 'vitest'
import { longestComment, markerLine, readMarker, roomFor } from '../../src/github/comment.ts'

const digest = `sha256:${'0'.repeat(64)}`

describe('the marker', () => {
  for (const key of ['', 'c0ffee']) {
    test(`is read back as it was written, key ${key || 'none'}`, () => {
      expect(readMarker(`${markerLine({ key, digest })}text`)).toEqual({ key, digest })
    })
  }

  test('of any version is known', () => {
    expect(readMarker('<!-- migration-gate:check -->\nold')).toEqual({ key: '', digest: '' })
  })

  const others = [
    'hello',
    `quoted:\n${markerLine({ key: '', digest })}`,
    `> ${markerLine({ key: '', digest })}`,
    '<!-- migration-gate:apply version=1 -->',
    '<!-- migration-gate:checks -->',
    '<!-- migration-gate:check version=1 <b> -->',
  ]
  for (const body of others) {
    test(`is not in ${JSON.stringify(body)}`, () => expect(readMarker(body)).toBeNull())
  }

  test('has its place within the limit', () => {
    for (const key of ['', 'c0ffee']) {
      expect(markerLine({ key, digest }).length + roomFor(key)).toBe(longestComment)
    }
  })
})
