import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import "./chunk-OFTNAEHV.js";

// src/repository/cache-home.ts
import { posix, win32 } from "node:path";
function cacheHome({ platform, variables, home }) {
  const { join, isAbsolute } = platform === "win32" ? win32 : posix;
  const named = platform === "win32" ? variables.LOCALAPPDATA : variables.XDG_CACHE_HOME;
  if (named && isAbsolute(named)) return join(named, name);
  if (platform === "win32" || !isAbsolute(home)) return null;
  return platform === "darwin" ? join(home, "Library/Caches", name) : join(home, ".cache", name);
}
var name = "migration-gate";
export {
  cacheHome
};
