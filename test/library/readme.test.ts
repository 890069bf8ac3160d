// The README shows the example that runs here as a test.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageFile } from "../../src/runtime/package-files.ts";

const FIRST_LINE = 'import { startSandbox } from "recall-sandbox";';

/** From the first line on. */
const example = (text: string) => text.slice(text.indexOf(FIRST_LINE)).trim();
const blocks = [...readFileSync(packageFile("README.md"), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)];
const shown = blocks.find(([, block = ""]) => block.startsWith(FIRST_LINE))?.[1];

it.skipIf(shown === undefined)("the README's example is readme-example.test.ts", () => {
  const runs = readFileSync(join(import.meta.dirname, "readme-example.test.ts"), "utf8");
  expect(example(shown ?? "")).toBe(example(runs));
});
