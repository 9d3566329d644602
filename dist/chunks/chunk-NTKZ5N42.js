import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/migrations/order.ts
function compareNaturally(a, b) {
  const left = chunks(a);
  const right = chunks(b);
  for (let place = 0; place < Math.min(left.length, right.length); place++) {
    const order = compareChunks(left[place], right[place]);
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

export {
  compareNaturally
};
