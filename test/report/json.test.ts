import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { renderJson } from '../../src/report/json.ts'
import { reviewJsonSchema } from '../../src/report/json-schema.ts'
import {
  blockingReview,
  cleanReview,
  hugeReview,
  onlyReadReview,
  unsettledReview,
} from '../support/reviews.ts'

const validate = new Ajv2020({ strict: true }).compile(reviewJsonSchema())

describe('the JSON report follows its schema', () => {
  test.each([
    ['clean', cleanReview],
    ['blocking', blockingReview],
    ['unsettled', unsettledReview],
    ['only read', onlyReadReview],
    ['huge', hugeReview(1, 50, 1_000)],
  ])('%s', (_, review) => {
    const text = renderJson(review)
    expect(text.endsWith('}\n')).toBe(true)
    validate(JSON.parse(text))
    expect(validate.errors).toBeNull()
    expect(JSON.parse(text)).toEqual(review)
  })
})

test.each([
  ['an unknown verdict', { verdict: 'maybe' }],
  ['a property of no meaning', { verdit: 'pass' }],
  ['a missing part', { counts: undefined }],
  ['a line before the first', { findings: [{ ...blockingReview.findings[0], line: 0 }] }],
])('the schema refuses %s', (_, broken) => {
  expect(validate(JSON.parse(JSON.stringify({ ...blockingReview, ...broken })))).toBe(false)
})

test('the same review is the same text, whatever the order of its keys', () => {
  const reversed = Object.fromEntries(Object.entries(cleanReview).reverse()) as typeof cleanReview
  expect(renderJson(reversed)).toBe(renderJson(cleanReview))
  expect(Object.keys(JSON.parse(renderJson(reversed))).slice(0, 3)).toEqual([
    'format',
    'verdict',
    'planDigest',
  ])
})
