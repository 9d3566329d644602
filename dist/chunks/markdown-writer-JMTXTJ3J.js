import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  code,
  details,
  drawing,
  em,
  fence,
  heading,
  joined,
  link,
  md,
  paragraph,
  place,
  strong,
  sub,
  table,
  written,
  writtenPage
} from "./chunk-IGJAPURO.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-OFTNAEHV.js";
export {
  code,
  details,
  drawing,
  em,
  fence,
  heading,
  joined,
  link,
  md,
  paragraph,
  place,
  strong,
  sub,
  table,
  written,
  writtenPage
};
