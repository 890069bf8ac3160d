// A whole sandbox in process for tests: free ports, frozen time, mail that reads like mail.
import { createTransport } from "nodemailer";
import type { MailboxItem } from "../../src/mailbox/mailbox-store.ts";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox.ts";
import { afterEachTest } from "./after-each-test.ts";

/** Friday, 20 November 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 10, 20, 12);
export const HOUR = 3_600_000;

const running = new Set<Sandbox>();

afterEachTest(async () => {
  const sandboxes = [...running];
  running.clear();
  await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
});

/** Stopped after the test. */
export async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const started = await startSandbox({ freePorts: true, frozenAt: NOON, ...options });
  running.add(started);
  return started;
}

/** A small tenant: alice, bob, carol and shared@ of contoso.com, no connectors, no rules, unless said otherwise. */
export function tenant(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    organization: { name: "contoso.com" },
    acceptedDomains: [{ domainName: "contoso.com" }],
    mailboxes: [person("alice"), person("bob"), person("carol"), person("dave")],
    smartHost: { enabled: false },
    ...parts,
  };
}

export function person(name: string, extra: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    address: `${name}@contoso.com`,
    displayName: `${name[0]?.toUpperCase()}${name.slice(1)} Contoso`,
    password: "secret",
    ...extra,
  };
}

export interface Mail {
  readonly from?: string;
  readonly to?: string | string[];
  readonly cc?: string;
  readonly bcc?: string;
  readonly replyTo?: string;
  readonly attachments?: { filename: string; content: string | Buffer; cid?: string }[];
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Record<string, string>;
  readonly messageId?: string;
  readonly date?: Date;
  readonly icalEvent?: { method: string; content: string };
  /** Where submission listens, unless on loopback. */
  readonly host?: string | undefined;
  /** Whole message instead of the parts above. */
  readonly raw?: string | Buffer;
}

/** Submits as `mail.from` with AUTH over STARTTLS and waits until nothing is in flight. Returns the Message-ID. */
export async function submit(on: Sandbox, mail: Mail = {}): Promise<string> {
  const from = mail.from ?? "alice@contoso.com";
  const id = await submitWithoutWaiting(on, { ...mail, from });
  await on.idle();
  return id;
}

export async function submitWithoutWaiting(on: Sandbox, mail: Mail & { as?: string }): Promise<string> {
  const from = mail.from ?? "alice@contoso.com";
  const transport = createTransport({
    host: mail.host ?? "127.0.0.1",
    port: on.ports.submission,
    requireTLS: true,
    tls: { ca: on.certificates.ca.cert },
    auth: { user: mail.as ?? from, pass: "secret" },
  });
  try {
    const to = mail.to ?? "bob@contoso.com";
    const sent = await transport.sendMail({
      ...(mail.raw === undefined
        ? { from, to, text: "Hello", date: new Date(on.clock.now()), ...mail }
        : { raw: mail.raw, envelope: { from, to } }),
      ...(mail.raw === undefined && { subject: mail.subject ?? "Budget" }),
    });
    return /^message-id:\s*(<.*>)/im.exec(String(mail.raw ?? ""))?.[1] ?? sent.messageId;
  } finally {
    transport.close();
  }
}

/** Delivers to the MX listener as another server would, without waiting. */
export async function deliverFromOutside(
  on: Sandbox,
  mail: Mail & { listener?: "inbound" | "return"; tls?: { cert: string; key: string } } = {},
): Promise<string> {
  const transport = createTransport({
    host: "127.0.0.1",
    port: on.ports[mail.listener ?? "inbound"],
    tls: { ca: on.certificates.ca.cert, ...mail.tls },
    ...(mail.tls ? { requireTLS: true } : { ignoreTLS: true }),
  });
  const from = mail.from ?? "frank@fabrikam.com";
  const to = mail.to ?? "bob@contoso.com";
  try {
    const sent = await transport.sendMail(
      mail.raw === undefined
        ? ({
            from,
            to,
            subject: "Hello",
            text: "Hello",
            date: new Date(on.clock.now()),
            ...mail,
            tls: undefined,
          } as never)
        : { raw: mail.raw, envelope: { from, to } },
    );
    return sent.messageId;
  } finally {
    transport.close();
  }
}

/** Recalls what alice sent under this Message-ID, as Graph does, and waits. Returns the request's Message-ID. */
export async function recall(on: Sandbox, messageId: string, by = "alice@contoso.com"): Promise<string> {
  const sent = (await on.mailboxes.list(by, { messageId })).find(
    (item) => on.mailboxes.folders.get(item.folderId)?.wellKnown === "sentitems",
  );
  if (!sent) throw new Error(`${by} has no Sent Items copy of ${messageId}`);
  const answer = await on.recallRequests.request(by, sent);
  if ("refused" in answer) throw new Error(answer.refused);
  if ("removed" in answer) throw new Error(`${messageId} still waited in the Outbox`);
  await on.idle();
  return answer.requestMessageId;
}

/** Subjects in a folder, newest first. */
export async function subjects(on: Sandbox, mailbox: string, folder = "inbox"): Promise<string[]> {
  return (await items(on, mailbox, folder)).map((item) => item.subject);
}

export async function items(on: Sandbox, mailbox: string, folder = "inbox"): Promise<MailboxItem[]> {
  const address = mailbox.includes("@") ? mailbox : `${mailbox}@contoso.com`;
  const id = on.mailboxes.folders.wellKnown(address, folder)?.id;
  if (id === undefined) throw new Error(`${address} has no folder ${folder}`);
  return on.mailboxes.list(address, { folderId: id });
}

/** Header block of the newest item in a folder. */
export async function headersOf(on: Sandbox, mailbox: string, folder = "inbox"): Promise<HeaderBlock> {
  const [item] = await items(on, mailbox, folder);
  const content = item && (await on.mailboxes.content(item));
  if (!content) throw new Error(`${mailbox} has nothing in ${folder}`);
  return HeaderBlock.parse(content.headers);
}

/** "bob@contoso.com: recalled", one per recipient, with the true reason behind a failure. */
export async function report(on: Sandbox, requestMessageId: string): Promise<string[]> {
  const recipients = await on.recalls.recipients(requestMessageId);
  return recipients.map((r) => `${r.address}: ${r.status}${r.trueReason ? ` (${r.trueReason})` : ""}`);
}

/** "RECEIVE alice→", the events of a message in order. */
export async function events(on: Sandbox, messageId: string): Promise<string[]> {
  return (await on.tracking.find({ messageId })).map((event) => event.eventId);
}
