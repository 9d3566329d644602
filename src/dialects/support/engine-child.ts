import type { Asked, Replied } from './engine-messages.ts'

/**
 * Answers the parent's questions until it goes away. `refusalOf` tells of something thrown how the engine refused;
 * `null` says that the engine itself broke.
 */
export function serve<Question, Answer, Refusal>(
  answer: (question: Question) => Answer | Promise<Answer>,
  refusalOf: (cause: unknown) => Refusal | null | Promise<Refusal | null>,
): void {
  process.on('message', async ({ id, question }: Asked<Question>) => {
    let reply: Replied<Answer, Refusal>
    try {
      reply = { id, kind: 'answered', answer: await answer(question) }
    } catch (cause) {
      const refusal = await refusalOf(cause)
      reply =
        refusal === null
          ? { id, kind: 'broken', message: String((cause as { message?: unknown })?.message ?? cause) }
          : { id, kind: 'refused', refusal }
    }
    process.send?.(reply)
  })
  process.on('disconnect', () => process.exit(0))
}
