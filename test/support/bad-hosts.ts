// Smart hosts that no vendor would sell, each wrong in one way: what a check has to explain, not to survive by luck.
import { createServer, type Server, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { RawSmtp, toWire } from "./raw-smtp.ts";

export interface BadHost {
  readonly port: number;
  stop(): Promise<void>;
}

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly content: Buffer;
}

export interface HostOptions {
  readonly needsAuth?: true;
  /** Whom it knows; nobody unless given. */
  readonly knows?: { readonly username: string; readonly password: string };
  /** Whoever sent waits for a reply in vain. */
  readonly isMute?: true;
  /** PEM: it offers STARTTLS. */
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/** Takes all mail and does with each message what it is told to; its sender has its 250 by then. */
export async function hostThat(then: (mail: Mail) => Promise<void>, options: HostOptions = {}): Promise<BadHost> {
  const pending = new Set<Promise<void>>();
  const unanswered: (() => void)[] = [];
  const server = new SMTPServer({
    ...(options.certificate ?? { disabledCommands: ["STARTTLS"] }),
    authOptional: options.needsAuth !== true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) => {
      const { knows } = options;
      if (knows && username === knows.username && password === knows.password) done(null, { user: username });
      else done(new Error("nobody is known here"));
    },
    onData: (stream, session, done) => {
      void received(stream, session).then((mail) => {
        if (options.isMute) unanswered.push(done);
        else done();
        const work: Promise<void> = then(mail)
          .catch(() => {})
          .finally(() => pending.delete(work));
        pending.add(work);
        // The sender went away in the middle of it.
      }, done);
    },
  });
  server.on("error", () => {});
  const port = await listen(server.listen(0, "127.0.0.1"));
  return {
    port,
    async stop() {
      for (const done of unanswered) done();
      await new Promise<void>((resolve) => server.close(resolve));
      await Promise.all(pending);
    },
  };
}

async function received(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<Mail> {
  const content = await buffer(stream);
  const from = envelope.mailFrom ? envelope.mailFrom.address : "";
  return { from, to: envelope.rcptTo.map(({ address }) => address), content };
}

/** Says these lines, the first at once and each further one to a line of the client; then it hangs up. */
export async function hostThatSays(...lines: readonly string[]): Promise<BadHost> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const left = [...lines];
    const say = () => {
      const line = left.shift();
      if (line === undefined) socket.end();
      else socket.write(`${line}\r\n`);
    };
    socket.on("error", () => {}).on("data", say);
    say();
    if (lines[0]?.startsWith("5")) socket.end();
  });
  const port = await listen(server.listen(0, "127.0.0.1"));
  return {
    port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export async function handOver(port: number, mail: Mail): Promise<void> {
  const smtp = await RawSmtp.connect({ port });
  await smtp.send({ from: mail.from, to: [...mail.to], wire: toWire(mail.content) });
  smtp.quit();
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => resolve((server.address() as { port: number }).port));
  });
}
