// test/golden/to-mime: expected.eml is input.eml, which has TNEF, as plain MIME (both stored with LF). format.json says
// what the remote domain has other than a new one. UPDATE_GOLDEN=1 writes.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toCrlf } from "../../../src/mime/message.ts";
import { convert } from "./to-mime-support.ts";

const ROOT = join(import.meta.dirname, "../../golden/to-mime");

test.each(readdirSync(ROOT))("toMime(): %s", async (name) => {
  const file = (base: string) => join(ROOT, name, base);
  const format = existsSync(file("format.json")) ? JSON.parse(readFileSync(file("format.json"), "utf8")) : {};
  const mail = await convert(Buffer.from(toCrlf(readFileSync(file("input.eml"), "latin1")), "latin1"), format);
  expect(mail.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(mail).toMatch(/^[\x09\x0a\x0d\x20-\x7e]*$/);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file("expected.eml"), mail.replaceAll("\r\n", "\n"), "latin1");
  expect(mail).toBe(toCrlf(readFileSync(file("expected.eml"), "latin1")));
});
