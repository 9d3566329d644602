/** Of a text that is not SQL: the engine itself has no code of its own for it. */
export const syntaxError = 'syntax-error'
