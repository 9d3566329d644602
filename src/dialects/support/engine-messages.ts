/** A question to the process that holds an engine. */
export interface Asked<Question> {
  readonly id: number
  readonly question: Question
}

/** What comes back: an answer, the engine's own refusal, or that the engine itself broke and is of no more use. */
export type Replied<Answer, Refusal> =
  | { readonly id: number; readonly kind: 'answered'; readonly answer: Answer }
  | { readonly id: number; readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly id: number; readonly kind: 'broken'; readonly message: string }
