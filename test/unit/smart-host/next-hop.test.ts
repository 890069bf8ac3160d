import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { DotStuffer } from "../../../src/smart-host/next-hop/dot-stuffer.ts";
import { NextHop, Transaction } from "../../../src/smart-host/next-hop/next-hop.ts";
import { formatReply, type SmtpReply } from "../../../src/smtp/reply.ts";
import { ENVELOPE } from "./support.ts";

/** A server that answers as the script says, command by command; undefined closes the connection. */
async function scripted(script: Record<string, string | undefined>): Promise<{ hop: NextHop; heard: string[] }> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const say = (command: string) => {
      const answer = command in script ? script[command] : "250 2.0.0 ok";
      if (answer === undefined) socket.destroy();
      else socket.write(answer.endsWith("\n") ? answer : `${answer}\r\n`);
    };
    say("greeting");
    let isData = false;
    let text = "";
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      for (let at = text.indexOf("\r\n"); at >= 0; at = text.indexOf("\r\n")) {
        const line = text.slice(0, at);
        text = text.slice(at + 2);
        heard.push(line);
        if (isData && line !== ".") {
          if ("content" in script) say("content");
          continue;
        }
        const command = isData ? "." : (line.split(" ")[0] ?? "");
        isData = command === "DATA" && (script.DATA ?? "").startsWith("354");
        say(command);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hop = new NextHop(
    { host: "127.0.0.1", port: (server.address() as AddressInfo).port, timeoutMs: 500 },
    "host.example",
  );
  onTestFinished(() => {
    hop.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { hop, heard };
}

const GOOD = { greeting: "220 hi", EHLO: "250-next.example\r\n250-8BITMIME\r\n250 DSN", DATA: "354 go" };

async function send(
  hop: NextHop,
  content: Iterable<Buffer> = [Buffer.from("Subject: x\r\n\r\ny\r\n")],
): Promise<string> {
  const begun = await hop.begin(ENVELOPE);
  if (!(begun instanceof Transaction)) return formatReply(begun);
  const accepted: SmtpReply = await begun.rcpt({ address: "bob@contoso.com", notify: ["NEVER"] });
  return formatReply(accepted.code === 250 ? await begun.send(content) : accepted);
}

test("speaks plain SMTP, in order, and offers only what is offered", async () => {
  const { hop, heard } = await scripted(GOOD);
  expect(await send(hop)).toBe("250 2.0.0 ok");
  expect(heard).toEqual([
    ...["EHLO host.example", "MAIL FROM:<alice@contoso.com>", "RCPT TO:<bob@contoso.com> NOTIFY=NEVER", "DATA"],
    ...["Subject: x", "", "y", "."],
  ]);
  const old = await scripted({ ...GOOD, EHLO: "500 what", HELO: "250 next.example" });
  expect(await send(old.hop)).toBe("250 2.0.0 ok");
  expect(old.heard.slice(0, 4)).toEqual([
    ...["EHLO host.example", "HELO host.example", "MAIL FROM:<alice@contoso.com>", "RCPT TO:<bob@contoso.com>"],
  ]);
});

test.each([
  ["greets with an error", { greeting: "554 no" }, "451 4.4.1"],
  ["closes at once", { greeting: undefined }, "451 4.4.1"],
  ["says what is no SMTP", { greeting: "HTTP/1.1 400" }, "451 4.4.1"],
  ["never greets", { greeting: "220-wait\r\n" }, "451 4.4.1"],
  ["closes at MAIL", { ...GOOD, MAIL: undefined }, "451 4.4.2"],
  ["refuses at MAIL", { ...GOOD, MAIL: "550-5.7.1 first\r\n550 5.7.1 second" }, "550 5.7.1 first second"],
  ["closes at RCPT", { ...GOOD, RCPT: undefined }, "451 4.4.2"],
  ["closes at DATA", { ...GOOD, DATA: undefined }, "451 4.4.2"],
  ["refuses at DATA", { ...GOOD, DATA: "503 5.5.1 no" }, "503 5.5.1 no"],
  ["closes within the content", { ...GOOD, content: undefined }, "451 4.4.2"],
  ["speaks up within the content", { ...GOOD, content: "552 5.3.4 too big" }, "552 5.3.4 too big"],
  ["closes behind the final dot", { ...GOOD, ".": undefined }, "451 4.4.2"],
  ["is silent behind the final dot", { ...GOOD, ".": "250-hm\r\n" }, "451 4.4.2"],
  ["refuses the content", { ...GOOD, ".": "554 5.6.0 no" }, "554 5.6.0 no"],
])("a next hop that %s", async (_, script, answer) => {
  const { hop } = await scripted(script);
  const chunks = function* () {
    yield Buffer.from("Subject: x\r\n\r\n");
    for (let count = 0; count < 50; count += 1) yield Buffer.alloc(100_000, "yyyyyyyy\r\n");
  };
  expect((await send(hop, chunks())).slice(0, answer.length)).toBe(answer);
});

test("what the message declares and the next hop does not take is refused", async () => {
  const { hop } = await scripted({ ...GOOD, EHLO: "250 next.example" });
  expect(await hop.begin({ ...ENVELOPE, eightBitMime: true })).toMatchObject({ code: 554, enhanced: "5.6.3" });
  expect(await hop.begin({ ...ENVELOPE, smtpUtf8: true })).toMatchObject({ code: 550, enhanced: "5.6.7" });
  expect(await send(hop)).toBe("250 2.0.0 ok");
});

test("content that fails ends the connection without the final dot", async () => {
  const { hop, heard } = await scripted(GOOD);
  const broken = function* () {
    yield Buffer.from("Subject: x\r\n");
    throw new Error("defect");
  };
  await expect(send(hop, broken())).rejects.toThrow("defect");
  expect(heard).not.toContain(".");
});

test("dots are stuffed wherever the chunks are cut", () => {
  const pieces = fc.array(fc.constantFrom(".", "\r\n", "x", "\r\n.\r\n", "..", ""), { maxLength: 20 });
  fc.assert(
    fc.property(pieces, (chunks) => {
      const stuffer = new DotStuffer();
      const wire = Buffer.concat([
        ...chunks.map((chunk) => stuffer.stuff(Buffer.from(chunk))),
        stuffer.end(),
      ]).toString();
      const whole = chunks.join("");
      expect(wire.indexOf("\r\n.\r\n") < 0 ? wire : wire.slice(wire.indexOf("\r\n.\r\n"))).toMatch(/^(\r\n)?\.\r\n$/);
      const unstuffed = wire.replace(/\.\r\n$/, "").replace(/^\.|(?<=\r\n)\./g, "");
      expect(unstuffed).toBe(whole === "" || whole.endsWith("\n") ? whole : `${whole}\r\n`);
    }),
    { seed: 8, numRuns: 3000 },
  );
});
