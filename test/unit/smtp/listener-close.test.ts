import net from "node:net";
import { describe, expect, it } from "vitest";
import { listen } from "../../../src/smtp/listener.ts";
import { eventually, greeted, LIMITS, QUEUED, readyForData, startListener } from "./support.ts";

describe("close()", () => {
  it("tells idle clients at once and refuses new ones", async () => {
    const desk = await startListener();
    const [one, two] = [await greeted(desk), await greeted(desk)];
    await two.ask("MAIL FROM:<a@x.example>");
    const closed = desk.listener.close();
    for (const client of [one, two]) {
      expect(await client.reply()).toBe("421 4.3.2 Service shutting down");
      await client.closed();
    }
    await closed;
    await expect(desk.dial()).rejects.toThrow("ECONNREFUSED");
  });

  it("lets a message arrive, answers it, and then ends the connection", async () => {
    const desk = await startListener();
    const client = await readyForData(desk);
    client.raw("Subject: half");
    let isClosed = false;
    const closed = desk.listener.close().then(() => {
      isClosed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isClosed).toBe(false);
    client.raw("\r\n.\r\nNOOP\r\n");
    expect(await client.reply()).toBe("250 2.6.0 Queued mail for delivery");
    expect(await client.reply()).toBe("421 4.3.2 Service shutting down");
    await client.closed();
    await closed;
    expect(desk.messages).toHaveLength(1);
  });

  it("waits for a handler, then ends the connection", async () => {
    let answer: () => void = () => {};
    const onMailFrom = () =>
      new Promise<undefined>((resolve) => {
        answer = () => resolve(undefined);
      });
    const desk = await startListener({ handler: { onMailFrom } });
    const client = await greeted(desk);
    client.send("MAIL FROM:<a@x.example>");
    await new Promise((resolve) => setTimeout(resolve, 20));
    const closed = desk.listener.close();
    answer();
    expect(await client.reply()).toBe("250 2.1.0 Sender OK");
    expect(await client.reply()).toMatch(/^421 4\.3\.2/);
    await closed;
  });

  it("gives up a message that does not arrive in time", async () => {
    const desk = await startListener();
    const client = await readyForData(desk);
    client.raw("Subject: half");
    await new Promise((resolve) => setTimeout(resolve, 20));
    await desk.listener.close(50);
    expect(await client.reply()).toBe("421 4.3.2 Service shutting down");
    expect(desk).toMatchObject({ aborted: 1, ended: 0 });
  });

  it("does not wait for a client that never hangs up", async () => {
    const desk = await startListener();
    const socket = net.connect({ port: desk.port, host: "127.0.0.1", allowHalfOpen: true });
    socket.on("error", () => {});
    await eventually(() => desk.listener.connections === 1);
    const start = Date.now();
    await desk.listener.close(100);
    expect(Date.now() - start).toBeLessThan(2_000);
    socket.destroy();
  });

  it("may be called twice", async () => {
    const desk = await startListener();
    await Promise.all([desk.listener.close(), desk.listener.close(0)]);
  });
});

describe("listen()", () => {
  it("rejects when the port is taken", async () => {
    const desk = await startListener();
    const handler = { onData: () => QUEUED };
    const options = { hostname: "x", host: "127.0.0.1", port: desk.port, limits: LIMITS, handler };
    await expect(listen(options)).rejects.toThrow("EADDRINUSE");
  });
});
