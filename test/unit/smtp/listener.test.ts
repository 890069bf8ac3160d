import { describe, expect, it } from "vitest";
import { reply } from "../../../src/smtp/reply.ts";
import { eventually, greeted, LIMITS, QUEUED, readyForData, startListener } from "./support.ts";

describe("a listener", () => {
  it("takes a message and answers with its handler's reply", async () => {
    const desk = await startListener();
    const client = await desk.dial();
    expect(await client.reply()).toBe("220 mx.contoso.com ESMTP");
    expect(await client.ask("EHLO client.example")).toBe(
      [
        "250 mx.contoso.com Hello [127.0.0.1]",
        "250 SIZE 100000",
        "250 PIPELINING",
        "250 DSN",
        "250 ENHANCEDSTATUSCODES",
        "250 8BITMIME",
        "250 SMTPUTF8",
      ].join("\n"),
    );
    expect(await client.ask("MAIL FROM:<ann@fabrikam.com> SIZE=200 BODY=8BITMIME RET=HDRS ENVID=QQ+2B1")).toBe(
      "250 2.1.0 Sender OK",
    );
    expect(await client.ask("RCPT TO:<bob@contoso.com> NOTIFY=failure,DELAY ORCPT=rfc822;Bob+40contoso.com")).toBe(
      "250 2.1.5 Recipient OK",
    );
    expect(await client.ask("DATA")).toBe("354 Start mail input; end with <CRLF>.<CRLF>");
    client.raw("Subject: x\r\n\r\n..dot\r\n.\r\n");
    expect(await client.reply()).toBe("250 2.6.0 Queued mail for delivery");
    expect(await client.ask("QUIT")).toBe("221 2.0.0 Bye");
    await client.closed();

    const [message] = desk.messages;
    expect(message?.content.toString()).toBe("Subject: x\r\n\r\n.dot\r\n");
    expect(message?.envelope).toEqual({
      from: "ann@fabrikam.com",
      recipients: [
        { address: "bob@contoso.com", notify: ["FAILURE", "DELAY"], originalRecipient: "rfc822;Bob@contoso.com" },
      ],
      eightBitMime: true,
      smtpUtf8: false,
      ret: "HDRS",
      envelopeId: "QQ+1",
    });
    expect(message?.session).toMatchObject({ helo: "client.example", protocol: "ESMTP", remoteAddress: "127.0.0.1" });
    expect(message?.session.localPort).toBe(desk.port);
  });

  it("sends its handler's replies as they are", async () => {
    const denied = reply(550, "5.7.64", "TenantAttribution; Relay Access Denied SMTP");
    const desk = await startListener({
      handler: {
        onMailFrom: (_, from) =>
          from.address === "late@x.example" ? Promise.resolve(reply(450, "4.7.25", "Later")) : undefined,
        onRcptTo: (_, to) => (to.address.endsWith("@contoso.com") ? reply(250, "2.1.5", "Welcome") : denied),
      },
      onEnd: () => reply(554, "5.4.14", "Hop count exceeded - possible mail loop ATTR34"),
    });
    const client = await greeted(desk);
    expect(await client.ask("MAIL FROM:<late@x.example>")).toBe("450 4.7.25 Later");
    expect(await client.ask("MAIL FROM:<>")).toBe("250 2.1.0 Sender OK");
    expect(await client.ask("RCPT TO:<x@elsewhere.example>")).toBe(
      "550 5.7.64 TenantAttribution; Relay Access Denied SMTP",
    );
    expect(await client.ask("DATA")).toBe("554 5.5.1 No valid recipients");
    expect(await client.ask("RCPT TO:<bob@contoso.com>")).toBe("250 2.1.5 Welcome");
    await client.ask("DATA");
    client.raw(".\r\n");
    expect(await client.reply()).toBe("554 5.4.14 Hop count exceeded - possible mail loop ATTR34");
    expect(desk.messages[0]?.envelope).toMatchObject({ from: "", recipients: [{ address: "bob@contoso.com" }] });
    expect(desk.messages[0]?.content).toHaveLength(0);
  });

  it("ends a connection that its handler does not want", async () => {
    const desk = await startListener({ handler: { onConnect: () => reply(554, "5.7.1", "Not you\r\n250 ok") } });
    const client = await desk.dial();
    expect(await client.reply()).toBe("554 5.7.1 Not you  250 ok");
    await client.closed();
  });

  it("lets its handler refuse DATA before the bytes come", async () => {
    const desk = await startListener({
      handler: { onData: async () => reply(452, "4.3.1", "Insufficient system storage") },
    });
    const client = await greeted(desk);
    await client.ask("MAIL FROM:<a@x.example>");
    await client.ask("RCPT TO:<bob@contoso.com>");
    expect(await client.ask("DATA")).toBe("452 4.3.1 Insufficient system storage");
    expect(await client.ask("NOOP")).toBe("250 2.0.0 OK");
  });

  it("answers 451 4.3.0 when its handler fails, logs it and lives on", async () => {
    const defect = () => {
      throw new Error("defect");
    };
    const desk = await startListener({ handler: { onMailFrom: defect, onRcptTo: async () => defect() } });
    const client = await greeted(desk);
    expect(await client.ask("MAIL FROM:<a@x.example>")).toBe("451 4.3.0 Temporary server error");
    expect(desk.logged[0]).toMatchObject({
      level: "error",
      message: "onMailFrom failed",
      details: { error: new Error("defect") },
    });
    expect(await client.ask("RCPT TO:<b@x.example>")).toBe("503 5.5.1 Bad sequence of commands: MAIL first");
  });

  it("answers 451 4.3.0 when the sink fails, wherever it fails", async () => {
    for (const where of ["write", "writeLater", "end"] as const) {
      let aborted = 0;
      const fail = () => {
        throw new Error("disk");
      };
      const sink = {
        write: where === "write" ? fail : where === "writeLater" ? async () => fail() : () => {},
        end: async () => (where === "end" ? fail() : QUEUED),
        abort: () => {
          aborted += 1;
        },
      };
      const desk = await startListener({ handler: { onData: () => sink } });
      const client = await readyForData(desk);
      client.raw(`\r\n${`${"x".repeat(70)}\r\n`.repeat(1_000)}`);
      client.raw(".\r\nNOOP\r\n");
      expect(await client.reply()).toBe("451 4.3.0 Temporary server error");
      expect(await client.reply()).toBe("250 2.0.0 OK");
      expect(aborted).toBe(where === "end" ? 0 : 1);
      expect(desk.logged.map((entry) => entry.message)).toEqual(["MessageSink failed"]);
    }
  });

  it("holds the client back while a write is pending", async () => {
    let release: () => void = () => {};
    let written = 0;
    const write = (chunk: Buffer) => {
      written += chunk.length;
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    const desk = await startListener({
      limits: { maxMessageBytes: 1e8, idleTimeoutMs: 200 },
      handler: { onData: () => ({ write, end: async () => QUEUED, abort: () => {} }) },
    });
    const client = await readyForData(desk);
    client.raw(Buffer.from(`\r\n${`${"x".repeat(70)}\r\n`.repeat(300_000)}`));
    await eventually(() => written > 0);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(written).toBeLessThan(1e6);
    client.raw(".\r\n");
    const pump = setInterval(() => release(), 0);
    expect(await client.reply()).toBe("250 2.6.0 Queued mail for delivery");
    clearInterval(pump);
    expect(written).toBe(2 + 300_000 * 72);
  });

  it("works through pipelined commands in order, one transaction after the other", async () => {
    const desk = await startListener({
      handler: { onRcptTo: () => new Promise((resolve) => setTimeout(resolve, 5, undefined)) },
    });
    const client = await greeted(desk);
    const one =
      "MAIL FROM:<a@x.example>\r\nRCPT TO:<b@x.example>\r\nRCPT TO:<B@x.example> NOTIFY=NEVER\r\nDATA\r\nSubject: n\r\n\r\n.\r\n";
    client.raw(one + one);
    const replies: string[] = [];
    for (let n = 0; n < 10; n += 1) replies.push((await client.reply()).slice(0, 3));
    expect(replies.join(" ")).toBe("250 250 250 354 250 250 250 250 354 250");
    expect(desk.messages).toHaveLength(2);
    expect(desk.messages[1]?.envelope.recipients).toEqual([{ address: "B@x.example", notify: ["NEVER"] }]);
  });

  it("tells its handler when a client is gone, once", async () => {
    const gone: string[] = [];
    const desk = await startListener({ handler: { onClose: (session) => void gone.push(session.helo) } });
    const client = await greeted(desk);
    expect(desk.listener.connections).toBe(1);
    client.end();
    await eventually(() => gone.length > 0);
    expect(gone).toEqual(["client.example"]);
    expect(desk.listener.connections).toBe(0);
  });

  it("gives a message up when the client goes away in the middle, and says nothing", async () => {
    const desk = await startListener();
    const client = await readyForData(desk);
    client.raw("Subject: half\r\n\r\nhello");
    await new Promise((resolve) => setTimeout(resolve, 20));
    client.end();
    await eventually(() => desk.aborted === 1);
    expect(desk).toMatchObject({ ended: 0, messages: [], logged: [] });
  });

  it("gives a sink up that arrives after its client left", async () => {
    let arrive: (sink: object) => void = () => {};
    let aborted = 0;
    const onData = () =>
      new Promise<never>((resolve) => {
        arrive = resolve as never;
      });
    const desk = await startListener({ handler: { onData } });
    const client = await greeted(desk);
    client.raw("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@x.example>\r\nDATA\r\n");
    await client.reply();
    await client.reply();
    client.end();
    await eventually(() => desk.listener.connections === 0);
    arrive({ write() {}, end: async () => QUEUED, abort: () => (aborted += 1) });
    await eventually(() => aborted === 1);
  });

  it("does not run a last line that has no end", async () => {
    const senders: string[] = [];
    const desk = await startListener({ handler: { onMailFrom: (_, from) => void senders.push(from.address) } });
    const client = await greeted(desk);
    client.raw("MAIL FROM:<a@x.example>");
    client.socket.end();
    await eventually(() => desk.listener.connections === 0);
    expect(senders).toEqual([]);
  });

  it("refuses a client that speaks before the greeting", async () => {
    const desk = await startListener({
      handler: { onConnect: () => new Promise((resolve) => setTimeout(resolve, 50, undefined)) },
    });
    const client = await desk.dial();
    client.send("EHLO early.example");
    expect(await client.reply()).toBe("421 4.7.0 Client spoke before the greeting, closing transmission channel");
    await client.closed();
  });

  it("knows none of the old jokes", async () => {
    const desk = await startListener();
    const client = await greeted(desk);
    for (const joke of [
      "WIZ",
      "SHELL",
      "KILL",
      "XCLIENT ADDR=1.2.3.4",
      "XFORWARD ADDR=1.2.3.4",
      "AUTH PLAIN",
      "STARTTLS",
    ])
      expect(await client.ask(joke)).toMatch(/^500 5\.5\.2 /);
  });
});

describe("commands", () => {
  it.each([
    ["MAIL FROM:ann@x.example", "501 5.1.7 Invalid sender address"],
    ["MAIL FROM:<ann@x.example> FOO=1", "555 5.5.4 Unsupported option: FOO"],
    ["MAIL FROM:<ann@x.example> AUTH=<>", "555 5.5.4 Unsupported option: AUTH"],
    ["MAIL FROM:<ann@x.example> SIZE=100001", "552 5.3.4 Message size exceeds fixed maximum message size"],
    ["MAIL FROM:<ann@x.example> SIZE=x", "501 5.5.4 Invalid arguments"],
    ["MAIL FROM:<ann@x.example> BODY=BINARYMIME", "501 5.5.4 Invalid arguments"],
    ["MAIL FROM:<jürgen@x.example>", "553 5.6.7 Address is not ASCII and SMTPUTF8 was not declared"],
    ["MAIL FROM:<jürgen@x.example> SMTPUTF8", "250 2.1.0 Sender OK"],
    ['MAIL FROM:<"john doe"@x.example>', "250 2.1.0 Sender OK"],
    ["RCPT TO:<bob@x.example>", "503 5.5.1 Bad sequence of commands: MAIL first"],
    ["DATA", "503 5.5.1 Bad sequence of commands: MAIL first"],
    ["DATA now", "501 5.5.4 Invalid arguments"],
    ["EHLO", "501 5.5.4 Invalid domain name"],
    ["FROBNICATE", "500 5.5.2 Error: command not recognized"],
  ])("%s", async (command, expected) => {
    const client = await greeted(await startListener());
    expect(await client.ask(command)).toBe(expected);
  });

  it.each([
    ["RCPT TO:<bob>", "501 5.1.3 Invalid recipient address"],
    ["RCPT TO:<>", "501 5.1.3 Invalid recipient address"],
    ["RCPT TO:<postmaster>", "250 2.1.5 Recipient OK"],
    ["RCPT TO:<@relay.example:bob@x.example>", "250 2.1.5 Recipient OK"],
    ["RCPT TO:<bob@x.example> NOTIFY=NEVER,DELAY", "501 5.5.4 Invalid arguments"],
    ["RCPT TO:<bob@x.example> SIZE=1", "555 5.5.4 Unsupported option: SIZE"],
    ["MAIL FROM:<again@x.example>", "503 5.5.1 Bad sequence of commands: MAIL was given already"],
    ["DATA", "503 5.5.1 Bad sequence of commands: RCPT first"],
  ])("after MAIL: %s", async (command, expected) => {
    const client = await greeted(await startListener());
    await client.ask("MAIL FROM:<ann@x.example>");
    expect(await client.ask(command)).toBe(expected);
  });

  it("begins anew on RSET and EHLO", async () => {
    const client = await greeted(await startListener());
    for (const command of ["RSET", "EHLO other.example", "HELO other.example"]) {
      await client.ask("MAIL FROM:<ann@x.example>");
      expect(await client.ask(command)).toMatch(/^250/);
      expect(await client.ask("RCPT TO:<b@x.example>")).toMatch(/^503 5\.5\.1/);
    }
  });

  it("needs EHLO before MAIL", async () => {
    const client = await (await startListener()).dial();
    await client.reply();
    expect(await client.ask("MAIL FROM:<a@x.example>")).toBe("503 5.5.1 Error: send HELO/EHLO first");
  });
});

describe("limits", () => {
  const line = `${"x".repeat(70)}\r\n`;

  it.each([
    [
      "message size",
      `Subject: x\r\n\r\n${line.repeat(2_000)}`,
      "552 5.3.4 Message size exceeds fixed maximum message size",
    ],
    ["header size", `X-Long: 1\r\n${line.repeat(200)}\r\nbody\r\n`, "552 5.3.4 Header size exceeds fixed maximum size"],
    ["header size without a body", line.repeat(200), "552 5.3.4 Header size exceeds fixed maximum size"],
    ["line length", `Subject: x\r\n\r\n${"y".repeat(70_000)}\r\n`, "500 5.5.2 Line too long"],
    ["bare LF", "Subject: x\r\n\r\na\nb\r\n", "550 5.6.11 Message contains a bare CR or LF; lines must end with CRLF"],
    ["bare CR", "Subject: x\r\n\r\na\rb\r\n", "550 5.6.11 Message contains a bare CR or LF; lines must end with CRLF"],
  ])("%s: the message is read to its end, then refused", async (_, message, expected) => {
    const desk = await startListener();
    const client = await readyForData(desk);
    client.raw(`${message}.\r\nNOOP\r\n`);
    expect(await client.reply()).toBe(expected);
    expect(await client.reply()).toBe("250 2.0.0 OK");
    expect(desk).toMatchObject({ aborted: 1, ended: 0 });
    // The connection goes on with another message.
    client.raw("MAIL FROM:<>\r\nRCPT TO:<b@x.example>\r\nDATA\r\n");
    for (let n = 0; n < 3; n += 1) await client.reply();
    client.raw("ok\r\n.\r\n");
    expect(await client.reply()).toMatch(/^250 2\.6\.0/);
  });

  it("a message, a header and a line of exactly the limit pass", async () => {
    const desk = await startListener({ limits: { maxMessageBytes: 2_000, maxHeaderBytes: 20, maxLineBytes: 1_976 } });
    const client = await readyForData(desk);
    client.raw(`Subject: 0123456789\r\n`.slice(1).concat("\r\n", "y".repeat(1_976), "\r\n.\r\n"));
    expect(await client.reply()).toMatch(/^250 2\.6\.0/);
    expect(desk.messages[0]?.content).toHaveLength(2_000);
  });

  it("memory does not grow with a message that is refused", async () => {
    const desk = await startListener();
    const client = await readyForData(desk);
    const megabyte = Buffer.from(`${"x".repeat(62)}\r\n`.repeat(16_384));
    // Of this thread: other tests run beside it.
    const held = () => {
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = held();
    for (let n = 0; n < 200; n += 1)
      if (!client.socket.write(megabyte))
        await new Promise<void>((resolve) => client.socket.once("drain", () => resolve()));
    client.raw(".\r\n");
    expect(await client.reply()).toMatch(/^552 5\.3\.4/);
    expect(held() - before).toBeLessThan(100e6);
  });

  it("a long line is logged once per message", async () => {
    const desk = await startListener();
    const client = await readyForData(desk);
    client.raw(`Subject: x\r\n\r\n${`${"y".repeat(1_200)}\r\n`.repeat(3)}.\r\n`);
    expect(await client.reply()).toMatch(/^250/);
    expect(desk.logged).toMatchObject([{ level: "warn", message: "line over 998 bytes" }]);
  });

  it("recipients", async () => {
    const client = await greeted(await startListener());
    await client.ask("MAIL FROM:<>");
    for (let n = 0; n < LIMITS.maxRecipients; n += 1)
      expect(await client.ask(`RCPT TO:<b${n}@x.example>`)).toMatch(/^250/);
    expect(await client.ask("RCPT TO:<b0@x.example>")).toMatch(/^250/);
    expect(await client.ask("RCPT TO:<more@x.example>")).toBe("452 4.5.3 Too many recipients");
    expect(await client.ask("DATA")).toMatch(/^354/);
  });

  it("connections", async () => {
    const desk = await startListener({ limits: { maxConnections: 2 } });
    const [first] = [await greeted(desk), await greeted(desk)];
    const third = await desk.dial();
    expect(await third.reply()).toMatch(/^421 4\.3\.2 The maximum number of concurrent connections/);
    await third.closed();
    await first.ask("QUIT");
    expect(await (await desk.dial()).reply()).toMatch(/^220/);
  });

  it("bad commands of every kind end the connection at the tenth", async () => {
    const client = await greeted(await startListener());
    const bad = ["FOO", "RCPT TO:<a@b.c>", "DATA", "MAIL FROM:x", "EHLO", "MAIL FROM:<> X=1", "WIZ", "VRFY", "BAR"];
    for (const command of bad) expect(await client.ask(command)).toMatch(/^5/);
    expect(await client.ask("BAZ")).toBe("421 4.7.0 Too many errors on this connection, closing transmission channel");
    await client.closed();
  });

  it("a client that pipelines behind a refused MAIL is not held to account for it", async () => {
    const desk = await startListener({ handler: { onMailFrom: () => reply(550, "5.7.1", "No") } });
    const client = await greeted(desk);
    for (let n = 0; n < 10; n += 1) {
      client.raw("MAIL FROM:<a@x.example>\r\nRCPT TO:<b@x.example>\r\nRCPT TO:<c@x.example>\r\nDATA\r\n");
      expect(await client.reply()).toMatch(/^550/);
      for (let m = 0; m < 3; m += 1) expect(await client.reply()).toMatch(/^503/);
    }
  });

  it("a command line", async () => {
    const client = await greeted(await startListener());
    client.raw(`NOOP ${"x".repeat(200_000)}\r\nNOOP\r\n`);
    expect(await client.reply()).toBe("500 5.5.2 Line too long");
    expect(await client.reply()).toBe("250 2.0.0 OK");
  });

  it("idle time, between commands and within a message", async () => {
    const desk = await startListener({ limits: { idleTimeoutMs: 100 } });
    const client = await greeted(desk);
    expect(await client.reply()).toBe("421 4.4.2 Connection timed out, closing transmission channel");
    await client.closed();
    const other = await readyForData(desk);
    other.raw("Subject: x\r\n");
    expect(await other.reply()).toMatch(/^421 4\.4\.2/);
    await eventually(() => desk.aborted === 1);
  });

  it("idle time does not run while the handler works", async () => {
    const slow = () => new Promise<undefined>((resolve) => setTimeout(resolve, 300, undefined));
    const desk = await startListener({
      limits: { idleTimeoutMs: 50 },
      handler: { onMailFrom: slow },
      onEnd: async () => (await slow()) ?? QUEUED,
    });
    const client = await desk.dial();
    await client.reply();
    client.raw("EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@x.example>\r\nDATA\r\n");
    for (let n = 0; n < 4; n += 1) expect(await client.reply()).toMatch(/^[23]/);
    client.raw("x\r\n.\r\n");
    expect(await client.reply()).toMatch(/^250 2\.6\.0/);
  });
});

describe("the transcript", () => {
  it("holds the connection's opening and the current transaction", async () => {
    const desk = await startListener();
    const client = await greeted(desk);
    for (const subject of ["one", "two"]) {
      client.raw(`NOOP\r\nMAIL FROM:<${subject}@x.example>\r\nRCPT TO:<b@x.example>\r\nDATA\r\n`);
      for (let n = 0; n < 4; n += 1) await client.reply();
      client.raw(`${subject}\r\n.\r\n`);
      await client.reply();
    }
    expect(desk.messages[1]?.transcript).toEqual([
      "S: 220 mx.contoso.com ESMTP",
      "C: EHLO client.example",
      "S: 250-mx.contoso.com Hello [127.0.0.1]",
      "S: 250-SIZE 100000",
      "S: 250-PIPELINING",
      "S: 250-DSN",
      "S: 250-ENHANCEDSTATUSCODES",
      "S: 250-8BITMIME",
      "S: 250 SMTPUTF8",
      "C: MAIL FROM:<two@x.example>",
      "S: 250 2.1.0 Sender OK",
      "C: RCPT TO:<b@x.example>",
      "S: 250 2.1.5 Recipient OK",
      "C: DATA",
      "S: 354 Start mail input; end with <CRLF>.<CRLF>",
      "C: <5 bytes>",
    ]);
  });
});
