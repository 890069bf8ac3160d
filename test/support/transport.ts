// Transport in tests: mail items made by hand, raw mail from outside, servers that do as they are told.

import { once } from "node:events";
import { createServer } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { EnvelopeRecipient, MailItem } from "../../src/agent-api/mail-item.ts";
import type { Body } from "../../src/database/content-store.ts";
import { type DeliveryStatus, parseDeliveryStatus } from "../../src/dsn/parse-delivery-status.ts";
import type { Ports } from "../../src/listeners.ts";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { splitMessage } from "../../src/mime/message.ts";
import { newGuid } from "../../src/runtime/ids.ts";
import type { Sandbox } from "../../src/sandbox.ts";
import { afterEachTest } from "./after-each-test.ts";
import { Conversation } from "./dialog.ts";
import { items, NOON } from "./sandbox.ts";

export const CRLF = "\r\n";

/** Lines of a message, ended as mail has it. */
export function lines(...text: string[]): string {
  return text.map((line) => line + CRLF).join("");
}

/** A body that is in no store. */
export function bodyOf(bytes: Buffer): Body {
  return {
    size: bytes.length,
    read: async () => bytes,
    chunks: async function* () {
      yield bytes;
    },
  };
}

export interface ItemParts extends Partial<Omit<MailItem, "headers" | "body" | "recipients">> {
  readonly recipients?: readonly (string | EnvelopeRecipient)[];
  /** Header lines and body. */
  readonly message?: string;
}

/** Submitted by alice to bob unless said otherwise. */
export function mailItem({ recipients, message, ...parts }: ItemParts = {}): MailItem {
  const { headers, body } = splitMessage(
    Buffer.from(
      message ?? lines("From: alice@contoso.com", "Subject: Budget", "Message-ID: <1@contoso.com>", "", "Hi"),
      "latin1",
    ),
  );
  const networkMessageId = parts.networkMessageId ?? newGuid();
  return {
    networkMessageId,
    journeyId: networkMessageId,
    entry: "submission",
    receivedAt: NOON,
    authAs: "Internal",
    sender: "alice@contoso.com",
    smtpUtf8: false,
    eightBitMime: false,
    data: {},
    recipients: (recipients ?? ["bob@contoso.com"]).map((one) => (typeof one === "string" ? { address: one } : one)),
    headers: HeaderBlock.parse(headers),
    body: bodyOf(body),
    ...parts,
  };
}

const cleanups: (() => unknown)[] = [];

/** Runs after the test, last first. */
export function cleanUp(work: () => unknown): void {
  cleanups.push(work);
}

afterEachTest(async () => {
  while (cleanups.length > 0) await cleanups.pop()?.();
});

/** A promise that the test settles. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

// --- Clients ---------------------------------------------------------------------------------------------------------

export interface ClientOptions {
  /** Client certificate; implies STARTTLS. */
  readonly tls?: { readonly cert: string; readonly key: string } | true;
  /** Signs in with "secret"; implies STARTTLS. */
  readonly user?: string;
}

/** A connection to one of the sandbox's listeners, greeted and ready for MAIL. */
export async function client(
  on: Sandbox,
  listener: Exclude<keyof Ports, "http" | "onPremises"> = "inbound",
  { tls, user }: ClientOptions = {},
): Promise<Conversation> {
  const conversation = await Conversation.connect(on.ports[listener]);
  cleanUp(() => conversation.end());
  await conversation.reply();
  await conversation.ask("EHLO client.example");
  if (tls !== undefined || user !== undefined) {
    await conversation.ask("STARTTLS");
    await conversation.startTls(typeof tls === "object" ? tls : {});
    await conversation.ask("EHLO client.example");
  }
  if (user !== undefined) await conversation.ask(`AUTH PLAIN ${Buffer.from(`\0${user}\0secret`).toString("base64")}`);
  return conversation;
}

export interface RawMail extends ClientOptions {
  readonly listener?: Exclude<keyof Ports, "http" | "onPremises">;
  /** Address, and parameters behind it where there are any: "a@x.example> RET=HDRS". */
  readonly from?: string;
  readonly to?: string | readonly string[];
  /** The message as its bytes, one character a byte; dots are stuffed here. */
  readonly raw: string | Buffer;
}

/** One transaction, byte for byte. The reply that ended it: the first refusal, else that of the message. */
export async function send(on: Sandbox, mail: RawMail): Promise<string> {
  const conversation = await client(on, mail.listener, mail);
  const answer = await transact(conversation, mail);
  conversation.end();
  return answer;
}

export async function transact(conversation: Conversation, mail: RawMail): Promise<string> {
  const path = (address: string) => (address.includes(">") ? `<${address}` : `<${address}>`);
  const commands = [
    `MAIL FROM:${path(mail.from ?? "frank@fabrikam.com")}`,
    ...[mail.to ?? "bob@contoso.com"].flat().map((address) => `RCPT TO:${path(address)}`),
  ];
  for (const command of commands) {
    const answer = await conversation.ask(command);
    if (!answer.startsWith("250")) return answer;
  }
  const ready = await conversation.ask("DATA");
  if (!ready.startsWith("354")) return ready;
  conversation.raw(wire(mail.raw));
  return conversation.reply();
}

/** Dots stuffed and the final one behind. */
export function wire(raw: string | Buffer): Buffer {
  const text = typeof raw === "string" ? raw : raw.toString("latin1");
  const stuffed = text.replace(/(^|\r\n)\./g, "$1..");
  return Buffer.from(`${stuffed}${text === "" || text.endsWith(CRLF) ? "" : CRLF}.${CRLF}`, "latin1");
}

// --- Foreign servers -------------------------------------------------------------------------------------------------

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** ESMTP parameters of MAIL and of each RCPT. */
  readonly parameters: readonly unknown[];
  readonly bytes: Buffer;
}

/** A refusal as it is said: "451 4.7.1 Come back later"; nothing accepts. */
type Answer = string | undefined;

export interface ForeignHostOptions {
  readonly port?: number;
  /** EHLO keywords that it does not offer. */
  readonly without?: readonly ("8BITMIME" | "SMTPUTF8" | "DSN" | "PIPELINING")[];
  /** Offers STARTTLS. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string };
  /** Mail only from who signs in so. */
  readonly auth?: { readonly username: string; readonly password: string };
  onConnect?(): Answer;
  onMail?(address: string): Answer;
  onRecipient?(address: string): Answer;
  onMessage?(mail: TakenMail): Answer | Promise<Answer>;
}

export interface ForeignHost {
  readonly port: number;
  /** For smartHosts. */
  readonly address: string;
  /** What it accepted. */
  readonly taken: TakenMail[];
  close(): Promise<void>;
}

/** A server that no code of ours runs on: smtp-server as it is. */
export async function foreignHost(options: ForeignHostOptions = {}): Promise<ForeignHost> {
  const taken: TakenMail[] = [];
  const hides = (name: string) => options.without?.includes(name as never) === true;
  const answer = (said: Answer, done: (error?: Error | null) => void) => {
    const match = /^(\d{3}) (.*)$/s.exec(said ?? "");
    done(match ? Object.assign(new Error(match[2]), { responseCode: Number(match[1]) }) : null);
  };
  const server = new SMTPServer({
    name: "host.vendor.example",
    disabledCommands: [...(options.auth ? [] : ["AUTH"]), ...(options.tls ? [] : ["STARTTLS"])],
    allowInsecureAuth: options.tls === undefined,
    onAuth({ username, password }, _session, done) {
      const isRight = username === options.auth?.username && password === options.auth?.password;
      done(isRight ? null : new Error("Wrong name or password"), isRight ? { user: username } : undefined);
    },
    ...(options.tls && { ...options.tls, requestCert: true, rejectUnauthorized: false }),
    hide8BITMIME: hides("8BITMIME"),
    hideSMTPUTF8: hides("SMTPUTF8"),
    hideDSN: hides("DSN"),
    hidePIPELINING: hides("PIPELINING"),
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 50,
    onConnect: (_session, done) => answer(options.onConnect?.(), done),
    onMailFrom: ({ address }, _session, done) => answer(options.onMail?.(address), done),
    onRcptTo: ({ address }, _session, done) => answer(options.onRecipient?.(address), done),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const { mailFrom, rcptTo } = envelope;
        const mail: TakenMail = {
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          parameters: [mailFrom === false ? {} : mailFrom.args, ...rcptTo.map(({ args }) => args)],
          bytes: Buffer.concat(chunks),
        };
        const said = await options.onMessage?.(mail);
        if (said === undefined) taken.push(mail);
        answer(said, done);
      });
    },
  } as SMTPServerOptions);
  server.on("error", () => undefined);
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as { port: number };
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  cleanUp(close);
  return { port, address: `127.0.0.1:${port}`, taken, close };
}

/** Below the range that free ports come from: none of the sandboxes that other files start can get it in the meantime. */
const CLOSED_FROM = 20_000;
const CLOSED_COUNT = 10_000;
let closed = process.pid * 31;

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  for (;;) {
    closed += 1;
    const port = CLOSED_FROM + (closed % CLOSED_COUNT);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** All mail for the outside goes to these, in order; advancing the clock waits for nobody else. */
export function outbound(smartHosts: string | readonly string[], connector: Record<string, unknown> = {}) {
  return {
    outboundConnectors: [{ name: "Out", recipientDomains: ["*"], useMxRecord: false, smartHosts, ...connector }],
    clock: { foreignQuiet: "0s" },
  };
}

// --- Looking -----------------------------------------------------------------------------------------------------------

/** "DELIVER bob@contoso.com", the events of a message in order. */
export async function trail(on: Sandbox, messageId: string): Promise<string[]> {
  const rows = await on.tracking.find({ messageId });
  return rows.map((row) => `${row.eventId} ${row.recipients.join(" ")}`.trim());
}

/** Message-ID of the only message that ever entered. */
export async function onlyMessageId(on: Sandbox): Promise<string> {
  const ids = new Set((await on.tracking.find({})).map((row) => row.messageId));
  if (ids.size !== 1) throw new Error(`There are ${ids.size} messages`);
  return [...ids][0] ?? "";
}

/** Whole messages of a folder, newest first. */
export async function messages(on: Sandbox, mailbox: string, folder = "inbox"): Promise<Buffer[]> {
  const found = await items(on, mailbox, folder);
  return Promise.all(found.map(async (item) => (await on.mailboxes.bytes(item)) ?? Buffer.alloc(0)));
}

export interface Notification {
  readonly subject: string;
  readonly headers: HeaderBlock;
  readonly text: string;
  readonly status: DeliveryStatus;
}

/** DSNs of a mailbox, newest first. */
export async function notifications(on: Sandbox, mailbox: string): Promise<Notification[]> {
  const all = await messages(on, mailbox);
  return all.flatMap((bytes) => readNotification(bytes) ?? []);
}

export function readNotification(bytes: Buffer): Notification | undefined {
  const status = parseDeliveryStatus(bytes);
  if (!status || !bytes.includes("report-type=delivery-status")) return undefined;
  const headers = HeaderBlock.parse(splitMessage(bytes).headers);
  return { subject: headers.get("Subject") ?? "", headers, text: bytes.toString("latin1"), status };
}

/** "bob@x.example failed 5.1.10", one per recipient of every notification. */
export function outcomesOf(all: readonly Notification[]): string[] {
  return all.flatMap(({ status }) =>
    status.recipients.map((recipient) => `${recipient.finalRecipient} ${recipient.action} ${recipient.status}`),
  );
}
