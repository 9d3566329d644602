import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  compose
} from "./chunk-44677BU3.js";
import "./chunk-IUQXSTTA.js";
import {
  verdictOf
} from "./chunk-RNUCILIB.js";
import "./chunk-OSJGXDSK.js";
import "./chunk-K3Z3EK6Q.js";
import {
  htmlText,
  writtenPage
} from "./chunk-IGJAPURO.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-KBV53CEV.js";
import "./chunk-OLPOFHMW.js";
import "./chunk-O4QOHSQV.js";
import "./chunk-QKEH4DCI.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-X7OI7SUC.js";
import "./chunk-J2TPRL3J.js";
import "./chunk-DSG2YL4B.js";
import "./chunk-PALFP6QB.js";
import "./chunk-OFTNAEHV.js";

// src/report/html.ts
import { createHash } from "node:crypto";

// src/report/html-style.ts
var pageStyle = `
:root {
  color-scheme: light dark;
  --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --back: #fff; --soft: #f6f8fa; --link: #0969da;
  --good: #1a7f37; --doubtful: #9a6700; --bad: #cf222e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --faint: #9198a1; --line: #3d444d; --back: #0d1117; --soft: #151b23; --link: #4493f8;
    --good: #3fb950; --doubtful: #d29922; --bad: #f85149;
  }
}
* { box-sizing: border-box }
body {
  max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem 3rem; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: break-word;
}
h1 { margin: 0 0 1rem; padding-left: .9rem; border-left: .3rem solid; font-size: 1.5rem; line-height: 1.3 }
.good h1 { border-color: var(--good) }
.doubtful h1 { border-color: var(--doubtful) }
.bad h1 { border-color: var(--bad) }
p { margin: 1rem 0 .5rem }
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
code { padding: .1em .35em; border-radius: 4px; background: var(--soft) }
pre {
  margin: .5rem 0 1rem; padding: .8rem 1rem; overflow: auto; border: 1px solid var(--line); border-radius: 6px;
  background: var(--soft); overflow-wrap: normal;
}
.added { color: var(--good) }
.dropped { color: var(--bad) }
.altered { color: var(--doubtful) }
div { margin: .5rem 0 1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px }
table { width: 100%; border-collapse: collapse }
th, td { padding: .5rem .75rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top }
th { border-top: 0; background: var(--soft); color: var(--faint); font-size: 13px; font-weight: 600 }
td > em { color: var(--faint); font-size: 13px; font-style: normal }
details { margin: .5rem 0; border: 1px solid var(--line); border-radius: 6px }
summary { padding: .6rem 1rem; cursor: pointer }
details[open] > summary { border-bottom: 1px solid var(--line) }
details > :not(summary) { margin-left: 1rem; margin-right: 1rem }
sub { vertical-align: baseline; color: var(--faint); font-size: 13px }
`;

// src/report/html.ts
var policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(pageStyle).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'"
].join("; ");
var pageBudget = 5e6;
function renderHtml(review, context) {
  const { mood, words } = verdictOf(review);
  const blocks = compose(review, context, {
    limit: context.limit ?? pageBudget,
    measure: (text) => Buffer.byteLength(text),
    caps: { rows: 5e3, lines: 1e4, length: 1e6 },
    whole: true
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Migration Gate: ${htmlText(words)}</title>
<style>${pageStyle}</style>
</head>
<body class="${mood}">
${writtenPage(blocks)}
</body>
</html>
`;
}
export {
  renderHtml
};
