import { expect, test } from "vitest";
import { guid, Typed } from "../../../src/cmdlets/cmdlet.ts";
import { parseFilter } from "../../../src/cmdlets/filter.ts";

const ALICE = {
  Alias: "alice",
  DisplayName: "Alice O'Neill",
  IsShared: false,
  ForwardingAddress: null,
  EmailAddresses: ["SMTP:alice@contoso.com", "smtp:a.oneill@contoso.com"],
  InPlaceHolds: [],
  WhenCreated: new Date("2026-11-20T12:00:00Z"),
  RecipientSoftDeletedStatus: 10,
  Threshold: new Typed("System.UInt32", 25),
  Guid: guid("0a1b2c3d-1111-2222-3333-444455556666"),
};
const matches = (filter: string) => parseFilter(filter, Object.keys(ALICE))(ALICE);

test.each([
  "Alias -eq 'ALICE'",
  'alias -eq "alice"',
  "Alias -eq alice",
  "Alias -ne 'bob'",
  "DisplayName -eq 'Alice O''Neill'",
  "DisplayName -like '*neill'",
  "DisplayName -notlike 'Bob*'",
  "IsShared -eq $false",
  "IsShared -eq 'False'",
  "ForwardingAddress -eq $null",
  "-not(ForwardingAddress -ne $null)",
  "!(Alias -eq 'bob')",
  "EmailAddresses -like '*oneill*'",
  "InPlaceHolds -eq $null",
  "WhenCreated -gt '2026-11-20T11:59:59Z' -and WhenCreated -le '2026-11-20T13:00:00+01:00'",
  "RecipientSoftDeletedStatus -lt 9 -or RecipientSoftDeletedStatus -ge 10",
  "Threshold -eq 25",
  "Guid -eq '0A1B2C3D-1111-2222-3333-444455556666'",
  "((Alias -eq 'bob') -or (Alias -eq 'alice')) -and (IsShared -eq $false)",
  "Alias -eq 'alice' -or Alias -eq 'bob' -and IsShared -eq $true",
])("%s holds", (filter) => {
  expect(matches(filter)).toBe(true);
});

test.each([
  "Alias -eq 'bob'",
  "Alias -eq $null",
  "IsShared -eq $true",
  "EmailAddresses -notlike '*oneill*'",
  "RecipientSoftDeletedStatus -lt 9",
  "Alias -like 'lic'",
  "(Alias -eq 'alice' -or Alias -eq 'bob') -and IsShared -eq $true",
])("%s doesn't hold", (filter) => {
  expect(matches(filter)).toBe(false);
});

test.each([
  ["Alias-eq 'x'", "at position 1"],
  ["Alias -eq", "Invalid filter syntax"],
  ["Alias -equals 'x'", "at position 7"],
  ["(Alias -eq 'x'", "at position 15"],
  ["Alias -eq 'x')", "at position 14"],
  ["Alias -eq 'x", "at position 11"],
  ["Alias -eq 'x' Alias -eq 'y'", "at position 15"],
  ["", "at position 1"],
  ["'Alias' -eq 'x'", "at position 1"],
  ["DisplayNam -eq 'x'", '"DisplayNam" is not a recognized filterable property. Did you mean DisplayName?'],
  [`${"(".repeat(60)}Alias -eq 'x'${")".repeat(60)}`, "nested deeper than 50"],
  [`Alias -eq '${"x".repeat(10_000)}'`, "at most 10000 characters"],
])("%s is refused", (filter, expected) => {
  expect(() => matches(filter)).toThrow(expected);
});
