import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  statesOf
} from "./chunk-JFKX4DKD.js";
import {
  historySources
} from "./chunk-CH6FMR4N.js";
import "./chunk-HX2ETG7Q.js";
import "./chunk-UVWYFCW5.js";
import "./chunk-VKVSLE3N.js";
import "./chunk-AAWHN7OB.js";
import "./chunk-ODQSQCXK.js";
import {
  readMigrations
} from "./chunk-GVUU3IVM.js";
import "./chunk-G6KR2M3D.js";
import "./chunk-VQG22WEY.js";
import "./chunk-4LI7VO4S.js";
import "./chunk-NLXL7WHC.js";
import {
  loadDialect
} from "./chunk-TQ4DWPR5.js";
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
