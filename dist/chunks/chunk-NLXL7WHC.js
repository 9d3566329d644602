import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  baseName,
  isCodeStep,
  isSql
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";

// src/migrations/order.ts
function compareNaturally(a, b) {
  const left = chunks(a);
  const right = chunks(b);
  for (let place2 = 0; place2 < Math.min(left.length, right.length); place2++) {
    const order = compareChunks(left[place2], right[place2]);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}
function chunks(text) {
  return text.match(/\d+|\D+/g) ?? [];
}
function compareChunks(a, b) {
  if (!isNumber(a) || !isNumber(b)) return compareText(a, b);
  const left = a.replace(/^0+/, "");
  const right = b.replace(/^0+/, "");
  return left.length - right.length || compareText(left, right);
}
function isNumber(chunk) {
  return chunk >= "0" && chunk < ":";
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/migrations/writing.ts
function nextId(last, goesOnWith) {
  const [, before = "", groups = "", digits, rest = ""] = /^(\D*)((?:\d+[-.])*)(\d+)(.*)$/s.exec(last) ?? [];
  if (digits === void 0) return `${last}_then`;
  const number = (BigInt(digits) + 1n).toString().padStart(digits.length, "0");
  if (number.length > digits.length && digits.startsWith("9"))
    throw new UserError(`${last} has the last number of its width: a migration behind it cannot be named.`);
  const gap = /^[_\-. ]+/.exec(rest)?.[0] ?? "_";
  const words = goesOnWith.replace(/^\D*(?:\d+[-.])*\d+[_\-. ]*/s, "").replace(/_then(?:_\d+)?$/, "");
  return `${before}${groups}${number}${gap}${words === "" ? "then" : `${words}_then`}`;
}
var inPairs = {
  files(id, { up }, { up: text, down }) {
    const folder = folderOf(up.path);
    const ending = /\.up\.sql$/i.test(up.path) ? ".up.sql" : ".sql";
    return [
      { path: `${folder}${id}${ending}`, text },
      ...down === null ? [] : [{ path: `${folder}${id}.down.sql`, text: down }]
    ];
  },
  alone: (up) => [up]
};
function inPairsMarked(mark) {
  const marked = (text) => text.startsWith(mark) ? text : `${mark}
${text}`;
  return {
    files: (id, beside, content) => inPairs.files(id, beside, content).map((file) => content.alone ? { ...file, text: marked(file.text) } : file),
    alone: (up) => [{ ...up, text: marked(up.text) }]
  };
}
function inSections(write, alone) {
  return {
    files: (id, { up }, content) => [{ path: `${folderOf(up.path)}${id}.sql`, text: write(content) }],
    alone: (up) => [{ ...up, text: alone(up.text) }]
  };
}
function inFolders(upName, downName, beside = {}) {
  const extra = (folder) => Object.entries(beside).map(([name, text]) => ({ path: `${folder}${name}`, text }));
  return {
    files(id, { up }, { up: text, down, alone }) {
      const folder = `${folderOf(folderOf(up.path).slice(0, -1))}${id}/`;
      return [
        { path: `${folder}${upName}`, text },
        ...down === null ? [] : [{ path: `${folder}${downName}`, text: down }],
        ...alone ? extra(folder) : []
      ];
    },
    alone: (up) => [up, ...extra(folderOf(up.path))]
  };
}
function folderOf(path) {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

// src/migrations/formats/plain.ts
var ownDelivery = { transaction: "wrapped", oneString: false, runner: "ours" };
var format = {
  name: "plain",
  downs: "maybe",
  writing: inPairs,
  history: () => null,
  record: null,
  recognise({ files }) {
    const sql = files.filter((file) => /\.sql$/i.test(file)).length;
    return sql === 0 ? null : { certainty: "possible", why: `${sql} .sql files, and no mark of a tool` };
  },
  read(folder, files) {
    const ups = /* @__PURE__ */ new Map();
    const downs = /* @__PURE__ */ new Map();
    for (const file of files) {
      const name = file.path.slice(folder === "." ? 0 : folder.length + 1);
      const match = /^(.*?)(\.up|\.down)?\.sql$/is.exec(name);
      if (match === null) continue;
      const id = match[1];
      const place2 = match[2]?.toLowerCase() === ".down" ? downs : ups;
      const twin = place2.get(id);
      if (twin !== void 0)
        throw new UserError(`${twin.path} and ${file.path} are the same migration twice. Keep one of them.`);
      place2.set(id, file);
    }
    const migrations = [...ups].sort(([a], [b]) => compareNaturally(a, b)).map(([id, up]) => ({
      id,
      format: "plain",
      up,
      down: downs.get(id) ?? null,
      ...ownDelivery
    }));
    const orphans = [...downs].filter(([id]) => !ups.has(id)).map(([, { path }]) => ({
      path,
      advice: 'has no up beside it. Add the file without ".down", or remove this one.'
    }));
    return { migrations, orphans, refused: [], codeSteps: [] };
  }
};

// src/migrations/formats/records/row-per-migration.ts
function rowPerMigration(tool3) {
  const { table, columns, writing, keyOf, ran, isOf: isOf2 = () => true } = tool3;
  const begun = tool3.unfinished ?? (() => /* @__PURE__ */ new Map());
  return {
    table,
    columns,
    ...writing === void 0 ? {} : { writing },
    applied(rows, migrations) {
      const done = ran(rows);
      return migrations.filter((migration) => done.has(keyOf(migration)));
    },
    changed(rows, migrations) {
      const done = ran(rows);
      return migrations.filter(
        (migration) => done.get(keyOf(migration))?.every((row) => !isOf2(row, migration)) === true
      );
    },
    unfinished(rows, migrations) {
      const open = begun(rows);
      return migrations.filter((migration) => open.has(keyOf(migration)));
    },
    unknown(rows, migrations) {
      const known = new Set(migrations.map(keyOf));
      const found = /* @__PURE__ */ new Set([...ran(rows).keys(), ...begun(rows).keys()]);
      return [...found].filter((key) => !known.has(key));
    }
  };
}
function rowsBy(column, rows, holds = () => true) {
  return Map.groupBy(rows.filter(holds), (row) => row[column] ?? "");
}
function keyAlone(column, keyOf) {
  return {
    applied: (table, migration) => [
      { sql: `insert into ${table} (${column}) values ($1)`, parameters: [keyOf(migration)] }
    ],
    reverted: (table, migration) => [rowRemoved(table, column, keyOf(migration))]
  };
}
function rowRemoved(table, column, key) {
  return { sql: `delete from ${table} where ${column} = $1`, parameters: [key] };
}

// src/migrations/formats/records/dbmate.ts
var record = rowPerMigration({
  table: "schema_migrations",
  columns: ["version"],
  keyOf: versionOf,
  ran: (rows) => rowsBy("version", rows),
  writing: { ...keyAlone("version", versionOf), lockKeys: () => [] }
});
function versionOf({ id }) {
  return /^\d+/.exec(id)?.[0] ?? id;
}

// src/migrations/formats/support/mask.ts
function onlyParts(text, parts) {
  const pieces = [];
  let at = 0;
  let closed = false;
  for (const { start, end, closes = false } of parts) {
    const gap = blank(text.slice(at, start));
    pieces.push(closed ? gap.replace(" ", ";") : gap, text.slice(start, end));
    closed = closes;
    at = end;
  }
  return withoutTrailingBlanks(pieces.join(""));
}
function blank(text) {
  return text.replace(/[^\r\n]/g, " ");
}
function withoutTrailingBlanks(text) {
  let end = text.length;
  while (end > 0 && " 	\r\n".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

// src/migrations/formats/support/dbmate-file.ts
var directive = /(?<![^\n])(?<indent>[\t ]*)--[\t\n\f\r ]*migrate:(?<direction>up|down)(?:[\t\n\f\r ]*(?![^\n])|[\t\n\f\r ]+(?![\t\n\f\r ]))/g;
function readDbmateFile(text) {
  const sections = sectionsOf(text);
  const ups = sections.filter(({ direction }) => direction === "up");
  const downs = sections.filter(({ direction }) => direction === "down");
  return {
    up: ups.length === 0 ? null : onlyParts(text, ups),
    down: downs.length === 0 ? null : onlyParts(text, downs),
    upDelivery: deliveryOf(ups),
    downDelivery: deliveryOf(downs),
    problem: problemOf(text, sections)
  };
}
function deliveryOf(sections) {
  const wrapped = sections.every(({ transaction }) => transaction);
  return { transaction: wrapped ? "wrapped" : "none", oneString: sections.length === 1 };
}
function sectionsOf(text) {
  const matches = [...text.matchAll(directive)];
  return matches.map((match, place2) => {
    const newline = text.indexOf("\n", match.index);
    const firstLine = text.slice(match.index, newline < 0 ? void 0 : newline);
    const { indent = "", direction = "" } = match.groups ?? {};
    const end = matches[place2 + 1]?.index ?? text.length;
    return {
      direction,
      indented: indent !== "",
      directive: match.index,
      start: Math.min(match.index + firstLine.length, end),
      end,
      closes: true,
      transaction: optionsOf(firstLine.slice(indent.length)).get("transaction") !== "false"
    };
  });
}
var ends = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
function optionsOf(line) {
  const words = line.replace(/^--[\t\n\f\r ]*migrate:(?:up|down)/, "").replace(ends, "").split(/[\t\n\f\r ]+/);
  return new Map(
    words.flatMap((word) => {
      const [name = "", value = "", ...more] = word.split(":");
      return word.includes(":") && more.length === 0 ? [[name, value]] : [];
    })
  );
}
function problemOf(text, sections) {
  if (text.startsWith("\uFEFF")) return "a byte order mark in front";
  const indented = sections.find((section) => section.indented);
  if (indented !== void 0)
    return `an indented "-- migrate:${indented.direction}", which dbmate does not see`;
  const directions = sections.map(({ direction }) => direction);
  if (!directions.includes("up")) return 'no "-- migrate:up"';
  if (directions[0] !== "up") return '"-- migrate:down" before "-- migrate:up"';
  const before = text.slice(0, sections[0]?.directive).split("\n");
  if (before.some((line) => !/^\s*(?:--|$)/.test(line))) return 'text before "-- migrate:up"';
  if (directions.some((direction, place2) => direction === "up" && directions[place2 + 1] !== "down"))
    return 'no "-- migrate:down" for its "-- migrate:up"';
  if (directions.some((direction, place2) => direction === "down" && directions[place2 + 1] === "down"))
    return 'two "-- migrate:down" for one "-- migrate:up"';
  return null;
}

// src/migrations/formats/support/dbmate-text.ts
function dbmateText({ up, down, alone }) {
  const option = alone ? " transaction:false" : "";
  return [
    `-- migrate:up${option}`,
    up.trimEnd(),
    "",
    `-- migrate:down${option}`,
    ...down === null ? [] : [down.trimEnd()],
    ""
  ].join("\n");
}
function outsideTransaction(text) {
  return text.replace(/^(--\s*migrate:(?:up|down))(?![^\r\n]*transaction:false)/gim, "$1 transaction:false");
}

// src/migrations/formats/support/marks.ts
function sqlFilesOf({ files }) {
  return files.filter((file) => !file.includes("/") && /\.sql$/i.test(file));
}
function stepsWith({ files }, name) {
  return files.flatMap((file) => {
    const [step, inner, ...deeper] = file.split("/");
    return step !== void 0 && inner !== void 0 && deeper.length === 0 && name.test(inner) ? [step] : [];
  });
}
function recogniseByMark(sight, mark, words) {
  const files = sqlFilesOf(sight);
  const marked = files.filter((file) => mark.test(sight.head(file))).length;
  if (marked === 0) return null;
  const certainty = marked * 2 > files.length ? "sure" : "likely";
  return { certainty, why: `${words} in ${marked} of ${files.length} .sql files` };
}

// src/migrations/formats/support/places.ts
function filesOf(folder, files) {
  return place(folder, files).filter(({ name }) => !name.includes("/"));
}
function stepFolders(folder, files, which) {
  const found = /* @__PURE__ */ new Map();
  for (const { name, file } of place(folder, files)) {
    const [step, ...rest] = name.split("/");
    if (step === void 0 || rest.length === 0) continue;
    if (which === "visible" && step.startsWith(".")) continue;
    const inside = found.get(step) ?? /* @__PURE__ */ new Map();
    found.set(step, inside.set(rest.join("/"), file));
  }
  return [...found].map(([name, files2]) => ({ name, files: files2 })).filter(({ files: files2 }) => [...files2.keys()].some(isSql));
}
function place(folder, files) {
  return files.map((file) => ({ name: folder === "." ? file.path : file.path.slice(folder.length + 1), file })).toSorted((a, b) => a.name < b.name ? -1 : 1);
}

// src/migrations/formats/support/versions.ts
function compareVersions(a, b) {
  return a.version < b.version ? -1 : a.version > b.version ? 1 : compareText(a.name, b.name);
}
function versionWithin(digits, largest) {
  if (digits === void 0) return null;
  const version = BigInt(digits);
  return version > largest ? null : version;
}
function sameVersion(tool3, files, key) {
  const first = /* @__PURE__ */ new Map();
  return files.flatMap((file) => {
    const twin = first.get(key(file));
    if (twin !== void 0)
      return [
        {
          path: file.file.path,
          advice: `has the same version as ${twin.name}, and ${tool3} takes each version once. Give one of them another.`
        }
      ];
    first.set(key(file), file);
    return [];
  });
}
function unread(files, read, advice) {
  return files.filter(({ name }) => isSql(name) && !read.has(name)).map(({ file }) => ({ path: file.path, advice }));
}

// src/migrations/formats/dbmate.ts
var fileName = /^(\d+)[^\n]*\.sql$/;
var format2 = {
  name: "dbmate",
  downs: "maybe",
  writing: inSections(dbmateText, outsideTransaction),
  history: () => ({ name: "schema_migrations", columns: "version varchar primary key not null" }),
  record,
  recognise: (sight) => recogniseByMark(sight, /^--\s*migrate:up\b/m, '"-- migrate:up"'),
  read(folder, files) {
    const inFolder = filesOf(folder, files);
    const numbered = inFolder.filter(({ name }) => fileName.test(name)).toSorted((a, b) => compareText(a.name, b.name));
    const read = numbered.map((file) => ({ file, content: readDbmateFile(file.file.text) }));
    return {
      migrations: read.flatMap(({ file, content }) => migrationOf(file, content) ?? []),
      orphans: unread(
        inFolder,
        new Set(numbered.map(({ name }) => name)),
        "is not named <digits>_name.sql, so dbmate would never run it. Rename it, or move it out of the folder."
      ),
      refused: [
        ...read.flatMap(
          ({ file: { file }, content: { problem } }) => problem === null ? [] : [{ path: file.path, advice: `has ${problem}, so dbmate would not run it. Mend it.` }]
        ),
        ...sameVersion("dbmate", numbered, ({ name }) => fileName.exec(name)?.[1])
      ],
      codeSteps: []
    };
  }
};
function migrationOf({ name, file: { path } }, { up, down, upDelivery, downDelivery }) {
  if (up === null) return null;
  return {
    id: name.slice(0, -".sql".length),
    format: "dbmate",
    up: { path, text: up },
    down: down === null ? null : { path, text: down },
    ...upDelivery,
    downDelivery,
    runner: "theirs"
  };
}

// node_modules/smol-toml/dist/error.js
function getLineColFromPtr(string, ptr) {
  let lines = string.slice(0, ptr).split(/\r?\n/);
  return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
  let lines = string.split(/\r?\n/);
  let codeblock = "";
  let numberLen = (Math.log10(line + 1) | 0) + 1;
  for (let i = line - 1; i <= line + 1; i++) {
    let l = lines[i - 1];
    if (!l)
      continue;
    codeblock += i.toString().padEnd(numberLen, " ");
    codeblock += ":  ";
    codeblock += l;
    codeblock += "\n";
    if (i === line) {
      codeblock += " ".repeat(numberLen + column + 2);
      codeblock += "^\n";
    }
  }
  return codeblock;
}
var TomlError = class _TomlError extends Error {
  line;
  column;
  codeblock;
  constructor(message, options) {
    const [line, column] = getLineColFromPtr(options.toml, options.ptr);
    const codeblock = makeCodeBlock(options.toml, line, column);
    super(`Invalid TOML document: ${message}

${codeblock}`, options);
    this.line = line;
    this.column = column;
    this.codeblock = codeblock;
  }
  /** @internal */
  static x(message, ctx, ptr) {
    throw new _TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
  }
};

// node_modules/smol-toml/dist/primitive.js
function parseString(ctx) {
  let startPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p++);
  let first = c;
  let isLiteral = c === 39;
  let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
  if (isMultiline) {
    if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10)
      ctx.p++;
    else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)
      ctx.p += 2;
  }
  let parsed = "";
  let sliceStart = ctx.p;
  let state = 0;
  for (; ctx.p < ctx.s.length; ctx.p++) {
    c = ctx.s.charCodeAt(ctx.p);
    if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) {
      state = state && 3;
    } else if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in strings", ctx);
    } else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
      if (isMultiline) {
        if (ctx.s.charCodeAt(ctx.p + 3) === first)
          ctx.p++;
        if (ctx.s.charCodeAt(ctx.p + 3) === first)
          ctx.p++;
      }
      if (!state) {
        let s = ctx.s.slice(sliceStart, ctx.p);
        parsed = parsed ? parsed + s : s;
      }
      ctx.p += isMultiline ? 3 : 1;
      return parsed;
    } else if (!state) {
      if (!isLiteral && c === 92) {
        parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
        state = 1;
      }
    } else if (state === 1) {
      if (c === 120 || c === 117 || c === 85) {
        let errPtr = ctx.p++ - 1;
        let value = 0;
        let len = c === 120 ? 2 : c === 117 ? 4 : 8;
        for (let j = 0; j < len; j++, ctx.p++) {
          let hex = ctx.s.charCodeAt(ctx.p);
          let digit = (
            /* 0-9 */
            hex >= 48 && hex <= 57 ? hex - 48 : (
              /* A-F */
              hex >= 65 && hex <= 70 ? hex - 65 + 10 : (
                /* a-f */
                hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1
              )
            )
          );
          if (digit < 0)
            TomlError.x("invalid non-hex character in unicode escape", ctx);
          value = value << 4 | digit;
        }
        if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) {
          TomlError.x("invalid unicode escape", ctx, errPtr);
        }
        parsed += String.fromCodePoint(value);
        sliceStart = ctx.p--;
        state = 0;
      } else if (isMultiline && (c === 32 || c === 9)) {
        state = 2;
      } else {
        if (c === 98)
          parsed += "\b";
        else if (c === 116)
          parsed += "	";
        else if (c === 110)
          parsed += "\n";
        else if (c === 102)
          parsed += "\f";
        else if (c === 114)
          parsed += "\r";
        else if (c === 101)
          parsed += "\x1B";
        else if (c === 34)
          parsed += '"';
        else if (c === 92)
          parsed += "\\";
        else
          TomlError.x("unrecognised escape sequence", ctx);
        sliceStart = ctx.p + 1;
        state = 0;
      }
    } else if (c !== 32 && c !== 9) {
      if (state === 2)
        TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
      state = !isLiteral && c === 92 ? 1 : 0;
      sliceStart = ctx.p;
    }
  }
  TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
var DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class _TomlDate extends Date {
  #hasDate = false;
  #hasTime = false;
  #offset = null;
  constructor(date, fasttype, unsafeDelim) {
    let hasDate = true;
    let hasTime = true;
    let offset = "Z";
    let c;
    if (typeof date === "string") {
      if (fasttype)
        prep: {
          if (fasttype < 3) {
            if (+date.slice(11, 13) > 23) {
              date = "";
              break prep;
            }
            if (fasttype === 2) {
              offset = null;
              date += "Z";
            } else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) {
              offset = date.slice(date.length - 6);
            }
            if (unsafeDelim)
              date = date.slice(0, 10) + "T" + date.slice(11);
          } else if (fasttype === 4) {
            date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
          }
          hasDate = fasttype !== 4;
          hasTime = fasttype !== 3;
        }
      else {
        let match = date.match(DATE_TIME_RE);
        if (match) {
          if (!match[1]) {
            hasDate = false;
            date = `0000-01-01T${date}`;
          }
          hasTime = !!match[2];
          hasTime && date[10] === " " && (date = date.replace(" ", "T"));
          if (match[2] && +match[2] > 23) {
            date = "";
          } else {
            offset = match[3] || null;
            if (!offset && hasTime)
              date += "Z";
          }
        } else {
          date = "";
        }
      }
    }
    super(date);
    if (!isNaN(this.getTime())) {
      this.#hasDate = hasDate;
      this.#hasTime = hasTime;
      this.#offset = offset;
    }
  }
  isDateTime() {
    return this.#hasDate && this.#hasTime;
  }
  isLocal() {
    return !this.#hasDate || !this.#hasTime || !this.#offset;
  }
  isDate() {
    return this.#hasDate && !this.#hasTime;
  }
  isTime() {
    return this.#hasTime && !this.#hasDate;
  }
  isValid() {
    return this.#hasDate || this.#hasTime;
  }
  toISOString() {
    let iso = super.toISOString();
    if (this.isDate())
      return iso.slice(0, 10);
    if (this.isTime())
      return iso.slice(11, 23);
    if (this.#offset === null)
      return iso.slice(0, -1);
    if (this.#offset === "Z" || this.#offset === "z")
      return iso;
    let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
    offset = this.#offset[0] === "-" ? offset : -offset;
    let offsetDate = new Date(this.getTime() - offset * 6e4);
    return offsetDate.toISOString().slice(0, -1) + this.#offset;
  }
  static wrapAsOffsetDateTime(jsDate, offset = "Z") {
    let date = new _TomlDate(jsDate);
    date.#offset = offset;
    return date;
  }
  static wrapAsLocalDateTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#offset = null;
    return date;
  }
  static wrapAsLocalDate(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasTime = false;
    date.#offset = null;
    return date;
  }
  static wrapAsLocalTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasDate = false;
    date.#offset = null;
    return date;
  }
};

// node_modules/smol-toml/dist/extract.js
function isDigit(char, base = 10) {
  return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
  return char === 32 || char === 9 || char === 10 || char === 13 || // Structure end or next value delimiter
  delim && (char === delim || char === 44) || // Comment
  char === 35;
}
function extractValue(ctx, end) {
  let errPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p);
  if (c === 91 || c === 123) {
    ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
    let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
    ctx.d++;
    return value;
  }
  if (c === 34 || c === 39) {
    return parseString(ctx);
  }
  if (c === 116) {
    if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, true;
  }
  if (c === 102) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, false;
  }
  if (c === 43 || c === 45) {
    return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) {
    return parseDate(ctx, c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 2) === 58) {
    return parseTime(ctx, c, end);
  }
  return parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
  let c = startChr;
  let state = 0;
  let hasUnderscores = false;
  if (c === 105) {
    if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, (sign || 1) / 0;
  }
  if (c === 110) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, NaN;
  }
  if (c === 48) {
    if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
      return ctx.bi === true ? 0n : 0;
    if (!sign) {
      if (c === 120)
        return parseIntegerBaseN(ctx, startPtr, 16, endChr);
      else if (c === 98)
        return parseIntegerBaseN(ctx, startPtr, 2, endChr);
      else if (c === 111)
        return parseIntegerBaseN(ctx, startPtr, 8, endChr);
    }
    if (c === 46)
      state = 2;
    else if (c === 101 || c === 69)
      state = 4;
    else
      TomlError.x("illegal leading zero", ctx, startPtr);
  } else if (!isDigit(c))
    TomlError.x("invalid value", ctx, startPtr);
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (!state)
      state = 1;
    if (c === 95) {
      if (!(state & 1))
        TomlError.x("illegal underscore", ctx);
      state += 11;
      hasUnderscores = true;
    } else if (state === 1 && c === 46)
      state = 2;
    else if ((state === 1 || state === 3) && (c === 101 || c === 69))
      state = 4;
    else if (state === 4 && (c === 43 || c === 45)) {
      state = 6;
    } else if (!isDigit(c))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (state > 9)
      state -= 11;
    else if (!(state & 1))
      state++;
  }
  if (!state) {
    let val = (startChr - 48) * (sign || 1);
    return ctx.bi === true ? BigInt(val) : val;
  }
  if (!(state & 1))
    TomlError.x("unfinished numeric value", ctx, startPtr);
  let str = ctx.s.slice(startPtr, ctx.p);
  if (hasUnderscores)
    str = str.replaceAll("_", "");
  return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
  let c, underscore = 1;
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (c === 95) {
      if (underscore & 1)
        TomlError.x("illegal underscore", ctx);
      underscore = 3;
    } else if (!isDigit(c, base))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (underscore & 1)
      underscore--;
  }
  if (underscore & 1)
    TomlError.x("unfinished numeric value", ctx);
  let str = ctx.s.slice(startPtr + 2, ctx.p);
  if (underscore)
    str = str.replaceAll("_", "");
  return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
  if (ctx.bi !== true)
    int: {
      let val = parseInt(str, base);
      if (!Number.isSafeInteger(val)) {
        if (ctx.bi)
          break int;
        TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
      }
      return val;
    }
  return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
  let startPtr = ctx.p++, unsafeSeparator;
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) {
    return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
  }
  ctx.p += 5;
  if (!isDigit(ctx.s.charCodeAt(ctx.p++)))
    TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
  if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) {
    let t2 = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t2, 3, false, startPtr);
  }
  if (ctx.s.charCodeAt(ctx.p += 3) !== 58)
    TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
  if (ctx.s.charCodeAt(ctx.p += 3) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit(ctx.s.charCodeAt(++ctx.p)))
      ;
  if (c = ctx.s.charCodeAt(ctx.p)) {
    if (c === 90 || c === 122) {
      let t2 = ctx.s.slice(startPtr, ++ctx.p);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, "[+00:00]");
    }
    if (c === 43 || c === 45) {
      let t2 = ctx.s.slice(startPtr, ctx.p += 6);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
    }
  }
  let t = ctx.s.slice(startPtr, ctx.p);
  return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
  let start = ctx.p;
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) {
    return parseNumber(ctx, --ctx.p, c, 0, endChr);
  }
  if (ctx.s.charCodeAt(ctx.p += 4) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit(ctx.s.charCodeAt(++ctx.p)))
      ;
  let t = ctx.s.slice(start, ctx.p);
  return readDate(ctx, t, 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
  if (ctx.ld) {
    let date = new TomlDate(str, type, unsafeDelim);
    if (!date.isValid())
      TomlError.x("invalid date", ctx, errPtr);
    return date;
  }
  try {
    if (temporalSuffix)
      str += temporalSuffix;
    switch (type) {
      case 1:
        return Temporal.ZonedDateTime.from(str);
      case 2:
        return Temporal.PlainDateTime.from(str);
      case 3:
        return Temporal.PlainDate.from(str);
      case 4:
        return Temporal.PlainTime.from(str);
    }
  } catch (e) {
    TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
  }
}

// node_modules/smol-toml/dist/util.js
function skipComment(ctx) {
  for (; ctx.p < ctx.s.length; ctx.p++) {
    let c = ctx.s.charCodeAt(ctx.p);
    if (c === 10)
      break;
    if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
      ctx.p++;
      break;
    }
    if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in comments", ctx);
    }
  }
}
function skipVoid(ctx, banNewLines, banComments) {
  let c;
  while (ctx.p < ctx.s.length) {
    while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)))
      ctx.p++;
    if (banComments || c !== 35)
      break;
    skipComment(ctx);
  }
}

// node_modules/smol-toml/dist/struct.js
function parseKey(ctx, end = 61) {
  let startPtr;
  let state = 0;
  let parsed = [];
  let sliceStart;
  let c = ctx.s.charCodeAt(startPtr = ctx.p);
  do {
    if (c === end) {
      if (!state)
        TomlError.x("unexpected end of key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      return ctx.p++, parsed;
    } else if (c === 46) {
      if (!state)
        TomlError.x("illegal empty bare key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      state = 0;
    } else if (!state && (c === 34 || c === 39)) {
      if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
        TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
      parsed.push(parseString(ctx));
      state = 2;
      ctx.p--;
    } else if (c === 32 || c === 9) {
      if (state === 1) {
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
        state = 2;
      }
    } else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) {
      TomlError.x("illegal character in key", ctx);
    } else if (!state) {
      state = 1;
      sliceStart = ctx.p;
    }
  } while (c = ctx.s.charCodeAt(++ctx.p));
  TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
function parseInlineTable(ctx) {
  let startPtr = ctx.p++;
  let res = /* @__PURE__ */ Object.create(null);
  let seen = /* @__PURE__ */ new Set();
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
      ctx.p++;
      return res;
    }
    let k;
    let t = res;
    let hasOwn = false;
    let errPtr = ctx.p;
    let key = parseKey(ctx);
    for (let i = 0; i < key.length; i++) {
      if (i)
        t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      k = key[i];
      if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) {
        TomlError.x("trying to redefine an already defined value", ctx, errPtr);
      }
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor")) {
        t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
        break;
      }
      if (!hasOwn && unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
      }
    }
    if (hasOwn) {
      TomlError.x("trying to redefine an already defined value", ctx, errPtr);
    }
    skipVoid(ctx, true, true);
    let value = extractValue(
      ctx,
      125
      /* } */
    );
    if (t && typeof (t[k] = value) === "object")
      seen.add(value);
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished table", ctx, startPtr);
}
function parseArray(ctx) {
  let startPtr = ctx.p++;
  let res = [];
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
      ctx.p++;
      return res;
    }
    res.push(extractValue(
      ctx,
      93
      /* ] */
    ));
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
function peekTable(ctx, key, table, meta, type) {
  let t = table;
  let m = meta;
  let k;
  let hasOwn = false;
  let state;
  for (let i = 0; i < key.length; i++) {
    if (i) {
      t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      m = (state = m[k]).c;
      if (type === 0 && (state.t === 1 || state.t === 2)) {
        return null;
      }
      if (state.t === 2) {
        let l = t.length - 1;
        t = t[l];
        m = m[l].c;
      }
    }
    k = key[i];
    if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) {
      return null;
    }
    if (!hasOwn) {
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor"))
        return false;
      if (unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
        Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
      }
      m[k] = {
        t: i < key.length - 1 && type === 2 ? 3 : type,
        d: false,
        i: 0,
        c: /* @__PURE__ */ Object.create(null)
      };
    }
  }
  state = m[k];
  if (state.t !== type && !(type === 1 && state.t === 3)) {
    return null;
  }
  if (type === 2) {
    if (!state.d) {
      state.d = true;
      t[k] = [];
    }
    t[k].push(t = /* @__PURE__ */ Object.create(null));
    state.c[state.i++] = state = { t: 1, d: false, i: 0, c: /* @__PURE__ */ Object.create(null) };
  }
  if (state.d) {
    return null;
  }
  state.d = true;
  if (type === 1) {
    t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
  } else if (type === 0 && hasOwn) {
    return null;
  }
  return [k, t, state.c];
}
function validateTablePeek(ctx, peek, ptr) {
  if (peek === null || ctx.uk === 2)
    TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse(toml, options = {}) {
  let ctx = {
    s: toml,
    p: 0,
    d: options.maxDepth ?? 1e3,
    bi: options.integersAsBigInt ?? false,
    ld: options.useLegacyDate ?? true,
    uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
  };
  let res = /* @__PURE__ */ Object.create(null);
  let meta = /* @__PURE__ */ Object.create(null);
  let tmp;
  let skipping = false;
  let tbl = res;
  let m = meta;
  if (toml.charCodeAt(0) === 65279)
    ctx.p++;
  skipVoid(ctx);
  while (ctx.p < toml.length) {
    if (toml.charCodeAt(ctx.p) === 91) {
      let isTableArray = toml.charCodeAt(++ctx.p) === 91;
      tmp = ctx.p += +isTableArray;
      skipping = false;
      let k = parseKey(
        ctx,
        93
        /* ] */
      );
      if (isTableArray) {
        if (toml.charCodeAt(ctx.p) !== 93) {
          TomlError.x("expected end of table array declaration", ctx);
        }
        ctx.p++;
      }
      let p = peekTable(
        ctx,
        k,
        res,
        meta,
        isTableArray ? 2 : 1
        /* Type.EXPLICIT */
      );
      if (!p) {
        validateTablePeek(ctx, p, tmp);
        skipping = true;
      } else {
        m = p[2];
        tbl = p[1];
      }
    } else {
      tmp = ctx.p;
      let k = parseKey(ctx);
      let p = peekTable(
        ctx,
        k,
        tbl,
        m,
        0
        /* Type.DOTTED */
      );
      if (!p && !skipping)
        validateTablePeek(ctx, p, tmp);
      skipVoid(ctx, true, true);
      let v = extractValue(ctx, void 0);
      if (p && !skipping)
        p[1][p[0]] = v;
    }
    skipVoid(ctx, true);
    if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) {
      TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
    }
    skipVoid(ctx);
  }
  return res;
}

// node_modules/smol-toml/dist/stringify.js
var HAS_WELLFORMED = !!"".isWellFormed;

// src/migrations/formats/records/diesel.ts
var record2 = rowPerMigration({
  table: "__diesel_schema_migrations",
  columns: ["version"],
  keyOf: versionOf2,
  ran: (rows) => rowsBy("version", rows),
  writing: { ...keyAlone("version", versionOf2), lockKeys: () => [] }
});
function versionOf2({ id }) {
  return id.split("_", 1)[0]?.replaceAll("-", "") ?? id;
}

// src/migrations/formats/diesel.ts
var format3 = {
  name: "diesel",
  downs: "always",
  writing: inFolders("up.sql", "down.sql", { "metadata.toml": "run_in_transaction = false\n" }),
  history: () => ({
    name: "__diesel_schema_migrations",
    columns: "version varchar(50) primary key not null, run_on timestamp not null default current_timestamp"
  }),
  record: record2,
  recognise,
  read(folder, files) {
    const folders = stepFolders(folder, files, "visible");
    const steps = folders.flatMap((step) => stepOf(step) ?? []).toSorted(compareSteps);
    return {
      migrations: steps.map(migrationOf2),
      orphans: unread(
        filesOf(folder, files),
        /* @__PURE__ */ new Set(),
        "stands in no folder of its own, so Diesel would never run it. Make it <version>_name/up.sql."
      ),
      refused: [...withoutUp(folders), ...sameVersion2(steps)],
      codeSteps: []
    };
  }
};
function recognise(sight) {
  const setup = sight.files.find((file) => /^0+_diesel_initial_setup\/up\.sql$/.test(file));
  if (setup !== void 0) return { certainty: "sure", why: `${setup} is there` };
  const ups = stepsWith(sight, /^up\.sql$/);
  if (ups.length === 0) return null;
  const [metadata] = stepsWith(sight, /^metadata\.toml$/);
  if (metadata !== void 0) return { certainty: "sure", why: `${metadata}/metadata.toml is there` };
  const evidence = sight.tools.get("diesel");
  return {
    certainty: "likely",
    why: `${ups.length} folders with up.sql${evidence === void 0 ? "" : `, and ${evidence}`}`
  };
}
function stepOf(step) {
  const up = step.files.get("up.sql");
  if (up === void 0) return null;
  const [version = ""] = step.name.split("_");
  return { ...step, version: version.replaceAll("-", ""), up };
}
function compareSteps(a, b) {
  return compareText(a.version, b.version) || compareText(a.name, b.name);
}
function migrationOf2({ name, up, files }) {
  return {
    id: name,
    format: "diesel",
    up,
    down: files.get("down.sql") ?? null,
    transaction: runsInTransaction(files.get("metadata.toml")) ? "wrapped" : "none",
    oneString: true,
    runner: "theirs"
  };
}
function runsInTransaction(metadata) {
  if (metadata === void 0) return true;
  try {
    const { run_in_transaction: value = false } = parse(metadata.text);
    return typeof value === "boolean" ? value : true;
  } catch {
    return true;
  }
}
function withoutUp(folders) {
  return folders.flatMap(({ name, files }) => {
    const [file] = files.values();
    if (file === void 0 || files.has("up.sql")) return [];
    const advice = `is in ${name}, which has no up.sql, so Diesel would run nothing at all. Add it, or remove the folder.`;
    return [{ path: file.path, advice }];
  });
}
function sameVersion2(steps) {
  return steps.flatMap(({ version, name, up: { path } }, place2) => {
    const twin = steps[place2 - 1];
    if (twin?.version !== version) return [];
    const advice = `has the same version as ${twin.name}, and Diesel would run one of them only. Rename ${name}.`;
    return [{ path, advice }];
  });
}

// src/migrations/formats/records/checksums.ts
import { createHash } from "node:crypto";
function writtenText({ text, written = text }) {
  return written;
}
function hexDigest(algorithm, text) {
  return createHash(algorithm).update(text, "utf8").digest("hex");
}

// src/migrations/formats/records/drizzle.ts
var record3 = {
  table: "__drizzle_migrations",
  columns: ["created_at", "hash"],
  applied(rows, migrations) {
    const youngest = rows.reduce((most, row) => Math.max(most, momentIn(row)), Number.NEGATIVE_INFINITY);
    const found = rowsOf(rows, migrations);
    return migrations.filter(
      (migration) => migration.stamp === void 0 ? found.has(migration) : migration.stamp <= youngest
    );
  },
  // Drizzle writes the hash and never compares it.
  changed: (rows, migrations) => [...rowsOf(rows, migrations)].filter(([migration, own]) => own.every(({ hash }) => hash !== hashOf(migration))).map(([migration]) => migration),
  unfinished: () => [],
  unknown(rows, migrations) {
    const known = new Set([...rowsOf(rows, migrations).values()].flat());
    return rows.filter((row) => !known.has(row)).map((row) => row.created_at ?? "");
  },
  writing: {
    applied: (table, migration) => [
      migration.stamp === void 0 ? stepWritten(table, migration) : tagWritten(table, migration)
    ],
    reverted: (table, migration, migrations) => [removed(table, migration, migrations)],
    lockKeys: () => []
  }
};
function rowsOf(rows, migrations) {
  const byMoment = Map.groupBy(rows, momentIn);
  const bySecond = Map.groupBy(rows, (row) => secondOf(momentIn(row)));
  const shared = sharedSeconds(migrations);
  return new Map(
    migrations.flatMap((migration) => {
      const { stamp } = migration;
      const moment = momentOf(migration);
      const found = (stamp === void 0 ? bySecond.get(secondOf(moment)) : byMoment.get(moment)) ?? [];
      const byHash = stamp === void 0 && shared.has(secondOf(moment));
      const own = byHash ? found.filter(({ hash }) => hash === hashOf(migration)) : found;
      return own.length === 0 ? [] : [[migration, own]];
    })
  );
}
function sharedSeconds(migrations) {
  const bySecond = Map.groupBy(migrations, (migration) => secondOf(momentOf(migration)));
  return new Set([...bySecond].filter(([, own]) => own.length > 1).map(([second]) => second));
}
function tagWritten(table, migration) {
  return {
    sql: `insert into ${table} (hash, created_at) values ($1, $2)`,
    parameters: [hashOf(migration), String(momentToWrite(migration))]
  };
}
function stepWritten(table, migration) {
  return {
    sql: `insert into ${table} select * from pg_catalog.jsonb_populate_record(null::${table},
      pg_catalog.jsonb_build_object(
        'id', pg_catalog.nextval(pg_catalog.pg_get_serial_sequence($1, 'id')::pg_catalog.regclass),
        'hash', $2::pg_catalog.text, 'created_at', $3::pg_catalog.int8,
        'name', $4::pg_catalog.text, 'applied_at', pg_catalog.now()))`,
    parameters: [table, hashOf(migration), String(momentToWrite(migration)), migration.id]
  };
}
function removed(table, migration, migrations) {
  const moment = momentToWrite(migration);
  if (migration.stamp !== void 0)
    return { sql: `delete from ${table} where created_at = $1`, parameters: [String(moment)] };
  const sql = `delete from ${table} where created_at / 1000 = $1`;
  const second = secondOf(moment);
  return sharedSeconds(migrations).has(second) ? { sql: `${sql} and hash = $2`, parameters: [String(second), hashOf(migration)] } : { sql, parameters: [String(second)] };
}
function hashOf({ up }) {
  return hexDigest("sha256", writtenText(up));
}
function momentIn({ created_at: moment }) {
  return moment == null ? Number.NEGATIVE_INFINITY : Number(moment);
}
function momentOf({ id, stamp }) {
  if (stamp !== void 0) return stamp;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(id)?.map(Number) ?? [];
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}
function momentToWrite(migration) {
  const moment = momentOf(migration);
  if (Number.isSafeInteger(moment)) return moment;
  throw new UserError(
    `${migration.up.path} has no moment by which Drizzle could know it. Give its entry in meta/_journal.json a "when" in whole milliseconds, or its folder a name that begins with 14 digits: <YYYYMMDDhhmmss>_name.`
  );
}
function secondOf(moment) {
  return Math.floor(moment / 1e3);
}

// src/migrations/formats/support/drizzle-journal.ts
var journal = external_exports.object({
  entries: external_exports.array(external_exports.object({ tag: external_exports.string(), when: external_exports.number().optional().catch(void 0) }))
});
function readJournal(text) {
  try {
    return journal.parse(JSON.parse(text)).entries;
  } catch {
    return null;
  }
}

// src/migrations/formats/support/drizzle-pieces.ts
var breakpoint = "--> statement-breakpoint";
function inPieces({ path, text, written = text }) {
  const parts = [];
  const cuts = [];
  let line = 1;
  let from = 0;
  for (let at = text.indexOf(breakpoint); at >= 0; at = text.indexOf(breakpoint, from)) {
    const piece = text.slice(from, at);
    line += piece.split("\n").length - 1;
    cuts.push(line);
    parts.push(piece, endsStatement(piece) ? breakpoint : `;${" ".repeat(breakpoint.length - 1)}`);
    from = at + breakpoint.length;
  }
  const sent = parts.join("") + text.slice(from);
  return { path, text: sent, ...sent === written ? {} : { written }, cuts };
}
function endsStatement(piece) {
  const last = piece.trimEnd().at(-1);
  return last === void 0 || last === ";";
}

// src/migrations/formats/drizzle.ts
var journalName = "meta/_journal.json";
var delivery = { transaction: "wrapped", oneString: false, runner: "theirs" };
var format4 = {
  name: "drizzle",
  downs: "never",
  history: (dialect) => ({
    name: dialect === "postgres" ? "drizzle.__drizzle_migrations" : "__drizzle_migrations",
    columns: "id serial primary key, hash text not null, created_at bigint"
  }),
  record: record3,
  recognise: recognise2,
  read(folder, files) {
    const path = folder === "." ? journalName : `${folder}/${journalName}`;
    const journal2 = files.find((file) => file.path === path);
    const direct = filesOf(folder, files).filter(({ name }) => isSql(name));
    const steps = stepFolders(folder, files, "all");
    const newLayout = journal2 === void 0 && steps.some(({ files: files2 }) => files2.has("migration.sql"));
    if (newLayout) return readSteps(steps, direct);
    return readTags({
      folder,
      path,
      journal: journal2,
      sql: new Map(direct.map(({ name, file }) => [name, file])),
      steps
    });
  }
};
function readTags(layout) {
  const { journal: journal2, sql, steps } = layout;
  const entries = journal2 === void 0 ? null : readJournal(journal2.text);
  const known = entries?.map(({ tag }) => tag) ?? null;
  const stamps = new Map(entries?.flatMap(({ tag, when }) => when === void 0 ? [] : [[tag, when]]));
  const tags = known ?? tagsByName(sql);
  const used = new Set(tags.flatMap((tag) => [`${tag}.sql`, `${tag}.down.sql`]));
  const misplaced = steps.flatMap(({ files }) => files.get("migration.sql") ?? []);
  return {
    migrations: [...new Set(tags)].flatMap((tag) => {
      const up = sql.get(`${tag}.sql`);
      if (up === void 0) return [];
      return [
        {
          id: tag,
          format: "drizzle",
          up: inPieces(up),
          down: sql.get(`${tag}.down.sql`) ?? null,
          ...delivery,
          ...lateness(stamps.get(tag))
        }
      ];
    }),
    orphans: [
      ...unread(
        [...sql].map(([name, file]) => ({ name, file })),
        used,
        `is not in ${journalName}, so Drizzle would never run it. Run drizzle-kit generate, or remove it.`
      ),
      ...misplaced.map(({ path }) => ({
        path,
        advice: `is laid out as since Drizzle 1.0, and ${journalName} says an older one. Run drizzle-kit up.`
      }))
    ],
    refused: [
      ...known === null ? noJournal(layout) : brokenEntries(known, layout),
      ...behindBreakpoints(tags.flatMap((tag) => sql.get(`${tag}.sql`) ?? []))
    ],
    codeSteps: []
  };
}
function lateness(stamp) {
  return stamp === void 0 ? {} : { whenLate: "skipped", stamp };
}
function tagsByName(sql) {
  return [...sql.keys()].filter((name) => !name.endsWith(".down.sql")).map((name) => name.slice(0, -".sql".length)).toSorted(compareNaturally);
}
function noJournal({ path, journal: journal2, sql }) {
  if (journal2 === void 0 && sql.size === 0) return [];
  const what = journal2 === void 0 ? "is missing" : "is no journal that Drizzle could read";
  return [{ path, advice: `${what}, so Drizzle would run nothing. Restore it, or run drizzle-kit generate.` }];
}
function brokenEntries(tags, { folder, path, sql }) {
  const seen = /* @__PURE__ */ new Set();
  const twice = tags.filter((tag) => seen.size === seen.add(tag).size);
  const missing = tags.filter((tag) => !sql.has(`${tag}.sql`));
  return [
    ...twice.map((tag) => ({ path, advice: `names ${tag} twice. Remove one of the entries.` })),
    ...missing.map((tag) => ({
      path: folder === "." ? `${tag}.sql` : `${folder}/${tag}.sql`,
      advice: `is named in ${journalName} and is missing, so Drizzle would run nothing. Restore it, or remove the entry.`
    }))
  ];
}
function readSteps(steps, direct) {
  const named = steps.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return {
    migrations: named.flatMap(({ name, files }) => {
      const up = files.get("migration.sql");
      if (up === void 0) return [];
      return [
        { id: name, format: "drizzle", up: inPieces(up), down: files.get("down.sql") ?? null, ...delivery }
      ];
    }),
    orphans: [
      ...unread(
        direct,
        /* @__PURE__ */ new Set(),
        "stands in no folder of its own, so Drizzle would never run it. Make it <timestamp>_name/migration.sql."
      ),
      ...named.flatMap(({ name, files }) => {
        const [file] = files.values();
        if (file === void 0 || files.has("migration.sql")) return [];
        const advice = `is in ${name}, which has no migration.sql, so Drizzle would never run it. Rename it, or remove it.`;
        return [{ path: file.path, advice }];
      })
    ],
    refused: behindBreakpoints(named.flatMap(({ files }) => files.get("migration.sql") ?? [])),
    codeSteps: []
  };
}
function behindBreakpoints(files) {
  const advice = 'has text behind a "--> statement-breakpoint", which Drizzle would run as SQL. Put it on the next line.';
  return files.filter(({ text }) => /--> statement-breakpoint[ \t]*[^ \t\r\n]/.test(text)).map(({ path }) => ({ path, advice }));
}
function recognise2(sight) {
  if (sight.files.includes(journalName)) return recogniseByJournal(sight);
  const steps = stepsWith(sight, /^migration\.sql$/);
  if (steps.length === 0) return null;
  const [snapshot] = stepsWith(sight, /^snapshot\.json$/);
  if (snapshot !== void 0) return { certainty: "sure", why: `${snapshot}/snapshot.json is there` };
  const evidence = sight.tools.get("drizzle");
  const seen = `${steps.length} folders with migration.sql`;
  return evidence === void 0 ? { certainty: "possible", why: seen } : { certainty: "likely", why: `${seen}, and ${evidence}` };
}
function recogniseByJournal(sight) {
  const files = sqlFilesOf(sight);
  const entries = readJournal(sight.head(journalName));
  const known = entries?.filter(({ tag }) => files.includes(`${tag}.sql`)).length ?? files.length;
  return known * 2 >= files.length ? { certainty: "sure", why: `${journalName} is there` } : { certainty: "possible", why: `${journalName} knows ${known} of ${files.length} .sql files` };
}

// src/migrations/formats/records/golang-migrate.ts
import { crc32 } from "node:zlib";

// src/migrations/formats/records/numbers.ts
function numberOf({ id }) {
  return String(BigInt(/^[+-]?\d+/.exec(id)?.[0].replace("+", "") ?? "0"));
}

// src/migrations/formats/records/golang-migrate.ts
var salt = 1486364155;
var record4 = {
  table: "schema_migrations",
  columns: ["version", "dirty"],
  applied(rows, migrations) {
    const current = currentOf(rows);
    if (current === null) return [];
    const { version, dirty } = current;
    return migrations.filter((migration) => {
      const own = versionOf3(migration);
      return own < version || own === version && !dirty;
    });
  },
  changed: () => [],
  unfinished(rows, migrations) {
    const current = currentOf(rows);
    if (current === null || !current.dirty) return [];
    return current.version < 0n ? migrations.slice(0, 1) : migrations.filter((migration) => versionOf3(migration) === current.version);
  },
  unknown(rows, migrations) {
    const current = currentOf(rows);
    if (current === null || current.version < 0n) return [];
    const isKnown = migrations.some((migration) => versionOf3(migration) === current.version);
    return isKnown ? [] : [String(current.version)];
  },
  writing: {
    applied: (table, migration) => rowOf(table, versionOf3(migration)),
    reverted: (table, migration, migrations) => {
      const earlier = migrations.map(versionOf3).filter((version) => version < versionOf3(migration));
      return rowOf(table, greatest(earlier));
    },
    // The name of the database is the path of the URL, slash and all, where the tool was given one.
    lockKeys: ({ database, schema, table }) => [`/${database}`, database].map((name) => lockKey([schema, table, name]))
  }
};
function currentOf(rows) {
  const [{ version, dirty } = {}] = rows;
  return version == null || !/^-?\d+$/.test(version) ? null : { version: BigInt(version), dirty: dirty === "true" };
}
function versionOf3(migration) {
  return BigInt(numberOf(migration));
}
function greatest(versions) {
  const [first = null, ...others] = versions;
  return others.reduce((one, other) => one === null || other > one ? other : one, first);
}
function rowOf(table, version) {
  const emptied = { sql: `truncate ${table}`, parameters: [] };
  if (version === null) return [emptied];
  const insert = `insert into ${table} (version, dirty) values ($1, false)`;
  return [emptied, { sql: insert, parameters: [String(version)] }];
}
function lockKey(names) {
  return String(Math.imul(crc32(names.join("\0")), salt) >>> 0);
}

// src/migrations/formats/golang-migrate.ts
var tool = "golang-migrate";
var pairName = /^([0-9]+)_([^\n]*)\.(down|up)\.([^\n]*)$/;
var largestVersion = 2n ** 64n - 1n;
var competitors = ["sqlx", "node-pg-migrate", "popx"];
var ownTransaction = /^[ \t]*begin(?:[ \t]+(?:deferred|immediate|exclusive))?(?:[ \t]+transaction)?[ \t]*;/im;
function transactionIn(dialect, ups) {
  if (dialect !== "sqlite") return "single-string";
  const own = ups.filter(({ file }) => ownTransaction.test(file.text));
  return own.includes(ups[0]) && own.length * 2 > ups.length ? "none" : "wrapped";
}
var format5 = {
  name: tool,
  downs: "always",
  writing: inPairs,
  history: () => ({
    name: "schema_migrations",
    columns: "version bigint not null primary key, dirty boolean not null"
  }),
  record: record4,
  recognise(sight) {
    const evidence = sight.tools.get(tool);
    const pairs = sqlFilesOf(sight).filter((file) => pairName.test(file)).length;
    if (evidence === void 0 || pairs === 0) return null;
    const others = competitors.flatMap((other) => sight.tools.get(other) ?? []);
    return {
      certainty: others.length === 0 ? "likely" : "possible",
      why: [evidence, ...others].join(", and ")
    };
  },
  read(folder, files, dialect) {
    const inFolder = filesOf(folder, files);
    const halves = inFolder.flatMap((file) => half(file) ?? []);
    const ups = halves.filter(({ direction }) => direction === "up").toSorted(compareVersions);
    const downs = halves.filter(({ direction }) => direction === "down").toSorted(compareVersions);
    const version = (file) => file.version.toString();
    const downsOf = Map.groupBy(downs, version);
    const pairs = new Map(ups.map((up) => [up, alike(up, downsOf.get(version(up)))]));
    const versions = new Set(ups.map(version));
    const paired = new Set([...pairs.values()].map((down) => down?.file.path));
    const transaction = transactionIn(dialect, ups);
    const [codeUps, sqlUps] = [ups.filter(isCode), ups.filter((file) => !isCode(file))];
    return {
      migrations: sqlUps.map((up) => {
        const back = pairs.get(up);
        return {
          id: idOf(up),
          format: tool,
          up: up.file,
          down: back === void 0 || isCode(back) ? null : back.file,
          transaction,
          oneString: true,
          runner: "theirs",
          // It knows nothing but the newest version that ran.
          whenLate: "skipped"
        };
      }),
      orphans: [
        ...unread(
          inFolder,
          new Set(halves.map(({ name }) => name)),
          `is not named <number>_name.up.sql or <number>_name.down.sql, so ${tool} would never run it. Rename it, or move it out of the folder.`
        ),
        ...downs.filter((file) => !versions.has(version(file)) && !isCode(file)).map(({ file: { path } }) => ({
          path,
          advice: 'has no up beside it. Add the file with ".up", or remove this one.'
        }))
      ],
      refused: [
        ...sameVersion(tool, ups, version),
        ...sameVersion(tool, downs, version).filter(({ path }) => !paired.has(path))
      ],
      codeSteps: [...codeUps, ...inFolder.filter((file) => isBesides(file, versions))].map(
        ({ file }) => file.path
      )
    };
  }
};
function alike(up, downs = []) {
  return downs.find((down) => idOf(down) === idOf(up)) ?? downs[0];
}
function idOf({ name, direction }) {
  return name.slice(0, name.lastIndexOf(`.${direction}.`));
}
function half(file) {
  const [, digits, , direction] = pairName.exec(file.name) ?? [];
  const version = versionWithin(digits, largestVersion);
  return version === null || direction === void 0 ? null : { ...file, version, direction };
}
function isBesides(file, versions) {
  const version = versionWithin(/^(\d+)_/.exec(file.name)?.[1], largestVersion);
  return isCode(file) && !file.name.endsWith("_test.go") && half(file) === null && versions.has(`${version}`);
}
function isCode({ name }) {
  return isCodeStep(name);
}

// src/migrations/formats/records/goose.ts
var nothingYet = "0";
var record5 = rowPerMigration({
  table: "goose_db_version",
  columns: ["id", "version_id", "is_applied"],
  keyOf: numberOf,
  ran(rows) {
    const ordered = rows.toSorted((a, b) => Number(a.id) - Number(b.id));
    const newest = new Map(ordered.map((row) => [String(row.version_id), row]));
    return new Map(
      [...newest].filter(([version, row]) => version !== nothingYet && row.is_applied === "true").map(([version, row]) => [version, [row]])
    );
  },
  writing: {
    applied: (table, migration) => [versionWritten(table, numberOf(migration))],
    reverted: (table, migration) => [rowRemoved(table, "version_id", numberOf(migration))],
    begun: (table) => [versionWritten(table, nothingYet)],
    // `lock.DefaultLockID`: the command line takes none, a program that is told to takes this one.
    lockKeys: () => ["4097083626"]
  }
});
function versionWritten(table, version) {
  return { sql: `insert into ${table} (version_id, is_applied) values ($1, true)`, parameters: [version] };
}

// src/migrations/formats/support/goose-file.ts
var directives = [
  "up",
  "down",
  "statementbegin",
  "statementend",
  "no transaction",
  "envsub on",
  "envsub off"
];
function readGooseFile(text) {
  const parts = { up: [], down: [] };
  const found = { up: false, down: false };
  let direction = null;
  let insideStatement = false;
  let noTransaction2 = false;
  const cuts = { up: [], down: [] };
  let substitutes = false;
  let open = false;
  let problem = null;
  function complain(number2, what) {
    problem ??= `${what} (line ${number2})`;
  }
  function endString(line) {
    if (direction !== null) cuts[direction].push(line);
    open = false;
  }
  function closeStatement() {
    const inDirection = direction === null ? [] : parts[direction];
    const last = inDirection.pop();
    if (last !== void 0) inDirection.push({ ...last, closes: true });
  }
  function turn(to, number2) {
    if (to === "up" && found.up) complain(number2, 'a second "-- +goose Up"');
    if (to === "down" && (direction !== "up" || insideStatement))
      complain(number2, 'a "-- +goose Down" that no Up stands before');
    if (open) complain(number2, "a statement above that does not end with a semicolon");
    direction = to;
    found[to] = true;
    open = false;
    insideStatement = false;
  }
  function obey(directive2, number2) {
    switch (directive2) {
      case "up":
      case "down":
        turn(directive2, number2);
        break;
      case "statementbegin":
        if (direction === null || insideStatement) complain(number2, "a StatementBegin out of place");
        insideStatement = true;
        break;
      case "statementend":
        if (!insideStatement) complain(number2, "a StatementEnd without StatementBegin");
        insideStatement = false;
        closeStatement();
        endString(number2 - 1);
        break;
      case "no transaction":
        noTransaction2 = true;
        break;
      case "envsub on":
      case "envsub off":
        substitutes = directive2 === "envsub on";
        break;
    }
  }
  function take({ start, end, content, number: number2 }) {
    if (direction === null) {
      if (content.trim() !== "" && !isRemark(content)) complain(number2, 'text before "-- +goose Up"');
      return;
    }
    const last = parts[direction].at(-1);
    if (last?.end === start) parts[direction][parts[direction].length - 1] = { start: last.start, end };
    else parts[direction].push({ start, end });
    if (!open && (content.trim() === "" || isRemark(content))) {
      if (content.trimEnd().includes("\r")) complain(number2, "a carriage return inside a remark");
      return;
    }
    if (substitutes && content.includes("$"))
      complain(number2, 'a "$" under ENVSUB, for which only the machine that runs goose knows the value');
    open = true;
    if (!insideStatement && endsWithSemicolon(content)) endString(number2);
  }
  if (text.startsWith("\uFEFF")) complain(1, "a byte order mark in front");
  let number = 0;
  for (const line of linesOf(text)) {
    number = line.number;
    const directive2 = directiveIn(line.content);
    if (directive2 === null) take(line);
    else if (directives.includes(directive2)) obey(directive2, number);
    else complain(number, `the directive "${line.content.trim()}", which goose does not know`);
  }
  if (!found.up) complain(1, 'no "-- +goose Up"');
  if (insideStatement) complain(number, "no StatementEnd");
  else if (open) complain(number, "a statement that does not end with a semicolon");
  return {
    up: found.up ? { text: onlyParts(text, parts.up), cuts: cuts.up } : null,
    down: found.down ? { text: onlyParts(text, parts.down), cuts: cuts.down } : null,
    noTransaction: noTransaction2,
    problem
  };
}
function withoutMark(line, start) {
  return (start === 0 ? line.replace(/^\ufeff/, "") : line).replace(/\r$/, "");
}
function* linesOf(text) {
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline + 1;
    number++;
    yield { start, end, content: withoutMark(text.slice(start, newline < 0 ? end : newline), start), number };
    start = end;
  }
}
var notBlank = /[^\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
function isRemark(line) {
  return line.startsWith("--", Math.max(0, line.search(notBlank)));
}
function directiveIn(line) {
  if (!isRemark(line) || !line.includes("+goose")) return null;
  if (line.search(notBlank) > 0) return "";
  return line.replaceAll("--", "").replace("+goose", "").trim().toLowerCase();
}
function endsWithSemicolon(line) {
  const words = line.split(/\s+/);
  const remark = words.findIndex((word) => word.startsWith("--"));
  const last = words.slice(0, remark < 0 ? void 0 : remark).findLast((word) => word !== "");
  return last?.endsWith(";") === true;
}

// src/migrations/formats/support/goose-text.ts
var noTransaction = "-- +goose NO TRANSACTION";
function gooseText({ up, down, alone }) {
  return [
    ...alone ? [noTransaction] : [],
    "-- +goose Up",
    up.trimEnd(),
    ...down === null ? [] : ["", "-- +goose Down", down.trimEnd()],
    ""
  ].join("\n");
}
function outsideTransaction2(text) {
  return /^--\s*\+goose\s+no\s+transaction\b/im.test(text) ? text : `${noTransaction}
${text}`;
}

// src/migrations/formats/goose.ts
var largestVersion2 = 2n ** 63n - 1n;
var format6 = {
  name: "goose",
  downs: "maybe",
  writing: inSections(gooseText, outsideTransaction2),
  history(dialect) {
    const [numbered, now] = dialect === "postgres" ? ["primary key generated by default as identity", "now()"] : ["primary key autoincrement", "current_timestamp"];
    const columns = [
      `id integer ${numbered}`,
      "version_id bigint not null",
      "is_applied boolean not null",
      `tstamp timestamp not null default ${now}`
    ];
    return { name: "goose_db_version", columns: columns.join(", ") };
  },
  record: record5,
  recognise: (sight) => recogniseByMark(sight, /^--\s*\+goose\s+up\b/im, '"-- +goose Up"'),
  read(folder, files) {
    const inFolder = filesOf(folder, files);
    const numbered = inFolder.flatMap((file) => versioned(file) ?? []).toSorted(compareVersions);
    const read = numbered.filter(({ name }) => name.endsWith(".sql")).map(readMigration);
    return {
      migrations: read.flatMap(({ migration }) => migration ?? []),
      orphans: unread(
        inFolder,
        new Set(numbered.map(({ name }) => name)),
        "is not named <number>_name.sql, so goose would never run it. Rename it, or move it out of the folder."
      ),
      refused: [
        ...read.flatMap(({ refused }) => refused ?? []),
        ...sameVersion("goose", numbered, ({ version }) => version.toString())
      ],
      codeSteps: numbered.filter(({ name }) => name.endsWith(".go")).map(({ file }) => file.path)
    };
  }
};
function versioned(file) {
  const [, digits] = /^(\d+)_.*\.(?:sql|go)$/s.exec(file.name) ?? [];
  const version = file.name.endsWith("_test.go") ? null : versionWithin(digits, largestVersion2);
  return version === null || version === 0n ? null : { ...file, version };
}
function readMigration({ name, file: { path, text } }) {
  const { up, down, noTransaction: noTransaction2, problem } = readGooseFile(text);
  const deliveryOf3 = ({ cuts }) => ({
    transaction: noTransaction2 ? "none" : "wrapped",
    oneString: cuts.length === 1
  });
  return {
    refused: problem === null ? null : { path, advice: `has ${problem}, so goose would not run it as it reads. Mend it.` },
    migration: up === null ? null : {
      id: name.slice(0, -".sql".length),
      format: "goose",
      up: { path, ...up },
      down: down === null ? null : { path, ...down },
      ...deliveryOf3(up),
      downDelivery: deliveryOf3(down ?? up),
      runner: "theirs",
      // Unless it is told `-allow-missing`.
      whenLate: "refused"
    }
  };
}

// src/migrations/formats/records/prisma.ts
var record6 = rowPerMigration({
  table: "_prisma_migrations",
  columns: ["started_at", "migration_name", "checksum", "finished_at", "rolled_back_at"],
  keyOf: ({ id }) => id,
  ran: (rows) => rowsBy("migration_name", rows, (row) => row.finished_at != null && row.rolled_back_at == null),
  unfinished: (rows) => rowsBy("migration_name", rows, (row) => row.finished_at == null && row.rolled_back_at == null),
  isOf,
  writing: {
    applied: (table, migration, { durationMs }) => [
      {
        sql: `insert into ${table} (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
          values (pg_catalog.gen_random_uuid()::pg_catalog.text, $1, $2,
            pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => $3), pg_catalog.clock_timestamp(), 1)`,
        parameters: [hexDigest("sha256", writtenText(migration.up)), migration.id, durationMs / 1e3]
      }
    ],
    // Prisma has no way back. A row with `rolled_back_at` its deploy runs again, but its status takes for applied.
    reverted: (table, { id }) => [
      {
        sql: `delete from ${table} where migration_name = $1 and rolled_back_at is null`,
        parameters: [id]
      }
    ],
    lockKeys: () => ["72707369"]
  }
});
function isOf({ checksum }, { up }) {
  const text = writtenText(up);
  return [text, text.replaceAll("\r\n", "\n"), text.replaceAll("\n", "\r\n")].map((variant) => hexDigest("sha256", variant)).some((digits) => checksum === digits || checksum === withoutZeros(digits));
}
function withoutZeros(digits) {
  return digits.replaceAll(/../g, (byte) => byte.replace(/^0/, ""));
}

// src/migrations/formats/prisma.ts
function transactionIn2(dialect) {
  return dialect === "sqlite" ? "none" : "single-string";
}
var format7 = {
  name: "prisma",
  downs: "never",
  writing: inFolders("migration.sql", "down.sql"),
  history(dialect) {
    const [moment, now] = dialect === "postgres" ? ["timestamptz", "now()"] : ["timestamp", "current_timestamp"];
    const columns = [
      "id varchar(36) primary key not null",
      "checksum varchar(64) not null",
      `finished_at ${moment}`,
      "migration_name varchar(255) not null",
      "logs text",
      `rolled_back_at ${moment}`,
      `started_at ${moment} not null default ${now}`,
      "applied_steps_count integer not null default 0"
    ];
    return { name: "_prisma_migrations", columns: columns.join(", ") };
  },
  record: record6,
  recognise: recognise3,
  read(folder, files, dialect) {
    const folders = stepFolders(folder, files, "all").toSorted((a, b) => compareText(a.name, b.name));
    return {
      migrations: folders.flatMap(({ name, files: files2 }) => {
        const up = files2.get("migration.sql");
        if (up === void 0) return [];
        return [
          {
            id: name,
            format: "prisma",
            up,
            down: files2.get("down.sql") ?? null,
            transaction: transactionIn2(dialect),
            oneString: true,
            runner: "theirs"
          }
        ];
      }),
      orphans: unread(
        filesOf(folder, files),
        /* @__PURE__ */ new Set(),
        "stands in no folder of its own, so Prisma would never run it. Make it <timestamp>_name/migration.sql."
      ),
      refused: folders.flatMap(({ name, files: files2 }) => {
        const [file] = files2.values();
        if (file === void 0 || files2.has("migration.sql")) return [];
        const advice = `is in ${name}, which has no migration.sql, so Prisma would stop there. Add it, or remove the folder.`;
        return [{ path: file.path, advice }];
      }),
      codeSteps: []
    };
  }
};
function recognise3(sight) {
  const steps = stepsWith(sight, /^migration\.sql$/);
  if (steps.length === 0) return null;
  if (sight.files.includes("migration_lock.toml")) {
    const provider = /^[ \t]*provider\s*=\s*"([^"\n]*)"/m.exec(sight.head("migration_lock.toml"))?.[1];
    const why = provider === void 0 ? "is there" : `says ${provider}`;
    return { certainty: "sure", why: `migration_lock.toml ${why}` };
  }
  const evidence = sight.tools.get("prisma");
  const seen = `${steps.length} folders with migration.sql`;
  return evidence === void 0 ? { certainty: "possible", why: seen } : { certainty: "likely", why: `${seen}, and ${evidence}` };
}

// src/migrations/formats/records/sqlx.ts
import { crc32 as crc322 } from "node:zlib";
var record7 = rowPerMigration({
  table: "_sqlx_migrations",
  columns: ["version", "checksum", "success"],
  keyOf: numberOf,
  ran: (rows) => rowsBy("version", rows, (row) => row.success === "true"),
  unfinished: (rows) => rowsBy("version", rows, (row) => row.success !== "true"),
  isOf: (row, migration) => row.checksum === `\\x${checksumOf(migration)}`,
  writing: {
    applied: (table, migration, { durationMs }) => [
      {
        sql: `insert into ${table} (version, description, success, checksum, execution_time)
          values ($1, $2, true, pg_catalog.decode($3, 'hex'), $4)`,
        parameters: [
          numberOf(migration),
          descriptionOf(migration),
          checksumOf(migration),
          nanoseconds(durationMs)
        ]
      }
    ],
    reverted: (table, migration) => [rowRemoved(table, "version", numberOf(migration))],
    // `generate_lock_id` of its driver for PostgreSQL.
    lockKeys: ({ database }) => [String(0x3d32ad9en * BigInt(crc322(database)))]
  }
});
function checksumOf({ up }) {
  return hexDigest("sha384", writtenText(up));
}
function descriptionOf({ up: { path } }) {
  const name = baseName(path);
  const [, ending = ""] = /(\.up\.sql|\.sql)$/.exec(name) ?? [];
  let described = name.slice(name.indexOf("_") + 1);
  while (described.endsWith(ending)) described = described.slice(0, -ending.length);
  return described.replaceAll("_", " ");
}
function nanoseconds(ms) {
  return String(Math.round(ms * 1e6));
}

// src/migrations/formats/sqlx.ts
var tool2 = "sqlx";
var [smallestVersion, largestVersion3] = [-(2n ** 63n), 2n ** 63n - 1n];
var competitors2 = [
  "golang-migrate",
  "node-pg-migrate",
  "popx",
  "d1",
  "supabase",
  "tern",
  "graphile-migrate"
];
var format8 = {
  name: tool2,
  downs: "maybe",
  writing: inPairsMarked("-- no-transaction"),
  history(dialect) {
    const [moment, now, bytes] = dialect === "postgres" ? ["timestamptz", "now()", "bytea"] : ["timestamp", "current_timestamp", "blob"];
    const columns = [
      "version bigint primary key",
      "description text not null",
      `installed_on ${moment} not null default ${now}`,
      "success boolean not null",
      `checksum ${bytes} not null`,
      "execution_time bigint not null"
    ];
    return { name: "_sqlx_migrations", columns: columns.join(", ") };
  },
  record: record7,
  recognise: recognise4,
  read(folder, files) {
    const inFolder = filesOf(folder, files);
    const seen = inFolder.filter(isSeen);
    const versioned2 = seen.flatMap((file) => withVersion(file) ?? []).toSorted(compareVersions);
    const ups = versioned2.filter(({ name }) => !isDown(name));
    const downs = versioned2.filter(({ name }) => isDown(name));
    const version = (file) => file.version.toString();
    const downOf = new Map(downs.toReversed().map((down) => [version(down), down]));
    const upOf = new Map(ups.map((up) => [version(up), up]));
    return {
      migrations: ups.map((up) => migrationOf3(up, downOf.get(version(up)))),
      orphans: [
        ...unread(
          inFolder,
          new Set(seen.map(({ name }) => name)),
          `is not named <version>_name.sql, so ${tool2} would never run it. Rename it, or move it out of the folder.`
        ),
        ...downs.filter((down) => !upOf.has(version(down))).map(({ file: { path } }) => ({
          path,
          advice: 'has no up beside it. Add the file with ".up", or remove this one.'
        }))
      ],
      refused: [
        ...seen.filter((file) => withVersion(file) === null).map(noVersion),
        ...sameVersion(tool2, ups, version),
        ...sameVersion(tool2, downs, version)
      ],
      codeSteps: []
    };
  }
};
function isSeen({ name }) {
  return /^[^_]*_.*\.sql$/s.test(name);
}
function isDown(name) {
  return name.endsWith(".down.sql");
}
function withVersion(file) {
  const digits = /^[+-]?\d+(?=_)/.exec(file.name)?.[0];
  if (digits === void 0) return null;
  const version = BigInt(digits);
  return version < smallestVersion || version > largestVersion3 ? null : { ...file, version };
}
function noVersion({ file: { path } }) {
  const advice = `has no number in front of its name that ${tool2} could read, so ${tool2} would run nothing at all. Rename it, or move it out of the folder.`;
  return { path, advice };
}
function migrationOf3({ name, file }, down) {
  return {
    id: name.replace(/(?:\.up)?\.sql$/, ""),
    format: tool2,
    up: file,
    down: down?.file ?? null,
    ...deliveryOf2(file),
    downDelivery: deliveryOf2(down?.file ?? file),
    runner: "theirs"
  };
}
function deliveryOf2({ text }) {
  return { transaction: text.startsWith("-- no-transaction") ? "none" : "wrapped", oneString: true };
}
function recognise4(sight) {
  const evidence = sight.tools.get(tool2);
  const files = sqlFilesOf(sight).filter((file) => /^\d+_/.test(file)).length;
  if (evidence === void 0 || files === 0) return null;
  const others = competitors2.flatMap((other) => sight.tools.get(other) ?? []);
  return {
    certainty: others.length === 0 ? "likely" : "possible",
    why: [evidence, ...others].join(", and ")
  };
}

// src/migrations/formats/registry.ts
var formats = [format2, format3, format4, format5, format6, format, format7, format8];

export {
  compareNaturally,
  nextId,
  rowPerMigration,
  sqlFilesOf,
  parse,
  ownDelivery,
  formats
};
/*! Bundled license information:

smol-toml/dist/error.js:
smol-toml/dist/primitive.js:
smol-toml/dist/date.js:
smol-toml/dist/extract.js:
smol-toml/dist/util.js:
smol-toml/dist/struct.js:
smol-toml/dist/parse.js:
smol-toml/dist/stringify.js:
smol-toml/dist/index.js:
  (*!
   * Copyright (c) Squirrel Chat et al., All rights reserved.
   * SPDX-License-Identifier: BSD-3-Clause
   *
   * Redistribution and use in source and binary forms, with or without
   * modification, are permitted provided that the following conditions are met:
   *
   * 1. Redistributions of source code must retain the above copyright notice, this
   *    list of conditions and the following disclaimer.
   * 2. Redistributions in binary form must reproduce the above copyright notice,
   *    this list of conditions and the following disclaimer in the
   *    documentation and/or other materials provided with the distribution.
   * 3. Neither the name of the copyright holder nor the names of its contributors
   *    may be used to endorse or promote products derived from this software without
   *    specific prior written permission.
   *
   * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
   * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
   * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
   * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
   * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
   * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
   * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
   * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
   * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
   * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
   *)
*/
