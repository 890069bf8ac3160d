// test/golden/dsn: input.json is what buildDsn() gets, expected.eml what it gives (stored with LF). UPDATE_GOLDEN=1 writes.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildDsn } from "../../../src/dsn/build-dsn.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage, toCrlf } from "../../../src/mime/message.ts";

const ROOT = join(import.meta.dirname, "../../golden/dsn");

describe("buildDsn() golden cases", () => {
  it.each(readdirSync(ROOT))("%s", (name) => {
    const input = JSON.parse(readFileSync(join(ROOT, name, "input.json"), "utf8"));
    const original = splitMessage(Buffer.from(toCrlf(input.original)));
    const { content } = buildDsn({
      ...input,
      original: { headers: HeaderBlock.parse(original.headers), body: original.body },
    });
    const text = content.toString("utf8");
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const file = join(ROOT, name, "expected.eml");
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, text.replaceAll("\r\n", "\n"));
    expect(existsSync(file)).toBe(true);
    expect(text).toBe(toCrlf(readFileSync(file, "utf8")));
  });
});
