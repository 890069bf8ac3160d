// Seeded: FUZZ_SEED and FUZZ_RUNS repeat or extend a run. fast-check prints the smallest input that fails.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { MailboxItem } from "../../../src/mailbox/mailbox-store.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { Conversation } from "../../support/dialog.ts";
import { client, wire } from "../../support/transport.ts";
import { expectAllIsWell, type Watched, watched, withoutOurs } from "./support.ts";

const options = { seed: Number(process.env.FUZZ_SEED ?? 20_261_120), numRuns: Number(process.env.FUZZ_RUNS ?? 150) };

const TOKENS = [
  "\r\n",
  "\r\n\r\n",
  "\r\n.",
  ".",
  "..",
  "\r\n.\r\n",
  ".\r\n",
  "\n.\n",
  "\r.\r",
  "\r",
  "\n",
  "\n\r",
  "\r\r\n",
  "\0",
  " ",
  "\t",
  ":",
  "Subject: ",
  "From: ",
  "To: a@x.example",
  "Message-ID: <1@x>",
  "Content-Type: multipart/mixed; boundary=b",
  "--b",
  "--b--",
  "Content-Transfer-Encoding: base64",
  "Received: x",
  "=?utf-8?q?=C3=A4?=",
  "\xff",
  "\x80\xfe",
  "MAIL FROM:<evil@x.example>",
  "QUIT",
  "x".repeat(70),
  "y".repeat(998),
  "\r\n\t",
  ";",
  '"',
  "<",
  ">",
];

const wild = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});
const made = fc
  .array(fc.oneof({ arbitrary: fc.constantFrom(...TOKENS), weight: 5 }, wild), { maxLength: 40 })
  .map((parts) => parts.join(""));
/** Two in three have proper line ends, and must arrive. */
const message = fc.oneof(
  { arbitrary: made, weight: 1 },
  { arbitrary: made.map((text) => text.replace(/\r\n|\r|\n/g, "\r\n")), weight: 2 },
);

/** Cut where chance wants it, so that every state of the scanner meets the end of a chunk. */
function pieces(data: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [...new Set(cuts.map((cut) => cut % (data.length + 1)))].sort((a, b) => a - b);
  return [...at, data.length]
    .map((end, index) => data.subarray(at[index - 1] ?? 0, end))
    .filter((piece) => piece.length > 0);
}

const hasBareLineEnd = (text: string) => /\r(?!\n)|(?<!\r)\n/.test(text);

const newestOf = async (on: Sandbox): Promise<MailboxItem | undefined> => {
  const folderId = on.mailboxes.folders.wellKnown("bob@contoso.com", "inbox")?.id ?? 0;
  return (await on.mailboxes.list("bob@contoso.com", { folderId, limit: 1 }))[0];
};

/** What bob's newest copy is without what the tenant adds; the Message-ID too where the message had none. */
async function copyOf({ on }: Watched, raw: string): Promise<string> {
  const item = await newestOf(on);
  const delivered = (item && (await on.mailboxes.bytes(item))) ?? Buffer.alloc(0);
  const { headers } = splitMessage(Buffer.from(raw, "latin1"));
  const rest = withoutOurs(delivered);
  return HeaderBlock.parse(headers).has("Message-ID")
    ? rest
    : rest.replace(/Message-ID: <[0-9A-F]{32}@mail\.contoso\.com>\r\n/, "");
}

it("a message of random bytes is refused for a bare line end, or delivered byte for byte", {
  timeout: 120_000,
}, async () => {
  const test = await watched({ limits: { maxBadCommands: 1000 } });
  const conversation = await client(test.on);
  await fc.assert(
    fc.asyncProperty(message, fc.array(fc.nat(), { maxLength: 5 }), async (raw, cuts) => {
      const before = (await newestOf(test.on))?.id ?? 0;
      for (const command of ["MAIL FROM:<frank@fabrikam.com>", "RCPT TO:<bob@contoso.com>", "DATA"])
        await conversation.ask(command);
      for (const piece of pieces(wire(raw), cuts)) {
        conversation.raw(piece);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const answer = await conversation.reply();
      const whole = raw === "" || raw.endsWith("\r\n") ? raw : `${raw}\r\n`;
      await test.on.idle();
      if (hasBareLineEnd(whole)) {
        expect(answer).toMatch(/^550 5\.6\.11 /);
        expect((await newestOf(test.on))?.id ?? 0).toBe(before);
      } else {
        expect(answer).toMatch(/^250 2\.6\.0 /);
        expect((await newestOf(test.on))?.id).toBeGreaterThan(before);
        expect(await copyOf(test, whole)).toBe(whole);
      }
      expect(test.errors).toEqual([]);
    }),
    options,
  );
  await expectAllIsWell(test);
});

const COMMANDS = [
  "EHLO x",
  "HELO",
  "EHLO",
  "MAIL FROM:<a@x.example>",
  "MAIL FROM:<>",
  "MAIL FROM:a",
  "MAIL",
  "RCPT TO:<bob@contoso.com>",
  "RCPT TO:<x@y.example>",
  "RCPT TO:<>",
  "RCPT",
  "DATA",
  "DATA now",
  "RSET",
  "NOOP",
  "VRFY x",
  "HELP",
  "STARTTLS now",
  "AUTH PLAIN AAAA",
  "AUTH LOGIN",
  "*",
  "BDAT 5 LAST",
  "XCLIENT ADDR=1.2.3.4",
  "PROXY TCP4 1.2.3.4 5.6.7.8 1 2",
  "TURN",
  "GET / HTTP/1.1",
  "",
  " ",
  ".",
  "..",
  "\0",
  "\xff\xfe",
  `MAIL FROM:<${"a".repeat(300)}@x.example>`,
  "MAIL FROM:<a@x.example> SIZE=99999999999999999999",
  "Subject: x",
  "x".repeat(3000),
];
const script = fc.array(
  fc.oneof(
    { arbitrary: fc.constantFrom(...COMMANDS), weight: 4 },
    wild.map((text) => text.replace(/[\r\n]/g, "")),
  ),
  {
    minLength: 1,
    maxLength: 12,
  },
);

it("random commands are answered or end the connection; nothing of ours fails", { timeout: 120_000 }, async () => {
  const test = await watched();
  await fc.assert(
    fc.asyncProperty(
      script,
      fc.constantFrom("inbound", "return", "submission", "internet"),
      async (commands, listener) => {
        const conversation = await Conversation.connect(test.on.ports[listener as "inbound"]);
        try {
          expect(await conversation.reply()).toMatch(/^220 /);
          conversation.raw(Buffer.from(commands.map((command) => `${command}\r\n`).join(""), "latin1"));
          // Whatever that began ends here: a message, an AUTH exchange, or the session.
          conversation.raw("\r\n.\r\nQUIT\r\n");
          for (;;) {
            const answer = await conversation.reply();
            expect(answer).toMatch(/^[2345]\d\d /);
            if (/^(?:221|421) /.test(answer)) break;
          }
          await conversation.closed();
        } finally {
          conversation.end();
        }
        expect(test.errors).toEqual([]);
      },
    ),
    options,
  );
  await test.on.idle();
  await expectAllIsWell(test);
});
