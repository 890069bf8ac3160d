// A recall request that a sandbox makes: what a server outside gets when Alice recalls.
import type { RecallMade, RecallRefused } from "../../../src/agents/recall/request.ts";
import type { MailboxItem } from "../../../src/mailbox/mailbox-store.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";

export interface Generated {
  readonly headers: HeaderBlock;
  /** From the blank line on. */
  readonly body: Buffer;
}

export const SENDER = "alice@contoso.com";
export const SUBJECT = "Q3 numbers";

const CONFIG = {
  organization: { name: "contoso.com" },
  acceptedDomains: [{ domainName: "contoso.com" }],
  mailboxes: [
    { address: SENDER, displayName: "Alice Aoki" },
    { address: "bob@contoso.com", displayName: "Bob Brandt" },
  ],
  smartHost: { enabled: false },
};

/** A Friday whose day has one digit. */
const NOON = Date.UTC(2026, 10, 6, 12);

/** @param recall asks for the recall of this item of Alice's Sent Items. */
export async function generate(
  recall: (on: Sandbox, sent: MailboxItem) => Promise<RecallMade | RecallRefused>,
): Promise<Generated> {
  const on = await startSandbox({ freePorts: true, frozenAt: NOON, config: CONFIG });
  try {
    await send(on);
    const [sent] = (await on.mailboxes.list(SENDER, {})).filter(
      ({ folderId }) => on.mailboxes.folders.get(folderId)?.wellKnown === "sentitems",
    );
    if (!sent) throw new Error("Alice's Sent Items are empty.");
    const answer = await recall(on, sent);
    if (!("requestMessageId" in answer)) throw new Error(JSON.stringify(answer));
    await on.idle();
    const request = (await on.internet.list()).find(({ messageId }) => messageId === answer.requestMessageId);
    const bytes = request && (await on.internet.bytes(request.id));
    if (!bytes) throw new Error("No request left the tenant.");
    const { headers, body } = splitMessage(bytes);
    return { headers: HeaderBlock.parse(headers), body };
  } finally {
    await on.stop();
  }
}

async function send(on: Sandbox): Promise<void> {
  const person = (address: string) => ({ emailAddress: { address } });
  const message = {
    subject: SUBJECT,
    body: { contentType: "text", content: "They are in." },
    toRecipients: [person("frank@fabrikam.com")],
    ccRecipients: [person("bob@contoso.com")],
  };
  const answer = await fetch(`http://127.0.0.1:${on.ports.http}/v1.0/users/${SENDER}/sendMail`, {
    method: "POST",
    headers: { authorization: `Bearer ${SENDER}`, "content-type": "application/json" },
    body: JSON.stringify({ message }),
  });
  if (answer.status !== 202) throw new Error(`sendMail: ${answer.status} ${await answer.text()}`);
  await on.idle();
}
