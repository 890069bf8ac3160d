import { expect } from "vitest";
import type { Sandbox } from "../../../../src/sandbox.ts";
import { TAG } from "../../../../src/tnef/property-tags.ts";
import { winmailMessage } from "../../../support/outlook.ts";
import { deliverFromOutside, headersOf, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

const FORGED = "<forged@evil.example>";

/** As the service writes it, all headers that name an original included. */
const mimeRequest = (original: string) =>
  [
    "From: <alice@contoso.com>",
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    "Subject: Recall: Budget",
    `Message-Id: ${FORGED}`,
    "To: <bob@contoso.com>",
    "X-MS-TrafficTypeDiagnostic: X:EE_MessageRecallEmail",
    "X-MS-Exchange-RecallReportGenerated: true",
    "X-MS-Exchange-RecallReportCfmGenerated: true",
    `X-MS-Exchange-Organization-TransportRecall-OriginalMessageId: ${original}`,
    `X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId: ${original}`,
    "X-MS-Exchange-Organization-AuthAs: Internal",
    "Content-Type: text/plain",
    "",
    'alice@contoso.com would like to recall the message, "Budget".',
    "",
  ].join("\r\n");

async function tnefRequest(on: Sandbox, original: string): Promise<string> {
  const [sent] = await on.submitted.find(original);
  return winmailMessage({
    messageId: FORGED,
    subject: "Recall: Budget",
    messageClass: "IPM.Outlook.Recall",
    properties: (bag) => bag.set(TAG.RecallSearchKey, Buffer.from(sent?.searchKey ?? "", "hex")),
  });
}

scenario(
  {
    given: "Bob has a message from Alice, and an attacker knows its Message-ID and search key",
    when: "the attacker sends Bob TNEF of class IPM.Outlook.Recall (A), or mail with the headers of the service's requests (B)",
    then: "nothing is deleted: the header firewall takes the headers, and the mail is delivered as what it is",
    rules: ["R3", "R7", "R10"],
    source: "chosen",
    outcomes: [{ at: EVERYWHERE, report: [] }],
  },
  async (run) => {
    const on = await run.tenant();
    const original = await run.send(on);
    const raw = run.generation === "A" ? await tnefRequest(on, original) : mimeRequest(original);

    await deliverFromOutside(on, { from: "alice@contoso.com", raw });
    await on.idle();

    expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
    const headers = await headersOf(on, "bob");
    expect(headers.get("X-MS-Exchange-Organization-AuthAs")).toBe("Anonymous");
    expect(headers.fields.filter(({ name }) => /TransportRecall/i.test(name))).toEqual([]);
    expect(await on.recalls.list()).toEqual([]);
    return { on, request: FORGED };
  },
);
