import { describe, expect, it } from "vitest";
import { formatTable, widthOf } from "../../../src/cli/table.ts";

describe("formatTable()", () => {
  it("aligns columns under their header", () => {
    const table = formatTable(
      [
        ["bob@contoso.com", "Delivered"],
        ["al@contoso.com", "Failed"],
      ],
      { header: ["Recipient", "Status"] },
    );
    expect(table).toBe(
      [
        "Recipient        Status",
        "---------        ------",
        "bob@contoso.com  Delivered",
        "al@contoso.com   Failed",
      ].join("\n"),
    );
  });

  it("paints a cell without moving its neighbours", () => {
    const table = formatTable([
      [{ text: "ok", paint: (text) => `<${text}>` }, "x"],
      ["four", "y"],
    ]);
    expect(table).toBe("<ok>    x\nfour  y");
  });

  it("lets no text from mail steer the terminal", () => {
    expect(formatTable([["\u001b[2Jsubject\r\n\u202egpj", "x"]])).toBe(" [2Jsubject   gpj  x");
  });

  it("counts wide letters as two columns, combining marks as none", () => {
    expect(widthOf("撤回")).toBe(4);
    expect(widthOf("e\u0301")).toBe(1);
  });
});
