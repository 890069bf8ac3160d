import { expect, test } from "vitest";
import type { InternetSink } from "../../../src/internet/sink.ts";
import type { SmtpSession } from "../../../src/smtp/session.ts";
import { ALICE, BOB, body, json, mailItem, NOON, server, type TestServer } from "./support.ts";

const REQUEST = "<0A/1.B?@mail>";
const PATH = `/api/recalls/${encodeURIComponent("0A/1.B?@mail")}`;

async function recalled(): Promise<TestServer> {
  const on = await server();
  const common = { requestMessageId: REQUEST, at: NOON, trueReason: null };
  await on.mailboxes.write(async (tx) => {
    await on.recalls.open(tx, {
      requestMessageId: REQUEST,
      originalMessageId: "<1@contoso.com>",
      originalSearchKey: "",
      mailbox: ALICE,
      subject: "<script>alert(1)</script>",
      requestedAt: NOON,
      level: "2026-09",
      networkMessageId: "n",
      deadline: NOON + 86_400_000,
    });
    await on.recalls.addRecipients(tx, [{ ...common, address: BOB, kind: "mailbox", status: "pending" }]);
    await on.recalls.addRecipients(tx, [
      {
        ...common,
        address: "x@fabrikam.com",
        kind: "outside",
        status: "outside",
        trueReason: "outsideOrganization",
      },
    ]);
  });
  return on;
}

test("a recall is listed with its recipients' sentence and true reason", async () => {
  const { ask } = await recalled();
  const { recalls } = await json<{ recalls: object[] }>(ask("/api/recalls"));
  expect(recalls).toHaveLength(1);
  expect(recalls[0]).toMatchObject({
    id: "0A/1.B?@mail",
    reportPath: "/recall/0A%2F1.B%3F%40mail",
    requestMessageId: REQUEST,
    originalMessageId: "<1@contoso.com>",
    mailbox: ALICE,
    requestedAt: "2026-11-20T12:00:00.000Z",
    final: false,
    recipients: [
      { address: BOB, status: "pending", text: "Pending", trueReason: null, trueReasonText: null },
      {
        address: "x@fabrikam.com",
        status: "outside",
        text: "Messages to recipients outside your organization or on-premises can't be recalled",
        trueReason: "outsideOrganization",
        trueReasonText: "The recipient's mailbox is not in this organization's cloud.",
      },
    ],
    changes: [{ at: "2026-11-20T12:00:00.000Z", address: null, status: "requested", trueReason: null }, {}, {}],
  });
});

test.each([PATH, `/api/recalls/${encodeURIComponent(REQUEST)}`])(
  "a recall is found with and without brackets: %s",
  async (path) => {
    const { ask } = await recalled();
    expect(await json(ask(path))).toMatchObject({ requestMessageId: REQUEST });
  },
);

test("recalls are found by their original", async () => {
  const { ask } = await recalled();
  const count = async (query: string) =>
    (await json<{ recalls: object[] }>(ask(`/api/recalls?${query}`))).recalls.length;
  expect(await count("originalMessageId=1@contoso.com")).toBe(1);
  expect(await count("originalMessageId=%3C2@contoso.com%3E")).toBe(0);
  expect(await count(`mailbox=${ALICE}`)).toBe(1);
  expect(await json(ask("/api/recalls?limit=none"), 400)).toMatchObject({ detail: expect.stringContaining("limit") });
});

test("an unknown recall is a problem with a title", async () => {
  const { ask } = await recalled();
  const response = await ask("/api/recalls/nothing");
  expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  expect(await response.json()).toEqual({
    type: "about:blank",
    title: "Not Found",
    status: 404,
    detail: "No recall request has the Message-ID <nothing>.",
  });
});

test("legs with envelope, transcript, reply and bytes", async () => {
  const on = await server();
  const item = mailItem({ messageId: "<leg@contoso.com>" });
  const bytes = await item.body.read();
  await on.mailboxes.write(async (tx) => {
    const contentId = await on.contents.save(tx, item.headers.toBuffer(), on.contents.whole(bytes), NOON);
    const leg = {
      connector: "To host",
      at: NOON,
      peer: "127.0.0.1:2526",
      recipients: [BOB],
      reply: "250 2.0.0 Ok",
      transcript: ["C: EHLO x", "S: 250 y"],
      contentId,
    };
    await on.legs.write(tx, item, { ...leg, direction: "out", tls: "TLSv1.3 X" });
    await on.legs.write(tx, item, { ...leg, direction: "in", certificate: "smarthost.contoso.com" });
  });
  const { legs } = await json<{ legs: Record<string, unknown>[] }>(
    on.ask("/api/legs?messageId=leg@contoso.com&direction=out"),
  );
  expect(legs).toEqual([
    {
      id: 1,
      direction: "out",
      connector: "To host",
      at: "2026-11-20T12:00:00.000Z",
      peer: "127.0.0.1:2526",
      tls: "TLSv1.3 X",
      certificate: null,
      networkMessageId: item.networkMessageId,
      journeyId: item.journeyId,
      messageId: "<leg@contoso.com>",
      envelope: { from: ALICE, to: [BOB] },
      reply: "250 2.0.0 Ok",
      transcript: ["C: EHLO x", "S: 250 y"],
      transcriptTimes: null,
      size: expect.any(Number),
    },
  ]);
  expect(await json(on.ask("/api/legs/2"))).toMatchObject({ direction: "in", certificate: "smarthost.contoso.com" });
  const wire = await on.ask("/api/legs/1/bytes");
  expect(wire.headers.get("content-type")).toBe("message/rfc822");
  expect(await wire.text()).toBe(Buffer.concat([item.headers.toBuffer(), bytes]).toString());
  for (const path of ["/api/legs/3", "/api/legs/3/bytes"]) expect((await on.ask(path)).status).toBe(404);
  for (const path of ["/api/legs/x", "/api/legs/1e3", "/api/legs/0", "/api/legs/x/bytes"])
    expect(await json(on.ask(path), 400)).toMatchObject({ problems: [{ in: "path", name: "id" }] });
});

test("the internet's messages", async () => {
  const { ask, services } = await server();
  const take = async (sender: string, recipient: string, messageId: string) => {
    const session = { envelope: { from: sender, recipients: [{ address: recipient }] } } as unknown as SmtpSession;
    const sink = await (services.internet as InternetSink).handler().onData(session);
    if (!("write" in sink)) throw new Error("refused");
    await sink.write(Buffer.from(`Message-ID: ${messageId}\r\nSubject: Hi\r\n\r\na\xff\r\n`, "latin1"));
    await sink.end();
  };
  await take(ALICE, "X@fabrikam.com", "<1@contoso.com>");
  await take(BOB, "50%_off@fabrikam.com", "<2@contoso.com>");
  const first = {
    id: 1,
    at: "2026-11-20T12:00:00.000Z",
    sender: ALICE,
    recipients: ["X@fabrikam.com"],
    messageId: "<1@contoso.com>",
    subject: "Hi",
  };
  const ids = async (query: string) =>
    (await json<{ messages: { id: number }[] }>(ask(`/api/internet?${query}`))).messages.map(({ id }) => id);
  expect(await json(ask("/api/internet?recipient=x@fabrikam.com"))).toEqual({ messages: [first] });
  expect(await json(ask("/api/internet/1"))).toEqual(first);
  expect(await ids("")).toEqual([1, 2]);
  expect(await ids("messageId=2@contoso.com")).toEqual([2]);
  expect(await ids("sender=BOB@contoso.com")).toEqual([2]);
  expect(await ids("recipient=50%25_off@fabrikam.com")).toEqual([2]);
  expect(await ids("recipient=%25@fabrikam.com")).toEqual([]);
  expect(await ids("recipient=fabrikam.com")).toEqual([]);
  expect(await json(ask("/api/internet?limit=1"))).toMatchObject({ messages: [{ id: 2 }], next: 2 });
  expect(await json(ask("/api/internet?limit=1&before=2"))).toEqual({ messages: [first] });
  const wire = await ask("/api/internet/1/bytes");
  expect(wire.headers.get("content-disposition")).toBe('attachment; filename="internet-1.eml"');
  expect(Buffer.from(await wire.arrayBuffer()).toString("latin1")).toMatch(/^Message-ID: <1@.*\r\n\r\na\xff\r\n$/s);
  expect((await ask("/api/internet/5/bytes")).status).toBe(404);
});

test.each([
  [{ by: "24h" }, "2026-11-21T12:00:00.000Z"],
  [{ by: 1500 }, "2026-11-20T12:00:01.500Z"],
  [{ by: "1.00:00:00" }, "2026-11-21T12:00:00.000Z"],
])("time moves by %j", async (by, now) => {
  const { ask } = await server();
  expect(await json(ask("/api/clock"))).toEqual({
    ...{ now: "2026-11-20T12:00:00.000Z", milliseconds: NOON, frozen: true, aheadMs: 0 },
  });
  expect(await json(ask("/api/clock/advance", body(by)))).toMatchObject({ now });
});

test.each([[{}], [{ by: "soon" }], [{ by: -1 }], [{ by: 1.5 }], [{ by: "4000d" }], [{ by: 1, to: 2 }]])(
  "time does not move by %j",
  async (by) => {
    const { ask, clock } = await server();
    expect(await json(ask("/api/clock/advance", body(by)), 400)).toMatchObject({
      title: "Bad Request",
      detail: expect.stringMatching(/by|to/),
    });
    expect(clock.now()).toBe(NOON);
  },
);

test("two moves at once add up", async () => {
  const { ask } = await server();
  await Promise.all([ask("/api/clock/advance", body({ by: "1h" })), ask("/api/clock/advance", body({ by: "1h" }))]);
  expect(await json(ask("/api/clock"))).toMatchObject({ now: "2026-11-20T14:00:00.000Z" });
});

test("queues are counted", async () => {
  const { ask } = await server();
  expect(await json(ask("/api/queues"))).toEqual({ queues: [] });
});

test("ports and the authority that clients are to trust", async () => {
  const { ask } = await server();
  expect(await json(ask("/api/ports"))).toMatchObject({ submission: 2587, http: 8025 });
  const authority = await ask("/api/ca.pem");
  expect([authority.headers.get("content-type"), await authority.text()]).toEqual([
    "application/x-pem-file",
    "-----BEGIN CERTIFICATE-----",
  ]);
});
