// Several scenario files in one, so that the product is loaded once for all of them. What the supports do after each
// test has to be known to all: they are loaded first.
import "../support/sandbox.ts";
import "../support/smart-host.ts";
import { resolve } from "node:path";
import { describe, inject } from "vitest";

for (const file of inject("scenarios")) {
  const path = resolve(file);
  describe(file, () => import(path).then(() => undefined));
}
