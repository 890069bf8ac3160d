// Mail that never came in, as /api/refusals and the event stream tell of it.
import { expect, it, onTestFinished } from "vitest";
import { parseEvents } from "../../../src/cli/api/event-source.ts";
import { deliverFromOutside, NOON, sandbox, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { client, lines, wire } from "../../support/transport.ts";
import { get } from "./support.ts";

interface Listed {
  readonly refusals: readonly { readonly [name: string]: unknown; readonly transcript: readonly string[] }[];
}

const outcome = (sent: Promise<unknown>) => sent.then(() => "taken").catch((error: Error) => error.message);

it("by what was refused, at which listener, newest first", async () => {
  const on = await sandbox({ config: tenant() });
  await outcome(deliverFromOutside(on, { to: "nobody@contoso.com" }));
  await outcome(deliverFromOutside(on, { listener: "return", to: "frank@fabrikam.com", from: "alice@contoso.com" }));
  await outcome(submitWithoutWaiting(on, { as: "bob@contoso.com", from: "alice@contoso.com" }));

  const { refusals } = await get<Listed>(on, "/api/refusals");
  expect(
    refusals.map(({ id, listener, phase, from, to, reply, user }) => [id, listener, phase, from, to, reply, user]),
  ).toEqual([
    [
      ...[3, "submission", "mail", "alice@contoso.com", []],
      ...["550 5.7.60 SMTP; Client does not have permissions to send as this sender", "bob@contoso.com"],
    ],
    [
      ...[2, "return", "rcpt", "alice@contoso.com", ["frank@fabrikam.com"]],
      ...["550 5.7.64 TenantAttribution; Relay Access Denied SMTP", null],
    ],
    [
      ...[1, "inbound", "rcpt", "frank@fabrikam.com", ["nobody@contoso.com"]],
      "550 5.4.1 Recipient address rejected: Access denied. The address is not one of this organization",
      null,
    ],
  ]);
  expect(refusals[1]).toMatchObject({ at: new Date(NOON).toISOString(), tls: null, certificate: null, messageId: "" });
  expect(refusals[1]?.transcript.at(-2)).toBe("C: RCPT TO:<frank@fabrikam.com>");
  expect(refusals[1]?.transcript.at(-1)).toBe("S: 550 5.7.64 TenantAttribution; Relay Access Denied SMTP");
  expect(JSON.stringify(refusals)).not.toContain("secret");

  expect((await get<Listed>(on, "/api/refusals?listener=inbound")).refusals).toHaveLength(1);
  expect((await get<Listed>(on, "/api/refusals?to=FRANK@fabrikam.com&limit=1")).refusals).toHaveLength(1);
});

it("at the end of a message by its Message-ID; a loop, and a fault of the return", async () => {
  const on = await sandbox({
    config: tenant({ transport: { maxHopCount: 12 } }),
  });
  const smtp = await client(on);
  await smtp.ask("MAIL FROM:<frank@fabrikam.com>");
  await smtp.ask("RCPT TO:<bob@contoso.com>");
  await smtp.ask("DATA");
  const hops = Array.from({ length: 14 }, (_, hop) => `Received: from a by b${hop}; Fri, 20 Nov 2026 12:00:00 +0000`);
  smtp.raw(wire(lines(...hops, "Message-ID: <loop@fabrikam.com>", "", "Round and round")));
  expect(await smtp.reply()).toMatch(/^554 5\.4\.14/);
  on.faults.add({ hop: "return", phase: "endOfData", action: { kind: "reply", reply: "451 4.3.2 Later" } });
  await outcome(deliverFromOutside(on, { listener: "return", messageId: "<back@contoso.com>" }));

  const { refusals } = await get<Listed>(on, "/api/refusals");
  expect(refusals.map(({ phase, messageId, listener }) => [phase, messageId, listener])).toEqual([
    ["endOfData", "<back@contoso.com>", "return"],
    ["endOfData", "<loop@fabrikam.com>", "inbound"],
  ]);
});

it("as it happens on the stream; a reset forgets it", async () => {
  const on = await sandbox({ config: tenant() });
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const { body } = await fetch(`${on.url}/api/events?types=refusal`, { signal: stop.signal });
  const events = parseEvents(body as never)[Symbol.asyncIterator]();
  await outcome(deliverFromOutside(on, { to: "nobody@contoso.com" }));
  expect((await events.next()).value).toMatchObject({
    type: "refusal",
    data: { listener: "inbound", to: ["nobody@contoso.com"], at: new Date(NOON).toISOString() },
  });
  await on.reset();
  expect((await get<Listed>(on, "/api/refusals")).refusals).toEqual([]);
});

it("the newest two hundred", async () => {
  const on = await sandbox({ config: tenant({ limits: { maxBadCommands: 1000 } }) });
  const smtp = await client(on);
  await smtp.ask("MAIL FROM:<frank@fabrikam.com>");
  for (let n = 1; n <= 203; n += 1) await smtp.ask(`RCPT TO:<nobody${n}@contoso.com>`);
  const { refusals } = await get<Listed>(on, "/api/refusals?limit=200");
  expect(refusals).toHaveLength(200);
  expect(refusals[0]?.to).toEqual(["nobody203@contoso.com"]);
  expect(refusals.at(-1)?.to).toEqual(["nobody4@contoso.com"]);
});
