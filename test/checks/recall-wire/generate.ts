// Real requests of a sandbox: what a server outside gets when Alice recalls.
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { type SplitMessage, splitMessage } from "../../../src/mime/message.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";

export interface Generated {
  readonly headers: HeaderBlock;
  readonly body: SplitMessage["body"];
}

const CONFIG = {
  organization: { name: "contoso.com" },
  acceptedDomains: [{ domainName: "contoso.com" }],
  mailboxes: [
    { address: "alice@contoso.com", displayName: "Alice Aoki" },
    { address: "bob@contoso.com", displayName: "Bob Brandt" },
  ],
  smartHost: { enabled: false },
};

export async function generateB(): Promise<Generated> {
  const on = await startSandbox({ freePorts: true, frozenAt: Date.UTC(2026, 10, 20, 12), config: CONFIG });
  try {
    await send(on);
    const [sent] = (await on.mailboxes.list("alice@contoso.com", {})).filter(
      ({ folderId }) => on.mailboxes.folders.get(folderId)?.wellKnown === "sentitems",
    );
    if (!sent) throw new Error("Alice's Sent Items are empty.");
    const before = new Set((await on.internet.list()).map(({ id }) => id));
    const answer = await on.recallRequests.request("alice@contoso.com", sent);
    if ("refused" in answer) throw new Error(answer.refused);
    await on.idle();
    const request = (await on.internet.list()).find(({ id }) => !before.has(id));
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
    subject: "Q3 numbers",
    body: { contentType: "text", content: "They are in." },
    toRecipients: [person("frank@fabrikam.com")],
    ccRecipients: [person("bob@contoso.com")],
  };
  const answer = await fetch(`http://127.0.0.1:${on.ports.http}/v1.0/users/alice@contoso.com/sendMail`, {
    method: "POST",
    headers: { authorization: "Bearer alice@contoso.com", "content-type": "application/json" },
    body: JSON.stringify({ message }),
  });
  if (answer.status !== 202) throw new Error(`sendMail: ${answer.status} ${await answer.text()}`);
  await on.idle();
}
