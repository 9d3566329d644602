import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  painter,
  severityColors
} from "./chunk-5ZSUBIKZ.js";
import {
  databaseName
} from "./chunk-O4QOHSQV.js";
import "./chunk-OFTNAEHV.js";

// src/rules/support/example-text.ts
function exampleText(example2, { dialects }) {
  const { dialect, base, up, down, note } = example2;
  const parts = [
    ...base == null ? [] : [`-- before
${base.trim()}`],
    base == null && down == null ? up.trim() : `-- the migration
${up.trim()}`,
    ...down == null ? [] : [`-- its down
${down.trim()}`]
  ];
  const whose = dialect ?? dialects[0];
  const said = [
    ...dialects.length > 1 && whose !== void 0 ? [`${databaseName[whose]}:`] : [],
    ...note == null ? [] : [note]
  ];
  return { said: said.join(" "), sql: parts.join("\n\n") };
}

// src/report/explanation.ts
function renderExplanation({ rules }, { color }) {
  const paint = painter(color);
  return `${rules.map((rule) => explanation(rule, paint)).join("\n\n\n")}
`;
}
function explanation(rule, paint) {
  const { id, title, severity, dialects, preset, covers, why, fix, found, notFound, url } = rule;
  const examples = (all) => numbered(all.map((one) => example(one, rule, paint)));
  const facts = [
    id,
    paint(severityColors[severity], severity),
    dialects.join(", "),
    ...preset === null ? [] : [`preset ${preset}: off unless asked for`]
  ];
  return [
    `${paint("bold", plain(title, paint))}
${facts.join(" \xB7 ")}`,
    ...covers.length === 0 ? [] : [`Also known as ${covers.join(", ")}`],
    plain(why, paint),
    section("What to do", [plain(fix, paint)], paint),
    section("Found", examples(found), paint),
    section("Not found", examples(notFound), paint),
    paint("dim", url)
  ].filter((part) => part !== "").join("\n\n");
}
function section(title, parts, paint) {
  return parts.length === 0 ? "" : [paint("bold", title), ...parts.map((part) => indented(part))].join("\n\n");
}
function example(one, rule, paint) {
  const { said, sql } = exampleText(one, rule);
  const shown = sql.split("\n").map((line) => line.startsWith("-- ") ? paint("dim", line) : line).join("\n");
  return said === "" ? shown : `${plain(said, paint)}

${shown}`;
}
function plain(markdown, paint) {
  return markdown.trim().replace(/`([^`]+)`/g, (whole, code) => {
    const painted = paint("cyan", code);
    return painted === code ? whole : painted;
  });
}
function numbered(parts) {
  if (parts.length < 2) return parts;
  return parts.map((part, index) => {
    const number = `${index + 1}. `;
    return `${number}${part.replace(/\n(?=.)/g, `
${" ".repeat(number.length)}`)}`;
  });
}
function indented(text) {
  return text.replace(/^(?=.)/gm, "  ");
}
export {
  renderExplanation
};
