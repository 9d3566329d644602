import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/report/snapshot.ts
function renderSnapshot(snapshot) {
  return `${lines(snapshot, "", 3)}
`;
}
function lines(value, indent, depth) {
  if (depth === 0 || typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const items = Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : Object.entries(value).filter(([, item]) => item !== void 0).map(([key, item]) => `${JSON.stringify(key)}: ${lines(item, inner, depth - 1)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return items.length === 0 ? `${open}${close}` : `${open}
${items.map((item) => `${inner}${item}`).join(",\n")}
${indent}${close}`;
}

export {
  renderSnapshot
};
