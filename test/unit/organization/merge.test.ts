// The merge of a reloaded file with what cmdlets changed: as rules that hold for any three organizations.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { compareOrganizations, mergeOrganizations } from "../../../src/organization/merge.ts";
import type { Organization, TransportRule } from "../../../src/organization/organization.ts";

const START = loadConfiguration({ mailboxes: [{ address: "alice@contoso.com" }] }).organization;

const rule = fc.record({
  name: fc.constantFrom("Sign", "Journal", "Block", "Mark", "Disclaim"),
  enabled: fc.boolean(),
  words: fc.option(fc.subarray(["a", "b", "c"], { minLength: 1 }), { nil: undefined }),
  subject: fc.option(fc.constantFrom("x", "y"), { nil: undefined }),
});

/** Organizations with few names and values, so that three of them meet often. */
const organization: fc.Arbitrary<Organization> = fc
  .record({
    rules: fc.uniqueArray(rule, { selector: ({ name }) => name, maxLength: 5 }),
    people: fc.uniqueArray(
      fc.record({ name: fc.constantFrom("alice", "bob", "carol", "dave"), displayName: fc.constantFrom("A", "B") }),
      { selector: ({ name }) => name },
    ),
    read: fc.constantFrom(true, false, null),
    hops: fc.constantFrom(10, 20, 30),
    hostname: fc.constantFrom("mail.contoso.com", "mx.contoso.com"),
  })
  .map(({ rules, people, read, hops, hostname }) => ({
    ...START,
    hostname,
    organizationConfig: { ...START.organizationConfig, recallReadMessagesEnabled: read },
    transportConfig: { ...START.transportConfig, maxHopCount: hops },
    mailboxes: people.map(({ name, displayName }) => ({
      ...(START.mailboxes[0] as Organization["mailboxes"][number]),
      address: `${name}@contoso.com`,
      displayName,
    })),
    transportRules: rules.map(
      ({ name, enabled, words, subject }, priority): TransportRule => ({
        name,
        priority,
        enabled,
        mode: "Enforce",
        senderAddressLocation: "Header",
        conditions: words ? { subjectContainsWords: words } : {},
        exceptions: {},
        actions: subject ? { prependSubject: subject } : {},
      }),
    ),
  }));

const merged = (base: Organization, inForce: Organization, file: Organization) =>
  mergeOrganizations(base, inForce, file).organization;

describe("mergeOrganizations()", () => {
  it("gives the file where nothing was changed in force", () => {
    fc.assert(
      fc.property(organization, organization, (base, file) => {
        expect(merged(base, base, file)).toEqual(file);
      }),
    );
  });

  it("leaves what is in force where the file did not change", () => {
    fc.assert(
      fc.property(organization, organization, (base, inForce) => {
        const merge = mergeOrganizations(base, inForce, base);
        expect(merge.organization).toEqual(inForce);
        expect([merge.changes, merge.overwritten]).toEqual([[], []]);
        expect(merge.kept).toEqual(compareOrganizations(base, inForce));
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(organization, organization, organization, (base, inForce, file) => {
        const once = merged(base, inForce, file);
        expect(merged(base, once, file)).toEqual(once);
        expect(merged(file, once, file)).toEqual(once);
      }),
    );
  });

  it("has every line that the file changed, and every other line as it was in force", () => {
    fc.assert(
      fc.property(organization, organization, organization, (base, inForce, file) => {
        const result = merged(base, inForce, file);
        const fromFile = paths(base, file);
        for (const path of paths(result, file)) expect(fromFile).not.toContain(path);
        for (const path of paths(result, inForce)) expect(isNear(path, fromFile)).toBe(true);
      }),
    );
  });

  it("gives every rule a name and a priority of its own", () => {
    fc.assert(
      fc.property(organization, organization, organization, (base, inForce, file) => {
        const { transportRules } = merged(base, inForce, file);
        expect(transportRules.map(({ priority }) => priority)).toEqual(transportRules.map((_, index) => index));
        expect(new Set(transportRules.map(({ name }) => name)).size).toBe(transportRules.length);
      }),
    );
  });

  it("tells of what it overwrites", () => {
    const inForce = withHops(START, 20);
    const merge = mergeOrganizations(START, inForce, withHops(START, 30));
    expect(merge.organization.transportConfig.maxHopCount).toBe(30);
    expect(merge.overwritten).toEqual([
      { path: ["transportConfig", "maxHopCount"], kind: "value", before: 20, after: 30 },
    ]);
    expect(merge.kept).toEqual([]);
  });

  it("puts a rule of the file behind the one it stands behind there, past rules that a cmdlet made", () => {
    const names = (organization: Organization) => organization.transportRules.map(({ name }) => name);
    const result = merged(rules("A", "B"), rules("New", "A", "B", "Last"), rules("A", "Between", "B"));
    expect(names(result)).toEqual(["New", "A", "Between", "B", "Last"]);
    expect(names(merged(rules("A", "B"), rules("A", "B", "Last"), rules("B", "A")))).toEqual(["B", "Last", "A"]);
  });

  it("brings back what a cmdlet removed when its lines change, whole", () => {
    const { displayName: _, ...nameless } = START.mailboxes[0] as Organization["mailboxes"][number];
    const file = { ...START, mailboxes: [{ ...nameless, displayName: "Alice Adams" }] };
    const merge = mergeOrganizations(START, { ...START, mailboxes: [] }, file);
    expect(merge.organization.mailboxes).toEqual(file.mailboxes);
    expect(merge.overwritten.map(({ name, kind }) => [name, kind])).toEqual([["alice@contoso.com", "added"]]);
  });
});

function withHops(organization: Organization, maxHopCount: number): Organization {
  return { ...organization, transportConfig: { ...organization.transportConfig, maxHopCount } };
}

function rules(...names: string[]): Organization {
  const transportRules = names.map(
    (name, priority): TransportRule => ({
      ...{ name, priority, enabled: true, mode: "Enforce", senderAddressLocation: "Header" },
      ...{ conditions: {}, exceptions: {}, actions: { deleteMessage: true } },
    }),
  );
  return { ...START, transportRules };
}

function paths(before: Organization, after: Organization): string[] {
  return compareOrganizations(before, after)
    .filter(({ kind }) => kind !== "order")
    .map(({ path }) => path.join("/"));
}

/** The path, the thing it belongs to, or a part of it. */
function isNear(path: string, among: readonly string[]): boolean {
  return among.some((other) => other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
}
