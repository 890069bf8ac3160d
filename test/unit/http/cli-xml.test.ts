import { expect, test } from "vitest";
import { guid, Typed } from "../../../src/cmdlets/cmdlet.ts";
import { cliXml } from "../../../src/http/routes/exchange-admin/cli-xml.ts";

const inside = (xml: string) =>
  /^<Objs Version="1\.1\.0\.1" xmlns="http:\/\/schemas\.microsoft\.com\/powershell\/2004\/04">(.*)<\/Objs>$/s.exec(
    xml,
  )?.[1];

test("each type has its element, and what was written once is referred to", () => {
  const objects = [
    { Name: "a", Empty: null, Flag: true, Priority: 3, Aliases: ["x", "y"], At: new Date("2026-11-20T12:00:00Z") },
    { Id: guid("0a1b"), Age: new Typed("System.Int16", 7), Inner: { Deep: ["z"] } },
  ];
  expect(inside(cliXml(objects))).toBe(
    [
      '<Obj RefId="0"><TN RefId="0"><T>System.Management.Automation.PSCustomObject</T><T>System.Object</T></TN><MS>',
      '<S N="Name">a</S><Nil N="Empty" /><B N="Flag">true</B><I32 N="Priority">3</I32>',
      '<Obj N="Aliases" RefId="1"><TN RefId="1"><T>System.Collections.ArrayList</T><T>System.Object</T></TN>',
      "<LST><S>x</S><S>y</S></LST></Obj>",
      '<DT N="At">2026-11-20T12:00:00.0000000Z</DT></MS></Obj>',
      '<Obj RefId="2"><TNRef RefId="0" /><MS><G N="Id">0a1b</G><I16 N="Age">7</I16>',
      '<Obj N="Inner" RefId="3"><TNRef RefId="0" /><MS><Obj N="Deep" RefId="4"><TNRef RefId="1" />',
      "<LST><S>z</S></LST></Obj></MS></Obj></MS></Obj>",
    ].join(""),
  );
});

test("no objects", () => {
  expect(inside(cliXml([]))).toBe("");
});

test.each([
  ['a & b <c> "d"', "a &amp; b &lt;c&gt; &quot;d&quot;"],
  ["line\r\n\tend", "line_x000D__x000A__x0009_end"],
  ["_x000D_ stays text", "_x005F_x000D_ stays text"],
  ["nul \u0000, lone \ud800", "nul _x0000_, lone _xD800_"],
  ["whole 😀", "whole 😀"],
])("%j survives", (text, escaped) => {
  expect(inside(cliXml([{ S: text }]))).toContain(`<S N="S">${escaped}</S>`);
});
