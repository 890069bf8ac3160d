// What has left the organization stays where it is, and a text mail follows it.
import { HeaderBlock } from "../../../mime/header-block.ts";
import { splitMessage } from "../../../mime/message.ts";
import { reportWord, SUBJECT } from "../act.ts";
import type { Scene } from "../scene.ts";
import { DEFAULT, type DemoTenant } from "../tenant.ts";

const ANN = "ann@fabrikam.com";

export const externalRecipient: Scene = {
  id: "external-recipient",
  title: "recipient outside the organization",
  expected: "original stays; report: outside",
  async play(start) {
    const tenant = await start(DEFAULT);
    const requestId = await tenant.recall(await tenant.send(ANN, SUBJECT));
    const recipient = await tenant.reportOf(requestId, ANN);
    const arrived = await tenant.api.internet();
    const headers = await textMail(tenant, requestId);
    const inner = headers?.fields.filter(({ name }) => /^X-MS-Exchange-Organization-/i.test(name)) ?? [];
    return {
      outcome: arrived.some(({ subject }) => subject === SUBJECT) ? "original stays" : "never arrives",
      report: reportWord(recipient),
      claims: [
        { holds: headers !== undefined, otherwise: "no text mail reached the internet" },
        {
          holds: headers?.get("X-MS-Exchange-RecallReportGenerated") === "true",
          otherwise: "the text mail has no mark",
        },
        {
          holds: inner.length === 0,
          otherwise: `organization headers left: ${inner.map(({ name }) => name).join(", ")}`,
        },
      ],
      why: "The request went there as a text mail with its mark, without organization headers, and nobody acts on it.",
      trueReason: recipient.trueReasonText,
    };
  },
};

async function textMail(tenant: DemoTenant, requestId: string): Promise<HeaderBlock | undefined> {
  const mail = (await tenant.api.internet()).find(
    ({ messageId, recipients }) => messageId === requestId && recipients.includes(ANN),
  );
  return mail && HeaderBlock.parse(splitMessage(await tenant.api.internetBytes(mail.id)).headers);
}
