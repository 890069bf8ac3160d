// wait(), idle() and events(): no sleeps in a test, and a sentence when time is up.
import { describe, expect, it } from "vitest";
import { failure, library, Q3 } from "../support/library.ts";

const NOWHERE = { outboundConnectors: [{ name: "To the signature service", smartHosts: "127.0.0.1:1" }] };

describe("wait()", () => {
  it("resolves with what answers, by object or search line", async () => {
    const sandbox = await library();
    const waiting = sandbox.wait({ subject: "q3", verdict: "changed" });
    const message = await sandbox.send(Q3);
    expect((await waiting).map(({ id }) => id)).toEqual([message.journeyId]);
    expect(await sandbox.wait('subject:"Q3 numbers" to:bob')).toHaveLength(1);
    expect(await sandbox.journeys({ from: "alice" })).toHaveLength(1);
    expect(await sandbox.journeys("verdict:lost")).toEqual([]);
  });

  it("names what was nearest, each recipient's state, and the clock that stands still", async () => {
    const sandbox = await library(NOWHERE);
    await sandbox.send(Q3);
    await sandbox.idle();
    expect(await failure(sandbox.wait({ subject: "Q3", verdict: "intact" }, { timeout: 20 }))).toMatch(
      /^No message answered \{"subject":"Q3","verdict":"intact"\} within 20 ms\. Nearest: "Q3 numbers" is pending, its recall none: bob@contoso\.com is deferred \(.*\)\. Time stands still at .*; advance\(\) moves it\.$/,
    );
    expect(await failure(sandbox.wait("subject:Q4", { timeout: 20 }))).toContain(
      'Nothing like it is known; the newest message: "Q3 numbers" is pending',
    );
  });

  it("says so when there is nothing at all, and what can't be read", async () => {
    const sandbox = await library();
    expect(await failure(sandbox.wait({ subject: "x" }, { timeout: 20 }))).toContain("No message is known at all.");
    expect(await failure(sandbox.wait("vrdict:intact"))).toContain("did you mean `verdict`?");
  });

  it("means the message, not its recall or report of the same subject", async () => {
    const sandbox = await library();
    await (await sandbox.send(Q3)).recall();
    expect(await failure(sandbox.wait({ subject: "Q3", verdict: "lost" }, { timeout: 20 }))).toContain(
      'Nearest: "Q3 numbers" is changed, its recall recalled',
    );
  });
});

describe("advance()", () => {
  it("runs retries at their time, one advance after the other", async () => {
    const sandbox = await library(NOWHERE, { now: 0 });
    const message = await sandbox.send(Q3);
    await Promise.all([sandbox.advance("1h"), sandbox.advance(1000)]);
    expect(sandbox.now).toEqual(new Date(3_601_000));
    const { events } = await message.journey();
    expect(events.filter(({ eventId }) => eventId === "DEFER").length).toBeGreaterThan(2);
    await sandbox.advance("25h");
    await expect(message).toHaveVerdict("failed");
  });

  it("takes no other words for a time", async () => {
    const sandbox = await library();
    for (const by of ["1 day", "-1h", -1, Number.NaN])
      expect(await failure(sandbox.advance(by))).toBe(
        `advance() takes milliseconds or a duration such as "24h", not "${by}"`,
      );
  });
});

describe("idle()", () => {
  it("gives up in a sentence when mail stays in flight", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const agent = { name: "holds", priority: 1, onSubmitted: () => held };
    const sandbox = await library({}, { agents: { routing: [agent] } });
    await sandbox.send(Q3);
    const words = await failure(sandbox.idle({ timeout: 50 })).finally(release);
    expect(words).toMatch(/^Mail is still in flight after 50 ms: "Q3 numbers", bob@contoso\.com is pending \(.*\)\.$/);
    await sandbox.idle();
  });
});

describe("events()", () => {
  it("tells what happens from the call on, and lets go when the loop is left", async () => {
    const sandbox = await library();
    const events = sandbox.events({ types: ["tracking"] });
    await sandbox.send(Q3);
    const seen: string[] = [];
    for await (const event of events) {
      if (event.type === "tracking") seen.push(event.data.eventId);
      if (seen.includes("DELIVER")) break;
    }
    expect(seen[0]).toBe("RECEIVE");
  });

  it("tells of a mailbox what comes and is read", async () => {
    const sandbox = await library();
    const seen: string[] = [];
    for await (const event of sandbox.events({ types: ["mailbox"], mailboxes: ["bob@contoso.com"] })) {
      if (event.type !== "mailbox") continue;
      seen.push(event.data.what);
      if (event.data.what === "followed") await sandbox.send(Q3);
      if (event.data.what === "updated") break;
      const bob = sandbox.mailbox("bob@contoso.com");
      const [copy] = await bob.messages();
      if (event.data.what === "created" && copy) await bob.markRead(copy);
    }
    expect(seen).toEqual(["followed", "created", "updated"]);
  });

  it("ends by a signal, by return() while it sleeps, and with the sandbox", async () => {
    const sandbox = await library();
    const all = async (events: AsyncIterable<unknown>) => {
      for await (const _ of events);
      return "ended";
    };
    expect(await all(sandbox.events({ signal: AbortSignal.timeout(10) }))).toBe("ended");
    const iterator = sandbox.events()[Symbol.asyncIterator]();
    const next = iterator.next();
    await iterator.return?.();
    expect((await next).done).toBe(true);
    const untilTheEnd = all(sandbox.events());
    await sandbox.send(Q3);
    await sandbox.stop();
    expect(await untilTheEnd).toBe("ended");
  });
});
