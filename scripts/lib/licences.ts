import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fromRoot, packageOf } from './paths.ts'

/** Licences of what is inside a package's binary files and named nowhere in the package itself. */
const inside: Readonly<Record<string, string>> = {
  '@electric-sql/pglite': `Its WebAssembly files contain PostgreSQL and its contributed extensions:

PostgreSQL Database Management System
(also known as Postgres, formerly known as Postgres95)

Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group

Portions Copyright (c) 1994, The Regents of the University of California

Permission to use, copy, modify, and distribute this software and its
documentation for any purpose, without fee, and without a written agreement
is hereby granted, provided that the above copyright notice and this
paragraph and the following two paragraphs appear in all copies.

IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR
DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR CONSEQUENTIAL DAMAGES, INCLUDING
LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION,
EVEN IF THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE POSSIBILITY OF
SUCH DAMAGE.

THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN
"AS IS" BASIS, AND THE UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE
MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.`,
  '@electric-sql/pglite-pgvector': `Its archive contains pgvector (the PostgreSQL licence, as above):

Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group

Portions Copyright (c) 1994, The Regents of the University of California`,
  'libpg-query': `Its WebAssembly file contains libpg_query (BSD 3-Clause, Copyright (c) 2015, Lukas Fittl) and parts of
PostgreSQL (the PostgreSQL licence, as above).

libpg_query:

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

* Redistributions of source code must retain the above copyright notice, this
  list of conditions and the following disclaimer.

* Redistributions in binary form must reproduce the above copyright notice,
  this list of conditions and the following disclaimer in the documentation
  and/or other materials provided with the distribution.

* Neither the name of pg_query nor the names of its contributors may be used
  to endorse or promote products derived from this software without specific
  prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`,
}

/** The text of dist/LICENSES.txt for the packages that the given files come from, in order of their names. */
export function licences(files: readonly string[]): string {
  const packages = [...new Set(files.map(packageFolder).filter(folder => folder !== null))].sort()
  return `${packages.map(chapter).join(`\n\n${'='.repeat(78)}\n\n`)}\n`
}

/** The folder of the innermost package in a path, `node_modules/a/node_modules/@b/c`; `null` for our own files. */
function packageFolder(path: string): string | null {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? null
}

function chapter(folder: string): string {
  const { name, version, license } = packageOf(folder)
  const texts = readdirSync(fromRoot(folder))
    .filter(file => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map(file =>
      readFileSync(fromRoot(`${folder}/${file}`), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    )
  if (texts.length === 0) texts.push(fallback(name, license))
  const extra = inside[name]
  return [`${name} ${version} (${license})`, ...texts, ...(extra === undefined ? [] : [extra])].join('\n\n')
}

/** A package that names its licence and brings no text of it. */
function fallback(name: string, license: string): string {
  const sibling = fromRoot('LICENSE')
  if (license !== 'MIT' || !existsSync(sibling))
    throw new Error(`${name} brings no licence text (${license})`)
  const terms = readFileSync(sibling, 'utf8').split('\n\n').slice(2).join('\n\n').trim()
  return `The package brings no licence file; its package.json says MIT:\n\n${terms}`
}
