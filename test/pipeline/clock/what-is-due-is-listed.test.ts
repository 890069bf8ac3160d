// /api/clock/upcoming: what is listed is what happens.
import { expect, it } from "vitest";
import { library, Q3 } from "../../support/library.ts";

interface Upcoming {
  readonly upcoming: readonly {
    readonly at: string;
    readonly kind: string;
    readonly sentence: string;
    readonly subject: string | null;
  }[];
}

it("lists retries, ends of recalls and retention by their time, until they have happened", async () => {
  const on = await library({ smartHost: { preset: "rewrites-message-id" } });
  const upcoming = async () => ((await (await fetch(`${on.url}/api/clock/upcoming`)).json()) as Upcoming).upcoming;
  expect((await upcoming()).map(({ kind }) => kind)).toEqual(["retention"]);

  await (await on.send(Q3)).recall();
  await fetch(`${on.url}/api/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ hop: "outbound", phase: "connect", action: { kind: "cut" } }),
  });
  await on.send({ ...Q3, subject: "Waits" });
  await on.idle();

  const listed = await upcoming();
  expect(listed.map(({ kind, subject }) => [kind, subject])).toEqual([
    ["retry", "Waits"],
    ["recallIsFinal", "Q3 numbers"],
    ["retention", null],
  ]);
  expect(listed.map(({ at }) => at)).toEqual(listed.map(({ at }) => at).sort());
  expect(listed[0]?.sentence).toMatch(/^Is tried again \(over To the signature service, attempt 2\); after .* UTC/);

  await fetch(`${on.url}/api/faults`, { method: "DELETE" });
  await on.advance("25h");
  expect((await upcoming()).map(({ kind }) => kind)).toEqual(["retention"]);
});
