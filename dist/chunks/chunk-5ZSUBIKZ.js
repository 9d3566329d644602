import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/report/style.ts
import { styleText } from "node:util";
function painter(color) {
  return color ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;
}
var severityColors = { error: "red", warning: "yellow", notice: "cyan" };

export {
  painter,
  severityColors
};
