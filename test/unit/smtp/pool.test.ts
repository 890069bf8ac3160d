import { describe, expect, it } from "vitest";
import type { OutgoingEnvelope } from "../../../src/smtp/client.ts";
import { SmtpPool, type SmtpPoolOptions } from "../../../src/smtp/pool.ts";
import { formatReply, reply } from "../../../src/smtp/reply.ts";
import { cleanUp, type Desk, eventually, QUEUED, startListener } from "./support.ts";

const MESSAGE = Buffer.from("Subject: x\r\n\r\nhello\r\n");
const envelope: OutgoingEnvelope = {
  from: "ann@fabrikam.com",
  recipients: [{ address: "bob@contoso.com" }],
  smtpUtf8: false,
  eightBitMime: false,
};

function newPool(desk: Desk, options: Partial<SmtpPoolOptions> = {}): SmtpPool {
  const { port } = desk;
  const tls = { mode: "none", verify: "none" } as const;
  const pool = new SmtpPool({ host: "127.0.0.1", port, hostname: "out.example", tls, maxConnections: 2, ...options });
  cleanUp(() => pool.close());
  return pool;
}

async function countedListener(overrides: Parameters<typeof startListener>[0] = {}) {
  let opened = 0;
  const onConnect = () => {
    opened += 1;
    return undefined;
  };
  const desk = await startListener({ ...overrides, handler: { onConnect, ...overrides.handler } });
  return { desk, opened: () => opened };
}

describe("SmtpPool", () => {
  it("keeps connections and opens no more than it may", async () => {
    const slow = () => new Promise<typeof QUEUED>((resolve) => setTimeout(resolve, 10, QUEUED));
    const { desk, opened } = await countedListener({ onEnd: slow });
    const pool = newPool(desk);
    const results = await Promise.all(Array.from({ length: 20 }, () => pool.send(envelope, MESSAGE)));
    expect(results.every((result) => result.reply.code === 250)).toBe(true);
    expect(opened()).toBe(2);
    expect(pool.connections).toBe(2);
    await pool.close();
    expect(pool.connections).toBe(0);
    await eventually(() => desk.listener.connections === 0);
    expect(formatReply((await pool.send(envelope, MESSAGE)).reply)).toBe("451 4.3.2 Service shutting down");
  });

  it("is cut in the middle of whatever it does, and asks nobody again", async () => {
    let isMute = false;
    const never = new Promise<undefined>(() => {});
    const { desk, opened } = await countedListener({ handler: { onMailFrom: () => (isMute ? never : undefined) } });
    const pool = newPool(desk, { maxConnections: 1 });
    // A kept connection whose peer is lost before its first reply is replaced else.
    expect((await pool.send(envelope, MESSAGE)).reply.code).toBe(250);
    isMute = true;
    const sent = pool.send(envelope, MESSAGE);
    await eventually(() => desk.listener.connections === 1);
    await new Promise((resolve) => setImmediate(resolve));
    pool.cut();
    expect(formatReply((await sent).reply)).toBe("451 4.3.2 Service shutting down");
    expect(opened()).toBe(1);
  });

  it("lends a connection and tells what its peer offers", async () => {
    const { desk, opened } = await countedListener();
    const pool = newPool(desk, { maxConnections: 1 });
    const sender = await pool.acquire();
    if ("code" in sender) throw new Error("not reached");
    expect(sender.extensions.has("8BITMIME")).toBe(true);
    const other = pool.acquire();
    expect((await sender.send(envelope, MESSAGE)).reply.code).toBe(250);
    sender.release();
    sender.release();
    const next = await other;
    expect("code" in next).toBe(false);
    if (!("code" in next)) next.release();
    expect(opened()).toBe(1);
    expect(pool.connections).toBe(1);
  });

  it("does not use a connection again after a refusal", async () => {
    let n = 0;
    const { desk, opened } = await countedListener({ onEnd: () => (++n === 1 ? reply(554, "5.6.0", "No") : QUEUED) });
    const pool = newPool(desk);
    expect((await pool.send(envelope, MESSAGE)).reply.code).toBe(554);
    expect((await pool.send(envelope, MESSAGE)).reply.code).toBe(250);
    expect((await pool.send(envelope, MESSAGE)).reply.code).toBe(250);
    expect(opened()).toBe(2);
  });

  it("gives up a connection that nobody used for a while", async () => {
    const { desk } = await countedListener();
    const pool = newPool(desk, { idleTimeoutMs: 30 });
    await pool.send(envelope, MESSAGE);
    expect(pool.connections).toBe(1);
    await eventually(() => desk.listener.connections === 0);
    expect(pool.connections).toBe(0);
  });

  it("does not notice that the peer gave up a kept connection", async () => {
    // The first connection says 421 on its second MAIL, as a server does whose idle time has run out meanwhile.
    const seen = new Map<string, number>();
    const { desk, opened } = await countedListener({
      handler: {
        onMailFrom: (session) => {
          seen.set(session.id, (seen.get(session.id) ?? 0) + 1);
          return seen.get(session.id) === 2 ? reply(421, "4.4.2", "Connection timed out") : undefined;
        },
      },
    });
    const pool = newPool(desk);
    async function* message() {
      yield MESSAGE;
    }
    for (let n = 0; n < 3; n += 1) expect((await pool.send(envelope, message())).reply.code).toBe(250);
    expect(opened()).toBe(3);
    expect(desk.messages.map((each) => each.content)).toEqual([MESSAGE, MESSAGE, MESSAGE]);
  });

  it("opens a new connection when the kept one is gone", async () => {
    const { desk, opened } = await countedListener({ limits: { idleTimeoutMs: 30 } });
    const pool = newPool(desk);
    await pool.send(envelope, MESSAGE);
    await eventually(() => desk.listener.connections === 0);
    expect((await pool.send(envelope, MESSAGE)).reply.code).toBe(250);
    expect(opened()).toBe(2);
  });

  it("tells why nobody was reached, and lets the next one try", async () => {
    const { desk } = await countedListener();
    await desk.listener.close(0);
    const pool = newPool(desk, { maxConnections: 1 });
    for (let n = 0; n < 3; n += 1) {
      const result = await pool.send(envelope, MESSAGE);
      expect(formatReply(result.reply)).toBe("451 4.4.316 Connection refused");
      expect(result.recipients).toEqual([{ address: "bob@contoso.com", reply: result.reply }]);
    }
    expect(pool.connections).toBe(0);
  });
});
