import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/rules/support/remembered.ts
function remembered(tell) {
  const known = /* @__PURE__ */ new WeakMap();
  return (subject) => {
    const told = known.get(subject) ?? { answer: tell(subject) };
    known.set(subject, told);
    return told.answer;
  };
}

export {
  remembered
};
