import { z } from 'zod'
import type { Rule } from '../rules/rule.ts'
import { acceptedSchema } from './accepted.ts'
import { configSchema } from './config.ts'

/** JSON Schema (draft 2020-12) of `.migration-gate.yml`, for editors; rules come with their titles. */
export function configJsonSchema(rules: readonly Rule[]): object {
  const titles = new Map(rules.map(({ id, title }) => [id, title]))
  return z.toJSONSchema(configSchema.meta({ title: 'Configuration of Migration Gate' }), {
    io: 'input',
    override: ({ path, jsonSchema }) => {
      const [property, id] = path.slice(-2)
      const title = path.includes('rules') && property === 'properties' ? titles.get(`${id}`) : undefined
      if (title !== undefined) jsonSchema.description = title
    },
  })
}

/** JSON Schema of `.migration-gate/accepted.yml`, for editors. */
export function acceptedJsonSchema(): object {
  return z.toJSONSchema(acceptedSchema.meta({ title: 'Dangers accepted on purpose' }), { io: 'input' })
}
