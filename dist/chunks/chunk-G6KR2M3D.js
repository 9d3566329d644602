import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/migrations/own-journal.ts
var ownJournal = {
  table: "migration",
  columns: ["folder", "id", "state", "direction", "digest", "checksum"],
  applied(rows, migrations) {
    const ran = new Set(
      rows.flatMap(({ folder, id, state }) => state === "applied" ? [`${folder}/${id}`] : [])
    );
    return migrations.filter((migration) => ran.has(`${folderOf(migration)}/${migration.id}`));
  },
  // Whoever reads the whole journal knows more than its rows here tell.
  changed: () => [],
  unfinished: () => [],
  unknown: () => []
};
function folderOf({
  id,
  up: { path }
}) {
  const at = path.lastIndexOf(`/${id}`);
  const end = path.startsWith(id) ? 0 : at < 0 ? path.lastIndexOf("/") : at;
  return end <= 0 ? "." : path.slice(0, end);
}

export {
  ownJournal,
  folderOf
};
