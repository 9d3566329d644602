import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/report/plain-text.ts
var unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
var emojiStyle = new RegExp("\\p{Extended_Pictographic}$", "u");
function visible(text) {
  return text.replaceAll("\r\n", "\n").replace(unseen, (character, offset, whole) => {
    if (character === "\n" || character === "	") return character;
    if (character === "\uFE0F" && emojiStyle.test(whole.slice(Math.max(0, offset - 2), offset))) {
      return character;
    }
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
function oneLine(text) {
  return visible(text.replace(/\s+/g, " "));
}
function cut(text, length) {
  const start = text.trimStart().slice(0, length * 20);
  const line = oneLine(start).trim();
  if (line.length <= length) return line;
  return `${line.slice(0, length - 1).toWellFormed().replace(/\ufffd$/, "").trimEnd()}\u2026`;
}
function excerpt(text, limit) {
  const lines = text.replaceAll("\r\n", "\n").trimEnd().split("\n");
  const kept = [];
  let length = 0;
  for (const line of lines.slice(0, limit.lines)) {
    length += line.length + 1;
    if (length > limit.length) break;
    kept.push(line);
  }
  if (kept.length === 0) return { text: cut(lines[0] ?? "", limit.length), missing: lines.length - 1 };
  return { text: visible(kept.join("\n")), missing: lines.length - kept.length };
}

export {
  visible,
  oneLine,
  cut,
  excerpt
};
