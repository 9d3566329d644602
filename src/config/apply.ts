import { z } from 'zod'
import { passwordSchema } from './password.ts'

const time = z.int().min(0)

const keptFor = z.strictObject({
  days: z.int().min(1).max(3650).default(30).describe('How long it is kept, in days.'),
  'copied-rows': z
    .int()
    .min(0)
    .default(1_000_000)
    .describe('Of larger tables no column is kept: its values are copied under the lock of the drop.'),
})

/** How long, and of which tables, what is dropped is kept; `null` where it is not. */
export type KeepData = z.infer<typeof keptFor> | null

/** The part of the configuration that says how migrations are applied. */
export const applySchema = z
  .strictObject({
    'lock-timeout': time
      .default(3_000)
      .describe('Longest wait for a lock inside a transaction, in ms; then it is tried again.'),
    'statement-timeout': time
      .default(900_000)
      .describe('Longest run of one statement inside a transaction, in ms; 0 for none.'),
    'concurrent-lock-timeout': time
      .default(1_800_000)
      .describe(
        'Longest wait for a lock of what cannot run in a transaction, such as CREATE INDEX CONCURRENTLY, in ms: it waits for every older transaction.',
      ),
    'concurrent-statement-timeout': time
      .default(0)
      .describe('Longest run of one statement that cannot run in a transaction, in ms; 0 for none.'),
    retries: z
      .int()
      .min(0)
      .max(100)
      .default(10)
      .describe('Further tries where a lock, a deadlock or another transaction was in the way.'),
    wait: time.default(60_000).describe('Longest wait for another deploy that holds the lock, in ms.'),
    order: z
      .array(z.string().min(1))
      .default(['staging', 'production'])
      .describe(
        'Environments in the order in which they are deployed: each refuses what the one before has not run.',
      ),
    unreviewed: z
      .enum(['refuse', 'allow'])
      .default('refuse')
      .describe(
        'What becomes of migrations that came into the branch through no pull request: the check on the push counts alone, or they are refused.',
      ),
    'keep-data': z
      .union([z.boolean().transform(on => (on ? keptFor.parse({}) : null)), keptFor])
      .default(null)
      .describe(
        'Whether dropped tables and columns are set aside first, so that the way back brings their rows again: `true`, or for how long.',
      ),
    password: passwordSchema
      .optional()
      .describe(
        'Where the password of the target comes from, such as a token of IAM: asked anew at each connection.',
      ),
    redact: z
      .boolean()
      .optional()
      .describe(
        'Whether literals are hidden in what is told of an apply; as `snapshot: redact` unless said.',
      ),
    takeover: z
      .int()
      .min(15_000)
      .default(30_000)
      .describe('How long a deploy may do nothing at all before another one ends its session, in ms.'),
  })
  .transform(apply => ({
    retries: apply.retries,
    order: apply.order,
    unreviewed: apply.unreviewed,
    keepData: apply['keep-data'],
    password: apply.password,
    redact: apply.redact,
    waiting: { longest: apply.wait, idle: apply.takeover },
    timeouts: {
      lock: apply['lock-timeout'],
      statement: apply['statement-timeout'],
      concurrentLock: apply['concurrent-lock-timeout'],
      concurrentStatement: apply['concurrent-statement-timeout'],
    },
  }))
