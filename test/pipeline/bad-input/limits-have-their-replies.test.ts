import { describe, expect, it } from "vitest";
import { Conversation } from "../../support/dialog.ts";
import { subjects } from "../../support/sandbox.ts";
import { client, lines, send, transact } from "../../support/transport.ts";
import { count, expectAllIsWell, watched } from "./support.ts";

const body = (bytes: number) => `${"x".repeat(98)}\r\n`.repeat(bytes / 100);

describe("a message over a limit is refused after its final dot, nothing of it stays, and the connection goes on", () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    [
      "size",
      { maxMessageSize: "1MB" },
      lines("Subject: Too much", "") + body(1_100_000),
      "552 5.3.4 Message size exceeds fixed maximum message size",
    ],
    [
      "header block",
      { maxHeaderSize: "64KB" },
      lines("Subject: x", ...Array(700).fill(`X-Pad: ${"y".repeat(90)}`), "", "x"),
      "552 5.3.4 Header size exceeds fixed maximum size",
    ],
    [
      "header block without an end",
      { maxHeaderSize: "64KB" },
      lines(...Array(700).fill(`X-Pad: ${"y".repeat(90)}`)),
      "552 5.3.4 Header size exceeds fixed maximum size",
    ],
    ["line", {}, lines("Subject: x", "", "z".repeat(65_537)), "500 5.5.2 Line too long"],
    ["line in the header", {}, lines(`Subject: ${"z".repeat(65_537)}`, "", "x"), "500 5.5.2 Line too long"],
    [
      "a bare LF",
      {},
      "Subject: x\r\n\r\na\nb\r\n",
      "550 5.6.11 Message contains a bare CR or LF; lines must end with CRLF",
    ],
    [
      "a bare CR",
      {},
      "Subject: x\r\n\r\na\rb\r\n",
      "550 5.6.11 Message contains a bare CR or LF; lines must end with CRLF",
    ],
    [
      "a bare LF that ends the header",
      {},
      "Subject: x\n\r\nb\r\n",
      "550 5.6.11 Message contains a bare CR or LF; lines must end with CRLF",
    ],
  ])("%s", async (_name, limits, raw, reply) => {
    const test = await watched({ limits });
    const conversation = await client(test.on);
    expect(await transact(conversation, { raw })).toBe(reply);
    expect(await transact(conversation, { raw: lines("Subject: Next", "", "x") })).toMatch(/^250 /);
    await test.on.idle();
    expect(await subjects(test.on, "bob")).toEqual(["Next"]);
    const chunks = await test.on.mailboxes.write((tx) => tx.get("SELECT count(*) AS n FROM body_chunk"));
    expect(chunks).toEqual({ n: 0 });
    await expectAllIsWell(test);
  });
});

it("too many recipients: the rest is told to come in another message", async () => {
  const test = await watched({ limits: { maxRecipients: 2 } });
  const conversation = await client(test.on);
  await conversation.ask("MAIL FROM:<frank@fabrikam.com>");
  expect(await conversation.ask("RCPT TO:<bob@contoso.com>")).toMatch(/^250 /);
  expect(await conversation.ask("RCPT TO:<carol@contoso.com>")).toMatch(/^250 /);
  expect(await conversation.ask("RCPT TO:<dave@contoso.com>")).toBe("452 4.5.3 Too many recipients");
  await conversation.ask("DATA");
  conversation.raw("Subject: Two\r\n\r\nx\r\n.\r\n");
  expect(await conversation.reply()).toMatch(/^250 /);
  await test.on.idle();
  expect([await count(test.on, "bob"), await count(test.on, "carol"), await count(test.on, "dave")]).toEqual([1, 1, 0]);
  await expectAllIsWell(test);
});

it("too many connections: 421; when one has gone there is a place again", async () => {
  const test = await watched({ limits: { maxConnections: 2 } });
  const [first] = [await client(test.on), await client(test.on)];
  const third = await Conversation.connect(test.on.ports.inbound);
  expect(await third.reply()).toMatch(/^421 4\.3\.2 /);
  await third.closed();
  await first.ask("QUIT");
  await first.closed();
  await expect
    .poll(async () => send(test.on, { raw: "Subject: x\r\n\r\n" }).catch((error: Error) => error.message))
    .toMatch(/^250 /);
});

it("a reply stays a line that clients can read, however long the Message-ID", async () => {
  const test = await watched();
  const answer = await send(test.on, { raw: lines(`Message-ID: <${"m".repeat(50_000)}@x>`, "", "x") });
  expect(answer).toMatch(/^250 2\.6\.0 \[InternalId=[0-9a-f-]+\] Queued mail for delivery$/);
  // RFC 5321 §4.5.3.1.5: 512 bytes with CRLF.
  expect(answer.length).toBeLessThanOrEqual(510);
  await expectAllIsWell(test);
});

it("a reply has no bytes of the message that could end its line", async () => {
  const test = await watched();
  for (const id of ["<a\x00b@x>", "<a\x07b@x>", "<\xe4@x>", "<a\r\n 250 OK@x>"]) {
    const answer = await send(test.on, { raw: lines(`Message-ID: ${id}`, "", "x") });
    expect(answer).toMatch(/^250 2\.6\.0 (?:[\x20-\x7e]* )?\[InternalId=[0-9a-f-]+\] Queued mail for delivery$/);
  }
});
