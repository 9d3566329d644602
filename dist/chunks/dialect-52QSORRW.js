import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  TraceRecord,
  around,
  beginning,
  commentsBetween,
  doubtful,
  engineProgram,
  objectOrder,
  oneLine,
  standingsByText,
  startEngine,
  textChange,
  whenAsked
} from "./chunk-OGN3SM2H.js";
import {
  linesOf
} from "./chunk-A3E4NWVU.js";
import {
  compareText,
  splitLast
} from "./chunk-5W7K3ED5.js";
import {
  ShadowGone,
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import {
  dotted,
  folded,
  isKeyword,
  qualified,
  quoteIdentifier,
  relationName,
  sameName,
  unquote
} from "./chunk-QKEH4DCI.js";
import "./chunk-DSG2YL4B.js";
import {
  __export
} from "./chunk-OFTNAEHV.js";

// src/dialects/sqlite/parse/lexer.ts
var lexer_exports = {};
__export(lexer_exports, {
  commentEnd: () => commentEnd,
  lineEnd: () => lineEnd,
  nextToken: () => nextToken,
  skipBlank: () => skipBlank,
  tokensOf: () => tokensOf,
  wordOf: () => wordOf
});
var quote = 39;
var openBracket = 91;
var dash = 45;
var slash = 47;
var star = 42;
var dot = 46;
var byteOrderMark = 65279;
function skipBlank(text2, position) {
  let at = position;
  while (at < text2.length) {
    if (isSpace(text2.charCodeAt(at))) at++;
    else {
      const end = commentEnd(text2, at);
      if (end === -1) break;
      at = end;
    }
  }
  return at;
}
function commentEnd(text2, position) {
  const code = text2.charCodeAt(position);
  const next = text2.charCodeAt(position + 1);
  if (code === dash && next === dash) return lineEnd(text2, position);
  if (code !== slash || next !== star) return -1;
  const end = text2.indexOf("*/", position + 2);
  return end === -1 ? -1 : end + 2;
}
function nextToken(text2, position) {
  const start = skipBlank(text2, position);
  if (start >= text2.length) return null;
  const code = text2.charCodeAt(start);
  const mark = text2[start];
  if ((code | 32) === 120 && text2.charCodeAt(start + 1) === quote) return blobToken(text2, start);
  if (isNameStart(code)) return { kind: "word", start, end: nameEnd(text2, start + 1) };
  if (mark === "'") return quotedToken(text2, start, mark, "string");
  if (mark === '"' || mark === "`") return quotedToken(text2, start, mark, "quoted");
  if (code === openBracket) return bracketToken(text2, start);
  if (isDigit(code) || code === dot && isDigit(text2.charCodeAt(start + 1))) return numberToken(text2, start);
  if ("?:@$#".includes(mark)) return variableToken(text2, start, mark);
  return symbolToken(text2, start);
}
function tokensOf(text2, from = 0) {
  const tokens = [];
  for (let token = nextToken(text2, from); token !== null; token = nextToken(text2, token.end))
    tokens.push(token);
  return tokens;
}
function wordOf(text2, token) {
  return token?.kind === "word" ? folded(text2.slice(token.start, token.end)) : "";
}
function lineEnd(text2, position) {
  const end = text2.indexOf("\n", position);
  return end === -1 ? text2.length : end;
}
function quotedToken(text2, start, mark, kind) {
  let at = text2.indexOf(mark, start + 1);
  while (at !== -1 && text2[at + 1] === mark) at = text2.indexOf(mark, at + 2);
  return at === -1 ? { kind: "unended", start, end: text2.length } : { kind, start, end: at + 1 };
}
function bracketToken(text2, start) {
  const at = text2.indexOf("]", start);
  return at === -1 ? { kind: "unended", start, end: text2.length } : { kind: "quoted", start, end: at + 1 };
}
function blobToken(text2, start) {
  const close = text2.indexOf("'", start + 2);
  if (close === -1) return { kind: "unended", start, end: text2.length };
  let whole = (close - start) % 2 === 0;
  for (let at = start + 2; at < close && whole; at++) whole = isHexDigit(text2.charCodeAt(at));
  return { kind: whole ? "blob" : "bad", start, end: close + 1 };
}
function numberToken(text2, start) {
  const isHex = text2[start] === "0" && (text2.charCodeAt(start + 1) | 32) === 120;
  let end = isHex && isHexDigit(text2.charCodeAt(start + 2)) ? hexEnd(text2, start + 2) : decimalEnd(text2, start);
  if (!isNamePart(text2.charCodeAt(end))) return { kind: "number", start, end };
  end = nameEnd(text2, end);
  return { kind: "bad", start, end };
}
function hexEnd(text2, from) {
  let at = from;
  while (isHexDigit(text2.charCodeAt(at)) || isSeparator(text2, at, isHexDigit)) at++;
  return at;
}
function decimalEnd(text2, from) {
  let at = digitsEnd(text2, from);
  if (text2.charCodeAt(at) === dot) at = digitsEnd(text2, at + 1);
  if ((text2.charCodeAt(at) | 32) !== 101) return at;
  const sign = text2[at + 1] === "+" || text2[at + 1] === "-" ? 2 : 1;
  return isDigit(text2.charCodeAt(at + sign)) ? digitsEnd(text2, at + sign) : at;
}
function digitsEnd(text2, from) {
  let at = from;
  while (isDigit(text2.charCodeAt(at)) || isSeparator(text2, at, isDigit)) at++;
  return at;
}
function isSeparator(text2, at, isPart) {
  return text2[at] === "_" && isPart(text2.charCodeAt(at - 1)) && isPart(text2.charCodeAt(at + 1));
}
function variableToken(text2, start, mark) {
  let end = start + 1;
  if (mark === "?") {
    while (isDigit(text2.charCodeAt(end))) end++;
    return { kind: "variable", start, end };
  }
  for (; ; ) {
    if (isNamePart(text2.charCodeAt(end))) end++;
    else if (text2.startsWith("::", end)) end += 2;
    else break;
  }
  return { kind: end > start + 1 ? "variable" : "bad", start, end };
}
var longSymbols = /* @__PURE__ */ new Map([
  ["-", ["->>", "->"]],
  ["|", ["||"]],
  ["<", ["<=", "<>", "<<"]],
  [">", [">=", ">>"]],
  ["=", ["=="]],
  ["!", ["!="]]
]);
function symbolToken(text2, start) {
  if (text2.startsWith("/*", start)) return { kind: "unended", start, end: text2.length };
  const mark = text2[start];
  const long = longSymbols.get(mark)?.find((symbol) => text2.startsWith(symbol, start));
  if (long !== void 0) return { kind: "symbol", start, end: start + long.length };
  return { kind: "-+*/%(),;.<>=&|~".includes(mark) ? "symbol" : "bad", start, end: start + 1 };
}
function nameEnd(text2, from) {
  let at = from;
  while (at < text2.length && isNamePart(text2.charCodeAt(at))) at++;
  return at;
}
function isSpace(code) {
  return code === 32 || code >= 9 && code <= 13 || code === byteOrderMark;
}
function isDigit(code) {
  return code >= 48 && code <= 57;
}
function isHexDigit(code) {
  const lower = code | 32;
  return isDigit(code) || lower >= 97 && lower <= 102;
}
function isNameStart(code) {
  const lower = code | 32;
  return lower >= 97 && lower <= 122 || code === 95 || code >= 128;
}
function isNamePart(code) {
  return isNameStart(code) || isDigit(code) || code === 36;
}

// src/dialects/sqlite/parse/split.ts
function splitPieces(text2, from = 0) {
  const pieces = [];
  let at = from;
  for (let token = nextToken(text2, at); token !== null; token = nextToken(text2, at)) {
    if (isSymbol(text2, token, ";")) at = token.end;
    else {
      const piece = isShellLine(text2, token.start) ? shellCommand(text2, token) : pieceFrom(text2, token);
      pieces.push(piece);
      at = piece.end;
    }
  }
  return pieces;
}
function pieceFrom(text2, first) {
  let place = afterHeadWord("", wordOf(text2, first));
  let last = first;
  let broken = null;
  let previous = wordOf(text2, first);
  for (let token = first; token !== null; token = nextToken(text2, token.end)) {
    const ends2 = isSymbol(text2, token, ";") && place !== "body" && place !== "between";
    if (ends2) break;
    if (token.kind === "unended") broken = token;
    if (token !== first && place !== "plain") place = nextPlace(place, previous, text2, token);
    if (place === "head") previous = wordOf(text2, token);
    last = token;
  }
  const piece = { start: first.start, end: last.end };
  if (broken !== null) return { ...piece, error: { message: unended(text2, broken), at: broken.start } };
  if (place === "body" || place === "between")
    return { ...piece, error: { message: unendedTrigger, at: first.start } };
  return { ...piece, error: firstWordError(text2, first) };
}
function nextPlace(place, previous, text2, token) {
  const word = wordOf(text2, token);
  switch (place) {
    case "head":
      return afterHeadWord(previous, word);
    case "before":
      return word === "begin" ? "between" : "before";
    case "body":
      return isSymbol(text2, token, ";") ? "between" : "body";
    case "between":
      if (isSymbol(text2, token, ";")) return "between";
      return word === "end" ? "plain" : "body";
    case "plain":
      return "plain";
  }
}
var headWords = /* @__PURE__ */ new Map([
  ["explain", [""]],
  ["query", ["explain"]],
  ["plan", ["query"]],
  ["create", ["", "explain", "plan"]],
  ["temp", ["create"]],
  ["temporary", ["create"]]
]);
function afterHeadWord(previous, word) {
  if (word === "trigger" && ["create", "temp", "temporary"].includes(previous)) return "before";
  return headWords.get(word)?.includes(previous) ? "head" : "plain";
}
var firstWords = new Set(
  "alter analyze attach begin commit create delete detach drop end explain insert pragma reindex release replace rollback savepoint select update vacuum values with".split(" ")
);
function firstWordError(text2, first) {
  if (firstWords.has(wordOf(text2, first))) return null;
  const written2 = text2.slice(first.start, Math.min(first.end, first.start + 40));
  return { message: `no statement of SQLite begins with ${JSON.stringify(written2)}`, at: first.start };
}
var unendedTrigger = "a trigger whose body never ends: END must stand behind a semicolon";
function unended(text2, { start }) {
  if (text2[start] === "/") return "a comment that never ends";
  return text2[start] === "'" || text2[start + 1] === "'" ? "a string that never ends" : "a quoted name that never ends";
}
function isShellLine(text2, start) {
  return /^\.[a-z]/.test(text2.slice(start, start + 2));
}
function shellCommand(text2, { start }) {
  const line = text2.slice(start, lineEnd(text2, start)).trimEnd();
  const command = line.split(/\s/, 1)[0] ?? line;
  const message = `shell command ${command}: only the sqlite3 command understands it`;
  return { start, end: start + line.length, error: { message, at: start } };
}
function isSymbol(text2, { kind, start }, symbol) {
  return kind === "symbol" && text2[start] === symbol;
}

// src/dialects/sqlite/parse/comments.ts
function commentsOf(text2) {
  if (text2.includes("\0")) return [];
  const shellLines = splitPieces(text2).filter(({ start }) => isShellLine(text2, start));
  return around(text2, 0, shellLines).flatMap((span) => commentsBetween(lexer_exports, text2, span));
}

// src/dialects/sqlite/parse/cursor.ts
function cursorOf(text2) {
  const ahead = [];
  let end = 0;
  function peek(places = 0) {
    while (ahead.length <= places) {
      const token = nextToken(text2, end);
      ahead.push(token);
      end = token?.end ?? text2.length;
    }
    return ahead[places] ?? null;
  }
  function take() {
    const token = peek();
    ahead.shift();
    return token;
  }
  const word = (places = 0) => wordOf(text2, peek(places));
  const symbol = (places = 0) => symbolOf(text2, peek(places));
  function skipWords(...words) {
    if (words.some((expected, place) => word(place) !== expected)) return false;
    ahead.splice(0, words.length);
    return true;
  }
  function skipSymbol(expected) {
    if (symbol() !== expected) return false;
    take();
    return true;
  }
  function takeName() {
    const name = nameOf(text2, peek());
    if (name !== null) take();
    return name ?? "";
  }
  function takeGroup() {
    if (!skipSymbol("(")) return null;
    const inside = [];
    for (let depth = 1, token = take(); token !== null; token = take()) {
      depth += depthChange(text2, token);
      if (depth === 0) break;
      inside.push(token);
    }
    return inside;
  }
  return { text: text2, peek, word, symbol, take, skipWords, skipSymbol, takeName, takeGroup };
}
function symbolOf(text2, token) {
  return token?.kind === "symbol" ? text2.slice(token.start, token.end) : "";
}
function nameOf(text2, token) {
  if (token?.kind !== "word" && token?.kind !== "quoted" && token?.kind !== "string") return null;
  return unquote(text2.slice(token.start, token.end));
}
function depthChange(text2, token) {
  const mark = symbolOf(text2, token);
  return mark === "(" ? 1 : mark === ")" ? -1 : 0;
}
function textOf(text2, tokens) {
  return text2.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
}
function partsOf(text2, tokens) {
  const parts = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthChange(text2, token);
    if (depth === 0 && symbolOf(text2, token) === ",") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

// src/dialects/sqlite/parse/no-op.ts
function isNoOp({ operations, sql }) {
  if (operations.length === 0) return false;
  return operations.every(changesNothing) || isConstantSelect(sql);
}
var kept = new Set(
  "application_id auto_vacuum default_cache_size encoding journal_mode page_size schema_version user_version writable_schema".split(" ")
);
function changesNothing(operation) {
  if (operation.kind === "transaction") return true;
  if (operation.kind === "set") return !kept.has(operation.name);
  return operation.kind === "other" && /^(?:explain|pragma (?!incremental_vacuum|optimize))/.test(operation.what);
}
var longest = 200;
function isConstantSelect(sql) {
  if (sql.length > longest) return false;
  const [select, ...targets] = tokensOf(sql);
  if (!["select", "values"].includes(wordOf(sql, select))) return false;
  return targets.every((token, at) => isConstantPart(sql, token, targets[at - 1]));
}
function isConstantPart(sql, token, before) {
  if (["number", "string", "blob"].includes(token.kind) || wordOf(sql, before) === "as") return true;
  return [",", "(", ")", "+", "-", "null", "true", "false", "as"].includes(
    symbolOf(sql, token) || wordOf(sql, token)
  );
}

// src/dialects/sqlite/parse/transactions.ts
function transactionForm({ transaction: transaction2, runner }, statements) {
  const form = transaction2 === "single-string" ? "none" : transaction2;
  if (form === "wrapped" && runner === "theirs") return form;
  if (hasOwnTransaction(statements, form)) return "authored";
  const lone = statements.length > 0 && statements.every((statement) => cannotRunInTransaction(statement) !== null);
  return form === "wrapped" && lone ? "none" : form;
}
function hasOwnTransaction(statements, form) {
  const own = ["begin", "commit", "rollback", ...form === "none" ? ["savepoint"] : []];
  return statements.some((statement) => own.includes(verbOf(statement) ?? ""));
}
function inTransaction(parsed) {
  const { transaction: transaction2, up, migration } = parsed;
  const wrapped = transaction2 === "wrapped";
  if (wrapped && migration.runner === "ours") return standsOutside(parsed).map((outside) => !outside);
  const open = wrapped ? [begun] : [];
  return up.map((statement) => {
    const before = open.length > 0;
    follow(open, statement);
    return before || open.length > 0;
  });
}
function standsOutside({ migration, transaction: transaction2, up }) {
  if (transaction2 !== "wrapped" || migration.runner === "theirs") return up.map(() => false);
  const first = up.findIndex((statement) => !isSetting(statement));
  const last = up.findLastIndex((statement) => !isSetting(statement));
  return up.map((statement, place) => {
    const atAnEnd = first === -1 || place < first || place > last;
    return atAnEnd || cannotRunInTransaction(statement) !== null;
  });
}
function isSetting({ operations: [operation] }) {
  return operation?.kind === "set";
}
var begun = "BEGIN";
function follow(open, statement) {
  switch (verbOf(statement)) {
    case "begin":
      if (open.length === 0) open.push(begun);
      break;
    case "commit":
    case "rollback":
      open.length = 0;
      break;
    case "savepoint":
      open.push(savepointName(statement));
      break;
    case "release": {
      const at = open.lastIndexOf(savepointName(statement));
      if (at !== -1) open.length = at;
      break;
    }
    default:
  }
}
function cannotRunInTransaction({ operations: [operation] }) {
  return operation?.kind === "other" && operation.what.startsWith("vacuum") ? "VACUUM" : null;
}
function verbOf({ operations: [operation] }) {
  return operation?.kind === "transaction" ? operation.verb : null;
}
function savepointName({ sql }) {
  const cursor = cursorOf(sql);
  const verb = cursor.word();
  cursor.take();
  cursor.skipWords("transaction");
  const isNamed = verb === "savepoint" || verb === "release" || verb === "rollback" && cursor.skipWords("to");
  if (!isNamed) return "";
  if (verb !== "savepoint") cursor.skipWords("savepoint");
  return folded(cursor.takeName());
}

// src/dialects/sqlite/parse/facts.ts
function isTransactionControl({ operations }) {
  return operations.some(({ kind }) => kind === "transaction");
}
function setsForeignKeys({ operations: [operation] }) {
  if (operation?.kind !== "set" || operation.name !== "foreign_keys") return null;
  return isOn(operation.value ?? "");
}
function isOn(value) {
  if (!/^\d/.test(value)) return ["on", "yes", "true"].includes(folded(value));
  const number = Number.parseInt(value, /^0x/i.test(value) ? 16 : 10);
  return number <= 2147483647 && number % 256 !== 0;
}
var longestName = 200;
function mentionedNames({ sql }) {
  const names = /* @__PURE__ */ new Set();
  for (let token = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
    if (token.end - token.start > longestName) continue;
    const name = folded(nameOf(sql, token) ?? "");
    if (name !== "" && (token.kind !== "word" || !isKeyword(name))) names.add(name);
  }
  return names;
}

// src/dialects/sqlite/parse/objects.ts
function takeObject(cursor, temporary) {
  const { schema, name } = takeWritten(cursor);
  return { schema: schema ?? schemaOf(name, temporary), name };
}
function takeNewObject(cursor, isTemporary) {
  const { schema, name } = takeWritten(cursor);
  return { schema: schema ?? (isTemporary ? "temp" : "main"), name };
}
function takeIndexOn(cursor, temporary) {
  const index = takeWritten(cursor);
  cursor.skipWords("on");
  const name = cursor.takeName();
  const schema = index.schema ?? schemaOf(name, temporary);
  return { index: { schema, name: index.name }, table: { schema, name } };
}
function nameText({ schema, name }) {
  return qualified(schema, name);
}
function schemaOf(name, temporary) {
  return temporary.has(folded(qualified("temp", name))) ? "temp" : "main";
}
function takeWritten(cursor) {
  const first = cursor.takeName();
  if (!cursor.skipSymbol(".")) return { schema: null, name: first };
  const known = ["main", "temp"].find((schema) => sameName(schema, first));
  return { schema: known ?? first, name: cursor.takeName() };
}

// src/dialects/sqlite/parse/constraint-operations.ts
function constraintOperation(text2, table, clause, columns) {
  const { kind, name, tokens } = clause;
  if (kind !== "primary-key" && kind !== "unique" && kind !== "check" && kind !== "foreign-key") return null;
  const inside = firstGroup(text2, tokens);
  return {
    kind: "add-constraint",
    table: nameText(table),
    constraint: name,
    type: kind,
    columns: kind === "check" ? namesIn(text2, inside, columns) : listed(text2, inside),
    references: parentOf(text2, table, clause),
    definition: textOf(text2, tokens),
    validated: true,
    usingIndex: false
  };
}
function columnConstraints(text2, table, { name, clauses }) {
  return clauses.flatMap((clause) => {
    const operation = constraintOperation(text2, table, clause);
    return operation === null ? [] : { ...operation, columns: [name] };
  });
}
function listed(text2, inside) {
  return partsOf(text2, inside).flatMap((part) => nameOf(text2, part[0]) ?? []);
}
function firstGroup(text2, tokens) {
  const open = tokens.findIndex((token) => symbolOf(text2, token) === "(");
  let depth = 0;
  const close = tokens.findIndex((token, at) => {
    if (at >= open) depth += depthChange(text2, token);
    return at > open && depth === 0;
  });
  return open === -1 ? [] : tokens.slice(open + 1, close === -1 ? void 0 : close);
}
function parentOf(text2, table, { kind, tokens }) {
  if (kind !== "foreign-key") return null;
  const at = tokens.findIndex((token) => wordOf(text2, token) === "references");
  const parent = at === -1 ? null : nameOf(text2, tokens[at + 1]);
  return parent === null ? null : qualified(table.schema, parent);
}
function namesIn(text2, tokens, columns) {
  const known = columns && new Map(columns.map((column) => [folded(column), column]));
  const found = /* @__PURE__ */ new Map();
  for (const [at, token] of tokens.entries()) {
    const next = symbolOf(text2, tokens[at + 1]);
    if (token.kind === "string" || next === "(" || next === "." || isKeyword(wordOf(text2, token))) continue;
    if (["collate", "as"].includes(wordOf(text2, tokens[at - 1]))) continue;
    const name = nameOf(text2, token);
    if (name === null || known !== void 0 && !known.has(folded(name))) continue;
    found.set(folded(name), known?.get(folded(name)) ?? name);
  }
  return [...found.values()];
}

// src/dialects/sqlite/parse/table-definition.ts
function tableDefinition(text2, inside) {
  const columns = [];
  const constraints = [];
  for (const part of partsOf(text2, inside)) {
    if (startsTableConstraint(text2, part[0])) constraints.push(...clausesOf(text2, part));
    else columns.push(columnDefinition(text2, part));
  }
  return { columns, constraints };
}
function startsTableConstraint(text2, first) {
  return ["constraint", "primary", "unique", "check", "foreign"].includes(wordOf(text2, first));
}
function columnDefinition(text2, tokens) {
  const first = tokens.findIndex((_, at) => at > 0 && clauseStart(text2, tokens, at) !== null);
  const typeEnd = first === -1 ? tokens.length : first;
  return {
    name: nameOf(text2, tokens[0]) ?? "",
    type: textOf(text2, tokens.slice(1, typeEnd)),
    clauses: clausesOf(text2, tokens.slice(typeEnd))
  };
}
function clausesOf(text2, tokens) {
  const clauses = [];
  let name = null;
  let current = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const start = depth === 0 ? clauseStart(text2, tokens, at) : null;
    depth += depthChange(text2, token);
    if (start === "name") {
      name = nameOf(text2, tokens[at + 1]);
      current = [];
      at++;
    } else if (start === null || start === "foreign-key" && isParentOf(text2, current, token))
      current.push(token);
    else {
      current = [token];
      clauses.push({ kind: start, name, tokens: current });
      name = null;
    }
  }
  return clauses;
}
function isParentOf(text2, current, token) {
  return wordOf(text2, token) === "references" && wordOf(text2, current[0]) === "foreign";
}
function clauseStart(text2, tokens, at) {
  const before = wordOf(text2, tokens[at - 1]);
  const after = wordOf(text2, tokens[at + 1]);
  switch (wordOf(text2, tokens[at])) {
    case "constraint":
      return "name";
    case "primary":
      return "primary-key";
    case "unique":
      return "unique";
    case "check":
      return "check";
    case "foreign":
    case "references":
      return "foreign-key";
    case "collate":
      return "collate";
    case "not":
      return after === "null" ? "not-null" : null;
    // DEFAULT NULL, ON DELETE SET NULL, ON DELETE SET DEFAULT.
    case "null":
      return ["not", "default", "set"].includes(before) ? null : "null";
    case "default":
      return before === "set" ? null : "default";
    case "generated":
      return after === "always" ? "generated" : null;
    case "as":
      return before === "always" && wordOf(text2, tokens[at - 2]) === "generated" ? null : "generated";
    default:
      return null;
  }
}

// src/dialects/sqlite/parse/column-operations.ts
function addColumn(text2, table, tokens) {
  const definition = columnDefinition(text2, tokens);
  const { name, type, clauses } = definition;
  const generated = clauses.find(({ kind }) => kind === "generated");
  const given = clauses.find(({ kind }) => kind === "default");
  const value = given === void 0 || isNull(text2, given) ? null : textOf(text2, given.tokens.slice(1));
  return [
    {
      kind: "add-column",
      table: nameText(table),
      column: name,
      type,
      notNull: clauses.some(({ kind }) => kind === "not-null"),
      default: generated === void 0 ? value : textOf(text2, generated.tokens),
      values: generated === void 0 ? value === null ? "null" : "default" : storage(text2, generated),
      calls: given === void 0 ? [] : called(text2, given.tokens)
    },
    ...columnConstraints(text2, table, definition)
  ];
}
function storage(text2, { tokens }) {
  return wordOf(text2, tokens.at(-1)) === "stored" ? "stored" : "virtual";
}
function isNull(text2, { tokens }) {
  const value = tokens.slice(1).filter((token) => !["(", ")"].includes(symbolOf(text2, token)));
  return value.length === 1 && wordOf(text2, value[0]) === "null";
}
function called(text2, tokens) {
  const names = tokens.filter((_, at) => symbolOf(text2, tokens[at + 1]) === "(").map((token) => wordOf(text2, token)).filter((word) => word !== "" && !isKeyword(word));
  return [...new Set(names)];
}

// src/dialects/sqlite/parse/alter-operations.ts
function alterTable(cursor, temporary) {
  if (!cursor.skipWords("alter", "table")) return [];
  const object2 = takeObject(cursor, temporary);
  const table = nameText(object2);
  if (cursor.skipWords("rename")) return [rename(cursor, object2)];
  if (cursor.skipWords("add")) return add(cursor, object2);
  if (cursor.skipWords("drop", "constraint"))
    return [{ kind: "drop-constraint", table, constraint: cursor.takeName(), cascade: false }];
  if (cursor.skipWords("drop")) {
    cursor.skipWords("column");
    return [{ kind: "drop-column", table, column: cursor.takeName(), cascade: false }];
  }
  if (!cursor.skipWords("alter")) return [];
  cursor.skipWords("column");
  const column = cursor.takeName();
  if (cursor.skipWords("set", "not", "null")) return [{ kind: "set-not-null", table, column }];
  if (cursor.skipWords("drop", "not", "null")) return [{ kind: "drop-not-null", table, column }];
  return [{ kind: "alter-table", table, detail: "alter column" }];
}
function rename(cursor, object2) {
  const table = nameText(object2);
  if (cursor.skipWords("to"))
    return { kind: "rename-table", table, to: nameText({ ...object2, name: cursor.takeName() }) };
  cursor.skipWords("column");
  const column = cursor.takeName();
  cursor.skipWords("to");
  return { kind: "rename-column", table, column, to: cursor.takeName() };
}
function add(cursor, table) {
  if (startsTableConstraint(cursor.text, cursor.peek()))
    return clausesOf(cursor.text, restOf(cursor)).flatMap(
      (clause) => constraintOperation(cursor.text, table, clause) ?? []
    );
  cursor.skipWords("column");
  return addColumn(cursor.text, table, restOf(cursor));
}
function restOf(cursor) {
  const tokens = [];
  for (let token = cursor.take(); token !== null; token = cursor.take()) tokens.push(token);
  return tokens;
}

// src/dialects/sqlite/parse/object-operations.ts
function create(cursor, temporary) {
  cursor.skipWords("create");
  const isTemporary = cursor.skipWords("temp") || cursor.skipWords("temporary");
  if (cursor.skipWords("table")) return createTable(cursor, isTemporary);
  const unique = cursor.skipWords("unique");
  if (cursor.skipWords("index")) return createIndex(cursor, unique, temporary);
  for (const object2 of ["view", "trigger", "virtual table"])
    if (cursor.skipWords(...object2.split(" "))) {
      cursor.skipWords("if", "not", "exists");
      return [{ kind: "create", object: object2, name: nameText(takeNewObject(cursor, isTemporary)) }];
    }
  return [];
}
function createTable(cursor, isTemporary) {
  const ifNotExists = cursor.skipWords("if", "not", "exists");
  const object2 = takeNewObject(cursor, isTemporary);
  const table = nameText(object2);
  const { text: text2 } = cursor;
  const definition = cursor.takeGroup() ?? [];
  const { columns, constraints } = tableDefinition(text2, definition);
  const names = columns.map(({ name }) => name);
  return [
    { kind: "create-table", table, ifNotExists },
    ...cursor.word() === "as" ? [rowsOfQuery(table)] : [],
    ...columns.flatMap((column) => columnConstraints(text2, object2, column)),
    ...constraints.flatMap((clause) => constraintOperation(text2, object2, clause, names) ?? [])
  ];
}
function rowsOfQuery(table) {
  return { kind: "write-rows", verb: "insert", table, columns: [], filtered: true, source: "query" };
}
function createIndex(cursor, unique, temporary) {
  const ifNotExists = cursor.skipWords("if", "not", "exists");
  const { index, table } = takeIndexOn(cursor, temporary);
  const parts = partsOf(cursor.text, cursor.takeGroup() ?? []);
  return [
    {
      kind: "create-index",
      table: nameText(table),
      index: nameText(index),
      columns: parts.map((part) => indexedColumn(cursor.text, part) ?? "(expression)"),
      unique,
      only: false,
      concurrently: false,
      ifNotExists
    }
  ];
}
function indexedColumn(text2, [first, second]) {
  const isColumn = second === void 0 || ["collate", "asc", "desc"].includes(wordOf(text2, second));
  return isColumn ? nameOf(text2, first) : null;
}
var dropped = ["table", "index", "view", "trigger"];
function drop(cursor, temporary) {
  cursor.skipWords("drop");
  const object2 = dropped.find((word) => cursor.skipWords(word));
  if (object2 === void 0) return [];
  const ifExists = cursor.skipWords("if", "exists");
  const name = nameText(takeObject(cursor, temporary));
  if (object2 === "table") return [{ kind: "drop-table", table: name, cascade: false }];
  if (object2 === "index")
    return [{ kind: "drop-index", index: name, concurrently: false, ifExists, cascade: false }];
  return [{ kind: "drop", object: object2, name, cascade: false }];
}

// src/dialects/sqlite/parse/constant-true.ts
var longest2 = 50;
function isConstantTrue(text2, condition) {
  if (condition.length > longest2) return false;
  if (condition.some((token) => wordOf(text2, token) === "case")) return false;
  return constantValue(text2, condition) === true;
}
function constantValue(text2, tokens) {
  const either = dividedBy(text2, tokens, "or");
  if (either.length > 1) return either.some((part) => constantValue(text2, part) === true) || null;
  const both = dividedBy(text2, tokens, "and");
  if (both.length > 1) return both.every((part) => constantValue(text2, part) === true) || null;
  const [first, second, third] = tokens;
  if (wordOf(text2, first) === "not") {
    const value = constantValue(text2, tokens.slice(1));
    return value === null ? null : !value;
  }
  if (symbolOf(text2, first) === "(" && symbolOf(text2, tokens.at(-1)) === ")")
    return constantValue(text2, tokens.slice(1, -1));
  if (tokens.length === 1) return truth(text2, first);
  const isComparison = tokens.length === 3 && ["=", "==", "is"].includes(operatorOf(text2, second));
  return isComparison ? sameLiteral(text2, first, third) : null;
}
function operatorOf(text2, token) {
  return symbolOf(text2, token) || wordOf(text2, token);
}
function truth(text2, token) {
  const word = wordOf(text2, token);
  if (word === "true" || word === "false") return word === "true";
  return token?.kind === "number" ? Number(written(text2, token).replaceAll("_", "")) !== 0 : null;
}
function sameLiteral(text2, a, b) {
  const isLiteral = (token) => token?.kind === "number" || token?.kind === "string";
  return isLiteral(a) && isLiteral(b) && written(text2, a) === written(text2, b) ? true : null;
}
function written(text2, token) {
  return token === void 0 ? "" : text2.slice(token.start, token.end);
}
function dividedBy(text2, tokens, divider) {
  const parts = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthChange(text2, token);
    if (depth === 0 && wordOf(text2, token) === divider) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

// src/dialects/sqlite/parse/row-operations.ts
function insert(cursor, temporary) {
  cursor.take();
  skipConflictClause(cursor);
  cursor.skipWords("into");
  const table = nameText(takeObject(cursor, temporary));
  return [
    { kind: "write-rows", verb: "insert", table, columns: [], filtered: true, source: sourceOf(cursor) }
  ];
}
function sourceOf(cursor) {
  if (cursor.skipWords("as")) cursor.take();
  cursor.takeGroup();
  return cursor.word() === "values" || cursor.word() === "default" ? "values" : "query";
}
function update(cursor, temporary) {
  cursor.take();
  skipConflictClause(cursor);
  const table = nameText(takeObject(cursor, temporary));
  const clauses = topClauses(cursor);
  const columns = assigned(cursor.text, clauses.get("set") ?? []);
  return [{ kind: "write-rows", verb: "update", table, columns, filtered: isFiltered(cursor.text, clauses) }];
}
function remove(cursor, temporary) {
  cursor.skipWords("delete", "from");
  const table = nameText(takeObject(cursor, temporary));
  const filtered = isFiltered(cursor.text, topClauses(cursor));
  return [{ kind: "write-rows", verb: "delete", table, columns: [], filtered }];
}
function skipWith(cursor) {
  cursor.skipWords("with");
  cursor.skipWords("recursive");
  do {
    cursor.takeName();
    cursor.takeGroup();
    cursor.skipWords("as");
    cursor.skipWords("not");
    cursor.skipWords("materialized");
    cursor.takeGroup();
  } while (cursor.skipSymbol(","));
}
function skipConflictClause(cursor) {
  if (cursor.skipWords("or")) cursor.take();
}
function topClauses(cursor) {
  const clauses = /* @__PURE__ */ new Map();
  let current = [];
  let depth = 0;
  let before = "";
  for (let token = cursor.take(); token !== null; token = cursor.take()) {
    depth += depthChange(cursor.text, token);
    const word = depth === 0 ? wordOf(cursor.text, token) : "";
    const isDistinctFrom = word === "from" && before === "distinct";
    if (["set", "from", "where", "returning"].includes(word) && !isDistinctFrom) {
      current = [];
      clauses.set(word, current);
    } else current.push(token);
    before = word;
  }
  return clauses;
}
function isFiltered(text2, clauses) {
  const condition = clauses.get("where");
  return condition !== void 0 && !isConstantTrue(text2, condition);
}
function assigned(text2, tokens) {
  const columns = [];
  let depth = 0;
  let isTarget = true;
  for (const token of tokens) {
    const mark = symbolOf(text2, token);
    depth += depthChange(text2, token);
    if (depth === 0 && mark === ",") isTarget = true;
    else if (depth === 0 && mark === "=") isTarget = false;
    else if (isTarget) {
      const name = nameOf(text2, token);
      if (name !== null) columns.push(name);
    }
  }
  return columns;
}

// src/dialects/sqlite/parse/session-operations.ts
var verbs = {
  begin: "begin",
  commit: "commit",
  end: "commit",
  rollback: "rollback",
  savepoint: "savepoint",
  release: "release"
};
function transaction(cursor) {
  const verb = verbs[cursor.word()] ?? "begin";
  cursor.take();
  cursor.skipWords("transaction");
  return [{ kind: "transaction", verb: verb === "rollback" && cursor.word() === "to" ? "rollback-to" : verb }];
}
var questions = new Set(
  "foreign_key_check foreign_key_list incremental_vacuum index_info index_list index_xinfo integrity_check optimize quick_check table_info table_list table_xinfo wal_checkpoint".split(" ")
);
function pragma(cursor) {
  cursor.take();
  const name = folded(takePragmaName(cursor));
  const hasValue2 = cursor.skipSymbol("=") || cursor.skipSymbol("(");
  if (!hasValue2 || questions.has(name)) return [{ kind: "other", what: `pragma ${name}` }];
  const sign = ["-", "+"].includes(cursor.symbol()) ? cursor.symbol() : "";
  if (sign !== "") cursor.take();
  const token = cursor.take();
  const written2 = token === null ? "" : cursor.text.slice(token.start, token.end);
  return [{ kind: "set", name, value: sign + (nameOf(cursor.text, token) ?? unquote(written2)), local: false }];
}
function takePragmaName(cursor) {
  const first = cursor.takeName();
  return cursor.skipSymbol(".") ? cursor.takeName() : first;
}
function reindex(cursor, temporary) {
  cursor.take();
  const target = cursor.peek() === null ? "database" : nameText(takeObject(cursor, temporary));
  const scope = target === "database" ? "database" : null;
  return [{ kind: "reindex", scope, target, concurrently: false }];
}
function vacuum(cursor) {
  cursor.take();
  if (cursor.word() !== "into") cursor.takeName();
  return [{ kind: "other", what: cursor.word() === "into" ? "vacuum into" : "vacuum" }];
}

// src/dialects/sqlite/parse/operations.ts
var readers = new Map(
  Object.entries({
    create,
    drop,
    alter: alterTable,
    insert,
    replace: insert,
    update,
    delete: remove,
    with: (cursor, temporary) => {
      skipWith(cursor);
      return cursor.word() === "with" ? [] : read(cursor, temporary);
    },
    begin: transaction,
    commit: transaction,
    end: transaction,
    rollback: transaction,
    savepoint: transaction,
    release: transaction,
    pragma,
    reindex,
    vacuum
  })
);
function operationsOf(sql, temporary) {
  return read(cursorOf(sql), temporary);
}
function read(cursor, temporary) {
  const word = cursor.word();
  const operations = readers.get(word)?.(cursor, temporary) ?? [];
  return operations.length > 0 ? operations : [{ kind: "other", what: word === "values" ? "select" : word }];
}

// src/dialects/sqlite/parse/tree.ts
var longestText = 5e3;
async function loadTreeReader() {
  const { default: library } = await import("./sqlite-QBKS7OAK.js");
  const parser = new library.Parser();
  return (sql) => {
    try {
      const read2 = parser.astify(sql, { database: "sqlite" });
      return Array.isArray(read2) ? read2[0] ?? null : read2;
    } catch {
      return null;
    }
  };
}
function wantsTree(sql, operations) {
  const reads = operations.some((operation) => operation.kind === "write-rows" && operation.source === "query");
  const isPlain = sql.length <= longestText && sql.indexOf("(") === sql.lastIndexOf("(");
  return reads && isPlain && !tokensOf(sql).some((token) => picking.has(wordOf(sql, token)));
}
var picking = new Set(
  "conflict cross distinct except full group having ignore inner intersect join left limit natural or outer replace right union values where window with".split(" ")
);
function withSource(operations, tree) {
  const copied = tree === null ? null : copyIn(tree);
  if (copied === null) return operations;
  return operations.map(
    (operation) => operation.kind === "write-rows" ? { ...operation, source: "copy", copied } : operation
  );
}
var choosing = ["where", "groupby", "having", "limit", "distinct", "with", "_next", "set_op", "window"];
function copyIn(tree) {
  const { columns: targets, values } = tree;
  if (values?.type !== "select" || choosing.some((clause) => (values[clause] ?? null) !== null)) return null;
  const [source, ...more] = values.from ?? [];
  if (source?.table === void 0 || more.length > 0) return null;
  const plain = /* @__PURE__ */ new Set(["column_ref", "star", "double_quote_string"]);
  const read2 = values.columns === "*" ? [] : values.columns.map(({ expr }) => expr);
  if (!read2.every(({ type }) => plain.has(type))) return null;
  return { from: dotted([source.db ?? "main", source.table]), columns: sameColumns(targets ?? [], read2) };
}
function sameColumns(targets, read2) {
  const sources = read2.map(({ type, column, value }) => String(type === "column_ref" ? column : value));
  const isSame = targets.length > 0 && targets.length === sources.length && // `current_date` is read as a column, and is none.
  targets.every((name, place) => sameName(name, sources[place] ?? "") && !/^current_/i.test(name));
  return isSame ? targets : null;
}

// src/dialects/sqlite/parse/parse.ts
async function parseStatements(text2) {
  const whole = text2.isWellFormed() ? text2 : text2.toWellFormed();
  const lines = linesOf(whole);
  const temporary = /* @__PURE__ */ new Set();
  const statements = piecesOf(whole).map(({ start, end, error }, index) => {
    const sql = whole.slice(start, end);
    const operations = error === null ? operationsOf(sql, temporary) : [];
    note(temporary, operations);
    return {
      index,
      start,
      end,
      line: lines.lineAt(start),
      endLine: lines.lineAt(Math.max(start, end - 1)),
      sql,
      operations,
      syntaxError: error && { message: error.message, line: lines.lineAt(error.at) },
      tree: null
    };
  });
  return withTrees(statements);
}
var mostTrees = 100;
async function withTrees(statements) {
  const wanting = statements.filter(({ sql, operations }) => wantsTree(sql, operations)).slice(0, mostTrees);
  if (wanting.length === 0) return statements;
  const read2 = await loadTreeReader();
  const trees = new Map(wanting.map((statement) => [statement, read2(statement.sql)]));
  return statements.map((statement) => {
    const tree = trees.get(statement) ?? null;
    return tree === null ? statement : { ...statement, tree, operations: withSource(statement.operations, tree) };
  });
}
function piecesOf(text2) {
  const at = text2.indexOf("\0");
  if (at === -1) return splitPieces(text2);
  const message = "the file holds a NUL byte: it is binary or not UTF-8 (UTF-16?)";
  return [{ start: 0, end: text2.length, error: { message, at } }];
}
function note(temporary, operations) {
  for (const operation of operations) {
    const gone2 = goneName(operation);
    const made = madeName(operation);
    if (gone2 !== null) temporary.delete(folded(gone2));
    if (made?.startsWith("temp.") === true) temporary.add(folded(made));
  }
}
function madeName(operation) {
  if (operation.kind === "create-table") return operation.table;
  if (operation.kind === "create-index") return operation.index;
  if (operation.kind === "rename-table") return operation.to;
  return operation.kind === "create" ? operation.name : null;
}
function goneName(operation) {
  if (operation.kind === "drop-table" || operation.kind === "rename-table") return operation.table;
  if (operation.kind === "drop-index") return operation.index;
  return operation.kind === "drop" ? operation.name : null;
}

// src/dialects/sqlite/schema/describe.ts
function describe({ kind, attributes }, parts) {
  switch (kind) {
    case "table":
    case "view":
      return describeWhole(parts);
    case "virtual table":
      return clip(
        `using ${attributes.module}${attributes.arguments === void 0 ? "" : `(${attributes.arguments})`}`
      );
    case "column":
      return clip(columnText(attributes));
    case "constraint":
      return clip(attributes.definition ?? "");
    case "index":
      return clip(indexText(attributes));
    case "trigger":
      return `on ${attributes.table}`;
    default:
      return "";
  }
}
function describeWhole(parts) {
  const count = (kind, plural) => {
    const n = parts.filter((part) => part.kind === kind).length;
    return n === 0 ? [] : [n === 1 ? `1 ${kind}` : `${n} ${plural}`];
  };
  const referenced = parts.flatMap((part) => {
    if (part.kind !== "constraint") return [];
    const parent = /^FOREIGN KEY .*? REFERENCES ("(?:[^"]|"")*"|[^"( ]+)/.exec(
      part.attributes.definition ?? ""
    );
    return parent === null ? [] : [`main.${parent[1]}`];
  });
  return clip(
    [
      ...count("column", "columns"),
      ...count("index", "indexes"),
      ...count("trigger", "triggers"),
      ...referenced.length === 0 ? [] : [`references ${[...new Set(referenced)].sort().join(", ")}`]
    ].join(", ")
  );
}
var shapeNames = /* @__PURE__ */ new Set(["type", "collation", "not null"]);
function describeChange(kind, before, after, differing2) {
  const shape = kind === "column" ? differing2.filter((name) => shapeNames.has(name)) : [];
  return oneLine(
    [
      ...shape.length > 0 ? [`${typeText(before)} \u2192 ${typeText(after)}`] : [],
      ...differing2.filter((name) => !shape.includes(name)).map(
        (name) => name === "definition" ? textChange(definitionText(kind, before), definitionText(kind, after)) : attributeChange(name, before[name], after[name])
      )
    ].join("; ")
  );
}
function attributeChange(name, before, after) {
  if (after === "yes" && before === void 0) return `now ${name}`;
  if (before === "yes" && after === void 0) return `no longer ${name}`;
  if (before === void 0) return `no ${name} \u2192 ${name} ${beginning(after ?? "")}`;
  if (after === void 0) return `${name} ${beginning(before)} \u2192 no ${name}`;
  return `${name} ${textChange(before, after)}`;
}
function definitionText(kind, attributes) {
  return kind === "index" ? indexText(attributes) : attributes.definition ?? "";
}
function typeText({ type = "", collation, "not null": notNull }) {
  return [
    type === "" ? "no type" : type,
    ...collation === void 0 ? [] : [`collate ${collation}`],
    ...notNull === void 0 ? [] : [notNull.replace(/^yes/, "not null")]
  ].join(" ");
}
function columnText(attributes) {
  const { default: value, generated } = attributes;
  return [
    typeText(attributes),
    ...value === void 0 ? [] : [`default ${value}`],
    ...generated === void 0 ? [] : [`generated ${generated}`]
  ].join(" ");
}
function indexText({ definition = "" }) {
  const [, unique = "", on = definition] = /^CREATE (UNIQUE )?INDEX (?:"(?:[^"]|"")*"|\S+) (ON .*)$/s.exec(definition) ?? [];
  return `${unique.toLowerCase()}${on.replace(/^ON /, "on ")}`;
}
function clip(text2) {
  const line = oneLine(text2);
  return line.length <= 200 ? line : `${line.slice(0, 199)}\u2026`;
}

// src/dialects/sqlite/schema/fragment.ts
function laidOut(text2) {
  let line = "";
  let end = -1;
  for (const token of tokensOf(text2)) {
    if (end !== -1 && token.start > end) line += " ";
    line += text2.slice(token.start, token.end);
    end = token.end;
  }
  return line;
}
function sameFragment(a, b) {
  return a === b || keyOf(a) === keyOf(b);
}
function keyOf(text2) {
  return keysOf(text2).join(" ");
}
function canonical(text2) {
  return keysOf(text2).reduce((line, key) => line + (isTight(line, key) ? "" : " ") + key, "");
}
function isTight(line, next) {
  if (line === "" || /[(.]$/.test(line) || /^[),.]$/.test(next)) return true;
  const last = /[\w$\u0080-\uffff]+$/.exec(line)?.[0];
  return next === "(" && last !== void 0 && !meaningful.has(last);
}
function keysOf(text2) {
  return tokensOf(text2).map((token) => tokenKey(text2, token));
}
function wordsIn(text2) {
  return new Set(
    tokensOf(text2).filter(({ kind }) => kind === "word" || kind === "quoted" || kind === "string").map(({ start, end }) => folded(unquote(text2.slice(start, end))))
  );
}
var meaningful = new Set(
  "true false current_date current_time current_timestamp raise null not and or is in between like glob regexp match case when then else end cast exists select distinct from where group order having limit collate isnull notnull escape union except intersect join on using values set default check primary unique references constraint foreign create table index add drop alter insert update delete into as if".split(" ")
);
function tokenKey(text2, { kind, start, end }) {
  const written2 = text2.slice(start, end);
  switch (kind) {
    case "word":
    case "number":
    case "blob":
      return folded(written2);
    case "quoted": {
      const name = folded(unquote(written2));
      const bare = /^[a-z_\u0080-\uffff][\w$\u0080-\uffff]*$/.test(name) && !meaningful.has(name);
      return bare ? name : `"${name.replaceAll('"', '""')}"`;
    }
    default:
      return written2;
  }
}

// src/dialects/sqlite/schema/kinds.ts
var kinds = {
  order: ["table", "virtual table", "view", "column", "constraint", "index", "trigger"],
  wholes: /* @__PURE__ */ new Set(["table", "view", "virtual table"]),
  ownerOf({ kind, name, attributes }) {
    if (kind === "column" || kind === "constraint") return splitLast(name).parent;
    return attributes.table ?? null;
  }
};

// src/dialects/sqlite/schema/match.ts
function matchByName(before, after) {
  return match(before, after, [({ kind, name }) => [`${kind} ${folded(name)}`]]);
}
function matchWithRenames(before, after) {
  const byName2 = ({ kind, name }) => [`${kind} ${folded(name)}`];
  const byIdentity = ({ kind, identity }) => identity === "" ? [] : [`${kind} ${identity}`];
  const holders = match(before, after, [byName2, byIdentity]);
  const words = renamedWords(holders.pairs);
  const parts = match(rest(before, holders, "before"), rest(after, holders, "after"), [
    (object2) => byName2(carried(object2, holders.pairs, words))
  ]);
  return { pairs: [...holders.pairs, ...parts.pairs], dropped: parts.dropped, added: parts.added, words };
}
function sameButRenames(before, after, words) {
  const [old, now] = [keysOf(before), keysOf(after)];
  return old.length === now.length && old.every((key, at) => sameKey(key, now[at] ?? "", words));
}
function sameKey(old, now, words) {
  return old === now || words.get(folded(unquote(old)))?.has(folded(unquote(now))) === true;
}
function match(before, after, keys) {
  const pairs = [];
  let [dropped2, added2] = [[...before.objects.values()], [...after.objects.values()]];
  for (const key of keys) {
    const left = new Map(added2.flatMap((object2) => key(object2).map((name) => [name, object2])));
    dropped2 = dropped2.filter((object2) => {
      const [name = ""] = key(object2);
      const same = left.get(name);
      if (same === void 0) return true;
      pairs.push({ before: object2, after: same });
      left.delete(name);
      return false;
    });
    const taken = new Set(pairs.map((pair) => pair.after));
    added2 = added2.filter((object2) => !taken.has(object2));
  }
  return { pairs, dropped: dropped2, added: added2 };
}
function rest(schema, { pairs }, side) {
  const taken = new Set(pairs.map((pair) => pair[side]));
  return { ...schema, objects: new Map([...schema.objects].filter(([, object2]) => !taken.has(object2))) };
}
function renamedWords(pairs) {
  const words = /* @__PURE__ */ new Map();
  for (const { before, after } of pairs) {
    const [old, now] = [localOf(before), localOf(after)];
    if (old !== now) words.set(old, (words.get(old) ?? /* @__PURE__ */ new Set()).add(now));
  }
  return words;
}
function localOf({ name }) {
  return folded(unquote(splitLast(name).local));
}
function carried(object2, pairs, words) {
  if (object2.kind !== "constraint") return object2;
  const owner = kinds.ownerOf(object2);
  const table = pairs.find(({ before }) => before.kind === "table" && before.name === owner);
  const { parent, local } = splitLast(object2.name);
  const name = unquote(local);
  const renamed = name.includes(" ") ? withNewNames(name, words) : name;
  return { ...object2, name: `${table?.after.name ?? parent}.${dotted([renamed])}` };
}
function withNewNames(text2, words) {
  const [head = "", ...list2] = text2.split("(");
  const content = list2.join("(");
  const keys = keysOf(content).map((key) => {
    const [now] = words.get(folded(unquote(key))) ?? [];
    return now === void 0 ? key : dotted([now]);
  });
  return content === "" ? text2 : `${head}(${canonical(keys.join(" "))}`;
}

// src/dialects/sqlite/schema/diff.ts
function diffSchemas(before, after) {
  const match2 = matchWithRenames(before, after);
  return changesOf(before, after, match2, sameUnder(match2.words));
}
function sameUnder(words) {
  return (a, b) => sameFragment(a, b) || sameButRenames(a, b, words);
}
function changesOf(before, after, match2, same) {
  const order = objectOrder(kinds, after);
  const kept2 = match2.pairs.map((pair) => ({ pair, found: [...rename2(pair), ...alteration(pair, same)] })).filter(({ found }) => found.length > 0).sort((a, b) => order(a.pair.after, b.pair.after)).flatMap(({ found }) => found);
  return [...fold(match2.dropped, "drop", before), ...kept2, ...fold(match2.added, "add", after)];
}
function rename2({ before, after }) {
  const [old = "", now = ""] = [before, after].map(({ name }) => unquote(splitLast(name).local));
  if (sameName(old, now) || before.kind === "constraint") return [];
  return [{ action: "rename", object: after.kind, name: after.name, detail: `was ${before.name}` }];
}
function differing({ before, after }, same) {
  const names = [.../* @__PURE__ */ new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])];
  return names.filter((name) => {
    const [old, now] = [before.attributes[name], after.attributes[name]];
    return old === void 0 || now === void 0 ? old !== now : !same(old, now);
  });
}
function alteration(pair, same) {
  const { before, after } = pair;
  const names = differing(pair, same);
  if (names.length === 0) return [];
  const detail = describeChange(after.kind, before.attributes, after.attributes, names);
  return [{ action: "alter", object: after.kind, name: after.name, detail }];
}
function fold(objects, action, schema) {
  const wholes = new Set(objects.filter(({ kind }) => kinds.wholes.has(kind)).map(({ name }) => name));
  const parts = Map.groupBy(objects, (object2) => {
    const whole = kinds.wholes.has(object2.kind) ? null : kinds.ownerOf(object2);
    return whole !== null && wholes.has(whole) ? whole : "";
  });
  return [...parts.get("") ?? []].sort(objectOrder(kinds, schema)).map((object2) => ({
    action,
    object: object2.kind,
    name: object2.name,
    detail: describe(object2, parts.get(object2.name) ?? [])
  }));
}

// src/dialects/sqlite/schema/compare.ts
function compareSchemas(expected, actual) {
  const difference = changesOf(expected, actual, matchByName(expected, actual), sameFragment);
  if (difference.length > 0) return { verdict: "unequal", difference };
  const reordered = orderChanges(expected, actual);
  return { verdict: reordered.length > 0 ? "equal-except-order" : "equal", difference: reordered };
}
function orderChanges(expected, actual) {
  const now = new Map([...actual.columnOrder].map(([name, columns]) => [folded(name), columns]));
  return [...expected.columnOrder].flatMap(([name, columns]) => {
    const found = now.get(folded(name)) ?? [];
    if (folded(columns.join()) === folded(found.join())) return [];
    const detail = `columns ${columns.join(", ")} \u2192 ${found.join(", ")}`;
    return [{ action: "alter", object: "table", name, detail }];
  });
}

// src/dialects/sqlite/session.ts
var DatabaseError = class extends Error {
  /**
   * The engine's extended code by name: `SQLITE_CONSTRAINT_FOREIGNKEY`. Most mistakes are `SQLITE_ERROR` to it; the
   * common ones have words of ours (`no-such-table`, `syntax-error`, …), and `refused` comes from the sandbox.
   */
  code;
  inTransaction;
  constructor(message, code, inTransaction2) {
    super(message);
    this.code = code;
    this.inTransaction = inTransaction2;
  }
};

// src/dialects/sqlite/shadow/causes.ts
var causes = [
  ["syntax-error", /^(?:near ".*": syntax error$|incomplete input$|unrecognized token: )/s],
  ["no-such-table", /\bno such table: /],
  ["no-such-column", /\bno such column: |\bhas no column named |^unknown column "/],
  ["no-such-function", /\bno such function: |^unknown function: /],
  ["no-such-module", /\bno such module: |\b(?:no such|unknown) tokenizer: /],
  ["no-such-collation", /\bno such collation sequence: /],
  ["already-exists", /\balready exists$|^there is already another table or index |^duplicate column name: /],
  ["no-such-object", /\bno such (?:index|view|trigger): |\bunable to identify the object to be reindexed$/]
];
function causeOf(code, message) {
  if (code !== "SQLITE_ERROR" && code !== "SQLITE_ERROR_MISSING_COLLSEQ") return code;
  return causes.find(([, pattern]) => pattern.test(message))?.[0] ?? code;
}
var missingObject = /* @__PURE__ */ new Set([
  "no-such-table",
  "no-such-column",
  "no-such-object"
]);
var brought = {
  "no-such-function": "functions",
  "no-such-module": "modules and tokenizers",
  "no-such-collation": "collations"
};
function broughtByApplication(error) {
  const what = brought[error.code];
  return what === void 0 ? null : `${error.message}: the shadow has none of the application's own ${what}`;
}

// src/dialects/sqlite/shadow/embedded.ts
async function openEmbedded(limits) {
  const { ask, end } = startEngine(
    engineProgram("sqlite"),
    limits,
    ({ message, code, inTransaction: inTransaction2 }) => new DatabaseError(message, causeOf(code, message), inTransaction2)
  );
  async function answerTo(kind, question) {
    const answer = await ask(question);
    if (answer.kind !== kind) throw new Error(`the engine answered ${answer.kind} where ${kind} was asked`);
    return answer;
  }
  const session = {
    async query(sql, parameters = []) {
      return (await answerTo("rows", { kind: "query", sql, parameters })).rows;
    },
    async script(sql) {
      await answerTo("done", { kind: "script", sql });
    },
    async run(sql) {
      return (await answerTo("ran", { kind: "run", sql })).result;
    },
    async prepare(queries) {
      return (await answerTo("prepared", { kind: "prepare", queries })).messages;
    },
    async standIn(name) {
      await answerTo("done", { kind: "stand-in", name });
    },
    async image() {
      return (await answerTo("image", { kind: "image" })).image;
    },
    async restore(image) {
      await answerTo("done", { kind: "restore", image });
    },
    async reconnect() {
      await answerTo("done", { kind: "reconnect" });
    },
    close: async () => end("it was closed")
  };
  await ask({ kind: "query", sql: "SELECT 1", parameters: [] }, "check");
  return session;
}

// src/dialects/sqlite/shadow/kept.ts
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
var factsSchema = external_exports.strictObject({
  losses: external_exports.strictObject({
    lost: external_exports.array(external_exports.tuple([external_exports.string(), external_exports.string()])),
    unread: external_exports.string().nullable()
  }),
  /** Functions that got a stand-in, where they were first missed. */
  notices: external_exports.array(
    external_exports.strictObject({ kind: external_exports.literal("function"), name: external_exports.string(), path: external_exports.string(), line: external_exports.int() })
  )
});
function factsOf({ facts }) {
  return factsSchema.safeParse(facts).data ?? null;
}
async function keep(session, facts) {
  return { facts, image: await promisify(zstdCompress)(await session.image()) };
}
function imageIn({ image }) {
  return promisify(zstdDecompress)(image);
}

// src/dialects/sqlite/fresh-session.ts
async function startAfresh(session, foreignKeys) {
  await session.reconnect();
  await session.script(`PRAGMA foreign_keys = ${foreignKeys ? "ON" : "OFF"}`);
}

// src/dialects/sqlite/schema/lineage.ts
function lineageFrom(schema, earlier) {
  const known = /* @__PURE__ */ new Map();
  for (const { kind, name, identity } of schema.objects.values()) {
    if (identity !== "" && identifiedKinds.has(kind)) known.set(folded(name), identity);
  }
  const now = new Map([...known.keys()].map((name) => [name, name]));
  return { known, now, given: /* @__PURE__ */ new Set([...earlier?.given ?? [], ...known.values()]) };
}
var identifiedKinds = /* @__PURE__ */ new Set(["table", "column", "virtual table"]);
function follow2(lineage, operations) {
  const now = new Map(lineage.now);
  for (const operation of operations) {
    switch (operation.kind) {
      case "rename-table":
        move(now, folded(operation.table), folded(operation.to));
        break;
      case "drop-table":
        move(now, folded(operation.table), null);
        break;
      case "rename-column":
        move(now, columnOf(operation.table, operation.column), columnOf(operation.table, operation.to));
        break;
      case "drop-column":
        move(now, columnOf(operation.table, operation.column), null);
        break;
    }
  }
  return { ...lineage, now };
}
function columnOf(table, column) {
  return folded(`${table}.${dotted([column])}`);
}
function move(now, from, to) {
  for (const [origin, name] of [...now]) {
    const isPart = name.startsWith(`${from}.`);
    if (name !== from && !isPart) continue;
    if (to === null) now.delete(origin);
    else now.set(origin, to + name.slice(from.length));
  }
}
function identitiesOf(lineage, tables) {
  const standing = new Set([...tables].flat(2).map(folded));
  const given = new Set(lineage?.given);
  const found = /* @__PURE__ */ new Map();
  const origins = new Map(
    [...lineage?.now ?? []].flatMap(([origin, now]) => standing.has(origin) ? [] : [[now, origin]])
  );
  const originOf = (name) => lineage?.known.has(name) === true ? name : origins.get(name);
  const identify = (name, origin) => {
    const identity = lineage?.known.get(origin ?? "") ?? unused(name, given);
    given.add(identity);
    found.set(name, identity);
  };
  for (const [table, columns] of tables) {
    const origin = originOf(folded(table));
    identify(folded(table), origin);
    for (const column of columns.map(folded)) {
      const own = originOf(column);
      identify(column, own !== void 0 && splitLast(own).parent === origin ? own : void 0);
    }
  }
  return (name) => found.get(folded(name)) ?? "";
}
function unused(name, given) {
  let identity = name;
  for (let turn = 2; given.has(identity); turn++) identity = `${name}#${turn}`;
  return identity;
}

// src/dialects/sqlite/schema/constraints.ts
function constraintsOf(table) {
  const taken = /* @__PURE__ */ new Set();
  return allConstraints(table).map((constraint) => {
    const local = constraint.name ?? called2(constraint, table);
    let unique = local;
    for (let turn = 2; taken.has(unique); turn++) unique = `${local} #${turn}`;
    taken.add(unique);
    const definition = definitionOf(constraint, table);
    return {
      kind: "constraint",
      name: dotted(["main", table.name, unique]),
      identity: "",
      attributes: { definition, ...rowidOf(constraint, table), ...markOf(constraint) }
    };
  });
}
function allConstraints(table) {
  return [...table.columns.flatMap(({ constraints }) => constraints), ...table.constraints];
}
function called2(constraint, table) {
  switch (constraint.type) {
    case "PRIMARY KEY":
      return "primary key";
    case "UNIQUE":
      return `unique ${listOf(
        constraint.key.map((part) => part.text),
        table
      )}`;
    case "CHECK":
      return `check (${canonical(constraint.expression)})`;
    case "FOREIGN KEY":
      return `foreign key ${listOf(constraint.columns, table)}`;
  }
}
function rowidOf({ type }, { rowid }) {
  return type === "PRIMARY KEY" && rowid !== null ? { rowid: "yes" } : {};
}
function markOf(constraint) {
  return constraint.type === "PRIMARY KEY" && constraint.autoincrement ? { autoincrement: "yes" } : {};
}
function definitionOf(constraint, table) {
  switch (constraint.type) {
    case "PRIMARY KEY":
    case "UNIQUE": {
      const parts = constraint.key.map((part) => keyPart(part, table)).join(", ");
      const conflict = constraint.onConflict === null ? "" : ` ON CONFLICT ${constraint.onConflict}`;
      return `${constraint.type} (${parts})${conflict}`;
    }
    case "CHECK":
      return `CHECK (${laidOut(constraint.expression)})`;
    case "FOREIGN KEY": {
      const { columns, parent, parentColumns, clauses } = constraint;
      const to = parentColumns.length === 0 ? "" : `(${parentColumns.map(quoteIdentifier).join(", ")})`;
      const head = `FOREIGN KEY ${listOf(columns, table)} REFERENCES ${quoteIdentifier(parent)}${to}`;
      return [head, ...clauses].join(" ");
    }
  }
}
function listOf(names, table) {
  return `(${names.map((name) => quoteIdentifier(columnCalled(name, table)?.name ?? unquote(name))).join(", ")})`;
}
function keyPart(part, table) {
  const column = table === void 0 ? void 0 : columnCalled(part.text, table);
  const text2 = column === void 0 ? laidOut(part.text) : quoteIdentifier(column.name);
  const own = column?.collation ?? "binary";
  const collate = part.collation === null || column !== void 0 && sameName(part.collation, own) ? "" : ` COLLATE ${quoteIdentifier(part.collation)}`;
  return `${text2}${collate}${part.descending ? " DESC" : ""}`;
}
function columnCalled(written2, table) {
  const name = unquote(written2);
  return table.columns.find((column) => sameName(column.name, name));
}

// src/dialects/sqlite/schema/foreign-keys.ts
function parentsOf(table) {
  return new Set(
    allConstraints(table).flatMap(
      (constraint) => constraint.type === "FOREIGN KEY" ? [folded(constraint.parent)] : []
    )
  );
}
function dropOrder(tables) {
  const left = [...tables].reverse();
  const ordered = [];
  while (left.length > 0) {
    const free = left.findIndex(
      (table) => left.every((other) => other === table || !parentsOf(other).has(folded(table.name)))
    );
    ordered.push(...left.splice(Math.max(free, 0), 1));
  }
  return ordered;
}
function wouldReach(standing, dropped2, rebuilt) {
  const left = new Set(standing);
  const isParent = ({ name }) => [...left].some((table) => parentsOf(table).has(folded(name)));
  for (const table of dropped2) {
    const own = parentsOf(table).has(folded(table.name));
    left.delete(table);
    if (isParent(table) || own) return true;
  }
  return rebuilt.some(isParent);
}
function wouldHang(table, { catalog }) {
  const names = new Set(catalog.tables.map(({ name }) => folded(name)));
  return [...parentsOf(table)].some((parent) => !names.has(parent));
}

// src/dialects/sqlite/schema/rebuild.ts
function rebuild({ from, to, columns }, name) {
  const [made, table] = [quoteIdentifier(name), quoteIdentifier(to.name)];
  const copied = columns.filter((column) => column.to.generated === null).map((column) => [quoteIdentifier(column.to.name), quoteIdentifier(column.to.name)]);
  const all2 = [...rowidCopy(from, to, columns), ...copied];
  const targets = all2.map(([target]) => target).join(", ");
  const sources = all2.map(([, source]) => source).join(", ");
  return [
    createAs(to, name),
    ...all2.length === 0 ? [] : [`INSERT INTO ${made} (${targets}) SELECT ${sources} FROM ${table}`],
    ...from.autoincrement && to.autoincrement ? keepMark(name, to.name) : [],
    `DROP TABLE ${table}`,
    `ALTER TABLE ${made} RENAME TO ${table}`
  ];
}
function unusedName(table, taken) {
  const name = `_new_${table}`;
  let unused2 = name;
  for (let turn = 2; taken.has(folded(unused2)); turn++) unused2 = `${name}_${turn}`;
  return unused2;
}
function createAs({ sql, name: old, nameStart, nameEnd: nameEnd2 }, name) {
  const made = quoteIdentifier(name);
  const tokens = tokensOf(sql, nameEnd2);
  let text2 = "";
  let end = nameEnd2;
  tokens.forEach(({ kind, start, end: tokenEnd }, place) => {
    const dot2 = tokens[place + 1];
    const qualifies = (kind === "word" || kind === "quoted") && dot2 !== void 0 && sql.slice(dot2.start, dot2.end) === "." && sameName(unquote(sql.slice(start, tokenEnd)), old);
    if (!qualifies) return;
    text2 += sql.slice(end, start) + made;
    end = tokenEnd;
  });
  return sql.slice(0, nameStart) + made + text2 + sql.slice(end);
}
function rowidCopy(from, to, columns) {
  if (from.withoutRowid || to.withoutRowid) return [];
  const names = [...from.columns, ...to.columns].map((column) => folded(column.name));
  const rowid = ["rowid", "_rowid_", "oid"].find((name) => !names.includes(name));
  if (to.rowid !== null) {
    const isCopied = columns.some((column) => sameName(column.to.name, to.rowid ?? ""));
    return isCopied || rowid === void 0 ? [] : [[quoteIdentifier(to.rowid), rowid]];
  }
  return rowid === void 0 ? [] : [[rowid, rowid]];
}
function keepMark(made, table) {
  const [name, old] = [made, table].map((text2) => `'${text2.replaceAll("'", "''")}'`);
  return [
    `DELETE FROM sqlite_sequence WHERE name = ${name}`,
    `INSERT INTO sqlite_sequence (name, seq) SELECT ${name}, seq FROM sqlite_sequence WHERE name = ${old}`
  ];
}

// src/dialects/sqlite/schema/table-pairs.ts
function pairUp(from, to) {
  const match2 = matchWithRenames(from.schema, to.schema);
  const sameText = sameUnder(match2.words);
  const unchanged = new Set(match2.pairs.filter((pair) => differing(pair, sameText).length === 0));
  const same = new Set([...unchanged].map(({ after }) => `${after.kind} ${folded(after.name)}`));
  const isSame = (kind, name) => same.has(`${kind} ${folded(qualified("main", name))}`);
  const pairs = Map.groupBy(match2.pairs, (pair) => pair.after.kind);
  const columnsOf = Map.groupBy(pairs.get("column") ?? [], ({ after }) => splitLast(after.name).parent);
  const standing = from.catalog.indexes.filter(({ name }) => isSame("index", name));
  const indexesOf = Map.groupBy(standing, ({ table }) => folded(table));
  const [olds, news] = [byName(from.catalog), byName(to.catalog)];
  const tables = (pairs.get("table") ?? []).map((pair) => {
    const columns = columnsOf.get(pair.after.name) ?? [];
    const old = olds.get(localName(pair.before));
    const now = news.get(localName(pair.after));
    const kept2 = columns.map(({ before, after }) => ({ from: columnOf2(old, before), to: columnOf2(now, after) })).sort((a, b) => now.columns.indexOf(a.to) - now.columns.indexOf(b.to));
    const staying = [pair, ...columns].every((one) => unchanged.has(one));
    return {
      from: old,
      to: now,
      columns: kept2,
      reshaped: !staying || !sameConstraints(old, now, kept2, sameText),
      indexes: (indexesOf.get(folded(old.name)) ?? []).map(({ sql }) => sql)
    };
  });
  const paired = new Set(tables.flatMap((pair) => [pair.from, pair.to]));
  return {
    tables,
    dropped: from.catalog.tables.filter((table) => !paired.has(table)),
    added: to.catalog.tables.filter((table) => !paired.has(table)),
    virtual: (pairs.get("virtual table") ?? []).map(({ before, after }) => [
      localName(before),
      localName(after)
    ]),
    isSame
  };
}
function sameConstraints(from, to, kept2, sameText) {
  if (from.rowid === null !== (to.rowid === null) || from.autoincrement !== to.autoincrement) return false;
  const left = kept2.map((column) => column.to);
  const expected = allConstraints({ ...to, columns: left });
  const found = allConstraints({ ...from, columns: kept2.map((column) => column.from) });
  if (found.length !== expected.length) return false;
  const open = new Set(expected);
  return found.every((constraint) => {
    const same = [...open].find(
      (other) => folded(other.name ?? "") === folded(constraint.name ?? "") && sameText(definitionOf(constraint, from), definitionOf(other, to))
    );
    return same !== void 0 && open.delete(same);
  });
}
function byName({ tables }) {
  return new Map(tables.map((table) => [table.name, table]));
}
function columnOf2({ columns }, object2) {
  return columns.find(({ name }) => name === localName(object2));
}
function localName({ name }) {
  return unquote(splitLast(name).local);
}

// src/dialects/sqlite/schema/table-steps.ts
function stepsFor(pair) {
  const { from, to } = pair;
  const table = quoteIdentifier(to.name);
  const renames = [
    ...sameName(from.name, to.name) ? [] : [`ALTER TABLE ${quoteIdentifier(from.name)} RENAME TO ${table}`],
    ...pair.columns.filter((column) => !sameName(column.from.name, column.to.name)).map(
      (column) => `ALTER TABLE ${table} RENAME COLUMN ${quoteIdentifier(column.from.name)} TO ${quoteIdentifier(column.to.name)}`
    )
  ];
  const gone2 = from.columns.filter((column) => pair.columns.every((kept2) => kept2.from !== column));
  const come = comingColumns(pair);
  const exact = !pair.reshaped && gone2.every((column) => canDrop(column, pair)) && come.every(canAdd) && isAtEnd(pair, come);
  if (!exact) return { renames, alters: null };
  const alters = [
    ...gone2.map(({ name }) => `ALTER TABLE ${table} DROP COLUMN ${quoteIdentifier(name)}`),
    ...come.map(({ source }) => `ALTER TABLE ${table} ADD COLUMN ${source}`)
  ];
  return { renames, alters };
}
function comingColumns({ to, columns }) {
  return to.columns.filter((column) => columns.every((kept2) => kept2.to !== column));
}
function isAtEnd({ from, to, columns }, come) {
  const places = columns.map((kept2) => [from.columns.indexOf(kept2.from), to.columns.indexOf(kept2.to)]);
  const sorted = [...places].sort(([a], [b]) => a - b);
  const inOrder = sorted.every(([, place], at) => at === 0 || place > (sorted[at - 1]?.[1] ?? -1));
  const last = sorted.at(-1)?.[1] ?? -1;
  return columns.length > 0 && inOrder && come.every((column) => to.columns.indexOf(column) > last);
}
function canDrop(column, { from, indexes }) {
  if (column.constraints.some(({ type }) => type !== "CHECK")) return false;
  const own = new Set(column.constraints);
  const mentioned = [
    ...from.columns.filter((other) => other !== column).map(({ generated }) => generated?.expression ?? ""),
    ...allConstraints(from).flatMap((constraint) => {
      if (own.has(constraint)) return [];
      if (constraint.type === "CHECK") return [constraint.expression];
      if (constraint.type === "FOREIGN KEY") return constraint.columns.map(quoteIdentifier);
      return constraint.key.map(({ text: text2 }) => text2);
    }),
    ...indexes
  ];
  return mentioned.every((text2) => !wordsIn(text2).has(folded(column.name)));
}
function canAdd(column) {
  const { constraints, generated, default: value } = column;
  if (generated?.stored === true) return false;
  if (constraints.some(({ type }) => type === "PRIMARY KEY" || type === "UNIQUE")) return false;
  if (value !== null && (value.startsWith("(") || /^current_/i.test(value))) return false;
  const hasDefault = hasValue(column);
  if (constraints.some(({ type }) => type === "FOREIGN KEY") && hasDefault) return false;
  return !column.required || generated !== null || hasDefault;
}
function hasValue({ default: value }) {
  return value !== null && !/^\(*\s*null\s*\)*$/i.test(value);
}
function unfilled(pair) {
  return comingColumns(pair).find((column) => {
    if (!column.required || column.generated !== null || hasValue(column)) return false;
    return !sameName(pair.to.rowid ?? "", column.name);
  });
}

// src/dialects/sqlite/schema/aside.ts
function inTheWay({ catalog, broken }, changing) {
  const names = /* @__PURE__ */ new Set([...changing.map(folded), ...broken]);
  const texts = new Map([...catalog.views, ...catalog.triggers].map((object2) => [object2, wordsIn(object2.sql)]));
  const found = /* @__PURE__ */ new Set();
  for (let grown = true; grown; ) {
    grown = false;
    for (const [object2, words] of texts) {
      if (found.has(object2) || ![...words].some((word) => names.has(word))) continue;
      found.add(object2);
      names.add(folded(object2.name));
      grown = true;
    }
  }
  return found;
}

// src/dialects/sqlite/schema/text-steps.ts
function textSteps(from, to, pairing, tables) {
  const rebuilt = tables.filter(({ steps }) => steps.alters === null);
  const touched = tables.filter(({ steps }) => steps.renames.length > 0 || steps.alters?.length !== 0);
  const lost = [...rebuilt.map(({ pair }) => pair.from), ...pairing.dropped].map(({ name }) => name);
  const changed = [
    ...touched.flatMap(({ pair }) => [pair.from.name, pair.to.name]),
    ...pairing.dropped.map(({ name }) => name),
    ...pairing.added.map(({ name }) => name),
    ...from.catalog.views.filter((view) => !pairing.isSame("view", view.name)).map(({ name }) => name)
  ];
  const aside = readsAllAgain(tables) ? inTheWay(from, changed) : /* @__PURE__ */ new Set();
  const isLost = ({ table }) => lost.some((name) => sameName(name, table));
  const remade = (kind) => (object2) => !pairing.isSame(kind, object2.name) || aside.has(object2) || kind === "trigger" && isLost(object2);
  const gone2 = {
    triggers: from.catalog.triggers.filter(remade("trigger")),
    views: from.catalog.views.filter(remade("view")),
    indexes: from.catalog.indexes.filter((index) => !pairing.isSame("index", index.name) && !isLost(index))
  };
  const onView = (trigger) => gone2.views.some((view) => sameName(view.name, trigger.table));
  const triggers = [.../* @__PURE__ */ new Set([...gone2.triggers, ...from.catalog.triggers.filter(onView)])];
  const lostIndexes = from.catalog.indexes.filter(isLost);
  const isMade = (kind, list2) => (object2) => !pairing.isSame(kind, object2.name) || list2.some(({ name }) => sameName(name, object2.name));
  return {
    before: [
      ...triggers.map(({ name }) => `DROP TRIGGER ${quoteIdentifier(name)}`),
      ...gone2.views.map(({ name }) => `DROP VIEW ${quoteIdentifier(name)}`),
      ...gone2.indexes.map(({ name }) => `DROP INDEX ${quoteIdentifier(name)}`)
    ],
    after: [
      ...to.catalog.indexes.filter(isMade("index", lostIndexes)),
      ...to.catalog.views.filter(isMade("view", gone2.views)),
      ...to.catalog.triggers.filter(isMade("trigger", triggers))
    ].map(({ sql }) => sql)
  };
}
function readsAllAgain(tables) {
  return tables.some(
    ({ steps }) => steps.alters === null || steps.renames.length > 0 || steps.alters.some((sql) => / DROP COLUMN /.test(sql))
  );
}

// src/dialects/sqlite/schema/clause-cursor.ts
function strictCursor(text2) {
  const cursor = cursorOf(text2);
  const unexpected = () => new Error(`cannot read ${text2.slice(0, 200)}`);
  return {
    ...cursor,
    takeGroupText() {
      const inside = cursor.takeGroup();
      if (inside === null) throw unexpected();
      return textOf(text2, inside);
    },
    takeRest() {
      const rest2 = text2.slice(cursor.peek()?.start ?? text2.length);
      while (cursor.take() !== null) ;
      return rest2;
    },
    expectEnd() {
      if (cursor.peek() !== null) throw unexpected();
    }
  };
}
function clauseCursor(sql, { tokens }) {
  return strictCursor(textOf(sql, tokens));
}
function readOnConflict(cursor) {
  if (!cursor.skipWords("on", "conflict")) return null;
  const what = cursor.takeName().toUpperCase();
  return what === "ABORT" ? null : what;
}
function readDeferral(cursor) {
  const not = cursor.word() === "not" && cursor.word(1) === "deferrable";
  if (not) cursor.take();
  if (!cursor.skipWords("deferrable")) return null;
  const late = cursor.skipWords("initially") && cursor.takeName().toLowerCase() === "deferred";
  return late && !not ? "DEFERRABLE INITIALLY DEFERRED" : "";
}

// src/dialects/sqlite/schema/constraint-text.ts
function readConstraint(cursor, clause, column) {
  const { kind, name } = clause;
  if (kind === "check") {
    cursor.take();
    const expression = cursor.takeGroupText();
    readOnConflict(cursor);
    return { type: "CHECK", name, expression };
  }
  if (kind === "foreign-key") return readReference(cursor, name, column);
  const type = kind === "unique" ? "UNIQUE" : "PRIMARY KEY";
  cursor.skipWords(...type.toLowerCase().split(" "));
  if (column === null) {
    const { parts, autoincrement: autoincrement2 } = readKey(cursor.takeGroupText());
    return { type, name, key: parts, autoincrement: autoincrement2, onConflict: readOnConflict(cursor) };
  }
  const descending = cursor.skipWords("desc");
  if (!descending) cursor.skipWords("asc");
  const onConflict = readOnConflict(cursor);
  const autoincrement = cursor.skipWords("autoincrement");
  const text2 = `"${column.replaceAll('"', '""')}"`;
  return { type, name, key: [{ text: text2, collation: null, descending }], autoincrement, onConflict };
}
function readKey(list2) {
  const tokens = tokensOf(list2);
  const autoincrement = wordOf(list2, tokens.at(-1)) === "autoincrement";
  const parts = partsOf(list2, autoincrement ? tokens.slice(0, -1) : tokens);
  return { parts: parts.map((part) => readKeyPart(list2, part)), autoincrement };
}
function readKeyPart(list2, tokens) {
  const direction = wordOf(list2, tokens.at(-1));
  const hasDirection = tokens.length > 1 && (direction === "asc" || direction === "desc");
  const rest2 = hasDirection ? tokens.slice(0, -1) : tokens;
  const hasCollation = rest2.length > 2 && wordOf(list2, rest2.at(-2)) === "collate";
  return {
    text: textOf(list2, hasCollation ? rest2.slice(0, -2) : rest2),
    collation: hasCollation ? nameOf(list2, rest2.at(-1)) : null,
    descending: hasDirection && direction === "desc"
  };
}
function readReference(cursor, name, column) {
  const columns = cursor.skipWords("foreign", "key") ? namesIn2(cursor.takeGroupText()) : [column ?? ""];
  cursor.skipWords("references");
  const parent = cursor.takeName();
  const parentColumns = cursor.symbol() === "(" ? namesIn2(cursor.takeGroupText()) : [];
  const found = /* @__PURE__ */ new Map();
  for (; ; ) {
    const deferral = readDeferral(cursor);
    if (deferral !== null) found.set("", deferral);
    else if (cursor.skipWords("on", "delete")) found.set("ON DELETE", readAction(cursor));
    else if (cursor.skipWords("on", "update")) found.set("ON UPDATE", readAction(cursor));
    else if (cursor.skipWords("on", "insert")) readAction(cursor);
    else if (cursor.skipWords("match")) found.set("MATCH", cursor.takeName().toUpperCase());
    else break;
  }
  const clauses = ["ON DELETE", "ON UPDATE", "MATCH", ""].flatMap((clause) => {
    const value = found.get(clause) ?? "";
    return value === "" || value === "NO ACTION" ? [] : [`${clause} ${value}`.trim()];
  });
  return { type: "FOREIGN KEY", name, columns, parent, parentColumns, clauses };
}
function readAction(cursor) {
  const first = cursor.takeName().toUpperCase();
  return first === "SET" || first === "NO" ? `${first} ${cursor.takeName().toUpperCase()}` : first;
}
function deferred(constraint, deferral) {
  if (constraint.type !== "FOREIGN KEY") return constraint;
  const clauses = constraint.clauses.filter((clause) => !clause.startsWith("DEFERRABLE"));
  return { ...constraint, clauses: deferral === "" ? clauses : [...clauses, deferral] };
}
function namesIn2(list2) {
  return partsOf(list2, tokensOf(list2)).map((part) => cursorOf(textOf(list2, part)).takeName());
}

// src/dialects/sqlite/schema/definitions.ts
function indexDefinition(sql, table) {
  const cursor = strictCursor(sql);
  cursor.skipWords("create");
  const unique = cursor.skipWords("unique") ? "UNIQUE " : "";
  cursor.skipWords("index");
  const name = quoteIdentifier(cursor.takeName());
  cursor.skipWords("on");
  const on = quoteIdentifier(cursor.takeName());
  const parts = readKey(cursor.takeGroupText()).parts.map((part) => keyPart(part, table));
  const where = cursor.peek() === null ? "" : ` ${laidOut(cursor.takeRest())}`;
  return `CREATE ${unique}INDEX ${name} ON ${on} (${parts.join(", ")})${where}`;
}
function viewDefinition(sql) {
  return behindName(sql, "view");
}
function triggerDefinition(sql) {
  const text2 = behindName(sql, "trigger");
  return /^(?:before|after|instead)\b/i.test(text2) ? text2 : `BEFORE ${text2}`;
}
function virtualTableParts(sql) {
  const cursor = strictCursor(sql);
  cursor.skipWords("create", "virtual", "table");
  cursor.takeName();
  cursor.skipWords("using");
  const module = cursor.takeName();
  const given = cursor.peek() === null ? "" : laidOut(cursor.takeGroupText());
  return { module, arguments: given === "" ? null : given };
}
function behindName(sql, kind) {
  const cursor = strictCursor(sql);
  cursor.skipWords("create", kind);
  cursor.takeName();
  return laidOut(cursor.takeRest());
}

// src/dialects/sqlite/schema/virtual-tables.ts
function contentOf({ sql }) {
  const { module, arguments: given } = virtualTableParts(sql);
  if (!/^fts[345]$/i.test(module)) return "own";
  const content = /(?:^|, )content = ([^,]*)/.exec(keyOf(given ?? "").replaceAll(" ,", ","))?.[1]?.trim();
  if (content === void 0) return "own";
  return content === "''" || content === '""' ? "nowhere" : "elsewhere";
}
function virtualSteps(from, to, { virtual, isSame }, taken) {
  const [olds, news] = [new Map(virtual), new Map(virtual.map(([old, now]) => [now, old]))];
  const called3 = (list2, name) => list2.find((table) => table.name === name);
  const dropped2 = from.catalog.virtualTables.filter(({ name }) => !olds.has(name));
  const renamed = virtual.filter(([old, now]) => !sameName(old, now));
  const after = renamed.map(
    ([old, now]) => `ALTER TABLE ${quoteIdentifier(old)} RENAME TO ${quoteIdentifier(now)}`
  );
  for (const table of to.catalog.virtualTables) {
    const old = news.get(table.name);
    if (old === void 0) after.push(...createVirtual(table));
    else if (!isSame("virtual table", table.name)) {
      const made = unusedName(table.name, taken);
      const steps = rebuildVirtual(called3(from.catalog.virtualTables, old), table, made);
      if (steps === null) return `the rows of main.${quoteIdentifier(table.name)} cannot be read back`;
      after.push(...steps);
    }
  }
  return { before: dropped2.map(({ name }) => `DROP TABLE ${quoteIdentifier(name)}`), after };
}
function createVirtual(table) {
  return [table.sql, ...contentOf(table) === "elsewhere" ? [fill(table)] : []];
}
function rebuildVirtual(from, to, name) {
  const [made, table] = [quoteIdentifier(name), quoteIdentifier(to.name)];
  const drop2 = `DROP TABLE ${table}`;
  if (contentOf(to) === "elsewhere") return [drop2, ...createVirtual(to)];
  if (contentOf(from) === "nowhere" || contentOf(to) === "nowhere") return null;
  const isFts = /^fts/i.test(virtualTableParts(to.sql).module);
  const shared = to.columns.filter((column) => from.columns.includes(column));
  const list2 = [...isFts ? ["rowid"] : [], ...shared.map(quoteIdentifier)].join(", ");
  return [
    createAs2(to, made),
    `INSERT INTO ${made} (${list2}) SELECT ${list2} FROM ${table}`,
    drop2,
    `ALTER TABLE ${made} RENAME TO ${table}`
  ];
}
function fill({ name }) {
  const table = quoteIdentifier(name);
  return `INSERT INTO ${table} (${table}) VALUES ('rebuild')`;
}
function createAs2({ sql }, name) {
  const cursor = cursorOf(sql);
  cursor.skipWords("create", "virtual", "table");
  const old = cursor.take();
  return sql.slice(0, old?.start) + name + sql.slice(old?.end);
}

// src/dialects/sqlite/schema/plan.ts
function planDown(from, to) {
  const pairing = pairUp(from, to);
  for (const pair of pairing.tables) {
    const column = unfilled(pair);
    if (column === void 0) continue;
    return impossible(`rows need a value for ${dotted(["main", pair.to.name, column.name])}`);
  }
  const taken = namesIn3(from, to);
  const virtual = virtualSteps(from, to, pairing, taken);
  if (typeof virtual === "string") return impossible(virtual);
  const tables = pairing.tables.map((pair) => ({ pair, steps: stepsFor(pair) }));
  const texts = textSteps(from, to, pairing, tables);
  const dropped2 = dropOrder(pairing.dropped);
  const statements = [
    ...texts.before,
    ...virtual.before,
    ...dropped2.map(({ name }) => `DROP TABLE ${quoteIdentifier(name)}`),
    ...tables.flatMap(({ steps }) => steps.renames),
    ...tables.flatMap(({ pair, steps }) => steps.alters ?? rebuild(pair, unusedName(pair.to.name, taken))),
    ...pairing.added.map(({ sql }) => sql),
    ...virtual.after,
    ...texts.after
  ];
  const rebuilt = tables.filter(({ steps }) => steps.alters === null).map(({ pair }) => pair.from);
  const alone = from.foreignKeys && (wouldReach(from.catalog.tables, dropped2, rebuilt) || tables.some(({ pair, steps }) => steps.alters === null && wouldHang(pair.to, to)));
  return { kind: "planned", sql: script(alone ? withoutForeignKeys(statements) : statements, alone) };
}
function impossible(reason) {
  return { kind: "impossible", reason };
}
function namesIn3(...states) {
  return new Set(
    states.flatMap(
      ({ catalog }) => [catalog.tables, catalog.virtualTables, catalog.views, catalog.indexes, catalog.triggers].flatMap(
        (list2) => list2.map(({ name }) => folded(name))
      )
    )
  );
}
function withoutForeignKeys(statements) {
  return [
    "PRAGMA foreign_keys = OFF",
    "BEGIN IMMEDIATE",
    ...statements,
    "PRAGMA foreign_key_check",
    "PRAGMA integrity_check",
    "COMMIT",
    "PRAGMA foreign_keys = ON"
  ];
}
function withoutLastComment(statement) {
  return statement.slice(0, tokensOf(statement).at(-1)?.end);
}
var note2 = `-- Run this outside a transaction: foreign keys can be switched off only there, and with them on, rows that refer
-- to a rebuilt table would be deleted with it.
`;
function script(statements, alone) {
  const lines = statements.map((statement) => `${withoutLastComment(statement)};
`).join("");
  return alone ? note2 + lines : lines;
}

// src/dialects/sqlite/schema/table-text.ts
function readTableText(sql) {
  const cursor = cursorOf(sql);
  const name = cursor.skipWords("create", "table") ? cursor.take() : null;
  const inside = cursor.takeGroup();
  if (name === null || inside === null) throw new Error(`cannot read ${sql.slice(0, 200)}`);
  const columns = [];
  const constraints = [];
  for (const part of partsOf(sql, inside)) {
    if (!startsTableConstraint(sql, part[0])) columns.push(readColumn(sql, part));
    else constraints.push(...clausesOf(sql, part).map((clause) => readTableConstraint(sql, clause)));
  }
  return { columns, constraints, nameStart: name.start, nameEnd: name.end };
}
function readTableConstraint(sql, clause) {
  const cursor = clauseCursor(sql, clause);
  const constraint = readConstraint(cursor, clause, null);
  cursor.expectEnd();
  return constraint;
}
function readColumn(sql, tokens) {
  const { name, clauses } = columnDefinition(sql, tokens);
  const column = {
    name,
    source: textOf(sql, tokens),
    notNull: null,
    collation: null,
    default: null,
    generated: null,
    constraints: []
  };
  for (const clause of clauses) {
    const cursor = clauseCursor(sql, clause);
    readClause(column, cursor, clause);
    const deferral = readDeferral(cursor);
    if (deferral !== null) column.constraints = column.constraints.map((one) => deferred(one, deferral));
    cursor.expectEnd();
  }
  return column;
}
function readClause(column, cursor, clause) {
  switch (clause.kind) {
    case "default":
      cursor.take();
      column.default = cursor.takeRest();
      return;
    case "collate":
      cursor.take();
      column.collation = cursor.takeName();
      return;
    case "not-null":
      cursor.skipWords("not", "null");
      column.notNull = { name: clause.name, onConflict: readOnConflict(cursor) };
      return;
    case "null":
      cursor.take();
      readOnConflict(cursor);
      return;
    case "generated":
      column.generated = readGenerated(cursor);
      return;
    default:
      column.constraints = [...column.constraints, readConstraint(cursor, clause, column.name)];
  }
}
function readGenerated(cursor) {
  cursor.skipWords("generated", "always");
  if (!cursor.skipWords("as")) {
    cursor.takeRest();
    return null;
  }
  const expression = cursor.takeGroupText();
  const stored = cursor.skipWords("stored");
  if (!stored) cursor.skipWords("virtual");
  return { expression, stored };
}

// src/dialects/sqlite/schema/catalog.ts
async function readCatalog(session, historyTables = []) {
  const [objects, list2] = [await session.query(objectsQuery), await session.query(listQuery)];
  const [columns, keyed] = [await session.query(columnsQuery), await session.query(keysQuery)];
  const kinds2 = new Map(list2.map((row) => [text(row.name), row]));
  const columnsOf = Map.groupBy(columns, (row) => text(row.table));
  const withKeyIndex = new Set(keyed.map((row) => text(row.table)));
  const left = new Set(historyTables.map(folded));
  const seen = objects.filter((row) => !left.has(folded(text(row.tbl_name))) && text(row.sql) !== "");
  const named = (type) => seen.filter((row) => row.type === type);
  const tables = named("table").filter((row) => kinds2.get(text(row.name))?.type === "table");
  const virtual = named("table").filter((row) => /^create virtual table/i.test(text(row.sql)));
  const virtualColumns = await Promise.all(virtual.map((row) => writableColumns(session, text(row.name))));
  return {
    tables: tables.map((row) => {
      const name = text(row.name);
      return readTable(row, kinds2.get(name) ?? {}, columnsOf.get(name) ?? [], withKeyIndex.has(name));
    }),
    indexes: named("index").map(textObject),
    views: named("view").map(textObject),
    triggers: named("trigger").map(textObject),
    virtualTables: virtual.map((row, place) => ({
      ...textObject(row),
      columns: virtualColumns[place] ?? []
    }))
  };
}
var objectsQuery = `select type, name, tbl_name, sql from main.sqlite_schema
  where name not like 'sqlite\\_%' escape '\\' order by rowid`;
var listQuery = `select name, type, wr, strict from pragma_table_list where schema = 'main'`;
var columnsQuery = `select m.name as "table", x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
  from main.sqlite_schema m, pragma_table_xinfo(m.name, 'main') x
  where m.type = 'table' and m.rootpage > 0 order by m.rowid, x.cid`;
var keysQuery = `select m.name as "table" from main.sqlite_schema m, pragma_index_list(m.name, 'main') i
  where m.type = 'table' and m.rootpage > 0 and i.origin = 'pk'`;
async function writableColumns(session, name) {
  try {
    const rows = await session.query(
      `select name from pragma_table_xinfo(?, 'main') where hidden = 0 order by cid`,
      [name]
    );
    return rows.map((row) => text(row.name));
  } catch {
    return [];
  }
}
function textObject(row) {
  return { name: text(row.name), table: text(row.tbl_name), sql: text(row.sql) };
}
function readTable(row, kind, told, hasKeyIndex) {
  const [name, sql] = [text(row.name), text(row.sql)];
  const read2 = readTableText(sql);
  const columns = read2.columns.map((column, place) => readColumn2(name, column, told[place]));
  if (told.length !== columns.length) throw disagreement(name);
  const withoutRowid = kind.wr === 1n;
  const keys = [...read2.constraints, ...columns.flatMap(({ constraints }) => constraints)];
  const alias = withoutRowid || hasKeyIndex ? void 0 : told.find(({ pk }) => pk === 1n);
  return {
    name,
    sql,
    columns,
    constraints: read2.constraints,
    strict: kind.strict === 1n,
    withoutRowid,
    rowid: alias === void 0 ? null : text(alias.name),
    autoincrement: keys.some((key) => key.type === "PRIMARY KEY" && key.autoincrement),
    nameStart: read2.nameStart,
    nameEnd: read2.nameEnd
  };
}
function readColumn2(table, column, told) {
  const hidden = column.generated === null ? 0n : column.generated.stored ? 3n : 2n;
  const agrees = told?.name === column.name && told.hidden === hidden && told.dflt_value === null === (column.default === null) && (column.notNull === null || told.notnull === 1n);
  if (!agrees || told === void 0) throw disagreement(`${table}.${column.name}`);
  return { ...column, type: text(told.type), required: told.notnull === 1n };
}
function disagreement(name) {
  return new Error(`the catalog's text of ${name} was not read as the engine reads it`);
}
function text(value) {
  return typeof value === "string" ? value : "";
}

// src/dialects/sqlite/schema/read.ts
async function readSchema(session, options = {}) {
  return schemaOf2(await readCatalog(session, options.historyTables), options.lineage);
}
function schemaOf2(catalog, lineage) {
  const { tables, virtualTables } = catalog;
  const columnsOf = (table) => table.columns.map((column) => dotted(["main", table.name, column.name]));
  const identity = identitiesOf(
    lineage,
    new Map([
      ...tables.map((table) => [qualified("main", table.name), columnsOf(table)]),
      ...virtualTables.map((table) => [qualified("main", table.name), []])
    ])
  );
  const called3 = new Map(tables.map((table) => [table.name, table]));
  const objects = [
    ...tables.flatMap((table) => [
      tableObject(table),
      ...table.columns.map((column) => columnObject(table, column))
    ]),
    ...tables.flatMap(constraintsOf),
    ...catalog.indexes.map(
      (index) => object("index", index, {
        table: index.table,
        definition: indexDefinition(index.sql, called3.get(index.table))
      })
    ),
    ...catalog.views.map((view) => object("view", view, { definition: viewDefinition(view.sql) })),
    ...catalog.triggers.map(
      (trigger) => object("trigger", trigger, { table: trigger.table, definition: triggerDefinition(trigger.sql) })
    ),
    ...virtualTables.map((table) => object("virtual table", table, virtualTableParts(table.sql)))
  ].map((found) => ({ ...found, identity: holdRows.has(found.kind) ? identity(found.name) : "" })).sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return {
    objects: new Map(objects.map((found) => [`${found.kind} ${found.name}`, found])),
    columnOrder: new Map(
      tables.map((table) => [qualified("main", table.name), table.columns.map(({ name }) => dotted([name]))])
    )
  };
}
var holdRows = /* @__PURE__ */ new Set(["table", "column", "virtual table"]);
function object(kind, { name }, attributes) {
  const there = Object.entries(attributes).flatMap(
    ([key, value]) => value === null ? [] : [[key, key === "table" ? qualified("main", value) : value]]
  );
  return { kind, name: qualified("main", name), identity: "", attributes: Object.fromEntries(there) };
}
function tableObject(table) {
  return object("table", table, {
    strict: table.strict ? "yes" : null,
    "without rowid": table.withoutRowid ? "yes" : null
  });
}
function columnObject(table, column) {
  const { generated, notNull, collation } = column;
  const attributes = {
    type: laidOut(column.type),
    collation: collation?.toLowerCase() === "binary" ? null : collation,
    "not null": column.required ? ["yes", ...conflictOf(notNull)].join(" ") : null,
    "not null constraint": notNull?.name == null ? null : dotted([notNull.name]),
    default: defaultOf(column),
    generated: generated === null ? null : `${generated.stored ? "stored" : "virtual"} ${laidOut(generated.expression)}`
  };
  const name = dotted(["main", table.name, column.name]);
  return { ...object("column", column, attributes), name };
}
function conflictOf(notNull) {
  return notNull?.onConflict == null ? [] : [`on conflict ${notNull.onConflict.toLowerCase()}`];
}
function defaultOf({ default: written2 }) {
  if (written2 === null) return null;
  const text2 = laidOut(written2.startsWith("(") ? written2.slice(1, -1) : written2);
  return text2.toLowerCase() === "null" ? null : text2;
}

// src/dialects/sqlite/schema/plan-facts.ts
async function capturePlan(session, options = {}) {
  const catalog = await readCatalog(session, options.historyTables);
  const schema = schemaOf2(catalog, options.lineage);
  const [setting] = await session.query("pragma foreign_keys");
  const foreignKeys = setting?.foreign_keys === 1n;
  return { catalog, schema, broken: await brokenIn(session, catalog), foreignKeys };
}
async function brokenIn(session, { views, triggers }) {
  const broken = /* @__PURE__ */ new Set();
  if (views.length + triggers.length === 0) return broken;
  await session.script('savepoint broken; create table "broken probe" (a)');
  try {
    for (; ; ) {
      const found = await complaint(session, 'alter table "broken probe" rename to "broken probe 2"');
      const [, kind = "", rest2 = ""] = /^error in (view|trigger) (.*)/s.exec(found) ?? [];
      const named = (kind === "view" ? views : triggers).filter(({ name }) => rest2.startsWith(name) && !broken.has(folded(name))).sort((a, b) => b.name.length - a.name.length)[0];
      if (named === void 0) return broken;
      broken.add(folded(named.name));
      await session.script(`drop ${kind} main.${quoteIdentifier(named.name)}`);
    }
  } finally {
    await session.script("rollback to broken; release broken");
  }
}
async function complaint(session, sql) {
  try {
    await session.script(sql);
    return "";
  } catch (error) {
    if (error instanceof DatabaseError) return error.message;
    throw error;
  }
}

// src/dialects/sqlite/syntax-error.ts
var syntaxError = "syntax-error";

// src/dialects/sqlite/shadow/sandbox.ts
import { constants } from "node:sqlite";
var literalFunction = "migration_gate_literal";
var codes = new Map(
  Object.entries(constants).filter(([name]) => !/^SQLITE_(?:CHANGESET_.*|OK|DENY|IGNORE|COPY)$/.test(name)).map(([name, number]) => [number, name.slice("SQLITE_".length).toLowerCase()])
);

// src/dialects/sqlite/shadow/rows.ts
var mostRows = { of: 1e3, ofMany: 100 };
var manyColumns = 100;
var columnsAtOnce = 500;
async function readRows(session, historyTables = []) {
  const left = new Set(historyTables.map(folded));
  const tables = (await readTables(session)).filter(({ name }) => !left.has(folded(name)));
  const read2 = await Promise.all(tables.map((table) => readTable2(session, table)));
  const marks = await readMarks(session);
  return new Map(
    tables.map(({ name }, place) => {
      const mark = marks.get(folded(name));
      const rows = read2[place];
      return [qualified("main", name), mark === void 0 ? rows : { ...rows, mark }];
    })
  );
}
async function readMarks(session) {
  const [table] = await session.query("SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_sequence'");
  if (table === void 0) return /* @__PURE__ */ new Map();
  const rows = await session.query("SELECT name, max(seq) AS seq FROM main.sqlite_sequence GROUP BY name");
  return new Map(rows.map(({ name, seq }) => [folded(String(name)), Number(seq)]));
}
async function readTables(session) {
  const rows = await session.query(`
    SELECT l.name AS "table", l.type, l.wr, x.name, x.pk
    FROM pragma_table_list l JOIN pragma_table_xinfo(l.name, 'main') x
    WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') AND substr(l.name, 1, 7) <> 'sqlite_'
      AND x.hidden IN (0, 3)
    ORDER BY l.name, x.cid`);
  const byTable = Map.groupBy(rows, ({ table }) => String(table));
  return [...byTable].map(([name, columns]) => ({
    name,
    isVirtual: columns[0]?.type === "virtual",
    columns: columns.map((column) => String(column.name)),
    order: orderOf(columns)
  }));
}
function orderOf(columns) {
  const names = columns.map(({ name }) => String(name));
  const key = columns.filter(({ pk }) => pk !== 0n).toSorted((a, b) => Number(a.pk) - Number(b.pk));
  const keyed = key.map(({ name }) => quoteIdentifier(String(name)));
  if (columns[0]?.wr === 1n) return keyed.join(", ");
  const taken = new Set(names.map(folded));
  const rowid = ["rowid", "_rowid_", "oid"].find((name) => !taken.has(name));
  return [...keyed, ...rowid === void 0 ? names.map(quoteIdentifier) : [rowid]].join(", ");
}
async function readTable2(session, table) {
  try {
    return await readValues(session, table) ?? await readDigests(session, table);
  } catch (error) {
    if (error instanceof DatabaseError && table.isVirtual) return { count: 0, columns: /* @__PURE__ */ new Map() };
    throw error;
  }
}
async function readValues(session, { name, columns, order }) {
  const values = list(columns.map((column) => `${literalFunction}(${quoteIdentifier(column)})`));
  const most = columns.length > manyColumns ? mostRows.ofMany : mostRows.of;
  const rows = await session.query(
    `SELECT ${values} FROM main.${quoteIdentifier(name)} ORDER BY ${order} LIMIT ${most + 1}`
  );
  if (rows.length > most) return null;
  return {
    count: rows.length,
    columns: byColumn(columns, (place) => rows.map((row) => String(row[`c${place}`])))
  };
}
async function readDigests(session, table) {
  const digests = /* @__PURE__ */ new Map();
  let count = 0;
  for (let at = 0; at < table.columns.length; at += columnsAtOnce) {
    const some = { ...table, columns: table.columns.slice(at, at + columnsAtOnce) };
    const read2 = await digestsOf(session, some);
    count = read2.count;
    for (const [column, digest] of read2.columns) digests.set(column, digest);
  }
  return { count, columns: digests };
}
async function digestsOf(session, { name, columns, order }) {
  const at = (expression) => list(columns.map((_, place) => expression(place)));
  const values = list(columns.map((column) => `${literalFunction}(${quoteIdentifier(column)})`));
  const [row] = await session.query(`
    SELECT ${at((place) => `${literalFunction}(group_concat(c${place}, ',' ORDER BY part))`)}, sum(size) AS count
    FROM (
      SELECT ${at((place) => `${literalFunction}(group_concat(c${place}, ',' ORDER BY place))`)},
        place / ${mostRows.of} AS part, count(*) AS size
      FROM (
        SELECT ${values}, row_number() OVER (ORDER BY ${order}) AS place FROM main.${quoteIdentifier(name)}
      )
      GROUP BY part
    )`);
  return { count: Number(row?.count), columns: byColumn(columns, (place) => [String(row?.[`c${place}`])]) };
}
function list(expressions) {
  return expressions.map((expression, place) => `${expression} AS c${place}`).join(", ");
}
function byColumn(columns, valuesAt) {
  return new Map(columns.map((column, place) => [column, valuesAt(place)]));
}

// src/dialects/sqlite/trace/infer-locks.ts
var writeLock = { relation: "main", mode: "RESERVED" };
function inferLocks({ operations }) {
  return operations.some(writes) ? [writeLock] : [];
}
function writes({ kind }) {
  return kind !== "set" && kind !== "transaction" && kind !== "other";
}

// src/dialects/sqlite/trace/course.ts
var Course = class {
  #session;
  #inTransaction = false;
  /** The transaction was begun by us, not by the author. */
  #ours = false;
  /** The open transaction has written. */
  #wrote = false;
  /** The rows as they were seen last, where nothing but `#added` ran since. */
  #rows = null;
  /** Rows that were added since, by table. */
  #added = /* @__PURE__ */ new Map();
  constructor(session) {
    this.#session = session;
  }
  get inTransaction() {
    return this.#inTransaction;
  }
  get held() {
    return this.#inTransaction && this.#wrote ? [writeLock] : [];
  }
  async begin() {
    await this.#session.script("BEGIN");
    this.#inTransaction = true;
    this.#ours = true;
    this.#wrote = false;
  }
  /** Sends one statement under review, and gives what the database says. */
  async send(sql) {
    this.#rows = null;
    this.#added = /* @__PURE__ */ new Map();
    try {
      return this.#follow(await this.#session.run(sql));
    } catch (error) {
      if (error instanceof DatabaseError) return this.#follow(error);
      throw error;
    }
  }
  /** A failure may end the transaction, as ON CONFLICT ROLLBACK does. */
  #follow(result) {
    this.#inTransaction = result.inTransaction;
    if (!result.inTransaction) {
      this.#ours = false;
      this.#wrote = false;
    }
    return result;
  }
  /** The last statement took the lock. */
  noteWrite() {
    this.#wrote = true;
  }
  /** What is known of the rows, to be given back where the next statement leaves it true. */
  get seen() {
    return { rows: this.#rows, added: this.#added };
  }
  /** The last statement only read, or only added rows to one table: what was seen before it still holds. */
  keep({ rows, added: added2 }, table = null, count = 0) {
    this.#rows = rows;
    this.#added = table === null ? added2 : new Map([...added2, [table, (added2.get(table) ?? 0) + count]]);
  }
  async countOf(table) {
    const rows = this.#rows ?? await this.rows();
    return (rows.get(table)?.count ?? 0) + (this.#added.get(table) ?? 0);
  }
  async rows() {
    const known = this.#added.size === 0 ? this.#rows : null;
    const rows = known ?? await readRows(this.#session);
    this.#rows = rows;
    this.#added = /* @__PURE__ */ new Map();
    return rows;
  }
  /** Ends our transaction. What only fails now (a deferred foreign key) is the last statement's failure. */
  async commit(record) {
    if (this.#ours) await this.commitWhatever(record);
  }
  /** Sends COMMIT as another tool does at the end of a file: it does not look whether its transaction still stands. */
  async commitWhatever(record) {
    this.#ours = false;
    try {
      await this.#session.script("COMMIT");
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.inTransaction) await this.#session.script("ROLLBACK");
      this.#rows = null;
      record.failLast(error);
    }
    this.#inTransaction = false;
    this.#wrote = false;
  }
};

// src/dialects/sqlite/trace/program.ts
var pageInRegister = 16;
async function readProgram(session, { sql, operations }) {
  const [tables, instructions] = await Promise.all([tablesByPage(session), explain(session, sql)]);
  if (instructions === null) return null;
  const program = programOf(instructions, tables);
  const checked = instructions.some(({ opcode }) => opcode === "VFilter") ? operations.flatMap((operation) => operation.kind === "add-column" ? [operation.table] : []) : [];
  return { ...program, scans: [.../* @__PURE__ */ new Set([...program.scans, ...checked])].sort() };
}
async function explain(session, sql) {
  try {
    return (await session.query(`EXPLAIN ${sql}`)).map(toInstruction);
  } catch (error) {
    if (error instanceof DatabaseError) return null;
    throw error;
  }
}
function toInstruction({ opcode, p1, p2, p3, p5 }) {
  return { opcode: String(opcode), p1: Number(p1), p2: Number(p2), p3: Number(p3), p5: Number(p5) };
}
async function tablesByPage(session) {
  const rows = await session.query(
    "SELECT rootpage, tbl_name FROM main.sqlite_schema WHERE rootpage > 0 AND substr(tbl_name, 1, 7) <> 'sqlite_'"
  );
  return new Map(
    rows.map(({ rootpage, tbl_name }) => [Number(rootpage), qualified("main", String(tbl_name))])
  );
}
function programOf(instructions, tables) {
  const cursors = /* @__PURE__ */ new Map();
  const looped = /* @__PURE__ */ new Set();
  const scans = /* @__PURE__ */ new Set();
  const rewrites = /* @__PURE__ */ new Set();
  const opcodes = new Set(instructions.map(({ opcode }) => opcode));
  const changesRows = opcodes.has("ResetCount") || !opcodes.has("ParseSchema");
  for (const { opcode, p1, p2, p3, p5 } of instructions) {
    switch (opcode) {
      case "OpenRead":
      case "OpenWrite":
      case "ReopenIdx": {
        const table = p3 === 0 && (p5 & pageInRegister) === 0 ? tables.get(p2) : void 0;
        if (table === void 0) cursors.delete(p1);
        else cursors.set(p1, table);
        break;
      }
      case "OpenEphemeral":
      case "OpenPseudo":
      case "OpenAutoindex":
      case "SorterOpen":
      case "VOpen":
        cursors.delete(p1);
        break;
      case "Rewind":
      case "Last":
      case "Count": {
        const table = cursors.get(p1);
        if (table === void 0) break;
        scans.add(table);
        looped.add(`${p1} ${table}`);
        break;
      }
      case "Insert":
      case "IdxInsert": {
        const table = cursors.get(p1);
        if (table !== void 0 && !changesRows && looped.has(`${p1} ${table}`)) rewrites.add(table);
        break;
      }
    }
  }
  if (opcodes.has("Vacuum")) for (const table of tables.values()) rewrites.add(table);
  return {
    writes: instructions.some(takesLock),
    scans: [...scans].sort(),
    rewrites: [...rewrites].sort(),
    addsTo: soleTarget(instructions, tables)
  };
}
var otherDeeds = /* @__PURE__ */ new Set([
  "Clear",
  "Delete",
  "Destroy",
  "IdxDelete",
  "ParseSchema",
  "Program",
  "Vacuum",
  "VUpdate"
]);
function soleTarget(instructions, tables) {
  if (instructions.some(({ opcode }) => otherDeeds.has(opcode))) return null;
  const written2 = new Set(
    instructions.flatMap(
      ({ opcode, p2, p3, p5 }) => opcode === "OpenWrite" && p3 === 0 && (p5 & pageInRegister) === 0 ? tables.get(p2) ?? [] : []
    )
  );
  const [only, ...more] = written2;
  return only !== void 0 && more.length === 0 ? only : null;
}
function takesLock({ opcode, p1, p2 }) {
  return opcode === "Vacuum" || opcode === "Transaction" && p1 === 0 && p2 !== 0;
}

// src/dialects/sqlite/trace/rows-touched.ts
function rowsTouched(before, after, { operations }) {
  const dropped2 = new Set(
    operations.flatMap((operation) => operation.kind === "drop-table" ? [folded(operation.table)] : [])
  );
  const touched = [];
  for (const [table, was] of before) {
    const is = after.get(table);
    if (is === void 0) {
      if (dropped2.has(folded(table))) touched.push({ table, before: was.count, after: 0, changed: false });
    } else if (is.count !== was.count || differ(was, is))
      touched.push({ table, before: was.count, after: is.count, changed: is.count === was.count });
  }
  return touched;
}
function differ(was, is) {
  return [...was.columns].some(([column, values]) => {
    const now = is.columns.get(column);
    return now?.some((value, place) => value !== values[place]);
  });
}

// src/dialects/sqlite/trace/run-statement.ts
async function runMeasured(session, course, record, context, statement) {
  const standing = { heldBefore: course.held, inTransaction: course.inTransaction };
  const program = hasProgram(statement) ? await readProgram(session, statement) : null;
  const target = onlyInserts(statement) ? program?.addsTo ?? null : null;
  const count = target === null ? 0 : await course.countOf(target);
  const before = target === null ? await course.rows() : null;
  const { seen } = course;
  const started = performance.now();
  const sent = await course.send(statement.sql);
  const durationMs = performance.now() - started;
  if (sent instanceof DatabaseError) return refused(record, statement, sent, standing);
  if (program?.writes === true) course.noteWrite();
  if (program?.writes === false || target !== null) course.keep(seen, target, sent.rowsChanged);
  const doubt = context.distrust(statement, sent.actions);
  record.add(
    statement,
    {
      durationMs,
      locks: program?.writes === true ? [writeLock] : [],
      scans: program?.scans ?? [],
      rewrites: program?.rewrites ?? [],
      rowsChanged: sent.rowsChanged,
      rows: before === null ? added(target, count, sent.rowsChanged) : rowsTouched(before, await course.rows(), statement),
      withoutEffect: await isWithoutEffect(session, statement),
      ...doubt === null ? { evidence: "measured" } : doubtful(doubt)
    },
    standing
  );
}
function onlyInserts({ operations }) {
  return operations.every((operation) => operation.kind === "write-rows" && operation.verb === "insert");
}
function added(table, before, count) {
  return table === null || count === 0 ? [] : [{ table, before, after: before + count, changed: false }];
}
function hasProgram({ operations }) {
  return operations.every(({ kind }) => kind !== "set");
}
function refused(record, statement, error, standing) {
  const { code, message } = error;
  if (code === "refused") record.unverified(statement, { code, message }, standing);
  else if (code === "syntax-error") record.unparsed(statement, message);
  else record.fail(statement, error, standing);
}
async function isWithoutEffect(session, statement) {
  const wanted2 = setsForeignKeys(statement);
  if (wanted2 === null) return false;
  const [row] = await session.query("PRAGMA foreign_keys");
  return row?.foreign_keys === 1n !== wanted2;
}

// src/dialects/sqlite/trace/standings.ts
function standings(parsed) {
  return standingsByText(parsed.up, inTransaction(parsed), {
    inferLocks,
    isStronger: (_, than) => than === null
  });
}

// src/dialects/sqlite/trace/runner.ts
async function traceMigration(session, parsed, context) {
  const record = new TraceRecord({
    ...context,
    inferLocks,
    standing: whenAsked(parsed.up, () => standings(parsed)),
    syntaxError
  });
  const course = new Course(session);
  const outside = standsOutside(parsed);
  const wraps = parsed.transaction === "wrapped" ? parsed.migration.runner : null;
  try {
    await startAfresh(session, context.foreignKeys);
    if (wraps === "theirs") await course.begin();
    for (const [place, statement] of parsed.up.entries()) {
      if (statement.syntaxError !== null) record.unparsed(statement, statement.syntaxError.message);
      else if (record.stopped) record.skip(statement);
      else {
        if (outside[place] === true) await course.commit(record);
        else if (wraps === "ours" && !course.inTransaction) await course.begin();
        if (record.stopped) record.skip(statement);
        else await runMeasured(session, course, record, context, statement);
      }
    }
    if (!record.stopped) await (wraps === "theirs" ? course.commitWhatever(record) : course.commit(record));
    if (!record.stopped && course.inTransaction) record.leftOpen();
    await startAfresh(session, context.foreignKeys);
  } catch (error) {
    record.goneAt(parsed.up, error);
    if (!(error instanceof ShadowGone)) await session.close();
  }
  return record.traced;
}

// src/dialects/sqlite/shadow/base-replay.ts
var changesConnection = /\b(?:pragma|temp|temporary|begin|savepoint)\b/i;
async function replayBase(context, migration) {
  const problems = [];
  for (const block of blocksOf(migration))
    problems.push(...await replayBlock(context, block, migration.migration.up.path));
  if (migration.up.some(({ sql }) => changesConnection.test(sql)))
    await startAfresh(context.session, context.foreignKeys);
  return problems;
}
function blocksOf(migration) {
  const { up } = migration;
  const wrapped = migration.transaction === "wrapped";
  const ours = wrapped && migration.migration.runner === "ours";
  const inside = inTransaction(migration);
  const blocks = [];
  for (let place = 0; place < up.length; ) {
    const isInside = inside[place] === true;
    let end = place + 1;
    while (isInside && inside[end] === true && (ours || !ends(up[end - 1]))) end++;
    blocks.push({
      statements: up.slice(place, end),
      inTransaction: isInside,
      begins: isInside && (ours || wrapped && place === 0),
      commits: isInside && (ours || wrapped && !ends(up[end - 1]))
    });
    place = end;
  }
  return blocks;
}
function ends(statement) {
  return statement?.operations.some(
    (one) => one.kind === "transaction" && (one.verb === "commit" || one.verb === "rollback")
  ) ?? false;
}
async function replayBlock(context, block, path) {
  const { session } = context;
  if (!block.inTransaction) return replayAlone(context, block.statements, path);
  if (block.begins) await session.script("BEGIN");
  const problems = await replayTogether(context, block, path);
  if (problems !== null) return problems;
  const inside = block.statements.filter((statement) => !isTransactionControl(statement));
  return replayAlone(context, inside, path);
}
async function replayTogether(context, { statements, commits }, path) {
  const { session } = context;
  const problems = [];
  for (const statement of statements) {
    const error2 = await attempt(session, statement);
    if (error2 !== null && (ends(statement) || !error2.inTransaction)) return rolledBack(session, error2);
    problems.push(...problemOf(context, statement, error2, path));
  }
  if (!commits) return problems;
  const error = await failureOf(() => session.script("COMMIT"));
  return error === null ? problems : rolledBack(session, error);
}
async function rolledBack(session, { inTransaction: inTransaction2 }) {
  if (inTransaction2) await session.script("ROLLBACK");
  return null;
}
async function replayAlone(context, statements, path) {
  const problems = [];
  for (const statement of statements)
    problems.push(...problemOf(context, statement, await attempt(context.session, statement), path));
  return problems;
}
function attempt(session, { sql, syntaxError: syntaxError2 }) {
  return failureOf(async () => {
    if (syntaxError2 !== null) throw new DatabaseError(syntaxError2.message, "syntax-error", true);
    await session.run(sql);
  });
}
async function failureOf(work) {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}
function problemOf({ lost, standIns, notices }, statement, error, path) {
  const { line } = statement;
  for (const name of standIns.names)
    if (!notices.some((notice) => notice.name === name)) notices.push({ kind: "function", name, path, line });
  const isGone = error !== null && missingObject.has(error.code) && dropsOnly(statement);
  const isFine = error === null || isGone && lost.drops(statement);
  if (error === null || isGone) lost.find(statement);
  else if (error.code !== "already-exists") lost.lose(statement, `${path}:${statement.line}`);
  if (isFine) return [];
  const message = broughtByApplication(error) ?? error.message;
  return [{ path, line: statement.line, code: error.code, message }];
}
function dropsOnly({ operations }) {
  return operations.every(({ kind }) => kind === "drop" || kind === "drop-table" || kind === "drop-index");
}

// src/dialects/sqlite/shadow/damage.ts
var mostFaults = 20;
async function readDamage(session) {
  const found = [
    ...await missingParents(session),
    ...await brokenViews(session),
    ...await brokenTriggers(session),
    ...await violatedKeys(session),
    ...await faults(session)
  ];
  return found;
}
async function missingParents(session) {
  const rows = await session.query(`
    SELECT DISTINCT t.name AS child, k."table" AS parent
    FROM main.sqlite_schema t JOIN pragma_foreign_key_list(t.name, 'main') k
    WHERE t.type = 'table' AND NOT EXISTS (
      SELECT 1 FROM main.sqlite_schema p WHERE p.type = 'table' AND p.name = k."table" COLLATE NOCASE
    )
    ORDER BY 1, 2`);
  return rows.map(({ child, parent }) => ({
    kind: "dangling-reference",
    object: `table ${qualified("main", String(child))}`,
    detail: `its foreign key references ${qualified("main", String(parent))}, which does not exist`
  }));
}
async function brokenViews(session) {
  const rows = await session.query("SELECT name FROM main.sqlite_schema WHERE type = 'view' ORDER BY name");
  const broken = [];
  for (const { name } of rows) {
    const view = qualified("main", String(name));
    const fault = await faultOf(session, `SELECT * FROM ${view}`);
    if (fault !== null) broken.push({ kind: "dangling-reference", object: `view ${view}`, detail: fault });
  }
  return broken;
}
async function brokenTriggers(session) {
  const rows = await session.query(
    "SELECT name, tbl_name FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY tbl_name, name"
  );
  const byTable = Map.groupBy(rows, ({ tbl_name }) => String(tbl_name));
  const broken = [];
  for (const [table, triggers] of byTable) {
    const names = triggers.map(({ name }) => qualified("main", String(name)));
    for (const detail of await faultsOf(session, await firingStatements(session, table)))
      broken.push({ kind: "dangling-reference", object: `trigger ${names.join(", ")}`, detail });
  }
  return broken;
}
async function firingStatements(session, table) {
  const name = qualified("main", table);
  const columns = await session.query(
    "SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden IN (0, 1) ORDER BY cid",
    [table]
  );
  const same = columns.map((column) => {
    const quoted2 = quoteIdentifier(String(column.name));
    return `${quoted2} = ${quoted2}`;
  });
  return [
    `INSERT INTO ${name} DEFAULT VALUES`,
    `DELETE FROM ${name}`,
    ...same.length === 0 ? [] : [`UPDATE ${name} SET ${same.join(", ")}`]
  ];
}
async function faultsOf(session, statements) {
  const faults2 = /* @__PURE__ */ new Set();
  for (const sql of statements) {
    const fault = await faultOf(session, sql);
    if (fault !== null) faults2.add(fault);
  }
  return faults2;
}
var harmless = /^(?:cannot modify |foreign key mismatch)/;
async function faultOf(session, sql) {
  try {
    await session.query(`EXPLAIN ${sql}`);
    return null;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const { code, message } = error;
    const isFault = code !== "refused" && broughtByApplication(error) === null && !harmless.test(message);
    return isFault ? message : null;
  }
}
async function violatedKeys(session) {
  const gone2 = new Set((await missingParents(session)).map(({ object: object2 }) => folded(object2)));
  return (await brokenKeys(session)).filter(
    ({ kind, object: object2 }) => kind !== "violated-foreign-key" || !gone2.has(folded(object2))
  );
}
async function brokenKeys(session) {
  const whole = await keysOf2(session, "pragma_foreign_key_check", []);
  if (typeof whole !== "string") return whole;
  const tables = await session.query(
    "SELECT DISTINCT t.name FROM main.sqlite_schema t JOIN pragma_foreign_key_list(t.name, 'main') WHERE t.type = 'table' ORDER BY 1"
  );
  const broken = [];
  for (const { name } of tables) {
    const found = await keysOf2(session, "pragma_foreign_key_check(?, 'main')", [String(name)]);
    if (typeof found !== "string") broken.push(...found);
    else broken.push({ kind: "dangling-reference", object: "foreign keys", detail: found });
  }
  return broken;
}
async function keysOf2(session, check, parameters) {
  try {
    const rows = await session.query(
      `SELECT "table" AS child, parent, count(*) AS rows FROM ${check} GROUP BY 1, 2 ORDER BY 1, 2`,
      parameters
    );
    return rows.map(({ child, parent, rows: count }) => ({
      kind: "violated-foreign-key",
      object: `table ${qualified("main", String(child))}`,
      detail: `${count} ${count === 1n ? "row points" : "rows point"} to no row of ${qualified("main", String(parent))}`
    }));
  } catch (error) {
    if (error instanceof DatabaseError) return error.message;
    throw error;
  }
}
async function faults(session) {
  const rows = await session.query(`PRAGMA main.integrity_check(${mostFaults})`);
  return rows.map(({ integrity_check }) => String(integrity_check)).filter((fault) => fault !== "ok").map((detail) => ({ kind: "corrupt", object: "database", detail }));
}

// src/dialects/sqlite/shadow/fill/natural-values.ts
var switches = [
  [1n, 0n],
  [0n, 1n],
  [1n, 1n, 0n],
  [0n, 1n, 1n],
  [1n, 0n, 0n],
  [0n, 0n, 1n]
];
var orders = [
  [1, 2, 3],
  [2, 3, 1],
  [3, 1, 2],
  [1, 3, 2],
  [3, 2, 1],
  [2, 1, 3]
];
function naturalValues(column) {
  const declared = column.type.toUpperCase();
  const word = column.name.toLowerCase();
  const above = /(?:^|_)u?u?id$/.test(word) ? 0 : 3 * Math.floor(column.place / orders.length);
  const place = inOrderOf(column, [1, 2, 3, 4, 5, 6]).map((n) => n + above);
  if (/BOOL/.test(declared)) return switches[column.place % switches.length] ?? [];
  switch (affinityOf(declared)) {
    case "integer":
      if (/^(?:is|has|can)_/.test(word))
        return [...switches[column.place % switches.length] ?? [], 2n, 3n, 4n];
      if (isMoment(word)) return place.map((n) => BigInt(1704067200 + n));
      return place.map((n) => BigInt(isIdentifier(column) ? firstIdentifier + n : n));
    case "real":
      return place.map((n) => n + 0.5);
    case "blob":
      return place.map((n) => new TextEncoder().encode(json(column, n)));
    case "numeric":
      if (/DATE|TIME/.test(declared)) return place.map((n) => moment(n, declared === "DATE"));
      if (/UUID|GUID/.test(declared)) return place.map(uuid);
      if (/JSON/.test(declared)) return place.map((n) => json(column, n));
      return place.map(BigInt);
    case "text":
      if (isJson(column)) return place.map((n) => json(column, n));
      return place.map((n) => textFor(column.table.toLowerCase(), word, n).slice(-longest3(declared)));
  }
}
function inOrderOf({ place }, items) {
  const order = orders[place % orders.length] ?? [];
  return [...order.flatMap((n) => items.slice(n - 1, n)), ...items.slice(order.length)];
}
var firstIdentifier = 1e3;
function isIdentifier({ name, isKey }) {
  return isKey || /(?:^|_)id$/i.test(name);
}
function isJson({ name, type, default: value }) {
  return /json/i.test(name) || /JSON/i.test(type) || /^\(*\s*(?:jsonb?\s*\(|'\s*[[{])/i.test(value);
}
function json({ name, default: value }, n) {
  return JSON.stringify(/^[^']*'\s*\[/.test(value) ? [`${name} ${n}`] : { [name]: n });
}
function affinityOf(declared) {
  if (declared === "" || declared === "ANY") return "text";
  if (/INT/.test(declared)) return "integer";
  if (/CHAR|CLOB|TEXT/.test(declared)) return "text";
  if (/BLOB/.test(declared)) return "blob";
  return /REAL|FLOA|DOUB/.test(declared) ? "real" : "numeric";
}
function textFor(table, word, n) {
  const host = `${table.replaceAll(/[^a-z0-9]+/g, "-")}.example.com`;
  if (/(?:^|_)u?u?id$|guid/.test(word)) return uuid(n);
  if (/e?mail/.test(word)) return `person${n}@${host}`;
  if (/ur[il]$|link|website/.test(word)) return `https://${host}/${n}`;
  if (isMoment(word)) return moment(n, word.endsWith("date"));
  return `${table} ${word} ${n}`;
}
function isMoment(word) {
  return /(?:_at|_on|date|time|timestamp)$/.test(word);
}
function moment(n, isDate) {
  const day = new Date(Date.UTC(2024, 0, n)).toISOString().slice(0, 10);
  return isDate ? day : `${day} 00:00:00`;
}
function uuid(n) {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}
function longest3(declared) {
  const [, length] = /\((\d+)\)/.exec(declared) ?? [];
  return Math.max(1, Number(length ?? 1e3));
}

// src/dialects/sqlite/shadow/fill/choices.ts
var mostValues = 24;
function choicesFor(table, keysOf4, preferred) {
  const taken = /* @__PURE__ */ new Set();
  const choices = [];
  for (const key of table.foreignKeys.toSorted((a, b) => b.columns.length - a.columns.length)) {
    const choice = choiceOfKeys(table, key, taken, keysOf4);
    if (choice === null) return `its parent ${key.parent} has no rows`;
    if (choice.columns.length > 0) choices.push(choice);
    for (const column of key.columns) taken.add(folded(column));
  }
  const free = table.columns.filter(({ name }) => !taken.has(folded(name)));
  return [...choices, ...free.map((column) => choiceOfValues(table, column, preferred.get(column.name)))];
}
function choiceOfKeys(table, key, taken, keysOf4) {
  const places = key.columns.flatMap((column, place) => taken.has(folded(column)) ? [] : [place]);
  const columns = places.map((place) => key.columns[place]);
  const references = places.map((place) => key.references[place]);
  const itself = sameName(key.parent, table.name);
  const first = table.columns.find(({ name }) => sameName(name, columns[0] ?? ""));
  const keys = itself ? [] : keysOf4(key).map((row) => places.map((place) => row[place] ?? null));
  const rows = first === void 0 || key.columns.length > 1 ? keys : inOrderOf(first, keys);
  const option = noneOf(table, columns, rows[0]);
  const none = option === null ? null : { option, when: "late" };
  const promising = itself ? ["own-key"] : rows;
  if (promising.length === 0 && none === null && columns.length > 0) return null;
  return { columns, references, promising, others: [], none };
}
function noneOf(table, names, example) {
  const columns = names.map((name) => table.columns.find((one) => sameName(one.name, name)));
  if (columns.every((column) => column?.required !== false)) return null;
  return columns.map(
    (column, place) => column?.required === false ? null : example?.[place] ?? (column === void 0 ? null : naturalValues(column)[0]) ?? null
  );
}
function choiceOfValues(table, column, preferred = []) {
  const natural = naturalValues(column).map((value) => [value]);
  const wanted2 = preferred.map((value) => [value]);
  const checks = table.checks.filter(({ columns }) => columns.includes(column.name));
  const suggested = checks.flatMap(({ suggests }) => suggests.get(column.name) ?? []);
  const exact = distinct(suggested.flatMap((one) => one.exact)).slice(0, mostValues);
  const near = distinct(suggested.flatMap((one) => one.near)).slice(0, mostValues);
  const choice = { columns: [column.name], references: [] };
  if (checks.length === 0 && wanted2.length === 0)
    return { ...choice, promising: natural, others: [], none: null };
  if (checks.length === 0) return { ...choice, promising: wanted2, others: natural, none: null };
  const when = checks.some(({ speaksOfNull }) => speaksOfNull) ? "early" : "late";
  return {
    ...choice,
    promising: [...wanted2, ...exact.map((value) => [value])],
    others: [...near.map((value) => [value]), ...natural, ...otherSpellings(natural), ...otherTypes(column)],
    none: column.required ? null : { option: [null], when }
  };
}
function otherSpellings(options) {
  return options.flatMap(
    ([value]) => typeof value === "string" ? [value.toUpperCase(), value.toLowerCase(), value.replaceAll(/[^A-Za-z0-9]/g, "")].map((text2) => [text2]) : []
  );
}
function otherTypes({ type }) {
  return type === "" || type.toUpperCase() === "ANY" ? [[1n], [2n], [3n], [0.5], [Uint8Array.of(1)]] : [];
}
function distinct(values) {
  return [...new Map(values.map((value) => [`${typeof value} ${value}`, value])).values()];
}

// src/dialects/sqlite/shadow/fill/checks.ts
function checksIn(sql, columns) {
  const tokens = tokensOf(sql);
  const known = new Map(columns.map((column) => [folded(column), column]));
  const checks = [];
  for (const [place, token] of tokens.entries()) {
    if (wordOf(sql, token) !== "check" || textOf2(sql, tokens[place + 1]) !== "(") continue;
    const inside = tokens.slice(place + 2, closing(sql, tokens, place + 1));
    const expression = sql.slice(inside[0]?.start, inside.at(-1)?.end);
    const isNamed = wordOf(sql, tokens[place - 2]) === "constraint";
    const columnAt = (one) => one.kind === "string" ? void 0 : known.get(folded(nameOf(sql, one) ?? ""));
    checks.push({
      expression,
      called: (isNamed ? nameOf(sql, tokens[place - 1]) : null) ?? expression,
      columns: [...new Set(inside.flatMap((one) => columnAt(one) ?? []))],
      suggests: suggestionsIn(sql, inside, columnAt),
      speaksOfNull: inside.some((one) => /^(?:null|isnull|notnull)$/.test(wordOf(sql, one)))
    });
  }
  return checks;
}
function closing(sql, tokens, open) {
  let depth = 0;
  for (let place = open; place < tokens.length; place++) {
    const mark = textOf2(sql, tokens[place]);
    depth += mark === "(" ? 1 : mark === ")" ? -1 : 0;
    if (depth === 0) return place;
  }
  return tokens.length;
}
function textOf2(sql, token) {
  return token === void 0 ? "" : sql.slice(token.start, token.end);
}
function suggestionsIn(sql, tokens, columnAt) {
  const words = new Set(tokens.map((token) => wordOf(sql, token)));
  const columns = tokens.flatMap((token) => columnAt(token) ?? []);
  const suggested = new Map(
    columns.map((column) => [
      column,
      { exact: ofFunctions(words), near: [] }
    ])
  );
  let [current] = columns;
  for (const [place, token] of tokens.entries()) {
    current = columnAt(token) ?? current;
    const found = current === void 0 ? void 0 : suggested.get(current);
    const { exact, near } = literalValues(sql, tokens, place, words);
    found?.exact.push(...exact);
    found?.near.push(...near);
  }
  return suggested;
}
function literalValues(sql, tokens, place, words) {
  const token = tokens[place];
  const isPattern = words.has("like") || words.has("glob");
  if (token.kind === "string") return { exact: stringValues(nameOf(sql, token) ?? "", isPattern), near: [] };
  if (token.kind !== "number") return { exact: [], near: [] };
  const sign = textOf2(sql, tokens[place - 1]) === "-" ? "-" : "";
  return numberValues(sign + textOf2(sql, token), words.has("length") || words.has("octet_length"));
}
function ofFunctions(words) {
  const json2 = [...words].some((word) => word.startsWith("json")) ? ["{}", "[]", '{"row":1}', "1"] : [];
  const dates = ["date", "datetime", "strftime", "julianday"].some((word) => words.has(word));
  return [...json2, ...dates ? ["2024-01-01", "2024-01-01 00:00:00"] : []];
}
function stringValues(text2, isPattern) {
  if (!isPattern) return [text2];
  return [
    text2.replaceAll(/%/g, "").replaceAll("_", "a"),
    text2.replaceAll(/%/g, "a").replaceAll("_", "a"),
    text2.replaceAll(/\[\^?(.)[^\]]*\]/g, "$1").replaceAll("*", "").replaceAll("?", "a")
  ];
}
var longestText2 = 1e4;
function numberValues(text2, counts) {
  const number = Number(text2.replaceAll("_", ""));
  const beside = [1, -1, 2, -2, 3, -3].map((step) => number + step);
  if (!Number.isInteger(number)) return { exact: [number], near: beside };
  if (!Number.isSafeInteger(number)) return { exact: [], near: [] };
  const long = (lengths) => counts ? lengths.filter((length) => length >= 0 && length <= longestText2).map((length) => "a".repeat(length)) : [];
  return {
    exact: [...long([number]), BigInt(number)],
    near: [...long(beside), ...beside.map(BigInt)]
  };
}

// src/dialects/sqlite/shadow/fill/facts.ts
async function readFacts(session, historyTables, conditions) {
  const [objects, columns, keys] = await Promise.all([
    session.query("SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"),
    session.query(columnsQuery2),
    session.query(keysQuery2)
  ]);
  const left = new Set(historyTables.map(folded));
  const byTable = Map.groupBy(columns, ({ table }) => folded(String(table)));
  const keysByTable = Map.groupBy(keys, ({ table }) => String(table));
  const named = [...byTable].filter(([name]) => !left.has(name)).map(([, rows]) => [String(rows[0]?.table), rows]);
  const ordinary = named.filter(([, [first]]) => first?.kind === "table");
  const virtual = named.filter(([, [first]]) => first?.kind === "virtual");
  const sqlOf = new Map(objects.map(({ name, sql }) => [String(name), String(sql)]));
  const hasRows = await Promise.all(ordinary.map(([name]) => anyRowIn(session, name)));
  return {
    tables: ordinary.map(([name, rows], place) => ({
      name,
      columns: rows.filter(({ hidden }) => hidden === 0n).map(columnOf3),
      foreignKeys: foreignKeysOf(keysByTable.get(name) ?? [], byTable),
      checks: checksIn(
        sqlOf.get(name) ?? "",
        rows.map((row) => String(row.name))
      ),
      conditions: conditions.flatMap(
        (text2) => checksIn(
          text2,
          rows.map((row) => String(row.name))
        )
      ),
      hasRows: hasRows[place] === true
    })),
    virtualTables: virtual.map(([name, rows]) => ({
      name,
      sql: sqlOf.get(name) ?? "",
      columns: rows.filter(({ hidden }) => hidden === 0n).map((row) => String(row.name))
    })),
    triggers: objects.filter(({ type }) => type === "trigger").map(({ name, sql }) => ({ name: String(name), sql: String(sql) }))
  };
}
var columnsQuery2 = `
  SELECT l.name AS "table", l.type AS kind, x.cid, x.name, x.type, x."notnull", x.pk, x.hidden,
    x.dflt_value AS value
  FROM pragma_table_list l JOIN pragma_table_xinfo(l.name, 'main') x
  WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') AND substr(l.name, 1, 7) <> 'sqlite_'
  ORDER BY l.name, x.cid`;
var keysQuery2 = `
  SELECT l.name AS "table", k.id, k."table" AS parent, k."from" AS child_column, k."to" AS parent_column
  FROM pragma_table_list l JOIN pragma_foreign_key_list(l.name, 'main') k
  WHERE l.schema = 'main' AND l.type = 'table'
  ORDER BY l.name, k.id, k.seq`;
function columnOf3({ table, cid, name, type, notnull, pk, value }) {
  return {
    table: String(table),
    name: String(name),
    place: Number(cid),
    type: String(type),
    required: notnull === 1n || pk !== 0n,
    isKey: pk !== 0n,
    default: String(value ?? "")
  };
}
function foreignKeysOf(rows, columns) {
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, parts]) => {
    const written2 = String(parts[0]?.parent);
    const ofParent = columns.get(folded(written2)) ?? [];
    const primary = ofParent.filter(({ pk }) => pk !== 0n).toSorted((a, b) => Number(a.pk) - Number(b.pk));
    return {
      id,
      columns: parts.map((part) => String(part.child_column)),
      parent: String(ofParent[0]?.table ?? written2),
      references: parts.map((part, place) => String(part.parent_column ?? primary[place]?.name))
    };
  });
}
async function anyRowIn(session, name) {
  const [row] = await session.query(`SELECT EXISTS (SELECT 1 FROM main.${quoted(name)}) AS found`);
  return row?.found === 1n;
}
function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

// src/dialects/sqlite/shadow/fill/candidate.ts
var Candidate = class {
  #choices;
  /** The options of each choice as this row tries them. */
  #options;
  #promising;
  #places;
  /** Only what is promising is tried first, in all its combinations. */
  #narrow = true;
  constructor(choices, row) {
    this.#choices = choices;
    this.#options = choices.map((choice) => optionsOf(choice, row));
    this.#promising = choices.map(promisingIn);
    this.#places = choices.map(() => 0);
  }
  /** NULL for keys that only ever repeat each other. */
  valueOf(column, followed = 0) {
    for (const [at, { columns, references }] of this.#choices.entries()) {
      const within = columns.findIndex((name) => sameName(name, column));
      if (within === -1) continue;
      const option = this.#options[at]?.[this.#places[at]];
      if (option !== "own-key") return option?.[within] ?? null;
      const source = references[within];
      return source === void 0 || followed > columns.length + 1 ? null : this.valueOf(source, followed + 1);
    }
    return null;
  }
  /** Goes to the next combination of the options behind these columns; false where all were tried. */
  change(columns) {
    const behind = this.#choices.flatMap(
      (choice, at) => choice.columns.some((name) => columns.some((column) => sameName(column, name))) ? [at] : []
    ).toSorted((a, b) => this.#promisingAt(a) - this.#promisingAt(b));
    if (this.#advance(behind)) return true;
    if (!this.#narrow) return false;
    this.#narrow = false;
    return this.#advance(behind);
  }
  #promisingAt(place) {
    return this.#promising[place];
  }
  /** As an odometer does; what has the fewest options goes fastest. */
  #advance(behind) {
    for (const at of behind) {
      const width = this.#narrow ? this.#promisingAt(at) : this.#options[at]?.length ?? 0;
      const next = this.#places[at] + 1;
      this.#places[at] = next < width ? next : 0;
      if (next < width) return true;
    }
    return false;
  }
};
function optionsOf({ promising, others, none }, row) {
  const [first, rest2] = promising.length > 0 ? [rotated(promising, row), others] : [rotated(others, row).slice(0, 1), rotated(others, row).slice(1)];
  if (none === null) return [...first, ...rest2];
  return none.when === "early" ? [...first, none.option, ...rest2] : [...first, ...rest2, none.option];
}
function promisingIn({ promising, none }) {
  return Math.max(1, promising.length) + (none?.when === "early" ? 1 : 0);
}
function rotated(items, by) {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

// src/dialects/sqlite/shadow/fill/insert-rows.ts
var wanted = 3;
var mostTries = 150;
var longest4 = 1e3;
async function insertRows(session, table, choices) {
  const first = Array.from({ length: wanted }, (_, row) => new Candidate(choices, row));
  if (await insert2(session, table, first) === null) return null;
  const deadline = Date.now() + longest4;
  for (let row = 0; row < wanted; row++) {
    const failure = await insertOne(session, table, new Candidate(choices, row), deadline);
    if (failure !== null) return row === 0 ? failure : null;
  }
  return null;
}
async function insertOne(session, table, candidate, deadline) {
  const failures = /* @__PURE__ */ new Map();
  for (let tries = 0; tries < mostTries; tries++) {
    const failure = await insert2(session, table, [candidate]);
    if (failure === null) return null;
    failures.set(failure.message, (failures.get(failure.message) ?? 0) + 1);
    if (Date.now() > deadline) break;
    const behind = columnsBehind(table, failure);
    if (!candidate.change(behind) && (behind.length === 0 || !candidate.change(all(table)))) break;
  }
  const [most] = [...failures].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}
async function insert2(session, table, candidates2) {
  const columns = table.columns.map(({ name }) => name);
  const row = `(${columns.map(() => "?").join(", ")})`;
  const into = `INSERT INTO main.${quoted(table.name)} (${columns.map(quoted).join(", ")})`;
  const values = candidates2.flatMap((candidate) => columns.map((column) => candidate.valueOf(column)));
  try {
    await session.query(`${into} VALUES ${candidates2.map(() => row).join(", ")}`, values);
    return null;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}
function columnsBehind(table, { code, message }) {
  const said = message.slice(message.indexOf(": ") + 2);
  switch (code) {
    case "SQLITE_CONSTRAINT_CHECK":
      return columnsOfCheck(table, said);
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "SQLITE_CONSTRAINT_NOTNULL": {
      const named = all(table).filter((name) => `, ${said},`.includes(`, ${table.name}.${name},`));
      return named.length > 0 ? named : all(table);
    }
    case "SQLITE_CONSTRAINT_DATATYPE":
      return all(table).filter((name) => message.endsWith(` column ${table.name}.${name}`));
    case "SQLITE_CONSTRAINT_ROWID":
    case "SQLITE_MISMATCH":
      return all(table);
    // A function in a CHECK does not take the value.
    case "SQLITE_ERROR":
      return columnsOfCheck(table, "");
    default:
      return [];
  }
}
function all({ columns }) {
  return columns.map(({ name }) => name);
}
function columnsOfCheck({ checks }, said) {
  const failed = checks.filter(({ called: called3 }) => called3 === said);
  const found = new Set((failed.length > 0 ? failed : checks).flatMap(({ columns }) => columns));
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { columns } of checks)
      if (columns.some((column) => found.has(column))) for (const column of columns) found.add(column);
  }
  return [...found];
}

// src/dialects/sqlite/shadow/fill/order.ts
function parentsFirst(tables) {
  const byName2 = new Map(tables.map((table) => [folded(table.name), table]));
  const seen = /* @__PURE__ */ new Set();
  const ordered = [];
  for (const start of tables) {
    const path = [];
    const enter = (table) => {
      if (seen.has(table)) return;
      seen.add(table);
      const parents = table.foreignKeys.flatMap(({ parent }) => byName2.get(folded(parent)) ?? []);
      path.push({ table, parents });
    };
    enter(start);
    for (let last = path.at(-1); last !== void 0; last = path.at(-1)) {
      const parent = last.parents.shift();
      if (parent !== void 0) enter(parent);
      else {
        ordered.push(last.table);
        path.pop();
      }
    }
  }
  return ordered;
}

// src/dialects/sqlite/shadow/fill/orphans.ts
async function removeOrphans(session, filled) {
  const emptied = /* @__PURE__ */ new Map();
  const children = filled.filter(({ foreignKeys }) => foreignKeys.length > 0);
  for (let found = true; found; ) {
    found = false;
    for (const table of children.filter(({ name }) => !emptied.has(name))) {
      const orphans = await orphansIn(session, table);
      if (orphans === null) continue;
      found = true;
      if (await detach(session, table, orphans.keys)) continue;
      await session.script(`DELETE FROM main.${quoted(table.name)}`);
      emptied.set(table.name, { table: table.name, reason: orphans.reason });
    }
  }
  return [...emptied.values()];
}
async function orphansIn(session, { name }) {
  try {
    const orphans = await session.query(`PRAGMA main.foreign_key_check(${quoted(name)})`);
    const [first] = orphans;
    if (first === void 0) return null;
    return {
      keys: new Set(orphans.map(({ fkid }) => fkid)),
      reason: `its rows would point to no row of ${first.parent}`
    };
  } catch (error) {
    if (error instanceof DatabaseError) return { keys: /* @__PURE__ */ new Set(), reason: error.message };
    throw error;
  }
}
async function detach(session, table, keys) {
  const columns = table.foreignKeys.filter(({ id }) => keys.has(id)).flatMap((key) => key.columns).filter((name) => table.columns.some((column) => sameName(column.name, name) && !column.required));
  if (columns.length === 0) return false;
  const assignments = [...new Set(columns)].map((column) => `${quoted(column)} = NULL`);
  try {
    await session.script(`UPDATE main.${quoted(table.name)} SET ${assignments.join(", ")}`);
    const left = await orphansIn(session, table);
    return left === null || ![...left.keys].some((key) => keys.has(key));
  } catch (error) {
    if (error instanceof DatabaseError) return false;
    throw error;
  }
}

// src/dialects/sqlite/shadow/fill/preferred.ts
var mostAsked = 40;
async function preferredValues(session, { columns, conditions }) {
  const preferred = /* @__PURE__ */ new Map();
  for (const column of columns) {
    const asked = conditions.filter((check) => check.columns.length === 1 && check.columns[0] === column.name);
    if (asked.length === 0) continue;
    const meeting = [];
    for (const value of candidates(column, asked))
      if (await meetsAll(session, column, asked, value)) meeting.push(value);
    if (meeting.length > 0) preferred.set(column.name, meeting);
  }
  return preferred;
}
function candidates(column, asked) {
  const suggested = asked.flatMap(({ suggests }) => suggests.get(column.name) ?? []);
  const all2 = [...naturalValues(column), ...suggested.flatMap(({ exact, near }) => [...exact, ...near])];
  return [...new Map(all2.map((value) => [`${typeof value} ${value}`, value])).values()].slice(0, mostAsked);
}
async function meetsAll(session, column, asked, value) {
  const all2 = asked.map(({ expression }) => `ifnull((${expression}), 1)`).join(" AND ");
  try {
    const [row] = await session.query(`SELECT ${all2} AS holds FROM (SELECT ? AS ${quoted(column.name)})`, [
      value
    ]);
    return Number(row?.holds) !== 0;
  } catch (error) {
    if (error instanceof DatabaseError) return false;
    throw error;
  }
}

// src/dialects/sqlite/shadow/fill/virtual.ts
async function fillVirtual(session, table) {
  const [, module = ""] = /\busing\s+["`[]?(\w+)/i.exec(table.sql) ?? [];
  try {
    if (/^fts[345]$/i.test(module)) await fillSearch(session, table);
    else if (/^rtree(?:_i32)?$/i.test(module)) await fillBoxes(session, table);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
}
async function fillSearch(session, { name, sql, columns }) {
  const table = `main.${quoted(name)}`;
  if (/\bcontent\s*=\s*(?:''|"")/i.test(sql)) return;
  if (/\bcontent\s*=/i.test(sql)) {
    await session.query(`INSERT INTO ${table} (${quoted(name)}) VALUES ('rebuild')`);
    return;
  }
  await insert3(session, name, columns, (row) => columns.map((column) => `${column} ${row}`));
}
async function fillBoxes(session, { name, columns }) {
  await insert3(
    session,
    name,
    columns,
    (row) => columns.map((_, place) => BigInt(place === 0 ? row : row + (place + 1) % 2))
  );
}
async function insert3(session, name, columns, valuesOf) {
  const table = `main.${quoted(name)}`;
  const [found] = await session.query(`SELECT EXISTS (SELECT 1 FROM ${table}) AS found`);
  if (found?.found !== 0n) return;
  const row = `(${columns.map(() => "?").join(", ")})`;
  await session.query(
    `INSERT INTO ${table} (${columns.map(quoted).join(", ")}) VALUES ${row}, ${row}, ${row}`,
    [1, 2, 3].flatMap(valuesOf)
  );
}

// src/dialects/sqlite/shadow/fill.ts
var longest5 = 5e3;
var markAbove = 100;
async function fillTables(session, historyTables, ahead) {
  await fillEmptyTables(session, historyTables, conditionsIn(ahead));
}
function conditionsIn(ahead) {
  const shaping = /* @__PURE__ */ new Set(["create-table", "add-constraint"]);
  return ahead.flatMap(({ up }) => up).filter(
    ({ sql, operations }) => operations.some(({ kind }) => shaping.has(kind)) && /\bcheck\b/i.test(sql)
  ).map(({ sql }) => sql);
}
async function fillEmptyTables(session, historyTables = [], conditions = []) {
  const facts = await readFacts(session, historyTables, conditions);
  const [before] = await session.query("PRAGMA foreign_keys");
  await session.script("PRAGMA foreign_keys = OFF; BEGIN");
  try {
    const unfilled2 = await fillAll(session, facts);
    await session.script("COMMIT");
    return unfilled2;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await session.script("ROLLBACK");
    return facts.tables.map(({ name }) => ({ table: name, reason: error.message }));
  } finally {
    if (before?.foreign_keys === 1n) await session.script("PRAGMA foreign_keys = ON");
  }
}
async function fillAll(session, { tables, virtualTables, triggers }) {
  for (const { name } of triggers) await session.script(`DROP TRIGGER main.${quoted(name)}`);
  const unfilled2 = await fillOrdinary(session, tables);
  const filled = tables.filter(
    ({ name, hasRows }) => !hasRows && !unfilled2.some(({ table }) => table === name)
  );
  const orphaned = await removeOrphans(session, filled);
  await raiseMarks(session, filled);
  for (const table of virtualTables) await fillVirtual(session, table);
  for (const { sql } of triggers) await session.script(sql);
  return [...unfilled2, ...orphaned];
}
async function fillOrdinary(session, tables) {
  const deadline = Date.now() + longest5;
  const byName2 = new Map(tables.map((table) => [folded(table.name), table]));
  const done = new Set(tables.filter(({ hasRows }) => hasRows));
  const unfilled2 = [];
  for (const table of parentsFirst(tables)) {
    if (done.has(table)) continue;
    const keys = /* @__PURE__ */ new Map();
    for (const key of table.foreignKeys) {
      const parent = byName2.get(folded(key.parent));
      keys.set(key, parent === void 0 ? [] : await keysOf3(session, parent, key, done.has(parent)));
    }
    const preferred = await preferredValues(session, table);
    const choices = choicesFor(table, (key) => keys.get(key) ?? [], preferred);
    const late = Date.now() > deadline ? "the time for filling was used up" : null;
    const reason = late ?? (typeof choices === "string" ? choices : await insertRows(session, table, choices));
    if (reason !== null) unfilled2.push({ table: table.name, reason });
    done.add(table);
  }
  return unfilled2;
}
async function keysOf3(session, parent, { references }, isDone) {
  if (!isDone) {
    const columns2 = references.flatMap(
      (name) => parent.columns.filter((column) => folded(column.name) === folded(name))
    );
    return [0, 1, 2].map((row) => columns2.map((column) => naturalValues(column).at(row) ?? null));
  }
  const columns = references.map(quoted);
  const named = columns.map((column, place) => `${column} AS c${place}`);
  const known = columns.map((column) => `${column} IS NOT NULL`).join(" AND ");
  try {
    const rows = await session.query(
      `SELECT ${named.join(", ")} FROM main.${quoted(parent.name)} WHERE ${known} ORDER BY ${columns.join(", ")} LIMIT 3`
    );
    return rows.map((row) => columns.map((_, place) => row[`c${place}`] ?? null));
  } catch (error) {
    if (error instanceof DatabaseError) return [];
    throw error;
  }
}
async function raiseMarks(session, filled) {
  const [kept2] = await session.query(
    "SELECT 1 AS found FROM main.sqlite_schema WHERE name = 'sqlite_sequence'"
  );
  if (kept2 === void 0) return;
  for (const { name } of filled)
    await session.query(`UPDATE main.sqlite_sequence SET seq = seq + ${markAbove} WHERE name = ?`, [name]);
}

// src/dialects/sqlite/shadow/lost.ts
var Lost = class {
  #lost;
  #unread;
  constructor({ lost, unread } = { lost: [], unread: null }) {
    this.#lost = new Map(lost.map(([name, place]) => [folded(name), { name, place }]));
    this.#unread = unread;
  }
  /** All that was learned so far; a new one that is given it answers as this one does. */
  losses() {
    return { lost: [...this.#lost.values()].map(({ name, place }) => [name, place]), unread: this.#unread };
  }
  /** The first that could not build it is the cause. */
  lose(statement, place) {
    if (statement.syntaxError !== null) this.#unread ??= place;
    for (const name of statement.operations.flatMap(shaped))
      if (!this.#lost.has(folded(name))) this.#lost.set(folded(name), { name, place });
  }
  /** The statement ran: what it made or dropped is as it should be. */
  find({ operations }) {
    if (this.#lost.size === 0) return;
    for (const operation of operations) {
      for (const name of [...built(operation), ...gone(operation)]) {
        const key = folded(name);
        for (const lost of this.#lost.keys())
          if (lost === key || lost.startsWith(`${key}.`)) this.#lost.delete(lost);
      }
    }
  }
  /** Whether it drops something that is missing because of what failed before. */
  drops({ operations }) {
    return operations.flatMap(gone).some((name) => this.#lost.has(folded(name)));
  }
  /** Why what the statement does here is not what it does where the lost objects stand; `null` where it is. */
  distrust({ operations }) {
    const object2 = this.#firstOf(operations.flatMap(built));
    if (object2 !== null) return `it makes ${object2.name}, which stands in production: ${notBuilt(object2)}`;
    const missed = this.#firstOf(operations.flatMap(gone));
    return missed === null ? null : `it meets no ${missed.name}: ${notBuilt(missed)}`;
  }
  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement, error) {
    const brought2 = broughtByApplication(error);
    if (brought2 !== null) return brought2;
    const lost = this.#missedBy(statement, error);
    if (lost !== null) return `${error.message}: ${notBuilt(lost)}`;
    if (this.#unread === null || !missingObject.has(error.code)) return null;
    return `${error.message}: text at ${this.#unread} could not be read, and may have made it`;
  }
  #firstOf(names) {
    const name = names.find((one) => this.#lost.has(folded(one)));
    return name === void 0 ? null : this.#lost.get(folded(name)) ?? null;
  }
  /** The lost object that the message names; of a column it may tell the table alone, or not at all. */
  #missedBy(statement, { message }) {
    if (this.#lost.size === 0) return null;
    const said = mentionedNames({ ...statement, sql: message });
    const all2 = /* @__PURE__ */ new Set([...said, ...mentionedNames(statement)]);
    const countsColumns = /\bhas \d+ columns but \d+ values were supplied$/.test(message);
    for (const lost of this.#lost.values()) {
      const { table, column } = partsOf2(lost.name);
      if (column === null ? said.has(table) : all2.has(table) && (countsColumns || said.has(column)))
        return lost;
    }
    return null;
  }
};
function notBuilt({ name, place }) {
  return `what comes before could not build ${name}${place === "" ? "" : ` (${place})`}`;
}
function partsOf2(name) {
  const { parent, local } = splitLast(name);
  const above = splitLast(parent);
  const last = folded(unquote(local));
  return above.parent === "" ? { table: last, column: null } : { table: folded(unquote(above.local)), column: last };
}
function shaped(operation) {
  return [...built(operation), ...gone(operation)];
}
function built(operation) {
  switch (operation.kind) {
    case "create-table":
      return [operation.table];
    case "rename-table":
      return [operation.to];
    case "add-column":
      return [`${operation.table}.${operation.column}`];
    case "rename-column":
      return [`${operation.table}.${operation.to}`];
    case "create-index":
      return operation.index === null ? [] : [operation.index];
    case "create":
      return [operation.name];
    default:
      return [];
  }
}
function gone(operation) {
  switch (operation.kind) {
    case "drop-table":
    case "rename-table":
      return [operation.table];
    case "drop-column":
    case "rename-column":
      return [`${operation.table}.${operation.column}`];
    case "drop-index":
      return [operation.index];
    case "drop":
      return [operation.name];
    default:
      return [];
  }
}

// src/dialects/sqlite/shadow/stand-ins.ts
var mostRetries = 20;
var longestName2 = 255;
var StandIns = class {
  #names = /* @__PURE__ */ new Set();
  get names() {
    return [...this.#names];
  }
  async make(engine, name) {
    await engine.standIn(name);
    this.#names.add(name);
  }
  /**
   * Why what is measured of a statement is not to be believed; `null` where it is. What its views and triggers call,
   * `actions` tell.
   */
  distrust(statement, actions) {
    if (this.#names.size === 0) return null;
    const mentioned = mentionedNames(statement);
    const called3 = new Set(
      actions.map(({ code, second }) => code === "function" ? folded(second ?? "") : "")
    );
    const name = this.names.find((one) => mentioned.has(one) || called3.has(one));
    if (name === void 0) return null;
    return `it calls ${name}(), which only the application has: in the shadow, its first argument stood in for what it gives`;
  }
  /** The same session, but that what misses a function finds a stand-in. */
  over(session) {
    const tried = async (work) => {
      for (let retries = 0; ; retries++) {
        try {
          return await work();
        } catch (error) {
          const name = missingFunction(error);
          if (name === null || this.#names.has(name) || retries === mostRetries) throw error;
          await this.make(session, name);
        }
      }
    };
    return {
      ...session,
      query: (sql, parameters) => tried(() => session.query(sql, parameters)),
      script: (sql) => tried(() => session.script(sql)),
      run: (sql) => tried(() => session.run(sql))
    };
  }
};
function missingFunction(error) {
  if (!(error instanceof DatabaseError) || error.code !== "no-such-function") return null;
  const name = /(?:no such|unknown) function: ([^()]+)/.exec(error.message)?.[1];
  return name === void 0 || Buffer.byteLength(name) > longestName2 ? null : folded(name);
}

// src/dialects/sqlite/shadow/try-downs.ts
var noClock = { from: 0, to: 0, offset: 0 };
async function tryDowns(session, downs, up, context, look) {
  const image = await session.image();
  try {
    const traced = [];
    for (const [place, down] of downs.entries()) {
      const statements = await traceMigration(session, down, context);
      const failure = failureIn(statements);
      if (failure !== null) return { ...failure, place };
      traced.push(...statements);
    }
    const found = { kind: "ran", ...await look(), clock: noClock };
    if (up === null) return { ...found, traced: [], again: null };
    return { ...found, traced, again: await tryAgain(session, up, downs.length, context, look) };
  } finally {
    await putBack(session, image, context.foreignKeys);
  }
}
async function tryAgain(session, up, place, context, look) {
  const failure = failureIn(await traceMigration(session, up, context));
  if (failure !== null) return { ...failure, place };
  return { kind: "ran", schema: (await look()).schema, clock: noClock };
}
async function putBack(session, image, foreignKeys) {
  try {
    await session.restore(image);
    await startAfresh(session, foreignKeys);
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error;
  }
}
function failureIn(traced) {
  const stopped = traced.find(({ trace: trace2 }) => trace2.outcome !== "ran");
  if (stopped === void 0) return null;
  const { statement, trace } = stopped;
  return {
    kind: trace.outcome === "unverified" ? "unverified" : "failed",
    code: trace.error?.code ?? "",
    message: trace.error?.message ?? "it did not run",
    line: statement.line
  };
}

// src/dialects/sqlite/shadow/shadow.ts
async function shadowOver(engine, settings) {
  const { kept: kept2, historyTables, foreignKeys } = settings;
  const lost = new Lost(kept2?.losses);
  const standIns = new StandIns();
  const session = standIns.over(engine);
  const notices = [...kept2?.notices ?? []];
  for (const { name } of notices) await standIns.make(engine, name);
  await startAfresh(session, foreignKeys);
  const schemaWith = (from) => readable(session, readSchema(session, { historyTables, lineage: from }));
  const rows = () => readable(session, readRows(session, historyTables));
  let lineage = lineageFrom(await schemaWith());
  const [row] = await session.query("SELECT sqlite_version() AS version");
  function contextOf(path, ran) {
    return {
      foreignKeys,
      learn(statement) {
        lost.find(statement);
        ran(statement.operations);
      },
      lose: (statement) => lost.lose(statement, `${path}:${statement.line}`),
      provided: () => null,
      distrust: (statement, actions) => lost.distrust(statement) ?? standIns.distrust(statement, actions),
      excuse: (statement, error) => lost.excuse(statement, error)
    };
  }
  return {
    engine: { version: String(row?.version), kind: "embedded" },
    replay: (migration) => replayBase({ session, lost, standIns, notices, foreignKeys }, migration),
    async settle(target) {
      const { verdict, difference } = compareSchemas(target.schema, await schemaWith());
      return { added: [], difference: verdict === "equal" ? [] : difference };
    },
    notices: () => notices,
    keep: () => keep(session, { losses: lost.losses(), notices }),
    provide: async () => false,
    async trace(migration) {
      const { path } = migration.migration.up;
      lineage = await schemaWith(lineage).then(
        (schema) => lineageFrom(schema, lineage),
        // What cannot be read any more, the trace says of each statement.
        () => lineage
      );
      const context = contextOf(path, (operations) => {
        lineage = follow2(lineage, operations);
      });
      const traced = await traceMigration(session, migration, context);
      const failed = traced.some(({ trace }) => trace.outcome === "failed" || trace.outcome === "not-run");
      if (failed) for (const { statement } of traced) lost.lose(statement, `${path}:${statement.line}`);
      return traced;
    },
    readSchema: () => schemaWith(lineage),
    fillTables: (ahead) => readable(session, fillTables(session, historyTables, ahead)),
    readRows: rows,
    readDamage: () => readable(session, readDamage(session)),
    prepare: (queries) => readable(session, session.prepare(queries)),
    async capturePlan() {
      const planState = await readable(session, capturePlan(session, { historyTables, lineage }));
      return { planState, asItStands: true };
    },
    planDown: async (from, to) => planDown(from.planState, to.planState),
    async tryDown(downs, up) {
      let back = lineageFrom(await schemaWith(lineage), lineage);
      const known = new Lost(lost.losses());
      const context = {
        ...contextOf("", () => {
        }),
        learn: ({ operations }) => {
          back = follow2(back, operations);
        },
        lose: () => {
        },
        excuse: (statement, error) => known.excuse(statement, error)
      };
      return tryDowns(session, downs, up ?? null, context, async () => ({
        schema: await schemaWith(back),
        rows: await rows()
      }));
    },
    close: () => session.close()
  };
}
async function readable(session, reading) {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof ShadowGone) throw cause;
    await session.close();
    throw new ShadowGone(`the shadow cannot be read: ${cause.message}`, { cause });
  }
}

// src/dialects/sqlite/shadow/open.ts
async function openShadow(_migrations, { url, limits, historyTables = [], foreignKeys = true }, from = Promise.resolve(null)) {
  if (url !== null)
    throw new UserError('SQLite is checked in its own engine: --shadow takes "embedded" or "none".');
  from.catch(() => {
  });
  const session = await openEmbedded(limits);
  try {
    const state = await from;
    const kept2 = state === null ? null : factsOf(state);
    if (state !== null && kept2 === null) throw new ShadowGone("the kept base is of another form");
    if (state !== null) await session.restore(await unpacked(state));
    return await shadowOver(session, { kept: kept2, historyTables, foreignKeys });
  } catch (error) {
    await session.close();
    throw error;
  }
}
async function unpacked(state) {
  try {
    return await imageIn(state);
  } catch (cause) {
    throw new ShadowGone(`the kept base is damaged: ${cause.message}`);
  }
}

// src/dialects/sqlite/dialect.ts
var sqlite = {
  name: "sqlite",
  identity: "name",
  parse: parseStatements,
  comments: commentsOf,
  transactionForm,
  standings,
  openShadow,
  keptBy: () => `form 1, SQLite ${process.versions.sqlite}`,
  syntaxError,
  inferLocks,
  isNoOp,
  relationName,
  diffSchemas,
  compareSchemas,
  compareWithTarget: compareSchemas,
  compareRebuilt: compareSchemas,
  // The planner leaves nothing out.
  completeDown: () => []
};
export {
  sqlite
};
