import { expect, it } from "vitest";
import type { Difference } from "../../../../src/web/api/answers.ts";
import { pairProperties } from "../../../../src/web/compare/pair-properties.ts";

const property = (name: string, value: string) => ({ name, tag: "0x300B0102", type: "Binary", value });
const tnef = (...properties: ReturnType<typeof property>[]) => ({ messageClass: "IPM.Note", properties });

it("shows a property once, with both values and what its change means", () => {
  const difference: Difference = {
    ...{ area: "tnef", kind: "changed", where: "PidTagSearchKey", class: "fatal", consequence: "Not found." },
  };
  const rows = pairProperties(tnef(property("PidTagSearchKey", "1")), tnef(property("PidTagSearchKey", "2")), [
    difference,
  ]);
  expect(rows).toEqual(
    [
      { ...property("PidTagSearchKey", "1"), value: undefined, change: "changed", before: "1", after: "2", difference },
    ].map(({ value: _, ...row }) => row),
  );
});

it("tells of winmail.dat as a whole in front, and that all properties went with it", () => {
  const gone: Difference = {
    ...{ area: "tnef", kind: "removed", where: "winmail.dat", class: "fatal", consequence: "Gone." },
  };
  const rows = pairProperties(tnef(property("PidTagBody", "text")), undefined, [gone]);
  expect(rows.map(({ name, change }) => `${change} ${name}`)).toEqual(["removed winmail.dat", "removed PidTagBody"]);
});
