import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/review/select.ts
function select(base, head) {
  const before = new Map(base.map((migration) => [key(migration), migration]));
  const after = new Map(head.map((migration) => [key(migration), migration]));
  const standing = base.map((migration) => {
    const now = after.get(key(migration));
    const downChanged = now !== void 0 && sameUp(now, migration) && !sameDown(now, migration);
    return downChanged ? { migration: now, state: "down-changed" } : { migration, state: "base" };
  });
  const added = head.filter((migration) => !before.has(key(migration)));
  const edited = base.flatMap((migration) => {
    const now = after.get(key(migration));
    return now === void 0 ? [migration] : sameUp(now, migration) ? [] : [now];
  });
  return {
    base: standing,
    review: [
      ...added.map((migration) => ({ migration, state: "added" })),
      ...edited.map((migration) => ({ migration, state: "edited" }))
    ],
    order: head
  };
}
function selectPending(migrations, { pending, later }) {
  const order = migrations.filter(({ up }) => !later.has(up.path));
  const isPending = ({ up }) => pending.has(up.path);
  return {
    base: order.filter((one) => !isPending(one)).map((migration) => ({ migration, state: "base" })),
    review: order.filter(isPending).map((migration) => ({ migration, state: "added" })),
    order
  };
}
function sameUp(now, before) {
  return now.up.text === before.up.text && now.transaction === before.transaction;
}
function sameDown(now, before) {
  const way = ({ downDelivery, transaction }) => downDelivery?.transaction ?? transaction;
  return now.down?.text === before.down?.text && way(now) === way(before);
}
function key(migration) {
  return `${migration.up.path.slice(0, migration.up.path.lastIndexOf("/") + 1)}${migration.id}`;
}

export {
  select,
  selectPending
};
