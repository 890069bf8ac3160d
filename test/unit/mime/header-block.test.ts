import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldValue, HeaderBlock, makeField } from "../../../src/mime/header-block.ts";

const block = (text: string) => HeaderBlock.parse(Buffer.from(text, "latin1"));

describe("HeaderBlock.parse()", () => {
  it("keeps order, case, folding and repeated fields", () => {
    const headers = block("Received: a\r\n b\r\nreceived: c\r\nSubject : x\r\n");
    expect(headers.fields.map((field) => field.name)).toEqual(["Received", "received", "Subject"]);
    expect(headers.all("RECEIVED")).toEqual(["a b", "c"]);
    expect(headers.get("subject")).toBe("x");
  });

  it("leaves a line that is no field with the field above", () => {
    const headers = block("A: 1\r\nthis is no field\r\nB: 2\r\n");
    expect(headers.fields).toHaveLength(2);
    expect(headers.get("B")).toBe("2");
    expect(block("no field at all\r\nA: 1\r\n").fields.map((field) => field.name)).toEqual(["", "A"]);
  });

  it("gives every byte back", () => {
    const lines = fc.array(fc.constantFrom("a", "B", ":", " ", "\t", "\r\n", "\n", "\r", "\0", "\xe9", "-"), {
      maxLength: 80,
    });
    const bytes = fc.oneof(
      lines.map((parts) => Buffer.from(parts.join(""), "latin1")),
      fc.uint8Array().map((raw) => Buffer.from(raw)),
    );
    fc.assert(
      fc.property(bytes, (raw) => {
        expect(HeaderBlock.parse(raw).toBuffer().equals(raw)).toBe(true);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});

describe("HeaderBlock edits", () => {
  it("set() replaces in place, removes the others, and adds where there is none", () => {
    const headers = block("A: 1\r\nB: 2\r\na: 3\r\n");
    headers.set("A", "new");
    headers.set("C", "4");
    expect(headers.toBuffer().toString()).toBe("A: new\r\nB: 2\r\nC: 4\r\n");
  });

  it("prepend(), append(), insertAfter(), rename() and remove() touch nothing else", () => {
    const headers = block("A: 1\r\n  folded\r\nB: 2\r\n");
    headers.prepend("Received", "x");
    headers.append("Z", "last");
    headers.insertAfter("a", "New", "y");
    headers.insertAfter("none", "End", "z");
    headers.rename("b", "Other");
    expect(headers.remove("Z")).toBe(1);
    expect(headers.toBuffer().toString()).toBe("Received: x\r\nA: 1\r\n  folded\r\nNew: y\r\nOther: 2\r\nEnd: z\r\n");
  });

  it("a clone is edited apart", () => {
    const headers = block("A: 1\r\n");
    headers.clone().set("A", "2");
    expect(headers.get("A")).toBe("1");
  });
});

describe("makeField()", () => {
  it("writes UTF-8 and lets no value begin another field", () => {
    expect(Buffer.from(makeField("Subject", "Ä").raw, "latin1").toString("utf8")).toBe("Subject: Ä\r\n");
    expect(makeField("A", "x\r\nBcc: eve@fabrikam.com").raw).toBe("A: x Bcc: eve@fabrikam.com\r\n");
    expect(fieldValue(makeField("A", "x\n y"))).toBe("x y");
  });

  // Known defect: the CR of a proper fold is lost, and a bare LF goes out. Make it `it(` when makeField is mended.
  it("keeps CRLF folding as it is", () => {
    expect(makeField("A", "x\r\n y").raw).toBe("A: x\r\n y\r\n");
  });

  it("is one field whatever the value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", ":", " ", "\t", "\r", "\n", "\r\n", "\0"), { maxLength: 30 }),
        (parts) => {
          expect(block(`${makeField("A", parts.join("")).raw}Last: x\r\n`).fields.map((field) => field.name)).toEqual([
            "A",
            "Last",
          ]);
        },
      ),
      { seed: 7, numRuns: 1_000 },
    );
  });
});
