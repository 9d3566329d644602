/** Primary result codes by number (https://sqlite.org/rescode.html). */
const primary: Readonly<Record<number, string>> = {
  1: 'ERROR',
  2: 'INTERNAL',
  3: 'PERM',
  4: 'ABORT',
  5: 'BUSY',
  6: 'LOCKED',
  7: 'NOMEM',
  8: 'READONLY',
  9: 'INTERRUPT',
  10: 'IOERR',
  11: 'CORRUPT',
  12: 'NOTFOUND',
  13: 'FULL',
  14: 'CANTOPEN',
  15: 'PROTOCOL',
  16: 'EMPTY',
  17: 'SCHEMA',
  18: 'TOOBIG',
  19: 'CONSTRAINT',
  20: 'MISMATCH',
  21: 'MISUSE',
  22: 'NOLFS',
  23: 'AUTH',
  24: 'FORMAT',
  25: 'RANGE',
  26: 'NOTADB',
}

/** Extended codes that a statement can end with in memory: the primary one in the low byte. */
const extended: Readonly<Record<number, string>> = {
  257: 'ERROR_MISSING_COLLSEQ',
  267: 'CORRUPT_VTAB',
  275: 'CONSTRAINT_CHECK',
  513: 'ERROR_RETRY',
  516: 'ABORT_ROLLBACK',
  523: 'CORRUPT_SEQUENCE',
  531: 'CONSTRAINT_COMMITHOOK',
  769: 'ERROR_SNAPSHOT',
  779: 'CORRUPT_INDEX',
  787: 'CONSTRAINT_FOREIGNKEY',
  1043: 'CONSTRAINT_FUNCTION',
  1299: 'CONSTRAINT_NOTNULL',
  1555: 'CONSTRAINT_PRIMARYKEY',
  1811: 'CONSTRAINT_TRIGGER',
  2067: 'CONSTRAINT_UNIQUE',
  2323: 'CONSTRAINT_VTAB',
  2579: 'CONSTRAINT_ROWID',
  2835: 'CONSTRAINT_PINNED',
  3091: 'CONSTRAINT_DATATYPE',
}

/** The engine's name of a result code, the extended one where it is known: `SQLITE_CONSTRAINT_UNIQUE`. */
export function resultCode(number: number): string {
  return `SQLITE_${extended[number] ?? primary[number & 0xff] ?? 'ERROR'}`
}
