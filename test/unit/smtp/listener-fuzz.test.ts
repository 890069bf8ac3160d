// Whatever clients send, cut however, the listener answers in order, keeps its books, and serves the next one.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventually, greeted, startListener } from "./support.ts";

const SEED = 9_112_026;

const line = fc.constantFrom(
  "EHLO x.example\r\n",
  "HELO x\r\n",
  "MAIL FROM:<a@x.example>\r\n",
  "MAIL FROM:<> SIZE=10 RET=FULL\r\n",
  "MAIL FROM:<\xff>\r\n",
  "RCPT TO:<b@contoso.com>\r\n",
  "RCPT TO:<c@contoso.com> NOTIFY=NEVER\r\n",
  "DATA\r\n",
  "Subject: x\r\n\r\nhello\r\n",
  "..\r\n",
  ".\r\n",
  "\r\n.\r\n",
  "bare\nline\r\n",
  "RSET\r\n",
  "NOOP\n",
  "AUTH PLAIN AGEAYg==\r\n",
  "STARTTLS\r\n",
  "\0\x01\r\n",
  "QUIT\r\n",
);

describe("a listener", () => {
  it("survives arbitrary conversations", async () => {
    const desk = await startListener({
      limits: { maxConnections: 1_000, maxMessageBytes: 500 },
      handler: { onRcptTo: (_, to) => (to.address.startsWith("c") ? Promise.resolve(undefined) : undefined) },
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 30 }),
        fc.array(fc.nat({ max: 300 }), { maxLength: 5 }),
        async (lines, cuts) => {
          const client = await desk.dial();
          expect(await client.reply()).toMatch(/^220 /);
          const wire = Buffer.from(lines.join(""), "latin1");
          const ends = [...cuts.filter((cut) => cut < wire.length).sort((a, b) => a - b), wire.length];
          for (const [i, end] of ends.entries()) {
            client.raw(wire.subarray(ends[i - 1] ?? 0, end));
            await new Promise((resolve) => setImmediate(resolve));
          }
          client.end();
        },
      ),
      { seed: SEED, numRuns: 400 },
    );
    await eventually(() => desk.listener.connections === 0);
    expect(desk.logged.filter((entry) => entry.level === "error")).toEqual([]);
    expect(await (await greeted(desk)).ask("NOOP")).toBe("250 2.0.0 OK");
  });
});
