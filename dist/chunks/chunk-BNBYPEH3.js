import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  lockKeysOf
} from "./chunk-YOECREFQ.js";
import {
  Stopped
} from "./chunk-MWRBQAB6.js";
import {
  dialectOfUrl,
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/commands/archive.ts
function archiveList(request) {
  return onArchive(request, (target) => target.archive());
}
function archivePurge(request, told = () => {
}) {
  const { which, waiting } = request;
  return onArchive(request, async (target) => {
    await target.lock(lockKeysOf([], target.database), {
      ...waiting,
      told: (by) => told(`waits for the lock that ${by} holds`)
    });
    const standing = await target.archive();
    const purged = chosen(standing, which);
    if (purged.length === 0) return { purged, left: standing };
    await target.begin();
    try {
      for (const one of purged) {
        told(`purges ${one.object} (${one.id})`);
        await target.purge([one]);
      }
    } catch (error) {
      const message = error.message;
      await target.end("failed", message).catch(() => {
      });
      if (error instanceof Stopped) throw error;
      throw new Stopped("apply-failed", `It could not be purged: ${message}`, { cause: error });
    }
    await target.end("done", null);
    return { purged, left: standing.filter((one) => !purged.includes(one)) };
  });
}
function chosen(standing, which) {
  if (which === "all") return standing;
  if (which === "expired") return standing.filter(({ expired }) => expired);
  const unknown = [...which].find((id) => !standing.some((one) => one.id === id));
  if (unknown === void 0) return standing.filter(({ id }) => which.has(id));
  throw new UserError(
    `Nothing in the archive is called ${JSON.stringify(unknown)}. migration-gate archive list says what is there.`
  );
}
async function onArchive({ url, run, password }, act) {
  const name = dialectOfUrl(url);
  if (name === null)
    throw new UserError("--url takes the address of a database, such as postgres://gate@host:5432/name.");
  const { deployment } = await loadDialect(name);
  if (deployment === void 0)
    throw new UserError(`Nothing is set aside on ${name} yet: archive knows postgres.`);
  const target = await deployment.open(url, run, { password });
  try {
    return await act(target);
  } finally {
    await target.close();
  }
}

export {
  archiveList,
  archivePurge
};
