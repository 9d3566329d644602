import { z } from 'zod'

const time = z.int().min(0)

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
    waiting: { longest: apply.wait, idle: apply.takeover },
    timeouts: {
      lock: apply['lock-timeout'],
      statement: apply['statement-timeout'],
      concurrentLock: apply['concurrent-lock-timeout'],
      concurrentStatement: apply['concurrent-statement-timeout'],
    },
  }))
