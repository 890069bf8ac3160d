// What the client sends is what the listener's handler gets, byte for byte.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OutgoingMessage, SmtpClient } from "../../../src/smtp/client.ts";
import { cleanUp, startListener } from "./support.ts";

const SEED = 26_092_026;
const envelope = { from: "", recipients: [{ address: "bob@contoso.com" }], smtpUtf8: false, eightBitMime: true };

async function startPair() {
  const desk = await startListener({ limits: { maxMessageBytes: 1e8, maxHeaderBytes: 1e8 } });
  const tls = { mode: "none", verify: "none" } as const;
  const client = new SmtpClient({ host: "127.0.0.1", port: desk.port, hostname: "x.example", tls });
  cleanUp(() => client.close());
  return async (message: OutgoingMessage): Promise<Buffer | undefined> => {
    const { reply } = await client.send(envelope, message);
    expect(reply.code).toBe(250);
    return desk.messages.shift()?.content;
  };
}

async function* iterate(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield piece;
}

describe("client → listener", () => {
  it.each([
    ["lone dots", ".\r\n..\r\n...\r\n.\r\n"],
    ["dots and nothing else", "."],
    ["a dot line at the end", "a\r\n.\r\n"],
    ["nothing", ""],
    ["empty lines", "\r\n\r\n\r\n"],
    [
      "NUL, 8-bit and control bytes",
      Array.from({ length: 256 }, (_, n) => String.fromCharCode(n))
        .join("")
        .replace(/[\r\n]/g, ""),
    ],
    ["a line of 65,536 bytes", `\r\n${"x".repeat(65_536)}\r\n`],
    ["a stuffed dot at every chunk's edge", `${".".repeat(100)}\r\n`.repeat(5_000)],
  ])("%s", async (_, text) => {
    const send = await startPair();
    const message = Buffer.from(text, "latin1");
    // The one permitted difference: a last line without its end gets one.
    const expected = text === "" || !text.endsWith("\r\n") ? Buffer.concat([message, Buffer.from("\r\n")]) : message;
    expect((await send(message))?.equals(expected)).toBe(true);
    const half = Math.floor(message.length / 2);
    expect((await send(iterate([message.subarray(0, half), message.subarray(half)])))?.equals(expected)).toBe(true);
  });

  it("arbitrary messages in arbitrary pieces", async () => {
    const send = await startPair();
    const part = fc.oneof(
      fc.constantFrom("\r\n", ".", "..", "\r\n.", "\r\n..\r\n", "\0", "é", "\xff", " \t", "Subject: x"),
      fc.integer({ min: 1, max: 3_000 }).map((length) => "z".repeat(length)),
    );
    const text = fc.array(part, { maxLength: 60 }).map((parts) => `${parts.join("")}\r\n`);
    const cuts = fc.array(fc.nat({ max: 4_000 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(text, cuts, async (written, unordered) => {
        const message = Buffer.from(written, "latin1");
        const ends = [...unordered.filter((cut) => cut < message.length).sort((a, b) => a - b), message.length];
        const pieces = ends.map((end, i) => message.subarray(ends[i - 1] ?? 0, end));
        expect((await send(iterate(pieces)))?.toString("latin1")).toBe(written);
        expect((await send(message))?.toString("latin1")).toBe(written);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it("a large message", async () => {
    const send = await startPair();
    const message = Buffer.from(`Subject: big\r\n\r\n${`.${"base64".repeat(12)}\r\n`.repeat(300_000)}`);
    expect((await send(message))?.equals(message)).toBe(true);
    expect((await send(iterate([message])))?.equals(message)).toBe(true);
  });
});
