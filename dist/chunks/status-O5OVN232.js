import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  statesOf
} from "./chunk-3GHWORKL.js";
import {
  historySources
} from "./chunk-MXILYIJU.js";
import "./chunk-HX2ETG7Q.js";
import "./chunk-UVWYFCW5.js";
import "./chunk-Y2O24DAR.js";
import "./chunk-AAWHN7OB.js";
import {
  readMigrations
} from "./chunk-WVWSZHPV.js";
import "./chunk-A2L5JIUA.js";
import "./chunk-3I7EWN7J.js";
import "./chunk-QPRHWDLH.js";
import "./chunk-42GQBZKQ.js";
import {
  loadDialect
} from "./chunk-A7JCXUGW.js";
import "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import "./chunk-OFTNAEHV.js";

// src/commands/status.ts
async function status(request) {
  const { url, run, folders, dialect: name, files, config } = request;
  const { deployment } = await loadDialect(name);
  if (deployment === void 0)
    throw new UserError(`What a ${name} database has run cannot be told yet: status knows postgres.`);
  const apart = /* @__PURE__ */ new Set([...config.baseline, ...config.setup]);
  const { migrations } = readMigrations(folders, files, name, apart, config.variables);
  const target = await deployment.open(url, run, { password: request.password });
  try {
    return statesOf(migrations, await target.history(historySources), await target.journal());
  } finally {
    await target.close();
  }
}
export {
  status
};
