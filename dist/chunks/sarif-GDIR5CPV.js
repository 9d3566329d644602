import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  acceptedFindings,
  openFindings,
  statementAt
} from "./chunk-OSJGXDSK.js";
import {
  count
} from "./chunk-K3Z3EK6Q.js";
import {
  cut,
  excerpt
} from "./chunk-ZD5JZTLD.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";

// src/report/fingerprints.ts
import { createHash } from "node:crypto";
function fingerprintsOf({ migrations, findings }) {
  const byPath = new Map(migrations.map(({ path, statements }) => [path, statements]));
  const textOf = remembered((sql) => digest([normalised(sql)]));
  const seen = /* @__PURE__ */ new Map();
  return new Map(
    findings.map((finding) => {
      const { rule, path, statement } = finding;
      const spoken = statement === null ? null : statementAt(byPath.get(path) ?? [], statement);
      const same = digest([rule, path, textOf(spoken?.sql ?? "")]);
      const number = (seen.get(same) ?? 0) + 1;
      seen.set(same, number);
      return [finding, digest([same, number])];
    })
  );
}
var pieces = /('[^']*(?:'|$)|"[^"]*(?:"|$))|(?:\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/g;
function normalised(sql) {
  return sql.replace(pieces, (_, quoted) => quoted ?? " ").trim();
}
function remembered(read) {
  const answers = /* @__PURE__ */ new Map();
  return (text) => {
    const answer = answers.get(text) ?? read(text);
    answers.set(text, answer);
    return answer;
  };
}
function digest(parts) {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

// src/report/sarif-result.ts
var sarifLevel = { error: "error", warning: "warning", notice: "note" };
function sarifResult(finding, { ruleIndex, fingerprint }) {
  const { rule, severity, path, line, endLine, evidence, suppressed, acceptedBy } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: sarifLevel[severity],
    message: { text: unlinked(messageOf(finding)) },
    locations: [locationOf(path, line, endLine)],
    // Not GitHub's own `primaryLocationLineHash`: its upload computes that from the file, and warns of any other value.
    partialFingerprints: { "migrationGate/v1": fingerprint },
    ...suppressed === null ? {} : { suppressions: [suppression(suppressed, acceptedBy)] },
    properties: { evidence }
  };
}
function messageOf({ rule, message, fix }) {
  const told = cut(message, 1e3) || rule;
  if (fix === null) return told;
  const { text, missing } = excerpt(fix.trim(), { lines: 30, length: 2e3 });
  const instead = missing > 0 ? `${text}
\u2026` : text;
  return `${told}

Instead:${instead.includes("\n") ? "\n" : " "}${instead}`;
}
function unlinked(text) {
  const literal = text.replace(/\{\d+\}/g, "{$&}");
  return literal.includes("](") ? literal.replace(/[\\[\]]/g, "\\$&") : literal;
}
function relativeUri(path) {
  return path.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
function locationOf(path, line, endLine) {
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(path), uriBaseId: "%SRCROOT%" },
      region: { startLine: line, startColumn: 1, endLine }
    }
  };
}
function suppression(reason, by) {
  const until = by?.until == null ? "" : ` (until ${by.until})`;
  return {
    kind: by?.kind === "inline" ? "inSource" : "external",
    status: "accepted",
    justification: `${cut(reason, 1e3)}${until}`,
    ...by === void 0 ? {} : { location: locationOf(by.path, by.line, by.line) }
  };
}

// src/report/sarif-rules.ts
var longestDescription = 1024;
function sarifRules(review, tool) {
  const asked = tool.rules.filter(({ dialects }) => dialects.includes(review.engine.dialect));
  const known = new Set(asked.map(({ id }) => id));
  const others = [...new Set(review.findings.map(({ rule }) => rule))].filter((id) => !known.has(id));
  return [
    ...asked.map((rule) => descriptor(rule, tool.ruleUrl(rule.id), precisionOf(review, rule))),
    ...others.map(unknown)
  ];
}
function descriptor(rule, url, precision) {
  const { id, title, why, fix, severity, dialects, preset } = rule;
  return {
    id,
    // A name must differ from the id (SARIF 2.1.0, 3.49.7); of one word it does not.
    ...id.includes("-") ? { name: pascalCase(id) } : {},
    shortDescription: { text: cut(plain(title), longestDescription) },
    fullDescription: { text: cut(plain(why), longestDescription) },
    help: {
      text: `${plain(why)}

What to do: ${plain(fix)}

More: ${url}`,
      markdown: `${why}

**What to do**

${fix}

[More, with examples](${url})`
    },
    helpUri: url,
    defaultConfiguration: { level: sarifLevel[severity], enabled: preset === void 0 },
    properties: {
      tags: ["sql", "migration", ...dialects, ...preset === void 0 ? [] : [preset]],
      ...precision === null ? {} : { precision }
    }
  };
}
function unknown(id) {
  const text = cut(id, 200) || "unnamed";
  return { id, shortDescription: { text }, fullDescription: { text }, help: { text } };
}
function precisionOf({ findings }, { id }) {
  const found = findings.filter(({ rule }) => rule === id);
  if (found.length === 0) return null;
  return found.every(({ evidence }) => evidence === "measured") ? "very-high" : "high";
}
function plain(markdown) {
  return markdown.replaceAll("`", "");
}
function pascalCase(id) {
  return id.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
}

// src/report/sarif.ts
var limits = { results: 25e3, shown: 5e3, bytes: 1e7 };
var frame = 1e4;
function renderSarif(review, tool) {
  const findings = [...openFindings(review), ...acceptedFindings(review)];
  const rules = sarifRules(review, tool);
  const room = limits.bytes - frame - bytesOf(rules);
  const results = fitting(resultsOf(review, findings, rules), room);
  return `${JSON.stringify(logOf(tool, rules, results, shortcomings(findings, results.length)))}
`;
}
function* resultsOf(review, findings, rules) {
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const fingerprints = fingerprintsOf(review);
  for (const finding of findings.slice(0, limits.results)) {
    const fingerprint = fingerprints.get(finding) ?? "";
    yield sarifResult(finding, { ruleIndex: ruleIndex.get(finding.rule) ?? -1, fingerprint });
  }
}
function fitting(results, room) {
  const fit = [];
  let left = room;
  for (const result of results) {
    left -= bytesOf(result) + 1;
    if (left < 0) break;
    fit.push(result);
  }
  return fit;
}
function bytesOf(value) {
  return Buffer.byteLength(JSON.stringify(value));
}
function shortcomings(findings, written) {
  const missing = findings.length - written;
  const unseen = written - limits.shown;
  return [
    ...missing > 0 ? [`${count(missing, "finding")} left out for length, the least severe. The JSON report has them all.`] : [],
    ...unseen > 0 ? [`GitHub shows the ${count(limits.shown, "most severe result")}.`] : []
  ].map((text) => ({ level: "warning", message: { text } }));
}
function logOf({ version, homepage }, rules, results, toolExecutionNotifications) {
  const driver = {
    name: "Migration Gate",
    version,
    semanticVersion: version,
    informationUri: homepage,
    rules
  };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications }],
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
        columnKind: "utf16CodeUnits",
        results
      }
    ]
  };
}
export {
  renderSarif
};
