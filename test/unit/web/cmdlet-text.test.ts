import { describe, expect, it, test } from "vitest";
import { cmdletText, readCmdlet } from "../../../src/web/api/cmdlet-text.ts";

test("a cmdlet is written as one types it", () => {
  const parameters = { Identity: "Bob's rule", Priority: 0, Enabled: false, Words: ["a", "b"], TNEFEnabled: null };
  expect(cmdletText("Set-Thing", { ...parameters, WhatIf: true })).toBe(
    "Set-Thing -Identity 'Bob''s rule' -Priority 0 -Enabled $false -Words 'a','b' -TNEFEnabled $null -WhatIf",
  );
  expect(cmdletText("Remove-Thing", { Identity: "x", Confirm: false })).toBe(
    "Remove-Thing -Identity 'x' -Confirm:$false",
  );
  expect(cmdletText("Set-Thing", { Words: [] })).toBe("Set-Thing -Words @()");
});

test("what was written is read back", () => {
  const parameters = { Identity: "Bob's rule", Priority: 0, Enabled: false, Words: ["a", "b"], To: null, None: [] };
  expect(readCmdlet(cmdletText("Set-Thing", parameters))).toEqual({ cmdlet: "Set-Thing", parameters });
});

describe("a line is read", () => {
  it.each([
    ["New-TransportRule 'One two' -Mode Audit", { Name: "One two", Mode: "Audit" }],
    ["Remove-TransportRule One -Confirm:$false", { Identity: "One", Confirm: false }],
    [
      "Set-TransportRule -Identity One -StopRuleProcessing -Priority 2",
      { Identity: "One", StopRuleProcessing: true, Priority: 2 },
    ],
    [
      'Set-TransportRule One `\n  -SubjectContainsWords a, "b c"',
      { Identity: "One", SubjectContainsWords: ["a", "b c"] },
    ],
    ["Set-TransportRule One -SetSCL -1", { Identity: "One", SetSCL: -1 }],
  ])("%s", (line, parameters) => {
    expect(readCmdlet(line)).toMatchObject({ parameters });
  });

  it.each([
    ["", /Write a cmdlet/],
    ["hello", /verb and a noun/],
    ["Get-TransportRule | fl", /One cmdlet/],
    ["Set-X -A @{a=1}", /One cmdlet/],
    ["Set-X -A $b", /One cmdlet/],
    ["Set-X -A 'b", /not closed/],
    ["Set-X -A b -A c", /twice/],
    ["Set-X -A b,", /missing/],
    ["Set-X -A b c", /not clear/],
    ['Set-X -A "$b"', /quote|One cmdlet/],
  ])("%j is refused", (line, problem) => {
    expect(readCmdlet(line)).toMatchObject({ problem: expect.stringMatching(problem) });
  });
});
