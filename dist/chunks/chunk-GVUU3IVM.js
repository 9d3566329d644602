import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  formats
} from "./chunk-NLXL7WHC.js";
import {
  isBelow
} from "./chunk-YWD77NZN.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/migrations/variables.ts
function substitute(text, variables) {
  const keys = Object.keys(variables);
  if (keys.length === 0) return text;
  const words = keys.filter(isWord);
  const literals = keys.filter((key) => !isWord(key)).sort((a, b) => b.length - a.length);
  const anyWord = `(${words.length === 0 ? "(?!)" : longestFirst(words).join("|")})`;
  const pattern = new RegExp(
    [
      ...literals.map((key) => `(${escaped(key)})`),
      `\\{\\{[ \\t]*\\.?${anyWord}[ \\t]*\\}\\}`,
      `\\$\\{${anyWord}\\}`,
      `(?<!:):(['"]?)${anyWord}(?![\\w$])`
    ].join("|"),
    "g"
  );
  const isCode = codeIn(text);
  const quoteAt = literals.length + 2;
  return text.replace(pattern, (match, ...rest) => {
    const groups = rest.slice(0, quoteAt + 2);
    const place = rest[quoteAt + 2];
    const quote = groups[quoteAt];
    if (quote === void 0) return variables[groups.find((group) => group !== void 0) ?? ""] ?? match;
    if (!isCode(place)) return match;
    const value = variables[groups[quoteAt + 1] ?? ""] ?? "";
    if (quote === "") return value;
    return text[place + match.length] === quote ? `${quote}${value.replaceAll(quote, quote + quote)}` : match;
  });
}
function isWord(key) {
  return /^[A-Za-z_]\w*$/.test(key);
}
function longestFirst(keys) {
  return [...keys].sort((a, b) => b.length - a.length);
}
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
function codeIn(text) {
  const opening = /'|"|--|\/\*|\$(?:[A-Za-z_]\w*)?\$/g;
  let quoted = { from: 0, to: 0 };
  return (place) => {
    while (quoted.to <= place) {
      opening.lastIndex = quoted.to;
      const found = opening.exec(text);
      if (found === null) quoted = { from: text.length, to: text.length + 1 };
      else quoted = { from: found.index, to: endOf(text, found[0], found.index) };
    }
    return place < quoted.from;
  };
}
function endOf(text, opening, at) {
  const closing = opening === "--" ? "\n" : opening === "/*" ? "*/" : opening;
  const end = text.indexOf(closing, at + opening.length);
  return end === -1 ? text.length : end + closing.length;
}

// src/migrations/read.ts
function formatNamed(name) {
  const format = formats.find((format2) => format2.name === name);
  if (format !== void 0) return format;
  throw new UserError(
    `Unknown migration format "${name}". Known: ${formats.map((format2) => format2.name).join(", ")}.`
  );
}
function readMigrations(folders, files, dialect, apart = /* @__PURE__ */ new Set(), variables = {}) {
  const contents = folders.map(({ path, format }) => {
    const sources = [...files].filter(([file]) => isBelow(path, file) && !apart.has(file)).map(([path2, bytes]) => sourceFile(path2, bytes, variables));
    return formatNamed(format).read(path, sources, dialect);
  });
  return {
    migrations: contents.flatMap((content) => content.migrations),
    orphans: contents.flatMap((content) => content.orphans),
    refused: contents.flatMap((content) => content.refused),
    codeSteps: contents.flatMap((content) => content.codeSteps)
  };
}
function sourceFile(path, bytes, variables) {
  const written = decoded(bytes);
  const text = substitute(written, variables);
  return text === written ? { path, text } : { path, text, written };
}
function sourceText(bytes, variables) {
  return substitute(decoded(bytes), variables);
}
function decoded(bytes) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
function requireText(path, bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(
      `${path} is not UTF-8 text. Save it as UTF-8, or move it out of the migration folder.`
    );
  }
}

export {
  substitute,
  formatNamed,
  readMigrations,
  sourceText,
  requireText
};
