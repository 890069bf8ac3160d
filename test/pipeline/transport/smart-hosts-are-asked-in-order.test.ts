import { describe, expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { closedPort, foreignHost, notifications, outbound, outcomesOf, trail } from "../../support/transport.ts";

const to = "frank@fabrikam.com";

describe("with several smart hosts", () => {
  it("the first one gets all mail as long as it answers", async () => {
    const [first, second] = [await foreignHost(), await foreignHost()];
    const on = await sandbox({ config: tenant(outbound([first.address, second.address])) });
    for (const subject of ["a", "b"]) await submit(on, { to, subject });
    expect([first.taken.length, second.taken.length]).toEqual([2, 0]);
  });

  it("the next one is asked when one can't be reached, or greets with a refusal", async () => {
    const refusing = await foreignHost({ onConnect: () => "421 4.3.2 Too busy" });
    const second = await foreignHost();
    const on = await sandbox({
      config: tenant(outbound([`127.0.0.1:${await closedPort()}`, refusing.address, second.address])),
    });
    const id = await submit(on, { to });
    expect(second.taken).toHaveLength(1);
    expect(await trail(on, id)).toEqual([`RECEIVE ${to}`, `SENDEXTERNAL ${to}`]);
    const [leg] = await on.legs.list({ messageId: id });
    expect(leg).toMatchObject({ direction: "out", connector: "Out", peer: second.address });
  });

  it("a verdict on the message is not taken to another one for a better answer", async () => {
    const first = await foreignHost({ onMessage: () => "550 5.7.1 Spam" });
    const second = await foreignHost();
    const on = await sandbox({ config: tenant(outbound([first.address, second.address])) });
    await submit(on, { to });
    expect(second.taken).toEqual([]);
    expect(outcomesOf(await notifications(on, "alice"))).toEqual([`${to} failed 5.7.1`]);
  });

  it("when none can be reached, the message waits with the last one's reason", async () => {
    const on = await sandbox({
      config: tenant(outbound([`127.0.0.1:${await closedPort()}`, `127.0.0.1:${await closedPort()}`])),
    });
    const id = await submit(on, { to });
    expect(await trail(on, id)).toEqual([`RECEIVE ${to}`, `DEFER ${to}`]);
  });
});

describe("a connection", () => {
  it("that breaks amid the message leaves it queued; nothing counts as sent", async () => {
    let breaks = true;
    const host = await foreignHost({
      onMessage: () => {
        if (breaks) return "421 4.3.2 Going down";
        return undefined;
      },
    });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    const id = await submit(on, { to });
    expect(await trail(on, id)).toEqual([`RECEIVE ${to}`, `DEFER ${to}`]);
    breaks = false;
    await on.advance(60_000);
    expect(host.taken).toHaveLength(1);
    expect((await trail(on, id)).at(-1)).toBe(`SENDEXTERNAL ${to}`);
  });

  it("is kept for the next message, and replaced when the peer closed it meanwhile", async () => {
    let connections = 0;
    const host = await foreignHost({
      onConnect: () => {
        connections += 1;
        return undefined;
      },
    });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    for (const subject of ["a", "b", "c"]) await submit(on, { to, subject });
    expect(connections).toBe(1);
    await host.close();
    const again = await foreignHost({ port: host.port });
    await submit(on, { to, subject: "d" });
    expect(again.taken).toHaveLength(1);
  });
});
