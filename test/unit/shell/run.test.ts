import { describe, expect, it } from "vitest";
import { complaintOf, ran, valuesOf } from "./support.ts";

describe("statements", () => {
  it("a variable holds nothing, one or several, and is one whatever its case", async () => {
    expect(await valuesOf("$none = Get-Thing four; $none -eq $null")).toEqual([true]);
    expect(await valuesOf("$One = Get-Thing one; $ONE.Name")).toEqual(["one"]);
    expect(await valuesOf("$all = Get-Thing; $all.Name; $all.Count")).toEqual(["one", "two", "Three", 3]);
  });

  it("foreach loops over several, over one, and not over $null; what it leaves can be assigned", async () => {
    const script = "$names = foreach ($row in $rows) { $row.name }; $names";
    expect(await valuesOf(`$rows = Get-Thing; ${script}`)).toEqual(["one", "two", "Three"]);
    expect(await valuesOf(`$rows = Get-Thing one; ${script}`)).toEqual(["one"]);
    expect(await valuesOf(`$rows = $null; ${script}`)).toEqual([]);
    expect(await valuesOf("foreach ($n in 1, 2) { foreach ($m in 'a', 'b') { \"$n$m\" } }")).toEqual([
      ..."1a 1b 2a 2b".split(" "),
    ]);
  });

  it("an error ends its statement, and the script goes on", async () => {
    const { calls, complaints, errors } = await ran(
      "Get-Thing missing | select Name; Set-Thing x -Nope 1; Get-Thing two",
    );
    expect(calls.map(([, parameters]) => parameters.Identity)).toEqual(["missing", "two"]);
    expect(errors).toHaveLength(2);
    expect(complaints[0]).toBe(
      "Get-Thing : 'missing' couldn't be found.\nAt line:1 char:1\n    + CategoryInfo          : ObjectNotFound: (:) [Get-Thing], ManagementObjectNotFoundException",
    );
    expect(complaints[1]).toMatch(
      /^Set-Thing : A parameter cannot be found that matches parameter name 'Nope'\.\nAt line:1 char:46\n/,
    );
  });

  it("ErrorAction: an error stops the script, or is passed over", async () => {
    const stopped = await ran("Get-Thing missing -ErrorAction Stop; Get-Thing two");
    expect([stopped.calls.length, stopped.errors.length]).toEqual([1, 1]);
    expect((await ran("$ErrorActionPreference = 'Stop'; Get-Thing missing; Get-Thing")).calls).toHaveLength(1);
    const quiet = await ran("Get-Thing missing -ea SilentlyContinue; Get-Thing two");
    expect([quiet.calls.length, quiet.errors.length, quiet.complaints]).toEqual([2, 0, []]);
  });

  it("WarningAction, OutVariable and WarningVariable do what they say", async () => {
    expect((await ran("Set-Thing x")).complaints).toEqual(["WARNING: Set-Thing is slow."]);
    const { complaints, values } = await ran(
      "Set-Thing x -WarningAction SilentlyContinue -WarningVariable w; $w; Get-Thing one -ov o | Out-Null; $o.Name",
    );
    expect(complaints).toEqual([]);
    expect(values).toEqual(["Set-Thing is slow.", "one"]);
  });
});

describe("binding", () => {
  it("objects of the pipeline give their identity, once each, and a name given by hand wins", async () => {
    const { calls } = await ran(
      "Get-Thing | Set-Thing -Title t; 'a', 'b' | Set-Thing; Get-Thing one | Set-Thing other",
    );
    expect(calls.filter(([name]) => name === "Set-Thing").map(([, parameters]) => parameters)).toEqual([
      ...["one", "two", "Three"].map((Identity) => ({ Identity, Title: "t" })),
      { Identity: "a" },
      { Identity: "b" },
      { Identity: "other" },
    ]);
  });

  it("nothing in the pipeline is no call, and what fits nothing is an error", async () => {
    expect((await ran("Get-Thing four | Set-Thing")).calls).toHaveLength(1);
    expect(await complaintOf("Get-Thing one | select State | Set-Thing")).toContain("input object cannot be bound");
  });

  it.each([
    ["Set-Thing x y", "A positional parameter cannot be found that accepts argument 'y'."],
    ["Set-Thing x -Title", "Missing an argument for parameter 'Title'. Specify a parameter of type 'System.String'"],
    [
      "Set-Thing x -Enabled -Title t",
      "Missing an argument for parameter 'Enabled'. Specify a parameter of type 'System.Boolean'",
    ],
    ["Set-Thing x -Title a -tit b", "parameter 'Title' is specified more than once"],
    ["Set-Thing x -e $true", "ambiguous. Possible matches include"],
    ["Get-Thign", "The term 'Get-Thign' is not recognized"],
    ["ConvertTo-Json 1", "use the module: recall-sandbox exo --module DIR."],
    ["Get-Thign", "did you mean `Get-Thing`?"],
  ])("%s: %s", async (script, said) => expect(await complaintOf(script)).toContain(said));
});

describe("being sure", () => {
  it("WhatIf says what would be done, and asks nothing", async () => {
    const { said, questions } = await ran("Remove-Thing x -WhatIf");
    expect([said, questions]).toEqual([['What if: Remove-Thing "x".'], []]);
  });

  it("Confirm: Remove- asks unless told not to; an answer decides", async () => {
    const yes = await ran("Remove-Thing x", { answer: true });
    expect(yes.questions).toEqual(['Remove-Thing "x".']);
    expect(yes.calls.at(-1)).toEqual(["Remove-Thing", { Identity: "x" }]);
    expect((await ran("Remove-Thing x", { answer: false })).calls).toEqual([
      ["Remove-Thing", { Identity: "x", WhatIf: true }],
    ]);
    expect((await ran("Remove-Thing x -Confirm:$false")).calls).toEqual([["Remove-Thing", { Identity: "x" }]]);
    expect((await ran("$ConfirmPreference = 'None'; Remove-Thing x")).errors).toEqual([]);
    expect((await ran("Set-Thing x -Confirm", { answer: true })).questions).toHaveLength(1);
  });

  it("Confirm: where nobody can answer, nothing is done", async () => {
    const { calls, complaints } = await ran("Remove-Thing x");
    expect(calls).toHaveLength(1);
    expect(complaints[0]).toContain("add -Confirm:$false, or --yes");
  });
});

describe("operators", () => {
  it.each<[string, unknown]>([
    ["'ABC' -eq 'abc'", true],
    ["'ABC' -ceq 'abc'", false],
    ["'abc' -ne 'abd'", true],
    ["'user@contoso.com' -like '*@CONTOSO.com'", true],
    ["'abc' -like 'a?c'", true],
    ["'abc' -notlike 'x*'", true],
    ["'abc123' -match '\\d{3}$'", true],
    ["'abc' -notmatch 'B'", false],
    ["10 -gt '9'", true],
    ["2 -le 2 -and -not (3 -lt 2)", true],
    ["$false -or !$null", true],
    ["'a', 'b' -contains 'B'", true],
    ["'c' -notin 'a', 'b'", true],
    ["'' -eq $null", false],
    ["(Get-Date) -gt '11/19/2026'", true],
  ])("%s is %s", async (script, value) => expect(await valuesOf(script)).toEqual([value]));

  it("a list gives those for which it holds", async () => {
    expect(await valuesOf("'apple', 'pear', 'plum' -like 'p*'")).toEqual(["pear", "plum"]);
    expect(await complaintOf("'a' -match '('")).toContain("can't be read");
    expect(await complaintOf("'a' -like '[b'")).toContain("can't be read");
    expect(await valuesOf("'a_b-c' -match '(?i)^A\\_B\\-' -and 'b1' -like '[a-c]?'")).toEqual([true]);
  });
});
