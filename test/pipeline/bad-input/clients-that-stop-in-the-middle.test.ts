import { expect, it } from "vitest";
import { items } from "../../support/sandbox.ts";
import { client, send } from "../../support/transport.ts";
import { expectAllIsWell, watched } from "./support.ts";

const message = `Subject: Never whole\r\nMessage-ID: <1@x>\r\n\r\n${"0123456789abcdef\r\n".repeat(60_000)}`;

it.each<[string, string[], string]>([
  ["after the greeting", [], ""],
  ["after MAIL", ["MAIL FROM:<frank@fabrikam.com>"], ""],
  ["amid a command", ["MAIL FROM:<frank@fabrikam.com>"], "RCPT TO:<bob@con"],
  ["after DATA", ["MAIL FROM:<frank@fabrikam.com>", "RCPT TO:<bob@contoso.com>", "DATA"], ""],
  ["amid the header", ["MAIL FROM:<frank@fabrikam.com>", "RCPT TO:<bob@contoso.com>", "DATA"], message.slice(0, 20)],
  [
    "amid the body, when 1 MB is stored already",
    ["MAIL FROM:<frank@fabrikam.com>", "RCPT TO:<bob@contoso.com>", "DATA"],
    message,
  ],
  ["before the last LF", ["MAIL FROM:<frank@fabrikam.com>", "RCPT TO:<bob@contoso.com>", "DATA"], `${message}.\r`],
])("%s: nothing was promised, nothing stays", async (_name, commands, rest) => {
  const test = await watched();
  const conversation = await client(test.on);
  for (const command of commands) await conversation.ask(command);
  if (rest !== "") conversation.raw(rest);
  await new Promise((resolve) => setTimeout(resolve, 30));
  conversation.end();

  await expect.poll(() => test.on.activity.busy).toBe(false);
  await test.on.idle();
  expect(await items(test.on, "bob")).toEqual([]);
  expect(await test.on.tracking.find({})).toEqual([]);
  const chunks = () => test.on.mailboxes.write((tx) => tx.get("SELECT count(*) AS n FROM body_chunk"));
  await expect.poll(chunks).toEqual({ n: 0 });
  await expectAllIsWell(test);
});

it("a client that goes before it reads its 250 has its message delivered: it was on disk", async () => {
  const test = await watched();
  const conversation = await client(test.on);
  for (const command of ["MAIL FROM:<frank@fabrikam.com>", "RCPT TO:<bob@contoso.com>", "DATA"])
    await conversation.ask(command);
  conversation.raw("Subject: Gone\r\n\r\nx\r\n.\r\nQUIT\r\n");
  conversation.socket.end();
  await expect.poll(async () => (await items(test.on, "bob")).length).toBe(1);
  await expectAllIsWell(test);
});

it("a silent client is turned away after idleTimeout, in DATA too", async () => {
  const test = await watched({ limits: { idleTimeout: "1s" } });
  const [idle, inData] = [await client(test.on), await client(test.on)];
  for (const command of ["MAIL FROM:<frank@fabrikam.com>", "RCPT TO:<bob@contoso.com>", "DATA"])
    await inData.ask(command);
  inData.raw("Subject: Slow\r\n");
  expect(await idle.reply()).toMatch(/^421 4\.4\.2 /);
  expect(await inData.reply()).toMatch(/^421 4\.4\.2 /);
  await inData.closed();
  await test.on.idle();
  expect(await items(test.on, "bob")).toEqual([]);
  await expectAllIsWell(test);
});

it("a hundred clients that stop in the middle hold up nobody", async () => {
  const test = await watched();
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const conversation = await client(test.on);
      for (const command of ["MAIL FROM:<frank@fabrikam.com>", "RCPT TO:<bob@contoso.com>", "DATA"])
        await conversation.ask(command);
      conversation.raw(message.slice(0, 1 + index * 900));
      if (index % 2) conversation.end();
    }),
  );
  expect(await send(test.on, { raw: "Subject: Through\r\n\r\n" })).toMatch(/^250 /);
});
