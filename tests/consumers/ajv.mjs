// Validates descriptions with Ajv in its strict mode, by both drafts of the schema. Called by `check.py`.
//
//   node ajv.mjs FOLDER NEWER OLDER DOCUMENTS
//
// FOLDER holds Ajv. NEWER and OLDER are schemas, DOCUMENTS a JSON array. Prints a JSON array with a pair of answers for each
// document.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, newer, older, documents] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const { Ajv } = require("ajv");
const { Ajv2020 } = require("ajv/dist/2020");
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

// A section or a value may be of one type or not stated.
const options = { strict: true, allowUnionTypes: true };
const ours = new Set();
const schema = JSON.parse(readFileSync(newer, "utf8"), (key, value) => {
    if (key.startsWith("x-")) ours.add(key);
    return value;
});
const ajv2020 = new Ajv2020(options);
for (const keyword of ours) ajv2020.addKeyword(keyword);
const validators = [ajv2020.compile(schema), new Ajv(options).compile(read(older))];
process.stdout.write(JSON.stringify(read(documents).map((one) => validators.map((validate) => validate(one)))));
