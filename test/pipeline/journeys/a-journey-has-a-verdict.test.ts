import { expect, it } from "vitest";
import type { Journey } from "../../../src/journey/journey.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { deliverFromOutside, HOUR, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { foreignHost, outbound } from "../../support/transport.ts";

const through = (preset: string) => tenant({ ...roundTrip("builtin"), smartHost: { preset } });

async function journeyOf(on: Sandbox, id: string): Promise<Journey> {
  const found = await on.journeys.find(id);
  if (!found) throw new Error(`no journey ${id}`);
  return found;
}
const outcomes = ({ recipients }: Journey) => recipients.map(({ address, state }) => `${address} ${state}`);

it("mail that stays inside is delivered intact", async () => {
  const on = await sandbox({ config: tenant() });
  const journey = await journeyOf(on, await submit(on));
  expect(journey).toMatchObject({
    verdict: "intact",
    kind: "message",
    hops: ["submission", "mailbox"],
    recall: "none",
  });
  expect(outcomes(journey)).toEqual(["bob@contoso.com delivered"]);
});

it("a transparent smart host leaves it intact, a signature changes it; the strip shows both crossings in order", async () => {
  const transparent = await sandbox({ config: through("transparent") });
  expect((await journeyOf(transparent, await submit(transparent))).verdict).toBe("intact");

  const on = await sandbox({ config: through("signature") });
  const journey = await journeyOf(on, await submit(on));
  expect(journey.verdict).toBe("changed");
  expect(journey.timeline.map(({ kind }) => kind)).toEqual(["received", "left", "returned", "delivered"]);
  expect(journey.timeline.map(({ name }) => name)).toEqual(journey.hops);
  expect(journey.passes.map(({ entry }) => entry)).toEqual(["submission", "return"]);
  expect(journey.legs.map(({ direction }) => direction).sort()).toEqual(["in", "out"]);
  expect(journey.timeline.filter(({ legId }) => legId !== null)).toHaveLength(2);
});

it("each pass says of each rule why it acted or not", async () => {
  const on = await sandbox({ config: through("signature") });
  const { ruleExplanations, rules } = await journeyOf(on, await submit(on));
  expect(rules).toHaveLength(1);
  expect(ruleExplanations.map(({ explanations }) => explanations.map(({ result }) => result))).toEqual([
    ["matched"],
    ["notMatched"],
  ]);
  expect(ruleExplanations[1]?.explanations[0]?.findings.some(({ kind, held }) => kind === "exception" && held)).toBe(
    true,
  );
});

it("a group's members stand in its place; a stranger outside is sent to", async () => {
  const on = await sandbox({
    config: tenant({ groups: [{ address: "team@contoso.com", members: ["bob@contoso.com", "carol@contoso.com"] }] }),
  });
  const journey = await journeyOf(on, await submit(on, { to: ["team@contoso.com", "frank@fabrikam.com"] }));
  expect(outcomes(journey).sort()).toEqual([
    "bob@contoso.com delivered",
    "carol@contoso.com delivered",
    "frank@fabrikam.com sent",
    "team@contoso.com replaced",
  ]);
  expect(journey).toMatchObject({ verdict: "intact", recipientCount: 4 });
});

it("an unknown recipient makes it failed, and the NDR is a journey of its own", async () => {
  const on = await sandbox({ config: tenant() });
  const journey = await journeyOf(on, await submit(on, { to: ["bob@contoso.com", "nobody@contoso.com"] }));
  expect(journey.verdict).toBe("failed");
  expect(journey.recipients.find(({ state }) => state === "failed")?.detail).toMatch(/^550 5\.1\.10 /);
  expect((await on.journeys.list({ kind: "notification" }, { limit: 10 })).journeys).toHaveLength(1);
});

it("mail that goes round until 5.4.14 is looping", async () => {
  const config = through("drops-loop-header");
  const on = await sandbox({ config: { ...config, transport: { maxHopCount: 12 } } });
  const journey = await journeyOf(on, await submit(on));
  expect(journey.verdict).toBe("looping");
  expect(journey.passes.length).toBeGreaterThan(3);
});

it("what a smart host keeps is pending, and lost after a day; when it comes late it is delivered after all", async () => {
  const host = await foreignHost({});
  const on = await sandbox({ config: tenant(roundTrip(`127.0.0.1:${host.port}`)) });
  const id = await submit(on);
  expect(await journeyOf(on, id)).toMatchObject({ verdict: "pending", recipients: [{ state: "away" }] });
  const lost = on.journeys.wait({ verdict: "lost" }, { timeoutMs: 10_000 });

  await on.advance(24 * HOUR);

  expect((await lost).map(({ messageId }) => messageId)).toEqual([id]);
  expect(await journeyOf(on, id)).toMatchObject({ verdict: "lost", recipients: [{ state: "lost" }] });
  const [kept] = host.taken;
  await deliverFromOutside(on, {
    from: "alice@contoso.com",
    listener: "return",
    raw: `X-Sandbox-Signature: true\r\n${kept?.bytes.toString("latin1")}`,
    tls: on.certificates.smartHost,
  });
  await on.idle();
  expect((await journeyOf(on, id)).verdict).toBe("intact");
});

it("a deferred message is pending until it gets through", async () => {
  let answer: string | undefined = "451 4.3.0 Later";
  const host = await foreignHost({ onRecipient: () => answer });
  const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${host.port}`)) });
  const id = await submit(on, { to: "frank@fabrikam.com" });
  expect(await journeyOf(on, id)).toMatchObject({ verdict: "pending", recipients: [{ state: "deferred" }] });
  answer = undefined;
  await on.advance(HOUR);
  const journey = await journeyOf(on, id);
  expect(journey).toMatchObject({ verdict: "intact", recipients: [{ state: "sent" }] });
  expect(journey.timeline.map(({ kind, ok }) => `${kind} ${ok}`)).toEqual(["received true", "left false", "left true"]);
});

it("a recalled message says so, with the recall; request and report are journeys of their own kind", async () => {
  const on = await sandbox({ config: through("signature") });
  const id = await submit(on);
  const request = await recall(on, id);
  const journey = await journeyOf(on, id);
  expect(journey.recall).toBe("recalled");
  expect(journey.recalls).toMatchObject([{ requestMessageId: request, final: true }]);
  expect((await journeyOf(on, request)).kind).toBe("recallRequest");
  const kinds = (await on.journeys.list({}, { limit: 10 })).journeys.map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(["message", "recallReport", "recallRequest"]);
});

it("a stranger's message under the same Message-ID is not called recalled", async () => {
  const on = await sandbox({ config: tenant() });
  const id = await submit(on);
  await deliverFromOutside(on, { messageId: id, subject: "Copycat" });
  await on.idle();
  await recall(on, id);
  const states = (await on.journeys.list({ messageId: id }, { limit: 10 })).journeys.map((one) => [
    one.subject,
    one.recall,
  ]);
  expect(states).toEqual(
    expect.arrayContaining([
      ["Budget", "recalled"],
      ["Copycat", "none"],
    ]),
  );
});
