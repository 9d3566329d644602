import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/replay/base-store.ts
function inBackground(store) {
  const pending = [];
  return {
    find: (keys) => store.find(keys),
    async keep(key, state) {
      pending.push(store.keep(key, state));
    },
    async settled() {
      await Promise.all(pending);
    }
  };
}

export {
  inBackground
};
