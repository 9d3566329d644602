import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/model/secret.ts
function formsOf(secret) {
  if (secret === "") return [];
  const bytes = new TextEncoder().encode(secret);
  const base64 = btoa(String.fromCharCode(...bytes));
  const forms = [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ""),
    base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
  ];
  return [...new Set(forms)].toSorted((one, other) => other.length - one.length);
}
function masked(text, secrets) {
  return secrets.flatMap(formsOf).reduce((safe, form) => safe.replaceAll(form, "***"), text);
}

export {
  formsOf,
  masked
};
