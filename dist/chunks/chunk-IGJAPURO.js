import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  oneLine,
  visible
} from "./chunk-ZD5JZTLD.js";

// src/report/html-text.ts
function htmlText(text) {
  return htmlLines(oneLine(text));
}
function htmlLines(text) {
  return visible(text).replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
var changed = { "+": "added", "-": "dropped", "!": "altered" };
function htmlBlock(language, text) {
  const body = text.replaceAll("\r\n", "\n").replace(/\n+$/, "");
  if (language !== "diff") return `<pre>${htmlLines(body)}</pre>`;
  const lines = body.split("\n").map((line) => {
    const sign = line[0];
    return sign === "+" || sign === "-" || sign === "!" ? `<span class="${changed[sign]}">${htmlLines(line)}</span>` : htmlLines(line);
  });
  return `<pre>${lines.join("\n")}</pre>`;
}

// src/report/markdown-writer.ts
var Piece = class {
  kind;
  #markdown;
  /** The same for places where Markdown is not read, as in `<summary>`. */
  #html;
  /** The same for a page of our own, on which nothing has to be kept from GitHub. Made where it is asked for. */
  #page;
  constructor(kind, markdown2, html2, page2) {
    this.kind = kind;
    this.#markdown = markdown2;
    this.#html = html2;
    this.#page = page2;
  }
  static markdown(piece) {
    return piece.#markdown;
  }
  static html(piece) {
    return piece.#html;
  }
  static page(piece) {
    return piece.#page();
  }
};
var inline = (markdown2, html2, page2) => new Piece("inline", markdown2, html2, page2);
var block = (markdown2, page2) => new Piece("block", markdown2, "", page2);
var { markdown, html, page } = Piece;
var breaker = "&#8203;";
var reference = (character) => `&#${character.codePointAt(0)};`;
function escaped(text) {
  return oneLine(text).replace(/[&<>|`*[\]\\~$]/g, reference).replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, reference("_")).replace(/^( ?)([-+])/, (_, space, sign) => space + reference(sign)).replace(/^( ?\d+)([.)])/, (_, number, sign) => number + reference(sign)).replace(/(?<!&)#/g, `#${breaker}`).replace(/@/g, `@${breaker}`).replace(/:(?=\S|$)/g, `:${breaker}`).replace(/\b(gh-)(?=\d)/gi, `$1${breaker}`).replace(/\b(www)\./gi, `$1${reference(".")}${breaker}`);
}
function md(words, ...values) {
  const as = (read, encode) => words.reduce((sum, word, index) => {
    const value = values[index - 1];
    return sum + (value instanceof Piece ? read(value) : encode(String(value))) + word;
  });
  return inline(as(markdown, escaped), as(html, escaped), () => as(page, htmlText));
}
function joined(pieces, separator) {
  const as = (read) => pieces.map(read).join(read(separator));
  return inline(as(markdown), as(html), () => as(page));
}
function code(text) {
  const line = oneLine(text).trim();
  const element = `<code>${escaped(line)}</code>`;
  const quoted = line === "" || /[`|\\<>]/.test(line) ? element : `\`${line}\``;
  return inline(quoted, element, () => `<code>${htmlText(line)}</code>`);
}
var shortPlace = 18;
function place(path, line) {
  if (path.length <= shortPlace) return code(`${path}:${line}`);
  const element = (encode) => `<code>${encode(path).replace(/(?<=.{8}[a-z0-9][-_/])(?=[a-z0-9])/gi, "<wbr>")}:${line}</code>`;
  const breakable = element(escaped);
  return inline(breakable, breakable, () => element(htmlText));
}
function tagged(tag, marked, content) {
  const element = (read) => `<${tag}>${read(content)}</${tag}>`;
  return inline(marked ?? element(markdown), element(html), () => element(page));
}
function strong(content) {
  return tagged("strong", `**${markdown(content)}**`, content);
}
function em(content) {
  return tagged("em", `_${markdown(content)}_`, content);
}
function link(content, url) {
  if (url === null || !/^https?:\/\//i.test(url)) return content;
  const encoded = url.toWellFormed().replace(/[^\x21-\x7e]|["'()<>[\\\]`|{}^]/gu, encodeURIComponent).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`).replaceAll("&", "&amp;");
  const element = (read) => `<a href="${encoded}">${read(content)}</a>`;
  return inline(`[${markdown(content)}](${encoded})`, element(html), () => element(page));
}
function heading(content) {
  return block(`### ${markdown(content)}`, () => `<h1>${page(content)}</h1>`);
}
function paragraph(content) {
  return block(markdown(content), () => `<p>${page(content)}</p>`);
}
function sub(content) {
  return tagged("sub", null, content);
}
function table(head, rows) {
  const line = (cells) => `| ${cells.map(markdown).join(" | ")} |`;
  return block([line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n"), () => {
    const row = (tag, cells) => `<tr>${cells.map((cell) => `<${tag}>${page(cell)}</${tag}>`).join("")}</tr>`;
    const body = rows.map((cells) => row("td", cells)).join("\n");
    return `<div><table>
<thead>${row("th", head)}</thead>
<tbody>
${body}
</tbody>
</table></div>`;
  });
}
function fence(language, text) {
  const body = visible(text).replace(/\n+$/, "");
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = "`".repeat(longest + 1);
  return block(`${ticks}${language}
${body}
${ticks}`, () => htmlBlock(language, text));
}
function drawing(mermaid, inWords) {
  return block(`\`\`\`mermaid
${visible(mermaid)}
\`\`\``, () => writtenPage(inWords));
}
function details(summary, body) {
  return block(
    `<details><summary>${html(summary)}</summary>

${written(body)}

</details>`,
    () => `<details><summary>${page(summary)}</summary>
${writtenPage(body)}
</details>`
  );
}
function written(blocks) {
  return blocks.map(markdown).join("\n\n");
}
function writtenPage(blocks) {
  return blocks.map(page).join("\n");
}

export {
  htmlText,
  md,
  joined,
  code,
  place,
  strong,
  em,
  link,
  heading,
  paragraph,
  sub,
  table,
  fence,
  drawing,
  details,
  written,
  writtenPage
};
