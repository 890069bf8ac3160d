import { expect, it } from "vitest";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { bodyOf, foreignHost, lines, messages, outbound, send } from "../../support/transport.ts";

/** Lines of 76 characters, some of which begin with dots. */
function text(size: number): string {
  let made = "";
  for (let line = 0; made.length < size; line += 1)
    made += `${".".repeat(line % 4)}${String(line).padEnd(72, "abc")}\r\n`;
  return made;
}

const bodyBytes = (message: Buffer) => message.subarray(message.indexOf("\r\n\r\n"));

it.each([
  ["2 KB", 2_000],
  ["64 KB", 65_536],
  ["300 KB", 300_000],
  ["5 MB", 5_000_000],
])("%s, to a mailbox and through a smart host", async (_name, size) => {
  const host = await foreignHost();
  const on = await sandbox({
    config: tenant({
      ...outbound(host.address),
      contacts: [{ address: "ext@contoso.com", externalAddress: "ext@vendor.example" }],
    }),
  });
  const body = text(size);
  const raw = lines("Subject: Exact", "Message-ID: <exact@fabrikam.com>", "") + body;

  expect(await send(on, { raw, to: ["bob@contoso.com", "ext@contoso.com"] })).toMatch(/^250 /);
  await on.idle();

  const [delivered] = await messages(on, "bob");
  const sent = host.taken[0]?.bytes;
  for (const bytes of [delivered, sent]) {
    expect(bytes && bodyBytes(bytes).equals(Buffer.from(`\r\n\r\n${body}`))).toBe(true);
  }
});

it("legs have the bytes as they went over the wire, in and out", async () => {
  const host = await foreignHost();
  const on = await sandbox({
    config: tenant({
      ...outbound(host.address),
      contacts: [{ address: "ext@contoso.com", externalAddress: "ext@vendor.example" }],
    }),
  });
  const raw = lines(
    "Subject:  Odd   spacing",
    "X-Folded: a",
    "\tb",
    "Message-ID: <leg@fabrikam.com>",
    "",
    ".hidden",
    "",
  );
  await send(on, { listener: "return", raw, to: "ext@contoso.com" });
  await on.idle();
  const [came, left] = await on.legs.list();
  expect(came && String(await on.legs.bytes(came))).toBe(raw);
  expect(left && (await on.legs.bytes(left))?.equals(host.taken[0]?.bytes ?? Buffer.alloc(0))).toBe(true);
  expect(left?.size).toBe(host.taken[0]?.bytes.length);
});

it("a body is stored once for all its mailboxes, forks and legs", async () => {
  const host = await foreignHost();
  const on = await sandbox({
    config: tenant({
      ...outbound(host.address),
      contacts: [{ address: "ext@contoso.com", externalAddress: "ext@vendor.example" }],
      transportRules: [{ name: "Mark Carol's", sentTo: "carol@contoso.com", prependSubject: "[C] " }],
    }),
  });
  const body = text(100_000);
  await send(on, {
    raw: lines("Subject: Once", "Message-ID: <once@fabrikam.com>", "") + body,
    to: ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com", "ext@contoso.com"],
  });
  await on.idle();
  const counts = await on.mailboxes.write((tx) =>
    tx.all<{ bodies: number; contents: number; chunks: number }>(
      "SELECT (SELECT count(*) FROM body) AS bodies, (SELECT count(*) FROM content) AS contents, (SELECT sum(length(data)) FROM body_chunk) AS chunks",
    ),
  );
  expect(counts[0]?.bodies).toBe(1);
  expect(counts[0]?.contents).toBeGreaterThanOrEqual(3);
  expect(counts[0]?.chunks).toBe(bodyOf(Buffer.from(`\r\n${body}`)).size);
});
