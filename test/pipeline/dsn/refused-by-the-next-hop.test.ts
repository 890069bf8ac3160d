import { describe, expect, it } from "vitest";
import { NOON, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { foreignHost, notifications, outbound, outcomesOf, send, trail } from "../../support/transport.ts";

describe("a permanent refusal by the next hop", () => {
  it.each([
    ["with its enhanced code", "550 5.7.1 Spam, and <more>", "5.7.1", "550 5.7.1 Spam, and <more>"],
    ["without one", "554 No", "5.0.0", "554 5.0.0 No"],
    ["of several lines", "550 5.1.1 Unknown\r\n5.1.1 here", "5.1.1", /^550 5\.1\.1 Unknown/],
  ])("makes an NDR %s", async (_name, said, status, quoted) => {
    const host = await foreignHost({ onRecipient: () => said });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    const id = await submit(on, { to: "frank@fabrikam.com", subject: "Offer" });

    const [ndr] = await notifications(on, "alice");
    expect(ndr?.subject).toBe("Undeliverable: Offer");
    const [recipient] = ndr?.status.recipients ?? [];
    expect(recipient).toMatchObject({ finalRecipient: "frank@fabrikam.com", action: "failed", status });
    expect(recipient?.remoteMta).toBe("127.0.0.1");
    expect(recipient?.diagnosticCode).toEqual(typeof quoted === "string" ? quoted : expect.stringMatching(quoted));
    expect(Date.parse(recipient?.lastAttemptDate ?? "")).toBe(NOON);
    expect(await trail(on, id)).toEqual(["RECEIVE frank@fabrikam.com", "FAIL frank@fabrikam.com"]);
    expect(await on.queue.counts()).toEqual([]);
  });

  it("of some recipients: the others get the message, those are told of, once for each reply", async () => {
    const host = await foreignHost({
      onRecipient: (address) =>
        address.startsWith("no") ? "550 5.1.1 No such user" : address.startsWith("full") ? "552 5.2.2 Full" : undefined,
    });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    await submit(on, { to: ["yes@x.example", "no1@x.example", "full@x.example", "no2@x.example"] });
    expect(host.taken.map((mail) => mail.to)).toEqual([["yes@x.example"]]);
    const all = await notifications(on, "alice");
    expect(all).toHaveLength(2);
    expect(outcomesOf(all).sort()).toEqual([
      "full@x.example failed 5.2.2",
      "no1@x.example failed 5.1.1",
      "no2@x.example failed 5.1.1",
    ]);
  });

  it("after the data is one for all recipients", async () => {
    const host = await foreignHost({ onMessage: () => "552 5.3.4 Too big for us" });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    await submit(on, { to: ["a@x.example", "b@x.example"] });
    const all = await notifications(on, "alice");
    expect(all).toHaveLength(1);
    expect(outcomesOf(all)).toEqual(["a@x.example failed 5.3.4", "b@x.example failed 5.3.4"]);
  });
});

describe("an NDR is never made", () => {
  it("for the null sender", async () => {
    const host = await foreignHost({ onMessage: () => "550 5.7.1 No" });
    const on = await sandbox({
      config: tenant({
        ...outbound(host.address),
        contacts: [{ address: "ext@contoso.com", externalAddress: "ext@x.example" }],
      }),
    });
    expect(await send(on, { from: "", to: "ext@contoso.com", raw: "Subject: Bounce\r\n\r\n" })).toMatch(/^250 /);
    await on.idle();
    const rows = await on.tracking.find({});
    expect(rows.map((row) => row.eventId)).toEqual(["RECEIVE", "FAIL"]);
    expect(await on.queue.counts()).toEqual([]);
  });

  it("for an NDR that can't be delivered itself", async () => {
    const host = await foreignHost({ onMessage: () => "550 5.7.1 No" });
    const on = await sandbox({
      config: tenant({
        ...outbound(host.address),
        contacts: [{ address: "ext@contoso.com", externalAddress: "ext@x.example" }],
      }),
    });
    // The NDR for frank goes outside, to the host that refuses everything.
    await send(on, { from: "frank@fabrikam.com", to: "ext@contoso.com", raw: "Subject: Hi\r\n\r\n" });
    await on.idle();
    const rows = await on.tracking.find({});
    expect(rows.map((row) => `${row.eventId} ${row.recipients}`)).toEqual([
      "RECEIVE ext@contoso.com",
      "FAIL ext@x.example",
      "RECEIVE frank@fabrikam.com",
      "FAIL frank@fabrikam.com",
    ]);
    expect(await on.queue.counts()).toEqual([]);
  });
});

it("a message from outside that fails behind a contact is told to its sender outside", async () => {
  const on = await sandbox({
    config: tenant({
      outboundConnectors: [
        {
          name: "Refuses",
          recipientDomains: ["x.example"],
          useMxRecord: false,
          smartHosts: (await foreignHost({ onMessage: () => "550 5.7.1 No" })).address,
        },
      ],
      clock: { foreignQuiet: "0s" },
      contacts: [{ address: "ext@contoso.com", externalAddress: "ext@x.example" }],
    }),
  });
  await send(on, { from: "frank@fabrikam.com", to: "ext@contoso.com", raw: "Subject: Hi\r\n\r\n" });
  await on.idle();
  const [ndr] = await on.internet.list();
  expect(ndr).toMatchObject({ sender: "", recipients: ["frank@fabrikam.com"], subject: "Undeliverable: Hi" });
});
