// The host is down when the message is sent, the recall is exempted: so the request is there before the original.
import { createServer } from "node:net";
import { silentLog } from "../../../runtime/log.ts";
import { presetBehaviours } from "../../../smart-host/presets.ts";
import { type SmartHost, startSmartHost } from "../../../smart-host/smart-host.ts";
import { reportWord, SUBJECT } from "../act.ts";
import type { Scene } from "../scene.ts";
import { BOB, type DemoTenant, scenario } from "../tenant.ts";

export const requestFirst: Scene = {
  id: "request-first",
  title: "the recall is there before the original",
  expected: "never seen; report: recalled",
  async play(start) {
    const port = await freePort();
    const tenant = await start({
      extends: scenario("exemption"),
      smartHost: { enabled: false },
      outboundConnectors: [{ name: "To the signature service", smartHosts: `127.0.0.1:${port}` }],
    });
    const messageId = await tenant.send(BOB, SUBJECT);
    const seenBefore = await tenant.find(BOB, SUBJECT);
    const requestId = await tenant.recall(messageId);
    const early = await tenant.reportOf(requestId, BOB);
    const deferred = await wasDeferred(tenant, requestId);

    const host = await startHost(tenant, port);
    const seenMeanwhile = await watch(tenant, tenant.api.advance("2m")).finally(() => host.close(0));
    const original = await tenant.legs(messageId);
    const seenAfter = await tenant.find(BOB, SUBJECT);
    const recipient = await tenant.reportOf(requestId, BOB);
    const purged = await tenant.graph.messages(BOB, { folder: "recoverableitemspurges", internetMessageId: messageId });
    return {
      outcome:
        seenBefore || seenMeanwhile || seenAfter
          ? "original stays"
          : purged.length > 0
            ? "never seen"
            : "never arrives",
      report: reportWord(recipient),
      claims: [
        { holds: early.status === "pending", otherwise: `the report said ${early.status} before the original came` },
        { holds: deferred, otherwise: "the trace has no Defer of the request" },
        { holds: original.in.length === 1, otherwise: "the original did not come back" },
      ],
      why: "The request waited (Defer) and was woken by the original, which went to Purges before anybody saw it.",
      trueReason: recipient.trueReasonText,
    };
  },
};

/** Looks into the mailbox again and again until `done`. */
async function watch(tenant: DemoTenant, done: Promise<unknown>): Promise<boolean> {
  let [isSeen, isOver] = [false, false];
  const watching = (async () => {
    while (!isOver) isSeen ||= (await tenant.find(BOB, SUBJECT)) !== undefined;
  })();
  await done.finally(() => {
    isOver = true;
  });
  await watching;
  return isSeen;
}

async function wasDeferred(tenant: DemoTenant, requestId: string): Promise<boolean> {
  for (const row of await tenant.exchange.messageTrace({ MessageId: requestId })) {
    const details = await tenant.exchange.messageTraceDetail(row);
    if (details.some(({ Event }) => Event.toLowerCase() === "defer")) return true;
  }
  return false;
}

/** The third party comes up again, at the address that the connector names. */
function startHost(tenant: DemoTenant, port: number): Promise<SmartHost> {
  const { certificates, ports, clock, activity } = tenant.sandbox;
  return startSmartHost({
    host: "127.0.0.1",
    port,
    hostname: "smarthost.contoso.com",
    tls: { ...certificates.smartHost, ca: [certificates.ca.cert] },
    behaviours: presetBehaviours("signature"),
    returnTo: { host: "127.0.0.1", port: ports.return, ca: [certificates.ca.cert], ...certificates.smartHost },
    clock,
    activity,
    log: silentLog,
  });
}

/** Nobody listens there for now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
