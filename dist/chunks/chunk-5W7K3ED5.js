import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/dialects/support/object-names.ts
function splitLast(name) {
  const start = lastPartOf(name);
  return { parent: name.slice(0, Math.max(0, start - 1)), local: name.slice(start) };
}
function lastPartOf(name) {
  if (!name.endsWith('"')) {
    const start = Math.max(name.lastIndexOf("."), name.lastIndexOf('"')) + 1;
    return start === name.length ? 0 : start;
  }
  let open = name.lastIndexOf('"', name.length - 2);
  while (open > 0 && name[open - 1] === '"') open = name.lastIndexOf('"', open - 2);
  return Math.max(0, open);
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/model/trace.ts
var nothingSeen = {
  error: null,
  durationMs: 0,
  locks: [],
  rewrites: [],
  scans: [],
  rowsChanged: 0,
  rows: [],
  withoutEffect: false,
  stoppedBy: null,
  evidence: "inferred"
};

export {
  splitLast,
  compareText,
  nothingSeen
};
