// test/golden/tnef: input.tnef was put together byte by byte, expected.json is what it says. UPDATE_GOLDEN=1 writes.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAttributeValue, writeAttributeValue } from "../../../src/tnef/attribute-codec.ts";
import { decodeTnef, encodeTnef } from "../../../src/tnef/stream.ts";
import type { TnefFlaw } from "../../../src/tnef/tnef-error.ts";
import { dumpTnef } from "../../support/tnef-dump.ts";

const ROOT = join(import.meta.dirname, "../../golden/tnef");

describe("TNEF golden cases", () => {
  const names = readdirSync(ROOT);

  it.each(names)("%s says what it says", (name) => {
    const dump = dumpTnef(readFileSync(join(ROOT, name, "input.tnef")));
    const file = join(ROOT, name, "expected.json");
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(dump, null, 2)}\n`);
    expect(existsSync(join(ROOT, name, "why.md"))).toBe(true);
    expect(dump).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });

  it.each(names)("%s is written again from its values, byte for byte unless it has a flaw", (name) => {
    const bytes = readFileSync(join(ROOT, name, "input.tnef"));
    const stream = decodeTnef(bytes);
    const flaws: TnefFlaw[] = [...stream.flaws];
    const attributes = stream.attributes.map((attribute) => ({
      ...attribute,
      data: writeAttributeValue(readAttributeValue(attribute, flaws)),
    }));
    const written = encodeTnef({ key: stream.key, attributes });
    if (flaws.length === 0) expect(written).toEqual(bytes);
    else expect(decodeTnef(written).attributes.map(({ id }) => id)).toEqual(stream.attributes.map(({ id }) => id));
    if (name.includes("-flaw-")) expect(flaws).not.toEqual([]);
  });
});
