// What PSSerializer would make of our CLIXML is what JSON says; read by a reader of the tests' own, from [MS-PSRP] §2.2.5.
import { expect, test } from "vitest";
import { CMDLETS } from "../../../src/cmdlets/index.ts";
import { readCliXml } from "../../support/read-clixml.ts";
import { INVOKE_COMMAND, invoke, type Result, run } from "./exchange-admin-support.ts";
import { json, server } from "./support.ts";

const SAMPLE = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0">
<TN RefId="0"><T>System.Collections.Hashtable</T><T>System.Object</T></TN><DCT><En><S N="Key">Age</S><TS N="Value">P365D</TS></En>
<En><S N="Key">List</S><Obj N="Value" RefId="1"><TN RefId="1"><T>System.Object[]</T></TN><LST><I32>1</I32><Nil /><B>true</B></LST></Obj></En>
</DCT></Obj><Obj RefId="2"><TNRef RefId="0" /><DCT><En><S N="Key">Same_x000A_line</S><Ref N="Value" RefId="1" /></En></DCT></Obj>
<DT>2026-11-20T12:00:00.0000000Z</DT><G>3f2504e0-4f89-41d3-9a0c-0305e82c3301</G></Objs>`;

test("the reader reads what the format has", () => {
  expect(readCliXml(SAMPLE)).toEqual([
    { Age: "P365D", List: [1, null, true] },
    { "Same\nline": [1, null, true] },
    "2026-11-20T12:00:00.000Z",
    "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  ]);
  expect(() => readCliXml(SAMPLE.replace('TN RefId="0"', 'TN RefId="7"'))).toThrow("a TNRef before its TN");
  expect(() => readCliXml(SAMPLE.replace('Obj RefId="2"', 'Obj RefId="0"'))).toThrow("RefId 0 twice");
});

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{7}/.test(value)) return new Date(value).toISOString();
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !name.includes("@"));
  return Object.fromEntries(entries.map(([name, one]) => [name, plain(one)]));
};

test("CLIXML says what JSON says, of every cmdlet that shows something by itself", async () => {
  const on = await server();
  let shown = 0;
  for (const { name } of CMDLETS.filter((cmdlet) => cmdlet.name.startsWith("Get-"))) {
    const answer = await on.ask(INVOKE_COMMAND, invoke(name));
    if (answer.status !== 200) continue;
    const { value } = await json<Result>(Promise.resolve(answer));
    const [page] = (await run(on, name, {}, { "X-ResponseFormat": "clixml" })).value;
    expect(readCliXml(String(page?._clixml)), name).toEqual(value.map(plain));
    shown += value.length;
  }
  expect(shown).toBeGreaterThan(5);
});
