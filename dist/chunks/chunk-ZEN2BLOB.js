import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/model/errors.ts
var UserError = class extends Error {
  name = "UserError";
};
var ShadowGone = class extends Error {
  name = "ShadowGone";
};

export {
  UserError,
  ShadowGone
};
