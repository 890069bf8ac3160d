import { describe, expect, it } from "vitest";
import { SERVICE_LEVELS, TENANT_SETTINGS, type TenantSetting } from "../../../src/check/run.ts";
import { foresee } from "../../../src/check/verdict/model.ts";
import { nameOf } from "../../../src/check/verdict/name.ts";
import type { Observation } from "../../../src/check/verdict/observation.ts";
import { type FullRun, verdictOf } from "../../../src/check/verdict/verdict.ts";

const CUSTOMER = { domain: "contoso.com", loopHeader: { name: "X-Vendor-Processed", value: "true" } };

/** Came back as it left, as MIME. */
const mime = (changed: Partial<Observation> = {}): Observation => ({
  ...{ cameBack: true, loops: false, isAttributed: true, keepsMessageId: true },
  ...{ keepsMark: true, hasRecallClass: false, keepsSearchKey: false, ...changed },
});
/** Came back as it left, with its TNEF. */
const tnef = (changed: Partial<Observation> = {}): Observation =>
  mime({ hasRecallClass: true, keepsSearchKey: true, ...changed });

/** What a check sees of a smart host that changes these things. */
function runs(changed: Partial<Observation>, keepsTnef = true): FullRun[] {
  const inTnef = keepsTnef ? tnef(changed) : mime(changed);
  return (["A", "B"] as const).flatMap((generation): FullRun[] => [
    {
      generation,
      serviceLevel: "2026-09",
      tenant: "default",
      seen: { original: mime(changed), request: mime(changed) },
    },
    { generation, serviceLevel: "2026-09", tenant: "rich text", seen: { original: inTnef, request: inTnef } },
  ]);
}

/** "A 2023-04 With rich text and exemption" for each. */
const namesOf = (list: readonly FullRun[]) =>
  verdictOf(list, CUSTOMER).perLevel.map(
    ({ generation, serviceLevel, name }) => `${generation} ${serviceLevel} ${name ?? "no verdict"}`,
  );

describe("a verdict at each level", () => {
  it("of a host that changes nothing: Transparent, at 2023-04 the best there was", () => {
    expect(namesOf(runs({}))).toEqual([
      "A 2026-09 Transparent",
      "B 2026-09 Transparent",
      "A 2024-08 Transparent",
      "B 2024-08 Transparent",
      "A 2023-04 With rich text and exemption",
      "B 2023-04 no verdict",
    ]);
  });

  it("of a host that removes Exchange's fields", () => {
    expect(verdictOf(runs({ keepsMark: false }), CUSTOMER).name).toBe("With rich text or exemption");
  });

  it("of a host that removes Exchange's fields and unpacks TNEF", () => {
    const verdict = verdictOf(runs({ keepsMark: false }, false), CUSTOMER);
    expect(verdict.name).toBe("With exemption");
    expect(verdict.advice[0]?.cmdlets.join("\n")).toContain(
      '-SetHeaderName "X-Vendor-Processed" -SetHeaderValue "true"',
    );
    expect(namesOf(runs({ keepsMark: false }, false))).toContain("A 2023-04 Not compatible");
  });

  it("of a host that gives mail Message-IDs of its own: found by search key only", () => {
    const verdict = verdictOf(runs({ keepsMessageId: false }), CUSTOMER);
    expect(verdict.name).toBe("With rich text and exemption");
    expect(verdict.advice.flatMap(({ cmdlets }) => cmdlets)).toContain(
      'Set-RemoteDomain "contoso.com" -TNEFEnabled $true',
    );
    expect(verdict.sentence).toContain("another Message-ID");
  });

  it("of a host behind which mail loops, or from which nothing comes back attributed", () => {
    expect(verdictOf(runs({ loops: true }), CUSTOMER)).toMatchObject({
      name: "Not compatible",
      sentence: expect.stringContaining("5.4.14"),
      advice: [],
    });
    expect(verdictOf(runs({ isAttributed: false }), CUSTOMER).name).toBe("With exemption");
  });

  it("is the one under which both generations are right", () => {
    const [a, b] = [runs({ keepsMark: false }), runs({ keepsMark: false }, false)];
    const mixed = [
      ...a.filter(({ generation }) => generation === "A"),
      ...b.filter(({ generation }) => generation === "B"),
    ];
    expect(verdictOf(mixed, CUSTOMER).name).toBe("With exemption");
  });

  it("is not given of half a run", () => {
    const onlyA = runs({}).filter(({ generation }) => generation === "A");
    expect(verdictOf(onlyA, CUSTOMER)).toMatchObject({ sentence: expect.stringMatching(/^No verdict/), advice: [] });
    expect(verdictOf([], CUSTOMER).name).toBeUndefined();
  });

  it("is what was seen from end to end, whatever the legs foretold", () => {
    const full: FullRun = {
      ...{ generation: "A", serviceLevel: "2026-09", tenant: "default" },
      outcome: { recalled: false, right: false, why: "The recall had no outcome when the time was over" },
    };
    const [verdict] = verdictOf([full, ...runs({})], CUSTOMER).perLevel;
    expect(verdict).toMatchObject({ generation: "A", name: "With rich text or exemption" });
  });
});

describe("what is foreseen", () => {
  it("says why, in words that name the cause", () => {
    const whyOf = (changed: Partial<Observation>, level = SERVICE_LEVELS[0]) =>
      foresee(level, "default", { original: mime(), request: mime(changed) }).why;
    expect(whyOf({ cameBack: false })).toBe("The request does not come back");
    expect(whyOf({ keepsMessageId: false })).toMatch(/another Message-ID/);
    expect(whyOf({ isAttributed: false })).toMatch(/without attribution/);
    expect(whyOf({ keepsMark: false })).toMatch(/recallreportgenerated/);
    expect(foresee("2023-04", "rich text", { original: tnef(), request: tnef() })).toMatchObject({
      recalled: true,
      reported: false,
    });
  });
});

describe("names", () => {
  it.each<[name: string, right: readonly TenantSetting[]]>([
    ["Transparent", TENANT_SETTINGS],
    ["With rich text or exemption", ["rich text", "exemption", "rich text and exemption"]],
    ["With rich text", ["rich text", "rich text and exemption"]],
    ["With exemption", ["exemption", "rich text and exemption"]],
    ["With rich text and exemption", ["rich text and exemption"]],
    ["Not compatible", []],
  ])("%s", (name, right) => {
    expect(nameOf((tenant) => right.includes(tenant))).toBe(name);
  });
});
