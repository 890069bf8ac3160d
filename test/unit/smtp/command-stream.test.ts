import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandStream } from "../../../src/smtp/command-stream.ts";

/** Writes the pieces one after the other; "DATA" begins a message of three bytes. */
async function feed(pieces: readonly string[], later: boolean): Promise<string[]> {
  const seen: string[] = [];
  const answer = (next: () => void) => (later ? setImmediate(next) : next());
  const stream = new CommandStream(20, (next) => {
    seen.push("too long");
    answer(next);
  });
  stream.oncommand = (command, next = () => {}) => {
    seen.push(command.toString());
    if (command.toString() === "DATA") {
      let message = "";
      stream.startMessage((chunk, more) => {
        const take = Math.min(3 - message.length, chunk.length);
        message += chunk.subarray(0, take).toString();
        if (message.length < 3) return answer(() => more());
        seen.push(`<${message}>`);
        answer(() => more(chunk.subarray(take)));
      });
    }
    answer(next);
  };
  for (const piece of pieces) await new Promise((resolve) => stream.write(Buffer.from(piece), resolve));
  return seen;
}

describe("CommandStream", () => {
  const wire = "EHLO x\r\nDATA\r\nabcNOOP\nDATA\r\nNO\nRSET\r\nthis line is far too long to be one\r\nQUIT\r\n";
  const commands = ["EHLO x", "DATA", "<abc>", "NOOP", "DATA", "<NO\n>", "RSET", "too long", "QUIT"];

  it.each([true, false])("sees the same however the bytes are cut (answers later: %s)", async (later) => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: wire.length - 1 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (unordered) => {
        const ends = [...unordered.sort((a, b) => a - b), wire.length];
        const pieces = ends.map((end, i) => wire.slice(ends[i - 1] ?? 0, end));
        expect(await feed(pieces, later)).toEqual(commands);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it("answers a thousand pipelined commands without sinking into the stack", async () => {
    expect(await feed(["NOOP\r\n".repeat(20_000)], false)).toHaveLength(20_000);
  });

  it("does not keep a line that has no end", async () => {
    expect(await feed([..."x".repeat(1_000), "\nNOOP\n"], false)).toEqual(["too long", "NOOP"]);
  });

  it("drops what comes behind the command that closed the connection", async () => {
    const seen: string[] = [];
    const stream = new CommandStream(100, () => {});
    stream.oncommand = (command, next) => {
      seen.push(command.toString());
      stream.isClosed = true;
      next?.();
    };
    await new Promise((resolve) => stream.write(Buffer.from("QUIT\r\nMAIL FROM:<>\r\n"), resolve));
    expect(seen).toEqual(["QUIT"]);
  });
});
