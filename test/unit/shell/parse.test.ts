import { describe, expect, it } from "vitest";
import { parse } from "../../../src/shell/parse/parse.ts";
import { ShellError } from "../../../src/shell/shell-error.ts";
import { complaintOf, ran, valuesOf } from "./support.ts";

const given = async (script: string, define?: Record<string, string>) =>
  (await ran(script, define ? { define } : {})).calls[0]?.[1];

describe("words and strings", () => {
  it.each<[string, unknown]>([
    ["user@contoso.com", "user@contoso.com"],
    ["6/13/2025", "6/13/2025"],
    ["30.00:00:00", "30.00:00:00"],
    ["C:\\temp\\a-b.csv", "C:\\temp\\a-b.csv"],
    ["a#b", "a#b"],
    ["0123", "0123"],
    ["'it''s $x'", "it's $x"],
    ['"say ""no"" `"now`" `$5`t."', 'say "no" "now" $5\t.'],
    ["\u201cpasted\u201d", "pasted"],
    ["\u2018it\u2019\u2019s\u2019", "it\u2019s"],
    ["a` b", "a b"],
    ['"cost: $"', "cost: $"],
    ["$true/false", "True/false"],
    ["$true", true],
    ["$NULL", null],
    ["$nowhere", null],
    ["a, 'b',\n c", ["a", "b", "c"]],
    ["('a')", "a"],
  ])("%s is an argument", async (written, value) => {
    expect(await given(`Set-Thing x -Title ${written}`)).toEqual({ Identity: "x", Title: value });
  });

  it.each([
    ["10MB", 10_485_760],
    ["-1", -1],
    ["0x1F", 31],
    ["1.5KB", 1536],
  ])("%s is a number where one is taken", async (written, value) => {
    expect(await given(`Set-Thing x -Size ${written}`)).toEqual({ Identity: "x", Size: value });
  });

  it("variables and $( ) stand in double quotes", async () => {
    const script = `$n = Get-Thing one; "<$n> \${n} is $($n.state) by $($n.PRIORITY)" | Write-Output; "$n.Name"`;
    const [text, other] = await valuesOf(script);
    expect(text).toMatch(/^<@\{Name=one.* is Enabled by 0$/);
    expect(other).toMatch(/\.Name$/);
  });
});

describe("commands", () => {
  it("parameters are named in any case, abbreviated, with a colon, and switched", async () => {
    expect(await given("set-thing -id:x -TI t -WhatIf")).toEqual({ Identity: "x", Title: "t", WhatIf: true });
    expect(await given("Set-Thing x -WhatIf:$false -Title t")).toEqual({ Identity: "x", Title: "t", WhatIf: false });
    expect(await given("Set-Thing \u2013Identity x \u2013Title t")).toEqual({ Identity: "x", Title: "t" });
  });

  it("a hashtable edits a list", async () => {
    expect(await given("Set-Thing x -Members @{Add='a','b'; Remove='c'}")).toEqual({
      Identity: "x",
      Members: { Add: ["a", "b"], Remove: "c" },
    });
  });

  it("goes on behind a backtick, a bar, and in brackets; comments and prompts are passed over", async () => {
    const script = [
      "PS C:\\> # first",
      "PS C:\\Users\\a> Get-Thing `",
      "  -Identity one |   # second",
      "",
      "  <# third",
      "  #> select `",
      "  Name",
      "  | ft",
    ].join("\r\n");
    expect((await ran(script)).text).toBe("\nName\n----\none\n");
  });

  it("placeholders have the value that is defined, in quotes and out of them", async () => {
    const define = { Date: "6/13/2025 9:51 PM; x", ID: "<a@b>" };
    expect(await given('Set-Thing <date> -Title "of <id>, <other>"', define)).toEqual({
      Identity: "6/13/2025 9:51 PM; x",
      Title: "of <a@b>, <other>",
    });
    expect(await complaintOf("Get-Thing", { define: { nothing: "1" } })).toContain("no placeholder <nothing>");
  });
});

describe("what can't be read", () => {
  it.each<[string, string, RegExp]>([
    ["Set-Thing x -Title <date>", "1:20", /'<' operator is reserved .* --define "date=VALUE"/],
    ["Set-Thing x -Title [DDDD.HH:MM:SS]", "1:20", /30\.00:00:00/],
    ["Set-Thing x -Enabled [$False | $True]", "1:22", /without brackets/],
    ["Get-Thing\nGet-Thing | $x", "2:13", /Expressions are only allowed as the first element/],
    ["Get-Thing |", "1:12", /empty pipe element/],
    ['Get-Thing "abc', "1:11", /missing the terminator: "/],
    ["Get-Thing 'abc", "1:11", /missing the terminator: '/],
    ["foreach ($a in $b) { Get-Thing", "1:31", /Missing closing '}'/],
    ["foreach ($a of $b) { }", "1:13", /Missing 'in'/],
    ["Get-Thing )", "1:11", /nothing is open/],
    ["Get-Thing > file", "1:11", /Out-File PATH.*--module DIR/],
    ["if ($a) { }", "1:1", /'if' is not known here.*--module DIR/],
    ["function f { }", "1:1", /'function'.*--module DIR/],
    ["Get-Thing @params", "1:11", /Splatting.*--module DIR/],
    ["$x = @(1)", "1:6", /@\( \).*--module DIR/],
    ["$x = (Get-Date).AddDays(-1)", "1:24", /method \.AddDays.*--module DIR/],
    ["$x[0]", "1:3", /Indexing.*--module DIR/],
    ["$x = 1 + 2", "1:8", /operator \+.*--module DIR/],
    ["$x = 'a' -replace 'b'", "1:10", /-replace.*--module DIR/],
    ["[int]$x", "1:1", /--module DIR/],
    ["Get-Thing && Get-Thing", "1:11", /--module DIR/],
    ["$x = @{a 1}", "1:10", /Missing '=' operator/],
    ["$env:PATH", "1:1", /scope or drive.*--module DIR/],
    [`$x = ${"(".repeat(200)}`, "1:106", /more than 100 deep/],
  ])("%s is refused at %s", (script, place, said) => {
    let error: unknown;
    try {
      parse(script);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ShellError);
    const { message, at } = error as ShellError;
    expect(message).toMatch(said);
    expect(`${at.line}:${at.column}`).toBe(place);
  });

  it("runs nothing of a script that can't be read", async () => {
    expect((await ran("Get-Thing\nGet-Thing >x")).calls).toEqual([]);
  });
});
