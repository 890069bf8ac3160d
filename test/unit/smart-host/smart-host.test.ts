import { once } from "node:events";
import { mkdtempSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createActivity } from "../../../src/runtime/activity.ts";
import { issueCertificate, loadOrCreateCertificates } from "../../../src/runtime/certificates.ts";
import { createClock } from "../../../src/runtime/clock.ts";
import type { Behaviour } from "../../../src/smart-host/behaviours/behaviour.ts";
import { composeBehaviours } from "../../../src/smart-host/compose.ts";
import { presetBehaviours } from "../../../src/smart-host/presets.ts";
import { formatReply } from "../../../src/smtp/reply.ts";
import { clientFor, NOW, Sink, startHost, startLoop, until } from "./loop.ts";
import { lines } from "./support.ts";

const MAIL = lines(
  ...["From: alice@contoso.com", "Subject: dots", "Message-ID: <1@contoso.com>", "", ".", "..x", "\xff 8-bit", "", "."],
);
const two = { recipients: [{ address: "bob@contoso.com" }, { address: "carol@contoso.com" }] };
const answers = (result: { recipients: readonly { reply: Parameters<typeof formatReply>[0] }[] }) =>
  result.recipients.map(({ reply }) => formatReply(reply));

describe("cut-through", () => {
  test("the message passes byte for byte below a Received field and the marker", async () => {
    const { send, sink } = await startLoop(presetBehaviours("transparent"));
    const { reply } = await send(MAIL);
    expect(formatReply(reply)).toBe("250 2.6.0 message 1");
    const [received, by, date, marker, ...rest] = sink.received[0]?.text.split("\r\n") ?? [];
    expect(received).toBe("Received: from tenant.example ([127.0.0.1])");
    expect(by).toMatch(/^\tby host\.example with ESMTP id [0-9a-f]{12};$/);
    expect(date).toBe("\tMon, 01 Jun 2026 12:00:00 +0000");
    expect(marker).toBe("X-Sandbox-Signature: true");
    expect(rest.join("\r\n")).toBe(MAIL.toString("latin1"));
  });

  test("RFC 3461 parameters, 8BITMIME and SMTPUTF8 pass", async () => {
    const { send, sink } = await startLoop([]);
    const recipients = [
      { address: "bob@contoso.com", notify: ["SUCCESS", "DELAY"], originalRecipient: "rfc822;b+ob=x@contoso.com" },
      { address: "grüße@contoso.com", notify: ["NEVER"] },
    ];
    const rest = { ret: "HDRS" as const, envelopeId: "a+b=c", smtpUtf8: true, eightBitMime: true };
    await send(MAIL, { recipients, ...rest });
    expect(sink.received[0]?.envelope).toEqual({ from: "alice@contoso.com", recipients, ...rest });
    expect(sink.received[0]?.text).toContain("with UTF8SMTP id");
  });

  test.each(["250 2.0.0 fine", "452 4.3.1 no room", "550 5.7.64 TenantAttribution; Relay Access Denied SMTP"])(
    "the reply to the data is the next hop's: %s",
    async (line) => {
      const { send, sink } = await startLoop(presetBehaviours("signature"));
      sink.endReply = () => line;
      expect(formatReply((await send(MAIL)).reply)).toBe(line);
    },
  );

  test("so are those to MAIL and DATA; 421 is not passed on as such", async () => {
    const { send, sink } = await startLoop([]);
    sink.mailReply = "550 5.7.1 not you";
    expect(formatReply((await send(MAIL)).reply)).toBe("550 5.7.1 not you");
    sink.mailReply = undefined;
    sink.dataReply = "451 4.3.0 not now";
    expect(formatReply((await send(MAIL)).reply)).toBe("451 4.3.0 not now");
    sink.dataReply = undefined;
    sink.mailReply = "421 4.3.2 going down";
    expect(formatReply((await send(MAIL)).reply)).toBe("451 4.3.2 going down");
  });

  test("each recipient hears its own reply at RCPT, and only those accepted get the message", async () => {
    const { send, sink } = await startLoop(presetBehaviours("signature"));
    sink.rcptReply = (address) => (address.startsWith("carol") ? "550 5.4.1 Recipient address rejected" : undefined);
    expect(answers(await send(MAIL, two))).toEqual(["250 2.6.0 message 1", "550 5.4.1 Recipient address rejected"]);
    expect(sink.received[0]?.envelope.recipients).toEqual([{ address: "bob@contoso.com" }]);
    sink.rcptReply = () => "450 4.2.1 later";
    expect(answers(await send(MAIL, two))).toEqual(["450 4.2.1 later", "450 4.2.1 later"]);
  });

  test("a next hop that is down is 451 4.4.1", async () => {
    const { send, sink } = await startLoop(presetBehaviours("transparent"));
    await sink.listener.close(0);
    expect(formatReply((await send(MAIL)).reply)).toBe("451 4.4.1 The next hop does not answer");
  });

  test("a next hop that dies in the middle of the message is 451 4.4.2, and later mail passes", async () => {
    const { send, sink } = await startLoop([]);
    const { port } = sink.listener;
    sink.endReply = () => {
      void sink.listener.close(0);
      return "421 4.3.2 gone";
    };
    expect(formatReply((await send(MAIL)).reply)).toMatch(/^451 4\.(3\.2|4\.2) /);
    const again = await Sink.start(undefined, port);
    expect((await send(MAIL)).reply.code).toBe(250);
    expect(again.received).toHaveLength(1);
  });

  test("connections to the next hop are kept, and replaced when it closed them", async () => {
    const { send, sink } = await startLoop(presetBehaviours("transparent"));
    for (let count = 0; count < 5; count += 1) await send(MAIL);
    expect(sink.sessions.size).toBe(1);
    const { port } = sink.listener;
    await sink.listener.close(0);
    const again = await Sink.start(undefined, port);
    expect((await send(MAIL)).reply.code).toBe(250);
    expect(again.received).toHaveLength(1);
  });

  test("a client that leaves in the middle leaves nothing at the next hop", async () => {
    for (const preset of ["transparent", "signature"]) {
      const { host, sink } = await startLoop(presetBehaviours(preset));
      const socket = connect(host.port, "127.0.0.1");
      let heard = "";
      socket.on("data", (chunk) => {
        heard += chunk;
      });
      await until(() => heard.startsWith("220"));
      const say = async (text: string, answer: RegExp) => {
        heard = "";
        socket.write(`${text}\r\n`);
        await until(() => answer.test(heard));
      };
      await say("EHLO tenant.example", /^250 /m);
      await say("MAIL FROM:<a@contoso.com>", /^250/);
      await say("RCPT TO:<b@contoso.com>", /^250/);
      await say("DATA", /^354/);
      socket.write(`Subject: half\r\n\r\n${"x\r\n".repeat(10_000)}`);
      await until(() => host.inFlight === 1);
      socket.destroy();
      await once(socket, "close");
      await until(() => host.inFlight === 0);
      await until(() => preset === "signature" || sink.aborted === 1);
      expect(sink.received).toEqual([]);
    }
  });

  test("RSET and another MAIL begin anew", async () => {
    const { client, send, sink } = await startLoop([]);
    sink.rcptReply = () => "550 5.1.1 nobody";
    await send(MAIL);
    await client.reset();
    sink.rcptReply = () => undefined;
    expect((await send(MAIL)).reply.code).toBe(250);
    expect(sink.sessions.size).toBe(1);
  });

  test("a big message streams past, chunk by chunk", async () => {
    const { send, sink } = await startLoop(presetBehaviours("transparent"));
    const big = Buffer.concat([MAIL, Buffer.from(`${"y".repeat(998)}\r\n`.repeat(10_000))]);
    expect((await send(big)).reply.code).toBe(250);
    expect(sink.received[0]?.bytes.subarray(-big.length).equals(big)).toBe(true);
  });
});

describe("fates", () => {
  test("drop accepts and sends nothing", async () => {
    const { send, sink } = await startLoop(composeBehaviours(["drop"]));
    expect((await send(MAIL)).reply.code).toBe(250);
    expect(sink.received).toEqual([]);
  });

  test("reject refuses with its reply", async () => {
    const { send, sink } = await startLoop(composeBehaviours(["reject=451 4.7.1 Come back later"]));
    expect(formatReply((await send(MAIL)).reply)).toBe("451 4.7.1 Come back later");
    expect(sink.received).toEqual([]);
  });

  test("a behaviour that fails is 451, and nothing is sent", async () => {
    const broken: Behaviour = {
      name: "broken",
      needs: "headers",
      apply() {
        throw new Error("defect");
      },
    };
    const { send, sink } = await startLoop([broken]);
    expect(formatReply((await send(MAIL)).reply)).toBe("451 4.3.0 Temporary server error");
    expect(sink.received).toEqual([]);
  });

  test("duplicate sends twice; the first copy's reply counts", async () => {
    const { send, sink } = await startLoop(composeBehaviours(["duplicate"]));
    expect(formatReply((await send(MAIL, two)).reply)).toBe("250 2.6.0 message 1");
    expect(sink.received.map(({ envelope }) => envelope.recipients.length)).toEqual([2, 2]);
    expect(sink.received[0]?.text).toBe(sink.received[1]?.text);
    sink.endReply = () => "550 5.7.1 no";
    expect((await send(MAIL)).reply.code).toBe(550);
  });

  test("split-per-recipient sends a transaction each; the worst reply is the answer", async () => {
    const { send, sink } = await startLoop(composeBehaviours(["split-per-recipient"]));
    expect((await send(MAIL, two)).reply.code).toBe(250);
    expect(sink.received.map(({ envelope }) => envelope.recipients)).toEqual(two.recipients.map((one) => [one]));
    const refusing = (line: string) => (envelope: { recipients: readonly { address: string }[] }) =>
      envelope.recipients[0]?.address.startsWith("carol") ? line : undefined;
    sink.endReply = refusing("452 4.2.2 full");
    expect(formatReply((await send(MAIL, two)).reply)).toBe(
      "452 4.2.2 full (for carol@contoso.com; accepted for bob@contoso.com)",
    );
    sink.endReply = refusing("554 5.6.0 content");
    expect((await send(MAIL, two)).reply.code).toBe(554);
  });

  const folder = () => mkdtempSync(join(tmpdir(), "smart-host-test-"));

  test("delay keeps the message in a file until the clock says so", async () => {
    const spoolFolder = folder();
    const activity = createActivity();
    const { send, sink, clock, host } = await startLoop(composeBehaviours(["delay=90s"]), { spoolFolder, activity });
    expect(host.nextDue()).toBeUndefined();
    expect((await send(MAIL, { envelopeId: "x" })).reply.code).toBe(250);
    expect(readdirSync(spoolFolder)).toHaveLength(1);
    expect(host.nextDue()).toBe(NOW + 90_000);
    clock.jumpTo(NOW + 89_999);
    expect(host.inFlight).toBe(0);
    clock.jumpTo(NOW + 90_000);
    expect([host.inFlight, activity.busy]).toEqual([1, true]);
    await activity.idle();
    expect([host.inFlight, host.nextDue()]).toEqual([0, undefined]);
    expect(sink.received[0]?.envelope.envelopeId).toBe("x");
    expect(sink.received[0]?.text.endsWith(MAIL.toString("latin1"))).toBe(true);
    expect(readdirSync(spoolFolder)).toEqual([]);
  });

  test("delayed mail that is dropped does not come, and its file is gone", async () => {
    const spoolFolder = folder();
    const activity = createActivity();
    const { send, sink, clock, host } = await startLoop(composeBehaviours(["delay=90s"]), { spoolFolder, activity });
    await send(MAIL);
    await host.dropDelayed();
    expect([host.nextDue(), readdirSync(spoolFolder)]).toEqual([undefined, []]);
    clock.jumpTo(NOW + 90_000);
    await activity.idle();
    expect(sink.received).toEqual([]);
  });

  test("a late duplicate is kept, the first copy goes at once", async () => {
    const { send, sink, clock, host } = await startLoop(composeBehaviours(["duplicate=10m"]), {
      spoolFolder: folder(),
    });
    expect(formatReply((await send(MAIL)).reply)).toBe("250 2.6.0 message 1");
    expect(host.nextDue()).toBe(NOW + 600_000);
    clock.jumpTo(NOW + 600_000);
    await until(() => sink.received.length === 2);
  });

  test("delayed mail is tried again after a temporary refusal, and put aside after a permanent one", async () => {
    const spoolFolder = folder();
    const { send, sink, clock, host } = await startLoop(composeBehaviours(["delay=1s"]), { spoolFolder });
    await send(MAIL, two);
    sink.rcptReply = (address) => (address.startsWith("carol") ? "450 4.2.1 later" : undefined);
    clock.jumpTo(NOW + 1000);
    await until(() => host.nextDue() === NOW + 61_000);
    expect(sink.received.map(({ envelope }) => envelope.recipients.length)).toEqual([1]);
    sink.rcptReply = () => "550 5.1.1 nobody";
    clock.jumpTo(NOW + 61_000);
    await until(() => readdirSync(spoolFolder).some((name) => name.endsWith(".failed")));
    expect(sink.received).toHaveLength(1);
    await until(() => host.inFlight === 0);
    expect(host.nextDue()).toBeUndefined();
  });

  test("what an earlier run kept is sent by the next", async () => {
    const spoolFolder = folder();
    const { send, sink, host } = await startLoop(composeBehaviours(["delay=1h", "split-per-recipient"]), {
      spoolFolder,
    });
    await send(MAIL, two);
    await host.close(1000);
    const clock = createClock({ frozenAt: NOW + 7_200_000 });
    const next = await startHost(sink.listener.port, [], { spoolFolder, clock });
    await until(() => sink.received.length === 2);
    await until(() => next.inFlight === 0);
    expect(readdirSync(spoolFolder)).toEqual([]);
  });
});

test("TLS on the way out: client certificate shown, server checked, anything else refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "smart-host-tls-"));
  const names = { server: ["localhost", "127.0.0.1"], smartHost: ["smarthost.contoso.com"] };
  const { ca, server, smartHost } = await loadOrCreateCertificates(folder, names);
  const sink = await Sink.start({ ...server, ca: [ca.cert], requestClientCertificate: true });
  const returnTo = { host: "127.0.0.1", port: sink.listener.port, ca: [ca.cert], ...smartHost };
  const reply = async (options: object) => {
    const host = await startHost(0, presetBehaviours("transparent"), { returnTo: { ...returnTo, ...options } });
    const client = clientFor(host.port);
    onTestFinished(() => client.close());
    const envelope = { from: "a@contoso.com", ...two, smtpUtf8: false, eightBitMime: false };
    return formatReply((await client.send(envelope, MAIL)).reply);
  };
  expect(await reply({})).toBe("250 2.6.0 message 1");
  expect(sink.certificates).toEqual([["smarthost.contoso.com"]]);
  expect(await reply({ servername: "other.example" })).toMatch(/^451 4\.7\.5 /);
  expect(
    await reply({ ca: [(await issueCertificate(folder, "x.example", { client: true, server: true })).cert] }),
  ).toMatch(/^451 4\.7\.5 /);
  const plain = await Sink.start();
  expect(await reply({ port: plain.listener.port })).toMatch(/^451 4\.7\.5 /);
});

test("closing lets the message in hand pass", async () => {
  const { send, sink, host } = await startLoop(presetBehaviours("transparent"));
  const sent = send(Buffer.concat([MAIL, Buffer.alloc(3_000_000, "zzzzzzz\r\n")]));
  await until(() => host.inFlight === 1);
  await host.close(5000);
  expect((await sent).reply.code).toBe(250);
  expect(sink.received).toHaveLength(1);
});
