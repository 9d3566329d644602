import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// node_modules/@supabase/pg-delta/dist/core/hash.js
import { createHash } from "node:crypto";
function canonicalize(value) {
  if (value === null)
    return "null";
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return `${value}n`;
    case "number":
      if (!Number.isFinite(value)) {
        throw new Error(`canonicalize: non-finite number ${value}`);
      }
      return JSON.stringify(value === 0 ? 0 : value);
    case "undefined":
      throw new Error("canonicalize: undefined is only allowed as an (omitted) object value");
    case "object": {
      if (Array.isArray(value)) {
        return `[${value.map((item) => {
          if (item === void 0) {
            throw new Error("canonicalize: arrays must not contain undefined");
          }
          return canonicalize(item);
        }).join(",")}]`;
      }
      const keys = Object.keys(value).filter((k) => value[k] !== void 0 && !k.startsWith("_")).sort();
      return `{${keys.map((k) => `${JSON.stringify(k)}:${canonicalize(value[k])}`).join(",")}}`;
    }
    default:
      throw new Error(`canonicalize: unsupported type ${typeof value}`);
  }
}
var payloadHashes = /* @__PURE__ */ new WeakMap();
var canonicalHashes = /* @__PURE__ */ new Map();
var CANONICAL_CACHE_MAX_CHARS = 1 << 24;
var canonicalCacheChars = 0;
function digest(canonical) {
  const cached = canonicalHashes.get(canonical);
  if (cached !== void 0)
    return cached;
  const hash = createHash("sha256").update(canonical).digest("hex");
  if (canonical.length > CANONICAL_CACHE_MAX_CHARS)
    return hash;
  if (canonicalCacheChars >= CANONICAL_CACHE_MAX_CHARS) {
    canonicalHashes.clear();
    canonicalCacheChars = 0;
  }
  canonicalHashes.set(canonical, hash);
  canonicalCacheChars += canonical.length;
  return hash;
}
function contentHash(value) {
  if (value === null || typeof value !== "object") {
    return digest(canonicalize(value));
  }
  const cached = payloadHashes.get(value);
  if (cached !== void 0)
    return cached;
  const hash = digest(canonicalize(value));
  payloadHashes.set(value, hash);
  return hash;
}
function hashString(s) {
  return digest(s);
}

// node_modules/@supabase/pg-delta/dist/core/stable-id.js
var SIMPLE_KINDS = [
  "schema",
  "role",
  "extension",
  "language",
  "eventTrigger",
  "publication",
  "subscription",
  "fdw",
  "server"
];
var QUALIFIED_KINDS = [
  "table",
  "view",
  "materializedView",
  "foreignTable",
  "sequence",
  "index",
  "collation",
  "domain",
  "type"
];
var SUBENTITY_KINDS = [
  "column",
  "constraint",
  "trigger",
  "rule",
  "policy",
  "default"
];
var ROUTINE_KINDS = ["function", "procedure", "aggregate"];
var EVALUATED_EXPRESSION_KINDS = [
  "column",
  "constraint",
  "default",
  "index",
  "materializedView"
];
var EVALUATED_CHILD_DESCENT = [
  ["domain", "constraint"]
];
function isSatelliteId(id) {
  return "target" in id;
}
var ALL_FACT_KINDS = [
  ...SIMPLE_KINDS,
  ...QUALIFIED_KINDS,
  ...SUBENTITY_KINDS,
  ...ROUTINE_KINDS,
  "membership",
  "userMapping",
  "typeAttribute",
  "publicationRel",
  "publicationSchema",
  "comment",
  "acl",
  "securityLabel",
  "defaultPrivilege",
  "extensionIntent"
];
var SIMPLE = new Set(SIMPLE_KINDS);
var QUALIFIED = new Set(QUALIFIED_KINDS);
var SUBENTITY = new Set(SUBENTITY_KINDS);
var ROUTINE = new Set(ROUTINE_KINDS);
var NEEDS_QUOTE = /[.:(),"\s]/;
function seg(part) {
  if (part === "" || NEEDS_QUOTE.test(part)) {
    return `"${part.replaceAll('"', '""')}"`;
  }
  return part;
}
function encodeId(id) {
  const k = id.kind;
  switch (k) {
    case "membership":
      return `membership:${seg(id.role)}.${seg(id.member)}`;
    case "userMapping":
      return `userMapping:${seg(id.server)}.${seg(id.role)}`;
    case "typeAttribute":
      return `typeAttribute:${seg(id.schema)}.${seg(id.type)}.${seg(id.name)}`;
    case "publicationRel":
      return `publicationRel:${seg(id.publication)}.${seg(id.schema)}.${seg(id.table)}`;
    case "publicationSchema":
      return `publicationSchema:${seg(id.publication)}.${seg(id.schema)}`;
    case "comment":
      return `comment:(${encodeId(id.target)})`;
    case "acl":
      return `acl:(${encodeId(id.target)}).${seg(id.grantee)}${id.column !== void 0 ? `.${seg(id.column)}` : ""}`;
    case "securityLabel":
      return `securityLabel:(${encodeId(id.target)}).${seg(id.provider)}`;
    case "defaultPrivilege":
      return `defaultPrivilege:${seg(id.role)}.${seg(id.schema ?? "")}.${seg(id.objtype)}.${seg(id.grantee)}`;
    case "extensionIntent":
      return `extensionIntent:${seg(id.ext)}.${seg(id.intentKind)}.${seg(id.key)}`;
    default:
      if (SIMPLE.has(k))
        return `${k}:${seg(id.name)}`;
      if (QUALIFIED.has(k)) {
        const q = id;
        return `${k}:${seg(q.schema)}.${seg(q.name)}`;
      }
      if (SUBENTITY.has(k)) {
        const s = id;
        return `${k}:${seg(s.schema)}.${seg(s.table)}.${seg(s.name)}`;
      }
      if (ROUTINE.has(k)) {
        const r = id;
        return `${k}:${seg(r.schema)}.${seg(r.name)}(${r.args.map(seg).join(",")})`;
      }
      throw new Error(`encodeId: unknown kind ${String(k)}`);
  }
}
var Cursor = class {
  input;
  pos = 0;
  constructor(input) {
    this.input = input;
  }
  peek() {
    return this.input[this.pos];
  }
  expect(ch) {
    if (this.input[this.pos] !== ch) {
      throw new Error(`parseId: expected '${ch}' at position ${this.pos} in '${this.input}'`);
    }
    this.pos++;
  }
  /** Read one segment: quoted ("" escapes) or bare (until a delimiter). */
  readSegment() {
    if (this.peek() === '"')
      return this.readQuotedSegment();
    const start = this.pos;
    while (this.pos < this.input.length && !/[.:(),)]/.test(this.input[this.pos])) {
      this.pos++;
    }
    if (this.pos === start) {
      throw new Error(`parseId: empty segment at position ${this.pos} in '${this.input}'`);
    }
    return this.input.slice(start, this.pos);
  }
  readQuotedSegment() {
    this.pos++;
    let out = "";
    for (; ; ) {
      const ch = this.input[this.pos];
      if (ch === void 0) {
        throw new Error(`parseId: unterminated quote in '${this.input}'`);
      }
      if (ch === '"') {
        if (this.input[this.pos + 1] === '"') {
          out += '"';
          this.pos += 2;
        } else {
          this.pos++;
          return out;
        }
      } else {
        out += ch;
        this.pos++;
      }
    }
  }
  atEnd() {
    return this.pos >= this.input.length;
  }
};
function parseAt(c) {
  const kindStart = c.pos;
  while (c.pos < c.input.length && /[a-zA-Z]/.test(c.input[c.pos]))
    c.pos++;
  const kind = c.input.slice(kindStart, c.pos);
  c.expect(":");
  if (SIMPLE.has(kind)) {
    return { kind, name: c.readSegment() };
  }
  if (QUALIFIED.has(kind)) {
    const schema = c.readSegment();
    c.expect(".");
    const name = c.readSegment();
    return { kind, schema, name };
  }
  if (SUBENTITY.has(kind)) {
    const schema = c.readSegment();
    c.expect(".");
    const table = c.readSegment();
    c.expect(".");
    const name = c.readSegment();
    return { kind, schema, table, name };
  }
  if (ROUTINE.has(kind)) {
    const schema = c.readSegment();
    c.expect(".");
    const name = c.readSegment();
    c.expect("(");
    const args = [];
    if (c.peek() !== ")") {
      for (; ; ) {
        args.push(c.readSegment());
        if (c.peek() === ",") {
          c.pos++;
          continue;
        }
        break;
      }
    }
    c.expect(")");
    return { kind, schema, name, args };
  }
  switch (kind) {
    case "membership": {
      const role = c.readSegment();
      c.expect(".");
      const member = c.readSegment();
      return { kind, role, member };
    }
    case "userMapping": {
      const server = c.readSegment();
      c.expect(".");
      const role = c.readSegment();
      return { kind, server, role };
    }
    case "typeAttribute": {
      const schema = c.readSegment();
      c.expect(".");
      const type = c.readSegment();
      c.expect(".");
      const name = c.readSegment();
      return { kind, schema, type, name };
    }
    case "publicationRel": {
      const publication = c.readSegment();
      c.expect(".");
      const schema = c.readSegment();
      c.expect(".");
      const table = c.readSegment();
      return { kind, publication, schema, table };
    }
    case "publicationSchema": {
      const publication = c.readSegment();
      c.expect(".");
      const schema = c.readSegment();
      return { kind, publication, schema };
    }
    case "comment": {
      c.expect("(");
      const target = parseAt(c);
      c.expect(")");
      return { kind, target };
    }
    case "acl": {
      c.expect("(");
      const target = parseAt(c);
      c.expect(")");
      c.expect(".");
      const grantee = c.readSegment();
      if (c.peek() === ".") {
        c.pos++;
        return { kind, target, grantee, column: c.readSegment() };
      }
      return { kind, target, grantee };
    }
    case "securityLabel": {
      c.expect("(");
      const target = parseAt(c);
      c.expect(")");
      c.expect(".");
      const provider = c.readSegment();
      return { kind, target, provider };
    }
    case "defaultPrivilege": {
      const role = c.readSegment();
      c.expect(".");
      const schema = c.readSegment();
      c.expect(".");
      const objtype = c.readSegment();
      c.expect(".");
      const grantee = c.readSegment();
      return {
        kind,
        role,
        schema: schema === "" ? null : schema,
        objtype,
        grantee
      };
    }
    case "extensionIntent": {
      const ext = c.readSegment();
      c.expect(".");
      const intentKind = c.readSegment();
      c.expect(".");
      const key = c.readSegment();
      return { kind, ext, intentKind, key };
    }
    default:
      throw new Error(`parseId: unknown kind '${kind}' in '${c.input}'`);
  }
}
function parseId(encoded) {
  const c = new Cursor(encoded);
  const id = parseAt(c);
  if (!c.atEnd()) {
    throw new Error(`parseId: trailing input at position ${c.pos} in '${encoded}'`);
  }
  return id;
}

// node_modules/@supabase/pg-delta/dist/core/fact.js
var retainOwnerRoleDangling = (edge) => edge.kind === "owner" && edge.to.kind === "role";
var FactBase = class {
  diagnostics = [];
  /** provenance; metadata only, never folded into rollups */
  source;
  /**
   * Encoded ids of facts that are present for REFERENCE ONLY — kept in the view
   * so managed dependents can resolve them (e.g. a platform `auth.users` so a
   * user trigger on it has a parent), but never diffed (no add/remove/set/edge
   * delta). Set by the managed-view projection (resolveView) for objects in a
   * policy's `assumedSchemas`. Empty for raw extraction and the corpus.
   */
  referenceOnly;
  #byId = /* @__PURE__ */ new Map();
  #children = /* @__PURE__ */ new Map();
  #outgoing = /* @__PURE__ */ new Map();
  #incoming = /* @__PURE__ */ new Map();
  /** Per-source rollup fragments (`from-[kind]->to`), built from the endpoint
   *  keys the edge loop already encoded so `#rollup` never re-encodes them. */
  #outgoingParts = /* @__PURE__ */ new Map();
  #edges = [];
  #rollups = /* @__PURE__ */ new Map();
  #structural = /* @__PURE__ */ new Map();
  #rootHash;
  constructor(facts, edges, source = "liveDb", referenceOnly = /* @__PURE__ */ new Set(), opts = {}) {
    this.source = source;
    this.referenceOnly = referenceOnly;
    for (const fact of facts) {
      const encoded = encodeId(fact.id);
      if (this.#byId.has(encoded)) {
        throw new Error(`FactBase: duplicate fact id ${encoded}`);
      }
      this.#byId.set(encoded, {
        fact,
        encoded,
        parentKey: fact.parent === void 0 ? void 0 : encodeId(fact.parent),
        hash: contentHash(fact.payload)
      });
    }
    for (const entry of this.#byId.values()) {
      const parentKey = entry.parentKey;
      if (parentKey === void 0)
        continue;
      if (!this.#byId.has(parentKey)) {
        throw new Error(`FactBase: fact ${entry.encoded} references missing parent ${parentKey}`);
      }
      const siblings = this.#children.get(parentKey) ?? [];
      siblings.push(entry);
      this.#children.set(parentKey, siblings);
    }
    for (const children of this.#children.values()) {
      children.sort((a, b) => a.encoded < b.encoded ? -1 : 1);
    }
    const reachesRoot = /* @__PURE__ */ new Set();
    const path = [];
    const onPath = /* @__PURE__ */ new Set();
    for (const start of this.#byId.values()) {
      if (reachesRoot.has(start.encoded))
        continue;
      path.length = 0;
      onPath.clear();
      let cursor = start;
      while (cursor !== void 0) {
        if (reachesRoot.has(cursor.encoded))
          break;
        if (onPath.has(cursor.encoded)) {
          const from = path.indexOf(cursor.encoded);
          const members = [...path.slice(from), cursor.encoded];
          throw new Error(`FactBase: parent cycle (no root) among facts ${members.join(" -> ")}`);
        }
        onPath.add(cursor.encoded);
        path.push(cursor.encoded);
        if (cursor.parentKey === void 0)
          break;
        cursor = this.#byId.get(cursor.parentKey);
      }
      for (const key of path)
        reachesRoot.add(key);
    }
    for (const edge of edges) {
      const fromKey = encodeId(edge.from);
      const toKey = encodeId(edge.to);
      const fromPresent = this.#byId.has(fromKey);
      const toPresent = this.#byId.has(toKey);
      if (!fromPresent || !toPresent) {
        if (opts.allowDangling?.(edge)) {
          this.#edges.push(edge);
          if (fromPresent) {
            this.#indexOutgoing(fromKey, toKey, edge);
          }
          if (toPresent) {
            const inList2 = this.#incoming.get(toKey) ?? [];
            inList2.push(edge);
            this.#incoming.set(toKey, inList2);
          }
          continue;
        }
        this.diagnostics.push({
          code: "dangling_edge",
          severity: "warning",
          subject: fromPresent ? edge.to : edge.from,
          message: `edge ${fromKey} -[${edge.kind}]-> ${toKey} references a fact not in the base`
        });
        continue;
      }
      this.#edges.push(edge);
      this.#indexOutgoing(fromKey, toKey, edge);
      const inList = this.#incoming.get(toKey) ?? [];
      inList.push(edge);
      this.#incoming.set(toKey, inList);
    }
  }
  #indexOutgoing(fromKey, toKey, edge) {
    const outList = this.#outgoing.get(fromKey) ?? [];
    outList.push(edge);
    this.#outgoing.set(fromKey, outList);
    const parts = this.#outgoingParts.get(fromKey) ?? [];
    parts.push(`${fromKey}-[${edge.kind}]->${toKey}`);
    this.#outgoingParts.set(fromKey, parts);
  }
  get edges() {
    return this.#edges;
  }
  /** O(1) fact lookup by its already-encoded id (avoids decode + facts().find).
   *  Consumers holding an encoded key use this instead of scanning facts(). */
  getByEncoded(encoded) {
    return this.#byId.get(encoded)?.fact;
  }
  facts() {
    return [...this.#byId.values()].map((e) => e.fact);
  }
  get(id) {
    return this.#byId.get(encodeId(id))?.fact;
  }
  has(id) {
    return this.#byId.has(encodeId(id));
  }
  /** Whether `id` is present for REFERENCE ONLY (see `referenceOnly`). Satisfies
   *  the `FactView` member so a rule can distinguish "on the target" from
   *  "produced by this plan". */
  isReferenceOnly(id) {
    return this.referenceOnly.has(encodeId(id));
  }
  hashOf(id) {
    const entry = this.#byId.get(encodeId(id));
    if (!entry)
      throw new Error(`FactBase: unknown fact ${encodeId(id)}`);
    return entry.hash;
  }
  childrenOf(id) {
    return (this.#children.get(encodeId(id)) ?? []).map((e) => e.fact);
  }
  outgoingEdges(id) {
    return this.#outgoing.get(encodeId(id)) ?? [];
  }
  /** Edges pointing AT `id` (reverse index): the facts that depend on it. Used
   *  by the planner's forced-rebuild reachability walk (O(reachable) instead of
   *  rescanning every edge each round). */
  incomingEdges(id) {
    return this.#incoming.get(encodeId(id)) ?? [];
  }
  /** Reverse edges by already-encoded id (avoids re-encoding in hot walks). */
  incomingEdgesByEncoded(encoded) {
    return this.#incoming.get(encoded) ?? [];
  }
  /** Roots: facts with no parent, sorted by encoded id. */
  roots() {
    return [...this.#byId.values()].filter((e) => e.fact.parent === void 0).sort((a, b) => a.encoded < b.encoded ? -1 : 1).map((e) => e.fact);
  }
  /**
   * Named Merkle rollup: payload hash + (childId=childRollup) pairs sorted
   * by child id + outgoing edge hashes sorted. Identity changes in the
   * subtree propagate (a renamed child changes the parent's rollup).
   */
  rollupOf(id) {
    return this.#rollup(encodeId(id));
  }
  #rollup(key) {
    const cached = this.#rollups.get(key);
    if (cached !== void 0)
      return cached;
    const entry = this.#byId.get(key);
    if (!entry)
      throw new Error(`FactBase: unknown fact ${key}`);
    const childParts = (this.#children.get(key) ?? []).map((c) => `${c.encoded}=${this.#rollup(c.encoded)}`);
    const edgeParts = (this.#outgoingParts.get(key) ?? []).sort();
    const rollup = hashString(`F|${entry.hash}|C|${childParts.join(",")}|E|${edgeParts.join(",")}`);
    this.#rollups.set(key, rollup);
    return rollup;
  }
  /**
   * Structural rollup: identity-free fold (payload hashes + child structural
   * rollups sorted by value; edges excluded — they embed identities). Used
   * for container rename matching (§4.1).
   */
  structuralRollupOf(id) {
    return this.#structuralRollup(encodeId(id));
  }
  #structuralRollup(key) {
    const cached = this.#structural.get(key);
    if (cached !== void 0)
      return cached;
    const entry = this.#byId.get(key);
    if (!entry)
      throw new Error(`FactBase: unknown fact ${key}`);
    const childParts = (this.#children.get(key) ?? []).map((c) => this.#structuralRollup(c.encoded)).sort();
    const rollup = hashString(`S|${entry.hash}|C|${childParts.join(",")}`);
    this.#structural.set(key, rollup);
    return rollup;
  }
  /** The fingerprint of the whole state: (rootId=rollup) pairs, sorted.
   *  NOTE: this folds EVERY fact, including `referenceOnly` assumed-schema facts.
   *  The apply fingerprint gate relies on that (a plan is only applicable against
   *  the same baseline) — see the "KNOWN PITFALL" note in apply.ts. */
  get rootHash() {
    if (this.#rootHash === void 0) {
      const parts = this.roots().map((f) => `${encodeId(f.id)}=${this.rollupOf(f.id)}`);
      this.#rootHash = hashString(`ROOT|${parts.join(",")}`);
    }
    return this.#rootHash;
  }
};
function buildFactBase(facts, edges, source = "liveDb", referenceOnly = /* @__PURE__ */ new Set(), opts = {}) {
  return new FactBase(facts, edges, source, referenceOnly, opts);
}

// node_modules/@supabase/pg-delta/dist/core/diagnostic.js
var INTENT_UNKEYED = "intent-unkeyed";
var INTENT_PRIVILEGED = "intent-privileged";
var USER_MAPPING_UNREADABLE = "user-mapping-unreadable";
var NotImplementedError = class extends Error {
  constructor(feature) {
    super(`Not implemented: ${feature}`);
    this.name = "NotImplementedError";
  }
};

// node_modules/@supabase/pg-delta/dist/extract/sensitive-options.js
var SAFE_OPTION_KEYS = /* @__PURE__ */ new Set([
  // libpq connection params (non-credential subset).
  //   https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
  "host",
  "hostaddr",
  "port",
  "dbname",
  "user",
  "sslmode",
  "sslcompression",
  "sslcert",
  "sslkey",
  "sslrootcert",
  "sslcrl",
  "sslcrldir",
  "sslsni",
  "requirepeer",
  "krbsrvname",
  "gsslib",
  "sspi",
  "gssencmode",
  "gssdelegation",
  "channel_binding",
  "target_session_attrs",
  // names a pg_service.conf connection-service entry — a reference, not a
  // credential (the real host/user/password live in that file). Must stay
  // visible so a service-name change is a real diff and export/plan-from-empty
  // preserves it instead of emitting `service=__OPTION_SERVICE__`.
  "service",
  "application_name",
  "fallback_application_name",
  "connect_timeout",
  "client_encoding",
  "options",
  "keepalives",
  "keepalives_idle",
  "keepalives_interval",
  "keepalives_count",
  "tcp_user_timeout",
  "replication",
  "load_balance_hosts",
  // postgres_fdw behavior tuning.
  //   https://www.postgresql.org/docs/current/postgres-fdw.html#POSTGRES-FDW-OPTIONS-CONNECTION
  "use_remote_estimate",
  "fdw_startup_cost",
  "fdw_tuple_cost",
  "fetch_size",
  "batch_size",
  "async_capable",
  "analyze_sampling",
  "parallel_commit",
  "parallel_abort",
  // postgres_fdw user-mapping behavior flag (non-credential): documented as a
  // normal option; `password_required=false` lets a non-superuser mapping
  // connect without a password. Must stay visible so the diff and
  // export/plan-from-empty preserve this security-relevant setting.
  "password_required",
  "extensions",
  "updatable",
  "truncatable",
  "schema_name",
  "table_name",
  "column_name",
  // Common shape for table-like FDWs (file_fdw, cloud-storage wrappers).
  "schema",
  "database",
  "table",
  "format",
  "header",
  "delimiter",
  "quote",
  "escape",
  "encoding",
  "compression",
  // file_fdw's remaining non-secret COPY-shaped options.
  //   https://www.postgresql.org/docs/current/file-fdw.html
  //   `filename`/`program` name the data source (a path / shell command, not a
  //   credential); `null`/`force_not_null`/`force_null` are COPY formatting
  //   knobs. Redacting `filename` in particular makes a default-redacted export
  //   create a foreign table pointing at the literal `__OPTION_FILENAME__`,
  //   which converges while every query fails.
  "filename",
  "program",
  "null",
  "force_not_null",
  "force_null",
  // Cloud / Supabase Wrappers non-credential shape.
  //   https://github.com/supabase/wrappers
  "region",
  "endpoint",
  "bucket",
  "prefix",
  "location",
  "project_id",
  "dataset_id",
  "dataset",
  "workspace",
  "organization",
  "api_version"
]);
var SUBSCRIPTION_CONNINFO_PLACEHOLDER = "host=__CONN_HOST__ port=__CONN_PORT__ dbname=__CONN_DBNAME__ user=__CONN_USER__ password=__CONN_PASSWORD__";
function redactOptionString(opt) {
  const i = opt.indexOf("=");
  if (i === -1)
    return opt;
  const key = opt.slice(0, i);
  if (SAFE_OPTION_KEYS.has(key.toLowerCase()))
    return opt;
  return `${key}=__OPTION_${key.toUpperCase()}__`;
}
function redactOptionStrings(options) {
  return options.map(redactOptionString);
}

export {
  canonicalize,
  contentHash,
  ROUTINE_KINDS,
  EVALUATED_EXPRESSION_KINDS,
  EVALUATED_CHILD_DESCENT,
  isSatelliteId,
  ALL_FACT_KINDS,
  encodeId,
  parseId,
  retainOwnerRoleDangling,
  FactBase,
  buildFactBase,
  INTENT_UNKEYED,
  INTENT_PRIVILEGED,
  USER_MAPPING_UNREADABLE,
  NotImplementedError,
  SUBSCRIPTION_CONNINFO_PLACEHOLDER,
  redactOptionStrings
};
