import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/model/deploy.ts
var Stopped = class extends Error {
  name = "Stopped";
  reason;
  /** `message` says what is wrong and what to do; it never holds a password. */
  constructor(reason, message, options) {
    super(message, options);
    this.reason = reason;
  }
};
var unsafeReasons = ["cannot-connect", "no-privilege", "unsafe-connection"];

export {
  Stopped,
  unsafeReasons
};
