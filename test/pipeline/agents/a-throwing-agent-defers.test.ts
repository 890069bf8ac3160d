import { describe, expect, it } from "vitest";
import type { RoutingAgent, SmtpReceiveAgent, StoreDriverAgent } from "../../../src/agent-api/agents.ts";
import type { Log, LogFields } from "../../../src/runtime/log.ts";
import { headersOf, NOON, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { onlyMessageId, send, trail } from "../../support/transport.ts";

const FIVE_MINUTES = 5 * 60_000;

/** Keeps what is logged. */
function listeningLog(): { log: Log; lines: (LogFields & { text: string })[] } {
  const lines: (LogFields & { text: string })[] = [];
  const write = (fieldsOrText: LogFields | string, text = "") => {
    lines.push(typeof fieldsOrText === "string" ? { text: fieldsOrText } : { ...fieldsOrText, text });
  };
  const log: Log = { debug() {}, info() {}, warn: write, error: write, child: () => log };
  return { log, lines };
}

describe.each(["onSubmitted", "onResolved", "onRouted", "onCategorized"] as const)(
  "a routing agent that throws at %s",
  (event) => {
    it("defers the message, is named in log and trace, and the message goes on after the retry, from the beginning", async () => {
      let failures = 1;
      const marks = {
        name: "Marker",
        priority: 1,
        onSubmitted: (_s, item) => item.headers.append("X-Mark", "1"),
      } satisfies RoutingAgent;
      const agent: RoutingAgent = {
        name: "Clumsy",
        priority: 50,
        [event]() {
          if (failures-- > 0) throw new TypeError("x is undefined");
        },
      };
      const { log, lines } = listeningLog();
      const on = await sandbox({ config: tenant(), agents: { routing: [marks, agent] }, log });
      const id = await submit(on, { subject: "Patience" });

      expect(await subjects(on, "bob")).toEqual([]);
      const [received, deferred] = await on.tracking.find({ messageId: id });
      expect(deferred).toMatchObject({
        eventId: "DEFER",
        source: "AGENT",
        recipients: ["bob@contoso.com"],
        detail: `Clumsy: failed at ${event}: x is undefined`,
      });
      expect(lines.find((line) => line.text === "agent failed")).toMatchObject({
        agent: "Clumsy",
        event,
        message: received?.networkMessageId,
        err: new TypeError("x is undefined"),
      });

      await on.advance(FIVE_MINUTES - 1);
      expect(await subjects(on, "bob")).toEqual([]);
      await on.advance(1);

      expect(await subjects(on, "bob")).toEqual(["Patience"]);
      // Nothing of the run that failed was kept.
      expect((await headersOf(on, "bob")).all("X-Mark")).toEqual(["1"]);
      expect((await trail(on, id)).slice(1)).toEqual(["DEFER bob@contoso.com", "DELIVER bob@contoso.com"]);
    });
  },
);

it("an agent whose part of the commit fails is named too, and nothing of the run is kept", async () => {
  let failures = 1;
  const content = Buffer.from("Subject: Side effect\r\n\r\n");
  const agent: RoutingAgent = {
    name: "Clumsy",
    priority: 50,
    onResolved(source, item) {
      if (item.entry === "agent") return;
      source.submit({ sender: "robot@contoso.com", recipients: ["carol@contoso.com"], content });
      source.commit(async (tx) => {
        if (failures-- > 0) await tx.run("INSERT INTO no_such_table VALUES (1)");
      });
    },
  };
  const { log, lines } = listeningLog();
  const on = await sandbox({ config: tenant(), agents: { routing: [agent] }, log });
  const id = await submit(on, { subject: "Once" });

  const reason = "Clumsy failed at commit: no such table: no_such_table";
  expect((await on.tracking.find({ messageId: id }))[1]).toMatchObject({ eventId: "DEFER", detail: reason });
  expect(lines.map((line) => (line.err as Error).message)).toEqual([reason]);
  expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([[], []]);

  await on.advance(FIVE_MINUTES);
  expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([["Once"], ["Side effect"]]);
});

describe("a store driver agent that throws", () => {
  it.each(["onInitialized", "onPromoted", "onCreated"] as const)(
    "at %s defers the delivery as a whole, is named, and it is done later",
    async (event) => {
      let failures = 1;
      const agent: StoreDriverAgent = {
        name: "Clumsy",
        priority: 50,
        async [event]() {
          if (failures-- > 0) throw new Error("no luck");
        },
      };
      const { log, lines } = listeningLog();
      const on = await sandbox({ config: tenant(), agents: { storeDriver: [agent] }, log });
      const id = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], subject: "Later" });
      expect([...(await subjects(on, "bob")), ...(await subjects(on, "carol"))]).toEqual([]);
      const rows = await on.tracking.find({ messageId: id });
      expect(rows[1]).toMatchObject({ eventId: "DEFER", source: "STOREDRIVER", detail: "Clumsy failed: no luck" });
      expect(lines).toMatchObject([{ text: "delivery deferred", agent: "Clumsy", err: new Error("no luck") }]);
      await on.advance(FIVE_MINUTES);
      expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([["Later"], ["Later"]]);
      expect((await on.tracking.find({ messageId: id })).at(-1)?.at).toBe(NOON + FIVE_MINUTES);
    },
  );

  it("by awaiting something other than its transaction is named as well", async () => {
    let failures = 1;
    const agent: StoreDriverAgent = {
      name: "Dawdler",
      priority: 50,
      async onPromoted() {
        if (failures-- > 0) await new Promise((resolve) => setTimeout(resolve, 1));
      },
    };
    const on = await sandbox({ config: tenant(), agents: { storeDriver: [agent] } });
    const id = await submit(on, { subject: "Later" });
    expect((await on.tracking.find({ messageId: id }))[1]?.detail).toMatch(
      /^Dawdler failed: A write awaited something other than its transaction and was undone/,
    );
    await on.advance(FIVE_MINUTES);
    expect(await subjects(on, "bob")).toEqual(["Later"]);
  });
});

describe("an SMTP receive agent", () => {
  const agent = (onEndOfData: SmtpReceiveAgent["onEndOfData"]): SmtpReceiveAgent => ({
    name: "Guard",
    priority: 50,
    onEndOfData,
  });

  it("that throws makes the client try again: nothing was stored", async () => {
    const { log, lines } = listeningLog();
    const on = await sandbox({
      config: tenant(),
      log,
      agents: {
        smtpReceive: [
          agent(() => {
            throw new Error("no luck");
          }),
        ],
      },
    });
    expect(await send(on, { raw: "Subject: x\r\n\r\n" })).toBe(
      "451 4.3.0 Temporary server error; an agent failed, please try again later",
    );
    expect(lines).toMatchObject([{ text: "agent failed", agent: "Guard", event: "onEndOfData" }]);
    expect(await on.tracking.find({})).toEqual([]);
  });

  it("may refuse, in its words, and may edit what is accepted", async () => {
    const on = await sandbox({
      config: tenant(),
      agents: {
        smtpReceive: [
          agent((item) => {
            item.headers.append("X-Guard", "passed");
            if (item.headers.get("Subject") === "Bad") return { code: 550, enhanced: "5.7.1", text: "Not today" };
            return undefined;
          }),
        ],
      },
    });
    expect(await send(on, { raw: "Subject: Bad\r\n\r\n" })).toBe("550 5.7.1 Not today");
    expect(await send(on, { raw: "Subject: Good\r\n\r\n" })).toMatch(/^250 /);
    await on.idle();
    expect((await headersOf(on, "bob")).get("X-Guard")).toBe("passed");
    expect(await trail(on, await onlyMessageId(on))).toHaveLength(2);
  });
});
