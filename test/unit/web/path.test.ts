import { expect, test } from "vitest";
import type { Journey } from "../../../src/web/api/types.ts";
import { columnsFor, layOut } from "../../../src/web/journey/path/lay-out.ts";
import { stepsOf } from "../../../src/web/journey/path/path-steps.ts";

const at = (ms: number) => new Date(Date.UTC(2026, 10, 27) + ms).toISOString();
const stop = (place: string, name: string, ms: number | null = 0, state = "ok") => ({ place, name, state, ms });
const sent = (name: string, ms: number, data: object) => ({
  ...{ eventId: "SENDEXTERNAL", source: "SMTP", context: name, at: at(ms), recipients: [], detail: "", data },
});

const journey = (strip: object[], over: object = {}) =>
  ({
    ...{ startedAt: at(0), from: "alice@contoso.com", subject: "Q3", strip, events: [], recalls: [], passes: [] },
    recipients: [{ address: "bob@contoso.com", state: "delivered" }],
    ...over,
  }) as unknown as Journey;
const sentences = (strip: object[], over?: object) => stepsOf(journey(strip, over)).map(({ sentence }) => sentence);

test("each stop says what happens there", () => {
  const hit = { eventId: "AGENTINFO", context: "Sign", data: { effect: "routed over the connector “Out”" } };
  const recall = {
    mailbox: "alice@contoso.com",
    totals: { recipients: 1, pending: 0, recalled: 0, recalledRead: 0, outside: 0, failed: 1 },
    recipients: [{ status: "failed", trueReasonText: "No copy was found." }],
  };
  expect(
    sentences(
      [
        ...[stop("client", "submission"), stop("tenant", "submission"), stop("rules", "Sign")],
        ...[stop("smart host", "Out", 40), stop("tenant", "Back"), stop("mailbox", "mailbox")],
        stop("recall", "failed", 90, "failed"),
      ],
      {
        events: [hit, sent("Out", 40, { reply: "250 2.6.0 taken" })],
        passes: [{ connector: null }, { connector: "Back", authAs: "Internal", attributedBy: "certificate" }],
        recalls: [recall],
      },
    ),
  ).toEqual([
    "alice@contoso.com sends “Q3”.",
    "The tenant takes it in by submission.",
    "The rule “Sign” matches: routed over the connector “Out”.",
    "It leaves over “Out”; the answer is 250 2.6.0.",
    "It comes back over “Back”, told by its certificate, and is believed to be from inside: a new pass begins.",
    "It is delivered to bob@contoso.com.",
    "alice@contoso.com asks for it back: recalled from 0 of 1, 1 failed. Why: No copy was found.",
  ]);
});

test("what is refused, put off or lost is said with the reply", () => {
  const refused = { events: [sent("Out", 5, { reply: "550 5.7.1 No" })] };
  expect(sentences([stop("smart host", "Out", 5, "failed")], refused)).toEqual([
    "It leaves over “Out” and is refused: 550 5.7.1 No.",
  ]);
  const back = [stop("client", ""), stop("tenant", ""), stop("tenant", "the way back", null, "failed")];
  expect(sentences(back).at(-1)).toBe("It never came back.");
});

test("what went on in several copies comes back in several, and had come before the smart host answered", () => {
  const back = stop("tenant", "Back", 18);
  const strip = [
    ...[stop("client", ""), stop("tenant", ""), stop("smart host", "Out", 22)],
    ...[back, stop("mailbox", "mailbox", 20), back, stop("internet", "internet", 40)],
  ];
  const steps = stepsOf(journey(strip, { passes: [{}, { connector: "Back" }] }));
  expect(steps.map(({ reached }) => reached)).toEqual([0, 0, 18, 18, 20, 18, 40]);
  expect(steps.map(({ isAnotherCopy }) => isAnotherCopy).indexOf(true)).toBe(5);
  expect(steps[3]?.sentence).toMatch(/^It comes back over/);
  expect(steps[5]?.sentence).toMatch(/^Another copy comes back over/);
});

test("rows turn at their ends", () => {
  const places = layOut(6, 2).map(({ x, y }) => [x, Math.round(y)]);
  expect(places).toEqual([
    ...[
      [25, 17],
      [75, 17],
    ],
    ...[
      [75, 50],
      [25, 50],
    ],
    ...[
      [25, 83],
      [75, 83],
    ],
  ]);
  expect([columnsFor(7, 1280), columnsFor(7, 360), columnsFor(1, 1280)]).toEqual([4, 2, 1]);
});
