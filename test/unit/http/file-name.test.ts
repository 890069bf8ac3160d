import fc from "fast-check";
import { expect, it, test } from "vitest";
import { attachmentDisposition, safeFileName } from "../../../src/http/file-name.ts";
import { parseParameterized } from "../../../src/mime/content-type.ts";
import { fileNameIn } from "../../../src/web/parts/file-name-in.ts";

test.each([
  ["numbers.csv", "numbers.csv"],
  ["Zahlen für Q3.xlsx", "Zahlen für Q3.xlsx"],
  ["../../etc/passwd", "_.._etc_passwd"],
  ["C:\\Windows\\notepad.exe", "C__Windows_notepad.exe"],
  ["invoice\u202efdp.exe", "invoicefdp.exe"],
  ["a\r\nSet-Cookie: b=c", "aSet-Cookie_ b=c"],
  [".bashrc", "bashrc"],
  ["report.pdf. .", "report.pdf"],
  ["NUL.txt", "_NUL.txt"],
  ["..", "attachment"],
  ["\u200b", "attachment"],
  ["", "attachment"],
])("%j is kept as %j", (given, name) => {
  expect(safeFileName(given)).toBe(name);
});

it("a long name keeps its ending", () => {
  expect(safeFileName(`${"撤".repeat(500)}.docx`)).toBe(`${"撤".repeat(75)}.docx`);
});

test.each([
  ["numbers.csv", 'attachment; filename="numbers.csv"'],
  ["Zahlen für Q3.xlsx", `attachment; filename="Zahlen f_r Q3.xlsx"; filename*=UTF-8''Zahlen%20f%C3%BCr%20Q3.xlsx`],
  ["100%41 (it's).txt", `attachment; filename="100_41 (it's).txt"; filename*=UTF-8''100%2541%20%28it%27s%29.txt`],
])("of %j the field is %j", (name, field) => {
  expect(attachmentDisposition(name)).toBe(field);
});

it("whatever a sender writes, one field of ASCII comes of it that names a file in no other folder", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.constantFrom("..", "/", "\\", '"', "\r\n", ";", "%", "'", "\u202e", "é", "a"))
      .map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, (given) => {
      const field = attachmentDisposition(given);
      expect(field).toMatch(
        /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"(?:; filename\*=UTF-8''[\w.!~%-]+)?$/,
      );
      const name = safeFileName(given);
      expect(name).not.toMatch(/[/\\\u0000-\u001f\u202a-\u202e]|^\.|\.$/);
      // As browsers and the page read it.
      expect(parseParameterized(field).parameters.get("filename")).toBe(name);
      expect(fileNameIn(field)).toBe(name);
    }),
  );
});
