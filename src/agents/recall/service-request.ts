// A recall request of generation B, as the service makes it: header order and Message-Id of real requests. docs/recall.md R2
import { formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { composeMessage, splitMessage } from "../../mime/message.ts";
import type { Organization } from "../../organization/organization.ts";
import { newGuid, newRecallMessageId } from "../../runtime/ids.ts";
import type { MadeRequest, RequestParts } from "./request-parts.ts";
import { inAngleBrackets } from "./wire/address-list.ts";

export function serviceRequest(organization: Organization, parts: RequestParts): MadeRequest {
  const { original } = parts;
  const { headers, body } = splitMessage(compose(organization, parts));
  const data = {
    recallOriginalMessageId: original.messageId,
    recallMailbox: original.mailbox,
    // Under rich text always it leaves in TNEF like any mail, with the key of the sender's item (chosen).
    recallSearchKey: original.searchKey,
  };
  return { headers: HeaderBlock.parse(headers), body, data };
}

/** The order of real requests; the two recallreportgenerated fields come from the routing agent. */
function compose(organization: Organization, parts: RequestParts): Buffer {
  const { original } = parts;
  const requestId = newGuid();
  const address = original.mailbox;
  const server = organization.hostname;
  const date = formatRfc5322Date(parts.now);
  const substrate = organization.service.level === "2026-09" ? "substrate-int.office.com" : "substrate.office.com";
  return composeMessage(
    [
      ["Received", `from ${substrate} (::1) by ${server}\r\n with HTTP via ${server}; ${date}`],
      ["From", formatAddress({ name: parts.sender?.displayName ?? "", address })],
      ["Date", date],
      ["Subject", `Recall: ${original.subject}`],
      ["Message-Id", newRecallMessageId(parts.now, server)],
      ...parts.to.map(([name, value]) => [name, inAngleBrackets(value)] as const),
      ["MIME-Version", "1.0"],
      ["Content-Type", "text/plain; charset=utf-8"],
      ["X-MS-PublicTrafficType", "Email"],
      ["client-request-id", requestId],
      ["request-id", requestId],
      ["X-MS-TrafficTypeDiagnostic", `${(server.split(".")[0] ?? "").toUpperCase()}:EE_MessageRecallEmail`],
      ["X-MS-Exchange-SenderADCheck", "1"],
      ["X-MS-Exchange-AntiSpam-Relay", "0"],
    ],
    `${address} would like to recall the message, "${original.subject}".\r\n`,
  );
}
