import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import {
  type OutgoingEnvelope,
  SmtpClient,
  type SmtpClientOptions,
  type SmtpClientTls,
} from "../../../src/smtp/client.ts";
import { formatReply, reply } from "../../../src/smtp/reply.ts";
import { makeCertificates } from "./certificates.ts";
import { cleanUp, eventually, startListener } from "./support.ts";

const { ca, server, smartHost, stranger } = await makeCertificates();
const listenerTls = { key: server.key, cert: server.cert, ca: [ca.cert], requestClientCertificate: true };
const MESSAGE = Buffer.from("Subject: x\r\n\r\nhello\r\n");

const envelope: OutgoingEnvelope = {
  from: "ann@fabrikam.com",
  recipients: [{ address: "bob@contoso.com" }],
  smtpUtf8: false,
  eightBitMime: false,
};

function newClient(port: number, options: Partial<SmtpClientOptions> = {}): SmtpClient {
  const tls: SmtpClientTls = { mode: "none", verify: "none" };
  const client = new SmtpClient({ host: "127.0.0.1", port, hostname: "out.fabrikam.com", tls, ...options });
  cleanUp(() => client.close());
  return client;
}

/** A server that says what it is told, a reply for each line; "hang up" ends the connection. */
async function startScript(greeting: string, ...replies: string[]): Promise<number> {
  const peer = net.createServer((socket) => {
    const say = (text: string | undefined) =>
      text === "hang up" ? socket.destroy() : text && socket.write(`${text}\r\n`);
    say(greeting);
    let next = 0;
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      for (const _ of chunk.toString().matchAll(/\n/g)) say(replies[next++]);
    });
  });
  peer.listen(0, "127.0.0.1");
  await once(peer, "listening");
  cleanUp(() => peer.close());
  return (peer.address() as AddressInfo).port;
}

describe("SmtpClient", () => {
  it("sends several messages over one connection", async () => {
    const desk = await startListener();
    const client = newClient(desk.port);
    for (let n = 0; n < 3; n += 1) {
      const result = await client.send(envelope, MESSAGE);
      expect(formatReply(result.reply)).toBe("250 2.6.0 Queued mail for delivery");
      expect(result.recipients).toEqual([{ address: "bob@contoso.com", reply: result.reply }]);
      expect(result.peer).toEqual({ address: "127.0.0.1", port: desk.port });
      expect(result.dsnOffered).toBe(true);
    }
    const { transcript } = await client.send(envelope, MESSAGE);
    expect(transcript.slice(-8)).toEqual([
      "C: MAIL FROM:<ann@fabrikam.com>",
      "C: RCPT TO:<bob@contoso.com>",
      "C: DATA",
      "S: 250 2.1.0 Sender OK",
      "S: 250 2.1.5 Recipient OK",
      "S: 354 Start mail input; end with <CRLF>.<CRLF>",
      "C: <21 bytes>",
      "S: 250 2.6.0 Queued mail for delivery",
    ]);
    expect(desk.messages.pop()?.content).toEqual(MESSAGE);
    expect(desk.listener.connections).toBe(1);
    expect(desk.messages.map((message) => message.content)).toEqual([MESSAGE, MESSAGE, MESSAGE]);
    expect(desk.messages[0]?.session.helo).toBe("out.fabrikam.com");
    expect(client.extensions).toEqual(
      new Set(["SIZE", "PIPELINING", "DSN", "ENHANCEDSTATUSCODES", "8BITMIME", "SMTPUTF8"]),
    );
    await client.close();
    expect(client.alive).toBe(false);
    await eventually(() => desk.listener.connections === 0);
  });

  it("passes the envelope on, DSN parameters for each recipient", async () => {
    const desk = await startListener();
    const sent: OutgoingEnvelope = {
      from: "",
      recipients: [
        { address: "a@x.example", notify: ["NEVER"] },
        { address: "b@x.example", notify: ["SUCCESS", "DELAY"], originalRecipient: "rfc822;b+c@y.example" },
        { address: "jürgen@x.example", originalRecipient: "utf-8;jürgen@x.example" },
        { address: "d@x.example" },
      ],
      ret: "HDRS",
      envelopeId: "QQ+314 =x",
      smtpUtf8: true,
      eightBitMime: true,
      size: MESSAGE.length,
    };
    const result = await newClient(desk.port).send(sent, MESSAGE);
    expect(desk.messages[0]?.envelope).toEqual({ ...sent, size: undefined });
    const said = result.transcript.filter((line) => line.startsWith("C: "));
    expect(said[1]).toBe(
      `C: MAIL FROM:<> SMTPUTF8 BODY=8BITMIME SIZE=${MESSAGE.length} RET=HDRS ENVID=QQ+2B314+20+3Dx`,
    );
    expect(said[3]).toBe("C: RCPT TO:<b@x.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b+2Bc@y.example");
  });

  it("declares SMTPUTF8 when asked to, though every address is ASCII", async () => {
    const desk = await startListener();
    await newClient(desk.port).send({ ...envelope, smtpUtf8: true }, MESSAGE);
    expect(desk.messages[0]?.envelope.smtpUtf8).toBe(true);
  });

  it("asks nothing of a peer that offers nothing", async () => {
    const port = await startScript(
      "220 old",
      "500 what",
      "250 old",
      "250 ok",
      "250 ok",
      "354 go",
      "",
      "",
      "",
      "250 ok",
    );
    const asking: OutgoingEnvelope = {
      ...envelope,
      recipients: [{ address: "b@x.example", notify: ["NEVER"] }],
      ret: "FULL",
      eightBitMime: true,
      smtpUtf8: true,
      size: 10,
    };
    const result = await newClient(port).send(asking, Buffer.from("a\r\nb\r\nc"));
    expect(result.dsnOffered).toBe(false);
    expect(result.transcript.filter((line) => line.startsWith("C: ")).slice(1)).toEqual([
      "C: HELO out.fabrikam.com",
      "C: MAIL FROM:<ann@fabrikam.com>",
      "C: RCPT TO:<b@x.example>",
      "C: DATA",
      "C: <7 bytes>",
    ]);
  });

  it("tells each recipient's fate", async () => {
    const desk = await startListener({
      handler: { onRcptTo: (_, to) => (to.address.startsWith("no") ? reply(550, "5.1.1", "Unknown") : undefined) },
    });
    const client = newClient(desk.port);
    const recipients = [{ address: "no@x.example" }, { address: "yes@x.example" }];
    const mixed = await client.send({ ...envelope, recipients }, MESSAGE);
    expect(mixed.recipients.map((each) => `${each.address} ${formatReply(each.reply)}`)).toEqual([
      "no@x.example 550 5.1.1 Unknown",
      "yes@x.example 250 2.6.0 Queued mail for delivery",
    ]);
    const none = await client.send({ ...envelope, recipients: [{ address: "no@x.example" }] }, MESSAGE);
    expect(formatReply(none.reply)).toBe("550 5.1.1 Unknown");
    expect(client).toMatchObject({ alive: true, isClean: false });
    expect(await client.reset()).toBe(true);
    expect((await client.send(envelope, MESSAGE)).reply.code).toBe(250);
  });

  it("gives the peer's words for a refused MAIL, DATA and message", async () => {
    const refusal = reply(550, "5.7.64", "TenantAttribution; Relay Access Denied SMTP");
    const two = { ...envelope, recipients: [{ address: "a@x.example" }, { address: "b@x.example" }] };
    for (const desk of [
      await startListener({ handler: { onMailFrom: () => refusal } }),
      await startListener({ handler: { onData: () => refusal } }),
      await startListener({ onEnd: () => refusal }),
    ]) {
      const result = await newClient(desk.port).send(two, MESSAGE);
      expect(result.reply).toEqual(refusal);
      expect(result.recipients.map((each) => each.reply)).toEqual([refusal, refusal]);
    }
  });

  it("joins the lines of a long refusal", async () => {
    const port = await startScript("554-5.7.1 Not\r\n554-5.7.1 from\r\n554 5.7.1 you");
    expect((await newClient(port).send(envelope, MESSAGE)).reply).toEqual(reply(554, "5.7.1", "Not from you"));
  });
});

describe("what the network does", () => {
  it.each([
    ["hangs up at once", ["hang up"], "451 4.4.318 Connection was closed abruptly (SuspiciousRemoteServerError)"],
    [
      "hangs up on EHLO",
      ["220 x", "hang up"],
      "451 4.4.318 Connection was closed abruptly (SuspiciousRemoteServerError)",
    ],
    [
      "hangs up on MAIL",
      ["220 x", "250 x", "hang up"],
      "451 4.4.318 Connection was closed abruptly (SuspiciousRemoteServerError)",
    ],
    [
      "hangs up on the message",
      ["220 x", "250 x", "250 x", "250 x", "354 x", "", "", "", "hang up"],
      "451 4.4.318 Connection was closed abruptly (SuspiciousRemoteServerError)",
    ],
    ["says goodbye on MAIL", ["220 x", "250 x", "421 4.3.2 Closing"], "421 4.3.2 Closing"],
    ["is busy", ["421 4.3.2 Too many connections"], "421 4.3.2 Too many connections"],
    ["is no mail server", ["HTTP/1.1 400 Bad Request"], "451 4.5.0 Reply not understood: HTTP/1.1 400 Bad Request"],
    ["greets in its own way", ["250 hello"], "451 4.5.0 Reply not expected: 250 hello"],
  ])("a peer that %s", async (_, script, expected) => {
    const [greeting = "", ...replies] = script;
    const client = newClient(await startScript(greeting, ...replies));
    const result = await client.send(envelope, MESSAGE);
    expect(formatReply(result.reply)).toBe(expected);
    expect(result.recipients).toEqual([{ address: "bob@contoso.com", reply: result.reply }]);
    expect(client.isClean).toBe(false);
  });

  it("a port where nobody listens", async () => {
    const desk = await startListener();
    await desk.listener.close(0);
    const result = await newClient(desk.port).send(envelope, MESSAGE);
    expect(formatReply(result.reply)).toBe("451 4.4.316 Connection refused");
    expect(result).toMatchObject({ transcript: [], peer: { address: "127.0.0.1", port: desk.port } });
  });

  it("a name with several addresses", async () => {
    const desk = await startListener();
    expect((await newClient(desk.port, { host: "localhost" }).send(envelope, MESSAGE)).reply.code).toBe(250);
  });

  it("a name that does not exist", async () => {
    const result = await newClient(25, { host: "nowhere.invalid" }).send(envelope, MESSAGE);
    expect(formatReply(result.reply)).toMatch(/^451 4\.4\.312 DNS query failed$/);
  });

  it("a peer that is silent: at the greeting, and later", async () => {
    const timeouts = { connectMs: 2_000, greetingMs: 50, replyMs: 200 };
    const silent = await newClient(await startScript(""), { timeouts }).send(envelope, MESSAGE);
    expect(formatReply(silent.reply)).toBe("451 4.4.315 Connection timed out");
    const later = await newClient(await startScript("220 x", "250 x"), { timeouts }).send(envelope, MESSAGE);
    expect(formatReply(later.reply)).toBe("451 4.4.2 Connection timed out while waiting for a reply");
  });

  it("a message that can't be read never becomes half a message", async () => {
    const desk = await startListener();
    async function* half() {
      yield Buffer.from("Subject: half\r\n\r\n");
      throw new Error("disk");
    }
    const client = newClient(desk.port);
    const result = await client.send(envelope, half());
    expect(formatReply(result.reply)).toBe("451 4.3.0 Message could not be read");
    expect(client.alive).toBe(false);
    await eventually(() => desk.aborted === 1);
    expect(desk.ended).toBe(0);
  });

  it("a peer that refuses before it has the whole message", async () => {
    const port = await startScript("220 x", "250 x", "250 x", "250 x", "354 x", "552 5.3.4 Enough");
    async function* endless() {
      for (;;) {
        yield Buffer.from("x\r\n");
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
    const client = newClient(port);
    expect(formatReply((await client.send(envelope, endless())).reply)).toBe("552 5.3.4 Enough");
    expect(client.alive).toBe(false);
  });

  it("a message over the announced size is not sent", async () => {
    const desk = await startListener();
    const result = await newClient(desk.port).send({ ...envelope, size: 200_000 }, MESSAGE);
    expect(result.reply).toMatchObject({ code: 552, enhanced: "5.3.4" });
  });

  it("an address that would break the command is refused here", async () => {
    const desk = await startListener();
    const recipients = [{ address: "bob@x.example>\r\nRCPT TO:<evil@x.example" }];
    const result = await newClient(desk.port).send({ ...envelope, recipients }, MESSAGE);
    expect(result.reply).toMatchObject({ code: 550, enhanced: "5.1.3" });
    const withOriginal = [{ address: "bob@x.example", originalRecipient: "rfc822;a\r\nRSET" }];
    expect((await newClient(desk.port).send({ ...envelope, recipients: withOriginal }, MESSAGE)).reply.code).toBe(501);
  });

  it("nothing is read of a message that nobody asked for", async () => {
    const desk = await startListener({ handler: { onData: () => reply(452, "4.3.1", "Full") } });
    let isRead = false;
    const message = new Readable({
      read() {
        isRead = true;
        this.push(null);
      },
    });
    expect((await newClient(desk.port).send(envelope, message)).reply.code).toBe(452);
    expect(isRead).toBe(false);
  });
});

describe("TLS", () => {
  const required = (verify: SmtpClientTls["verify"], more: Partial<SmtpClientTls> = {}) => ({
    tls: { mode: "required", verify, ca: [ca.cert], ...more } as const,
  });

  it.each([
    ["unverified", required("none")],
    ["chain", required("chain")],
    ["domain", required("domain", { domain: "mx.contoso.com" })],
    ["wildcard domain", required("domain", { domain: "*.contoso.com" })],
    ["opportunistic", { tls: { mode: "opportunistic", verify: "none" } as const }],
  ])("%s", async (_, options) => {
    const desk = await startListener({ tls: listenerTls });
    const result = await newClient(desk.port, options).send(envelope, MESSAGE);
    expect(result.reply.code).toBe(250);
    expect(result.tls).toEqual({ version: "TLSv1.3", cipher: expect.stringMatching(/^TLS_/) });
    expect(result.transcript).toContain("C: STARTTLS");
  });

  it("shows its certificate", async () => {
    const desk = await startListener({ tls: listenerTls });
    const { cert, key } = smartHost;
    await newClient(desk.port, required("chain", { cert, key })).send(envelope, MESSAGE);
    expect(desk.messages[0]?.session.certificate).toMatchObject({
      trusted: true,
      names: expect.arrayContaining(["smarthost.example"]),
    });
  });

  it.each([
    [
      "another name",
      required("domain", { domain: "mx.fabrikam.com" }),
      "451 4.7.320 Certificate validation failed [Message=SubjectMismatch]",
    ],
    [
      "another authority",
      required("chain", { ca: [stranger.ca.cert] }),
      "451 4.7.320 Certificate validation failed [Message=UntrustedRoot]",
    ],
  ])("%s", async (_, options, expected) => {
    const desk = await startListener({ tls: listenerTls });
    expect(formatReply((await newClient(desk.port, options).send(envelope, MESSAGE)).reply)).toBe(expected);
    expect(desk.messages).toEqual([]);
  });

  it("required, but not offered, is no verdict on the message", async () => {
    const desk = await startListener();
    const result = await newClient(desk.port, required("none")).send(envelope, MESSAGE);
    expect(formatReply(result.reply)).toBe(
      "451 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]",
    );
  });

  it("a handshake that fails", async () => {
    const port = await startScript("220 x", "250 STARTTLS", "220 go", "this is not TLS");
    const result = await newClient(port, required("none", {})).send(envelope, MESSAGE);
    expect(formatReply(result.reply)).toMatch(/^451 4\.4\.31[78] /);
  });

  it("opportunistic goes on in the clear when STARTTLS is not there", async () => {
    const desk = await startListener();
    const result = await newClient(desk.port, { tls: { mode: "opportunistic", verify: "none" } }).send(
      envelope,
      MESSAGE,
    );
    expect(result).toMatchObject({ reply: { code: 250 } });
    expect(result.tls).toBeUndefined();
  });
});

describe("AUTH", () => {
  const authenticate = (username: string, password: string) => (password === "secret" ? username : undefined);
  const tls = { mode: "required", verify: "chain", ca: [ca.cert] } as const;

  it("signs in, and leaves no password in the transcript", async () => {
    const desk = await startListener({ tls: listenerTls, auth: { authenticate } });
    const result = await newClient(desk.port, { tls, auth: { username: "ann", password: "secret" } }).send(
      envelope,
      MESSAGE,
    );
    expect(result.reply.code).toBe(250);
    expect(desk.messages[0]?.session.user).toBe("ann");
    expect(result.transcript).toContain("C: AUTH PLAIN ****");
  });

  it("gives the refusal of a wrong password", async () => {
    const desk = await startListener({ tls: listenerTls, auth: { authenticate } });
    const client = newClient(desk.port, { tls, auth: { username: "ann", password: "wrong" } });
    expect(formatReply((await client.connect()) ?? reply(250, "", ""))).toBe("535 5.7.3 Authentication unsuccessful");
    expect(client.alive).toBe(false);
  });

  it("sends no password in the clear, unless TLS is switched off", async () => {
    const desk = await startListener({ auth: { authenticate } });
    const auth = { username: "ann", password: "secret" };
    const result = await newClient(desk.port, { tls: { mode: "opportunistic", verify: "none" }, auth }).send(
      envelope,
      MESSAGE,
    );
    expect(formatReply(result.reply)).toBe("451 4.7.0 Credentials are not sent without TLS");
    expect((await newClient(desk.port, { auth }).send(envelope, MESSAGE)).reply.code).toBe(250);
  });
});
