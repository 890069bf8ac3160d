// Messages with the structure of real ones, 2019 to 2026, and what each is: test/golden/recall/*/why.md says what it shows.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { identifyRecall } from "../../../../../src/agents/recall/wire/identify.ts";
import { HeaderBlock } from "../../../../../src/mime/header-block.ts";
import { splitMessage } from "../../../../../src/mime/message.ts";

const FOLDER = join(import.meta.dirname, "../../../../golden/recall");

it.each(readdirSync(FOLDER))("%s", async (name) => {
  const read = (file: string) => readFileSync(join(FOLDER, name, file));
  const { headers, body } = splitMessage(read("input.eml"));
  const identified = await identifyRecall(HeaderBlock.parse(headers), body);
  expect(identified).toEqual(JSON.parse(read("expected.json").toString()));
});
