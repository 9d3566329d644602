/**
 * What a function tells of an object, worked out once for as long as the object lives: rules ask the same for each of
 * a hundred thousand statements. The answer must depend on nothing else.
 */
export function remembered<Subject extends WeakKey, Answer>(
  tell: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, { readonly answer: Answer }>()
  return subject => {
    const told = known.get(subject) ?? { answer: tell(subject) }
    known.set(subject, told)
    return told.answer
  }
}
