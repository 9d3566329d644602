import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  esm_default
} from "./chunk-KCQJUDJV.js";
import {
  ExtractionTimeoutError,
  USER_SCHEMA_FILTER,
  extract,
  notExtensionMember
} from "./chunk-B5RYIRGV.js";
import {
  ENGINE_VERSION,
  buildIntentRuleIndex,
  deltaMatches,
  deserializeSnapshot,
  diff,
  extensionMemberReferenceOnly,
  factMatches,
  filterDeltas,
  flattenPolicy,
  lit,
  loadBaselineFile,
  normalizeProjectionAudit,
  parsePlan,
  plan,
  probeApplierCapability,
  projectTarget,
  qid,
  reconstructManagedView,
  resolveBaseline,
  resolveView,
  serializePlan,
  serializeSnapshot,
  subtractBaseline,
  validatePolicy
} from "./chunk-NHG4V4ZR.js";
import {
  FactBase,
  INTENT_PRIVILEGED,
  INTENT_UNKEYED,
  NotImplementedError,
  buildFactBase,
  canonicalize,
  contentHash,
  encodeId,
  parseId
} from "./chunk-XJAMNFMT.js";
import "./chunk-OFTNAEHV.js";

// node_modules/@supabase/pg-delta/dist/plan/safety.js
function intrinsicallyDataBearing(id) {
  return id.kind === "table" || id.kind === "materializedView" || id.kind === "column" || id.kind === "typeAttribute";
}
var RELATION_KINDS = /* @__PURE__ */ new Set([
  "table",
  "view",
  "materializedView",
  "foreignTable"
]);
function isRelationId(id) {
  return RELATION_KINDS.has(id.kind);
}
function projectThroughAcceptedRename(id, rename) {
  const { from, to } = rename;
  if (from.kind !== to.kind)
    return void 0;
  if (encodeId(id) === encodeId(from)) {
    return to;
  }
  if (id.kind === "comment") {
    const target = projectThroughAcceptedRename(id.target, rename);
    return target === void 0 ? void 0 : { ...id, target };
  }
  if (id.kind === "acl") {
    const target = projectThroughAcceptedRename(id.target, rename);
    return target === void 0 ? void 0 : { ...id, target };
  }
  if (id.kind === "securityLabel") {
    const target = projectThroughAcceptedRename(id.target, rename);
    return target === void 0 ? void 0 : { ...id, target };
  }
  if (from.kind === "schema" && to.kind === "schema") {
    if (!("schema" in id) || id.schema !== from.name)
      return void 0;
    return { ...id, schema: to.name };
  }
  if (isRelationId(from) && isRelationId(to) && "schema" in id && "table" in id) {
    if (id.schema !== from.schema || id.table !== from.name)
      return void 0;
    return { ...id, schema: to.schema, table: to.name };
  }
  if (from.kind === "type" && to.kind === "type" && id.kind === "typeAttribute") {
    if (id.schema !== from.schema || id.type !== from.name)
      return void 0;
    return { ...id, schema: to.schema, type: to.name };
  }
  return void 0;
}
function deriveAcceptedRenameMappings(actions, acceptedRenames = []) {
  const mappings = [];
  const seen = /* @__PURE__ */ new Set();
  actions.forEach((action, actionIndex) => {
    const destroyed = new Set(action.destroys.map(encodeId));
    const produced = new Set(action.produces.map(encodeId));
    for (const rename of acceptedRenames) {
      if (!destroyed.has(encodeId(rename.from)) || !produced.has(encodeId(rename.to))) {
        continue;
      }
      for (const from of action.destroys) {
        const to = projectThroughAcceptedRename(from, rename);
        if (to === void 0 || !produced.has(encodeId(to)))
          continue;
        const key = `${actionIndex}:${encodeId(from)}:${encodeId(to)}`;
        if (seen.has(key))
          continue;
        seen.add(key);
        mappings.push({ actionIndex, from, to });
      }
    }
  });
  return mappings;
}
function destroyedWithOwningRoot(id, action) {
  if (id.kind === "column") {
    return action.destroys.some((candidate) => isRelationId(candidate) && candidate.schema === id.schema && candidate.name === id.table);
  }
  if (id.kind === "typeAttribute") {
    return action.destroys.some((candidate) => candidate.kind === "type" && candidate.schema === id.schema && candidate.name === id.type);
  }
  return false;
}
function findDestructionMetadataViolations(actions, acceptedRenames = []) {
  const violations = [];
  const acceptedMappings = deriveAcceptedRenameMappings(actions, acceptedRenames);
  actions.forEach((action, actionIndex) => {
    if (action.dataLoss === "destructive")
      return;
    for (const destroyed of action.destroys) {
      if (!intrinsicallyDataBearing(destroyed))
        continue;
      if (destroyedWithOwningRoot(destroyed, action))
        continue;
      const preservedByRename = acceptedMappings.some((mapping) => mapping.actionIndex === actionIndex && mapping.from.kind === destroyed.kind && encodeId(mapping.from) === encodeId(destroyed));
      if (preservedByRename) {
        continue;
      }
      violations.push({ actionIndex, relation: destroyed });
    }
  });
  return violations;
}
function assertDestructionMetadataIntegrity(actions, acceptedRenames = [], operation = "plan") {
  const violations = findDestructionMetadataViolations(actions, acceptedRenames);
  if (violations.length === 0)
    return;
  const first = violations[0];
  throw new Error(`${operation}: action[${first.actionIndex}] destroys intrinsically data-bearing object ${encodeId(first.relation)} but declares dataLoss:none`);
}

// node_modules/@supabase/pg-delta/dist/apply/apply-preamble.js
function buildApplyPreamble(plan2, options, local) {
  const scope = local ? "LOCAL " : "";
  return [
    ...options?.lockTimeoutMs !== void 0 ? [`SET ${scope}lock_timeout = ${options.lockTimeoutMs}`] : [],
    ...options?.statementTimeoutMs !== void 0 ? [`SET ${scope}statement_timeout = ${options.statementTimeoutMs}`] : [],
    ...plan2.preamble.map((setting) => `SET ${scope}${setting.name} = ${setting.value}`)
  ];
}

// node_modules/@supabase/pg-delta/dist/apply/apply.js
function segmentActions(actions) {
  const segments = [];
  let start = 0;
  for (let i = 0; i < actions.length; i++) {
    const action = actions[i];
    if (action.transactionality === "nonTransactional") {
      if (i > start)
        segments.push({ start, end: i, transactional: true });
      segments.push({ start: i, end: i + 1, transactional: false });
      start = i + 1;
    } else if (action.transactionality === "commitBoundaryAfter") {
      segments.push({ start, end: i + 1, transactional: true });
      start = i + 1;
    } else if (action.newSegmentBefore && i > start) {
      segments.push({ start, end: i, transactional: true });
      start = i;
    }
  }
  if (start < actions.length) {
    segments.push({ start, end: actions.length, transactional: true });
  }
  return segments;
}
function errorEntry(actionIndex, statementKind, sql, error) {
  return {
    actionIndex,
    statementKind,
    sql,
    message: error instanceof Error ? error.message : String(error)
  };
}
function emit(onEvent, event) {
  if (onEvent === void 0)
    return;
  try {
    const result = onEvent(event);
    if (result !== null && (typeof result === "object" || typeof result === "function") && typeof result.then === "function") {
      Promise.resolve(result).catch(() => {
      });
    }
  } catch {
  }
}
async function apply(thePlan, target, options) {
  if (thePlan.formatVersion !== 1) {
    throw new Error(`apply: unsupported plan formatVersion ${String(thePlan.formatVersion)}`);
  }
  if (thePlan.engineVersion !== ENGINE_VERSION) {
    throw new Error(`apply: plan was produced by engine ${thePlan.engineVersion}, this engine is ${ENGINE_VERSION} \u2014 re-plan`);
  }
  assertDestructionMetadataIntegrity(thePlan.actions, thePlan.acceptedRenames, "apply");
  if (options?.fingerprintGate !== false) {
    if (thePlan.policy?.baseline !== void 0 && options?.baseline === void 0) {
      throw new Error(`apply: plan was produced with policy "${thePlan.policy.id}" declaring baseline "${thePlan.policy.baseline}", but no baseline was supplied to reconstruct the fingerprint gate. Pass the resolved baseline as options.baseline, or skip the gate with fingerprintGate:false if convergence was already proven.`);
    }
    const current = await (options?.reextract ? options.reextract(target) : extract(target, { redactSecrets: thePlan.redactSecrets ?? true }));
    const view = reconstructManagedView(current.factBase, {
      policy: thePlan.policy,
      capability: thePlan.capability,
      baseline: options?.baseline,
      scope: thePlan.scope,
      defaultOwner: thePlan.defaultOwner
    });
    if (view.rootHash !== thePlan.source.fingerprint) {
      throw new Error(`apply: fingerprint gate failed \u2014 the target's resolved state (${view.rootHash.slice(0, 12)}\u2026) is not the plan's source (${thePlan.source.fingerprint.slice(0, 12)}\u2026); re-plan against the current state`);
    }
  }
  const statuses = thePlan.actions.map(() => "unapplied");
  const segments = segmentActions(thePlan.actions);
  let appliedActions = 0;
  const client = await target.connect();
  let destroyClient = false;
  try {
    const onEvent = options?.onEvent;
    for (let segIdx = 0; segIdx < segments.length; segIdx++) {
      const segment = segments[segIdx];
      emit(onEvent, {
        kind: "segmentStart",
        segmentIndex: segIdx,
        segmentCount: segments.length,
        start: segment.start,
        end: segment.end,
        transactional: segment.transactional
      });
      if (!segment.transactional) {
        const index = segment.start;
        const action = thePlan.actions[index];
        let failure;
        let currentKind = "control";
        let currentSql = "";
        try {
          for (const sql of buildApplyPreamble(thePlan, options, false)) {
            currentKind = "control";
            currentSql = sql;
            emit(onEvent, { kind: "control", sql });
            await client.query(sql);
          }
          currentKind = "action";
          currentSql = action.sql;
          emit(onEvent, {
            kind: "actionStart",
            actionIndex: index,
            sql: action.sql
          });
          const actionStartedAt = performance.now();
          try {
            await client.query(action.sql);
            const actionElapsedMs = performance.now() - actionStartedAt;
            emit(onEvent, {
              kind: "actionEnd",
              actionIndex: index,
              ok: true,
              ms: actionElapsedMs
            });
          } catch (error) {
            const actionElapsedMs = performance.now() - actionStartedAt;
            emit(onEvent, {
              kind: "actionEnd",
              actionIndex: index,
              ok: false,
              ms: actionElapsedMs
            });
            throw error;
          }
        } catch (error) {
          if (currentKind === "action") {
            statuses[index] = "inDoubt";
          }
          failure = errorEntry(index, currentKind, currentSql, error);
        }
        emit(onEvent, { kind: "control", sql: "RESET ALL" });
        let resetFailed = false;
        let resetError;
        try {
          await client.query("RESET ALL");
        } catch (error) {
          resetFailed = true;
          resetError = error;
          destroyClient = true;
        }
        if (failure !== void 0) {
          emit(onEvent, {
            kind: "segmentEnd",
            segmentIndex: segIdx,
            outcome: failure.statementKind === "action" ? "inDoubt" : "failed"
          });
          return {
            status: "failed",
            appliedActions,
            actionStatuses: statuses,
            error: failure
          };
        }
        statuses[index] = "applied";
        appliedActions += 1;
        if (resetFailed) {
          emit(onEvent, {
            kind: "segmentEnd",
            segmentIndex: segIdx,
            outcome: "failed"
          });
          return {
            status: "failed",
            appliedActions,
            actionStatuses: statuses,
            error: errorEntry(index, "control", "RESET ALL", resetError)
          };
        }
        emit(onEvent, {
          kind: "segmentEnd",
          segmentIndex: segIdx,
          outcome: "committed"
        });
        continue;
      }
      let setupSql = "BEGIN";
      try {
        emit(onEvent, { kind: "control", sql: "BEGIN" });
        await client.query("BEGIN");
        for (const sql of buildApplyPreamble(thePlan, options, true)) {
          setupSql = sql;
          emit(onEvent, { kind: "control", sql });
          await client.query(sql);
        }
      } catch (error) {
        emit(onEvent, { kind: "control", sql: "ROLLBACK" });
        try {
          await client.query("ROLLBACK");
        } catch {
          destroyClient = true;
        }
        emit(onEvent, {
          kind: "segmentEnd",
          segmentIndex: segIdx,
          outcome: "failed"
        });
        return {
          status: "failed",
          appliedActions,
          actionStatuses: statuses,
          error: errorEntry(segment.start, "control", setupSql, error)
        };
      }
      for (let i = segment.start; i < segment.end; i++) {
        const action = thePlan.actions[i];
        emit(onEvent, { kind: "actionStart", actionIndex: i, sql: action.sql });
        const actionStartedAt = performance.now();
        try {
          await client.query(action.sql);
        } catch (error) {
          const actionElapsedMs2 = performance.now() - actionStartedAt;
          emit(onEvent, {
            kind: "actionEnd",
            actionIndex: i,
            ok: false,
            ms: actionElapsedMs2
          });
          emit(onEvent, { kind: "control", sql: "ROLLBACK" });
          let rollbackSucceeded = true;
          try {
            await client.query("ROLLBACK");
          } catch {
            rollbackSucceeded = false;
            destroyClient = true;
          }
          emit(onEvent, {
            kind: "segmentEnd",
            segmentIndex: segIdx,
            outcome: rollbackSucceeded ? "rolledBack" : "failed"
          });
          return {
            status: "failed",
            appliedActions,
            actionStatuses: statuses,
            error: errorEntry(i, "action", action.sql, error)
          };
        }
        const actionElapsedMs = performance.now() - actionStartedAt;
        emit(onEvent, {
          kind: "actionEnd",
          actionIndex: i,
          ok: true,
          ms: actionElapsedMs
        });
      }
      try {
        emit(onEvent, { kind: "control", sql: "COMMIT" });
        await client.query("COMMIT");
      } catch (error) {
        for (let i = segment.start; i < segment.end; i++)
          statuses[i] = "inDoubt";
        emit(onEvent, { kind: "control", sql: "ROLLBACK" });
        try {
          await client.query("ROLLBACK");
        } catch {
          destroyClient = true;
        }
        emit(onEvent, {
          kind: "segmentEnd",
          segmentIndex: segIdx,
          outcome: "inDoubt"
        });
        return {
          status: "failed",
          appliedActions,
          actionStatuses: statuses,
          error: errorEntry(segment.start, "control", "COMMIT", error)
        };
      }
      for (let i = segment.start; i < segment.end; i++)
        statuses[i] = "applied";
      appliedActions += segment.end - segment.start;
      emit(onEvent, {
        kind: "segmentEnd",
        segmentIndex: segIdx,
        outcome: "committed"
      });
    }
  } finally {
    if (destroyClient)
      client.release(true);
    else
      client.release();
  }
  return {
    status: "applied",
    appliedActions,
    actionStatuses: statuses
  };
}

// node_modules/@supabase/pg-delta/dist/proof/prove.js
var qte = (s) => `"${s.replaceAll('"', '""')}"`;
async function tableStats(pool) {
  const rels = await pool.query(`
    SELECT n.nspname AS schema, c.relname AS name,
           c.relfilenode::text AS relfilenode,
           c.relkind, c.relispopulated,
           (SELECT string_agg(
                     -- atttypmod captures precision/scale/length (numeric(p,s),
                     -- varchar(n)): a typmod change rewrites stored text
                     -- (9.9 \u2192 9.9000) without changing atttypid, so fold it in
                     -- too \u2014 an intentional ALTER COLUMN \u2026 TYPE is a schema
                     -- change, not a data mutation.
                     a.attname || ':' || a.atttypid::text || ':'
                       || a.atttypmod::text || ':' || COALESCE((
                       -- a column of a COMPOSITE type changes stored
                       -- representation when the type gains/drops/retypes an
                       -- attribute, even though atttypid is unchanged. Fold the
                       -- composite's attribute signature in so such a change
                       -- flips content to count-only \u2014 an additive ALTER TYPE \u2026
                       -- ADD ATTRIBUTE is lossless, not a data mutation (one
                       -- level deep; nested composites are a known gap).
                       SELECT string_agg(
                                ca.attname || ':' || ca.atttypid::text, ','
                                ORDER BY ca.attnum)
                         FROM pg_type ct
                         JOIN pg_class crel ON crel.oid = ct.typrelid
                         JOIN pg_attribute ca ON ca.attrelid = crel.oid
                              AND ca.attnum > 0 AND NOT ca.attisdropped
                        WHERE ct.oid = a.atttypid AND ct.typtype = 'c'
                     ), ''),
                     ',' ORDER BY a.attnum)
              FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0
               AND NOT a.attisdropped) AS schemasig
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm')
      AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND n.nspname NOT LIKE 'pg\\_%'
    ORDER BY 1, 2`);
  const stats = /* @__PURE__ */ new Map();
  if (rels.rows.length === 0)
    return stats;
  const counts = rels.rows.map((r, i) => r.relkind === "m" && !r.relispopulated ? `0::bigint AS c${i}` : `(SELECT count(*) FROM ${qte(r.schema)}.${qte(r.name)}) AS c${i}`).join(", ");
  const countRow = (await pool.query(`SELECT ${counts}`)).rows[0];
  rels.rows.forEach((r, i) => {
    stats.set(relKey(r.schema, r.name), {
      rows: Number(countRow[`c${i}`]),
      relfilenode: r.relfilenode,
      schemaSig: r.schemasig ?? "",
      seedable: r.relkind === "r"
    });
  });
  const nonEmpty = rels.rows.filter((_r, i) => Number(countRow[`c${i}`]) > 0);
  if (nonEmpty.length > 0) {
    const fps = nonEmpty.map((r, i) => `(SELECT md5(coalesce(string_agg(x, E'\\n'), '')) FROM (SELECT t::text AS x FROM ${qte(r.schema)}.${qte(r.name)} t ORDER BY 1) q) AS f${i}`).join(", ");
    const fpRow = (await pool.query(`SELECT ${fps}`)).rows[0];
    nonEmpty.forEach((r, i) => {
      const stat = stats.get(relKey(r.schema, r.name));
      const fp = fpRow[`f${i}`];
      if (stat && fp !== void 0)
        stat.content = fp;
    });
  }
  return stats;
}
function relKey(schema, name) {
  return JSON.stringify([schema, name]);
}
function parseRelKey(key) {
  return JSON.parse(key);
}
function tableRelationOf(id) {
  if (id.kind === "table" || id.kind === "materializedView") {
    const t2 = id;
    return relKey(t2.schema, t2.name);
  }
  const t = id;
  if (typeof t.schema === "string" && typeof t.table === "string") {
    return relKey(t.schema, t.table);
  }
  return void 0;
}
function tablesReferencedBy(action) {
  const out = /* @__PURE__ */ new Set();
  for (const id of [
    ...action.produces,
    ...action.consumes,
    ...action.destroys
  ]) {
    const rel = tableRelationOf(id);
    if (rel !== void 0)
      out.add(rel);
  }
  return out;
}
async function autoSeedEmptyTables(pool, candidates) {
  const outcomes = [];
  for (const table of candidates) {
    const [schema, name] = parseRelKey(table);
    const ref = { schema, name };
    try {
      await pool.query(`INSERT INTO ${qte(schema)}.${qte(name)} DEFAULT VALUES`);
      outcomes.push({ table: ref, status: "seeded" });
    } catch (err) {
      const rawCode = err.code;
      const code = typeof rawCode === "string" ? rawCode : void 0;
      if (code !== void 0 && code.startsWith("23")) {
        outcomes.push({ table: ref, status: "skipped", reasonCode: code });
      } else {
        outcomes.push({
          table: ref,
          status: "failed",
          ...code !== void 0 ? { reasonCode: code } : {},
          message: err instanceof Error ? err.message : String(err)
        });
      }
    }
  }
  return outcomes;
}
function reconcileSeedOutcomes(outcomes, finalStats) {
  return outcomes.map((o) => {
    if (o.status !== "seeded")
      return o;
    const stat = finalStats.get(relKey(o.table.schema, o.table.name));
    return stat !== void 0 && stat.rows === 0 ? { table: o.table, status: "skipped", reasonCode: "no_row" } : o;
  });
}
function composeAutoSeedBaseline(preSeed, postSeed) {
  const baseline = new Map(postSeed);
  for (const [table, stat] of preSeed) {
    if (stat.rows > 0)
      baseline.set(table, stat);
  }
  return baseline;
}
function detectAutoSeedSideEffects(preSeed, postSeed, recreatedTables) {
  const violations = [];
  for (const [table, before] of preSeed) {
    if (recreatedTables.has(table))
      continue;
    const [schema, name] = parseRelKey(table);
    const ref = { schema, name };
    const after = postSeed.get(table);
    if (before.rows === 0) {
      if (after === void 0 || after.schemaSig !== before.schemaSig) {
        violations.push({
          table: ref,
          before: 0,
          after: after?.rows ?? 0,
          schemaChanged: true
        });
      }
      continue;
    }
    if (after === void 0 || after.rows !== before.rows) {
      violations.push({
        table: ref,
        before: before.rows,
        after: after?.rows ?? 0
      });
    } else if (after.schemaSig !== before.schemaSig) {
      violations.push({
        table: ref,
        before: before.rows,
        after: after.rows,
        schemaChanged: true
      });
    } else if (before.content !== void 0 && after.content !== void 0 && before.content !== after.content) {
      violations.push({
        table: ref,
        before: before.rows,
        after: after.rows,
        contentChanged: true
      });
    }
  }
  return violations;
}
function detectViolations(before, after, ctx) {
  const dataViolations = [];
  const rewriteViolations = [];
  const perTable = [];
  const tablesSkipped = [];
  for (const [table, beforeStat] of before) {
    const afterKey = ctx.renamedTables?.get(table) ?? table;
    const [schema, name] = parseRelKey(afterKey);
    const ref = { schema, name };
    const afterStat = after.get(afterKey);
    if (afterStat === void 0) {
      if (ctx.explicitlyDestroyedRelations.has(table)) {
        tablesSkipped.push({ table: ref, reason: "dropped by the plan" });
      } else {
        dataViolations.push({
          table: ref,
          before: beforeStat.rows,
          after: 0,
          missingAfter: true
        });
      }
      continue;
    }
    if (ctx.recreatedTables.has(table)) {
      tablesSkipped.push({ table: ref, reason: "recreated by the plan" });
      continue;
    }
    const schemaStable = beforeStat.schemaSig === afterStat.schemaSig;
    if (afterStat.rows !== beforeStat.rows) {
      dataViolations.push({
        table: ref,
        before: beforeStat.rows,
        after: afterStat.rows
      });
    } else if (schemaStable && beforeStat.content !== void 0 && afterStat.content !== void 0 && beforeStat.content !== afterStat.content) {
      dataViolations.push({
        table: ref,
        before: beforeStat.rows,
        after: afterStat.rows,
        contentChanged: true
      });
    }
    if (afterStat.relfilenode !== beforeStat.relfilenode && !ctx.declaredRewriteTables.has(table)) {
      rewriteViolations.push({ table: ref });
    }
    const contentMode = beforeStat.content === void 0 ? "none" : schemaStable ? "fingerprint" : "count";
    perTable.push({
      table: ref,
      contentMode,
      recreated: false,
      rewriteDeclared: ctx.declaredRewriteTables.has(table),
      rowsBefore: beforeStat.rows,
      rowsAfter: afterStat.rows
    });
  }
  return {
    dataViolations,
    rewriteViolations,
    coverage: { tablesChecked: perTable.length, tablesSkipped, perTable }
  };
}
async function provePlan(thePlan, clonePool, desired, options = {}) {
  const auditAvailable = thePlan.projectionAudit !== void 0;
  const projectionAuditStatus = auditAvailable ? "available" : "unavailable";
  const projectionAudit = auditAvailable ? normalizeProjectionAudit(thePlan.projectionAudit) : {
    entries: [],
    summary: { total: 0, suspicious: 0, acknowledged: 0, baseline: 0 }
  };
  const strictAuditFailure = !options.strictAudit ? void 0 : !auditAvailable ? "unavailable" : projectionAudit.entries.some((entry) => entry.classification === "suspicious") ? "suspicious" : void 0;
  const strictAuditFields = strictAuditFailure === void 0 ? {} : { strictAuditFailure };
  const recreatedTables = /* @__PURE__ */ new Set();
  const explicitlyDestroyedRelations = /* @__PURE__ */ new Set();
  const declaredRewriteTables = /* @__PURE__ */ new Set();
  for (const action of thePlan.actions) {
    for (const id of action.destroys) {
      const rel = tableRelationOf(id);
      if (rel !== void 0 && (id.kind === "table" || id.kind === "materializedView")) {
        recreatedTables.add(rel);
        explicitlyDestroyedRelations.add(rel);
      }
    }
    if (action.rewriteRisk) {
      for (const rel of tablesReferencedBy(action))
        declaredRewriteTables.add(rel);
    }
  }
  const renamedTables = /* @__PURE__ */ new Map();
  for (const r of deriveAcceptedRenameMappings(thePlan.actions, thePlan.acceptedRenames)) {
    if ((r.from.kind === "table" || r.from.kind === "materializedView") && (r.to.kind === "table" || r.to.kind === "materializedView")) {
      const from = tableRelationOf(r.from);
      const to = tableRelationOf(r.to);
      if (from !== void 0 && to !== void 0)
        renamedTables.set(from, to);
    }
  }
  for (const from of renamedTables.keys()) {
    recreatedTables.delete(from);
    explicitlyDestroyedRelations.delete(from);
  }
  const policy = options.policy ?? thePlan.policy;
  const capability = options.capability ?? thePlan.capability;
  if (policy?.baseline !== void 0 && options.baseline === void 0) {
    throw new Error(`provePlan: plan was produced with policy "${policy.id}" declaring baseline "${policy.baseline}", but no baseline was supplied; pass the resolved baseline as options.baseline so the proof compares the same view the plan diffed.`);
  }
  const viewOpts = {
    policy,
    capability,
    baseline: options.baseline,
    scope: thePlan.scope,
    defaultOwner: thePlan.defaultOwner
  };
  const reextractClone = () => options.reextract ? options.reextract(clonePool) : extract(clonePool, { redactSecrets: thePlan.redactSecrets ?? true });
  const managedView = (factBase) => reconstructManagedView(factBase, viewOpts);
  const safetyMetadataViolations = findDestructionMetadataViolations(thePlan.actions, thePlan.acceptedRenames).map(({ actionIndex, relation }) => {
    if (relation.kind === "table" || relation.kind === "materializedView") {
      return {
        actionIndex,
        table: { schema: relation.schema, name: relation.name }
      };
    }
    return { actionIndex, object: relation };
  });
  if (safetyMetadataViolations.length > 0) {
    return {
      ok: false,
      projectionAuditStatus,
      projectionAudit,
      ...strictAuditFields,
      safetyMetadataViolations,
      driftDeltas: [],
      dataViolations: [],
      rewriteViolations: [],
      coverage: { tablesChecked: 0, tablesSkipped: [], perTable: [] }
    };
  }
  const target = managedView(projectTarget(desired, thePlan.filteredDeltas));
  if (target.rootHash !== thePlan.target.fingerprint) {
    return {
      ok: false,
      projectionAuditStatus,
      projectionAudit,
      ...strictAuditFields,
      desiredStateViolation: {
        expectedFingerprint: thePlan.target.fingerprint,
        actualFingerprint: target.rootHash
      },
      driftDeltas: [],
      dataViolations: [],
      rewriteViolations: [],
      coverage: { tablesChecked: 0, tablesSkipped: [], perTable: [] }
    };
  }
  const initialClone = managedView((await reextractClone()).factBase);
  if (initialClone.rootHash !== thePlan.source.fingerprint) {
    return {
      ok: false,
      projectionAuditStatus,
      projectionAudit,
      ...strictAuditFields,
      sourceStateViolation: {
        expectedFingerprint: thePlan.source.fingerprint,
        actualFingerprint: initialClone.rootHash
      },
      driftDeltas: [],
      dataViolations: [],
      rewriteViolations: [],
      coverage: { tablesChecked: 0, tablesSkipped: [], perTable: [] }
    };
  }
  let seedOutcomes;
  let preSeedStats;
  if (options.autoSeed) {
    preSeedStats = await tableStats(clonePool);
    const empty = [...preSeedStats].filter(([t, s]) => s.rows === 0 && s.seedable !== false && !recreatedTables.has(t)).map(([t]) => t);
    seedOutcomes = await autoSeedEmptyTables(clonePool, empty);
  }
  const postSeedStats = await tableStats(clonePool);
  if (seedOutcomes !== void 0) {
    seedOutcomes = reconcileSeedOutcomes(seedOutcomes, postSeedStats);
  }
  const seedSideEffects = preSeedStats === void 0 ? [] : detectAutoSeedSideEffects(preSeedStats, postSeedStats, recreatedTables);
  if (seedSideEffects.length > 0) {
    return {
      ok: false,
      projectionAuditStatus,
      projectionAudit,
      ...strictAuditFields,
      driftDeltas: [],
      dataViolations: seedSideEffects,
      seedSideEffects,
      rewriteViolations: [],
      coverage: { tablesChecked: 0, tablesSkipped: [], perTable: [] },
      ...seedOutcomes !== void 0 ? { seedOutcomes } : {}
    };
  }
  if (preSeedStats !== void 0) {
    const postSeedState = managedView((await reextractClone()).factBase);
    if (postSeedState.rootHash !== thePlan.source.fingerprint) {
      return {
        ok: false,
        projectionAuditStatus,
        projectionAudit,
        ...strictAuditFields,
        driftDeltas: [],
        dataViolations: [],
        seedStateViolation: {
          expectedFingerprint: thePlan.source.fingerprint,
          actualFingerprint: postSeedState.rootHash
        },
        rewriteViolations: [],
        coverage: { tablesChecked: 0, tablesSkipped: [], perTable: [] },
        ...seedOutcomes !== void 0 ? { seedOutcomes } : {}
      };
    }
  }
  const before = preSeedStats === void 0 ? postSeedStats : composeAutoSeedBaseline(preSeedStats, postSeedStats);
  const report = await apply(thePlan, clonePool, { fingerprintGate: false });
  if (report.status !== "applied") {
    return {
      ok: false,
      projectionAuditStatus,
      projectionAudit,
      ...strictAuditFields,
      ...report.error ? { applyError: report.error } : {},
      driftDeltas: [],
      dataViolations: [],
      rewriteViolations: [],
      coverage: { tablesChecked: 0, tablesSkipped: [], perTable: [] },
      // seeding already happened before apply, so report it even on this
      // early return (the caller's coverage gate still wants to see it).
      ...seedOutcomes !== void 0 ? { seedOutcomes } : {}
    };
  }
  const proven = await reextractClone();
  const provenFb = managedView(proven.factBase);
  const driftDeltas = diff(provenFb, target);
  const after = await tableStats(clonePool);
  const { dataViolations, rewriteViolations, coverage } = detectViolations(before, after, {
    recreatedTables,
    explicitlyDestroyedRelations,
    declaredRewriteTables,
    renamedTables
  });
  return {
    ok: driftDeltas.length === 0 && dataViolations.length === 0 && rewriteViolations.length === 0 && strictAuditFailure === void 0,
    projectionAuditStatus,
    projectionAudit,
    ...strictAuditFields,
    driftDeltas,
    dataViolations,
    rewriteViolations,
    coverage,
    ...seedOutcomes !== void 0 ? { seedOutcomes } : {}
  };
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/sql-scanner.js
function isWordChar(char) {
  const c = char.charCodeAt(0);
  return c >= 65 && c <= 90 || c >= 97 && c <= 122 || c >= 48 && c <= 57 || c === 95;
}
function isEscapeStringQuoteStart(text, quoteIndex) {
  if (text[quoteIndex] !== "'")
    return false;
  const prev = text[quoteIndex - 1];
  const prev2 = text[quoteIndex - 2];
  if ((prev === "E" || prev === "e") && (prev2 === void 0 || !isWordChar(prev2))) {
    return true;
  }
  return false;
}
function readDollarTag(text, start) {
  if (text[start] !== "$")
    return null;
  let i = start + 1;
  while (i < text.length && isWordChar(text[i])) {
    i += 1;
  }
  if (text[i] === "$") {
    return text.slice(start, i + 1);
  }
  return null;
}
function walkSql(text, onTopLevel, options) {
  const trackDepth = options?.trackDepth ?? false;
  const startIndex = options?.startIndex ?? 0;
  const onSkipped = options?.onSkipped;
  let inSingleQuote = false;
  let singleQuoteEscapeMode = false;
  let inDoubleQuote = false;
  let inLineComment = false;
  let inBlockComment = false;
  let dollarTag = null;
  let depth = 0;
  let i = startIndex;
  while (i < text.length) {
    const char = text[i];
    const next = text[i + 1];
    if (inLineComment) {
      onSkipped?.(char);
      if (char === "\n")
        inLineComment = false;
      i += 1;
      continue;
    }
    if (inBlockComment) {
      if (char === "*" && next === "/") {
        onSkipped?.("*/");
        inBlockComment = false;
        i += 2;
        continue;
      }
      onSkipped?.(char);
      i += 1;
      continue;
    }
    if (dollarTag) {
      if (text.startsWith(dollarTag, i)) {
        onSkipped?.(dollarTag);
        i += dollarTag.length;
        dollarTag = null;
        continue;
      }
      onSkipped?.(char);
      i += 1;
      continue;
    }
    if (inSingleQuote) {
      if (singleQuoteEscapeMode && char === "\\") {
        if (next !== void 0) {
          onSkipped?.(`\\${next}`);
          i += 2;
        } else {
          onSkipped?.(char);
          i += 1;
        }
        continue;
      }
      if (char === "'") {
        if (next === "'") {
          onSkipped?.("''");
          i += 2;
          continue;
        }
        inSingleQuote = false;
        singleQuoteEscapeMode = false;
      }
      onSkipped?.(char);
      i += 1;
      continue;
    }
    if (inDoubleQuote) {
      if (char === '"') {
        if (next === '"') {
          onSkipped?.('""');
          i += 2;
          continue;
        }
        inDoubleQuote = false;
      }
      onSkipped?.(char);
      i += 1;
      continue;
    }
    if (char === "-" && next === "-") {
      onSkipped?.("--");
      inLineComment = true;
      i += 2;
      continue;
    }
    if (char === "/" && next === "*") {
      onSkipped?.("/*");
      inBlockComment = true;
      i += 2;
      continue;
    }
    if (char === "'") {
      inSingleQuote = true;
      singleQuoteEscapeMode = isEscapeStringQuoteStart(text, i);
      onSkipped?.(char);
      i += 1;
      continue;
    }
    if (char === '"') {
      inDoubleQuote = true;
      onSkipped?.(char);
      i += 1;
      continue;
    }
    if (char === "$") {
      const tag = readDollarTag(text, i);
      if (tag) {
        dollarTag = tag;
        onSkipped?.(tag);
        i += tag.length;
        continue;
      }
    }
    if (trackDepth) {
      if (char === "(") {
        depth += 1;
        if (onTopLevel(i, char, depth - 1) === false)
          return;
        i += 1;
        continue;
      }
      if (char === ")") {
        depth = Math.max(0, depth - 1);
        if (onTopLevel(i, char, depth) === false)
          return;
        i += 1;
        continue;
      }
    }
    if (onTopLevel(i, char, depth) === false)
      return;
    i += 1;
  }
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/tokenizer.js
function identifierEnd(statement, from) {
  let i = from;
  while (i < statement.length && /\s/.test(statement[i]))
    i += 1;
  if (statement[i] === '"') {
    i += 1;
    while (i < statement.length) {
      if (statement[i] === '"') {
        if (statement[i + 1] === '"') {
          i += 2;
          continue;
        }
        return i + 1;
      }
      i += 1;
    }
    return i;
  }
  while (i < statement.length && isWordChar(statement[i]))
    i += 1;
  return i;
}
function qualifiedNameEnd(statement, from) {
  let i = identifierEnd(statement, from);
  while (statement[i] === ".") {
    i = identifierEnd(statement, i + 1);
  }
  return i;
}
function scanTokens(statement) {
  const tokens = [];
  let skipUntil = -1;
  walkSql(statement, (index, char, depth) => {
    if (index < skipUntil)
      return true;
    if (char === "(" || char === ")")
      return true;
    if (isWordChar(char)) {
      let end = index + 1;
      while (end < statement.length && isWordChar(statement[end])) {
        end += 1;
      }
      const value = statement.slice(index, end);
      tokens.push({
        value,
        upper: value.toUpperCase(),
        start: index,
        end,
        depth
      });
      skipUntil = end;
    }
    return true;
  }, { trackDepth: true });
  return tokens;
}
function findTopLevelParen(statement, startIndex) {
  let result = null;
  let openIndex = null;
  walkSql(statement, (index, char, depth) => {
    if (char === "(") {
      if (depth === 0) {
        openIndex = index;
      }
      return true;
    }
    if (char === ")") {
      if (depth === 0 && openIndex !== null) {
        result = { open: openIndex, close: index };
        return false;
      }
    }
    return true;
  }, { trackDepth: true, startIndex });
  return result;
}
function findClausePositions(text, tokens, keywords) {
  const positions = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const tok = tokens[i];
    if (tok.depth !== 0)
      continue;
    if (text[tok.start - 1] === ".")
      continue;
    if (keywords.has(tok.upper)) {
      positions.push(tok.start);
    }
  }
  positions.sort((a, b) => a - b);
  return positions;
}
function skipQualifiedName(statement, tokens, cursor) {
  let c = cursor + 1;
  while (c < tokens.length) {
    const curr = tokens[c];
    const prev = tokens[c - 1];
    if (curr.start !== prev.end + 1 || statement[prev.end] !== ".")
      break;
    c += 1;
  }
  return c;
}
function sliceClauses(text, positions) {
  const clauses = [];
  for (let i = 0; i < positions.length; i += 1) {
    const start = positions[i];
    const end = positions[i + 1] ?? text.length;
    const clause = text.slice(start, end).trim();
    if (clause.length > 0)
      clauses.push(clause);
  }
  return clauses;
}
function splitByCommas(content) {
  const items = [];
  let buffer = "";
  walkSql(content, (_index, char, depth) => {
    if (char === "(" || char === ")") {
      buffer += char;
      return true;
    }
    if (char === "," && depth === 0) {
      items.push(buffer);
      buffer = "";
      return true;
    }
    buffer += char;
    return true;
  }, {
    trackDepth: true,
    onSkipped: (chunk) => {
      buffer += chunk;
    }
  });
  if (buffer.length > 0) {
    items.push(buffer);
  }
  return items.map((item) => item.trim()).filter((item) => item.length > 0);
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/format-utils.js
function splitSqlStatements(sql) {
  const statements = [];
  let buffer = "";
  let blockDepth = 0;
  let word = "";
  let prevKeyword = "";
  const finalizeWord = () => {
    if (word.length === 0)
      return;
    const upper = word.toUpperCase();
    if (upper === "ATOMIC" && prevKeyword === "BEGIN") {
      blockDepth += 1;
    } else if (upper === "CASE") {
      blockDepth += 1;
    } else if (upper === "END" && blockDepth > 0) {
      blockDepth -= 1;
    }
    prevKeyword = upper;
    word = "";
  };
  walkSql(sql, (_index, char, depth) => {
    if (isWordChar(char)) {
      word += char;
      buffer += char;
      return true;
    }
    finalizeWord();
    if (char === ";" && depth === 0 && blockDepth === 0) {
      const trimmed = trimOuterBlankLines(buffer);
      if (trimmed.length > 0) {
        statements.push(trimmed);
      }
      buffer = "";
      return true;
    }
    buffer += char;
    return true;
  }, {
    trackDepth: true,
    onSkipped: (chunk) => {
      finalizeWord();
      buffer += chunk;
    }
  });
  finalizeWord();
  const trailing = trimOuterBlankLines(buffer);
  if (trailing.length > 0) {
    statements.push(trailing);
  }
  return statements;
}
function splitLeadingComments(statement) {
  const lines = statement.split(/\r?\n/);
  const commentLines = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    if (line === void 0)
      break;
    if (!line.trim().startsWith("--") && line.trim() !== "")
      break;
    commentLines.push(line);
    index += 1;
  }
  const body = trimOuterBlankLines(lines.slice(index).join("\n"));
  return { commentLines, body };
}
function trimOuterBlankLines(text) {
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    const first = lines[0];
    if (first === void 0 || first.trim().length !== 0)
      break;
    lines.shift();
  }
  while (lines.length > 0) {
    const last = lines[lines.length - 1];
    if (last === void 0 || last.trim().length !== 0)
      break;
    lines.pop();
  }
  return lines.join("\n");
}
function formatColumnList(content, options) {
  if (content.trim().length === 0) {
    return null;
  }
  const items = splitByCommas(content);
  if (items.length === 0)
    return null;
  const parsed = items.map((item) => parseDefinitionItem(item));
  const maxName = parsed.reduce((max, column) => column ? Math.max(max, column.name.length) : max, 0);
  const maxType = parsed.reduce((max, column) => column ? Math.max(max, column.type.length) : max, 0);
  const indent = indentString(options.indent);
  const lines = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index].trim();
    const column = parsed[index];
    let line = item;
    if (column) {
      const name = options.alignColumns ? column.name.padEnd(maxName) : column.name;
      const type = options.alignColumns ? column.type.padEnd(maxType) : column.type;
      line = `${name} ${type}`;
      if (column.tail) {
        line += ` ${column.tail}`;
      } else {
        line = line.trimEnd();
      }
    }
    const lineWithComma = applyCommaStyle(line, index, items.length, options.commaStyle);
    lines.push(`${indent}${lineWithComma}`);
  }
  return lines;
}
function parseDefinitionItem(definition) {
  let i = 0;
  const trimmed = definition.trim();
  if (trimmed.length === 0)
    return null;
  let name = "";
  if (trimmed[i] === '"') {
    i += 1;
    while (i < trimmed.length) {
      if (trimmed[i] === '"') {
        if (trimmed[i + 1] === '"') {
          i += 2;
          continue;
        }
        i += 1;
        break;
      }
      i += 1;
    }
    name = trimmed.slice(0, i);
  } else {
    while (i < trimmed.length && isWordChar(trimmed[i])) {
      i += 1;
    }
    name = trimmed.slice(0, i);
  }
  if (name.length === 0)
    return null;
  const nameUpper = name.replace(/^"|"$/g, "").toUpperCase();
  const constraintStarts = /* @__PURE__ */ new Set([
    "PRIMARY",
    "UNIQUE",
    "CHECK",
    "FOREIGN",
    "CONSTRAINT"
  ]);
  if (constraintStarts.has(nameUpper)) {
    return null;
  }
  let restStart = i;
  while (restStart < trimmed.length && /\s/.test(trimmed[restStart])) {
    restStart += 1;
  }
  if (restStart >= trimmed.length)
    return null;
  const rest = trimmed.slice(restStart);
  const boundaryKeywords = /* @__PURE__ */ new Set([
    "COLLATE",
    "DEFAULT",
    "NOT",
    "GENERATED",
    "CONSTRAINT",
    "CHECK",
    "REFERENCES",
    "PRIMARY",
    "UNIQUE"
  ]);
  const tokens = scanTokens(rest);
  let boundaryIndex = null;
  for (const token of tokens) {
    if (token.depth !== 0)
      continue;
    if (rest[token.start - 1] === ".")
      continue;
    if (boundaryKeywords.has(token.upper)) {
      boundaryIndex = token.start;
      break;
    }
  }
  let typeEnd = boundaryIndex === null ? trimmed.length : restStart + boundaryIndex;
  while (typeEnd > restStart && /\s/.test(trimmed[typeEnd - 1])) {
    typeEnd -= 1;
  }
  let tailStart = typeEnd;
  if (boundaryIndex !== null) {
    tailStart = restStart + boundaryIndex;
    while (tailStart < trimmed.length && /\s/.test(trimmed[tailStart])) {
      tailStart += 1;
    }
  }
  const type = trimmed.slice(restStart, typeEnd);
  const tail = boundaryIndex === null ? "" : trimmed.slice(tailStart).trim();
  if (type.length === 0)
    return null;
  return {
    name,
    type,
    tail,
    bounds: {
      nameStart: 0,
      nameEnd: name.length,
      typeStart: restStart,
      typeEnd,
      tailStart
    }
  };
}
function formatKeyValueItems(items, options, indentOverride) {
  const indent = indentOverride ?? indentString(options.indent);
  const parsed = items.map((item) => parseKeyValue(item));
  const maxKey = parsed.reduce((max, entry) => entry ? Math.max(max, entry.key.length) : max, 0);
  return parsed.map((entry, index) => {
    let line = items[index].trim();
    if (entry) {
      let key = entry.key;
      if (options.alignKeyValues) {
        key = key.padEnd(maxKey);
      }
      line = `${key} = ${entry.value}`;
    }
    const lineWithComma = applyCommaStyle(line, index, items.length, options.commaStyle);
    return `${indent}${lineWithComma}`;
  });
}
function parseKeyValue(item) {
  const trimmed = item.trim();
  if (trimmed.length === 0)
    return null;
  let result = null;
  walkSql(trimmed, (index, char, depth) => {
    if (char === "(" || char === ")")
      return true;
    if (char === "=" && depth === 0) {
      const key = trimmed.slice(0, index).trim();
      const value = trimmed.slice(index + 1).trim();
      if (key.length > 0 && value.length > 0) {
        result = { key, value };
      }
      return false;
    }
    return true;
  }, { trackDepth: true });
  return result;
}
function applyCommaStyle(line, index, total, style) {
  if (style === "leading") {
    return index === 0 ? `  ${line}` : `, ${line}`;
  }
  return index < total - 1 ? `${line},` : line;
}
function formatListItems(items, indent, style) {
  return items.map((item, index) => {
    const line = item.trim();
    const lineWithComma = applyCommaStyle(line, index, items.length, style);
    return `${indent}${lineWithComma}`;
  });
}
function formatMixedItems(items, options, indentOverride) {
  const indent = indentOverride ?? indentString(options.indent);
  const parsed = items.map((item) => parseKeyValue(item));
  const maxKey = parsed.reduce((max, entry) => entry ? Math.max(max, entry.key.length) : max, 0);
  return parsed.map((entry, index) => {
    let line = items[index].trim();
    if (entry) {
      let key = entry.key;
      if (options.alignKeyValues) {
        key = key.padEnd(maxKey);
      }
      line = `${key} = ${entry.value}`;
    }
    const lineWithComma = applyCommaStyle(line, index, items.length, options.commaStyle);
    return `${indent}${lineWithComma}`;
  });
}
function joinHeaderAndClauses(header, clauses, options, clauseTransform) {
  const indent = indentString(options.indent);
  const lines = [header];
  for (const clause of clauses) {
    if (clauseTransform) {
      lines.push(...clauseTransform(clause, indent, options));
    } else {
      lines.push(`${indent}${clause}`);
    }
  }
  return lines.join("\n");
}
function indentString(size) {
  return " ".repeat(size);
}

// node_modules/@supabase/pg-delta/dist/frontends/load-sql-files.js
function isNonTransactional(error) {
  const code = error.code;
  return code === "25001" || error instanceof Error && /cannot run inside a transaction block/i.test(error.message);
}
var RAW_FALLBACK_ALLOWLIST = [
  /^\s*create\s+(unique\s+)?index\s+concurrently\b/i
];
async function applyFile(client, sql) {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
    });
    if (isNonTransactional(error)) {
      const masked = maskLiteralsAndComments(sql);
      const statementCount = masked.split(";").filter((s) => s.trim() !== "").length;
      if (statementCount > 1) {
        throw new ShadowLoadError(`a non-transactional statement (e.g. CREATE INDEX CONCURRENTLY) must be the only statement in its file, but this file has ${statementCount} statements \u2014 move the non-transactional statement into its own file`, [
          {
            code: "mixed_nontransactional_file",
            severity: "error",
            message: `file mixes a non-transactional statement with ${statementCount - 1} other statement(s)`
          }
        ]);
      }
      if (!RAW_FALLBACK_ALLOWLIST.some((re) => re.test(masked.trim()))) {
        throw new ShadowLoadError("a non-transactional statement other than CREATE INDEX CONCURRENTLY cannot be loaded: the raw retry runs outside the shadow's transactional sandbox and could touch the target's live cluster", [
          {
            code: "unsupported_non_transactional",
            severity: "error",
            message: `refused non-transactional statement: ${sql.trim().slice(0, 80)}`
          }
        ]);
      }
      await client.query(sql);
      return;
    }
    throw error;
  }
}
function describeFileFailure(sql, error) {
  const base = error instanceof Error ? error.message : String(error);
  const raw = error?.position;
  const pos = typeof raw === "string" ? Number.parseInt(raw, 10) : typeof raw === "number" ? raw : Number.NaN;
  if (!Number.isFinite(pos) || pos < 1 || pos > sql.length)
    return base;
  const before = sql.slice(0, pos - 1);
  const line = before.split("\n").length;
  const lineStart = before.lastIndexOf("\n") + 1;
  const nl = sql.indexOf("\n", pos - 1);
  const lineText = sql.slice(lineStart, nl === -1 ? void 0 : nl).trim();
  const excerpt = lineText.length > 80 ? `${lineText.slice(0, 80)}\u2026` : lineText;
  return `${base} \u2014 at line ${line}: ${excerpt}`;
}
function maskLiteralsAndComments(sql) {
  const out = [];
  let i = 0;
  const n = sql.length;
  while (i < n) {
    const c = sql[i];
    const next = sql[i + 1];
    if (c === "-" && next === "-") {
      while (i < n && sql[i] !== "\n")
        i++;
      continue;
    }
    if (c === "/" && next === "*") {
      let depth = 1;
      i += 2;
      while (i < n && depth > 0) {
        if (sql[i] === "/" && sql[i + 1] === "*") {
          depth++;
          i += 2;
        } else if (sql[i] === "*" && sql[i + 1] === "/") {
          depth--;
          i += 2;
        } else
          i++;
      }
      out.push(" ");
      continue;
    }
    if (c === "'") {
      i++;
      while (i < n) {
        if (sql[i] === "'" && sql[i + 1] === "'")
          i += 2;
        else if (sql[i] === "'") {
          i++;
          break;
        } else
          i++;
      }
      out.push(" ");
      continue;
    }
    if (c === '"') {
      i++;
      while (i < n) {
        if (sql[i] === '"' && sql[i + 1] === '"')
          i += 2;
        else if (sql[i] === '"') {
          i++;
          break;
        } else
          i++;
      }
      out.push(" ");
      continue;
    }
    if (c === "$") {
      const tagMatch = /^\$[A-Za-z_]?[A-Za-z0-9_]*\$/.exec(sql.slice(i));
      if (tagMatch) {
        const tag = tagMatch[0];
        const end = sql.indexOf(tag, i + tag.length);
        i = end === -1 ? n : end + tag.length;
        out.push(" ");
        continue;
      }
    }
    out.push(c);
    i++;
  }
  return out.join("");
}
var TXN_CONTROL_RULES = [
  { re: /^start\s+transaction\b/i, label: "START TRANSACTION" },
  { re: /^prepare\s+transaction\b/i, label: "PREPARE TRANSACTION" },
  { re: /^begin(?!\s+atomic\b)\b/i, label: "BEGIN" },
  { re: /^commit\b/i, label: "COMMIT" },
  { re: /^rollback\b/i, label: "ROLLBACK" },
  { re: /^abort\b/i, label: "ABORT" },
  { re: /^end\s+(work|transaction)\b/i, label: "END TRANSACTION" },
  { re: /^savepoint\b/i, label: "SAVEPOINT" },
  { re: /^release\b/i, label: "RELEASE" }
];
function findTransactionControl(sql) {
  const skeleton = maskLiteralsAndComments(sql);
  const found = [];
  for (const raw of skeleton.split(";")) {
    const stmt = raw.trim();
    if (stmt === "")
      continue;
    for (const { re, label } of TXN_CONTROL_RULES) {
      if (re.test(stmt)) {
        found.push(label);
        break;
      }
    }
  }
  return found;
}
var SESSION_SETTING_RULES = [
  {
    re: /^set\s+(?:session\s+|local\s+)?search_path\b/i,
    label: "SET search_path"
  },
  {
    // `SET SCHEMA 'x'` is documented as an alias for `SET search_path TO x`.
    re: /^set\s+(?:session\s+|local\s+)?schema\b/i,
    label: "SET SCHEMA"
  },
  { re: /^set\s+(?:session\s+|local\s+)?role\b/i, label: "SET ROLE" },
  {
    re: /^set\s+(?:session\s+|local\s+)?session\s+authorization\b/i,
    label: "SET SESSION AUTHORIZATION"
  },
  {
    re: /^reset\s+(?:role|search_path|session\s+authorization|all)\b/i,
    label: "RESET session setting"
  }
];
function findSessionSettingStatements(sql) {
  const skeleton = maskLiteralsAndComments(sql);
  const found = [];
  for (const raw of skeleton.split(";")) {
    const stmt = raw.trim();
    if (stmt === "")
      continue;
    for (const { re, label } of SESSION_SETTING_RULES) {
      if (re.test(stmt)) {
        found.push(label);
        break;
      }
    }
  }
  return found;
}
function findDefaultPrivilegeStatements(sql) {
  const skeleton = maskLiteralsAndComments(sql);
  const found = [];
  for (const raw of skeleton.split(";")) {
    if (/^\s*alter\s+default\s+privileges\b/i.test(raw)) {
      found.push("ALTER DEFAULT PRIVILEGES");
    }
  }
  return found;
}
function findMatchingStatements(sql, predicate) {
  return maskLiteralsAndComments(sql).split(";").map((s) => s.trim()).filter((s) => s !== "" && predicate(s));
}
var CLUSTER_DDL_RULES = [
  // `user(?!\s+mapping)` so `CREATE|ALTER|DROP USER MAPPING …` (a database-local
  // FDW object, emitted by src/plan/rules/foreign.ts) is NOT misclassified as
  // cluster-global role DDL — otherwise database-scope apply would reject them
  // (or --skip-cluster-ddl would strip them) from pg-delta's own exports. `\s+`
  // matches any whitespace run in the masked/normalized statement text.
  {
    re: /^\s*create\s+(role|user(?!\s+mapping)|group)\b/i,
    label: "CREATE ROLE"
  },
  {
    re: /^\s*alter\s+(role|user(?!\s+mapping)|group)\b/i,
    label: "ALTER ROLE"
  },
  { re: /^\s*drop\s+(role|user(?!\s+mapping)|group)\b/i, label: "DROP ROLE" },
  { re: /^\s*comment\s+on\s+role\b/i, label: "COMMENT ON ROLE" },
  {
    re: /^\s*security\s+label\b[\s\S]*\bon\s+role\b/i,
    label: "SECURITY LABEL ON ROLE"
  },
  { re: /^\s*grant\b(?![\s\S]*\bon\b)/i, label: "GRANT (role membership)" },
  { re: /^\s*revoke\b(?![\s\S]*\bon\b)/i, label: "REVOKE (role membership)" }
];
function findClusterDdlStatements(sql) {
  const skeleton = maskLiteralsAndComments(sql);
  const found = [];
  for (const raw of skeleton.split(";")) {
    const stmt = raw.trim();
    if (stmt === "")
      continue;
    for (const { re, label } of CLUSTER_DDL_RULES) {
      if (re.test(stmt)) {
        found.push(label);
        break;
      }
    }
  }
  return found;
}
function stripClusterDdl(sql) {
  const keptParts = [];
  const skipped = [];
  for (const stmt of splitSqlStatements(sql)) {
    const masked = maskLiteralsAndComments(stmt).trim();
    if (masked !== "" && CLUSTER_DDL_RULES.some(({ re }) => re.test(masked))) {
      skipped.push(stmt.trim());
    } else {
      keptParts.push(masked === "" ? stmt : `${stmt};`);
    }
  }
  return { kept: keptParts.join("\n"), skipped };
}
var ShadowLoadError = class extends Error {
  details;
  constructor(message, details) {
    super(message);
    this.details = details;
    this.name = "ShadowLoadError";
  }
};
function serializeMembership(m) {
  return `${m.role}:${m.member}:${String(m.admin_option)}`;
}
async function restoreScratchClusterState(client, rolesBefore, membershipsBefore) {
  const diags = [];
  const rolesNow = await client.query(`SELECT rolname FROM pg_roles ORDER BY 1`);
  const membershipsNow = await client.query(`
    SELECT r1.rolname AS role, r2.rolname AS member,
           m.admin_option
    FROM pg_auth_members m
    JOIN pg_roles r1 ON r1.oid = m.roleid
    JOIN pg_roles r2 ON r2.oid = m.member
    ORDER BY 1, 2`);
  const beforeRoleSet = new Set((rolesBefore?.rows ?? []).map((r) => r.rolname));
  const createdRoles = rolesNow.rows.map((r) => r.rolname).filter((r) => !beforeRoleSet.has(r));
  const beforeMemberMap = new Map((membershipsBefore?.rows ?? []).map((m) => [serializeMembership(m), m]));
  const nowMemberMap = new Map(membershipsNow.rows.map((m) => [serializeMembership(m), m]));
  const addedMemberships = [...nowMemberMap.entries()].filter(([k]) => !beforeMemberMap.has(k)).map(([, m]) => m);
  const removedMemberships = [...beforeMemberMap.entries()].filter(([k]) => !nowMemberMap.has(k)).map(([, m]) => m);
  const tryRestore = async (stmt, what) => {
    try {
      await client.query(stmt);
    } catch (err) {
      diags.push({
        code: "scratch_leak_unrestored",
        severity: "error",
        message: `${what}: ${err instanceof Error ? err.message : String(err)}`
      });
    }
  };
  for (const m of addedMemberships) {
    await tryRestore(`REVOKE ${qid(m.role)} FROM ${qid(m.member)}`, `could not revoke leaked membership ${m.role} FROM ${m.member}`);
  }
  for (const role of createdRoles) {
    await tryRestore(`DROP ROLE IF EXISTS ${qid(role)}`, `could not drop leaked role ${role}`);
  }
  for (const m of removedMemberships) {
    await tryRestore(`GRANT ${qid(m.role)} TO ${qid(m.member)}${m.admin_option ? " WITH ADMIN OPTION" : ""}`, `could not restore revoked membership ${m.role} TO ${m.member}`);
  }
  return diags;
}
async function listPopulatedManagedTables(db) {
  const tables = await db.query(`
    SELECT n.nspname AS schema, c.relname AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r'
      AND ${USER_SCHEMA_FILTER}
      AND ${notExtensionMember("pg_class", "c.oid")}`);
  const populated = [];
  for (const row of tables.rows) {
    const qualified = `"${row.schema.replaceAll('"', '""')}"."${row.name.replaceAll('"', '""')}"`;
    const r = await db.query(`SELECT EXISTS (SELECT 1 FROM ${qualified} LIMIT 1) AS has`);
    if (r.rows[0].has)
      populated.push(qualified);
  }
  return populated;
}
async function loadSqlFiles(files, shadow, options = {}) {
  const maxRounds = options.maxRounds ?? Math.max(files.length + 1, 25);
  const mode = options.mode ?? "databaseScratch";
  const extractShadow = options.extract ?? extract;
  const seededSchemas = options.seededSchemas ?? [];
  const seededRoutines = options.seededRoutines;
  const strictFunctionBodies = options.strictFunctionBodies ?? false;
  const strictDataStatements = options.strictDataStatements ?? false;
  const allowPreExistingRows = options.allowPreExistingRows ?? mode === "isolatedCluster";
  if (mode !== "isolatedCluster") {
    const preexisting = await shadow.query(`
    SELECT count(*)::int AS n FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND n.nspname NOT LIKE 'pg\\_%'
      AND n.nspname <> ALL($1::text[])`, [seededSchemas]);
    if (preexisting.rows[0].n > 0) {
      throw new ShadowLoadError("shadow database is not empty", []);
    }
  }
  const preExistingPopulatedTables = allowPreExistingRows ? await listPopulatedManagedTables(shadow) : [];
  const preExistingPopulatedSet = new Set(preExistingPopulatedTables);
  const txnControlDiags = [];
  for (const file of files) {
    const offenders = findTransactionControl(file.sql);
    if (offenders.length > 0) {
      txnControlDiags.push({
        code: "transaction_control",
        severity: "error",
        message: `${file.name}: declarative SQL must not contain transaction-control statements (found: ${[...new Set(offenders)].join(", ")})`
      });
    }
  }
  if (txnControlDiags.length > 0) {
    throw new ShadowLoadError(`declarative files must not manage transactions \u2014 ${txnControlDiags.length} file(s) contain transaction-control statements`, txnControlDiags);
  }
  if (mode === "databaseScratch") {
    const clusterDdlDiags = [];
    for (const file of files) {
      const offenders = findClusterDdlStatements(file.sql);
      if (offenders.length > 0) {
        clusterDdlDiags.push({
          code: "cluster_ddl_in_scratch_mode",
          severity: "error",
          message: `${file.name}: declarative SQL must not contain cluster-level DDL in databaseScratch mode (found: ${[...new Set(offenders)].join(", ")}) \u2014 use an isolated-cluster shadow for shared objects`
        });
      }
    }
    if (clusterDdlDiags.length > 0) {
      throw new ShadowLoadError(`declarative files contain cluster-level DDL not allowed in databaseScratch mode \u2014 ${clusterDdlDiags.length} file(s) affected; use an isolated-cluster shadow for shared objects`, clusterDdlDiags);
    }
  }
  const rolesBefore = mode === "databaseScratch" ? await shadow.query(`SELECT rolname FROM pg_roles ORDER BY 1`) : null;
  const membershipsBefore = mode === "databaseScratch" ? await shadow.query(`
          SELECT r1.rolname AS role, r2.rolname AS member,
                 m.admin_option
          FROM pg_auth_members m
          JOIN pg_roles r1 ON r1.oid = m.roleid
          JOIN pg_roles r2 ON r2.oid = m.member
          ORDER BY 1, 2`) : null;
  let pending = [...files].sort((a, b) => a.name < b.name ? -1 : 1);
  let rounds = 0;
  let seededBodyWarnings = [];
  let dataStatementWarnings = [];
  let lastFailures = [];
  const failStreak = /* @__PURE__ */ new Map();
  let bootstrapMembershipStrip = null;
  const client = await shadow.connect();
  try {
    await client.query(`SET check_function_bodies = off`);
    let createroleSelfGrant = false;
    try {
      await client.query(`SELECT set_config('createrole_self_grant', 'set, inherit', false)`);
      createroleSelfGrant = true;
    } catch {
    }
    const rolesBeforeSelfGrant = createroleSelfGrant && mode === "isolatedCluster" ? await client.query(`SELECT rolname FROM pg_roles ORDER BY 1`) : null;
    while (pending.length > 0) {
      if (rounds >= maxRounds) {
        throw new ShadowLoadError(`shadow load did not converge within maxRounds=${maxRounds}: ${pending.length} file(s) still pending (${pending.map((f) => f.name).join(", ")})`, pending.map((f) => {
          const failure = lastFailures.find((x) => x.file.name === f.name);
          return {
            code: "max_rounds_exceeded",
            severity: "error",
            message: failure ? `${f.name}: ${failure.message}` : `${f.name}: still pending after ${rounds} round(s)`
          };
        }));
      }
      rounds++;
      const failures = [];
      const next = [];
      for (const file of pending) {
        try {
          await applyFile(client, file.sql);
        } catch (error) {
          if (error instanceof ShadowLoadError)
            throw error;
          const message = describeFileFailure(file.sql, error);
          const prev = failStreak.get(file.name);
          failStreak.set(file.name, {
            message,
            count: prev !== void 0 && prev.message === message ? prev.count + 1 : 1
          });
          failures.push({ file, message });
          next.push(file);
        }
      }
      if (next.length === pending.length) {
        const mutualFkHint = detectMutualFk(failures) ? " Tip: if two tables reference each other with inline REFERENCES clauses, split one foreign key into a separate ALTER TABLE \u2026 ADD CONSTRAINT statement." : "";
        throw new ShadowLoadError(`shadow load stuck after ${rounds} round(s): ${next.length} file(s) cannot apply${mutualFkHint}`, failures.map((f) => {
          const streak = failStreak.get(f.file.name);
          const streakNote = streak !== void 0 && streak.count > 1 ? ` (failed identically in ${streak.count} round(s) \u2014 likely a genuine missing dependency, not ordering)` : "";
          return {
            code: "stuck_statement",
            severity: "error",
            message: `${f.file.name}: ${f.message}${streakNote}`
          };
        }));
      }
      lastFailures = failures;
      pending = next;
    }
    if (rolesBeforeSelfGrant !== null) {
      const rolesAfterSelfGrant = await client.query(`SELECT rolname FROM pg_roles ORDER BY 1`);
      const beforeSet = new Set(rolesBeforeSelfGrant.rows.map((r) => r.rolname));
      const createdRoles = rolesAfterSelfGrant.rows.map((r) => r.rolname).filter((r) => !beforeSet.has(r));
      const me = await client.query(`SELECT current_user AS u`);
      bootstrapMembershipStrip = {
        roles: new Set(createdRoles),
        member: me.rows[0].u
      };
    }
    if (mode === "databaseScratch") {
      const rolesAfter = await client.query(`SELECT rolname FROM pg_roles ORDER BY 1`);
      const beforeRoleSet = new Set((rolesBefore?.rows ?? []).map((r) => r.rolname));
      const afterRoleSet = new Set(rolesAfter.rows.map((r) => r.rolname));
      const createdRoles = [...afterRoleSet].filter((r) => !beforeRoleSet.has(r));
      const droppedRoles = [...beforeRoleSet].filter((r) => !afterRoleSet.has(r));
      if (createdRoles.length > 0 || droppedRoles.length > 0) {
        const parts = [
          createdRoles.length > 0 ? `created: ${createdRoles.join(", ")}` : "",
          droppedRoles.length > 0 ? `dropped: ${droppedRoles.join(", ")}` : ""
        ].filter(Boolean);
        throw new ShadowLoadError(`declarative files changed cluster-level roles (${parts.join("; ")}) \u2014 use an isolated-cluster shadow for shared objects`, [...createdRoles, ...droppedRoles].map((r) => ({
          code: "shared_object_leak",
          severity: "error",
          subject: { kind: "role", name: r },
          message: `role ${r} changed out of the shadow database`
        })));
      }
      const membershipsAfter = await client.query(`
        SELECT r1.rolname AS role, r2.rolname AS member,
               m.admin_option
        FROM pg_auth_members m
        JOIN pg_roles r1 ON r1.oid = m.roleid
        JOIN pg_roles r2 ON r2.oid = m.member
        ORDER BY 1, 2`);
      const beforeMemberSet = new Set((membershipsBefore?.rows ?? []).map(serializeMembership));
      const afterMemberSet = new Set(membershipsAfter.rows.map(serializeMembership));
      const grants = membershipsAfter.rows.filter((m) => !beforeMemberSet.has(serializeMembership(m)));
      const revokes = (membershipsBefore?.rows ?? []).filter((m) => !afterMemberSet.has(serializeMembership(m)));
      if (grants.length > 0 || revokes.length > 0) {
        const describe = (m, verb) => `${verb} ${m.role} ${verb === "GRANT" ? "TO" : "FROM"} ${m.member}${m.admin_option ? " WITH ADMIN OPTION" : ""}`;
        const descriptions = [
          ...grants.map((m) => describe(m, "GRANT")),
          ...revokes.map((m) => describe(m, "REVOKE"))
        ];
        throw new ShadowLoadError(`declarative files modified cluster-level membership (${descriptions.join(", ")}) \u2014 use an isolated-cluster shadow for shared objects`, descriptions.map((d) => ({
          code: "shared_object_leak",
          severity: "error",
          message: `membership leak: ${d}`
        })));
      }
    }
    const pgMajorRow = await client.query(`SELECT current_setting('server_version_num')::int AS num`);
    const pgMajor = Math.floor(pgMajorRow.rows[0].num / 1e4);
    await client.query(`BEGIN`);
    await client.query(`SET LOCAL search_path TO 'pg_catalog'`);
    await client.query(pgMajor >= 15 ? "SELECT set_config('jit', 'off', true) WHERE has_parameter_privilege(current_user, 'jit', 'SET')" : "SET LOCAL jit = off");
    const defs = await client.query(`
      SELECT n.nspname AS nspname, p.proname AS proname, p.prokind AS prokind,
             ARRAY(SELECT format_type(t.t, NULL)
                   FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                   ORDER BY t.ord)::text[] AS identity_args,
             pg_get_functiondef(p.oid) AS def
      FROM pg_proc p
      JOIN pg_namespace n ON n.oid = p.pronamespace
      JOIN pg_language l ON l.oid = p.prolang
      WHERE p.prokind IN ('f', 'p')
        AND l.lanname IN ('sql', 'plpgsql')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND NOT EXISTS (
          SELECT 1 FROM pg_depend d
          WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`);
    await client.query(`COMMIT`);
    await client.query(`SET check_function_bodies = on`);
    const bodyErrors = [];
    const bodyWarnings = [];
    for (const row of defs.rows) {
      try {
        await client.query(row.def);
      } catch (error) {
        const message = `${row.nspname}.${row.proname}: ${error instanceof Error ? error.message : String(error)}`;
        const inSeededSchema = seededSchemas.includes(row.nspname);
        const isUnchangedSeed = seededRoutines === void 0 ? inSeededSchema : (() => {
          const id = {
            kind: row.prokind === "p" ? "procedure" : "function",
            schema: row.nspname,
            name: row.proname,
            args: row.identity_args.map(String)
          };
          const seededDef = seededRoutines.get(encodeId(id));
          return seededDef !== void 0 && seededDef === row.def;
        })();
        if (isUnchangedSeed) {
          bodyWarnings.push({
            code: "invalid_seeded_routine_body",
            severity: "warning",
            message
          });
        } else if (inSeededSchema) {
          bodyErrors.push({
            code: "invalid_routine_body",
            severity: "error",
            message
          });
        } else if (strictFunctionBodies) {
          bodyErrors.push({
            code: "invalid_routine_body",
            severity: "error",
            message
          });
        } else {
          bodyWarnings.push({
            code: "invalid_routine_body",
            severity: "warning",
            message
          });
        }
      }
    }
    if (bodyErrors.length > 0) {
      throw new ShadowLoadError(`${bodyErrors.length} routine bod${bodyErrors.length === 1 ? "y" : "ies"} failed validation`, bodyErrors);
    }
    seededBodyWarnings = bodyWarnings;
    const populated = (await listPopulatedManagedTables(client)).filter((t) => !preExistingPopulatedSet.has(t));
    if (populated.length > 0) {
      const details = populated.map((t) => ({
        code: "data_statement",
        severity: strictDataStatements ? "error" : "warning",
        message: `managed user table ${t} contains rows after loading the declarative files`
      }));
      if (strictDataStatements) {
        throw new ShadowLoadError(`declarative files must not contain data statements \u2014 rows found in managed user table(s): ${populated.join(", ")}`, details);
      }
      dataStatementWarnings = details;
    }
  } catch (err) {
    if (mode === "databaseScratch") {
      const restoreDiags = await restoreScratchClusterState(client, rolesBefore, membershipsBefore);
      if (restoreDiags.length > 0 && err instanceof ShadowLoadError) {
        err.details.push(...restoreDiags);
      }
    }
    throw err;
  } finally {
    await client.query(`RESET check_function_bodies`).catch(() => {
    });
    client.release();
  }
  const result = await extractShadow(shadow, { source: "sqlFiles" });
  let factBase = result.factBase;
  if (bootstrapMembershipStrip !== null && bootstrapMembershipStrip.roles.size > 0) {
    const strip = bootstrapMembershipStrip;
    const drop = (id) => id.kind === "membership" && strip.roles.has(id.role) && id.member === strip.member;
    const facts = factBase.facts().filter((f) => !drop(f.id));
    const kept = new Set(facts.map((f) => encodeId(f.id)));
    const edges = [...factBase.edges].filter((e) => kept.has(encodeId(e.from)) && kept.has(encodeId(e.to)));
    factBase = buildFactBase(facts, edges, factBase.source, factBase.referenceOnly);
  }
  return {
    factBase,
    pgVersion: result.pgVersion,
    diagnostics: [
      ...result.diagnostics,
      ...seededBodyWarnings,
      ...dataStatementWarnings
    ],
    rounds,
    preExistingPopulatedTables
  };
}
function detectMutualFk(failures) {
  if (failures.length < 2)
    return false;
  const tablePattern = /CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:"[^"]+"|[\w.]+)/gi;
  const fkErrorPattern = /relation "([^"]+)" does not exist|foreign key constraint .* references table "([^"]+)"/i;
  const filesThatCreate = /* @__PURE__ */ new Map();
  for (const f of failures) {
    const names = /* @__PURE__ */ new Set();
    let m;
    tablePattern.lastIndex = 0;
    while ((m = tablePattern.exec(f.file.sql)) !== null) {
      const raw = m[0].replace(/CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?/i, "").trim();
      const bare = raw.replace(/^"([^"]+)"$/, "$1").split(".").pop() ?? raw;
      names.add(bare.toLowerCase());
    }
    filesThatCreate.set(f.file.name, names);
  }
  const allCreated = /* @__PURE__ */ new Set();
  for (const names of filesThatCreate.values()) {
    for (const n of names)
      allCreated.add(n);
  }
  for (const f of failures) {
    const em = fkErrorPattern.exec(f.message);
    if (!em)
      continue;
    const missing = (em[1] ?? em[2] ?? "").toLowerCase().split(".").pop() ?? "";
    if (missing && allCreated.has(missing))
      return true;
  }
  return false;
}

// node_modules/@supabase/pg-delta/dist/frontends/export-sql-files.js
import { createHash } from "node:crypto";

// node_modules/@supabase/pg-delta/dist/frontends/export-case-collisions.js
function childOf(node, segment) {
  const key = segment.toLowerCase();
  let child = node.children.get(key);
  if (child === void 0) {
    child = { spellings: /* @__PURE__ */ new Set(), children: /* @__PURE__ */ new Map() };
    node.children.set(key, child);
  }
  child.spellings.add(segment);
  return child;
}
function canonicalSpelling(spellings) {
  let smallest;
  for (const spelling of spellings) {
    if (smallest === void 0 || spelling < smallest)
      smallest = spelling;
  }
  return smallest;
}
function foldCaseCollidingPaths(paths, onWarning) {
  const distinct = new Set(paths);
  const root = { spellings: /* @__PURE__ */ new Set(), children: /* @__PURE__ */ new Map() };
  for (const path of distinct) {
    let node = root;
    for (const segment of path.split("/")) {
      node = childOf(node, segment);
    }
  }
  const folds = /* @__PURE__ */ new Map();
  const byCanonical = /* @__PURE__ */ new Map();
  for (const path of distinct) {
    let node = root;
    const segments = path.split("/").map((segment) => {
      node = node.children.get(segment.toLowerCase());
      return node.spellings.size > 1 ? node.canonical ??= canonicalSpelling(node.spellings) : segment;
    });
    const canonical = segments.join("/");
    if (canonical !== path)
      folds.set(path, canonical);
    const members = byCanonical.get(canonical);
    if (members === void 0) {
      byCanonical.set(canonical, [path]);
    } else {
      members.push(path);
    }
  }
  if (onWarning !== void 0) {
    for (const [canonical, members] of byCanonical) {
      if (members.length > 1) {
        const sorted = [...members].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
        onWarning(`export paths ${sorted.map((m) => `"${m}"`).join(", ")} differ only by case and would be one physical file on case-insensitive filesystems (APFS/NTFS); merging them into "${canonical}"`);
      } else if (members[0] !== canonical) {
        onWarning(`export path "${members[0]}" sits under a directory whose name differs only by case from another export path's; writing it as "${canonical}" so the tree has one spelling on case-insensitive filesystems (APFS/NTFS)`);
      }
    }
  }
  return folds;
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/constants.js
var DEFAULT_OPTIONS = {
  keywordCase: "preserve",
  indent: 2,
  maxWidth: 100,
  commaStyle: "trailing",
  alignColumns: true,
  alignKeyValues: true,
  preserveRoutineBodies: true,
  preserveViewBodies: true,
  preserveRuleBodies: true
};

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/formatters.js
var DOMAIN_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set(["COLLATE", "DEFAULT", "CHECK"]);
var FUNCTION_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set([
  "RETURNS",
  "LANGUAGE",
  "TRANSFORM",
  "WINDOW",
  "IMMUTABLE",
  "STABLE",
  "VOLATILE",
  "LEAKPROOF",
  "CALLED",
  "STRICT",
  "SECURITY",
  "PARALLEL",
  "COST",
  "ROWS",
  "SUPPORT",
  "SET",
  "AS"
]);
var POLICY_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set(["FOR", "TO", "USING", "WITH"]);
var TRIGGER_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set([
  "BEFORE",
  "AFTER",
  "INSTEAD",
  "FOR",
  "WHEN",
  "EXECUTE"
]);
var EVENT_TRIGGER_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set(["ON", "WHEN", "EXECUTE"]);
var INDEX_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set(["WHERE", "WITH", "TABLESPACE"]);
var LANGUAGE_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set(["HANDLER", "INLINE", "VALIDATOR"]);
var MATVIEW_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set(["USING", "TABLESPACE", "WITH", "AS"]);
var SUBSCRIPTION_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set([
  "CONNECTION",
  "PUBLICATION",
  "WITH"
]);
var FDW_CLAUSE_KEYWORDS = /* @__PURE__ */ new Set(["HANDLER", "VALIDATOR", "OPTIONS"]);
var EXPANDABLE_KEYWORDS = /* @__PURE__ */ new Set(["OPTIONS", "WITH", "SET"]);
function formatCreateDomain(statement, tokens, options) {
  if (tokens.length < 2)
    return null;
  const t0 = tokens[0];
  const t1 = tokens[1];
  if (t0 === void 0 || t1 === void 0)
    return null;
  if (t0.upper !== "CREATE" || t1.upper !== "DOMAIN") {
    return null;
  }
  const clauseStarts = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const tok = tokens[i];
    if (tok === void 0)
      continue;
    if (tok.depth !== 0)
      continue;
    const upper = tok.upper;
    if (DOMAIN_CLAUSE_KEYWORDS.has(upper)) {
      clauseStarts.push(tok.start);
      continue;
    }
    if (upper === "NOT" && tokens[i + 1]?.upper === "NULL" && tokens[i + 1]?.depth === 0) {
      clauseStarts.push(tok.start);
      i += 1;
    }
  }
  if (clauseStarts.length === 0)
    return null;
  clauseStarts.sort((a, b) => a - b);
  const prefix = statement.slice(0, clauseStarts[0]).trim();
  const clauses = sliceClauses(statement, clauseStarts);
  return joinHeaderAndClauses(prefix, clauses, options);
}
function formatCreateEnum(statement, tokens, options) {
  if (tokens.length < 4)
    return null;
  const t0 = tokens[0];
  const t1 = tokens[1];
  if (t0 === void 0 || t1 === void 0)
    return null;
  if (t0.upper !== "CREATE" || t1.upper !== "TYPE") {
    return null;
  }
  const enumToken = tokens.find((token, index) => token.upper === "ENUM" && tokens[index - 1]?.upper === "AS");
  if (!enumToken)
    return null;
  const parens = findTopLevelParen(statement, enumToken.end);
  if (!parens)
    return null;
  const { open, close } = parens;
  const header = statement.slice(0, open).trim();
  const content = statement.slice(open + 1, close).trim();
  const suffix = statement.slice(close + 1).trim();
  const items = splitByCommas(content);
  const indent = indentString(options.indent);
  const listLines = formatListItems(items, indent, options.commaStyle);
  const lines = [`${header} (`, ...listLines, `)${suffix ? ` ${suffix}` : ""}`];
  return lines.join("\n");
}
function formatCreateCompositeType(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  {
    const t0 = tokens[0];
    const t1 = tokens[1];
    if (t0 === void 0 || t1 === void 0)
      return null;
    if (t0.upper !== "CREATE" || t1.upper !== "TYPE") {
      return null;
    }
  }
  const asToken = tokens.find((token) => token.upper === "AS");
  if (!asToken)
    return null;
  const asIndex = tokens.indexOf(asToken);
  const nextToken = tokens[asIndex + 1];
  if (nextToken?.upper === "ENUM" || nextToken?.upper === "RANGE") {
    return null;
  }
  const parens = findTopLevelParen(statement, asToken.end);
  if (!parens)
    return null;
  const { open, close } = parens;
  const header = statement.slice(0, open).trim();
  const content = statement.slice(open + 1, close).trim();
  const suffix = statement.slice(close + 1).trim();
  const formattedColumns = formatColumnList(content, options);
  if (!formattedColumns)
    return null;
  const lines = [
    `${header} (`,
    ...formattedColumns,
    `)${suffix ? ` ${suffix}` : ""}`
  ];
  return lines.join("\n");
}
function formatCreateTable(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  if (tokens[0]?.upper !== "CREATE")
    return null;
  const tableToken = tokens.find((token, index) => {
    if (token.upper !== "TABLE")
      return false;
    if (index > 0 && tokens[index - 1]?.upper === "RETURNS")
      return false;
    return true;
  });
  if (!tableToken)
    return null;
  const parens = findTopLevelParen(statement, tableToken.end);
  if (!parens)
    return null;
  const { open, close } = parens;
  const hasPartitionBeforeColumns = tokens.some((token) => token.depth === 0 && token.upper === "PARTITION" && token.start < open);
  if (hasPartitionBeforeColumns)
    return null;
  const header = statement.slice(0, open).trim();
  const content = statement.slice(open + 1, close).trim();
  const suffix = statement.slice(close + 1).trim();
  const formattedColumns = formatColumnList(content, options);
  if (!formattedColumns)
    return null;
  const lines = [
    `${header} (`,
    ...formattedColumns,
    `)${suffix ? ` ${suffix}` : ""}`
  ];
  return lines.join("\n");
}
function formatCreateRange(statement, tokens, options) {
  if (tokens.length < 4)
    return null;
  const t0 = tokens[0];
  const t1 = tokens[1];
  if (t0 === void 0 || t1 === void 0)
    return null;
  if (t0.upper !== "CREATE" || t1.upper !== "TYPE") {
    return null;
  }
  const rangeToken = tokens.find((token, index) => token.upper === "RANGE" && tokens[index - 1]?.upper === "AS");
  if (!rangeToken)
    return null;
  const parens = findTopLevelParen(statement, rangeToken.end);
  if (!parens)
    return null;
  const { open, close } = parens;
  const header = statement.slice(0, open).trim();
  const content = statement.slice(open + 1, close).trim();
  const suffix = statement.slice(close + 1).trim();
  const items = splitByCommas(content);
  if (items.length === 0)
    return null;
  const formattedItems = formatKeyValueItems(items, options);
  const lines = [
    `${header} (`,
    ...formattedItems,
    `)${suffix ? ` ${suffix}` : ""}`
  ];
  return lines.join("\n");
}
function formatCreateCollation(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  const t0 = tokens[0];
  const t1 = tokens[1];
  if (t0 === void 0 || t1 === void 0)
    return null;
  if (t0.upper !== "CREATE" || t1.upper !== "COLLATION") {
    return null;
  }
  const parens = findTopLevelParen(statement, t1.end);
  if (!parens)
    return null;
  const { open, close } = parens;
  const header = statement.slice(0, open).trim();
  const content = statement.slice(open + 1, close).trim();
  const suffix = statement.slice(close + 1).trim();
  const items = splitByCommas(content);
  if (items.length === 0)
    return null;
  const formattedItems = formatKeyValueItems(items, options);
  const lines = [
    `${header} (`,
    ...formattedItems,
    `)${suffix ? ` ${suffix}` : ""}`
  ];
  return lines.join("\n");
}
function formatCreateFunction(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  if (tokens[0]?.upper !== "CREATE")
    return null;
  let cursor = 1;
  if (tokens[cursor]?.upper === "OR" && tokens[cursor + 1]?.upper === "REPLACE") {
    cursor += 2;
  }
  const objectToken = tokens[cursor];
  if (!objectToken || objectToken.upper !== "FUNCTION" && objectToken.upper !== "PROCEDURE") {
    return null;
  }
  const parens = findTopLevelParen(statement, objectToken.end);
  if (!parens)
    return null;
  const { open, close } = parens;
  const header = statement.slice(0, open).trim();
  const argContent = statement.slice(open + 1, close).trim();
  const postArgs = statement.slice(close + 1).trim();
  const indent = indentString(options.indent);
  const lines = [];
  if (argContent.length === 0) {
    lines.push(`${header}()`);
  } else {
    const formattedArgs = formatColumnList(argContent, options);
    if (formattedArgs) {
      lines.push(`${header} (`, ...formattedArgs, `)`);
    } else {
      lines.push(`${header}(${argContent})`);
    }
  }
  if (postArgs.length === 0) {
    return lines.join("\n");
  }
  const postTokens = scanTokens(postArgs);
  const clauseStarts = [];
  for (let i = 0; i < postTokens.length; i += 1) {
    const tok = postTokens[i];
    if (tok === void 0)
      continue;
    if (tok.depth !== 0)
      continue;
    if (postArgs[tok.start - 1] === ".")
      continue;
    if (tok.upper === "NOT" && postTokens[i + 1]?.upper === "LEAKPROOF") {
      clauseStarts.push(tok.start);
      i += 1;
      continue;
    }
    if (FUNCTION_CLAUSE_KEYWORDS.has(tok.upper)) {
      clauseStarts.push(tok.start);
      continue;
    }
    if (tok.value.startsWith("__PGDELTA_PLACEHOLDER_")) {
      clauseStarts.push(tok.start);
    }
  }
  if (clauseStarts.length === 0) {
    lines[lines.length - 1] += ` ${postArgs}`;
    return lines.join("\n");
  }
  clauseStarts.sort((a, b) => a - b);
  const beforeFirstClause = postArgs.slice(0, clauseStarts[0]).trim();
  if (beforeFirstClause.length > 0) {
    lines[lines.length - 1] += ` ${beforeFirstClause}`;
  }
  const clauses = sliceClauses(postArgs, clauseStarts);
  for (const clause of clauses) {
    const clauseTokens = scanTokens(clause);
    const ct0 = clauseTokens[0];
    const ct1 = clauseTokens[1];
    if (clauseTokens.length >= 2 && ct0 !== void 0 && ct1 !== void 0 && ct0.upper === "RETURNS" && ct1.upper === "TABLE") {
      const tableParens = findTopLevelParen(clause, ct1.end);
      if (tableParens) {
        const innerContent = clause.slice(tableParens.open + 1, tableParens.close).trim();
        const afterTable = clause.slice(tableParens.close + 1).trim();
        if (innerContent.length > 0) {
          const formattedCols = formatColumnList(innerContent, {
            ...options,
            indent: options.indent * 2
          });
          if (formattedCols) {
            lines.push(`${indent}RETURNS TABLE (`, ...formattedCols, `${indent})`);
          } else {
            lines.push(`${indent}RETURNS TABLE (${innerContent})`);
          }
        } else {
          lines.push(`${indent}RETURNS TABLE ()`);
        }
        if (afterTable.length > 0) {
          lines[lines.length - 1] += ` ${afterTable}`;
        }
        continue;
      }
    }
    lines.push(`${indent}${clause}`);
  }
  return lines.join("\n");
}
function formatCreatePolicy(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  const t0 = tokens[0];
  const t1 = tokens[1];
  if (t0 === void 0 || t1 === void 0)
    return null;
  if (t0.upper !== "CREATE" || t1.upper !== "POLICY") {
    return null;
  }
  const clauseStarts = [];
  for (let i = 2; i < tokens.length; i += 1) {
    const tok = tokens[i];
    if (tok === void 0)
      continue;
    if (tok.depth !== 0)
      continue;
    const upper = tok.upper;
    if (upper === "AS" && (tokens[i + 1]?.upper === "PERMISSIVE" || tokens[i + 1]?.upper === "RESTRICTIVE")) {
      clauseStarts.push(tok.start);
      continue;
    }
    if (upper === "WITH" && tokens[i + 1]?.upper === "CHECK") {
      clauseStarts.push(tok.start);
      continue;
    }
    if (upper === "WITH")
      continue;
    if (POLICY_CLAUSE_KEYWORDS.has(upper)) {
      clauseStarts.push(tok.start);
    }
  }
  if (clauseStarts.length === 0)
    return null;
  clauseStarts.sort((a, b) => a - b);
  const header = statement.slice(0, clauseStarts[0]).trim();
  const clauses = sliceClauses(statement, clauseStarts);
  return joinHeaderAndClauses(header, clauses, options);
}
function formatCreateTrigger(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  if (tokens[0]?.upper !== "CREATE")
    return null;
  let triggerIndex = -1;
  for (let i = 1; i < Math.min(5, tokens.length); i += 1) {
    if (tokens[i]?.upper === "TRIGGER") {
      triggerIndex = i;
      break;
    }
  }
  if (triggerIndex === -1)
    return null;
  const triggerToken = tokens[triggerIndex];
  if (triggerToken === void 0)
    return null;
  const headerEnd = identifierEnd(statement, triggerToken.end);
  const rest = statement.slice(headerEnd).trim();
  const header = statement.slice(0, headerEnd).trim();
  if (rest.length === 0)
    return null;
  const restTokens = scanTokens(rest);
  const clauseKeywords = tokens[triggerIndex - 1]?.upper === "EVENT" ? EVENT_TRIGGER_CLAUSE_KEYWORDS : TRIGGER_CLAUSE_KEYWORDS;
  const positions = findClausePositions(rest, restTokens, clauseKeywords);
  if (positions.length === 0)
    return null;
  const clauses = sliceClauses(rest, positions);
  return joinHeaderAndClauses(header, clauses, options);
}
function formatCreateIndex(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  if (tokens[0]?.upper !== "CREATE")
    return null;
  let indexIndex = -1;
  for (let i = 1; i < Math.min(4, tokens.length); i += 1) {
    if (tokens[i]?.upper === "INDEX") {
      indexIndex = i;
      break;
    }
  }
  if (indexIndex === -1)
    return null;
  const indexToken = tokens[indexIndex];
  if (indexToken === void 0)
    return null;
  const parens = findTopLevelParen(statement, indexToken.end);
  if (!parens)
    return null;
  let headerEnd = parens.close + 1;
  const rawAfter = statement.slice(headerEnd);
  const leadWs = rawAfter.length - rawAfter.trimStart().length;
  const afterParens = rawAfter.trim();
  const afterTokens = scanTokens(afterParens);
  const afterToken0 = afterTokens[0];
  if (afterTokens.length > 0 && afterToken0 !== void 0 && afterToken0.upper === "INCLUDE") {
    const includeParens = findTopLevelParen(afterParens, afterToken0.end);
    if (includeParens) {
      headerEnd = headerEnd + leadWs + includeParens.close + 1;
    }
  }
  const restText = statement.slice(headerEnd).trim();
  if (restText.length === 0)
    return null;
  const restTokens = scanTokens(restText);
  const positions = findClausePositions(restText, restTokens, INDEX_CLAUSE_KEYWORDS);
  if (positions.length === 0)
    return null;
  const firstClauseStart = positions[0] ?? restText.length;
  const modifier = restText.slice(0, firstClauseStart).trim();
  const header = statement.slice(0, headerEnd).trim();
  const headerWithModifier = modifier.length > 0 ? `${header} ${modifier}` : header;
  const clauses = sliceClauses(restText, positions);
  return joinHeaderAndClauses(headerWithModifier, clauses, options);
}
function formatAlterTable(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  {
    const t0 = tokens[0];
    const t1 = tokens[1];
    if (t0 === void 0 || t1 === void 0)
      return null;
    if (t0.upper !== "ALTER" || t1.upper !== "TABLE") {
      return null;
    }
  }
  let cursor = 2;
  if (tokens[cursor]?.upper === "IF" && tokens[cursor + 1]?.upper === "EXISTS") {
    cursor += 2;
  }
  if (tokens[cursor]?.upper === "ONLY") {
    cursor += 1;
  }
  if (cursor >= tokens.length)
    return null;
  const lastPrefix = tokens[cursor - 1];
  if (lastPrefix === void 0)
    return null;
  const headerEnd = qualifiedNameEnd(statement, lastPrefix.end);
  const header = statement.slice(0, headerEnd).trim();
  const action = statement.slice(headerEnd).trim();
  if (action.length === 0)
    return null;
  const indent = indentString(options.indent);
  return `${header}
${indent}${action}`;
}
function formatCreateAggregate(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  {
    const t0 = tokens[0];
    const t1 = tokens[1];
    if (t0 === void 0 || t1 === void 0)
      return null;
    if (t0.upper !== "CREATE" || t1.upper !== "AGGREGATE") {
      return null;
    }
  }
  const aggT1 = tokens[1];
  if (aggT1 === void 0)
    return null;
  const argParens = findTopLevelParen(statement, aggT1.end);
  if (!argParens)
    return null;
  const optParens = findTopLevelParen(statement, argParens.close + 1);
  if (!optParens)
    return null;
  const { open, close } = optParens;
  const header = statement.slice(0, open).trim();
  const content = statement.slice(open + 1, close).trim();
  const suffix = statement.slice(close + 1).trim();
  const items = splitByCommas(content);
  if (items.length === 0)
    return null;
  const formattedItems = formatMixedItems(items, options);
  const lines = [
    `${header} (`,
    ...formattedItems,
    `)${suffix ? ` ${suffix}` : ""}`
  ];
  return lines.join("\n");
}
function formatCreateLanguage(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  if (tokens[0]?.upper !== "CREATE")
    return null;
  let langIndex = -1;
  for (let i = 1; i < Math.min(4, tokens.length); i += 1) {
    if (tokens[i]?.upper === "LANGUAGE") {
      langIndex = i;
      break;
    }
  }
  if (langIndex === -1)
    return null;
  const langToken = tokens[langIndex];
  if (langToken === void 0)
    return null;
  const headerEnd = identifierEnd(statement, langToken.end);
  const rest = statement.slice(headerEnd).trim();
  const header = statement.slice(0, headerEnd).trim();
  if (rest.length === 0)
    return null;
  const restTokens = scanTokens(rest);
  const positions = findClausePositions(rest, restTokens, LANGUAGE_CLAUSE_KEYWORDS);
  if (positions.length === 0)
    return null;
  const clauses = sliceClauses(rest, positions);
  return joinHeaderAndClauses(header, clauses, options);
}
function formatCreateMaterializedView(statement, tokens, options) {
  if (tokens.length < 4)
    return null;
  if (tokens[0]?.upper !== "CREATE")
    return null;
  let viewIndex = -1;
  for (let i = 1; i < Math.min(5, tokens.length); i += 1) {
    if (tokens[i]?.upper === "MATERIALIZED" && tokens[i + 1]?.upper === "VIEW") {
      viewIndex = i + 1;
      break;
    }
  }
  if (viewIndex === -1)
    return null;
  const viewToken = tokens[viewIndex];
  if (viewToken === void 0)
    return null;
  const nameEnd = qualifiedNameEnd(statement, viewToken.end);
  const rest = statement.slice(nameEnd).trim();
  const header = statement.slice(0, nameEnd).trim();
  if (rest.length === 0)
    return null;
  const restTokens = scanTokens(rest);
  const hasProtectedBody = restTokens.some((t) => t.value.startsWith("__PGDELTA_PLACEHOLDER_"));
  if (!hasProtectedBody)
    return null;
  const clauseStarts = [];
  for (let i = 0; i < restTokens.length; i += 1) {
    const rtok = restTokens[i];
    if (rtok === void 0)
      continue;
    if (rtok.depth !== 0)
      continue;
    if (rest[rtok.start - 1] === ".")
      continue;
    if (MATVIEW_CLAUSE_KEYWORDS.has(rtok.upper)) {
      clauseStarts.push(rtok.start);
    }
    if (rtok.value.startsWith("__PGDELTA_PLACEHOLDER_")) {
      clauseStarts.push(rtok.start);
    }
  }
  if (clauseStarts.length === 0)
    return null;
  clauseStarts.sort((a, b) => a - b);
  const clauses = sliceClauses(rest, clauseStarts);
  return joinHeaderAndClauses(header, clauses, options);
}
function formatCreateSubscription(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  {
    const t0 = tokens[0];
    const t1 = tokens[1];
    if (t0 === void 0 || t1 === void 0)
      return null;
    if (t0.upper !== "CREATE" || t1.upper !== "SUBSCRIPTION") {
      return null;
    }
  }
  const subToken = tokens[1];
  if (subToken === void 0)
    return null;
  const headerEnd = identifierEnd(statement, subToken.end);
  const rest = statement.slice(headerEnd).trim();
  const header = statement.slice(0, headerEnd).trim();
  if (rest.length === 0)
    return null;
  const restTokens = scanTokens(rest);
  const positions = findClausePositions(rest, restTokens, SUBSCRIPTION_CLAUSE_KEYWORDS);
  if (positions.length === 0)
    return null;
  const clauses = sliceClauses(rest, positions);
  return joinHeaderAndClauses(header, clauses, options, expandOptionsClause);
}
function formatCreateFDW(statement, tokens, options) {
  if (tokens.length < 5)
    return null;
  if (tokens[0]?.upper !== "CREATE")
    return null;
  if (tokens[1]?.upper !== "FOREIGN" || tokens[2]?.upper !== "DATA" || tokens[3]?.upper !== "WRAPPER") {
    return null;
  }
  const wrapperToken = tokens[3];
  if (wrapperToken === void 0)
    return null;
  const headerEnd = identifierEnd(statement, wrapperToken.end);
  const rest = statement.slice(headerEnd).trim();
  const header = statement.slice(0, headerEnd).trim();
  if (rest.length === 0)
    return null;
  const restTokens = scanTokens(rest);
  const positions = findClausePositions(rest, restTokens, FDW_CLAUSE_KEYWORDS);
  if (positions.length === 0)
    return null;
  const clauses = sliceClauses(rest, positions);
  return joinHeaderAndClauses(header, clauses, options, expandOptionsClause);
}
function formatCreateServer(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  {
    const t0 = tokens[0];
    const t1 = tokens[1];
    if (t0 === void 0 || t1 === void 0)
      return null;
    if (t0.upper !== "CREATE" || t1.upper !== "SERVER") {
      return null;
    }
  }
  const serverToken = tokens[1];
  if (serverToken === void 0)
    return null;
  const headerEnd = identifierEnd(statement, serverToken.end);
  const rest = statement.slice(headerEnd).trim();
  const header = statement.slice(0, headerEnd).trim();
  if (rest.length === 0)
    return null;
  const restTokens = scanTokens(rest);
  const clauseStarts = [];
  for (let i = 0; i < restTokens.length; i += 1) {
    const rtok = restTokens[i];
    if (rtok === void 0)
      continue;
    if (rtok.depth !== 0)
      continue;
    const upper = rtok.upper;
    if (upper === "TYPE" || upper === "VERSION" || upper === "OPTIONS") {
      clauseStarts.push(rtok.start);
      continue;
    }
    if (upper === "FOREIGN" && restTokens[i + 1]?.upper === "DATA" && restTokens[i + 2]?.upper === "WRAPPER") {
      clauseStarts.push(rtok.start);
      const wrapper = restTokens[i + 2];
      if (wrapper !== void 0) {
        const nameEnd = identifierEnd(rest, wrapper.end);
        while (i + 1 < restTokens.length && restTokens[i + 1].start < nameEnd) {
          i += 1;
        }
      }
    }
  }
  if (clauseStarts.length === 0)
    return null;
  clauseStarts.sort((a, b) => a - b);
  const clauses = sliceClauses(rest, clauseStarts);
  return joinHeaderAndClauses(header, clauses, options, expandOptionsClause);
}
function formatAlterGeneric(statement, tokens, options) {
  if (tokens.length < 3)
    return null;
  if (tokens[0]?.upper !== "ALTER")
    return null;
  if (tokens[1]?.upper === "TABLE")
    return null;
  let typeTokenCount = 0;
  const t1 = tokens[1]?.upper;
  if (t1 === "DOMAIN" || t1 === "SUBSCRIPTION" || t1 === "SERVER") {
    typeTokenCount = 1;
  } else if (t1 === "MATERIALIZED" && tokens[2]?.upper === "VIEW") {
    typeTokenCount = 2;
  } else if (t1 === "FOREIGN") {
    if (tokens[2]?.upper === "TABLE") {
      typeTokenCount = 2;
    } else if (tokens[2]?.upper === "DATA" && tokens[3]?.upper === "WRAPPER") {
      typeTokenCount = 3;
    } else {
      return null;
    }
  } else if (t1 === "EVENT" && tokens[2]?.upper === "TRIGGER") {
    typeTokenCount = 2;
  } else {
    return null;
  }
  let cursor = 1 + typeTokenCount;
  if (tokens[cursor]?.upper === "IF" && tokens[cursor + 1]?.upper === "EXISTS") {
    cursor += 2;
  }
  if (cursor >= tokens.length)
    return null;
  const lastPrefix = tokens[cursor - 1];
  if (lastPrefix === void 0)
    return null;
  const headerEnd = qualifiedNameEnd(statement, lastPrefix.end);
  const header = statement.slice(0, headerEnd).trim();
  const action = statement.slice(headerEnd).trim();
  if (action.length === 0)
    return null;
  const indent = indentString(options.indent);
  const expandedLines = expandOptionsClause(action, indent, options);
  return [header, ...expandedLines].join("\n");
}
function expandOptionsClause(clause, baseIndent, options) {
  const clauseTokens = scanTokens(clause);
  if (clauseTokens.length === 0)
    return [`${baseIndent}${clause}`];
  const clauseToken0 = clauseTokens[0];
  if (clauseToken0 === void 0)
    return [`${baseIndent}${clause}`];
  const firstUpper = clauseToken0.upper;
  if (!EXPANDABLE_KEYWORDS.has(firstUpper)) {
    return [`${baseIndent}${clause}`];
  }
  const parens = findTopLevelParen(clause, clauseToken0.end);
  if (!parens)
    return [`${baseIndent}${clause}`];
  const { open, close } = parens;
  const content = clause.slice(open + 1, close).trim();
  const suffix = clause.slice(close + 1).trim();
  const keyword = clause.slice(0, open).trim();
  const items = splitByCommas(content);
  if (items.length <= 1)
    return [`${baseIndent}${clause}`];
  const innerIndent = `${baseIndent}${indentString(options.indent)}`;
  const formattedItems = formatMixedItems(items, options, innerIndent);
  return [
    `${baseIndent}${keyword} (`,
    ...formattedItems,
    `${baseIndent})${suffix ? ` ${suffix}` : ""}`
  ];
}
function formatGrantRevoke(statement, tokens, options) {
  const first = tokens[0]?.upper;
  if (first !== "GRANT" && first !== "REVOKE")
    return null;
  const trimmed = statement.trim();
  if (options.maxWidth <= 0 || trimmed.length <= options.maxWidth)
    return null;
  const granteeKeyword = first === "GRANT" ? "TO" : "FROM";
  const on = tokens.find((t) => t.depth === 0 && t.upper === "ON");
  const grantee = tokens.find((t) => t.depth === 0 && t.upper === granteeKeyword && t.start > (on?.end ?? tokens[0].end));
  if (grantee === void 0)
    return null;
  const indent = indentString(options.indent);
  const lines = [
    statement.slice(0, on?.start ?? grantee.start).trim(),
    ...on !== void 0 ? [`${indent}${statement.slice(on.start, grantee.start).trim()}`] : [],
    `${indent}${statement.slice(grantee.start).trim()}`
  ];
  return lines.join("\n");
}
function formatGeneric(statement, _tokens, _options) {
  return statement.trim();
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/keyword-case.js
var OPTION_LIST_KEYWORDS = /* @__PURE__ */ new Set(["WITH", "SET", "OPTIONS", "RESET"]);
var STRUCTURAL_TOP_LEVEL_KEYWORDS = /* @__PURE__ */ new Set([
  "ADD",
  "ADMIN",
  "AFTER",
  "AGGREGATE",
  "ALL",
  "ALTER",
  "ALWAYS",
  "AS",
  "ASC",
  "ATTACH",
  "ATTRIBUTE",
  "AUTHORIZATION",
  "BEFORE",
  "BY",
  "CONCURRENTLY",
  "CACHE",
  "CALLED",
  "CANONICAL",
  "CASCADE",
  "CHECK",
  "COMBINEFUNC",
  "COLLATE",
  "COLLATION",
  "COLUMN",
  "COMMENT",
  "CONNECTION",
  "CONSTRAINT",
  "COST",
  "CREATE",
  "CREATEDB",
  "CURRENT_TIMESTAMP",
  "CYCLE",
  "DATA",
  "DEFAULT",
  "DEFERRABLE",
  "DEFERRED",
  "DEFINER",
  "DELETE",
  "DESC",
  "DESERIALFUNC",
  "DETACH",
  "DETERMINISTIC",
  "DISABLE",
  "DO",
  "DOMAIN",
  "DROP",
  "EACH",
  "ENABLE",
  "END",
  "ENUM",
  "EVENT",
  "EXECUTE",
  "EXISTS",
  "EXTENSION",
  "FINALFUNC",
  "FINALFUNC_EXTRA",
  "FINALFUNC_MODIFY",
  "FOR",
  "FORCE",
  "FOREIGN",
  "FROM",
  "FULL",
  "FUNCTION",
  "GENERATED",
  "GRANT",
  "HANDLER",
  "HYPOTHETICAL",
  "IDENTITY",
  "IF",
  "IMMUTABLE",
  "IN",
  "INDEX",
  "INCREMENT",
  "INHERIT",
  "INHERITS",
  "INITIALLY",
  "INITCOND",
  "INLINE",
  "INPUT",
  "INSERT",
  "INSTEAD",
  "INVOKER",
  "IS",
  "KEY",
  "LANGUAGE",
  "LC_COLLATE",
  "LC_CTYPE",
  "LEAKPROOF",
  "LEVEL",
  "LIMIT",
  "LOCALE",
  "FIRST",
  "INCLUDE",
  "LAST",
  "LOGGED",
  "LOGIN",
  "MAINTAIN",
  "MATERIALIZED",
  "MAXVALUE",
  "MATCH",
  "MFINALFUNC",
  "MFINALFUNC_EXTRA",
  "MFINALFUNC_MODIFY",
  "MINITCOND",
  "MINVFUNC",
  "MINVALUE",
  "MSFUNC",
  "MSSPACE",
  "MSTYPE",
  "NO",
  "NOSUPERUSER",
  "NOT",
  "NOTHING",
  "NULL",
  "NULLS",
  "OF",
  "ON",
  "ONLY",
  "OPTION",
  "OPTIONS",
  "OR",
  "OWNED",
  "OWNER",
  "PERMISSIVE",
  "PARALLEL",
  "PARTITION",
  "POLICY",
  "PRIMARY",
  "PROCEDURE",
  "PROVIDER",
  "PUBLICATION",
  "PRIVILEGES",
  "RANGE",
  "REFERENCING",
  "REFRESH",
  "REFERENCES",
  "REPLACE",
  "REPLICA",
  "RESET",
  "RESTRICT",
  "RESTRICTED",
  "RESTRICTIVE",
  "RETURNS",
  "REVOKE",
  "ROLE",
  "ROW",
  "ROWS",
  "RULE",
  "RULES",
  "SAFE",
  "SCHEMA",
  "SECURITY",
  "SELECT",
  "SEQUENCE",
  "SERIALFUNC",
  "SERVER",
  "SET",
  "SFUNC",
  "SORTOP",
  "SSPACE",
  "STYPE",
  "SUBTYPE",
  "SUBTYPE_DIFF",
  "SUBTYPE_OPCLASS",
  "STABLE",
  "STATISTICS",
  "STORED",
  "STRICT",
  "SUBSCRIPTION",
  "SUPPORT",
  "TABLE",
  "TABLES",
  "TABLESPACE",
  "TAG",
  "TEMP",
  "TEMPORARY",
  "TO",
  "TRIGGER",
  "TRUNCATE",
  "TRUSTED",
  "TYPE",
  "UNIQUE",
  "UNLOGGED",
  "UNSAFE",
  "UPDATE",
  "USER",
  "USAGE",
  "USING",
  "VALIDATE",
  "VALID",
  "VALIDATOR",
  "VALUE",
  "VALUES",
  "VERSION",
  "VIEW",
  "VOLATILE",
  "WHEN",
  "WHERE",
  "WINDOW",
  "WITH",
  "WITHOUT",
  "WRAPPER",
  "MAPPING"
]);
var EMPTY_SCOPED_SET = /* @__PURE__ */ new Set();
var ALTER_DEFAULT_PRIVILEGES_KEYWORDS = /* @__PURE__ */ new Set([
  "PUBLIC",
  "SEQUENCES",
  "ROUTINES",
  "TYPES",
  "SCHEMAS"
]);
var GRANT_REVOKE_KEYWORDS = /* @__PURE__ */ new Set(["PUBLIC"]);
function getStatementScopedKeywords(topLevelTokens) {
  const first = topLevelTokens[0]?.token.upper;
  const second = topLevelTokens[1]?.token.upper;
  const third = topLevelTokens[2]?.token.upper;
  if (first === "ALTER" && second === "DEFAULT" && third === "PRIVILEGES") {
    return ALTER_DEFAULT_PRIVILEGES_KEYWORDS;
  }
  if (first === "GRANT" || first === "REVOKE") {
    return GRANT_REVOKE_KEYWORDS;
  }
  return EMPTY_SCOPED_SET;
}
var ALTER_TYPE_BOUNDARY_KEYWORDS = /* @__PURE__ */ new Set([
  "COLLATE",
  "USING",
  "SET",
  "RESET",
  "DROP"
]);
function applyKeywordCase(statement, options) {
  const tokens = scanTokens(statement);
  const transform = options.keywordCase === "upper" ? (value) => value.toUpperCase() : (value) => value.toLowerCase();
  const protectedResult = collectProtectedRanges(statement, tokens);
  if (protectedResult.unsafe) {
    return statement;
  }
  const protectedRanges = protectedResult.ranges;
  const caseableTokenStarts = collectCaseableTokenStarts(statement, tokens);
  let output = "";
  let skipUntil = -1;
  let rangeIndex = 0;
  walkSql(statement, (index, char) => {
    if (index < skipUntil)
      return true;
    while (rangeIndex < protectedRanges.length && protectedRanges[rangeIndex].end <= index) {
      rangeIndex += 1;
    }
    if (isWordChar(char)) {
      let end = index + 1;
      while (end < statement.length && isWordChar(statement[end])) {
        end += 1;
      }
      const word = statement.slice(index, end);
      const range = protectedRanges[rangeIndex];
      const isProtected = range !== void 0 && range.start < end && index < range.end;
      const shouldCase = !isProtected && caseableTokenStarts.has(index);
      output += shouldCase ? transform(word) : word;
      skipUntil = end;
      return true;
    }
    output += char;
    return true;
  }, {
    onSkipped: (chunk) => {
      output += chunk;
    }
  });
  return output;
}
function collectCaseableTokenStarts(statement, tokens) {
  const caseable = /* @__PURE__ */ new Set();
  const topLevelTokens = [];
  for (let i = 0; i < tokens.length; i += 1) {
    if (tokens[i].depth === 0) {
      topLevelTokens.push({ token: tokens[i], index: i });
    }
  }
  if (topLevelTokens.length === 0)
    return caseable;
  const command = topLevelTokens[0].token.upper;
  const scopedKeywords = getStatementScopedKeywords(topLevelTokens);
  const objectNameTokenIndexes = /* @__PURE__ */ new Set();
  for (let topIndex = 0; topIndex < topLevelTokens.length; topIndex += 1) {
    if (isLikelyObjectNameToken(command, topLevelTokens, topIndex) && !quotedNameInGap(statement, topLevelTokens, topIndex)) {
      objectNameTokenIndexes.add(topLevelTokens[topIndex].index);
    }
  }
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const upper = token.upper;
    if (!STRUCTURAL_TOP_LEVEL_KEYWORDS.has(upper) && !scopedKeywords.has(upper))
      continue;
    if (objectNameTokenIndexes.has(index))
      continue;
    if (isQualifiedIdentifierToken(statement, token))
      continue;
    const prev = tokens[index - 1]?.upper;
    if (!isCaseableInContext(command, upper, prev))
      continue;
    caseable.add(token.start);
  }
  return caseable;
}
function quotedNameInGap(statement, topLevelTokens, topIndex) {
  if (topIndex === 0)
    return false;
  const prev = topLevelTokens[topIndex - 1].token;
  const candidate = topLevelTokens[topIndex].token;
  return statement.slice(prev.end, candidate.start).includes('"');
}
function isLikelyObjectNameToken(command, topLevelTokens, topIndex) {
  if (command === "CREATE") {
    let cursor = 1;
    if (topLevelTokens[cursor]?.token.upper === "OR" && topLevelTokens[cursor + 1]?.token.upper === "REPLACE") {
      cursor += 2;
    }
    while (topLevelTokens[cursor]?.token.upper === "TEMP" || topLevelTokens[cursor]?.token.upper === "TEMPORARY" || topLevelTokens[cursor]?.token.upper === "UNLOGGED" || topLevelTokens[cursor]?.token.upper === "UNIQUE" || topLevelTokens[cursor]?.token.upper === "TRUSTED") {
      cursor += 1;
    }
    const shape = readObjectShape(topLevelTokens, cursor);
    if (!shape.hasDirectName) {
      return false;
    }
    let nameIndex = shape.objectEnd + 1;
    if (topLevelTokens[nameIndex]?.token.upper === "IF" && topLevelTokens[nameIndex + 1]?.token.upper === "NOT" && topLevelTokens[nameIndex + 2]?.token.upper === "EXISTS") {
      nameIndex += 3;
    }
    return topIndex === nameIndex;
  }
  if (command === "DROP") {
    const shape = readObjectShape(topLevelTokens, 1);
    if (!shape.hasDirectName) {
      return false;
    }
    let nameIndex = shape.objectEnd + 1;
    if (topLevelTokens[nameIndex]?.token.upper === "IF" && topLevelTokens[nameIndex + 1]?.token.upper === "EXISTS") {
      nameIndex += 2;
    }
    return topIndex === nameIndex;
  }
  if (command === "ALTER") {
    const shape = readObjectShape(topLevelTokens, 1);
    if (!shape.hasDirectName) {
      return false;
    }
    let nameIndex = shape.objectEnd + 1;
    if (topLevelTokens[nameIndex]?.token.upper === "IF" && topLevelTokens[nameIndex + 1]?.token.upper === "EXISTS") {
      nameIndex += 2;
    }
    if (topLevelTokens[nameIndex]?.token.upper === "ONLY") {
      nameIndex += 1;
    }
    return topIndex === nameIndex;
  }
  if (command === "COMMENT") {
    const onIndex = findTopLevelIndex(topLevelTokens, "ON");
    if (onIndex < 0)
      return false;
    const shape = readObjectShape(topLevelTokens, onIndex + 1);
    if (!shape.hasDirectName) {
      return false;
    }
    return topIndex === shape.objectEnd + 1;
  }
  return false;
}
function isCaseableInContext(command, upper, prev) {
  if (command === "COMMENT") {
    return upper === "COMMENT" || upper === "ON" || upper === "IS" || upper === "NULL" || prev === "ON" || prev === "MATERIALIZED" && upper === "VIEW" || prev === "FOREIGN" && (upper === "TABLE" || upper === "DATA") || prev === "DATA" && upper === "WRAPPER" || prev === "EVENT" && upper === "TRIGGER";
  }
  if (upper === "SAFE" || upper === "UNSAFE" || upper === "RESTRICTED") {
    return prev === "PARALLEL";
  }
  if (upper === "RESTRICTIVE" || upper === "PERMISSIVE") {
    return prev === "AS";
  }
  if (upper === "DEFINER" || upper === "INVOKER") {
    return prev === "SECURITY";
  }
  if (upper === "ADMIN") {
    return prev === "WITH" || prev === "REVOKE";
  }
  if (upper === "LEVEL") {
    return prev === "ROW";
  }
  if (upper === "KEY") {
    return prev === "PRIMARY" || prev === "FOREIGN";
  }
  if (upper === "IDENTITY") {
    return prev === "REPLICA" || prev === "AS";
  }
  if (upper === "PUBLIC") {
    return prev === "TO" || prev === "FROM";
  }
  if (upper === "OR") {
    return true;
  }
  if (upper === "REPLACE") {
    return prev === "OR";
  }
  if (upper === "AS" && command === "CREATE") {
    return true;
  }
  return true;
}
function isQualifiedIdentifierToken(statement, token) {
  if (token.upper === "NEW" || token.upper === "OLD") {
    return false;
  }
  const before = statement[token.start - 1];
  const after = statement[token.end];
  return before === "." || after === ".";
}
function findTopLevelIndex(topLevelTokens, keyword) {
  for (let i = 0; i < topLevelTokens.length; i += 1) {
    if (topLevelTokens[i].token.upper === keyword)
      return i;
  }
  return -1;
}
function readObjectShape(topLevelTokens, start) {
  const first = topLevelTokens[start]?.token.upper;
  const second = topLevelTokens[start + 1]?.token.upper;
  const third = topLevelTokens[start + 2]?.token.upper;
  if (!first) {
    return { objectEnd: start, hasDirectName: false };
  }
  if (first === "FOREIGN" && second === "DATA" && third === "WRAPPER") {
    return { objectEnd: start + 2, hasDirectName: true };
  }
  if (first === "FOREIGN" && second === "TABLE") {
    return { objectEnd: start + 1, hasDirectName: true };
  }
  if (first === "MATERIALIZED" && second === "VIEW") {
    return { objectEnd: start + 1, hasDirectName: true };
  }
  if (first === "EVENT" && second === "TRIGGER") {
    return { objectEnd: start + 1, hasDirectName: true };
  }
  if (first === "USER" && second === "MAPPING") {
    return { objectEnd: start + 1, hasDirectName: false };
  }
  if (first === "DEFAULT" && second === "PRIVILEGES") {
    return { objectEnd: start + 1, hasDirectName: false };
  }
  return { objectEnd: start, hasDirectName: true };
}
function collectProtectedRanges(statement, tokens) {
  if (tokens.length === 0)
    return { ranges: [], unsafe: false };
  const ranges = [];
  let unsafe = false;
  unsafe = collectCheckClauseRanges(statement, tokens, ranges) || unsafe;
  unsafe = collectOptionAssignmentRanges(statement, tokens, ranges) || unsafe;
  collectDefinitionRanges(statement, tokens, ranges);
  return { ranges: mergeRanges(ranges), unsafe };
}
function collectCheckClauseRanges(statement, tokens, ranges) {
  let unsafe = false;
  const isTrigger = tokens[0]?.upper === "CREATE" && tokens.some((t) => t.depth === 0 && t.upper === "TRIGGER");
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token.upper === "CHECK") {
      const open = findImmediateParen(statement, token.end);
      if (open < 0)
        continue;
      const close = findMatchingParen(statement, open);
      if (close < 0) {
        unsafe = true;
        continue;
      }
      ranges.push({ start: open, end: close + 1 });
      continue;
    }
    if (token.upper === "WHEN" && token.depth === 0 && isTrigger) {
      const open = findImmediateParen(statement, token.end);
      if (open < 0)
        continue;
      const close = findMatchingParen(statement, open);
      if (close < 0) {
        unsafe = true;
        continue;
      }
      ranges.push({ start: open, end: close + 1 });
    }
  }
  return unsafe;
}
function collectOptionAssignmentRanges(statement, tokens, ranges) {
  let unsafe = false;
  for (const token of tokens) {
    if (token.depth !== 0 || !OPTION_LIST_KEYWORDS.has(token.upper))
      continue;
    const open = findImmediateParen(statement, token.end);
    if (open < 0)
      continue;
    const close = findMatchingParen(statement, open);
    if (close < 0) {
      unsafe = true;
      continue;
    }
    if (token.upper === "OPTIONS") {
      collectAllOptionItemRanges(statement, open, close, ranges);
    } else {
      collectAssignmentItemRanges(statement, open, close, ranges);
    }
  }
  unsafe = collectCreateOptionBlockAssignmentRanges(statement, tokens, ranges) || unsafe;
  return unsafe;
}
function collectCreateOptionBlockAssignmentRanges(statement, tokens, ranges) {
  let unsafe = false;
  if (tokens[0]?.upper !== "CREATE")
    return false;
  if (tokens[1]?.upper === "COLLATION") {
    const parens = findTopLevelParen(statement, tokens[1].end);
    if (parens) {
      collectAssignmentItemRanges(statement, parens.open, parens.close, ranges);
    }
    return unsafe;
  }
  if (tokens[1]?.upper === "TYPE") {
    for (let i = 2; i < tokens.length; i += 1) {
      if (tokens[i].depth !== 0 || tokens[i].upper !== "AS")
        continue;
      if (tokens[i + 1]?.depth !== 0 || tokens[i + 1]?.upper !== "RANGE") {
        continue;
      }
      const parens = findTopLevelParen(statement, tokens[i + 1].end);
      if (parens) {
        collectAssignmentItemRanges(statement, parens.open, parens.close, ranges);
      } else {
        unsafe = true;
      }
      return unsafe;
    }
    return unsafe;
  }
  if (tokens[1]?.upper === "AGGREGATE") {
    const argParens = findTopLevelParen(statement, tokens[1].end);
    if (!argParens)
      return true;
    const optParens = findTopLevelParen(statement, argParens.close + 1);
    if (!optParens)
      return true;
    collectAssignmentItemRanges(statement, optParens.open, optParens.close, ranges);
  }
  return unsafe;
}
function collectAssignmentItemRanges(statement, open, close, ranges) {
  const content = statement.slice(open + 1, close);
  const items = splitTopLevelCommaItems(content, open + 1);
  for (const item of items) {
    const equalsIndex = findTopLevelEquals(item.text);
    if (equalsIndex < 0)
      continue;
    const key = item.text.slice(0, equalsIndex).trim();
    const value = item.text.slice(equalsIndex + 1).trim();
    if (key.length === 0 || value.length === 0)
      continue;
    const valueStart = item.start + equalsIndex + 1;
    ranges.push({ start: valueStart, end: item.end });
  }
}
function collectAllOptionItemRanges(statement, open, close, ranges) {
  const content = statement.slice(open + 1, close);
  const items = splitTopLevelCommaItems(content, open + 1);
  for (const item of items) {
    if (item.text.trim().length === 0)
      continue;
    ranges.push({ start: item.start, end: item.end });
  }
}
function collectDefinitionRanges(statement, tokens, ranges) {
  collectCreateDefinitionRanges(statement, tokens, ranges);
  collectAlterDefinitionRanges(statement, tokens, ranges);
}
function collectCreateDefinitionRanges(statement, tokens, ranges) {
  if (tokens[0]?.upper !== "CREATE")
    return;
  const tableToken = tokens.find((token, index) => {
    if (token.depth !== 0 || token.upper !== "TABLE")
      return false;
    return tokens[index - 1]?.upper !== "RETURNS";
  });
  if (tableToken) {
    const parens = findTopLevelParen(statement, tableToken.end);
    if (parens) {
      const hasPartitionBeforeColumns = tokens.some((token) => token.depth === 0 && token.upper === "PARTITION" && token.start < parens.open);
      if (!hasPartitionBeforeColumns) {
        collectDefinitionRangesFromParen(statement, parens.open, parens.close, ranges);
      }
    }
  }
  if (tokens[1]?.upper === "TYPE") {
    const asIndex = tokens.findIndex((token, index) => token.depth === 0 && token.upper === "AS" && tokens[index + 1]?.depth === 0 && tokens[index + 1]?.upper !== "ENUM" && tokens[index + 1]?.upper !== "RANGE");
    if (asIndex !== -1) {
      const parens = findTopLevelParen(statement, tokens[asIndex].end);
      if (parens) {
        collectDefinitionRangesFromParen(statement, parens.open, parens.close, ranges);
      }
    }
  }
  let objectIndex = 1;
  if (tokens[1]?.upper === "OR" && tokens[2]?.upper === "REPLACE") {
    objectIndex = 3;
  }
  const objectToken = tokens[objectIndex];
  if (objectToken?.upper === "FUNCTION" || objectToken?.upper === "PROCEDURE") {
    const argParens = findTopLevelParen(statement, objectToken.end);
    if (argParens) {
      collectDefinitionRangesFromParen(statement, argParens.open, argParens.close, ranges);
    }
  }
  for (let i = 0; i < tokens.length - 1; i += 1) {
    if (tokens[i].depth === 0 && tokens[i].upper === "RETURNS" && tokens[i + 1].depth === 0 && tokens[i + 1].upper === "TABLE") {
      const parens = findTopLevelParen(statement, tokens[i + 1].end);
      if (parens) {
        collectDefinitionRangesFromParen(statement, parens.open, parens.close, ranges);
      }
    }
  }
}
function collectAlterDefinitionRanges(statement, tokens, ranges) {
  if (tokens[0]?.upper !== "ALTER")
    return;
  let cursor = 1;
  if (tokens[cursor]?.upper === "TABLE") {
    cursor += 1;
  } else if (tokens[cursor]?.upper === "FOREIGN" && tokens[cursor + 1]?.upper === "TABLE") {
    cursor += 2;
  } else {
    return;
  }
  if (tokens[cursor]?.upper === "IF" && tokens[cursor + 1]?.upper === "EXISTS") {
    cursor += 2;
  }
  if (tokens[cursor]?.upper === "ONLY") {
    cursor += 1;
  }
  if (cursor >= tokens.length)
    return;
  cursor = skipQualifiedName(statement, tokens, cursor);
  if (cursor >= tokens.length)
    return;
  for (let i = cursor; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token.depth !== 0)
      continue;
    const actionEnd = findNextTopLevelComma(statement, token.start);
    const end = actionEnd < 0 ? statement.length : actionEnd;
    if (token.upper === "ADD") {
      let defIndex = i + 1;
      if (tokens[defIndex]?.depth === 0 && tokens[defIndex].upper === "COLUMN") {
        defIndex += 1;
      }
      if (tokens[defIndex]?.depth === 0 && tokens[defIndex].upper === "IF" && tokens[defIndex + 1]?.depth === 0 && tokens[defIndex + 1].upper === "NOT" && tokens[defIndex + 2]?.depth === 0 && tokens[defIndex + 2].upper === "EXISTS") {
        defIndex += 3;
      }
      const defToken = tokens[defIndex];
      if (!defToken || defToken.start >= end)
        continue;
      const segment = statement.slice(defToken.start, end);
      const parsed = parseDefinitionItem(segment);
      if (!parsed)
        continue;
      ranges.push({
        start: defToken.start + parsed.bounds.nameStart,
        end: defToken.start + parsed.bounds.typeEnd
      });
      continue;
    }
    if (token.upper === "ALTER" && tokens[i + 1]?.depth === 0 && tokens[i + 1].upper === "COLUMN") {
      const nameToken = tokens[i + 2];
      if (!nameToken || nameToken.depth !== 0 || nameToken.start >= end) {
        continue;
      }
      let typeTokenIndex = -1;
      for (let j = i + 3; j < tokens.length; j += 1) {
        const candidate = tokens[j];
        if (candidate.start >= end)
          break;
        if (candidate.depth !== 0)
          continue;
        if (candidate.upper === "TYPE") {
          typeTokenIndex = j;
          break;
        }
        if (candidate.upper === "SET" || candidate.upper === "RESET" || candidate.upper === "DROP") {
          break;
        }
      }
      if (typeTokenIndex < 0)
        continue;
      ranges.push({ start: nameToken.start, end: nameToken.end });
      const typeToken = tokens[typeTokenIndex];
      let typeStart = typeToken.end;
      while (typeStart < end && /\s/.test(statement[typeStart])) {
        typeStart += 1;
      }
      let typeEnd = end;
      for (let j = typeTokenIndex + 1; j < tokens.length; j += 1) {
        const candidate = tokens[j];
        if (candidate.start >= end)
          break;
        if (candidate.depth !== 0)
          continue;
        if (ALTER_TYPE_BOUNDARY_KEYWORDS.has(candidate.upper)) {
          typeEnd = candidate.start;
          break;
        }
      }
      while (typeEnd > typeStart && /\s/.test(statement[typeEnd - 1])) {
        typeEnd -= 1;
      }
      if (typeStart < typeEnd) {
        ranges.push({ start: typeStart, end: typeEnd });
      }
    }
  }
}
function collectDefinitionRangesFromParen(statement, open, close, ranges) {
  const content = statement.slice(open + 1, close);
  const items = splitTopLevelCommaItems(content, open + 1);
  for (const item of items) {
    const parsed = parseDefinitionItem(item.text);
    if (!parsed)
      continue;
    ranges.push({
      start: item.start + parsed.bounds.nameStart,
      end: item.start + parsed.bounds.typeEnd
    });
  }
}
function splitTopLevelCommaItems(content, offset) {
  const rawRanges = [];
  let segmentStart = 0;
  walkSql(content, (index, char, depth) => {
    if (char === "(" || char === ")")
      return true;
    if (char === "," && depth === 0) {
      rawRanges.push({ start: segmentStart, end: index });
      segmentStart = index + 1;
    }
    return true;
  }, { trackDepth: true });
  rawRanges.push({ start: segmentStart, end: content.length });
  return rawRanges.map((range) => trimRange(content, range.start, range.end, offset)).filter((item) => item !== null);
}
function trimRange(content, start, end, offset) {
  let trimmedStart = start;
  let trimmedEnd = end;
  while (trimmedStart < trimmedEnd && /\s/.test(content[trimmedStart])) {
    trimmedStart += 1;
  }
  while (trimmedEnd > trimmedStart && /\s/.test(content[trimmedEnd - 1])) {
    trimmedEnd -= 1;
  }
  if (trimmedStart >= trimmedEnd)
    return null;
  return {
    text: content.slice(trimmedStart, trimmedEnd),
    start: offset + trimmedStart,
    end: offset + trimmedEnd
  };
}
function findTopLevelEquals(text) {
  let equals = -1;
  walkSql(text, (index, char, depth) => {
    if (char === "(" || char === ")")
      return true;
    if (char !== "=" || depth !== 0)
      return true;
    const prev = previousNonSpace(text, index - 1);
    const next = nextNonSpace(text, index + 1);
    if (prev === "<" || prev === ">" || prev === "!" || prev === "=" || next === "=") {
      return true;
    }
    equals = index;
    return false;
  }, { trackDepth: true });
  return equals;
}
function previousNonSpace(text, index) {
  let i = index;
  while (i >= 0 && /\s/.test(text[i]))
    i -= 1;
  return i >= 0 ? text[i] ?? null : null;
}
function nextNonSpace(text, index) {
  let i = index;
  while (i < text.length && /\s/.test(text[i]))
    i += 1;
  return i < text.length ? text[i] ?? null : null;
}
function findImmediateParen(statement, start) {
  let index = start;
  while (index < statement.length && /\s/.test(statement[index])) {
    index += 1;
  }
  return statement[index] === "(" ? index : -1;
}
function findMatchingParen(statement, open) {
  let close = -1;
  let openDepth = -1;
  walkSql(statement, (index, char, depth) => {
    if (index === open) {
      if (char !== "(")
        return false;
      openDepth = depth;
      return true;
    }
    if (openDepth >= 0 && char === ")" && depth === openDepth) {
      close = index;
      return false;
    }
    return true;
  }, { trackDepth: true, startIndex: open });
  return close;
}
function findNextTopLevelComma(text, start) {
  let comma = -1;
  walkSql(text, (index, char, depth) => {
    if (char === "," && depth === 0) {
      comma = index;
      return false;
    }
    return true;
  }, { trackDepth: true, startIndex: start });
  return comma;
}
function mergeRanges(ranges) {
  const filtered = ranges.filter((range) => range.start < range.end).sort((left, right) => left.start - right.start || left.end - right.end);
  const merged = [];
  for (const range of filtered) {
    const previous = merged[merged.length - 1];
    if (!previous || range.start > previous.end) {
      merged.push({ ...range });
      continue;
    }
    previous.end = Math.max(previous.end, range.end);
  }
  return merged;
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/protect.js
function collisionFreeSentinel(statement) {
  let sentinel = "__PGDELTA_PLACEHOLDER_";
  while (statement.includes(sentinel))
    sentinel += "X_";
  return sentinel;
}
function protectSegments(statement, options) {
  let text = statement;
  const placeholders = /* @__PURE__ */ new Map();
  const noWrapPlaceholders = /* @__PURE__ */ new Set();
  const state = {
    placeholders,
    noWrapPlaceholders,
    counter: 0,
    skipCasing: false,
    sentinel: collisionFreeSentinel(statement)
  };
  if (options.preserveRoutineBodies) {
    ({ text } = protectTailAfterAs(text, ["FUNCTION", "PROCEDURE"], state));
  }
  if (options.preserveViewBodies) {
    ({ text } = protectTailAfterAs(text, ["VIEW"], state));
  }
  if (options.preserveRuleBodies) {
    ({ text } = protectTailAfterAs(text, ["RULE"], state));
  }
  ({ text } = protectCommentLiteral(text, state));
  ({ text } = protectDollarQuotes(text, state));
  return {
    text,
    placeholders,
    noWrapPlaceholders,
    skipCasing: state.skipCasing
  };
}
function protectTailAfterAs(text, objectKeywords, state) {
  const tokens = scanTokens(text);
  if (tokens.length === 0)
    return { text };
  for (let i = 0; i < tokens.length; i += 1) {
    const tok = tokens[i];
    if (tok.upper !== "CREATE")
      continue;
    let cursor = i + 1;
    if (tokens[cursor]?.upper === "OR" && tokens[cursor + 1]?.upper === "REPLACE") {
      cursor += 2;
    }
    if (tokens[cursor]?.upper === "MATERIALIZED" || tokens[cursor]?.upper === "FOREIGN" || tokens[cursor]?.upper === "EVENT") {
      cursor += 1;
    }
    const objectToken = tokens[cursor];
    if (!objectToken || !objectKeywords.includes(objectToken.upper)) {
      continue;
    }
    const asToken = tokens.slice(cursor + 1).find((token) => token.upper === "AS" && token.depth === 0 && isKeywordBoundary(text, token));
    if (!asToken)
      continue;
    const placeholder = makePlaceholder(state.sentinel, state.counter);
    state.counter += 1;
    state.placeholders.set(placeholder, text.slice(asToken.start));
    state.noWrapPlaceholders.add(placeholder);
    const updated = `${text.slice(0, asToken.start)}${placeholder}`;
    return { text: updated };
  }
  return { text };
}
function protectCommentLiteral(text, state) {
  const tokens = scanTokens(text);
  if (tokens.length < 4)
    return { text };
  if (tokens[0].upper !== "COMMENT" || tokens[1].upper !== "ON") {
    return { text };
  }
  const isToken = tokens.slice(2).find((token) => token.depth === 0 && token.upper === "IS");
  if (!isToken)
    return { text };
  let literalStart = isToken.end;
  while (literalStart < text.length && /\s/.test(text[literalStart])) {
    literalStart += 1;
  }
  if (literalStart >= text.length)
    return { text };
  if (/^NULL\b/i.test(text.slice(literalStart))) {
    return { text };
  }
  const first = text[literalStart];
  let quoteStart = -1;
  let isEscapeString = false;
  if (first === "'") {
    quoteStart = literalStart;
  } else if ((first === "E" || first === "e") && text[literalStart + 1] === "'") {
    quoteStart = literalStart + 1;
    isEscapeString = true;
  } else if ((first === "U" || first === "u") && text[literalStart + 1] === "&" && text[literalStart + 2] === "'") {
    quoteStart = literalStart + 2;
  } else {
    return { text };
  }
  let literalEnd = -1;
  let cursor = quoteStart + 1;
  while (cursor < text.length) {
    if (isEscapeString && text[cursor] === "\\") {
      const hasEscapedChar = cursor + 1 < text.length;
      cursor += hasEscapedChar ? 2 : 1;
      continue;
    }
    if (text[cursor] === "'") {
      if (text[cursor + 1] === "'") {
        cursor += 2;
        continue;
      }
      literalEnd = cursor + 1;
      break;
    }
    cursor += 1;
  }
  if (literalEnd === -1) {
    state.skipCasing = true;
    return { text };
  }
  const placeholder = makePlaceholder(state.sentinel, state.counter);
  state.counter += 1;
  state.placeholders.set(placeholder, text.slice(literalStart, literalEnd));
  const updated = `${text.slice(0, literalStart)}${placeholder}${text.slice(literalEnd)}`;
  return { text: updated };
}
function protectDollarQuotes(text, state) {
  let output = "";
  let inSingleQuote = false;
  let singleQuoteEscapeMode = false;
  let inDoubleQuote = false;
  let inLineComment = false;
  let inBlockComment = false;
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    const next = text[i + 1];
    if (inLineComment) {
      output += char;
      if (char === "\n") {
        inLineComment = false;
      }
      i += 1;
      continue;
    }
    if (inBlockComment) {
      if (char === "*" && next === "/") {
        output += "*/";
        inBlockComment = false;
        i += 2;
        continue;
      }
      output += char;
      i += 1;
      continue;
    }
    if (inSingleQuote) {
      if (singleQuoteEscapeMode && char === "\\") {
        if (next !== void 0) {
          output += `\\${next}`;
          i += 2;
        } else {
          output += char;
          i += 1;
        }
        continue;
      }
      output += char;
      if (char === "'") {
        if (next === "'") {
          output += next;
          i += 2;
          continue;
        }
        inSingleQuote = false;
        singleQuoteEscapeMode = false;
      }
      i += 1;
      continue;
    }
    if (inDoubleQuote) {
      output += char;
      if (char === '"') {
        if (next === '"') {
          output += next;
          i += 2;
          continue;
        }
        inDoubleQuote = false;
      }
      i += 1;
      continue;
    }
    if (char === "-" && next === "-") {
      output += "--";
      inLineComment = true;
      i += 2;
      continue;
    }
    if (char === "/" && next === "*") {
      output += "/*";
      inBlockComment = true;
      i += 2;
      continue;
    }
    if (char === "'") {
      inSingleQuote = true;
      singleQuoteEscapeMode = isEscapeStringQuoteStart(text, i);
      output += char;
      i += 1;
      continue;
    }
    if (char === '"') {
      inDoubleQuote = true;
      output += char;
      i += 1;
      continue;
    }
    if (char === "$") {
      const tag = readDollarTag(text, i);
      if (tag) {
        const start = i;
        const end = text.indexOf(tag, i + tag.length);
        if (end !== -1) {
          const placeholder = makePlaceholder(state.sentinel, state.counter);
          state.counter += 1;
          state.placeholders.set(placeholder, text.slice(start, end + tag.length));
          output += placeholder;
          i = end + tag.length;
          continue;
        }
        state.skipCasing = true;
        output += char;
        i += 1;
        continue;
      }
    }
    output += char;
    i += 1;
  }
  return { text: output };
}
function restorePlaceholders(text, placeholders) {
  let output = text;
  for (const [placeholder, value] of placeholders.entries()) {
    output = output.replaceAll(placeholder, () => value);
  }
  return output;
}
function isKeywordBoundary(statement, token) {
  const before = statement[token.start - 1];
  const after = statement[token.end];
  const isBoundary = (value) => value === void 0 || !/[A-Za-z0-9_$.]/.test(value);
  return isBoundary(before) && isBoundary(after);
}
function makePlaceholder(sentinel, index) {
  return `${sentinel}${index}__`;
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/wrap.js
var WRAP_PREFERRED_KEYWORDS = /* @__PURE__ */ new Set([
  "ADD",
  "CHECK",
  "CONNECTION",
  "CONSTRAINT",
  "DEFERRABLE",
  "FOREIGN",
  "HANDLER",
  "INCLUDE",
  "INITIALLY",
  "INLINE",
  "MATCH",
  "NOT",
  "ON",
  "OPTIONS",
  "PUBLICATION",
  "REFERENCES",
  "REFERENCING",
  "SET",
  "USING",
  "VALIDATOR",
  "WHERE",
  "WITH"
]);
function wrapStatement(statement, options, noWrapPlaceholders) {
  const lines = statement.split(/\r?\n/);
  const wrapped = [];
  for (const line of lines) {
    if (line.trim().startsWith("--")) {
      wrapped.push(line);
      continue;
    }
    if (hasNoWrapPlaceholder(line, noWrapPlaceholders)) {
      wrapped.push(line);
      continue;
    }
    wrapped.push(...wrapLine(line, options));
  }
  return wrapped.join("\n");
}
function hasNoWrapPlaceholder(line, placeholders) {
  for (const token of placeholders) {
    if (line.includes(token))
      return true;
  }
  return false;
}
function wrapLine(line, options) {
  const maxWidth = options.maxWidth;
  if (maxWidth <= 0 || line.length <= maxWidth) {
    return [line];
  }
  const indentMatch = line.match(/^\s*/);
  const baseIndent = indentMatch ? indentMatch[0] : "";
  const continuationIndent = `${baseIndent}${indentString(options.indent)}`;
  let remaining = line;
  const output = [];
  while (remaining.length > maxWidth) {
    const breakpoint = findWrapPosition(remaining, maxWidth);
    if (breakpoint <= 0)
      break;
    const head = remaining.slice(0, breakpoint).trimEnd();
    const tail = remaining.slice(breakpoint).trimStart();
    output.push(head);
    const next = `${continuationIndent}${tail}`;
    if (next.length >= remaining.length) {
      remaining = next;
      break;
    }
    remaining = next;
  }
  output.push(remaining);
  return output;
}
var KEEP_WITH_PREVIOUS = /* @__PURE__ */ new Set([
  "PUBLICATION",
  "TABLE",
  "VIEW",
  "SCHEMA",
  "INDEX",
  "OR",
  // CREATE OR REPLACE
  "ON"
  // COMMENT ON
]);
function getPreviousWord(text, beforeIndex) {
  let end = beforeIndex - 1;
  while (end >= 0 && (text[end] === " " || text[end] === "	")) {
    end -= 1;
  }
  if (end < 0 || !isWordChar(text[end]))
    return null;
  let start = end;
  while (start > 0 && isWordChar(text[start - 1])) {
    start -= 1;
  }
  return text.slice(start, end + 1).toUpperCase();
}
function findWrapPosition(text, maxWidth) {
  let lastTopLevelWhitespace = -1;
  let lastAnyWhitespace = -1;
  let lastKeywordBoundary = -1;
  let firstComma = -1;
  const contentStart = text.search(/\S/);
  if (contentStart < 0)
    return -1;
  walkSql(text, (index, char, depth) => {
    if (index > maxWidth)
      return false;
    if (index < contentStart)
      return true;
    if (char === "," && depth === 0 && firstComma < 0) {
      firstComma = index + 1;
    }
    if (char === " " || char === "	") {
      lastAnyWhitespace = index;
      if (depth === 0) {
        lastTopLevelWhitespace = index;
      }
      const nextWordStart = index + 1;
      if (nextWordStart < text.length && isWordChar(text[nextWordStart])) {
        let wordEnd = nextWordStart + 1;
        while (wordEnd < text.length && isWordChar(text[wordEnd])) {
          wordEnd += 1;
        }
        const word = text.slice(nextWordStart, wordEnd).toUpperCase();
        if (WRAP_PREFERRED_KEYWORDS.has(word)) {
          const prev = getPreviousWord(text, index);
          if (prev !== null && (prev === "CREATE" && KEEP_WITH_PREVIOUS.has(word) || (prev === "COMMENT" || prev === "ALL") && word === "ON")) {
            return true;
          }
          lastKeywordBoundary = index;
        }
      }
    }
    return true;
  }, { trackDepth: true });
  if (firstComma > 0 && firstComma <= maxWidth) {
    return firstComma;
  }
  if (lastKeywordBoundary > 0 && lastKeywordBoundary <= maxWidth) {
    return lastKeywordBoundary;
  }
  if (lastTopLevelWhitespace > 0) {
    return lastTopLevelWhitespace;
  }
  return lastAnyWhitespace;
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-format/index.js
function formatSqlStatements(statements, options = {}) {
  const resolved = normalizeOptions(options);
  const flattened = flattenStatements(statements);
  return flattened.map((statement) => formatStatement(statement, resolved)).filter((statement) => statement.length > 0);
}
function normalizeOptions(options) {
  const indent = typeof options.indent === "number" && Number.isFinite(options.indent) ? Math.max(0, Math.floor(options.indent)) : DEFAULT_OPTIONS.indent;
  const maxWidth = typeof options.maxWidth === "number" && Number.isFinite(options.maxWidth) ? Math.max(20, Math.floor(options.maxWidth)) : DEFAULT_OPTIONS.maxWidth;
  const keywordCase = options.keywordCase === "upper" || options.keywordCase === "lower" || options.keywordCase === "preserve" ? options.keywordCase : DEFAULT_OPTIONS.keywordCase;
  const commaStyle = options.commaStyle === "leading" || options.commaStyle === "trailing" ? options.commaStyle : DEFAULT_OPTIONS.commaStyle;
  return {
    keywordCase,
    indent,
    maxWidth,
    commaStyle,
    alignColumns: typeof options.alignColumns === "boolean" ? options.alignColumns : DEFAULT_OPTIONS.alignColumns,
    alignKeyValues: typeof options.alignKeyValues === "boolean" ? options.alignKeyValues : DEFAULT_OPTIONS.alignKeyValues,
    preserveRoutineBodies: typeof options.preserveRoutineBodies === "boolean" ? options.preserveRoutineBodies : DEFAULT_OPTIONS.preserveRoutineBodies,
    preserveViewBodies: typeof options.preserveViewBodies === "boolean" ? options.preserveViewBodies : DEFAULT_OPTIONS.preserveViewBodies,
    preserveRuleBodies: typeof options.preserveRuleBodies === "boolean" ? options.preserveRuleBodies : DEFAULT_OPTIONS.preserveRuleBodies
  };
}
function flattenStatements(statements) {
  const output = [];
  for (const statement of statements) {
    for (const split of splitSqlStatements(statement)) {
      if (split.trim().length > 0) {
        output.push(split);
      }
    }
  }
  return output;
}
function formatStatement(statement, options) {
  const { commentLines, body } = splitLeadingComments(statement);
  if (body.trim().length === 0) {
    return commentLines.join("\n");
  }
  const protectedSegments = protectSegments(body, options);
  const tokens = scanTokens(protectedSegments.text);
  let formatted = formatCreateDomain(protectedSegments.text, tokens, options) ?? formatCreateEnum(protectedSegments.text, tokens, options) ?? formatCreateCompositeType(protectedSegments.text, tokens, options) ?? formatCreateTable(protectedSegments.text, tokens, options) ?? formatCreateRange(protectedSegments.text, tokens, options) ?? formatCreateCollation(protectedSegments.text, tokens, options) ?? formatCreateFunction(protectedSegments.text, tokens, options) ?? formatCreatePolicy(protectedSegments.text, tokens, options) ?? formatCreateTrigger(protectedSegments.text, tokens, options) ?? formatCreateIndex(protectedSegments.text, tokens, options) ?? formatCreateAggregate(protectedSegments.text, tokens, options) ?? formatCreateLanguage(protectedSegments.text, tokens, options) ?? formatCreateMaterializedView(protectedSegments.text, tokens, options) ?? formatCreateSubscription(protectedSegments.text, tokens, options) ?? formatCreateFDW(protectedSegments.text, tokens, options) ?? formatCreateServer(protectedSegments.text, tokens, options) ?? formatAlterTable(protectedSegments.text, tokens, options) ?? formatAlterGeneric(protectedSegments.text, tokens, options) ?? formatGrantRevoke(protectedSegments.text, tokens, options) ?? formatGeneric(protectedSegments.text, tokens, options);
  if (!protectedSegments.skipCasing && options.keywordCase !== "preserve") {
    formatted = applyKeywordCase(formatted, options);
  }
  formatted = wrapStatement(formatted, options, protectedSegments.noWrapPlaceholders);
  formatted = restorePlaceholders(formatted, protectedSegments.placeholders);
  if (commentLines.length > 0) {
    return [...commentLines, formatted].join("\n");
  }
  return formatted;
}

// node_modules/@supabase/pg-delta/dist/frontends/export-sql-files.js
var MAX_FILENAME_LENGTH = 255;
function clampFileName(name) {
  if (name.length <= MAX_FILENAME_LENGTH)
    return name;
  const hash = createHash("sha256").update(name, "utf8").digest("hex");
  const tail = `-${hash.slice(0, 16)}.sql`;
  return `${name.slice(0, MAX_FILENAME_LENGTH - tail.length)}${tail}`;
}
function renderFileSql(bareStatements, format) {
  const statements = format ? formatSqlStatements(bareStatements, format) : bareStatements;
  return `${statements.map((s) => `${s};`).join("\n\n")}
`;
}
function subjectOf(action) {
  return action.produces[0] ?? action.consumes[0];
}
function fileTarget(id) {
  if (id.kind === "comment" || id.kind === "acl") {
    return fileTarget(id.target);
  }
  return id;
}
function groupingTarget(id) {
  if (id.kind === "comment" || id.kind === "acl" || id.kind === "securityLabel") {
    return groupingTarget(id.target);
  }
  return id;
}
var CATEGORY_ORDER = [
  "cluster",
  "schema",
  "extensions",
  "types",
  "domains",
  "collations",
  "sequences",
  "tables",
  "indexes",
  "foreign_tables",
  "views",
  "matviews",
  "functions",
  "procedures",
  "aggregates",
  "publications",
  "subscriptions",
  "event_triggers",
  "misc"
];
var CATEGORY_PRIORITY = Object.fromEntries(CATEGORY_ORDER.map((c, i) => [c, i]));
var CATEGORY_OF_KIND = {
  role: "cluster",
  membership: "cluster",
  defaultPrivilege: "cluster",
  fdw: "cluster",
  server: "cluster",
  userMapping: "cluster",
  publication: "publications",
  // membership facts normally inline into CREATE PUBLICATION, but they emit
  // standalone ALTER PUBLICATION … ADD when the parent publication is
  // reference-only (an assumed platform publication, e.g. supabase_realtime)
  publicationRel: "publications",
  publicationSchema: "publications",
  subscription: "subscriptions",
  eventTrigger: "event_triggers",
  extension: "extensions",
  schema: "schema",
  type: "types",
  domain: "domains",
  collation: "collations",
  sequence: "sequences",
  table: "tables",
  column: "tables",
  default: "tables",
  constraint: "tables",
  trigger: "tables",
  policy: "tables",
  rule: "tables",
  index: "indexes",
  foreignTable: "foreign_tables",
  view: "views",
  materializedView: "matviews",
  function: "functions",
  procedure: "procedures",
  aggregate: "aggregates"
};
function categoryOf(id) {
  return CATEGORY_OF_KIND[groupingTarget(id).kind] ?? "misc";
}
function schemaAndName(id) {
  const t = groupingTarget(id);
  if (t.kind === "schema") {
    const name = t.name;
    return { schema: name, objectName: name };
  }
  if (TABLE_SCOPED.has(t.kind)) {
    const s = t;
    return { schema: s.schema, objectName: s.table };
  }
  if ("schema" in t && "name" in t) {
    const s = t;
    return { schema: s.schema, objectName: s.name };
  }
  return {};
}
function partitionParentName(id, fb) {
  const t = groupingTarget(id);
  let tableId;
  if (t.kind === "table") {
    tableId = t;
  } else if (TABLE_SCOPED.has(t.kind)) {
    const s = t;
    tableId = { kind: "table", schema: s.schema, name: s.table };
  }
  if (tableId === void 0)
    return void 0;
  const payload = fb.get(tableId)?.payload;
  if (payload?.partitionBound != null && payload.parentTable != null && typeof payload.parentTable.name === "string") {
    return payload.parentTable.name;
  }
  return void 0;
}
var VERB_PRIORITY = { create: 0, alter: 1, drop: 2 };
function scopeRank(id) {
  switch (id.kind) {
    case "comment":
      return 1;
    case "securityLabel":
      return 2;
    case "acl":
      return 3;
    case "defaultPrivilege":
      return 4;
    case "membership":
      return 5;
    default:
      return 0;
  }
}
var CLUSTER_FILES = {
  role: "cluster/roles.sql",
  membership: "cluster/roles.sql",
  defaultPrivilege: "cluster/roles.sql",
  fdw: "cluster/foreign_data_wrappers.sql",
  server: "cluster/foreign_data_wrappers.sql",
  userMapping: "cluster/foreign_data_wrappers.sql",
  publication: "cluster/publications.sql",
  publicationRel: "cluster/publications.sql",
  publicationSchema: "cluster/publications.sql",
  subscription: "cluster/subscriptions.sql",
  eventTrigger: "cluster/event_triggers.sql"
};
var SCHEMA_DIRS = {
  type: "types",
  domain: "domains",
  collation: "collations",
  sequence: "sequences",
  table: "tables",
  view: "views",
  materializedView: "materialized_views",
  foreignTable: "foreign_tables",
  function: "functions",
  procedure: "functions",
  aggregate: "functions"
};
var TABLE_SCOPED = /* @__PURE__ */ new Set([
  "column",
  "default",
  "constraint",
  "trigger",
  "policy",
  "rule"
]);
function seg(name) {
  return clampSegment(encodeURIComponent(name).replaceAll(".", "%2E"));
}
var MAX_SEGMENT_LENGTH = 240;
function clampSegment(segment) {
  if (segment.length <= MAX_SEGMENT_LENGTH)
    return segment;
  const hash = createHash("sha256").update(segment, "utf8").digest("hex");
  return `${segment.slice(0, MAX_SEGMENT_LENGTH - 17)}-${hash.slice(0, 16)}`;
}
function extensionMembersByEncoded(fb) {
  const map = /* @__PURE__ */ new Map();
  for (const edge of fb.edges) {
    if (edge.kind !== "memberOfExtension")
      continue;
    if (edge.to.kind !== "extension")
      continue;
    map.set(encodeId(edge.from), edge.to.name);
  }
  return map;
}
function indexParentsByEncoded(fb) {
  const map = /* @__PURE__ */ new Map();
  for (const fact of fb.facts()) {
    if (fact.id.kind !== "index" || fact.parent === void 0)
      continue;
    const parent = fact.parent;
    if (typeof parent.name !== "string")
      continue;
    map.set(encodeId(fact.id), {
      dir: parent.kind === "materializedView" ? "materialized_views" : "tables",
      name: parent.name
    });
  }
  return map;
}
function relationDirsByName(fb) {
  const map = /* @__PURE__ */ new Map();
  for (const fact of fb.facts()) {
    if (fact.id.kind !== "view" && fact.id.kind !== "materializedView") {
      continue;
    }
    const id = fact.id;
    map.set(nameKey(id.schema, id.name), fact.id.kind === "view" ? "views" : "materialized_views");
  }
  return map;
}
var FK_SPLIT_HEADER = "-- Foreign keys in a cross-table reference cycle are split out of their\n-- table's file: each file loads atomically, so keeping them inline would\n-- deadlock the loader (every file would need a table another pending file\n-- creates). These statements apply once all referenced tables exist.\n\n";
function nameKey(schema, name) {
  return `${schema}\0${name}`;
}
function owningTableKey(id) {
  if (id.kind === "table") {
    const t = id;
    return nameKey(t.schema, t.name);
  }
  if (TABLE_SCOPED.has(id.kind)) {
    const t = id;
    return nameKey(t.schema, t.table);
  }
  return void 0;
}
function cyclicForeignKeys(fb) {
  const fks = /* @__PURE__ */ new Map();
  for (const fact of fb.facts()) {
    if (fact.id.kind !== "constraint")
      continue;
    if (fact.payload.type !== "f")
      continue;
    const owner = owningTableKey(fact.id);
    if (owner === void 0)
      continue;
    const encoded = encodeId(fact.id);
    fks.set(encoded, { encoded, owner, refs: /* @__PURE__ */ new Set() });
  }
  if (fks.size === 0)
    return /* @__PURE__ */ new Set();
  const adjacency = /* @__PURE__ */ new Map();
  for (const edge of fb.edges) {
    const fk = fks.get(encodeId(edge.from));
    if (fk === void 0)
      continue;
    const ref = owningTableKey(edge.to);
    if (ref === void 0 || ref === fk.owner)
      continue;
    fk.refs.add(ref);
    let targets = adjacency.get(fk.owner);
    if (targets === void 0) {
      targets = /* @__PURE__ */ new Set();
      adjacency.set(fk.owner, targets);
    }
    targets.add(ref);
  }
  const foldedAdjacency = /* @__PURE__ */ new Map();
  for (const [owner, targets] of adjacency) {
    const foldedOwner = owner.toLowerCase();
    let folded = foldedAdjacency.get(foldedOwner);
    if (folded === void 0) {
      folded = /* @__PURE__ */ new Set();
      foldedAdjacency.set(foldedOwner, folded);
    }
    for (const target of targets) {
      const foldedTarget = target.toLowerCase();
      if (foldedTarget !== foldedOwner)
        folded.add(foldedTarget);
    }
  }
  const rawScc = stronglyConnectedComponents(adjacency);
  const foldedScc = stronglyConnectedComponents(foldedAdjacency);
  const cyclic = /* @__PURE__ */ new Set();
  for (const fk of fks.values()) {
    const ownerRawScc = rawScc.get(fk.owner);
    const ownerFoldedScc = foldedScc.get(fk.owner.toLowerCase());
    for (const ref of fk.refs) {
      const rawCyclic = ownerRawScc !== void 0 && rawScc.get(ref) === ownerRawScc;
      const twinRef = ref.toLowerCase() === fk.owner.toLowerCase() && ref !== fk.owner;
      const foldedCyclic = !twinRef && ownerFoldedScc !== void 0 && foldedScc.get(ref.toLowerCase()) === ownerFoldedScc;
      if (rawCyclic || foldedCyclic || twinRef) {
        cyclic.add(fk.encoded);
        break;
      }
    }
  }
  return cyclic;
}
function stronglyConnectedComponents(adjacency) {
  const sccOf = /* @__PURE__ */ new Map();
  const index = /* @__PURE__ */ new Map();
  const low = /* @__PURE__ */ new Map();
  const onStack = /* @__PURE__ */ new Set();
  const stack = [];
  let counter = 0;
  let sccCount = 0;
  const nodes = new Set(adjacency.keys());
  for (const targets of adjacency.values()) {
    for (const t of targets)
      nodes.add(t);
  }
  const visit = (frames, node) => {
    index.set(node, counter);
    low.set(node, counter);
    counter++;
    stack.push(node);
    onStack.add(node);
    frames.push({ node, neighbors: [...adjacency.get(node) ?? []], i: 0 });
  };
  for (const root of nodes) {
    if (index.has(root))
      continue;
    const frames = [];
    visit(frames, root);
    while (frames.length > 0) {
      const frame = frames[frames.length - 1];
      if (frame.i < frame.neighbors.length) {
        const next = frame.neighbors[frame.i++];
        if (!index.has(next)) {
          visit(frames, next);
        } else if (onStack.has(next)) {
          low.set(frame.node, Math.min(low.get(frame.node), index.get(next)));
        }
      } else {
        frames.pop();
        const parent = frames[frames.length - 1];
        if (parent !== void 0) {
          low.set(parent.node, Math.min(low.get(parent.node), low.get(frame.node)));
        }
        if (low.get(frame.node) === index.get(frame.node)) {
          let member;
          do {
            member = stack.pop();
            onStack.delete(member);
            sccOf.set(member, sccCount);
          } while (member !== frame.node);
          sccCount++;
        }
      }
    }
  }
  return sccOf;
}
function mergeDependencyCycles(fb, idToPath, emittedPaths, foldDestinations, onWarning) {
  if (foldDestinations.size === 0)
    return /* @__PURE__ */ new Map();
  const adjacency = /* @__PURE__ */ new Map();
  for (const edge of fb.edges) {
    const from = idToPath(edge.from);
    const to = idToPath(edge.to);
    if (from === to)
      continue;
    if (!emittedPaths.has(from) || !emittedPaths.has(to))
      continue;
    let targets = adjacency.get(from);
    if (targets === void 0) {
      targets = /* @__PURE__ */ new Set();
      adjacency.set(from, targets);
    }
    targets.add(to);
  }
  if (adjacency.size === 0)
    return /* @__PURE__ */ new Map();
  const sccOf = stronglyConnectedComponents(adjacency);
  const componentMembers = /* @__PURE__ */ new Map();
  for (const [path, component] of sccOf) {
    const members = componentMembers.get(component);
    if (members === void 0) {
      componentMembers.set(component, [path]);
    } else {
      members.push(path);
    }
  }
  const merges = /* @__PURE__ */ new Map();
  for (const members of componentMembers.values()) {
    if (members.length < 2)
      continue;
    const sorted = [...members].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
    const list = sorted.map((p) => `"${p}"`).join(", ");
    if (!sorted.some((path) => foldDestinations.has(path))) {
      onWarning?.(`export files ${list} form a dependency cycle the file-atomic loader cannot apply; leaving them unchanged (the cycle is not caused by case-collision merging)`);
      continue;
    }
    const target = sorted[0];
    onWarning?.(`export files ${list} form a dependency cycle once case twins merge; combining them into "${target}" so every file stays loadable`);
    for (const path of sorted) {
      if (path !== target)
        merges.set(path, target);
    }
  }
  return merges;
}
function pathFor(id, ctx) {
  const target = fileTarget(id);
  const kind = target.kind;
  const memberExtension = ctx.memberExt.get(encodeId(target));
  if (memberExtension !== void 0) {
    return `cluster/extensions/${seg(memberExtension)}.sql`;
  }
  if (kind === "defaultPrivilege") {
    const schema = target.schema;
    if (schema !== null) {
      return `schemas/${seg(schema)}/default_privileges.sql`;
    }
  }
  const clusterFile = CLUSTER_FILES[kind];
  if (clusterFile !== void 0)
    return clusterFile;
  if (kind === "extension") {
    return `cluster/extensions/${seg(target.name)}.sql`;
  }
  if (kind === "schema") {
    return `schemas/${seg(target.name)}/schema.sql`;
  }
  if (TABLE_SCOPED.has(kind)) {
    const t = target;
    if (target.kind === "constraint" && ctx.cyclicFks.has(encodeId(target))) {
      return `schemas/${seg(t.schema)}/tables/${seg(t.table)}.fk.sql`;
    }
    const relationDir = ctx.relationDir.get(nameKey(t.schema, t.table)) ?? "tables";
    return `schemas/${seg(t.schema)}/${relationDir}/${seg(t.table)}.sql`;
  }
  if (kind === "index") {
    const t = target;
    const parent = ctx.indexParent.get(encodeId(target));
    if (parent !== void 0 && !ctx.concurrentIndexes.has(encodeId(target))) {
      return `schemas/${seg(t.schema)}/${parent.dir}/${seg(parent.name)}.sql`;
    }
    return `schemas/${seg(t.schema)}/indexes/${seg(t.name)}.sql`;
  }
  const dir = SCHEMA_DIRS[kind];
  if (dir !== void 0) {
    const t = target;
    return `schemas/${seg(t.schema)}/${dir}/${seg(t.name)}.sql`;
  }
  return "cluster/misc.sql";
}
function exportSqlFiles(fb, options = {}) {
  const layout = options.layout ?? "by-object";
  const members = extensionMemberReferenceOnly(fb);
  const pristine = fb.facts().filter((fact) => {
    const id = fact.id;
    if (id.kind === "schema" && id.name === "public")
      return true;
    const key = encodeId(id);
    return fb.referenceOnly.has(key) && !members.has(key);
  });
  const baseline = buildFactBase(pristine, []);
  const cyclicFks = cyclicForeignKeys(fb);
  const rendered = plan(baseline, fb, {
    foldConstraints: { exclude: cyclicFks },
    ...options.assumedSchemas !== void 0 ? { assumedSchemas: options.assumedSchemas } : {},
    ...options.assumedRoles !== void 0 ? { assumedRoles: options.assumedRoles } : {},
    ...options.intentRules !== void 0 ? { intentRules: options.intentRules } : {}
  });
  const pathContext = {
    cyclicFks,
    memberExt: extensionMembersByEncoded(fb),
    indexParent: indexParentsByEncoded(fb),
    relationDir: relationDirsByName(fb),
    concurrentIndexes: new Set(rendered.actions.filter((a) => a.produces[0]?.kind === "index" && /\bCONCURRENTLY\b/i.test(a.sql)).map((a) => encodeId(a.produces[0])))
  };
  if (layout === "grouped") {
    return exportGrouped(rendered.actions, fb, options, pathContext);
  }
  const actionPaths = rendered.actions.map((action) => {
    const subject = subjectOf(action);
    return subject === void 0 ? "cluster/misc.sql" : pathFor(subject, pathContext);
  });
  if (layout === "ordered") {
    const runs = [];
    rendered.actions.forEach((action, position) => {
      const path = actionPaths[position];
      const last = runs[runs.length - 1];
      if (last !== void 0 && last.path === path) {
        last.statements.push(action.sql);
      } else {
        runs.push({ path, statements: [action.sql] });
      }
    });
    return runs.map((run, index) => ({
      name: clampFileName(`${String(index).padStart(4, "0")}_${run.path.replaceAll("/", "_")}`),
      sql: renderFileSql(run.statements, options.format)
    }));
  }
  const folds = foldCaseCollidingPaths(actionPaths, options.onWarning);
  const foldedPaths = actionPaths.map((p) => folds.get(p) ?? p);
  const cycleMerges = mergeDependencyCycles(fb, (id) => {
    const raw = pathFor(id, pathContext);
    return folds.get(raw) ?? raw;
  }, new Set(foldedPaths), new Set(folds.values()), options.onWarning);
  const files = /* @__PURE__ */ new Map();
  rendered.actions.forEach((action, position) => {
    const folded = foldedPaths[position];
    const path = cycleMerges.get(folded) ?? folded;
    const entry = files.get(path) ?? { firstAt: position, statements: [] };
    entry.statements.push(action.sql);
    files.set(path, entry);
  });
  const ordered = [...files.entries()].sort((a, b) => a[1].firstAt - b[1].firstAt);
  return ordered.map(([path, entry]) => ({
    name: path,
    sql: (path.endsWith(".fk.sql") ? FK_SPLIT_HEADER : "") + renderFileSql(entry.statements, options.format)
  }));
}
function compilePatterns(patterns, onWarning) {
  const compiled = [];
  for (const p of patterns) {
    try {
      compiled.push({ regex: new RegExp(p.pattern), name: p.name });
    } catch (error) {
      onWarning?.(`ignoring invalid group-pattern /${p.pattern}/: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return compiled;
}
function exportGrouped(actions, fb, options, pathContext) {
  const grouping = options.grouping ?? {};
  const mode = grouping.mode ?? "subdirectory";
  const autoGroupPartitions = grouping.autoGroupPartitions !== false;
  const flatSet = new Set(grouping.flatSchemas ?? []);
  const patterns = compilePatterns(grouping.groupPatterns ?? [], options.onWarning);
  const categoryFor = (id) => {
    const t = groupingTarget(id);
    if (t.kind === "index") {
      const encoded = encodeId(t);
      const parent = pathContext.indexParent.get(encoded);
      if (parent !== void 0 && !pathContext.concurrentIndexes.has(encoded)) {
        return parent.dir === "materialized_views" ? "matviews" : "tables";
      }
    }
    if (TABLE_SCOPED.has(t.kind)) {
      const s = t;
      const dir = pathContext.relationDir.get(nameKey(s.schema, s.table));
      if (dir === "views")
        return "views";
      if (dir === "materialized_views")
        return "matviews";
    }
    return categoryOf(id);
  };
  const groupedPath = (id) => {
    const base = pathFor(id, pathContext);
    if (base.endsWith(".fk.sql"))
      return base;
    if (base.startsWith("cluster/extensions/"))
      return base;
    if (base.includes("/indexes/"))
      return base;
    const { schema, objectName } = schemaAndName(id);
    if (schema === void 0)
      return base;
    const category = categoryFor(id);
    if (flatSet.has(schema)) {
      return category === "schema" ? base : `schemas/${seg(schema)}/${category}.sql`;
    }
    if (autoGroupPartitions) {
      const parent = partitionParentName(id, fb);
      if (parent !== void 0) {
        return `schemas/${seg(schema)}/tables/${seg(parent)}.sql`;
      }
    }
    if (objectName !== void 0) {
      for (const p of patterns) {
        if (p.regex.test(objectName)) {
          return mode === "single-file" ? `schemas/${seg(schema)}/${category}/${seg(p.name)}.sql` : `schemas/${seg(schema)}/${seg(p.name)}/${category}.sql`;
        }
      }
    }
    return base;
  };
  const actionPaths = actions.map((action) => {
    const subject = subjectOf(action);
    return subject === void 0 ? "cluster/misc.sql" : groupedPath(subject);
  });
  const folds = foldCaseCollidingPaths(actionPaths, options.onWarning);
  const foldedPaths = actionPaths.map((p) => folds.get(p) ?? p);
  const cycleMerges = mergeDependencyCycles(fb, (id) => {
    const raw = groupedPath(id);
    return folds.get(raw) ?? raw;
  }, new Set(foldedPaths), new Set(folds.values()), options.onWarning);
  const files = /* @__PURE__ */ new Map();
  actions.forEach((action, at) => {
    const subject = subjectOf(action);
    const folded = foldedPaths[at];
    const path = cycleMerges.get(folded) ?? folded;
    const category = subject === void 0 ? "misc" : categoryFor(subject);
    const entry = files.get(path) ?? { category, items: [] };
    entry.items.push({
      sql: action.sql,
      verbRank: VERB_PRIORITY[action.verb] ?? 99,
      scopeRank: subject === void 0 ? 0 : scopeRank(subject),
      at
    });
    files.set(path, entry);
  });
  const orderedPaths = [...files.entries()].sort((a, b) => {
    const c = CATEGORY_PRIORITY[a[1].category] - CATEGORY_PRIORITY[b[1].category];
    return c !== 0 ? c : a[0].localeCompare(b[0]);
  });
  return orderedPaths.map(([path, entry]) => {
    const statements = [...entry.items].sort((a, b) => a.verbRank - b.verbRank || a.scopeRank - b.scopeRank || a.at - b.at).map((item) => item.sql);
    return {
      name: path,
      sql: (path.endsWith(".fk.sql") ? FK_SPLIT_HEADER : "") + renderFileSql(statements, options.format)
    };
  });
}

// node_modules/@supabase/pg-delta/dist/frontends/snapshot-file.js
import { readFileSync, writeFileSync } from "node:fs";
function saveSnapshot(fb, pgVersion, path, redactSecrets, profile) {
  const json = serializeSnapshot(fb, {
    pgVersion,
    ...redactSecrets !== void 0 ? { redactSecrets } : {},
    ...profile !== void 0 ? { profile } : {}
  });
  writeFileSync(path, json, "utf8");
}
function loadSnapshot(path) {
  const json = readFileSync(path, "utf8");
  return deserializeSnapshot(json);
}

// node_modules/@supabase/pg-delta/dist/frontends/export-manifest.js
import { readFileSync as readFileSync2, writeFileSync as writeFileSync2 } from "node:fs";
import { join } from "node:path";
var EXPORT_MANIFEST_FILE = ".pgdelta-export.json";
function writeExportManifest(dir, manifest) {
  writeFileSync2(join(dir, EXPORT_MANIFEST_FILE), `${JSON.stringify({ formatVersion: 1, ...manifest }, null, 2)}
`, "utf8");
}
function readExportManifest(dir) {
  const path = join(dir, EXPORT_MANIFEST_FILE);
  let raw;
  try {
    raw = readFileSync2(path, "utf8");
  } catch (err) {
    if (err.code === "ENOENT")
      return void 0;
    throw new Error(`cannot read export manifest ${path}: ${err instanceof Error ? err.message : String(err)}`);
  }
  let doc;
  try {
    doc = JSON.parse(raw);
  } catch (err) {
    throw new Error(`malformed export manifest ${path}: ${err instanceof Error ? err.message : String(err)}`);
  }
  const manifest = {};
  if (typeof doc["redactSecrets"] === "boolean") {
    manifest.redactSecrets = doc["redactSecrets"];
  }
  if (typeof doc["profile"] === "string") {
    manifest.profile = doc["profile"];
  }
  if (doc["scope"] === "database" || doc["scope"] === "cluster") {
    manifest.scope = doc["scope"];
  }
  if (typeof doc["baselineDigest"] === "string") {
    manifest.baselineDigest = doc["baselineDigest"];
  }
  if ("defaultOwner" in doc) {
    const v = doc["defaultOwner"];
    if (typeof v === "string" || v === null) {
      manifest.defaultOwner = v;
    }
  }
  const files = doc["files"];
  if (Array.isArray(files) && files.every((f) => typeof f === "string")) {
    manifest.files = files;
  }
  return manifest;
}

// node_modules/@supabase/pg-delta/dist/integrations/profile.js
async function probePgMajor(pool) {
  const res = await pool.query(`SELECT current_setting('server_version_num')::int AS v`);
  return Math.floor(res.rows[0].v / 1e4);
}
async function resolveProfile(pool, profile, options = {}) {
  const { handlers, policy } = profile;
  const capability = options.restrictToApplier ? await probeApplierCapability(pool) : void 0;
  let susetGucs;
  if (policy !== void 0 && flattenPolicy(policy).assumedSchemas.length > 0) {
    const applier = capability ?? await probeApplierCapability(pool);
    if (!applier.isSuperuser) {
      const susetRows = await pool.query(`SELECT name FROM pg_settings WHERE context = 'superuser'`);
      susetGucs = new Set(susetRows.rows.map((r) => r.name));
    }
  }
  let loaded;
  if (options.skipBaseline) {
    loaded = void 0;
  } else if (options.baseline !== void 0) {
    loaded = options.baseline;
  } else if (profile.baselinePath !== void 0) {
    loaded = loadBaselineFile(profile.baselinePath);
  } else if (policy?.baseline !== void 0) {
    loaded = resolveBaseline(policy, {
      pgMajor: await probePgMajor(pool),
      ...options.baselineDir !== void 0 ? { dir: options.baselineDir } : {}
    });
  }
  if (loaded !== void 0) {
    const baselineMode = loaded.redactSecrets ?? true;
    const commandMode = options.redactSecrets ?? true;
    if (baselineMode !== commandMode) {
      throw new Error(`baseline ${loaded.path ?? loaded.digest.slice(0, 12)} was captured with redactSecrets=${baselineMode}, but this command extracts with redactSecrets=${commandMode}; mismatched redaction makes baseline facts hash differently so the baseline would silently stop subtracting. Re-capture the baseline in the matching mode (pgdelta snapshot ${commandMode ? "" : "--unsafe-show-secrets "}--profile \u2026).`);
    }
  }
  const baseline = loaded?.factBase;
  const profileExtract = (p, extractOptions = {}) => extract(p, { ...extractOptions, handlers });
  const intentRules = buildIntentRuleIndex(handlers);
  const view = {
    ...policy !== void 0 ? { policy } : {},
    ...capability !== void 0 ? { capability } : {},
    ...baseline !== void 0 ? { baseline } : {}
  };
  const baselineMeta = loaded !== void 0 ? {
    digest: loaded.digest,
    ...loaded.redactSecrets !== void 0 ? { redactSecrets: loaded.redactSecrets } : {},
    ...loaded.path !== void 0 ? { path: loaded.path } : {}
  } : void 0;
  return {
    id: profile.id,
    handlers,
    extract: profileExtract,
    ...baselineMeta !== void 0 ? { baseline: baselineMeta } : {},
    ...susetGucs !== void 0 ? { susetGucs } : {},
    // stamp the profile id on planOptions so plan() records it on the artifact;
    // apply/prove then reconstruct this view without the operator repeating
    // --profile (P2 follow-up). baselineMeta stamps the baseline DIGEST on the
    // artifact so apply/prove fail loud on a swapped/edited baseline.
    planOptions: {
      ...view,
      profile: { id: profile.id },
      ...loaded !== void 0 ? { baselineMeta: { digest: loaded.digest } } : {},
      ...intentRules.size > 0 ? { intentRules } : {}
    },
    proveOptions: { ...view, reextract: (p) => profileExtract(p) },
    applyOptions: {
      ...baseline !== void 0 ? { baseline } : {},
      reextract: (p) => profileExtract(p)
    }
  };
}
var rawProfile = {
  id: "raw",
  handlers: []
};

// node_modules/@supabase/pg-delta/dist/frontends/schema-export.js
async function buildSchemaExport(pool, options) {
  const exportScope = options.scope ?? "database";
  const redactSecrets = options.redactSecrets ?? true;
  const layout = options.layout ?? "by-object";
  const ctx = await resolveProfile(pool, options.profile, {
    ...options.resolveOptions,
    redactSecrets
  });
  const { factBase, diagnostics } = await ctx.extract(pool, { redactSecrets });
  const assumed = ctx.planOptions.policy ? flattenPolicy(ctx.planOptions.policy) : void 0;
  let resolvedDefaultOwner = null;
  if (exportScope === "database") {
    if (options.defaultOwner === null) {
      resolvedDefaultOwner = null;
    } else if (options.defaultOwner !== void 0 && options.defaultOwner !== "") {
      resolvedDefaultOwner = options.defaultOwner;
    } else {
      const profileDefault = assumed?.defaultOwner;
      if (profileDefault !== void 0) {
        resolvedDefaultOwner = profileDefault;
      } else {
        const r = await pool.query(`SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()`);
        resolvedDefaultOwner = r.rows[0]?.owner ?? null;
      }
    }
  }
  const scopedView = reconstructManagedView(factBase, {
    policy: ctx.planOptions.policy,
    capability: ctx.planOptions.capability,
    baseline: ctx.planOptions.baseline,
    scope: exportScope,
    ...resolvedDefaultOwner !== null ? { defaultOwner: resolvedDefaultOwner } : {}
  });
  if (exportScope === "database" && resolvedDefaultOwner !== null) {
    const cu = (await pool.query(`SELECT current_user AS u`)).rows[0]?.u;
    if (cu !== void 0 && cu !== resolvedDefaultOwner) {
      options.onWarning?.(`the resolved default owner "${resolvedDefaultOwner}" differs from the export connection role "${cu}"; ownership of its objects will be left implicit (no OWNER TO). Apply this directory connecting as "${resolvedDefaultOwner}", or re-export with defaultOwner "${cu}" / defaultOwner null (verbose).`);
    }
  }
  const scopeAssumedRoles = exportScope === "database" ? factBase.facts().filter((f) => f.id.kind === "role").map((f) => f.id.name) : [];
  const assumedSchemas = assumed?.assumedSchemas ?? [];
  const assumedRoles = [...assumed?.assumedRoles ?? [], ...scopeAssumedRoles];
  const files = exportSqlFiles(scopedView, {
    layout,
    ...options.grouping !== void 0 ? { grouping: options.grouping } : {},
    ...options.format !== void 0 ? { format: options.format } : {},
    ...assumedSchemas.length > 0 ? { assumedSchemas } : {},
    ...assumedRoles.length > 0 ? { assumedRoles } : {},
    ...ctx.planOptions.intentRules !== void 0 ? { intentRules: ctx.planOptions.intentRules } : {},
    ...options.onWarning !== void 0 ? { onWarning: options.onWarning } : {}
  });
  const exportProfileId = ctx.planOptions.profile?.id;
  const manifest = {
    redactSecrets,
    scope: exportScope,
    ...exportProfileId !== void 0 ? { profile: exportProfileId } : {},
    ...ctx.baseline !== void 0 ? { baselineDigest: ctx.baseline.digest } : {},
    ...exportScope === "database" ? { defaultOwner: resolvedDefaultOwner } : {}
  };
  return { files, diagnostics, manifest };
}

// node_modules/@supabase/pg-delta/dist/database-identity.js
async function observeDatabaseIdentity(pool) {
  const result = await pool.query(`
    SELECT current_database() AS database,
           d.oid::text AS "databaseOid",
           c.system_identifier::text AS "systemIdentifier"
      FROM pg_catalog.pg_database d
      CROSS JOIN pg_catalog.pg_control_system() c
     WHERE d.datname = current_database()
  `);
  const identity = result.rows[0];
  if (identity === void 0) {
    throw new Error("could not observe the connected PostgreSQL database");
  }
  return identity;
}
function databaseIdentityObservationUnavailableCode(error) {
  if (typeof error !== "object" || error === null || !("code" in error)) {
    return void 0;
  }
  const code = error.code;
  return code === "42501" || code === "42883" ? code : void 0;
}
async function observeDatabaseIdentityForMutation(pool, context) {
  try {
    return await observeDatabaseIdentity(pool);
  } catch (error) {
    const code = databaseIdentityObservationUnavailableCode(error);
    if (code === void 0)
      throw error;
    if (code === "42883") {
      throw new Error(`${context}: pg_catalog.pg_control_system() is unavailable; this PostgreSQL server cannot provide the lineage/database identity required for a mutating explicit-shadow workflow`, { cause: error });
    }
    throw new Error(`${context}: could not observe the PostgreSQL lineage/database identity; grant the connection role access with GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO <role>, then retry`, { cause: error });
  }
}
function isSamePostgresLineage(left, right) {
  return left.systemIdentifier === right.systemIdentifier;
}
function isSameDatabase(left, right) {
  return isSamePostgresLineage(left, right) && left.databaseOid === right.databaseOid;
}

// node_modules/@supabase/pg-delta/dist/plan/render-sql.js
function renderPlanSql(plan2) {
  const parts = [];
  const settings = plan2.preamble.filter((s) => s.name !== "search_path");
  for (const setting of settings) {
    parts.push(`SET ${setting.name} = ${setting.value};`);
  }
  for (const action of plan2.actions) {
    const sql = action.sql.trimEnd();
    parts.push(sql.endsWith(";") ? sql : `${sql};`);
  }
  if (parts.length > 0) {
    for (const setting of settings) {
      parts.push(`RESET ${setting.name};`);
    }
  }
  return parts.length === 0 ? "" : `${parts.join("\n\n")}
`;
}

// node_modules/@supabase/pg-delta/dist/frontends/seed-assumed-schemas.js
var EMPTY = {
  sql: "",
  facts: 0,
  schemas: [],
  seededRoutines: /* @__PURE__ */ new Map()
};
function assumedSchemaOf(id) {
  if (id.kind === "schema")
    return id.name;
  return id.schema;
}
function configGucsOf(fact) {
  const v = fact.payload["_configGucs"];
  return Array.isArray(v) ? v.filter((x) => typeof x === "string") : [];
}
function deriveAssumedSchemaSeed(targetFb, opts) {
  if (opts.assumedSchemas.length === 0 && (opts.assumedPublications ?? []).length === 0) {
    return EMPTY;
  }
  const view = resolveView(targetFb, opts.policy, opts.capability);
  const members = extensionMemberReferenceOnly(targetFb);
  const seedIds = new Set([...view.referenceOnly].filter((id) => !members.has(id)));
  if (seedIds.size === 0)
    return EMPTY;
  const candidateFacts = view.facts().filter((f) => seedIds.has(encodeId(f.id)) && f.id.kind !== "defaultPrivilege");
  const candidateIds = new Set(candidateFacts.map((f) => encodeId(f.id)));
  const shellIds = /* @__PURE__ */ new Set();
  for (const fct of view.facts()) {
    if (candidateIds.has(encodeId(fct.id)))
      continue;
    let ancestor = fct.parent;
    while (ancestor !== void 0) {
      const key = encodeId(ancestor);
      if (candidateIds.has(key))
        shellIds.add(key);
      ancestor = view.get(ancestor)?.parent;
    }
  }
  const excludedIds = /* @__PURE__ */ new Set();
  for (const e of view.edges) {
    if (e.kind !== "depends")
      continue;
    const from = encodeId(e.from);
    if (!candidateIds.has(from) || excludedIds.has(from))
      continue;
    if (shellIds.has(from))
      continue;
    const to = encodeId(e.to);
    if (candidateIds.has(to) || view.referenceOnly.has(to))
      continue;
    excludedIds.add(from);
  }
  const suset = opts.susetGucs;
  if (suset !== void 0 && suset.size > 0) {
    for (const fct of candidateFacts) {
      if ((fct.id.kind === "function" || fct.id.kind === "procedure") && configGucsOf(fct).some((g) => suset.has(g))) {
        excludedIds.add(encodeId(fct.id));
      }
    }
  }
  if (excludedIds.size > 0) {
    const parentOf = /* @__PURE__ */ new Map();
    for (const fct of candidateFacts) {
      if (fct.parent !== void 0) {
        parentOf.set(encodeId(fct.id), encodeId(fct.parent));
      }
    }
    let changed = true;
    while (changed) {
      changed = false;
      for (const e of view.edges) {
        if (e.kind !== "depends")
          continue;
        const from = encodeId(e.from);
        if (candidateIds.has(from) && !excludedIds.has(from) && excludedIds.has(encodeId(e.to))) {
          excludedIds.add(from);
          changed = true;
        }
      }
      for (const fct of candidateFacts) {
        const encoded = encodeId(fct.id);
        if (excludedIds.has(encoded))
          continue;
        let ancestor = parentOf.get(encoded);
        while (ancestor !== void 0) {
          if (excludedIds.has(ancestor)) {
            excludedIds.add(encoded);
            changed = true;
            break;
          }
          ancestor = parentOf.get(ancestor);
        }
      }
    }
  }
  const seedFacts = excludedIds.size > 0 ? candidateFacts.filter((f) => !excludedIds.has(encodeId(f.id))) : candidateFacts;
  if (seedFacts.length === 0)
    return EMPTY;
  const finalIds = new Set(seedFacts.map((f) => encodeId(f.id)));
  for (const e of view.edges) {
    if (e.kind !== "depends")
      continue;
    const from = encodeId(e.from);
    if (!finalIds.has(from) || shellIds.has(from))
      continue;
    const to = encodeId(e.to);
    if (finalIds.has(to) || view.referenceOnly.has(to))
      continue;
    if (view.getByEncoded(to) === void 0)
      continue;
    throw new Error(`deriveAssumedSchemaSeed: seed fact ${from} still depends on managed fact ${to}, which the seed does not create; the exclusion closure is incomplete`);
  }
  const seedEdges = [...view.edges].filter((e) => finalIds.has(encodeId(e.from)) && finalIds.has(encodeId(e.to)));
  const assumedOnlyFb = buildFactBase(seedFacts, seedEdges, view.source);
  const seedPlan = plan(buildFactBase([], []), assumedOnlyFb, {
    renames: "off",
    assumedSchemas: opts.assumedSchemas,
    assumedRoles: opts.assumedRoles
  });
  if (seedPlan.actions.length === 0)
    return EMPTY;
  const schemas = [
    ...new Set(seedFacts.map((f) => assumedSchemaOf(f.id)).filter((s) => s !== void 0))
  ];
  const seededRoutines = /* @__PURE__ */ new Map();
  for (const f of seedFacts) {
    if (f.id.kind === "function" || f.id.kind === "procedure" || f.id.kind === "aggregate") {
      const def = f.payload["def"];
      seededRoutines.set(encodeId(f.id), typeof def === "string" ? def : "");
    }
  }
  return {
    sql: renderPlanSql(seedPlan),
    facts: seedFacts.length,
    schemas,
    seededRoutines
  };
}

// node_modules/@supabase/pg-delta/dist/frontends/sql-order.js
var ReorderUnavailableError = class extends Error {
  constructor(cause) {
    super("The statement reordering assist requires the optional peer '@supabase/pg-topo', which is not installed. Install it with `pnpm add @supabase/pg-topo` (or `bun add @supabase/pg-topo`), or call `loadSqlFiles` directly to load SQL files at file granularity without reordering.");
    this.name = "ReorderUnavailableError";
    if (cause !== void 0) {
      this.cause = cause;
    }
  }
};
var importPgTopo = () => import("@supabase/pg-topo");
async function loadPgTopo() {
  try {
    return await importPgTopo();
  } catch (cause) {
    throw new ReorderUnavailableError(cause);
  }
}
async function analyzeForShadow(files, options = {}) {
  if (files.length === 0) {
    return { files: [], cycles: [], diagnostics: [] };
  }
  const { analyzeAndSort } = await loadPgTopo();
  const sql = files.map((f) => f.sql);
  const analyzeOptions = options.externalProviders === void 0 ? void 0 : { externalProviders: options.externalProviders };
  const { ordered, diagnostics, graph } = await analyzeAndSort(sql, analyzeOptions);
  const toProvenance = (id) => {
    const inputIndex = parseInputIndex(id.filePath);
    const originalName = inputIndex !== null && inputIndex < files.length ? files[inputIndex].name : id.filePath;
    return {
      filePath: originalName,
      statementIndex: id.statementIndex,
      // omit `sourceOffset` when pg-topo did not resolve it (exactOptionalPropertyTypes)
      ...id.sourceOffset === void 0 ? {} : { sourceOffset: id.sourceOffset }
    };
  };
  const width = String(Math.max(ordered.length - 1, 0)).length;
  const orderedFiles = ordered.map((node, index) => {
    const provenance = toProvenance(node.id);
    const ordinal = String(index).padStart(width, "0");
    return {
      name: `${ordinal}__${provenance.filePath}`,
      sql: node.sql,
      provenance
    };
  });
  const cycleDiagnostics = diagnostics.filter((d) => d.code === "CYCLE_DETECTED");
  const cycles = graph.cycleGroups.map((group) => {
    const head = group[0];
    const diagnostic = cycleDiagnostics.find((d) => d.statementId !== void 0 && head !== void 0 && d.statementId.filePath === head.filePath && d.statementId.statementIndex === head.statementIndex);
    const objectKeys = diagnostic?.details?.["cycleObjectKeys"];
    return {
      members: group.map(toProvenance),
      objectKeys: Array.isArray(objectKeys) ? objectKeys.filter((k) => typeof k === "string") : []
    };
  });
  const orderDiagnostics = diagnostics.map((d) => ({
    code: d.code,
    message: d.message,
    ...d.statementId === void 0 ? {} : { location: toProvenance(d.statementId) }
  }));
  return { files: orderedFiles, cycles, diagnostics: orderDiagnostics };
}
function parseInputIndex(filePath) {
  const match = /^<input:(\d+)>$/.exec(filePath);
  return match ? Number.parseInt(match[1], 10) : null;
}

// node_modules/@supabase/pg-delta/dist/frontends/schema-plan.js
var SchemaFrontendError = class extends Error {
  constructor(message) {
    super(message);
    this.name = "SchemaFrontendError";
  }
};
function prepareSchemaFiles(input, options) {
  const label = options.label ?? "input";
  const skipClusterDdl = options.skipClusterDdl === true;
  let files = input;
  const hasExecutableSql = (fs) => fs.some((f) => scanTokens(f.sql).length > 0);
  if (!hasExecutableSql(files)) {
    return {
      ok: false,
      message: `no executable SQL found under ${label} (${files.length} file(s), all missing/empty/comment-only). Refusing to apply an empty desired state (it would drop every managed object on the target).`
    };
  }
  const skipped = [];
  if (options.scope === "database") {
    const offenders = files.map((f) => ({ name: f.name, labels: findClusterDdlStatements(f.sql) })).filter((x) => x.labels.length > 0);
    if (offenders.length > 0) {
      if (!skipClusterDdl) {
        const detail = offenders.map(({ name, labels }) => `  ${name}: ${labels.join(", ")}`).join("\n");
        return {
          ok: false,
          message: `scope database does not manage cluster-global roles, but found cluster DDL:
${detail}
Use scope cluster (with an isolated shadow) to manage roles, or skipClusterDdl to skip these statements.`
        };
      }
      files = files.map((f) => {
        const { kept, skipped: sk } = stripClusterDdl(f.sql);
        for (const s of sk) {
          skipped.push({ file: f.name, stmt: s.split("\n")[0] ?? "" });
        }
        return { ...f, sql: kept };
      });
      if (!hasExecutableSql(files)) {
        return {
          ok: false,
          message: `after skipClusterDdl, no executable database-scope SQL remains under ${label}. Refusing to apply an empty desired state (it would drop every managed object on the target).`
        };
      }
    }
  }
  return { ok: true, files, skipped };
}
function reconcileSchemaManifest(manifest, flags) {
  if (flags.profileId !== void 0 && manifest?.profile !== void 0 && flags.profileId !== manifest.profile) {
    throw new SchemaFrontendError(`profile "${flags.profileId}" contradicts the export manifest profile (${manifest.profile}); re-export or drop the profile override.`);
  }
  const profileId = flags.profileId ?? manifest?.profile;
  if (flags.scope !== void 0 && manifest?.scope !== void 0 && flags.scope !== manifest.scope) {
    throw new SchemaFrontendError(`scope ${flags.scope} contradicts the export manifest scope (${manifest.scope}); re-export or drop the scope override.`);
  }
  const scope = flags.scope ?? manifest?.scope ?? "database";
  if (flags.redactSecrets !== void 0 && manifest?.redactSecrets !== void 0 && flags.redactSecrets !== manifest.redactSecrets) {
    throw new SchemaFrontendError(`redactSecrets=${flags.redactSecrets} contradicts the export manifest (redactSecrets=${manifest.redactSecrets}); re-export or drop the redaction override.`);
  }
  const redactSecrets = flags.redactSecrets ?? manifest?.redactSecrets ?? true;
  if (manifest !== void 0 && "baselineDigest" in flags) {
    const stamped = manifest.baselineDigest;
    const resolved = flags.baselineDigest;
    if (stamped !== resolved) {
      if (stamped !== void 0 && resolved !== void 0) {
        throw new SchemaFrontendError(`baseline mismatch: the export manifest was produced with baseline digest ${stamped.slice(0, 12)} but the profile now resolves to ${resolved.slice(0, 12)}.`);
      }
      if (stamped !== void 0) {
        throw new SchemaFrontendError(`baseline mismatch: the export manifest was produced with baseline digest ${stamped.slice(0, 12)} but the profile now declares NO baseline.`);
      }
      throw new SchemaFrontendError(`baseline mismatch: the profile declares a baseline (digest ${resolved?.slice(0, 12)}) but the export manifest was produced with NONE.`);
    }
  }
  return {
    profileId,
    scope,
    redactSecrets,
    baselineDigest: manifest?.baselineDigest ?? flags.baselineDigest,
    defaultOwner: manifest?.defaultOwner
  };
}
async function planSchemaFiles(targetPool, shadowPool, inputFiles, options) {
  const pre = reconcileSchemaManifest(options.manifest, {
    profileId: options.profile.id,
    ...options.scope !== void 0 ? { scope: options.scope } : {},
    ...options.redactSecrets !== void 0 ? { redactSecrets: options.redactSecrets } : {}
  });
  if (pre.scope === "cluster" && options.isolatedShadow !== true) {
    throw new SchemaFrontendError("scope cluster manages cluster-global roles and must run against a dedicated shadow cluster; pass isolatedShadow: true.");
  }
  const prepared = prepareSchemaFiles(inputFiles, {
    scope: pre.scope,
    skipClusterDdl: options.skipClusterDdl === true
  });
  if (!prepared.ok) {
    throw new SchemaFrontendError(prepared.message);
  }
  const files = prepared.files;
  const targetIdentity = await observeDatabaseIdentityForMutation(targetPool, "planSchemaFiles target safety");
  const shadowIdentity = await observeDatabaseIdentityForMutation(shadowPool, "planSchemaFiles shadow safety");
  if (isSameDatabase(targetIdentity, shadowIdentity)) {
    throw new SchemaFrontendError(`planSchemaFiles: shadow and target are the same observed database (${targetIdentity.database}); refusing to load declarative SQL`);
  }
  if (options.isolatedShadow === true && isSamePostgresLineage(targetIdentity, shadowIdentity)) {
    throw new SchemaFrontendError("planSchemaFiles: an isolated shadow requires a different PostgreSQL lineage; the supplied shadow shares the target lineage");
  }
  const redactSecrets = pre.redactSecrets;
  const ctx = await resolveProfile(targetPool, options.profile, {
    ...options.resolveOptions,
    redactSecrets
  });
  reconcileSchemaManifest(options.manifest, {
    profileId: options.profile.id,
    scope: pre.scope,
    redactSecrets,
    baselineDigest: ctx.baseline?.digest
  });
  const scope = pre.scope;
  let applyDefaultOwner;
  if (scope === "database") {
    const mdo = options.manifest?.defaultOwner;
    if (typeof mdo === "string") {
      const cu = (await targetPool.query(`SELECT current_user AS u`)).rows[0]?.u;
      if (cu !== mdo) {
        throw new SchemaFrontendError(`the export's default owner "${mdo}" does not match the target connection role "${cu}". Objects the export left implicitly owned by "${mdo}" would reload owned by "${cu}", producing spurious ownership drift.`);
      }
      const scu = (await shadowPool.query(`SELECT current_user AS u`)).rows[0]?.u;
      if (scu !== mdo) {
        throw new SchemaFrontendError(`the export's default owner "${mdo}" does not match the shadow connection role "${scu}". Objects the export left implicitly owned by "${mdo}" would load into the shadow owned by "${scu}", producing spurious ownership drift.`);
      }
      applyDefaultOwner = mdo;
    } else {
      applyDefaultOwner = void 0;
      if (mdo === void 0 && options.manifest !== void 0) {
        if (!("defaultOwner" in options.manifest)) {
          options.onWarning?.("the directory records no default owner, so it is applied verbose (all ownership honored as written). Re-export with the current pg-delta to record a default owner.");
        }
      }
    }
  }
  for (const handler of ctx.handlers) {
    const precheck = handler.shadowPrecheck;
    if (precheck === void 0)
      continue;
    const matched = files.filter((f) => findMatchingStatements(f.sql, (s) => precheck.matchesStatement(s)).length > 0);
    if (matched.length === 0)
      continue;
    const verdict = await precheck.capable((sql) => shadowPool.query(sql).then((r) => r.rows));
    if (!verdict.capable) {
      throw new SchemaFrontendError(`${matched.length} file(s) contain ${handler.extension} statements (${matched.map((f) => f.name).join(", ")}) but the shadow database cannot execute them: ${verdict.reason}.`);
    }
  }
  const targetResult = await ctx.extract(targetPool, { redactSecrets });
  const assumedTargetRoles = scope === "database" ? targetResult.factBase.facts().filter((f) => f.id.kind === "role").map((f) => f.id.name) : [];
  let seededSchemas = [];
  let seededRoutines = /* @__PURE__ */ new Map();
  if (options.seedAssumedSchemas === true) {
    const flatProfile = ctx.planOptions.policy ? flattenPolicy(ctx.planOptions.policy) : void 0;
    const profileAssumedSchemas = flatProfile?.assumedSchemas ?? [];
    const profileAssumedPublications = flatProfile?.assumedPublications ?? [];
    if (profileAssumedSchemas.length > 0 || profileAssumedPublications.length > 0) {
      const seed = deriveAssumedSchemaSeed(targetResult.factBase, {
        ...ctx.planOptions.policy ? { policy: ctx.planOptions.policy } : {},
        ...ctx.planOptions.capability ? { capability: ctx.planOptions.capability } : {},
        ...ctx.planOptions.baseline ? { baseline: ctx.planOptions.baseline } : {},
        assumedSchemas: profileAssumedSchemas,
        assumedPublications: profileAssumedPublications,
        assumedRoles: [
          ...flatProfile?.assumedRoles ?? [],
          ...assumedTargetRoles
        ],
        ...ctx.susetGucs !== void 0 ? { susetGucs: ctx.susetGucs } : {}
      });
      if (seed.sql !== "") {
        const seedClient = await shadowPool.connect();
        try {
          try {
            await seedClient.query(`SELECT set_config('createrole_self_grant', 'set, inherit', false)`);
          } catch {
          }
          await seedClient.query(seed.sql);
        } catch (e) {
          const msg = e instanceof Error ? e.message : String(e);
          throw new SchemaFrontendError(`Failed to seed the co-located shadow with the target's assumed-schema objects: ${msg}`);
        } finally {
          seedClient.release();
        }
        seededSchemas = seed.schemas;
        seededRoutines = seed.seededRoutines;
      }
    }
  }
  const reorder = options.reorder !== false;
  let orderedFiles = null;
  let cycles = [];
  let loadInput = files;
  if (reorder) {
    let analyzed = null;
    try {
      analyzed = await analyzeForShadow(files);
    } catch (err) {
      if (!(err instanceof ReorderUnavailableError))
        throw err;
      options.onWarning?.("reorder assist unavailable (optional peer @supabase/pg-topo not installed). Loading files raw at file granularity.");
    }
    if (analyzed !== null) {
      const parseErrors = analyzed.diagnostics.filter((d) => d.code === "PARSE_ERROR" || d.code === "DISCOVERY_ERROR");
      const sessionSettingFiles = files.filter((f) => findSessionSettingStatements(f.sql).length > 0);
      const defaultPrivFiles = options.manifest === void 0 ? files.filter((f) => findDefaultPrivilegeStatements(f.sql).length > 0) : [];
      if (parseErrors.length > 0 || sessionSettingFiles.length > 0 || defaultPrivFiles.length > 0) {
        const reasons = [];
        if (parseErrors.length > 0) {
          reasons.push(`pg-topo could not parse ${parseErrors.length} input(s) \u2014 reordering would silently drop them`);
        }
        if (sessionSettingFiles.length > 0) {
          reasons.push(`session-setting statements in ${sessionSettingFiles.map((f) => f.name).join(", ")} must not be reordered`);
        }
        if (defaultPrivFiles.length > 0) {
          reasons.push(`ALTER DEFAULT PRIVILEGES in ${defaultPrivFiles.map((f) => f.name).join(", ")} must not be reordered past the objects it scopes`);
        }
        options.onWarning?.(`reorder assist disabled \u2014 ${reasons.join("; ")}. Loading files raw at file granularity.`);
      } else {
        orderedFiles = analyzed.files;
        cycles = analyzed.cycles;
        loadInput = analyzed.files;
      }
    }
  }
  if (orderedFiles === null) {
    const adpFiles = files.filter((f) => findDefaultPrivilegeStatements(f.sql).length > 0);
    if (adpFiles.length > 0) {
      options.onWarning?.("raw loading may apply ALTER DEFAULT PRIVILEGES AFTER objects created in the same load, so objects relying on ADP-implicit default grants may not receive them. Grant those privileges explicitly (as schema export does).");
    }
  }
  const originalSqlByName = new Map(files.map((f) => [f.name, f.sql]));
  let loadResult;
  try {
    loadResult = await loadSqlFiles(loadInput, shadowPool, {
      extract: (p, o) => ctx.extract(p, { ...o, redactSecrets }),
      ...seededSchemas.length > 0 ? { seededSchemas, seededRoutines } : {},
      strictFunctionBodies: options.strictFunctionBodies === true,
      strictDataStatements: options.strictDataStatements === true,
      // undefined = let the loader default it from the mode
      ...options.allowPreExistingRows !== void 0 ? { allowPreExistingRows: options.allowPreExistingRows } : {},
      ...options.isolatedShadow === true ? { mode: "isolatedCluster" } : {}
    });
  } catch (error) {
    if (error instanceof ShadowLoadError && orderedFiles) {
      if (options.onShadowLoadError !== void 0) {
        throw options.onShadowLoadError(error, {
          orderedFiles,
          cycles,
          originalSqlByName
        });
      }
    }
    throw error;
  }
  const planOptions = {
    renames: options.renames ?? "off",
    scope,
    ...options.acceptRenames !== void 0 && options.acceptRenames.length > 0 ? { acceptRenames: options.acceptRenames } : {},
    ...ctx.planOptions,
    ...assumedTargetRoles.length > 0 ? {
      assumedRoles: [
        ...ctx.planOptions.assumedRoles ?? [],
        ...assumedTargetRoles
      ]
    } : {},
    ...applyDefaultOwner !== void 0 ? { defaultOwner: applyDefaultOwner } : {},
    // stamp the redaction mode the extracts (and thus the fingerprint) were
    // taken under, so a plan archived via `schema apply --out-plan` replays
    // through `apply --plan` with the SAME re-extract mode — an unstamped
    // unredacted plan would read as redacted and trip the fingerprint gate
    // on an unchanged target.
    redactSecrets
  };
  const thePlan = plan(targetResult.factBase, loadResult.factBase, planOptions);
  return {
    plan: thePlan,
    loadDiagnostics: loadResult.diagnostics,
    targetDiagnostics: targetResult.diagnostics,
    skipped: prepared.skipped,
    applyOptions: ctx.applyOptions,
    planOptions,
    extract: ctx.extract,
    ...applyDefaultOwner !== void 0 ? { defaultOwner: applyDefaultOwner } : {},
    scope,
    redactSecrets,
    profile: ctx
  };
}

// node_modules/@supabase/pg-delta/dist/frontends/render-plan-files.js
function isDestructiveAction(action) {
  return action.verb === "drop" || action.dataLoss === "destructive";
}
function terminate(sql) {
  const trimmed = sql.trimEnd();
  return trimmed.endsWith(";") ? trimmed : `${trimmed};`;
}
function renderPlanFiles(plan2, opts) {
  assertDestructionMetadataIntegrity(plan2.actions, plan2.acceptedRenames, "render");
  if (plan2.actions.length === 0) {
    return { changes: false, files: [] };
  }
  if (!opts.allowDrops) {
    const offender = plan2.actions.find(isDestructiveAction);
    if (offender !== void 0) {
      const why = offender.verb === "drop" ? "a drop action" : "a destructive action";
      throw new Error(`render: plan contains ${why}, refusing without --allow-drops: ${offender.sql}`);
    }
  }
  const segments = segmentActions(plan2.actions);
  const multi = segments.length > 1;
  const files = segments.map((segment, index) => {
    const header = segment.transactional ? "" : "-- pg-delta: transaction=false\n";
    const statements = [];
    const settings = plan2.preamble.filter((s) => s.name !== "search_path");
    for (const setting of settings) {
      statements.push(segment.transactional ? `set local ${setting.name} = ${setting.value};` : `set ${setting.name} = ${setting.value};`);
    }
    for (let i = segment.start; i < segment.end; i++) {
      statements.push(terminate(plan2.actions[i].sql));
    }
    if (!segment.transactional && settings.length > 0) {
      statements.push("reset all;");
    }
    return {
      suffix: multi ? `_${index + 1}` : null,
      contents: `${header}${statements.join("\n\n")}
`,
      transactional: segment.transactional,
      actionCount: segment.end - segment.start
    };
  });
  return { changes: true, files };
}

// node_modules/@supabase/pg-delta/dist/frontends/shadow.js
function withDatabaseName(url, dbname) {
  const u = new URL(url);
  u.pathname = `/${encodeURIComponent(dbname)}`;
  return u.toString();
}
function quoteIdent(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
function makePool(url) {
  const pool = new esm_default.Pool({ connectionString: url, max: 5 });
  pool.on("error", () => {
  });
  return pool;
}
var SHADOW_PREFIX = "pgdelta_shadow_";
async function provisionCoLocatedShadow(targetUrl, opts = {}) {
  const suffix = opts.uniqueSuffix ?? `${Date.now().toString(36)}_${Math.floor(Math.random() * 1e9).toString(36)}`;
  const name = `${SHADOW_PREFIX}${suffix}`;
  const maint = makePool(targetUrl);
  try {
    const probe = await maint.query(`SELECT (rolcreatedb OR rolsuper) AS can FROM pg_roles WHERE rolname = current_user`);
    if (probe.rows[0]?.can !== true) {
      throw new ShadowProvisionError("the connecting role lacks CREATEDB on the target cluster, so a co-located shadow cannot be created; pass an explicit shadow URL to a dedicated empty database instead.");
    }
    await maint.query(`CREATE DATABASE ${quoteIdent(name)} TEMPLATE template0`);
  } finally {
    await maint.end();
  }
  return {
    url: withDatabaseName(targetUrl, name),
    name,
    cleanup: async () => {
      if (opts.keep === true)
        return;
      const m = makePool(targetUrl);
      try {
        await m.query(`DROP DATABASE IF EXISTS ${quoteIdent(name)} WITH (FORCE)`);
      } catch {
      } finally {
        await m.end();
      }
    }
  };
}
var ShadowProvisionError = class extends Error {
  constructor(message) {
    super(message);
    this.name = "ShadowProvisionError";
  }
};
function isShadowProvisionError(e) {
  return e instanceof ShadowProvisionError;
}

// node_modules/@supabase/pg-delta/dist/policy/supabase.js
var SUPABASE_SYSTEM_SCHEMAS = [
  "_analytics",
  "_realtime",
  "_supavisor",
  "auth",
  "cron",
  "etl",
  "extensions",
  "graphql",
  "graphql_public",
  "information_schema",
  "net",
  "pgbouncer",
  "pgmq",
  "pgmq_public",
  "pgsodium",
  "pgsodium_masks",
  "pgtle",
  "realtime",
  "storage",
  "supabase_functions",
  "supabase_migrations",
  "vault"
];
var SUPABASE_SYSTEM_ROLES = [
  "anon",
  "authenticated",
  "authenticator",
  "cli_login_postgres",
  "dashboard_user",
  "pgbouncer",
  "pgsodium_keyholder",
  "pgsodium_keyiduser",
  "pgsodium_keymaker",
  "pgtle_admin",
  "service_role",
  "supabase_admin",
  "supabase_auth_admin",
  "supabase_etl_admin",
  "supabase_functions_admin",
  "supabase_privileged_role",
  "supabase_read_only_user",
  "supabase_realtime_admin",
  "supabase_replication_admin",
  "supabase_storage_admin",
  "supabase_superuser"
];
var SUPABASE_SYSTEM_EXTENSIONS = [
  "pg_graphql",
  "pg_stat_statements",
  "pgsodium",
  "supabase_vault"
];
var SUPABASE_SYSTEM_PUBLICATIONS = [
  "supabase_realtime",
  "supabase_realtime_messages_publication"
];
var supabasePolicy = {
  id: "supabase",
  // Platform-preset roles assumed to exist at apply time. Rule 7 below projects
  // their role OBJECT out of the managed view, but ACL / default-privilege facts
  // that grant TO them are kept — old pg-delta emits those grants and dbdev
  // relies on them. Declaring the names here lets the planner's ambient-role
  // exemption (like pg_*/PUBLIC) accept `consumes role:anon` without re-admitting
  // the role into the diff. Mirrors Rule 7's exclusion list by construction,
  // plus `postgres` (Rule 7b projects its role OBJECT out too, and every kept
  // user object references it as owner/grantee).
  assumedRoles: [...SUPABASE_SYSTEM_ROLES, "postgres"],
  // Platform-created publications assumed to exist at apply time. The
  // system-publication exclude rule below projects the publication OBJECT out
  // of the managed view, but naming it here downgrades that exclusion to
  // REFERENCE-ONLY (resolveView), so the user's `publicationRel` membership
  // facts survive and diff at rel grain: export emits `ALTER PUBLICATION
  // supabase_realtime ADD TABLE …` instead of rewriting the platform state as
  // CREATE PUBLICATION, apply never drops the platform publication, and the
  // co-located shadow seed materializes it so membership-only declarative
  // files load (#370). `supabase_realtime_messages_publication` is
  // deliberately absent — no user-managed membership, so it hard-prunes.
  assumedPublications: ["supabase_realtime"],
  // Platform-managed schemas assumed to exist at apply time. Rules 4/5 below
  // project their schema OBJECT out of the managed view, but a kept user object
  // can still reference one as a dependency target — most notably a relocatable
  // extension installed into `extensions` (`CREATE EXTENSION … SCHEMA
  // extensions`), which old pg-delta and dbdev rely on. Declaring the names here
  // lets the planner's ambient-schema exemption (like assumed roles / pg_* /
  // PUBLIC) accept `consumes schema:extensions` without re-admitting the schema
  // into the diff. Mirrors the system-schema exclusion list by construction.
  assumedSchemas: [...SUPABASE_SYSTEM_SCHEMAS],
  // Default owner for database-scope exports: Supabase hands users the
  // `postgres` role, so an object owned by `postgres` needs no `ALTER … OWNER
  // TO` — its ownership is implicit. Objects owned by a system role are already
  // projected out by Rule 6 (owner: SUPABASE_SYSTEM_ROLES), so this suppresses
  // only redundant `owner to postgres` lines; a user object owned by a
  // non-postgres user role still serializes its owner.
  defaultOwner: "postgres",
  // baseline (intentionally UNSET in v1): a baseline names the snapshot that
  // represents "empty" on a Supabase instance; facts present-and-identical in
  // it are subtracted before diffing (resolveBaseline → plan options.baseline),
  // so platform-managed objects are invisible without a filter rule per object.
  // No Supabase baseline snapshot is committed — DELIBERATELY (decision +
  // rationale + the prove-side wiring it still needs:
  // docs/roadmap/backlog.md "Supabase baseline snapshot"), so this policy does
  // NOT declare one — a declared-but-unresolved baseline fail-fasts (review
  // finding 3) rather than being silently ignored. The `filter` rules below are
  // the mechanism for hiding platform objects; when the baseline snapshot
  // lands, re-add `baseline: "supabase-baseline"` here and resolveBaseline will
  // subtract it. Generate with:
  //   bun run scripts/generate-supabase-baseline.ts <db-url> <pg-major>
  //
  // ⚠️ Phase 2b (#41) depends on this being UNSET: the co-located-shadow seed
  // (frontends/seed-assumed-schemas.ts) materializes assumed-schema objects from
  // the target's `resolveView` reference-only set, and subtractBaseline removes
  // baseline-identical facts BEFORE that marking — so a declared baseline empties
  // the seed and quick-mode `schema apply` regresses. When landing the baseline,
  // revisit the seed derivation; the "non-empty seed" pin in
  // seed-assumed-schemas.test.ts fails loudly if this is missed.
  serialize: [
    // Old-13 (REMOVED): the skipAuthorization serialize rule is no longer needed.
    // With owner-as-edge (move 2), when a schema is owned by a system role that
    // is excluded from the view, the owner edge is pruned by buildFactBase before
    // diffing — so no owner edge exists → no ALTER SCHEMA … OWNER TO is emitted
    // → CREATE SCHEMA renders without AUTHORIZATION by construction, not via param.
    // See docs/architecture/managed-view-architecture.md (move 2).
    //
    // Old-14 (REMOVED): the SCHEMA clause is now derived from the extension's
    // `relocatable` fact (pg_extension.extrelocatable) in the extension rule —
    // a non-relocatable extension (pgmq / pgsodium / pgtle) emits a bare
    // CREATE EXTENSION with no name list and nothing Supabase-specific.
    // See docs/architecture/managed-view-architecture.md (move 2).
  ],
  filter: [
    // -------------------------------------------------------------------------
    // INCLUDE rules (specific cases that must survive system-level exclusions)
    // Must appear BEFORE the exclude rules (first-match-wins).
    // -------------------------------------------------------------------------
    // Exclude platform-managed extensions (pg_graphql, …) entirely: they are
    // enabled by the Supabase image, never declared in user schema files, and
    // must not be dropped when absent from the declarative source — the
    // reported `DROP EXTENSION pg_graphql` (supabase/cli#5555). MUST precede the
    // general extension include below (first-match-wins) so it wins for these
    // names; all OTHER extensions still fall through to the include and stay
    // user-declarable. No `verb` clause → also suppresses spurious version
    // (`set`) churn on a platform extension. The robust long-term mechanism is
    // the committed Supabase baseline (the `baseline` note below).
    {
      match: {
        all: [{ kind: "extension" }, { name: [...SUPABASE_SYSTEM_EXTENSIONS] }]
      },
      action: "exclude"
    },
    // Exclude platform-created publications (see SUPABASE_SYSTEM_PUBLICATIONS):
    // provisioned at project init and typically owned by `postgres`, so neither
    // the schema nor the owner rules below catch them. Reported as #370: export
    // rewrote `supabase_realtime` as CREATE PUBLICATION and apply planned
    // DROP PUBLICATION when user files (correctly) omitted it. The name predicate
    // matches only `publication` facts — membership facts (`publicationRel` /
    // `publicationSchema`) carry no `name` field, so they stay managed; for
    // `supabase_realtime` the `assumedPublications` entry above turns this
    // exclusion reference-only so those membership facts keep their parent.
    {
      match: {
        all: [
          { kind: "publication" },
          { name: [...SUPABASE_SYSTEM_PUBLICATIONS] }
        ]
      },
      action: "exclude",
      audit: {
        reasonCode: "supabase.system-publication",
        classification: "acknowledged"
      }
    },
    // Exclude comment / security-label satellites TARGETING a platform
    // publication (mirrors Rule 10, which does the same for system-schema
    // objects). The reference-only mark above covers only the publication fact
    // itself; a satellite is a managed CHILD of that reference-only parent, so
    // without this rule a platform-set comment absent from user files would
    // plan `COMMENT ON PUBLICATION supabase_realtime IS NULL` — mutating
    // platform metadata the user never declared. Membership facts
    // (publicationRel / publicationSchema) are NOT satellites and stay managed.
    // (Publications carry no ACLs, so acl is not matched here.)
    {
      match: {
        all: [
          { kind: ["comment", "securityLabel"] },
          {
            target: {
              kind: "publication",
              name: [...SUPABASE_SYSTEM_PUBLICATIONS]
            }
          }
        ]
      },
      action: "exclude",
      audit: {
        reasonCode: "supabase.system-publication-satellite",
        classification: "acknowledged"
      }
    },
    // Rule 1+2 (old rules): include extension CREATE and DROP operations.
    // Extensions are always user-declarable state on Supabase regardless of
    // the schema they install into. Place before the system-schema/owner
    // exclusions so e.g. `CREATE EXTENSION pgmq` (schema=pgmq) is not filtered.
    {
      match: { all: [{ kind: "extension" }, { verb: ["add", "remove"] }] },
      action: "include"
    },
    // Rule 3 (old rule): include user-created triggers on tables in managed
    // schemas. A trigger lives in the schema of the table it fires on, so a
    // customer trigger on `auth.users` appears in the `auth` schema and would
    // otherwise be caught by the system-schema exclusion below.
    //
    // The discriminator is the trigger function's schema: Supabase's own
    // triggers call functions inside the same managed schema, while a user
    // trigger points to a function in `public` (or another non-managed schema).
    //
    // Defensive exclusion: pgmq dynamically creates `pgmq.q_<name>` /
    // `pgmq.a_<name>` tables via `pgmq.create()` rather than
    // `CREATE EXTENSION pgmq`, so the extraction-time pg_depend 'e' guard may
    // miss them. Exclude triggers on those tables explicitly.
    {
      match: {
        all: [
          { kind: "trigger" },
          // trigger is on a table in a managed schema
          { schema: [...SUPABASE_SYSTEM_SCHEMAS] },
          // trigger function lives outside the managed schemas (user-owned)
          {
            not: {
              edgeTo: {
                kind: "function",
                schema: [...SUPABASE_SYSTEM_SCHEMAS]
              }
            }
          },
          // not a trigger on a pgmq queue / archive table
          {
            not: {
              all: [
                { schema: "pgmq" },
                {
                  any: [
                    { idField: { field: "table", glob: "q_*" } },
                    { idField: { field: "table", glob: "a_*" } }
                  ]
                }
              ]
            }
          }
        ]
      },
      action: "include"
    },
    // -------------------------------------------------------------------------
    // EXCLUDE rules — system objects the user cannot / should not manage
    // -------------------------------------------------------------------------
    // Rule 4 (old rule): exclude any fact whose identity schema is a system schema.
    // Covers: table, view, materializedView, foreignTable, sequence, index,
    // collation, domain, type, column, constraint, trigger, rule, policy,
    // procedure, aggregate — every qualified-kind or sub-entity kind.
    {
      match: { schema: [...SUPABASE_SYSTEM_SCHEMAS] },
      action: "exclude"
    },
    // Rule 5 (old rule): exclude schema objects whose OWN name is a system schema.
    // The `schema` predicate checks `fact.id.schema`, not `fact.id.name`, so
    // a `{ kind: "schema", name: "auth" }` fact has no `schema` field.
    // This rule closes that gap.
    {
      match: {
        all: [{ kind: "schema" }, { name: [...SUPABASE_SYSTEM_SCHEMAS] }]
      },
      action: "exclude"
    },
    // Rule 6 (old rule): exclude objects whose payload owner is a system role.
    // Covers tables, views, schemas, sequences, etc. that are managed by
    // Supabase system roles.
    {
      match: { owner: [...SUPABASE_SYSTEM_ROLES] },
      action: "exclude"
    },
    // Rule 6b (this session): exclude default-privilege entries DECLARED FOR a
    // system role (`ALTER DEFAULT PRIVILEGES FOR ROLE supabase_admin …`). Same
    // provenance judgment as Rule 6, but ADP facts carry no owner edge/payload —
    // the FOR-role is in the id (`id.role`). A non-superuser `postgres` can never
    // execute an ADP for a reserved system role, so these are platform-managed,
    // never the user's to manage. (Grantee-side, e.g. FOR ROLE postgres GRANT …
    // TO anon, is intentionally NOT matched — that is the user-owned API-role
    // default.)
    {
      match: {
        all: [
          { kind: "defaultPrivilege" },
          { idField: { field: "role", glob: [...SUPABASE_SYSTEM_ROLES] } }
        ]
      },
      action: "exclude"
    },
    // Rule 7 (old rule): exclude role objects whose name is a system role.
    // The `owner` predicate reads payload["owner"], not the role's own name.
    {
      match: {
        all: [{ kind: "role" }, { name: [...SUPABASE_SYSTEM_ROLES] }]
      },
      action: "exclude"
    },
    // Rule 7b (#371): exclude the `postgres` role OBJECT — but nothing else
    // about `postgres`. Supabase hands users a privileged NON-superuser
    // `postgres` whose role-level state is platform plumbing, not user-declared
    // desired state: the attribute flags can never be re-applied by the user
    // (supautils: "Only superusers can alter privileged roles") and the
    // `search_path` config is set by the image's own migrations. `postgres` is
    // deliberately NOT in SUPABASE_SYSTEM_ROLES — Rule 6 excludes objects OWNED
    // by listed roles, and `postgres` owns every user object, so listing it
    // would empty the export. Memberships where `postgres` is merely the MEMBER
    // of a user role (`GRANT app_admin TO postgres`) are legitimate user state
    // and stay managed. `assumedRoles` above includes `postgres` so kept
    // references (ownership, grants) still resolve at plan time. Trade-off,
    // accepted: user-customized role config ON `postgres` (e.g. a bespoke
    // `search_path`) no longer round-trips under cluster scope; the committed
    // Supabase baseline (post-v1, docs/roadmap/backlog.md) is the mechanism
    // that can distinguish platform-shipped from user-customized role state.
    {
      match: {
        all: [{ kind: "role" }, { name: "postgres" }]
      },
      action: "exclude",
      audit: {
        reasonCode: "supabase.platform-postgres-role",
        classification: "acknowledged"
      }
    },
    // Rule 8a (old rule): exclude memberships where the MEMBER is a system role.
    {
      match: {
        all: [
          { kind: "membership" },
          { idField: { field: "member", glob: [...SUPABASE_SYSTEM_ROLES] } }
        ]
      },
      action: "exclude"
    },
    // Rule 8b (old rule): exclude memberships where the ROLE (grantee) is a system role.
    {
      match: {
        all: [
          { kind: "membership" },
          { idField: { field: "role", glob: [...SUPABASE_SYSTEM_ROLES] } }
        ]
      },
      action: "exclude"
    },
    // Rule 9 (old rule): exclude ACL facts on FDWs.
    //
    // GRANT/REVOKE on FOREIGN DATA WRAPPER requires superuser (verified:
    // tests/capability.test.ts "a non-superuser cannot GRANT on a FOREIGN DATA
    // WRAPPER"). On Supabase Cloud `postgres` has the elevated rights, but the
    // local Docker image does not, so `supabase db reset` aborts with
    // "permission denied for foreign-data wrapper". The owner rule above
    // already covers wrappers owned by `supabase_admin`, but pg_dump rewrites
    // OWNER TO to whoever ran the dump, so after a restore the FDW often ends
    // up owned by `postgres` and slips past the owner gate. Since a
    // non-superuser `postgres` cannot grant on any FDW regardless of ownership,
    // the ACL diff is not user-replayable. We do NOT apply the same blanket
    // rule to FOREIGN SERVER: server GRANT/REVOKE does not require superuser
    // and user-created servers carry legitimate user ACL that must roundtrip.
    //
    // RETAINED, not retired (follow-up 2). The applier-capability mechanism
    // (move 6, capabilityExcludedRoots) now derives this exclusion precisely:
    // it drops FDW ACLs whenever the applier is non-superuser. The two are at
    // parity for the real Supabase flow (local + Cloud `postgres` are both
    // non-superuser). They DIVERGE for a superuser applier — capability would
    // (correctly) MANAGE the FDW ACL, while this rule excludes unconditionally.
    // This rule is kept because it is a SELF-CONTAINED policy guarantee: the
    // exclusion holds even if a caller forgets to probe + pass capability,
    // whereas capability depends on every caller supplying it. Capability is
    // the general mechanism (any non-superuser applier, any policy); this rule
    // is the Supabase policy's unconditional belt-and-suspenders. See
    // docs/architecture/managed-view-architecture.md (follow-up 2).
    {
      match: {
        all: [{ kind: "acl" }, { target: { kind: "fdw" } }]
      },
      action: "exclude",
      audit: {
        reasonCode: "supabase.fdw-acl",
        classification: "acknowledged"
      }
    },
    // Rule 10 (implicit in old engine): exclude ACL, comment, and security-label
    // satellite facts whose TARGET object lives in a system schema.
    //
    // In the old engine, satellite facts for system-schema objects were filtered
    // implicitly because the parent object was excluded first and satellites
    // cascaded. In v2, each delta is evaluated independently against the full
    // fact base, so we must explicitly exclude satellites targeting system objects.
    //
    // Two sub-rules under the unified `target` predicate:
    //   - target.schema covers qualified-kind targets (table, view, sequence, ...)
    //     which carry a `schema` field in their StableId.
    //   - target.kind + target.name covers simple-kind targets like schema
    //     which carry only a `name` field (no `schema`). We match schema-kind
    //     targets whose `name` is in SUPABASE_SYSTEM_SCHEMAS (covers ACLs on
    //     the auth schema itself, not just tables inside auth).
    {
      match: {
        all: [
          { kind: ["acl", "comment", "securityLabel"] },
          {
            any: [
              { target: { schema: [...SUPABASE_SYSTEM_SCHEMAS] } },
              {
                target: {
                  kind: "schema",
                  name: [...SUPABASE_SYSTEM_SCHEMAS]
                }
              }
            ]
          }
        ]
      },
      action: "exclude"
    }
  ]
};

// node_modules/@supabase/pg-delta/dist/policy/extensions/pg-partman.js
var PG_PARTMAN = { kind: "extension", name: "pg_partman" };
function quoteIdent2(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
async function detect(ctx) {
  const rows = await ctx.query(`SELECT n.nspname AS schema
       FROM pg_extension e
       JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_partman'`);
  return rows[0]?.["schema"] ?? null;
}
var pgPartmanHandler = {
  extension: "pg_partman",
  async capture(ctx, current) {
    const schema = await detect(ctx);
    if (schema === null)
      return { facts: [], edges: [] };
    const rows = await ctx.query(`WITH RECURSIVE managed_parents AS (
         SELECT to_regclass(parent_table)::oid AS oid
           FROM ${quoteIdent2(schema)}.part_config
          WHERE to_regclass(parent_table) IS NOT NULL
       ),
       descendants AS (
         SELECT i.inhrelid AS oid
           FROM pg_inherits i
          WHERE i.inhparent IN (SELECT oid FROM managed_parents)
         UNION ALL
         SELECT i.inhrelid
           FROM pg_inherits i
           JOIN descendants d ON i.inhparent = d.oid
       )
       SELECT n.nspname AS schema, c.relname AS name
         FROM descendants d
         JOIN pg_class c ON c.oid = d.oid
         JOIN pg_namespace n ON n.oid = c.relnamespace`);
    const edges = [];
    for (const row of rows) {
      const child = {
        kind: "table",
        schema: String(row["schema"]),
        name: String(row["name"])
      };
      if (!current.has(child))
        continue;
      edges.push({ from: child, to: PG_PARTMAN, kind: "managedBy" });
    }
    return { facts: [], edges };
  }
};

// node_modules/@supabase/pg-delta/dist/policy/extensions/pg-cron.js
var PG_CRON = { kind: "extension", name: "pg_cron" };
async function detect2(ctx) {
  const rows = await ctx.query(`SELECT n.nspname AS schema
       FROM pg_extension e
       JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'pg_cron'`);
  return rows.length > 0;
}
function jobIntentId(jobname) {
  return {
    kind: "extensionIntent",
    ext: "pg_cron",
    intentKind: "job",
    key: jobname
  };
}
function commandPreview(command) {
  return command.length > 60 ? `${command.slice(0, 60)}\u2026` : command;
}
function makePgCronHandler(config = {}) {
  const { defaultJobOwner, jobOwnerAliases } = config;
  const normalizeOwner = (username) => jobOwnerAliases !== void 0 && Object.hasOwn(jobOwnerAliases, username) ? jobOwnerAliases[username] ?? username : username;
  return {
    extension: "pg_cron",
    async capture(ctx, current) {
      const installed = await detect2(ctx);
      if (!installed)
        return { facts: [], edges: [] };
      const rows = await ctx.query(`SELECT jobid, jobname, schedule, command, database, username, active
         FROM cron.job`);
      const diagnostics = [];
      const byName = /* @__PURE__ */ new Map();
      for (const row of rows) {
        const jobname = row.jobname;
        if (jobname === null || jobname === "") {
          diagnostics.push({
            code: INTENT_UNKEYED,
            severity: "warning",
            message: `pg_cron job ${row.jobid} (command: ${commandPreview(row.command)}) has no jobname and cannot be managed declaratively; name it via cron.schedule('<name>', \u2026)`,
            context: { ext: "pg_cron", intentKind: "job" }
          });
          continue;
        }
        const group = byName.get(jobname) ?? [];
        group.push(row);
        byName.set(jobname, group);
      }
      const facts = [];
      const edges = [];
      const dependsOnExtension = current.has(PG_CRON);
      for (const [jobname, group] of byName) {
        if (group.length > 1) {
          diagnostics.push({
            code: INTENT_UNKEYED,
            severity: "warning",
            message: `pg_cron jobname '${jobname}' is used by ${group.length} jobs (jobids ${group.map((r) => r.jobid).join(", ")}) and cannot be managed declaratively; jobnames must be unique to be keyed`,
            context: { ext: "pg_cron", intentKind: "job" }
          });
          continue;
        }
        const row = group[0];
        const username = normalizeOwner(row.username);
        if (defaultJobOwner !== void 0 && username !== defaultJobOwner) {
          diagnostics.push({
            code: INTENT_PRIVILEGED,
            severity: "warning",
            message: `pg_cron job '${jobname}' is owned by role '${username}', not the profile's default job owner '${defaultJobOwner}'; reconstructing it requires a superuser connection`,
            context: { ext: "pg_cron", intentKind: "job" }
          });
        }
        const id = jobIntentId(jobname);
        facts.push({
          id,
          payload: {
            schedule: row.schedule,
            command: row.command,
            database: row.database,
            username,
            active: row.active
          }
        });
        if (dependsOnExtension) {
          edges.push({ from: id, to: PG_CRON, kind: "depends" });
        }
      }
      return { facts, edges, diagnostics };
    },
    intentKinds: {
      job: {
        payloadAttrs: ["schedule", "command", "database", "username", "active"],
        create(fact) {
          const key = fact.id.key;
          const p = fact.payload;
          const username = defaultJobOwner !== void 0 && p.username === defaultJobOwner ? "NULL" : lit(p.username);
          return [
            {
              sql: `select cron.schedule_in_database(${lit(key)}, ${lit(p.schedule)}, ${lit(p.command)}, ${lit(p.database)}, ${username}, ${p.active})`
            }
          ];
        },
        drop(fact) {
          const key = fact.id.key;
          return {
            sql: `select cron.unschedule(${lit(key)})`,
            dataLoss: "none"
          };
        }
      }
    },
    // pg_cron's schedule* functions run ONLY in the cluster's `cron.database_name`
    // (default `postgres`). A co-located shadow database `schema apply` creates is
    // never that database, so a declarative dir containing cron intent could never
    // load there. Detect it and fail early with a clear remediation instead of a
    // mid-load "function cron.schedule_in_database does not exist" stuck error.
    shadowPrecheck: {
      matchesStatement(masked) {
        return /\bcron\s*\.\s*(schedule|schedule_in_database|unschedule|alter_job)\s*\(/i.test(masked);
      },
      async capable(query) {
        const rows = await query(`SELECT current_setting('cron.database_name', true) AS db,
                current_database() AS cur,
                EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_cron') AS avail`);
        const row = rows[0];
        if (row === void 0 || !row.avail) {
          return {
            capable: false,
            reason: "pg_cron is not available in the shadow (not in shared_preload_libraries)"
          };
        }
        if (row.db === null || row.db !== row.cur) {
          return {
            capable: false,
            reason: `the shadow database "${row.cur}" is not the cron database (cron.database_name = ${row.db === null ? "unset" : `"${row.db}"`})`
          };
        }
        return { capable: true };
      }
    }
  };
}
var pgCronHandler = makePgCronHandler();

// node_modules/@supabase/pg-delta/dist/integrations/supabase.js
var supabasePgCronHandler = makePgCronHandler({
  ...supabasePolicy.defaultOwner !== void 0 ? { defaultJobOwner: supabasePolicy.defaultOwner } : {},
  jobOwnerAliases: { supabase_read_only_user: "postgres" }
});
var SUPABASE_EXTENSION_HANDLERS = [
  pgPartmanHandler,
  supabasePgCronHandler
];
var supabaseProfile = {
  id: "supabase",
  handlers: SUPABASE_EXTENSION_HANDLERS,
  policy: supabasePolicy
};
export {
  ENGINE_VERSION,
  EXPORT_MANIFEST_FILE,
  ExtractionTimeoutError,
  FactBase,
  NotImplementedError,
  SchemaFrontendError,
  ShadowLoadError,
  ShadowProvisionError,
  apply,
  buildFactBase,
  buildSchemaExport,
  canonicalize,
  contentHash,
  deltaMatches,
  deserializeSnapshot,
  diff,
  encodeId,
  exportSqlFiles,
  extract,
  factMatches,
  filterDeltas,
  flattenPolicy,
  isDestructiveAction,
  isShadowProvisionError,
  loadBaselineFile,
  loadSnapshot,
  loadSqlFiles,
  parseId,
  parsePlan,
  plan,
  planSchemaFiles,
  prepareSchemaFiles,
  provePlan,
  provisionCoLocatedShadow,
  rawProfile,
  readExportManifest,
  reconcileSchemaManifest,
  renderPlanFiles,
  resolveBaseline,
  resolveProfile,
  saveSnapshot,
  serializePlan,
  serializeSnapshot,
  subtractBaseline,
  supabasePolicy,
  supabaseProfile,
  validatePolicy,
  withDatabaseName,
  writeExportManifest
};
