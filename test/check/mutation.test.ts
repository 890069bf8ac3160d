import { describe, expect, it } from "vitest";
import { CASES } from "../../src/check/cases/catalogue.ts";
import { BEHAVIOURS } from "../../src/smart-host/compose.ts";
import { describeMutant, MUTANTS, runMutant } from "./measured.ts";

const FAILS_AS = { must: "FAILED", should: "NON-STRICT", info: "INFORMATIONAL" } as const;
/** What a smart host that is right does. */
const RIGHT = ["loop-marker", "keep-tnef"];

describe("every case", () => {
  it("has a smart host that fails it", () => {
    expect(CASES.filter(({ id }) => MUTANTS[id] === undefined).map(({ id }) => id)).toEqual([]);
  });

  for (const { id, level, title } of CASES) {
    const mutant = MUTANTS[id];
    if (mutant)
      it.concurrent(`${id} (${title}) fails behind ${describeMutant(mutant)}`, { timeout: 60_000 }, async () => {
        const { outcome, sentence } = await runMutant(id, mutant);
        expect(outcome, sentence).toBe(FAILS_AS[level]);
      });
  }
});

describe("every behaviour of the smart host", () => {
  it("fails a case", () => {
    const failing = new Set(Object.values(MUTANTS).flatMap(({ behaviours = [] }) => behaviours.flatMap(namesOf)));
    expect(BEHAVIOURS.map(({ name }) => name).filter((name) => !failing.has(name) && !RIGHT.includes(name))).toEqual(
      [],
    );
  });
});

/** Of the behaviour, and of the one that it is only-for. */
const namesOf = (spec: string): string[] => spec.split(/[=;]/);
