import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/dialects/support/written-name.ts
var part = String.raw`"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*`;
var relation = new RegExp(`^(?:(?<schema>${part})\\.)?(?<name>${part})$`);
function writtenName(written) {
  const { schema, name } = relation.exec(written)?.groups ?? {};
  if (name === void 0) return null;
  return { schema: schema === void 0 ? null : namePart(schema), name: namePart(name) };
}
function namePart(written) {
  if (!written.startsWith('"')) return { text: written, quoted: false };
  return { text: written.slice(1, -1).replaceAll('""', '"'), quoted: true };
}

export {
  writtenName
};
