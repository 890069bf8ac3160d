// What `tnef --spec` prints makes the same message again; so does that of each file of the corpus, where there is one.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../../src/cli/program.ts";
import { MULTI, type PropertyValue, TYPE } from "../../../../src/tnef/property.ts";
import { PropertyBag } from "../../../../src/tnef/property-bag.ts";
import { readMessage } from "../../../../src/tnef/read-message.ts";
import { decodeTnef } from "../../../../src/tnef/stream.ts";
import { PROJECT } from "../../../cli/command.ts";
import { recallMessage, winmail } from "../../../support/winmail.ts";
import { fakeTerminal } from "../terminal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tnef-spec-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function tnef(...args: string[]): Promise<string> {
  const terminal = fakeTerminal();
  const code = await run(["tnef", ...args], terminal);
  expect({ args, code, complained: terminal.complained }).toEqual({ args, code: 0, complained: [] });
  return terminal.written.join("\n");
}

/** The file is shown as a specification and built from it; returns both files. */
async function again(bytes: Buffer): Promise<{ before: string; after: string; spec: string }> {
  const [before, yaml, after] = ["before.dat", "spec.yaml", "after.dat"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(before, bytes);
  const spec = await tnef(before, "--spec");
  writeFileSync(yaml, spec);
  await tnef("build", yaml, "--out", after, "--force");
  return { before, after, spec };
}

describe("tnef --spec", () => {
  it("makes the same bytes of what it made", async () => {
    // What old attributes alone said is said by properties, too, the first time.
    const bytes = readFileSync((await again(winmail())).after);
    const { after } = await again(bytes);
    expect(readFileSync(after).equals(bytes)).toBe(true);
  });

  it("reads as a person would write it", async () => {
    const { spec } = await again(winmail());
    expect(spec).toContain("form: exchange\ncodepage: 1252\nkey: 0x1234\nproperties:\n");
    expect(spec).toContain('  PidTagMessageClass: "IPM.Outlook.Recall"\n');
    expect(spec).toContain('  PidTagClientSubmitTime: "2026-03-01T09:30:00.000Z"\n');
    expect(spec).toContain('  RecallSearchKey: { hex: "292ba3f11581d30605ecc58781b96348" }\n');
    expect(spec).toContain('  PidTagTnefCorrelationKey: { text: "<recall@contoso.com>\\u0000" }\n');
    expect(spec).toContain('  PidNameKeywords: ["Blue", "Green"]\n');
    expect(spec).toContain("recipients:\n  - PidTagRecipientType: 1\n");
    expect(spec).toMatch(/\n {2}- properties:\n(?: {6}.*\n)+ {4}message:\n {6}properties:\n/);
  });

  it.each<[string, number, PropertyValue]>([
    ["a time finer than milliseconds", TYPE.SysTime, 116_444_736_000_000_001n],
    ["the last time", TYPE.SysTime, 0xffffffffffffffffn],
    ["text that YAML could take for something else", TYPE.String, "yes: [no] #\u0085\u2028\ufeff\u0000"],
    ["half a letter", TYPE.String, "\ud83d"],
    ["bytes that are no text of the code page", TYPE.String8, Buffer.from([0x81, 0xff])],
    ["no number", TYPE.Double, Number.POSITIVE_INFINITY],
    ["much money", TYPE.Currency, -9223372036854775808n],
    ["little money", TYPE.Currency, -1n],
    ["long bytes", TYPE.Binary, Buffer.alloc(1000, 7)],
    ["several bytes", TYPE.Binary | MULTI, [Buffer.from([1]), Buffer.alloc(100)]],
    ["several texts of a code page", TYPE.String8 | MULTI, [Buffer.from("a"), Buffer.from([0xe4])]],
    ["an object", TYPE.Object, { iid: "0000000b-0000-0000-c000-000000000046", data: Buffer.alloc(3) }],
    ["nothing", TYPE.Null, null],
  ])("keeps %s", async (_, type, value) => {
    const properties = new PropertyBag([{ id: 0x6ff0, type, value }]);
    const { after } = await again(winmail({ ...recallMessage(), properties }));
    const { message } = readMessage(decodeTnef(readFileSync(after)));
    expect(message.properties.list.find(({ id }) => id === 0x6ff0)).toEqual({ id: 0x6ff0, type, value });
  });

  it("says what it cannot say twice", async () => {
    const property = { id: 0x6ff0, type: TYPE.Int32, value: 1 };
    const properties = new PropertyBag([property, property]);
    expect((await again(winmail({ ...recallMessage(), properties }))).spec).toContain(
      '# "0x6FF0" stands there once more',
    );
  });
});

const CORPUS = join(PROJECT, "..", "shared", "corpus", "tnef");
const files = existsSync(CORPUS) ? readdirSync(CORPUS).filter((file) => file !== "MANIFEST") : [];

describe("real winmail.dat", () => {
  it.runIf(files.length === 0)("is not here: ../shared/corpus/tnef is no part of the repository", () => {
    expect(existsSync(CORPUS)).toBe(false);
  });

  it.each(files)("%s is shown, and made again from its specification, equal by property", async (file) => {
    const path = join(CORPUS, file);
    expect(await tnef(path)).toContain("Compliance");
    expect(JSON.parse(await tnef(path, "--json"))).toMatchObject({
      status: expect.stringMatching(/^(?:compliant|flawed)$/),
    });
    const { after, spec } = await again(readFileSync(path));
    const differences = JSON.parse(await diff(path, after)).differences.filter(
      ({ property }: { property: string }) => !spec.includes(`# ${property} stands there once more`),
    );
    expect(differences).toEqual([]);
  });

  async function diff(before: string, after: string): Promise<string> {
    const terminal = fakeTerminal();
    await run(["tnef", "diff", before, after, "--json"], terminal);
    return terminal.written.join("\n");
  }
});
