import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  aboutRows,
  againWords,
  answerIcons,
  changeLines,
  dataAnswer,
  downSource,
  failureOf,
  groundWords,
  ownLock,
  schemaAnswer
} from "./chunk-IUQXSTTA.js";
import {
  allWellWords,
  measuredWords,
  verdictOf
} from "./chunk-RNUCILIB.js";
import {
  acceptedFindings,
  allProven,
  batchOf,
  comesBack,
  factsOf,
  onlyRead,
  openFindings,
  reviewed,
  surprisingBatch
} from "./chunk-OSJGXDSK.js";
import {
  acceptedIn,
  count,
  engineWords,
  lockStrength,
  lockWords,
  shortDigest,
  shortName,
  shortPath,
  shortRef
} from "./chunk-K3Z3EK6Q.js";
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
  written
} from "./chunk-IGJAPURO.js";
import {
  cut,
  excerpt,
  oneLine
} from "./chunk-ZD5JZTLD.js";
import {
  rules
} from "./chunk-KBV53CEV.js";
import {
  fateOf
} from "./chunk-X7OI7SUC.js";

// src/report/fixes.ts
function isSql(fix) {
  return fix.trimEnd().endsWith(";");
}
var longestInCell = 80;
function fitsACell(fix) {
  const text = fix.trim();
  return !isSql(text) || text.length <= longestInCell && !text.includes("\n");
}
function numberedFixes(findings) {
  const long = findings.filter(({ fix }) => fix !== null && !fitsACell(fix));
  const bySql = Map.groupBy(long, ({ fix }) => fix ?? "");
  return [...bySql].map(([sql, sharing], index) => ({ number: index + 1, sql, findings: sharing }));
}

// src/report/names.ts
function namesIn(review) {
  const names = review.migrations.flatMap(({ statements, changes, down }) => [
    ...statements.flatMap(({ locks: locks2, rewrites, scans }) => [
      ...locks2.map(({ relation }) => relation),
      ...rewrites,
      ...scans
    ]),
    ...changes.map(({ name }) => name),
    ...down.losses
  ]);
  return new Set(names);
}
var snakeCase = /^[a-z0-9.$]*[a-z0-9]_[a-z0-9_.$]*[a-z0-9]$/;
function prose(sentence2, names) {
  const pieces = oneLine(sentence2).split(/(`[^`]+`)/).map((piece, index) => index % 2 === 1 ? code(piece.slice(1, -1)) : withNames(piece, names));
  return joined(pieces, md``);
}
function withNames(text, names) {
  const pieces = text.split(/(?<= )/).map((word2) => {
    const [, before = "", name = "", after = ""] = /^([("']*)(.*?)([)"',.;:!?]* ?)$/.exec(word2) ?? [];
    return names.has(name) || snakeCase.test(name) ? md`${before}${code(shortName(name))}${after}` : md`${word2}`;
  });
  return joined(pieces, md``);
}

// src/report/markdown-changes.ts
function changesPart(review, caps) {
  return diffPart(
    strong(md`What changes`),
    changeLines(reviewed(review).flatMap(({ changes }) => changes)),
    caps
  );
}
function driftPart(review, caps) {
  const title = md`${strong(md`Drift`)}: the snapshot differs from what the migrations of the base build`;
  return diffPart(title, changeLines(review.drift), caps);
}
function diffPart(title, lines, caps) {
  const total = Math.min(lines.length, caps.rows);
  return {
    total,
    build: (shown) => [
      paragraph(title),
      fence("diff", lines.slice(0, shown).join("\n")),
      ...shown < lines.length ? [paragraph(md`… and ${count(lines.length - shown, "more change")}.`)] : []
    ]
  };
}
function differenceBlocks({ schema: schema2, difference }, caps) {
  const reordered = schema2 === "equal-except-order";
  const title = reordered ? md`After up and down only the order of columns is another:` : md`After up and down, the schema differs from the one before:`;
  const part = diffPart(title, changeLines(difference, reordered ? null : fateOf), caps);
  return part.total > 0 ? part.build(part.total) : [];
}
function baseNoticesPart({ baseNotices }, context, names) {
  const [start] = baseNotices.filter(({ kind }) => kind === "no-empty-start");
  const rows = baseNotices.filter((notice) => notice !== start).map(({ path, line, message }) => [
    link(place(cut(path, 120), line), context.fileUrl(path, line)),
    prose(cut(message, 200), names)
  ]);
  const summary = md`${count(rows.length, "thing")} made, left out or passed over to replay the base`;
  const open = start === void 0 ? [] : [paragraph(md`${strong(md`Base`)}: ${prose(cut(start.message, 500), names)}.`)];
  return {
    total: baseNotices.length,
    build: (shown) => {
      const told = rows.slice(0, shown - open.length);
      return told.length === 0 ? open : [...open, details(summary, [table([md`Where`, md`What`], told)])];
    }
  };
}
function baseProblemsPart({ baseProblems }, context) {
  const rows = baseProblems.map(({ path, line, code: errorCode, message }) => [
    link(place(cut(path, 120), line), context.fileUrl(path, line)),
    md`${cut(message, 200)}${errorCode === "" ? md`` : md` (${cut(errorCode, 20)})`}`
  ]);
  const summary = md`${count(rows.length, "statement")} of the base could not be replayed; what builds on ${rows.length === 1 ? "it" : "them"} is not verified`;
  return {
    total: rows.length,
    build: (shown) => [details(summary, [table([md`Where`, md`Error`], rows.slice(0, shown))])]
  };
}

// src/report/markdown-frame.ts
var icons = { good: "\u2705", doubtful: "\u26A0\uFE0F", bad: "\u26D4" };
var dot = md` · `;
function verdictLine(review) {
  const { mood, words: words3 } = verdictOf(review);
  return heading(md`${icons[mood]} Migration Gate: ${words3}`);
}
function contextLine(review, context) {
  const migrations = count(reviewed(review).length, "migration");
  const folders = joined(
    context.folders.slice(0, 3).map((folder) => code(cut(folder, 80))),
    md`, `
  );
  const more = context.folders.length > 3 ? md` and ${context.folders.length - 3} more folders` : md``;
  const place2 = context.folders.length > 0 ? md`${migrations} in ${folders}${more}` : md`${migrations}`;
  return paragraph(joined([place2, base(review, context), md`${measuredWords(review)}`], dot));
}
function base(review, context) {
  const { source: source2, ref } = review.base;
  const ground = groundWords(review, context.now ?? null);
  switch (source2) {
    case "snapshot":
      return ground === null ? md`compared with the snapshot` : md`compared with ${inMarkdown(ground)}`;
    case "migrations":
    case "empty": {
      const name = ref === null ? null : strong(md`${cut(shortRef(ref), 60)}`);
      const under = source2 === "empty" ? md`on an empty database` : md`on top of ${name ?? "the other migrations"}`;
      return ground === null ? under : md`${under}, sizes of ${inMarkdown(ground)}`;
    }
  }
}
function inMarkdown({ target, age, drift }) {
  const taken = age === null ? md`` : md` ${age}`;
  return md`${strong(md`${target}`)}${taken}${drift === null ? md`` : md`, ${drift}`}`;
}
function allWell(review, context) {
  return paragraph(md`${allWellWords(review)}. ${footer(review, context, "details")}`);
}
function needsOneLine(review) {
  return allProven(review) || onlyRead(review);
}
function hasDanger(review) {
  return openFindings(review).some(({ severity }) => severity !== "notice");
}
function targetVersion({ snapshot }) {
  if (snapshot === null || snapshot.serverVersion === null) return "";
  return `, ${cut(snapshot.environment ?? "the snapshot", 60)}: ${cut(snapshot.serverVersion, 40)}`;
}
function footer(review, context, runWord) {
  const engine = engineWords(review.engine);
  const parts = [
    context.commit === null ? null : md`commit ${code(shortRef(context.commit))}`,
    review.planDigest === "" ? null : md`plan ${code(shortDigest(review.planDigest))}`,
    engine === null || runWord === "details" ? null : md`shadow: ${engine}${targetVersion(review)}`,
    context.runUrl === null ? null : link(md`${runWord}`, context.runUrl),
    context.acceptUrl === void 0 || !hasDanger(review) ? null : link(md`accept a danger on purpose`, context.acceptUrl)
  ];
  return sub(
    joined(
      parts.filter((part) => part !== null),
      dot
    )
  );
}

// src/report/shorten.ts
var few = 1e3;
function firstMade(items, make) {
  const made = [];
  return (shown) => {
    for (const item of items.slice(made.length, shown)) made.push(make(item));
    return made.slice(0, shown);
  };
}
function fitInto(part, room, measure) {
  const sized = (shown) => {
    const blocks = shown > 0 ? part.build(shown) : [];
    const size = blocks.length > 0 ? measure(written(blocks)) + 2 : 0;
    return { blocks, size, shown, missing: part.total - shown };
  };
  let best = sized(0);
  let tooMany = part.total + 1;
  for (let shown = Math.min(part.total, few); best.shown < part.total; shown = Math.min(part.total, 2 * shown)) {
    const attempt = sized(shown);
    if (attempt.size > room) {
      tooMany = shown;
      break;
    }
    best = attempt;
  }
  while (tooMany - best.shown > 1) {
    const attempt = sized(Math.floor((best.shown + tooMany) / 2));
    if (attempt.size <= room) best = attempt;
    else tooMany = attempt.shown;
  }
  return best;
}

// src/report/markdown-findings.ts
var severityIcons = { error: "\u26D4", warning: "\u26A0\uFE0F", notice: "\u2139\uFE0F" };
function findingsPart(review, context, findings, names, fixes) {
  const rows = firstMade(findings, (finding) => row(review, context, finding, names, fixes));
  const head = [md``, md`Where`, md`What happens in production`, md`Instead`];
  const columns = findings.some(({ fix }) => fix !== null) ? head.length : head.length - 1;
  return {
    total: findings.length,
    build: (shown) => {
      const rest = remainder(findings.slice(shown));
      const body = rows(shown).map((cells) => cells.slice(0, columns));
      return [table(head.slice(0, columns), body), ...rest === null ? [] : [paragraph(rest)]];
    }
  };
}
function row(review, context, finding, names, fixes) {
  return [
    md`${severityIcons[finding.severity]}`,
    where(context, finding),
    md`${prose(cut(finding.message, 400), names)}<br>${evidence(review, context, finding)}`,
    instead(finding, names, fixes)
  ];
}
function instead({ rule, fix }, names, fixes) {
  if (fix === null) return md``;
  if (fitsACell(fix)) return isSql(fix) ? code(fix) : prose(cut(fix, 300), names);
  const advice = rules.find(({ id }) => id === rule)?.fix;
  const number = fixes.get(fix)?.number;
  const sql = number === void 0 ? md`SQL in the full report.` : md`${strong(md`SQL ${number}`)} below.`;
  return advice === void 0 ? sql : md`${prose(cut(advice, 300), names)} ${sql}`;
}
function where(context, { path, line }) {
  return link(place(cut(shortPath(path, context.folders), 120), line), context.fileUrl(path, line));
}
function evidence(review, context, finding) {
  const facts = factsOf(review, finding).map(
    ({ words: words3, names }) => names.length > 0 ? md`${words3} on ${nameList(names, 2)}` : md`${words3}`
  );
  const known = finding.evidence === "inferred" ? md`from the text` : md`measured`;
  const told = facts.length > 0 ? md`${known}: ${joined(facts, md`, `)}` : known;
  return em(md`${told}${dot}${link(md`${cut(finding.rule, 60)}`, context.ruleUrl(finding.rule))}`);
}
function nameList(names, most) {
  const shown = joined(
    names.slice(0, most).map((name) => code(cut(shortName(name), 60))),
    md`, `
  );
  return names.length > most ? md`${shown} and ${names.length - most} more` : shown;
}
function remainder(left) {
  if (left.length === 0) return null;
  const of = (severity) => left.filter((each) => each.severity === severity).length;
  const kinds = [
    of("error") > 0 && count(of("error"), "error"),
    of("warning") > 0 && count(of("warning"), "warning"),
    of("notice") > 0 && count(of("notice"), "notice")
  ].filter((part) => part !== false);
  return md`… and ${count(left.length, "more finding")} (${kinds.join(", ")}) that ${left.length === 1 ? "does" : "do"} not fit here.`;
}
function acceptedBy(context, { acceptedBy: by }) {
  if (by === void 0) return md``;
  const source2 = link(md`${acceptedIn[by.kind]}`, context.fileUrl(by.path, by.line));
  const until = by.until === null ? md`` : md`until ${by.until}, `;
  return md`<br>${em(md`${until}by ${source2}`)}`;
}
function acceptedPart(context, accepted, names) {
  const rows = firstMade(accepted, (finding) => [
    md`${severityIcons[finding.severity]}`,
    where(context, finding),
    md`${prose(cut(finding.message, 300), names)}<br>${em(link(md`${cut(finding.rule, 60)}`, context.ruleUrl(finding.rule)))}`,
    md`${cut(finding.suppressed ?? "", 300)}${acceptedBy(context, finding)}`
  ]);
  const head = [md``, md`Where`, md`What happens in production`, md`Accepted because`];
  return {
    total: accepted.length,
    build: (shown) => [
      details(md`${count(accepted.length, "danger")} accepted on purpose`, [table(head, rows(shown))])
    ]
  };
}
function noticesPart(notices, open) {
  return {
    total: notices.length,
    build: (shown) => [details(md`${count(notices.length, "notice")}`, open.build(shown))]
  };
}

// src/report/markdown-migration.ts
var cellLength = 90;
function migrationBlock(migration, context, caps, withSql) {
  const { path, statements, down } = migration;
  const summary = md`${code(cut(shortPath(path, context.folders), 120))}: ${count(statements.length, "statement")}`;
  return details(withSql && down.sql.trim() !== "" ? md`${summary}, down` : summary, [
    ...statementBlocks(migration, context, caps),
    ...withSql ? [...upBlocks(migration, caps), ...downBlocks(down, caps)] : [],
    ...keptBlocks(migration, caps, withSql)
  ]);
}
function statementBlocks({ path, statements }, context, caps) {
  if (statements.length === 0) return [paragraph(md`This file holds no statement.`)];
  const showsRows = statements.some(({ rows: rows2 }) => rows2.length > 0);
  const head = [
    ...[md`Line`, md`Statement`, md`Lock`, md`Rewrite`, md`Scan`],
    ...showsRows ? [md`Rows in the shadow`] : []
  ];
  const rows = statements.slice(0, caps.rows).map((statement) => [
    link(md`${statement.line}`, context.fileUrl(path, statement.line)),
    code(cut(statement.sql, cellLength)),
    ...traceCells(statement),
    ...showsRows ? [touchedRows(statement)] : []
  ]);
  const missing = statements.length - rows.length;
  return [
    table(head, rows),
    ...missing > 0 ? [paragraph(md`… and ${count(missing, "more statement")}.`)] : []
  ];
}
function traceCells(statement) {
  const why = statement.error === null ? md`` : md`: ${cut(statement.error.message, 160)}`;
  switch (statement.outcome) {
    case "ran":
      break;
    case "failed":
      return [md`${strong(md`failed`)}${why}`, md``, md``];
    case "not-run":
      return [md`not run${why}`, md`?`, md`?`];
    case "unparsed":
      return [md`${strong(md`not understood`)}${why}`, md`?`, md`?`];
    case "unverified":
      return [md`${strong(md`not verified`)}${why}`, md`?`, md`?`];
  }
  const names = (of) => of.length > 0 ? nameList(of, 3) : md`no`;
  return [locks(statement), names(statement.rewrites), names(statement.scans)];
}
function touchedRows({ rows }) {
  return joined(
    rows.slice(0, 3).map(
      ({ table: table2, before, after, changed }) => changed ? md`${code(table2)} other values` : md`${code(table2)} ${before.toLocaleString("en-US")} → ${after.toLocaleString("en-US")}`
    ),
    md`<br>`
  );
}
function locks(statement) {
  if (statement.locks.length === 0) return md`none`;
  const byMode = [...Map.groupBy(statement.locks, (lock) => lock.mode)].sort(
    ([one], [other]) => lockStrength(other) - lockStrength(one)
  );
  return joined(
    byMode.slice(0, 3).map(([mode, held]) => {
      const relations = held.map(({ relation }) => relation);
      return md`${lockWords(mode)} ${nameList(relations, 3)}`;
    }),
    md`<br>`
  );
}
function upBlocks({ statements }, caps) {
  const whole = statements.length <= caps.rows && statements.every(({ sql }) => oneLine(sql.trim()).length <= cellLength);
  return whole ? [] : sqlBlocks(md`Up`, statements.map(({ sql }) => `${sql.trim()};`).join("\n\n"), caps);
}
function downBlocks(down, caps) {
  const proven = schemaAnswer(down);
  const source2 = down.source === "generated" ? "generated" : "yours";
  const title = md`Down (${source2}): ${proven.words}`;
  return [
    ...down.sql.trim() === "" ? [] : sqlBlocks(title, down.sql, caps),
    ...failureOf(down.difference) === null ? differenceBlocks(down, caps) : [],
    ...dangerBlocks(down, caps),
    ...keepDataBlocks(down, caps)
  ];
}
function keptBlocks({ kept }, caps, withSql) {
  if (kept === null) return [];
  const { objects, days, notKept, up, down } = kept;
  const names = objects.map(({ name }) => name);
  return [
    ...names.length === 0 ? [] : [paragraph(md`An apply keeps ${nameList(names, 5)} for ${days} days.`)],
    ...up === null || !withSql ? [] : sqlBlocks(md`It is sent as`, up, caps),
    ...down === null || !withSql ? [] : sqlBlocks(md`and the down that brings the rows back (both were run)`, down, caps),
    ...notKept.slice(0, caps.rows).map(({ name, reason }) => paragraph(md`Not kept: ${code(name)}, ${reason}`))
  ];
}
function dangerBlocks({ findings }, caps) {
  if (findings.length === 0) return [];
  const rows = findings.slice(0, caps.rows).map(({ line, message, rule }) => [md`${line}`, md`${cut(message, 300)}`, code(rule)]);
  return [
    paragraph(md`What the down itself does on production`),
    table([md`Line`, md`What happens`, md`Rule`], rows)
  ];
}
function keepDataBlocks({ keepData }, caps) {
  if (keepData === null) return [];
  return [
    ...sqlBlocks(md`Instead, with all rows put aside: up`, keepData.up, caps),
    ...sqlBlocks(md`and the down that brings them back (both were run: no row is lost)`, keepData.down, caps)
  ];
}
function sqlBlocks(title, sql, caps) {
  const { text, missing } = excerpt(sql, caps);
  return [
    paragraph(title),
    fence("sql", text),
    ...missing > 0 ? [paragraph(md`… and ${count(missing, "more line")}.`)] : []
  ];
}

// src/report/markdown-fixes.ts
function fixesPart(context, fixes, caps) {
  const pieces = firstMade(fixes, ({ number, sql, findings }) => {
    const places = joined(
      findings.slice(0, 5).map((finding) => where(context, finding)),
      md`, `
    );
    const more = findings.length > 5 ? md` and ${findings.length - 5} more` : md``;
    return sqlBlocks(md`${strong(md`SQL ${number}`)} for ${places}${more}`, sql, caps);
  });
  return {
    total: fixes.length,
    build: (shown) => [details(md`SQL to run instead`, pieces(shown).flat())]
  };
}

// src/report/markdown-migrations.ts
function placeMigrations(review, migrations, context, { room, measure, caps }) {
  const accused = new Set(openFindings(review).map(({ path }) => path));
  const need = (migration) => [migration.path, migration.down.path].some((path) => path !== null && accused.has(path)) ? 0 : 1;
  const drawn = migrations.map((migration, place2) => ({
    place: place2,
    need: need(migration),
    bare: migrationBlock(migration, context, caps, false),
    full: migrationBlock(migration, context, caps, true)
  })).sort((one, other) => one.need - other.need || one.place - other.place);
  const build = (tables2, sql2) => drawn.slice(0, tables2).map(({ place: place2, bare, full }, rank) => ({ place: place2, block: rank < sql2 ? full : bare })).sort((one, other) => one.place - other.place).map(({ block }) => block);
  const tables = fitInto({ total: drawn.length, build: (shown) => build(shown, 0) }, room, measure);
  const sql = fitInto({ total: tables.shown, build: (shown) => build(tables.shown, shown) }, room, measure);
  return {
    blocks: sql.shown > 0 ? sql.blocks : tables.blocks,
    withoutTable: tables.missing,
    withoutSql: sql.missing
  };
}

// src/report/mermaid.ts
function mermaidOf({ tables, relations, hiddenTables }) {
  const place2 = new Map(tables.map(({ name }, index) => [name, `t${index}`]));
  const lines = relations.flatMap(({ child, parent, columns, change, one, optional }) => {
    const [from, to] = [place2.get(parent), place2.get(child)];
    if (from === void 0 || to === void 0) return [];
    const line = `${optional ? "|o" : "||"}${change === "drop" ? ".." : "--"}${one ? "o|" : "o{"}`;
    return [`  ${from} ${line} ${to} : "${withMark(label(columns.join(", ")), change, null)}"`];
  });
  const more = hiddenTables === 0 ? [] : [`  more["\u2026 ${hiddenTables} more"]`];
  return [
    "erDiagram",
    ...tables.flatMap((table2, index) => entity(`t${index}`, table2)),
    ...more,
    ...lines
  ].join("\n");
}
function entity(id, { name, change, was, columns, hiddenColumns }) {
  const old = was === null ? null : shortName(was);
  const rest = hiddenColumns === 0 ? [] : [`    _ _ "\u2026 ${hiddenColumns} more"`];
  const title = `  ${id}["${withMark(label(shortName(name)), change, old)}"]`;
  const body = [...columns.map(attribute), ...rest];
  return body.length === 0 ? [title] : [`${title} {`, ...body, "  }"];
}
var keyWords = { primary: "PK", foreign: "FK", unique: "UK" };
function attribute({ name, type, keys, change, was }) {
  const written2 = word(unquoted(name));
  const real = written2 === unquoted(name) ? "" : label(name);
  const told = [real, change === null ? "" : withMark("", change, was)].filter((part) => part !== "").join(" ");
  const comment = told === "" ? "" : ` "${told}"`;
  const marks2 = keys.length === 0 ? "" : ` ${keys.map((key) => keyWords[key]).join(",")}`;
  return `    ${word(shortType(type))} ${written2}${marks2}${comment}`;
}
var marks = { add: "\u{1F7E2}", drop: "\u{1F534}", alter: "\u{1F7E1}", rename: "\u{1F7E1}" };
var words = { add: "new", drop: "dropped", alter: "changed", rename: "renamed" };
function withMark(text, change, was) {
  if (change === null) return text;
  const told = was === null ? words[change] : changeWords(was);
  return `${text} ${marks[change]} ${told}`.trim();
}
function changeWords(was) {
  return was.includes("\u2192") || /^(?:now|no longer|dropped) /.test(was) ? label(was) : `was ${label(shortType(was))}`;
}
function label(text) {
  return cut(text, 48).replace(/[^\p{L}\p{N} ,.:()[\]→…-]/gu, "_") || "_";
}
function word(text) {
  const plain = text.replace(/[^A-Za-z0-9_()[\]]+/g, "_").slice(0, 40);
  if (plain === "") return "_";
  return /^[A-Za-z_]/.test(plain) && !/^(?:pk|fk|uk)\b/i.test(plain) ? plain : `_${plain}`;
}
function unquoted(name) {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
function shortType(type) {
  return type.replace(/^character varying\b/, "varchar").replace(/^character\b/, "char").replace(/^(timestamp|time)(\(\d\))? with time zone\b/, "$1tz$2").replace(/^(timestamp|time)(\(\d\))? without time zone\b/, "$1$2");
}

// src/report/markdown-picture.ts
function picturePart({ picture }) {
  if (picture === null) return { total: 0, build: () => [] };
  const block = details(md`Picture of the change`, [drawing(mermaidOf(picture), inWords(picture))]);
  return { total: 1, build: () => [block] };
}
function inWords({ tables, relations, hiddenTables }) {
  const rows = tables.map(({ name, change, was, columns, hiddenColumns }) => {
    const changed = columns.filter((column) => column.change !== null);
    const parents = relations.filter(({ child }) => child === name);
    return [
      md`${code(shortName(name))}${mark(change, was)}`,
      joined(
        changed.map((column) => md`${code(column.name)} ${column.type}${mark(column.change, column.was)}`),
        md`<br>`
      ),
      md`${columns.length + hiddenColumns}`,
      joined(
        parents.map(
          (it) => md`${code(shortName(it.parent))} by ${code(it.columns.join(", "))}${mark(it.change, null)}`
        ),
        md`<br>`
      )
    ];
  });
  const more = hiddenTables === 0 ? [] : [[md`… and ${hiddenTables} more`, md``, md``, md``]];
  return [table([md`Table`, md`Changed columns`, md`Columns`, md`Refers to`], [...rows, ...more])];
}
var words2 = { add: "new", drop: "dropped", alter: "changed", rename: "renamed" };
function mark(change, was) {
  if (change === null) return md``;
  return was === null ? md` (${words2[change]})` : md` (${words2[change]}: ${cut(was, 60)})`;
}

// src/report/markdown-queries.ts
function queriesPart({ queries }, context) {
  if (queries === null || queries.broken.length + queries.refused === 0) return { total: 0, build: () => [] };
  const { asked, refused, firstRefused } = queries;
  const sorted = [...queries.broken].sort((a, b) => (b.callsPerDay ?? 0) - (a.callsPerDay ?? 0));
  const rows = firstMade(sorted, ({ sql, callsPerDay, source: source2, message, path, line }) => [
    code(cut(sql, 160)),
    md`${callsPerDay === null ? source2 ?? "" : calls(callsPerDay)}`,
    md`${cut(message, 160)}`,
    link(place(cut(shortPath(path, context.folders), 120), line), context.fileUrl(path, line))
  ]);
  const tried = md`${count(refused, "recorded query", "recorded queries")} of ${asked.toLocaleString("en-US")} could not be prepared before the change either, and nothing is said of ${refused === 1 ? "it" : "them"}`;
  const reason = firstRefused === null ? md`` : md`: ${code(cut(firstRefused.sql, 100))}: ${cut(firstRefused.message, 160)}`;
  const rest = refused === 0 ? [] : [paragraph(md`${tried}${reason}.`)];
  if (sorted.length === 0) return { total: 1, build: () => [details(tried, rest)] };
  const summary = md`${count(sorted.length, "query", "queries")} that ${sorted.length === 1 ? "fails" : "fail"} only after the change`;
  const head = [md`Query`, md`Calls a day`, md`Error`, md`Behind`];
  return {
    total: sorted.length,
    build: (shown) => [details(summary, [table(head, rows(shown)), ...rest])]
  };
}
function calls(aDay) {
  return aDay < 1 ? "less than 1" : Math.round(aDay).toLocaleString("en-US");
}

// src/report/markdown-way-back.ts
var fewGoodOnes = 3;
function wayBackPart(review) {
  const migrations = reviewed(review);
  const good = migrations.filter(comesBack);
  const told = good.length > fewGoodOnes ? migrations.filter((each) => !comesBack(each)) : migrations;
  const unnamed = migrations.length - told.length;
  const quiet = told.length === 0 && surprisingBatch(review) === null;
  const batch = quiet ? null : batchRow(review);
  const rows = [...told.map(row2), ...batch === null ? [] : [batch]];
  const head = [md`Migration`, md`Down`, md`Schema`, md`Data`];
  const title = strong(md`The way back`);
  return {
    total: Math.max(rows.length, Math.min(1, unnamed)),
    build: (shown) => [
      paragraph(rows.length > 0 ? title : md`${title}: ${sentence(unnamed, migrations.length)}`),
      ...rows.length > 0 ? [table(head, rows.slice(0, shown))] : [],
      ...rows.length > 0 && unnamed > 0 ? [paragraph(md`${sentence(unnamed, migrations.length)}`)] : [],
      ...shown < rows.length ? [paragraph(md`… and ${count(rows.length - shown, "more row")}.`)] : []
    ]
  };
}
function sentence(good, all) {
  const which = good === all ? `all ${count(good, "down")}` : `the other ${count(good, "down")}`;
  const start = good === all ? which : `${which[0]?.toUpperCase()}${which.slice(1)}`;
  return `${start} proven, schema restored and no data lost.`;
}
function row2(migration) {
  const { down } = migration;
  return [code(cut(migration.id, 80)), source(down), schema(down), data(migration)];
}
function source(down) {
  const whose = md`${downSource[down.source]}`;
  const lock = ownLock(down);
  return lock === null ? whose : md`${whose}<br>its own lock: ${lock.mode} ${nameList(lock.relations, 2)}`;
}
function schema(down) {
  const said = answer(schemaAnswer(down));
  const again = againWords(down);
  return again === null ? said : md`${said}<br>⚠️ ${cut(again, 160)}`;
}
function batchRow(review) {
  const batch = batchOf(review);
  return batch && [md`all of them, last first`, md``, answer(schemaAnswer(batch)), md``];
}
function answer({ mood, words: words3, reason }) {
  const said = md`${answerIcons[mood]} ${words3}`;
  return reason === null ? said : md`${said}: ${cut(reason, 160)}`;
}
function data(migration) {
  const { kept } = migration;
  const lines = [
    lostData(migration),
    ...kept === null || kept.objects.length === 0 ? [] : [
      md`📦 an apply keeps ${nameList(
        kept.objects.map(({ name }) => name),
        3
      )}`
    ],
    ...kept === null || kept.notKept.length === 0 ? [] : [
      md`⚠️ and does not keep ${nameList(
        kept.notKept.map(({ name }) => name),
        3
      )}`
    ]
  ];
  return joined(lines, md`<br>`);
}
function lostData(migration) {
  const { lost } = migration.down;
  const said = dataAnswer(migration);
  if (said.mood === "good" || lost.length === 0) return answer(said);
  const verb = lost.length === 1 ? "is" : "are";
  return said.mood === "bad" ? md`${answerIcons.bad} ${lossList(lost)} ${verb} lost` : md`${answer(said)}: ${lossList(lost)}`;
}
function lossList(lost) {
  const shown = lost.slice(0, 3).map((loss) => md`${nameList([loss.name], 1)}${aboutRows(loss)}`);
  const more = lost.length > 3 ? md` and ${lost.length - 3} more` : md``;
  return md`${joined(shown, md`, `)}${more}`;
}

// src/report/markdown.ts
var markdownBudget = 6e4;
var markerRoom = 200;
var commentCaps = { rows: 100, lines: 120, length: 8e3 };
function renderMarkdown(review, context) {
  const limit = context.limit ?? markdownBudget - markerRoom;
  return asText(compose(review, context, { limit, measure: (text) => text.length, caps: commentCaps }));
}
function asText(blocks) {
  return `${written(blocks)}
`;
}
var noteRoom = 500;
function compose(review, context, { limit, measure, caps, whole }) {
  const open = openFindings(review);
  const notices = open.filter(({ severity }) => severity === "notice");
  const names = namesIn(review);
  const short = !whole && needsOneLine(review);
  const head = short ? [verdictLine(review), allWell(review, context)] : [verdictLine(review), contextLine(review, context)];
  const foot = short ? [] : [paragraph(footer(review, context, "run"))];
  let room = limit - noteRoom - 3 * (context.runUrl ?? "").length - measure(written([...head, ...foot])) - 2;
  const place2 = (part, share = 1) => {
    const fitted = fitInto(part, Math.min(room, limit * share), measure);
    room -= fitted.size;
    return fitted;
  };
  const wayBack = place2(short ? nothing : wayBackPart(review), 0.12);
  const changes = place2(short ? nothing : changesPart(review, caps), 0.12);
  const drift = place2(driftPart(review, caps), 0.06);
  const notedBase = place2(short ? nothing : baseNoticesPart(review, context, names), 0.06);
  const baseProblems = place2(baseProblemsPart(review, context), 0.06);
  const accepted = place2(acceptedPart(context, acceptedFindings(review), names), 0.06);
  const queries = place2(short ? nothing : queriesPart(review, context), 0.06);
  const picture = place2(short ? nothing : picturePart(review), 0.12);
  const listed = numberedFixes(open);
  const fixes = place2(fixesPart(context, listed, caps), 0.16);
  const shownFixes = new Map(listed.slice(0, fixes.shown).map((fix) => [fix.sql, fix]));
  const table2 = (of) => findingsPart(review, context, of, names, shownFixes);
  const findings = place2(table2(open.filter(({ severity }) => severity !== "notice")));
  const folded = place2(noticesPart(notices, table2(notices)));
  const migrations = placeMigrations(review, short ? [] : reviewed(review), context, { room, measure, caps });
  const note = leftOut(context, [
    [findings.missing + folded.missing, "finding"],
    [changes.missing, "change"],
    [picture.missing, "picture"],
    [queries.missing, "query", "queries"],
    [wayBack.missing, "row of the way back", "rows of the way back"],
    [drift.missing, "drift"],
    [notedBase.missing, "notice on the base", "notices on the base"],
    [baseProblems.missing, "problem of the base", "problems of the base"],
    [accepted.missing, "accepted danger"],
    [fixes.missing, "fix as SQL", "fixes as SQL"],
    [migrations.withoutTable, "migration in detail", "migrations in detail"],
    [migrations.withoutSql, "migration as SQL", "migrations as SQL"]
  ]);
  const body = [
    findings,
    fixes,
    changes,
    wayBack,
    drift,
    notedBase,
    baseProblems,
    folded,
    accepted,
    queries,
    picture
  ].flatMap(({ blocks }) => blocks);
  return [...head, ...body, ...migrations.blocks, ...note, ...foot];
}
var nothing = { total: 0, build: () => [] };
function leftOut(context, missing) {
  const parts = missing.filter(([number]) => number > 0).map(([number, one, many]) => count(number, one, many));
  if (parts.length === 0) return [];
  const where2 = link(md`full report`, context.runUrl);
  return [
    paragraph(md`Left out for length: ${parts.join(", ")}. The ${where2} has them, as does the JSON report.`)
  ];
}

export {
  markdownBudget,
  markerRoom,
  renderMarkdown,
  asText,
  compose
};
