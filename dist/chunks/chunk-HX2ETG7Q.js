import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/migrations/as-sent.ts
function asSent(format, { cuts = [] }, statements) {
  if (cuts.length === 0) return statements;
  return statements.map((statement) => {
    const line = cuts.find((line2) => statement.line <= line2 && line2 < statement.endLine);
    if (line === void 0 || statement.syntaxError !== null) return statement;
    const message = `${format} cuts it at the end of line ${line}, and sends its parts`;
    return { ...statement, syntaxError: { message, line }, operations: [], tree: null };
  });
}

export {
  asSent
};
