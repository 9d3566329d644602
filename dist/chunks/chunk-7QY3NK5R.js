import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  aboutFile,
  snapshotFindings
} from "./chunk-D4OF7B23.js";
import {
  asSent
} from "./chunk-HX2ETG7Q.js";
import {
  dropsData,
  migrationChecksum,
  migrationDigest,
  planDigest
} from "./chunk-UVWYFCW5.js";
import {
  driftOf,
  recordedDrift,
  unlessUnbuilt
} from "./chunk-RNCKU7UT.js";
import {
  select,
  selectPending
} from "./chunk-RK5GDDN6.js";
import {
  baseKeys,
  replay,
  standOf,
  withoutReplay
} from "./chunk-25ZFS7NX.js";
import {
  environmentOf,
  historyTablesOf
} from "./chunk-QIHEFDE5.js";
import {
  appliedOn
} from "./chunk-VKVSLE3N.js";
import {
  formatNamed,
  readMigrations,
  requireText,
  sourceText
} from "./chunk-GVUU3IVM.js";
import {
  chosenSnapshot
} from "./chunk-44D7AZPA.js";
import {
  snapshotStep,
  targetOf
} from "./chunk-5U5MJJPE.js";
import {
  linesOf
} from "./chunk-A3E4NWVU.js";
import {
  compareText,
  splitLast
} from "./chunk-5W7K3ED5.js";
import {
  shown
} from "./chunk-BKNLFYTM.js";
import {
  loadDialect
} from "./chunk-TQ4DWPR5.js";
import {
  snapshotName
} from "./chunk-PWRGAOC4.js";
import {
  isBelow
} from "./chunk-YWD77NZN.js";
import {
  isDate,
  problem,
  problemSeverity
} from "./chunk-C77DWL4K.js";
import {
  ruleIds
} from "./chunk-F7WNQ2CY.js";
import {
  nearest
} from "./chunk-5WBXDTBY.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  visible
} from "./chunk-ZD5JZTLD.js";
import {
  baselineAdvice,
  chapters,
  isOpaque,
  operations,
  placeIn,
  rules,
  shareTransaction,
  spelledContext,
  wantedPreset
} from "./chunk-KBV53CEV.js";
import {
  oneLine
} from "./chunk-OLPOFHMW.js";
import {
  remembered
} from "./chunk-PALFP6QB.js";

// src/review/policy.ts
var ranks = ["notice", "warning", "error"];
function applyPolicy(findings, config, rules2 = rules) {
  const byId = new Map(rules2.map((rule) => [rule.id, rule]));
  return findings.flatMap((finding2) => {
    const rule = byId.get(finding2.rule);
    const level = rule === void 0 ? void 0 : levelOf(rule, config);
    if (level === "off") return [];
    if (rule === void 0 || level === void 0) return [finding2];
    const isLess = rank(finding2.severity) < rank(rule.severity);
    const severity = isLess && rank(finding2.severity) < rank(level) ? finding2.severity : level;
    return [{ ...finding2, severity }];
  });
}
function silentRules(config, rules2 = rules) {
  return new Set(rules2.filter((rule) => levelOf(rule, config) === "off").map(({ id }) => id));
}
function levelOf({ id, preset }, config) {
  const levels = config.rules;
  return levels[id] ?? (isAsked(preset, config) ? void 0 : "off");
}
function isAsked(preset, config) {
  if (preset === void 0 || config["rule-presets"].includes(preset)) return true;
  return preset === "policy" && Object.keys(config.policy).length > 0;
}
function rank(severity) {
  return ranks.indexOf(severity);
}

// src/review/acceptance/places.ts
async function reviewedFile(dialect, path, text, migrations) {
  const sections = await Promise.all(
    migrations.flatMap((replayed) => {
      const { up, down } = replayed.migration;
      const from = (file, direction) => file?.path === path ? [section(dialect, file.text, direction, replayed)] : [];
      return [...from(up, "up"), ...from(down, "down")];
    })
  );
  const places = sections.flatMap((each) => each.places).toSorted((a, b) => a.start - b.start);
  const { lineAt } = linesOf(text);
  return { path, text, sections, places, judged: places.every(({ judged }) => judged), lineAt };
}
async function section(dialect, text, direction, replayed) {
  const statements = await dialect.parse(text);
  const wayBack = isJudgedDown(replayed);
  const places = statements.map(({ index, start, end, line, endLine, syntaxError }) => {
    const ran = replayed.state === "added" && replayed.statements[index]?.trace.outcome === "ran";
    const judged = direction === "up" ? ran : wayBack;
    return { index, direction, start, end, line, endLine, parsed: syntaxError === null, judged };
  });
  return { text, isHistory: direction === "up" && replayed.state === "down-changed", places };
}
function isJudgedDown({ down }) {
  return down.schema === "equal" || down.schema === "equal-except-order" || down.schema === "unequal";
}
function isJudged(replayed) {
  const ran = replayed.statements.every(({ trace }) => trace.outcome === "ran");
  return replayed.state === "added" && ran && (replayed.migration.down === null || isJudgedDown(replayed));
}
function placeFinder({ places }) {
  const ups = new Map(
    places.flatMap(({ direction, index }, place) => direction === "up" ? [[index, place]] : [])
  );
  return ({ statement, line }) => statement === null ? firstNotBefore(places, line) : ups.get(statement) ?? null;
}
function firstNotBefore(places, line) {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = low + high >> 1;
    if ((places[middle]?.endLine ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low < places.length ? low : null;
}

// src/review/acceptance/accept.ts
function accept(findings, claims, files, terms) {
  const meant = meantBy(findings, files);
  const accepted = /* @__PURE__ */ new Map();
  const problems = [];
  const settled = /* @__PURE__ */ new Set();
  for (const claim of claims) {
    const matching = meant(claim);
    const refusal = refusalOf(claim, matching, terms);
    if (refusal !== null) problems.push(refusal);
    if (!counts(claim, terms) || settled.has(matching)) continue;
    settled.add(matching);
    for (const finding2 of matching)
      if (isGranted(claim, finding2, terms) && !accepted.has(finding2)) accepted.set(finding2, claim);
  }
  return {
    findings: findings.map((finding2) => {
      const claim = accepted.get(finding2);
      return claim === void 0 ? finding2 : suppressed(finding2, claim);
    }),
    problems
  };
}
function isGranted(claim, { severity }, terms) {
  const open = terms.extent === "everything" || terms.extent === "no-errors" && severity !== "error";
  return open && counts(claim, terms);
}
function counts(claim, terms) {
  const allowed = !terms.forbidden.has(claim.rule) && (claim.by === "file" || terms.inline);
  return allowed && claim.refused === null && !isExpired(claim, terms);
}
function refusalOf(claim, matching, terms) {
  const { rule, refused, until } = claim;
  const invalid = (why, fix) => problem("invalid-acceptance", claim, `\`${rule}\` is not accepted: ${why}.`, fix);
  if (matching.length === 0) return claim.judged && !terms.silent.has(rule) ? unused(claim) : null;
  if (refused !== null) return invalid(refused.message, refused.fix);
  if (terms.forbidden.has(rule))
    return invalid("the configuration of this repository forbids it", "Mend the danger.");
  if (claim.by === "inline" && !terms.inline)
    return invalid(
      "this repository accepts nothing by comments",
      "Put it into `.migration-gate/accepted.yml`."
    );
  if (terms.extent !== "everything" && !matching.every((each) => isGranted(claim, each, { ...terms, today: "" })))
    return terms.extent === "nothing" ? invalid("a pull request from a fork can accept nothing here", askMaintainer) : invalid("a pull request from a fork cannot accept an error", askMaintainer);
  if (isExpired(claim, terms))
    return problem(
      "expired-acceptance",
      claim,
      `\`${rule}\` was accepted until ${until}: it is told again.`,
      "Mend the danger, or accept it anew with a later day."
    );
  return null;
}
var askMaintainer = "Mend the danger, or let a maintainer open the pull request from a branch of the repository.";
function unused(claim) {
  const where = { statement: "in the statement that it belongs to", file: "in this file", migration: "there" };
  return problem(
    "unused-acceptance",
    claim,
    `This accepts \`${claim.rule}\`, which is not found ${where[claim.target.kind]}.`,
    claim.by === "file" ? "Remove the entry." : "Remove it, or put it right before the statement that is meant."
  );
}
function isExpired({ until }, { today }) {
  return until !== null && until < today;
}
function suppressed(finding2, { by, path, line, reason, until }) {
  return { ...finding2, suppressed: reason, acceptedBy: { kind: by, path, line, until } };
}
function meantBy(findings, files) {
  const finders = new Map(files.map((file) => [file.path, placeFinder(file)]));
  const inFile = Map.groupBy(findings, ({ rule, path }) => key(rule, path));
  const atPlace = Map.groupBy(
    findings,
    (finding2) => key(finding2.rule, finding2.path, finders.get(finding2.path)?.(finding2) ?? null)
  );
  return ({ rule, target }) => {
    switch (target.kind) {
      case "statement":
        return atPlace.get(key(rule, target.path, target.place)) ?? [];
      case "file":
        return inFile.get(key(rule, target.path)) ?? [];
      case "migration":
        return target.paths.flatMap((path) => inFile.get(key(rule, path)) ?? []).filter(({ line }) => target.line === null || target.line === line);
    }
  };
}
function key(rule, path, place) {
  return JSON.stringify([rule, path, place]);
}

// src/review/acceptance/from-file.ts
function claimsFromFile({ path, entries }, migrations, isKnown, keepsData = false) {
  const inReview = migrations.map((replayed) => ({
    replayed,
    digest: migrationDigest(
      replayed.migration,
      replayed.transaction,
      keepsData && dropsData(replayed.statements.map(({ statement }) => statement))
    )
  }));
  const claims = [];
  const problems = [];
  for (const entry of entries) {
    const candidates = inReview.filter(
      ({ replayed: { migration }, digest }) => migration.id === entry.migration || digest === entry.digest
    );
    const meant = candidates.find(({ digest }) => digest === entry.digest) ?? candidates[0];
    const isOurs = meant !== void 0 || entry.migration === null || !isKnown(entry.migration);
    for (const { line, message } of isOurs ? entry.faults : [])
      problems.push(problem("invalid-acceptance", { path, line }, `This accepts nothing: ${message}`, form));
    if (meant !== void 0 && entry.accepts !== null)
      claims.push(claimOf(path, entry, entry.accepts, meant.replayed, meant.digest));
  }
  return { claims, problems };
}
var form = "An entry has the keys `migration`, `digest`, `rule` and `reason`, maybe `until` and `line`.";
function claimOf(path, entry, { rule, reason, until, line }, replayed, digest) {
  const { migration, down } = replayed;
  const paths = [migration.up.path, migration.down?.path ?? down.path];
  return {
    by: "file",
    path,
    line: entry.at,
    rule,
    reason: reason.replace(/\s+/g, " ").trim(),
    until: until ?? null,
    target: {
      kind: "migration",
      paths: [...new Set(paths.filter((each) => each !== null))],
      line: line ?? null
    },
    judged: isJudged(replayed),
    refused: refusalOf2(entry, rule, migration.id, digest)
  };
}
function refusalOf2(entry, rule, id, digest) {
  if (rule in problemSeverity)
    return { message: "it speaks of acceptances themselves", fix: "Remove the entry." };
  if (entry.migration !== id)
    return {
      message: "its digest is that of another migration",
      fix: `Write \`migration: ${JSON.stringify(id)}\`.`
    };
  if (entry.digest === digest) return null;
  const message = entry.digest === null ? "it has no digest" : "its digest is that of another text";
  return { message, fix: `Write \`digest: ${digest}\`.` };
}

// src/review/acceptance/directive.ts
function directivesIn(comment) {
  return comment.startsWith("--") ? fromLines([comment.slice(2)]) : fromLines(blockLines(comment));
}
function blockLines(comment) {
  return comment.slice(2, -2).split("\n").map((line) => line.replace(/^\s*\*+/, ""));
}
var opening = /^[ -]*migration-gate(?: ?:| (?=allow\b))/i;
function fromLines(lines2) {
  const found = [];
  let open = false;
  for (const [line, written] of lines2.entries()) {
    const text = written.replace(/\s+/g, " ");
    const [start] = opening.exec(text) ?? [];
    if (start !== void 0) found.push({ line, parts: [text.slice(start.length)] });
    else if (open && text.trim() !== "") found.at(-1)?.parts.push(text);
    open = start !== void 0 || open && text.trim() !== "";
  }
  return found.map(({ line, parts }) => read(parts.join(" ").replace(/ +/g, " ").trim(), line));
}
function read(text, line) {
  const verb = /^allow(-file)?(?![\w-])[ :]*/i.exec(text);
  if (verb === null) return { scope: "unreadable", text, line };
  const rest = text.slice(verb[0].length);
  const because = /(?:^|[ ,])because(?: |$)/i.exec(rest);
  const rules2 = because === null ? rest : rest.slice(0, because.index);
  const why = because === null ? "" : rest.slice(because.index + because[0].length);
  return {
    scope: verb[1] === void 0 ? "statement" : "file",
    rules: namesIn(rules2),
    line,
    ...reasonIn(why)
  };
}
function namesIn(text) {
  const names = text.toLowerCase().split(/[ ,]+/).map((name2) => name2.replace(/^[`'"]|[`'"]$/g, ""));
  return [...new Set(names.filter((name2) => name2 !== "" && name2 !== "and"))];
}
function reasonIn(why) {
  const until = /(?:^| )until ([^ ]+)$/i.exec(why);
  if (until === null) return { reason: why, until: null };
  const [, date = ""] = until;
  return { reason: why.slice(0, until.index).trim(), until: date.replace(/[.,;)]+$/, "") };
}

// src/review/acceptance/placed-comments.ts
function mayHaveDirectives(text) {
  return /migration-gate/i.test(text);
}
function placedComments(dialect, file) {
  const numbers = new Map(file.places.map((place, number) => [place, number]));
  const inSections = file.sections.filter(({ isHistory }) => !isHistory);
  const inside = inSections.flatMap(
    (section2) => inSection(section2, dialect.comments(section2.text), file.lineAt).map(({ comment, place }) => ({
      comment,
      place: place === null ? null : numbers.get(place) ?? null
    }))
  );
  const first = file.places.length > 0 ? 0 : null;
  const before = dialect.comments(file.text.slice(0, startOf(file))).map((comment) => ({ comment, place: first }));
  return [...before, ...inside].filter(
    ({ comment: { start, end } }) => mayHaveDirectives(file.text.slice(start, end))
  );
}
function startOf({ sections, text }) {
  const starts = sections.flatMap(
    (section2) => section2.text.trim() === "" ? [] : [section2.text.length - section2.text.trimStart().length]
  );
  return Math.min(...starts, text.length);
}
function inSection({ text, places }, comments, lineAt) {
  let number = 0;
  let at = 0;
  let ended = true;
  return comments.map((comment) => {
    for (; (places[number]?.end ?? Number.POSITIVE_INFINITY) <= comment.start; number++) {
      at = places[number]?.end ?? at;
      ended = false;
    }
    const next = places[number] ?? null;
    const before = places[number - 1] ?? null;
    ended ||= text.slice(at, Math.max(at, comment.start)).includes(";");
    at = Math.max(at, comment.end);
    if (before === null || next !== null && next.start < comment.start) return { comment, place: next };
    const beside = lineAt(before.end - 1) === lineAt(comment.start);
    const alone = next === null || lineAt(comment.end - 1) < next.line;
    const goesOn = before.parsed && !ended;
    return { comment, place: beside && alone || goesOn ? before : next };
  });
}

// src/review/acceptance/inline.ts
var form2 = "Write `-- migration-gate: allow <rule> because <reason>`, maybe with `until <date>` behind it.";
function inlineClaims(dialect, file) {
  const claims = [];
  const problems = [];
  let guesses = 0;
  for (const { comment, place } of placedComments(dialect, file)) {
    const first = file.lineAt(comment.start);
    for (const directive of directivesIn(file.text.slice(comment.start, comment.end))) {
      const at = { path: file.path, line: first + directive.line };
      const fault = faultOf(directive);
      if (fault !== null) problems.push(problem("invalid-acceptance", at, fault.message, fault.fix));
      if (fault !== null || directive.scope === "unreadable") continue;
      const names = directive.rules.filter((name2) => !isAcceptable(name2));
      const unknown2 = unknownRules(names, guesses < mostGuesses);
      if (unknown2 !== null) guesses += 1;
      if (unknown2 !== null) problems.push(problem("invalid-acceptance", at, unknown2.message, unknown2.fix));
      for (const name2 of directive.rules.filter(isAcceptable))
        claims.push(claimOf2(file, place, at, directive, name2));
    }
  }
  return { claims, problems };
}
function claimOf2(file, place, at, { scope, reason, until }, rule) {
  const common = { by: "inline", ...at, rule, reason, until, refused: null };
  if (scope === "file") return { ...common, target: { kind: "file", path: file.path }, judged: file.judged };
  const judged = place === null || file.places[place]?.judged === true;
  return { ...common, target: { kind: "statement", path: file.path, place: place ?? -1 }, judged };
}
function faultOf(directive) {
  if (directive.scope === "unreadable")
    return { message: `This accepts nothing: ${quoted(directive.text)} is not understood.`, fix: form2 };
  if (directive.rules.length === 0) return { message: "This accepts nothing: it names no rule.", fix: form2 };
  if (directive.reason === "")
    return {
      message: `${listed(directive.rules)} is not accepted: there is no reason.`,
      fix: "Say why behind `because`."
    };
  if (directive.until !== null && !isDate(directive.until))
    return {
      message: `${listed(directive.rules)} is not accepted: ${quoted(directive.until)} is no date.`,
      fix: "Write the last day as `until 2030-01-31`."
    };
  return null;
}
function isAcceptable(name2) {
  return ruleIds.includes(name2) && !(name2 in problemSeverity);
}
var mostGuesses = 100;
function unknownRules(names, guesses) {
  const [first] = names;
  if (first === void 0) return null;
  if (first in problemSeverity) {
    const message = `${quoted(first)} speaks of acceptances, and cannot be accepted itself.`;
    return { message, fix: "Remove it." };
  }
  const meant = guesses ? nearest(first.slice(0, 100), ruleIds) : null;
  const fix = meant === null ? "`migration-gate rules` lists them." : `Did you mean \`${meant}\`?`;
  return { message: `Nothing is accepted by ${listed(names)}: there is no such rule.`, fix };
}
function quoted(text) {
  const short = text.length > 60 ? `${text.slice(0, 60)}\u2026` : text;
  return `\`${short.replaceAll("`", "'")}\``;
}
function listed(rules2) {
  return rules2.slice(0, 5).map(quoted).join(", ");
}

// src/review/acceptance/acceptance.ts
var withoutSource = { today: "9999-12-31", fork: false, file: null };
async function acceptDangers(findings, request) {
  const { dialect, migrations, source } = request;
  const files = await filesWithDirectives(request);
  const inline = files.map((file) => inlineClaims(dialect, file));
  const keepsData = request.config.apply.keepData !== null;
  const fromFile = source.file === null ? [] : [claimsFromFile(source.file, migrations, request.isKnown, keepsData)];
  const all = [...inline, ...fromFile];
  const accepted = accept(
    findings,
    all.flatMap(({ claims }) => claims),
    files,
    termsOf(request)
  );
  return { ...accepted, problems: [...all.flatMap(({ problems }) => problems), ...accepted.problems] };
}
function termsOf({ config, source: { fork, today } }) {
  const { forbidden, inline, "in-forks": inForks } = config.acceptance;
  const forStrangers = inForks === "nothing" ? "nothing" : "no-errors";
  return {
    forbidden: new Set(forbidden),
    silent: silentRules(config),
    inline,
    extent: fork ? forStrangers : "everything",
    today
  };
}
async function filesWithDirectives({
  dialect,
  migrations,
  textOf
}) {
  const paths = migrations.flatMap(({ migration: { up, down }, state }) => [
    ...state === "down-changed" ? [] : [up.path],
    ...down === null ? [] : [down.path]
  ]);
  const files = [...new Set(paths)].flatMap((path) => {
    const text = textOf(path);
    return text !== null && mayHaveDirectives(text) ? [{ path, text }] : [];
  });
  return Promise.all(files.map(({ path, text }) => reviewedFile(dialect, path, text, migrations)));
}

// src/review/base-notices.ts
var firstFiles = 3;
var undefinedTable = /* @__PURE__ */ new Set(["42P01", "no-such-table"]);
function baseNotices(given, problems, base, codeSteps) {
  return [...noEmptyStart(problems, base), ...given.map(told), ...codeSteps.map(codeStep)];
}
function noEmptyStart(problems, base) {
  const beginning = new Set(base.slice(0, firstFiles).map(({ up }) => up.path));
  const first = problems.find(
    ({ path: path2, code, message: message2 }) => undefinedTable.has(code) && beginning.has(path2) || wantedPreset([message2]) !== null
  );
  if (first === void 0) return [];
  const { path, line } = first;
  const failed = `${problems.length} ${problems.length === 1 ? "statement" : "statements"} of the base could not be replayed`;
  const message = `this folder does not start from an empty database: ${failed}, first: ${first.message}. ${baselineAdvice(problems.map(({ message: message2 }) => message2))}`;
  return [{ kind: "no-empty-start", name: "", path, line, message }];
}
function told(notice) {
  const { kind, name: name2, path, line } = notice;
  return { kind, name: name2, path, line, message: messageOf(notice) };
}
function messageOf({ kind, name: name2 }) {
  switch (kind) {
    case "extension":
      return `the engine has no extension ${name2}: it was left out`;
    case "function":
      return `the function ${name2} is the application's own: its first argument stood in for what it gives`;
    case "empty-table":
      return `no row could be made for ${name2}: what becomes of its rows is told from the schema alone`;
    case "database":
      return `the database ${name2} is taken for the one that the migrations are for: its name is not known here`;
    case "role":
    case "schema":
      return `${kind} ${name2} is made by no migration before it is used: it was made for the replay`;
  }
}
function codeStep(path) {
  const message = "a step in a programming language: it was not replayed";
  return { kind: "code-step", name: path, path, line: 1, message };
}

// src/review/build.ts
var nothingKnown = { findings: [], size: () => null, keepData: null };
function reviewedMigration(replayed, ofDown = nothingKnown) {
  const { migration, transaction, statements, changes, down, kept } = replayed;
  const up = statements.map(({ statement }) => statement);
  return {
    id: migration.id,
    path: migration.up.path,
    format: migration.format,
    inReview: true,
    checksum: migrationChecksum(migration),
    digest: migrationDigest(migration, transaction, ofDown.keepData !== null && dropsData(up)),
    transaction,
    statements: statements.map(reviewedStatement),
    writeLockMs: writeLockTime(statements),
    changes: [...changes],
    down: reviewedDown(kept?.keeping ? { ...down, keepData: null } : down, ofDown),
    kept: kept === void 0 ? null : reviewedKept(kept, ofDown.keepData)
  };
}
function writeLockTime(statements) {
  const locked = statements.filter(
    ({ trace, heldBefore }) => [...trace.locks, ...heldBefore].some(({ mode }) => mode === "RESERVED")
  );
  const measured = locked.filter(({ trace }) => trace.evidence === "measured");
  return measured.length === 0 ? null : rounded(measured.reduce((sum, { trace }) => sum + trace.durationMs, 0));
}
function rounded(milliseconds) {
  return Math.round(milliseconds * 100) / 100;
}
function reviewedStatement({ statement, trace }) {
  return {
    index: statement.index,
    line: statement.line,
    endLine: statement.endLine,
    sql: statement.sql,
    outcome: trace.outcome,
    error: trace.error === null ? null : { ...trace.error },
    durationMs: rounded(trace.durationMs),
    locks: trace.locks.map((lock) => ({ ...lock })),
    rewrites: [...trace.rewrites],
    scans: [...trace.scans],
    rowsChanged: trace.rowsChanged,
    rows: trace.rows.map((touched) => ({ ...touched })),
    evidence: trace.evidence
  };
}
function reviewedDown(down, { findings, size }) {
  return {
    source: down.source,
    path: down.path,
    sql: withoutBlankEnds(down.sql),
    schema: down.schema,
    restoresSchema: down.schema === "equal" || down.schema === "equal-except-order",
    restoresData: down.restoresData,
    losses: [...down.losses],
    lost: down.losses.map((name2) => ({ name: name2, rows: rowsOf(name2, size) })),
    difference: [...down.difference],
    again: down.again.verdict,
    againDifference: [...down.again.difference],
    statements: (down.run?.statements ?? []).map(reviewedStatement),
    findings: findings.map((finding2) => ({ ...finding2 })),
    corrected: down.corrected,
    keepData: down.keepData && { ...down.keepData }
  };
}
function reviewedKept({ keeping, up, down, notKept }, keepData) {
  if (keeping === null && notKept.length === 0) return null;
  return {
    days: keepData?.days ?? 0,
    objects: (keeping?.objects ?? []).map(({ kind, name: name2 }) => ({ kind, name: name2 })),
    notKept: [...notKept],
    up,
    down
  };
}
function rowsOf(name2, size) {
  return (size(name2) ?? size(splitLast(name2).parent))?.rows ?? null;
}
function withoutBlankEnds(sql) {
  const text = sql.trimEnd();
  const start = text.lastIndexOf("\n", text.length - text.trimStart().length) + 1;
  return text === "" ? "" : text.slice(start) + (sql.length > text.length ? "\n" : "");
}

// src/review/expects-down.ts
function expectsDown(history) {
  const habits = Map.groupBy(history, habitKey);
  return (migration) => {
    const { downs } = formatNamed(migration.format);
    if (downs !== "maybe") return downs === "always";
    const others = (habits.get(habitKey(migration)) ?? []).filter(({ id }) => id !== migration.id);
    const withDown = others.filter(({ down }) => down !== null).length;
    return withDown > 0 && withDown * 2 >= others.length;
  };
}
function habitKey({ format, up: { path } }) {
  return `${format} ${path.slice(0, path.lastIndexOf("/") + 1)}`;
}

// src/review/live.ts
function liveRelations(migrations, relationsBefore) {
  const added2 = migrations.filter(({ state }) => state === "added");
  if (relationsBefore === null) {
    const created2 = createdFirst(added2);
    return (relation) => !created2.has(relation);
  }
  const created = /* @__PURE__ */ new Set([...added2.flatMap(createdByCode), ...createdFirst(added2)]);
  return (relation) => relationsBefore.has(relation) || !created.has(relation);
}
function createdByCode({ changes }) {
  return changes.filter(({ action }) => action === "add").map(({ name: name2 }) => name2);
}
function createdFirst(migrations) {
  const first = /* @__PURE__ */ new Map();
  for (const operation of migrations.flatMap(operationsOf)) {
    const creates = operation.kind === "create-table" || operation.kind === "create" && operation.object.includes("view");
    const name2 = "table" in operation ? operation.table : operation.kind === "create" ? operation.name : null;
    if (name2 !== null && !first.has(name2)) first.set(name2, creates ? "created" : "used");
  }
  return new Set([...first].filter(([, as]) => as === "created").map(([name2]) => name2));
}
function operationsOf({ statements }) {
  return statements.flatMap(({ statement }) => statement.operations);
}

// src/review/table-keys.ts
var identifiers = String.raw`\(((?:"(?:[^"]|"")*"|[^"()])*)\)`;
var name = `(?:"(?:[^"]|"")*"|[^"( ])+`;
var reference = new RegExp(
  `^FOREIGN KEY ${identifiers} REFERENCES (${name})(?: ?${identifiers})?(.*)$`,
  "s"
);
var key2 = new RegExp(`^(PRIMARY KEY|UNIQUE)(?: NULLS NOT DISTINCT)? ${identifiers}`);
var referencesOf = remembered(
  (schema) => constraintsOf(schema).flatMap(([child, definition]) => {
    const [, columns, parent, , clauses = ""] = reference.exec(definition) ?? [];
    if (columns === void 0 || parent === void 0) return [];
    return [{ child, columns: listed2(columns), parent, clauses: clauses.trim() }];
  })
);
var keysOf = remembered(
  (schema) => constraintsOf(schema).flatMap(([table, definition]) => {
    const [, type, columns] = key2.exec(definition) ?? [];
    if (type === void 0 || columns === void 0) return [];
    return [{ table, type: type === "UNIQUE" ? "unique" : "primary", columns: listed2(columns) }];
  })
);
function constraintsOf({ objects }) {
  return [...objects.values()].flatMap(
    ({ kind, name: name2, attributes: { definition } }) => kind === "constraint" && definition !== void 0 ? [[splitLast(name2).parent, definition]] : []
  );
}
function listed2(columns) {
  const parts = columns.match(/(?:"(?:[^"]|"")*"|[^",])+/g) ?? [];
  return parts.flatMap((part) => /"(?:[^"]|"")*"|[^\s"]+/.exec(part)?.[0] ?? []);
}

// src/review/picture-columns.ts
var mostColumns = 10;
function columnsOf(moments, table, lines2, isTouched) {
  const all = [...standing(moments, table, lines2), ...gone(moments, table)];
  const rank3 = (column) => column.change !== null ? 0 : column.keys.length > 0 ? 1 : 2;
  const wanted = isTouched ? all : all.filter((column) => column.keys.includes("primary") || column.keys.includes("foreign"));
  const kept = new Set([...wanted].sort((a, b) => rank3(a) - rank3(b)).slice(0, mostColumns));
  return { columns: all.filter((column) => kept.has(column)), hiddenColumns: all.length - kept.size };
}
function standing(moments, table, lines2) {
  const { before, after, columnChange, same } = moments;
  const schema = after.objects.has(`table ${table}`) ? after : before;
  const keys = keysOf(schema).filter((key3) => key3.table === table);
  const tied = new Set(lines2.flatMap((line) => line.child === table ? line.columns : []).map(same));
  return (schema.columnOrder.get(table) ?? []).map((name2) => {
    const own = (type) => keys.some((key3) => key3.type === type && key3.columns.some((column2) => same(column2) === same(name2)));
    const column = `${table}.${name2}`;
    const change = columnChange(column);
    return {
      name: name2,
      type: schema.objects.get(`column ${column}`)?.attributes.type ?? "",
      keys: [
        ...own("primary") ? ["primary"] : [],
        ...tied.has(same(name2)) ? ["foreign"] : [],
        ...own("unique") ? ["unique"] : []
      ],
      change: change?.action ?? null,
      was: change === void 0 ? null : wasOf(moments, column, change)
    };
  });
}
function wasOf({ after, typeBefore }, column, change) {
  if (change.action === "add") return null;
  if (change.action === "rename") return splitLast(change.detail.replace(/^was /, "")).local;
  const type = typeBefore(column);
  const now = after.objects.get(`column ${column}`)?.attributes.type;
  return type === void 0 || type === now ? change.detail : type;
}
function gone({ before, after, changes }, table) {
  return changes.flatMap(({ action, object, name: name2 }) => {
    const local = name2.slice(table.length + 1);
    const isOwn = action === "drop" && object === "column" && name2 === `${table}.${local}`;
    if (!isOwn || after.objects.has(`column ${name2}`)) return [];
    const type = before.objects.get(`column ${name2}`)?.attributes.type ?? "";
    return [{ name: local, type, keys: [], change: "drop", was: null }];
  });
}

// src/review/picture-lines.ts
function linesOf2(moments) {
  const { before, after, isDrawn } = moments;
  const now = new Map(lines(moments, after, false).map((line) => [keyOf(line), line]));
  const old = new Map(lines(moments, before, true).map((line) => [keyOf(line), line]));
  const gone2 = [...old].flatMap(([key3, line]) => now.has(key3) ? [] : [{ ...line, change: "drop" }]);
  const standing2 = [...now].map(([key3, line]) => {
    const was = old.get(key3);
    const change = was === void 0 ? "add" : was.clauses === line.clauses ? null : "alter";
    return { ...line, change };
  });
  return [...standing2, ...gone2].filter(({ child, parent }) => isDrawn(child) && isDrawn(parent));
}
function keyOf({ child, parent, columns }) {
  return JSON.stringify([child, parent, columns]);
}
function lines(moments, schema, isOld) {
  const { same, tableNow, columnNow } = moments;
  const tables = new Map(
    [...schema.objects.values()].flatMap(({ kind, name: name2 }) => kind === "table" ? [[same(name2), name2]] : [])
  );
  const keys = Map.groupBy(keysOf(schema), ({ table }) => table);
  return referencesOf(schema).flatMap((reference2) => {
    const parent = tables.get(same(reference2.parent));
    if (parent === void 0) return [];
    const { child } = reference2;
    const names = spelled(moments, schema, child, reference2.columns);
    const one = (keys.get(child) ?? []).some((key3) => sameColumns(moments, key3.columns, names));
    const optional = names.some(
      (name2) => schema.objects.get(`column ${child}.${name2}`)?.attributes["not null"] === void 0
    );
    const called = (table) => isOld ? tableNow(table) : table;
    const columns = isOld ? names.map((name2) => bare(columnNow(`${child}.${name2}`), called(child))) : names;
    return [
      { ...reference2, child: called(child), parent: called(parent), columns, change: null, one, optional }
    ];
  });
}
function bare(column, table) {
  return column.slice(table.length + 1);
}
function spelled({ same }, { columnOrder }, table, columns) {
  const known = new Map((columnOrder.get(table) ?? []).map((name2) => [same(name2), name2]));
  return columns.map((name2) => known.get(same(name2)) ?? name2);
}
function sameColumns({ same }, one, other) {
  const names = new Set(one.map(same));
  return one.length === other.length && other.every((name2) => names.has(same(name2)));
}

// src/review/picture-moments.ts
function momentsOf({ diffSchemas, relationName }, before, after) {
  const all = diffSchemas(before, after);
  const [tables, columns] = [renamed(all, "table"), renamed(all, "column")];
  const [tablesWere, columnsWere] = [inverted(tables), inverted(columns)];
  const tableNow = (name2) => tables.get(name2) ?? name2;
  const columnBefore = (name2) => {
    const { parent, local } = splitLast(name2);
    const was = columnsWere.get(name2) ?? `${tablesWere.get(parent) ?? parent}.${local}`;
    return before.objects.get(`column ${was}`)?.attributes;
  };
  const changes = all.filter(
    (change) => isSeen(change, columnBefore(change.name), after.objects.get(`column ${change.name}`)?.attributes)
  );
  const columnChanges = new Map(
    changes.flatMap(
      (change) => change.object === "column" && change.action !== "drop" ? [[change.name, change]] : []
    )
  );
  return {
    before,
    after,
    changes,
    tableNow,
    columnNow(name2) {
      const { parent, local } = splitLast(name2);
      return columns.get(name2) ?? `${tableNow(parent)}.${local}`;
    },
    columnChange: (name2) => columnChanges.get(name2),
    typeBefore: (name2) => columnBefore(name2)?.type,
    isDrawn(table) {
      const found = after.objects.get(`table ${table}`) ?? before.objects.get(`table ${table}`);
      return found !== void 0 && found.attributes["partition of"] === void 0;
    },
    same: (name2) => relationName(name2) ?? name2
  };
}
function renamed(changes, object) {
  return new Map(
    changes.flatMap(
      (change) => change.action === "rename" && change.object === object ? [[change.detail.replace(/^was /, ""), change.name]] : []
    )
  );
}
function inverted(names) {
  return new Map([...names].map(([was, now]) => [now, was]));
}
var seen = ["type", "collation", "not null", "default", "generated", "identity"];
function isSeen({ action, object, detail }, was, now) {
  if (object !== "table" && object !== "column") return false;
  if (action !== "alter" || detail.startsWith("dropped and made again")) return true;
  return object === "column" && seen.some((name2) => was?.[name2] !== now?.[name2]);
}

// src/review/picture.ts
var mostTables = 12;
var mostLines = 40;
function pictureOf(dialect, before, after) {
  if (before === null || after === null) return null;
  const moments = momentsOf(dialect, before, after);
  const lines2 = linesOf2(moments);
  const touched = touchedBy(moments, lines2);
  const near = lines2.filter(({ child, parent }) => touched.has(child) || touched.has(parent));
  if (near.length === 0) return null;
  const { shown: shown2, hidden } = chosen(touched, near);
  const drawn = near.filter(({ child, parent }) => shown2.has(child) && shown2.has(parent)).sort((a, b) => Number(a.change === null) - Number(b.change === null)).slice(0, mostLines);
  if (drawn.length === 0) return null;
  const tables = [...shown2].sort(compareText).map((name2) => tableOf(moments, name2, drawn, touched.has(name2)));
  return { tables, relations: drawn.map(asRelation), hiddenTables: hidden };
}
function touchedBy({ changes, isDrawn }, lines2) {
  const named = changes.flatMap(
    ({ object, name: name2 }) => object === "table" ? [name2] : object === "column" ? [splitLast(name2).parent] : []
  );
  const tied = lines2.flatMap(({ change, child }) => change === null ? [] : [child]);
  return new Set([...named, ...tied].filter(isDrawn));
}
function chosen(touched, lines2) {
  const ends = lines2.flatMap(({ child, parent }) => [child, parent]);
  const count = /* @__PURE__ */ new Map();
  for (const end of ends) count.set(end, (count.get(end) ?? 0) + 1);
  const rank3 = (name2) => (touched.has(name2) ? 2 : 0) + (count.get(name2) ?? 0);
  const all = [.../* @__PURE__ */ new Set([...touched, ...ends])].sort((a, b) => rank3(b) - rank3(a) || compareText(a, b));
  return { shown: new Set(all.slice(0, mostTables)), hidden: Math.max(0, all.length - mostTables) };
}
function tableOf(moments, name2, lines2, isTouched) {
  const own = moments.changes.find((change) => change.object === "table" && change.name === name2);
  const was = own?.action === "rename" ? own.detail.replace(/^was /, "") : null;
  return { name: name2, change: own?.action ?? null, was, ...columnsOf(moments, name2, lines2, isTouched) };
}
function asRelation({ child, parent, columns, change, one, optional }) {
  return { child, parent, columns: [...columns], change, one, optional };
}

// src/review/queries.ts
var mostQueries = 2e3;
var longestQuery = 2e4;
var leastDays = 1 / 24;
function recordedQueries(snapshot, ofFiles) {
  const days = daysOf(snapshot);
  const recorded = (snapshot?.statistics?.queries ?? []).map(({ sql, calls }) => ({
    sql,
    callsPerDay: days === null ? null : calls / days,
    path: null
  }));
  const all = [...recorded, ...ofFiles].filter(({ sql }) => sql.length <= longestQuery);
  return [...Map.groupBy(all, ({ sql }) => sql).values()].flatMap(([first]) => first ?? []).slice(0, mostQueries);
}
function daysOf(snapshot) {
  const since = snapshot?.statistics?.queriesSince;
  const until = snapshot?.takenAt;
  if (since === void 0 || until === void 0) return null;
  const days = (Date.parse(until) - Date.parse(since)) / 864e5;
  return days >= leastDays ? days : null;
}
function reviewedQueries({ watched, places }) {
  if (watched === null) return null;
  const [first] = watched.refused;
  return {
    asked: watched.asked,
    refused: watched.refused.length,
    firstRefused: first === void 0 ? null : { sql: first.query.sql, message: first.message },
    broken: watched.broken.map((one, at) => ({
      sql: one.query.sql,
      callsPerDay: one.query.callsPerDay,
      source: one.query.path,
      message: one.message,
      path: places[at]?.path ?? "",
      line: places[at]?.line ?? 1
    }))
  };
}

// src/review/breaking-statement.ts
var harmless = /* @__PURE__ */ new Set([
  "transaction",
  "set",
  "write-rows",
  "truncate",
  "lock-table",
  "create-index",
  "drop-index",
  "reindex",
  "refresh-view",
  "validate-constraint"
]);
function breakingStatement({ statements }, { message, query }) {
  const able = statements.filter(({ trace }) => trace.outcome === "ran" || trace.outcome === "unverified").map(({ statement }) => statement).filter(({ operations: operations2 }) => operations2.some(({ kind }) => !harmless.has(kind)));
  if (able.length <= 1) return able[0] ?? null;
  const [said, asked] = [wordsOf(message), wordsOf(query.sql)];
  const score = ({ operations: operations2 }) => {
    const names = [...new Set(operations2.flatMap(namesOf))];
    const among = (words) => names.filter((name2) => words.has(name2)).length;
    return 100 * among(said) + among(asked);
  };
  const ranked = able.map((statement) => ({ statement, score: score(statement) }));
  const best = Math.max(...ranked.map((it) => it.score));
  const first = ranked.filter((it) => it.score === best);
  return best > 0 && first.length === 1 ? first[0]?.statement ?? null : null;
}
function wordsOf(text) {
  const words = text.match(/"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
  return new Set(words.map(bare2));
}
function namesOf(operation) {
  return Object.entries(operation).flatMap(
    ([key3, value]) => key3 !== "kind" && typeof value === "string" ? [bare2(splitLast(value).local)] : []
  );
}
function bare2(name2) {
  const text = name2.startsWith('"') ? name2.slice(1, -1).replaceAll('""', '"') : name2;
  return text.toLowerCase();
}

// src/review/queries-findings.ts
function placeQueries(watched, migrations) {
  const byId = new Map(migrations.map((each) => [each.migration.id, each]));
  const places = (watched?.broken ?? []).map((broken) => {
    const migration = byId.get(broken.migration);
    const path = migration?.migration.up.path ?? "";
    const statement = migration === void 0 ? null : breakingStatement(migration, broken);
    if (statement === null) return { path, line: 1, endLine: 1, statement: null };
    return { path, line: statement.line, endLine: statement.endLine, statement: statement.index };
  });
  return { watched, places };
}
var saysSo = /* @__PURE__ */ new Set([
  "drop-column",
  "drop-table",
  "drop-cascade",
  "rename-column",
  "rename-table",
  "object-removed"
]);
function withBrokenQueries(findings, { watched, places }, target, rules2 = {}) {
  const broken = (watched?.broken ?? []).map((one, at) => ({ one, place: places[at] }));
  const groups = [
    ...Map.groupBy(broken, ({ place }) => JSON.stringify([place.path, place.statement])).values()
  ];
  const isSet = (rule) => [rule, "breaks-query"].some((id) => Object.hasOwn(rules2, id));
  const proofs = /* @__PURE__ */ new Map();
  const own = [];
  for (const group of groups) {
    const { place } = group[0];
    const words = proof(
      group.map(({ one }) => one),
      target
    );
    const told2 = findings.filter((it) => saysSo.has(it.rule) && !isSet(it.rule) && it.path === place.path);
    const same = told2.filter((it) => it.statement === place.statement);
    const [only] = same.length > 0 ? same : place.statement === null && told2.length === 1 ? told2 : [];
    if (only === void 0) own.push(finding(place, words));
    else proofs.set(only, words);
  }
  const proven = findings.map((each) => {
    const words = proofs.get(each);
    return words === void 0 ? each : { ...each, severity: "error", evidence: "measured", message: `${each.message} ${words}` };
  });
  return [...proven, ...own];
}
var shownLength = 90;
function proof(broken, target) {
  const sorted = [...broken].sort((a, b) => (b.query.callsPerDay ?? 0) - (a.query.callsPerDay ?? 0));
  const [{ query, message }] = sorted;
  const recorded = broken.filter((one) => one.query.path === null).length;
  const whose = recorded > 0 ? `that ${target} runs` : `of ${query.path}`;
  const count = broken.length === 1 ? `A query ${whose} fails` : `${broken.length} queries ${whose} fail`;
  const example = shortened(query.sql);
  const first = broken.length === 1 ? ": " : ", such as ";
  return `${count} after it${callsWords(broken)}${first}\`${example}\` (${shortened(message)}).`;
}
function callsWords(broken) {
  const known = broken.flatMap(({ query }) => query.callsPerDay === null ? [] : [query.callsPerDay]);
  if (known.length === 0) return "";
  const sum = known.reduce((total, each) => total + each, 0);
  return sum < 1 ? " (less than one call a day)" : ` (about ${rounded2(sum)} calls a day)`;
}
function rounded2(calls) {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(calls)) - 1);
  return (Math.round(calls / unit) * unit).toLocaleString("en-US");
}
function shortened(text) {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("`", "'").trim();
  return line.length <= shownLength ? line : `${line.slice(0, shownLength - 1).toWellFormed()}\u2026`;
}
function finding(place, words) {
  return {
    rule: "breaks-query",
    severity: "error",
    ...place,
    message: words,
    fix: "Deploy code that no longer sends it, then change the schema in a later release.",
    evidence: "measured",
    suppressed: null
  };
}

// src/review/sizes.ts
function sizesOf(snapshot, { relationName }, schema, limits) {
  const partitions = partitionsOf(schema);
  const known = { ...snapshot?.statistics?.tables, ...snapshot?.statistics?.indexes };
  function size(relation, around = []) {
    const name2 = relationName(relation);
    if (name2 === null || around.includes(name2)) return null;
    const own = Object.hasOwn(known, name2) ? stated(known[name2] ?? {}) : unknown;
    const parts = partitions.get(name2);
    const total = parts === void 0 ? own : whole(
      own,
      parts.map((part) => size(part, [...around, name2]))
    );
    return total.rows === null && total.bytes === null ? null : total;
  }
  return {
    size: (relation) => size(relation),
    isSmall: (relation) => isUnder(size(relation), limits)
  };
}
function isUnder(size, limits) {
  return size !== null && (size.rows === null || size.rows < limits.rows) && (size.bytes === null || size.bytes < limits.bytes);
}
var unknown = { rows: null, bytes: null };
function stated({ rows, bytes }) {
  return { rows: rows === void 0 || rows === -1 ? null : rows, bytes: bytes ?? null };
}
function whole(own, parts) {
  const either = (what) => {
    const sum = added(parts.map((part) => part?.[what] ?? null));
    return sum === null ? own[what] || null : Math.max(sum, own[what] ?? 0);
  };
  return { rows: either("rows"), bytes: either("bytes") };
}
function added(numbers) {
  return numbers.reduce((sum, each) => sum === null || each === null ? null : sum + each, 0);
}
function partitionsOf(schema) {
  const partitions = [...schema?.objects.values() ?? []].flatMap(({ name: name2, attributes }) => {
    const parent = attributes["partition of"];
    return parent === void 0 ? [] : [{ name: name2, parent }];
  });
  const byParent = Map.groupBy(partitions, ({ parent }) => parent);
  return new Map([...byParent].map(([parent, parts]) => [parent, parts.map(({ name: name2 }) => name2)]));
}

// src/review/verdict.ts
var unknowns = /* @__PURE__ */ new Set(["could-not-verify", "unparsed-statement"]);
function verdict(findings, config) {
  if (config["fail-on"] === "never") return "pass";
  const blocking = config["fail-on"] === "warning" ? ["error", "warning"] : ["error"];
  const open = findings.filter(
    ({ suppressed: suppressed2, rule }) => suppressed2 === null && !(config.unverifiable === "acknowledge" && unknowns.has(rule))
  );
  return open.some(({ severity }) => blocking.includes(severity)) ? "block" : "pass";
}
function countReview(migrations, findings) {
  const statements = migrations.flatMap((migration) => migration.statements);
  const open = findings.filter(({ suppressed: suppressed2 }) => suppressed2 === null);
  const ofSeverity = (severity) => open.filter((finding2) => finding2.severity === severity).length;
  return {
    error: ofSeverity("error"),
    warning: ofSeverity("warning"),
    notice: ofSeverity("notice"),
    suppressed: findings.length - open.length,
    statements: statements.length,
    measured: statements.filter(
      ({ evidence, outcome }) => evidence === "measured" && outcome !== "unverified"
    ).length,
    unparsed: statements.filter(({ outcome }) => outcome === "unparsed").length,
    unverified: statements.filter(({ outcome }) => outcome === "unverified").length
  };
}

// src/rules/support/emptied.ts
var emptiedBefore = remembered((context) => {
  const found = /* @__PURE__ */ new Map();
  for (const { steps } of chapters(context)) {
    let empty = [];
    for (const step of steps) {
      empty = empty.filter((one) => shareTransaction(one.step, step));
      if (empty.length > 0) found.set(step.traced, noRows(empty));
      empty = [...empty.filter((one) => !fills(step, one.table)), ...emptyings(step)];
    }
  }
  return found;
});
function noRows(empty) {
  const named = (truncated) => new Set(empty.flatMap((one) => one.truncated === truncated ? [one.table] : []));
  return { truncated: named(true), deleted: named(false) };
}
function emptyings(step) {
  const named = (table, truncated) => {
    const live = step.liveTable(table);
    const origin = live === null ? null : step.origin(live);
    return origin === null ? [] : [{ step, table: origin, truncated }];
  };
  return [
    ...operations(step.traced, "truncate").flatMap(({ table }) => named(table, true)),
    ...operations(step.traced, "write-rows").flatMap(
      ({ verb, table, filtered }) => verb === "delete" && !filtered ? named(table, false) : []
    )
  ];
}
function fills(step, table) {
  if (isOpaque(step.traced)) return true;
  return operations(step.traced, "write-rows").some(
    (write) => write.verb !== "delete" && step.origin(step.liveTable(write.table) ?? write.table) === table
  );
}

// src/rules/support/met-empty.ts
function metEmpty({ migrations }, told2) {
  const order = new Map(migrations.map((migration, place) => [migration, place]));
  const stops = /* @__PURE__ */ new Map();
  for (const { match } of told2)
    for (const table of match.stopsAtRowsOf ?? []) {
      const place = placeOf(match);
      const known = stops.get(table);
      if (known === void 0 || isBefore(place, known)) stops.set(table, place);
    }
  return (match, table) => {
    const stop = stops.get(table);
    return stop !== void 0 && match.file !== "down" && isBefore(stop, placeOf(match));
  };
  function placeOf({ migration, statement }) {
    const traced = statement === null ? -1 : placeIn({ migration, traced: statement });
    return [order.get(migration) ?? -1, traced];
  }
}
function isBefore([migration, statement], other) {
  return migration < other[0] || migration === other[0] && statement < other[1];
}

// src/rules/judge.ts
var rank2 = { error: 0, warning: 1, notice: 2 };
function judge(asWritten, rules2 = rules) {
  const context = spelledContext(asWritten);
  const places = new Map(context.migrations.map(({ migration }, place) => [migration, place]));
  const emptied = emptiedBefore(context);
  const noRowsAt = ({ statement, file }) => statement === null || file === "down" ? void 0 : emptied.get(statement);
  const heard = listen(context, rules2).filter(({ match }) => !needsRows(match, noRowsAt(match)));
  const isEmpty = metEmpty(
    context,
    heard.map(({ rule, match }) => ({ rule: rule.id, match }))
  );
  const isHarmless = (match) => (table) => context.isSmall(table) || isEmpty(match, table) || noRowsAt(match)?.truncated.has(table) === true;
  const placed = heard.map(({ rule, match }) => ({
    finding: toFinding(rule, match, weighed(rule, match, isHarmless(match))),
    place: places.get(match.migration.migration) ?? -1,
    file: match.file === "down" ? 1 : 0
  }));
  const ordered = placed.sort(
    (a, b) => a.place - b.place || a.file - b.file || a.finding.line - b.finding.line || rank2[a.finding.severity] - rank2[b.finding.severity] || compareText2(a.finding.rule, b.finding.rule) || compareText2(a.finding.message, b.finding.message)
  );
  return [...new Map(ordered.map(({ finding: finding2 }) => [keyOf2(finding2), finding2])).values()];
}
function listen(context, rules2) {
  const spoken = rules2.filter((rule) => rule.dialects.includes(context.dialect));
  const hear = (some, told2) => some.flatMap((rule) => [...rule.check(context, told2)].map((match) => ({ rule, match })));
  const first = hear(
    spoken.filter((rule) => !rule.speaksLast),
    []
  );
  const last = spoken.filter((rule) => rule.speaksLast);
  return [
    ...first,
    ...hear(
      last,
      first.map(({ rule, match }) => ({ rule: rule.id, match }))
    )
  ];
}
function needsRows({ stopsAtRowsOf = [] }, { truncated, deleted } = {}) {
  const isGone = (table) => truncated?.has(table) === true || deleted?.has(table) === true;
  return stopsAtRowsOf.length > 0 && stopsAtRowsOf.every(isGone);
}
function weighed(rule, { severity, tables = [] }, isHarmless) {
  return tables.length > 0 && tables.every(isHarmless) ? "notice" : severity ?? rule.severity;
}
function toFinding(rule, match, severity) {
  const { migration } = match.migration;
  const statement = match.statement?.statement;
  const line = match.line ?? statement?.line ?? 1;
  const downPath = match.migration.down.path ?? migration.down?.path;
  return {
    rule: rule.id,
    severity,
    path: match.file === "down" && downPath !== void 0 ? downPath : migration.up.path,
    line,
    endLine: Math.max(line, match.endLine ?? statement?.endLine ?? line),
    statement: match.file === "down" ? null : statement?.index ?? null,
    message: match.message,
    fix: match.fix,
    evidence: match.evidence,
    suppressed: null
  };
}
function keyOf2({ rule, path, line, endLine, message }) {
  return JSON.stringify([rule, path, line, endLine, message]);
}
function compareText2(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/rules/of-downs.ts
var dangersOfDowns = /* @__PURE__ */ new Set([
  "add-column-volatile-default",
  "add-required-column",
  "attach-partition-scans",
  "check-validates-existing-rows",
  "column-type-rewrite",
  "concurrent-index-on-partitioned-parent",
  "concurrently-in-transaction",
  "create-partition-with-default-present",
  "detach-partition-not-concurrent",
  "domain-constraint",
  "drop-index-not-concurrent",
  "exclusion-constraint",
  "foreign-key-validates-existing-rows",
  "index-not-concurrent",
  "long-work-after-strong-lock",
  "long-write-lock",
  "refresh-matview-not-concurrent",
  "reindex-not-concurrent",
  "set-not-null-scan",
  "storage-rewrite",
  "strong-lock-work",
  "type-change-rechecks-constraints",
  "unique-constraint-without-index",
  "update-or-delete-without-where"
]);
function judgeDowns(context) {
  const spoken = rules.filter(({ id }) => dangersOfDowns.has(id));
  return context.migrations.flatMap((migration) => {
    const down = contextOfDown(context, migration);
    if (down === null) return [];
    const found = judge(down, spoken);
    const errors = found.filter(({ severity }) => severity === "error");
    const isTold = migration.down.source === "authored";
    return [{ migration, findings: found.map(capped), told: isTold ? errors.map(ofChange) : [] }];
  });
}
function capped(finding2) {
  return finding2.severity === "error" ? { ...finding2, severity: "warning" } : finding2;
}
function ofChange(finding2) {
  return { ...capped(finding2), statement: null, message: `When this is taken back: ${finding2.message}` };
}
function contextOfDown(context, replayed) {
  const { down, migration } = replayed;
  if (down.run === null || down.run.schemas === null || down.run.statements.length === 0) return null;
  const { before, after } = down.run.schemas;
  const file = migration.down ?? { path: migration.up.path, text: down.sql };
  const run = {
    migration: { ...down.run.migration, up: file, down: null },
    state: "added",
    transaction: down.run.transaction,
    statements: down.run.statements,
    changes: [],
    made: [...after.objects].flatMap(([key3, object]) => before.objects.has(key3) ? [] : [object]),
    rows: null,
    damage: [],
    down: { ...down, source: "none", path: null, run: null }
  };
  const ground = replayed.state === "added" ? context.schemaBefore : before;
  const origins = originsIn(before, ground ?? before);
  const origin = (relation) => origins.get(relation);
  return {
    ...context,
    migrations: [run],
    batchDown: null,
    history: [],
    order: [run.migration],
    schemaBefore: before,
    schemaAfter: after,
    isLive: (relation) => origins.has(relation) || !standsIn(before, relation),
    size: (relation) => sized(origin(relation), context.size) ?? null,
    isSmall: (relation) => sized(origin(relation), context.isSmall) ?? false,
    expectsDown: () => false
  };
}
function sized(name2, of) {
  return name2 === void 0 ? void 0 : of(name2);
}
var relations = ["table", "view", "materialized view", "foreign table", "index"];
function standsIn({ objects }, name2) {
  return relations.some((kind) => objects.has(`${kind} ${name2}`));
}
function originsIn(left, ground) {
  const isRelation = ({ kind }) => relations.some((it) => it === kind);
  const stood = [...ground.objects.values()].filter(isRelation);
  const byIdentity = new Map(stood.map(({ kind, identity, name: name2 }) => [`${kind} ${identity}`, name2]));
  return new Map(
    [...left.objects.values()].filter(isRelation).flatMap(({ kind, identity, name: name2 }) => {
      const was = byIdentity.get(`${kind} ${identity}`);
      return was === void 0 ? [] : [[name2, was]];
    })
  );
}

// src/commands/replay-change.ts
import { basename } from "node:path";

// src/review/query-files.ts
async function queriesOfFiles({ queries: named }, { base, head, baseRef }, { parse }) {
  const files = base ?? head;
  const paths = named.flatMap((name2) => {
    const found = files.has(name2) ? [name2] : [...files.keys()].filter((path) => /\.sql$/i.test(path) && isBelow(name2, path)).sort();
    if (found.length > 0) return found;
    throw new UserError(
      `\`queries\` names ${name2}, where ${baseRef ?? "the repository"} has no SQL file. Name a .sql file, or a folder of them.`
    );
  });
  const queries = [];
  for (const path of new Set(paths)) {
    const statements = await parse(new TextDecoder().decode(files.get(path)));
    queries.push(...statements.map(({ sql }) => ({ sql, callsPerDay: null, path })));
  }
  return queries;
}

// src/review/unread.ts
function unreadFindings(refused, codeSteps) {
  return [
    ...refused.map(({ path, advice }) => unread(path, `The file ${advice}`, null)),
    ...codeSteps.map(
      (path) => unread(
        path,
        "Nobody knows what this does in production: it is a step in a programming language, which cannot be replayed.",
        "Look at it by hand. `unverifiable: acknowledge` in the configuration of the base branch lets such changes pass."
      )
    )
  ];
}
function unread(path, message, fix) {
  return aboutFile({ rule: "could-not-verify", severity: "error", path, message, fix, evidence: "inferred" });
}

// src/review/upon.ts
function uponSnapshot(snapshot, path, selection) {
  const schema = snapshot?.schema;
  if (snapshot === null || schema === void 0) return null;
  if (selection.base.some(({ state }) => state === "down-changed")) return null;
  const applied = appliedOn(
    snapshot.history ?? [],
    [...selection.base, ...selection.review].map(({ migration }) => migration)
  );
  const added2 = selection.review.filter(({ state }) => state === "added");
  return {
    step: snapshotStep(schema, path),
    target: targetOf(schema, snapshot.serverVersion ?? ""),
    pending: applied === null ? [] : selection.base.filter(({ migration }) => !applied.has(migration)),
    alreadyRun: new Set(added2.flatMap(({ migration }) => applied?.has(migration) ? [migration] : [])),
    historyTables: (snapshot.history ?? []).map(({ table }) => table.replaceAll('"', "")),
    knowsHistory: applied !== null
  };
}

// src/commands/replay-change.ts
async function replayChange(request, progress) {
  const { config, changeSet, shadow } = request;
  const dialect = await loadDialect(request.dialect);
  progress("reading migrations", 0);
  const snapshot = await chosenSnapshot(request.snapshot, config, changeSet, request.dialect);
  const { selection, codeSteps, unread: unread2 } = selectMigrations(request);
  const environment = environmentOf(config, request.folders, changeSet, selection, request.dialect);
  const path = request.snapshot?.path ?? snapshotName(config.snapshot);
  const upon = shadow.kind === "none" ? null : uponSnapshot(snapshot, path, selection);
  const whole2 = stepsUpon(null, environment, selection);
  const steps = stepsUpon(upon, environment, selection);
  const change = { dialect, selection, codeSteps, unread: unread2, snapshot, upon };
  const parsing = async (from = 0) => withKeeping(await parseSteps(dialect, steps.slice(from)), request.keeping);
  if (shadow.kind === "none" || steps.every(({ state }) => state === "base"))
    return { ...change, drift: null, replayed: withoutReplay(dialect, await parsing()) };
  const options = {
    url: shadow.kind === "server" ? shadow.url : null,
    limits: config.limits,
    historyTables: historyTables(request, upon),
    foreignKeys: config.sqlite["foreign-keys"]
  };
  const queries = recordedQueries(snapshot, await queriesOfFiles(config, changeSet, dialect));
  const isCompared = upon !== null && snapshot !== null && config.drift !== "off";
  const told2 = isCompared ? recordedDrift(snapshot, ranOnTarget(request, upon, environment, whole2)) : null;
  const comparing = isCompared && told2 === null ? buildBase(request, dialect, whole2, options) : null;
  const replayed = await replay(
    dialect,
    parsing,
    options,
    progress,
    baseCache(request, dialect, steps, options),
    queries
  );
  const { schemaBefore, baseProblems } = replayed;
  const drift = comparing === null ? told2 : await driftOf(dialect, comparing, schemaBefore, upon?.target.redacted === true);
  return { ...change, drift: drift && unlessUnbuilt(drift, baseProblems.length), replayed };
}
function historyTables({ folders, dialect }, upon) {
  return [.../* @__PURE__ */ new Set([...historyTablesOf(folders, dialect), ...upon?.historyTables ?? []])];
}
function ranOnTarget({ folders, dialect }, { pending }, { historyTables: historyTables2 }, whole2) {
  const open = new Set(pending.map(({ migration }) => migration));
  const steps = whole2.flatMap(
    ({ migration, state }) => state === "base" && !open.has(migration) ? [migration] : []
  );
  return { steps, historyTables: historyTables2, toolTables: historyTablesOf(folders, dialect) };
}
async function buildBase(request, dialect, steps, options) {
  const base = steps.filter(({ state }) => state === "base" || state === "down-changed");
  const ground = { steps: base.map(({ migration }) => migration), target: null };
  const stand = standOf(
    dialect,
    ground,
    { ...options, url: null },
    baseCache(request, dialect, base, options)
  );
  stand.catch(() => {
  });
  return stand;
}
function stepsUpon(upon, { supplied, historyTables: historyTables2 }, { base, review }) {
  const asBase = (migrations) => migrations.map((migration) => ({ migration, state: "base" }));
  const tables = asBase(historyTables2);
  if (upon === null) return [...asBase(supplied), ...tables, ...base, ...review];
  const told2 = review.map(
    (selected) => upon.alreadyRun.has(selected.migration) ? { ...selected, notRun: alreadyRun } : selected
  );
  return [{ migration: upon.step, state: "base", target: upon.target }, ...tables, ...upon.pending, ...told2];
}
var alreadyRun = "the target of the snapshot has run it already";
function baseCache({ baseStore, config, shadow }, dialect, all, { historyTables: historyTables2 }) {
  if (baseStore === void 0 || config.cache === "off" || shadow.kind !== "embedded") return null;
  const change = all.findIndex(({ state }) => state !== "base");
  const steps = all.slice(0, change < 0 ? all.length : change);
  const target = steps.flatMap((step) => step.target === void 0 ? [] : [targetKey(step.target)]);
  const settings = { historyTables: historyTables2, sqlite: config.sqlite, target };
  const keys = baseKeys(
    dialect,
    build,
    settings,
    steps.map(({ migration }) => migration)
  );
  return { store: baseStore, keys };
}
var build = basename(import.meta.url);
function targetKey({ schema, version, redacted }) {
  return [version, redacted, [...schema.objects.values()], [...schema.columnOrder]];
}
function selectMigrations({ folders, dialect, changeSet, config, planDownOf, onTarget }) {
  const apart = /* @__PURE__ */ new Set([...config.baseline, ...config.setup]);
  const head = readMigrations(folders, changeSet.head, dialect, apart, config.variables);
  const base = readMigrations(folders, changeSet.base ?? /* @__PURE__ */ new Map(), dialect, apart, config.variables);
  const now = withoutDown(head.migrations, planDownOf);
  const selection = onTarget === void 0 ? select(base.migrations, now) : selectPending(now, onTarget);
  for (const { migration } of selection.review) requireTextOf(migration, changeSet.head);
  const orphans = changeSet.base === null ? [] : newIn(head.orphans, base.orphans);
  const readable = new Set(head.migrations.map(({ up }) => up.path));
  const told2 = changeSet.base === null ? head.refused.filter(({ path }) => readable.has(path)) : [];
  const refused = newIn(head.refused, base.refused).filter((one) => !told2.includes(one));
  const [wrong] = [...refused, ...orphans];
  const codeSteps = [.../* @__PURE__ */ new Set([...base.codeSteps, ...head.codeSteps])];
  const addedSteps = changeSet.base === null ? [] : head.codeSteps.filter((path) => !base.codeSteps.includes(path));
  if (wrong === void 0) return { selection, codeSteps, unread: unreadFindings(told2, addedSteps) };
  throw new UserError(`${shown(wrong.path)} ${visible(oneLine(wrong.advice))}`);
}
function withoutDown(migrations, of = /* @__PURE__ */ new Set()) {
  return migrations.map((migration) => of.has(migration.up.path) ? { ...migration, down: null } : migration);
}
function newIn(now, before) {
  return now.filter(({ path, advice }) => !before.some((old) => old.path === path && old.advice === advice));
}
function requireTextOf({ up, down }, files) {
  for (const file of [up, down]) {
    const bytes = file === null ? void 0 : files.get(file.path);
    if (file !== null && bytes !== void 0) requireText(file.path, bytes);
  }
}
function withKeeping(steps, keeping) {
  return steps.map((step) => {
    const keep = step.state === "added" ? keeping?.get(step.parsed.migration.up.path) : void 0;
    return keep === void 0 ? step : { ...step, keep };
  });
}
async function parseSteps(dialect, steps) {
  const parsedSteps = [];
  for (const { migration, state, ...told2 } of steps) {
    const parse = async (file) => {
      const statements = await dialect.parse(file.text);
      return state === "base" ? statements : asSent(migration.format, file, statements);
    };
    const up = await parse(migration.up);
    const down = migration.down === null ? null : await parse(migration.down);
    const parsed = {
      migration,
      transaction: dialect.transactionForm(migration, up),
      up,
      down
    };
    parsedSteps.push({ parsed, state, ...told2 });
  }
  return parsedSteps;
}

// src/commands/correct-downs.ts
var mostInReview = 50;
async function correctDowns(request, change, progress) {
  const { migrations } = change.replayed;
  const wrong = new Set(migrations.filter(isWrong).map(({ migration }) => migration.up.path));
  if (wrong.size === 0 || request.planDownOf !== void 0 || migrations.length > mostInReview) return change;
  const config = { ...request.config, drift: "off" };
  const again = await replayChange(
    { ...request, config, planDownOf: wrong },
    (_, done) => progress("planning a way back", done)
  );
  const planned = new Map(again.replayed.migrations.map((each) => [each.migration.up.path, each.down]));
  const corrected = migrations.map((each) => {
    const plan = wrong.has(each.migration.up.path) ? planned.get(each.migration.up.path) : void 0;
    const leadsBack = plan?.source === "generated" && (plan.schema === "equal" || plan.schema === "equal-except-order");
    return leadsBack ? { ...each, down: { ...each.down, corrected: plan.sql } } : each;
  });
  return { ...change, replayed: { ...change.replayed, migrations: corrected } };
}
function isWrong({ state, down }) {
  const isAuthored = down.source === "authored" || down.source === "authored-empty";
  return state !== "edited" && isAuthored && down.schema === "unequal";
}

// src/commands/keep-drops.ts
var tagInReview = "0".repeat(12);
async function keepDropped(request, change, progress) {
  const { keepData } = request.config.apply;
  const { migrations, engine } = change.replayed;
  const dropping = migrations.filter(isDropping);
  if (keepData === null || dropping.length === 0 || engine === null) return change;
  if (change.dialect.keepDrops === void 0) return change;
  const asked = new Map(dropping.map((each) => [each.migration.up.path, requestOf(request, change, each)]));
  const config = { ...request.config, drift: "off" };
  const again = await replayChange(
    { ...request, config, keeping: asked },
    (_, done) => progress("trying what is kept", done)
  );
  const kept = new Map(again.replayed.migrations.map((each) => [each.migration.up.path, each.kept]));
  const told2 = migrations.map((each) => {
    const found = asked.has(each.migration.up.path) ? kept.get(each.migration.up.path) : void 0;
    return found === void 0 ? each : { ...each, kept: found };
  });
  return { ...change, replayed: { ...change.replayed, migrations: told2 } };
}
function statementsOf({ statements }) {
  return statements.map(({ statement }) => statement);
}
function isDropping({ state, statements }) {
  const up = statementsOf({ statements });
  return state === "added" && (dropsData(up) || up.some(({ operations: operations2 }) => operations2.some(mayLose)));
}
function mayLose(operation) {
  return operation.kind === "truncate" || operation.kind === "write-rows" || operation.kind === "run-code";
}
var shortRow = 100;
function rowsIn(size) {
  return size?.rows ?? (size?.bytes ?? 0) / shortRow;
}
function requestOf({ config, keepTagOf }, { dialect, snapshot, replayed: { migrations, schemaBefore, relationsBefore } }, one) {
  const { days, "copied-rows": most } = config.apply.keepData ?? { days: 0, "copied-rows": 0 };
  const { migration, down } = one;
  const { size } = sizesOf(snapshot, dialect, schemaBefore, config["small-table"]);
  const leadsBack = down.schema === "equal" || down.schema === "equal-except-order";
  const sql = leadsBack ? down.sql : down.corrected ?? down.sql;
  return {
    down: sql === "" ? null : sql,
    tag: keepTagOf?.(migration.up.path) ?? tagInReview,
    days,
    later: migrations.slice(migrations.indexOf(one) + 1).flatMap(statementsOf),
    isLive: (table) => relationsBefore?.has(table) === true,
    isTooLarge: (table) => rowsIn(size(table)) > most
  };
}

// src/commands/check.ts
async function check(request, progress = () => {
}) {
  return (await examine(request, progress)).review;
}
async function examine(request, progress = () => {
}) {
  const corrected = await correctDowns(request, await replayChange(request, progress), progress);
  const change = await keepDropped(request, corrected, progress);
  progress("judging", 1);
  const { dialect, replayed, selection, codeSteps, unread: unread2, upon, drift, snapshot } = change;
  const { config, changeSet } = request;
  const context = ruleContext(request, change);
  const downs = judgeDowns(context);
  const queries = placeQueries(replayed.queries, replayed.migrations);
  const judged = withBrokenQueries(
    judge(context),
    queries,
    snapshot?.environment ?? "the target",
    config.rules
  );
  const told2 = applyPolicy(
    [...judged, ...downs.flatMap((it) => it.told), ...unread2, ...snapshotFindings(factsOf(request, change))],
    config
  );
  const accepted = await acceptDangers(told2, acceptanceOf(request, change));
  const findings = [...accepted.findings, ...applyPolicy(accepted.problems, config)];
  const reviewed = replayed.migrations.map((each) => {
    const ofDown = downs.find(({ migration }) => migration === each)?.findings ?? [];
    return reviewedMigration(each, {
      findings: applyPolicy(ofDown, config),
      size: context.size,
      keepData: config.apply.keepData
    });
  });
  const review = {
    format: "migration-gate/review@1",
    verdict: verdict(findings, config),
    planDigest: planDigest(reviewed.map(({ digest }) => digest)),
    engine: {
      dialect: dialect.name,
      version: replayed.engine?.version ?? "",
      kind: replayed.engine?.kind ?? "none"
    },
    base: {
      source: upon !== null ? "snapshot" : changeSet.base === null ? "empty" : "migrations",
      ref: changeSet.baseRef
    },
    migrations: reviewed,
    findings,
    picture: pictureOf(dialect, replayed.schemaBefore, replayed.schemaAfter),
    drift: [...drift?.changes ?? []],
    driftVerdict: drift?.verdict ?? null,
    snapshot: snapshot === null ? null : aboutSnapshot(snapshot),
    queries: reviewedQueries(queries),
    batchDown: batchOf(replayed),
    baseProblems: [...replayed.baseProblems],
    baseNotices: [
      ...baseNotices(replayed.baseNotices, replayed.baseProblems, historyOf(selection), codeSteps)
    ],
    counts: countReview(reviewed, findings)
  };
  const keeping = new Map(
    replayed.migrations.flatMap(
      ({ migration, kept }) => kept?.keeping ? [[migration.up.path, kept.keeping]] : []
    )
  );
  return { review, keeping, schemaAfter: replayed.schemaAfter, schemaBefore: replayed.schemaBefore };
}
function factsOf(request, change) {
  const { config, now, snapshot: given, unusableSnapshot } = request;
  return {
    ...change,
    config,
    now: now ?? null,
    unusable: unusableSnapshot ?? null,
    path: given?.path ?? snapshotName(config.snapshot)
  };
}
function acceptanceOf({ config, changeSet: { head }, acceptance = withoutSource }, { dialect, selection, replayed: { migrations } }) {
  const known = new Set(selection.base.map(({ migration }) => migration.id));
  return {
    dialect,
    config,
    source: acceptance,
    migrations,
    textOf: (path) => {
      const bytes = head.get(path);
      return bytes === void 0 ? null : sourceText(bytes, config.variables);
    },
    isKnown: (id) => known.has(id)
  };
}
function ruleContext({ config }, { dialect, selection, snapshot, replayed }) {
  const { migrations, batchDown, schemaBefore, schemaAfter, relationsBefore } = replayed;
  const hasDown = expectsDown([...selection.base, ...selection.review].map(({ migration }) => migration));
  return {
    dialect: dialect.name,
    serverVersion: config["server-version"] ?? snapshot?.serverVersion ?? null,
    migrations,
    batchDown,
    history: selection.base.filter(({ state }) => state === "base").map(({ migration }) => migration),
    order: selection.order,
    policy: config.policy,
    schemaBefore,
    schemaAfter,
    isLive: liveRelations(migrations, relationsBefore),
    ...sizesOf(snapshot, dialect, schemaBefore, config["small-table"]),
    expectsDown: ({ migration }) => hasDown(migration)
  };
}
function historyOf({ base }) {
  return base.map(({ migration }) => migration);
}
function aboutSnapshot(snapshot) {
  const { environment, takenAt, serverVersion } = snapshot;
  return {
    environment: environment ?? null,
    takenAt: takenAt ?? null,
    serverVersion: serverVersion ?? null
  };
}
function batchOf({ batchDown }) {
  return batchDown === null ? null : { schema: batchDown.verdict, difference: [...batchDown.difference] };
}

export {
  check,
  examine
};
