// What a customer must do so that recall works behind the product: the exact cmdlets, for Exchange Online as for the sandbox.
import type { Verdict, VerdictName } from "../run.ts";
import type { Customer } from "./verdict.ts";

type Advice = Verdict["advice"];

export function adviceFor(name: VerdictName, customer: Customer): Advice {
  const [richText, exemption] = [richTextAlways(customer), exemptRecalls(customer)];
  switch (name) {
    case "Transparent":
      return [];
    case "With rich text":
      return [richText];
    case "With exemption":
      return [exemption];
    case "With rich text or exemption":
      return [richText, { ...exemption, sentence: `Or: ${exemption.sentence}` }];
    case "With rich text and exemption":
      return [richText, { ...exemption, sentence: `And: ${exemption.sentence}` }];
    case "Not compatible":
      return [];
  }
}

function richTextAlways({ domain }: Customer): Advice[number] {
  return {
    sentence: `Set the remote domain ${domain} to rich text always.`,
    cmdlets: [
      `New-RemoteDomain -Name "${domain}" -DomainName ${domain}`,
      `Set-RemoteDomain "${domain}" -TNEFEnabled $true`,
    ],
  };
}

/** Two rules above the one that routes mail to the smart host. docs/fidelity.md */
function exemptRecalls({ loopHeader }: Customer): Advice[number] {
  const stamp = `-SetHeaderName "${loopHeader.name}" -SetHeaderValue "${loopHeader.value}"`;
  return {
    sentence: `Exempt recalls by rules above the one that routes mail to the smart host: they stamp its loop header ${loopHeader.name}.`,
    cmdlets: [
      `New-TransportRule "Recall requests need no smart host" -Priority 0 -FromScope InOrganization -HeaderContainsMessageHeader "X-MS-Exchange-RecallReportGenerated" -HeaderContainsWords "true","false" ${stamp}`,
      `New-TransportRule "Recall reports need no smart host" -Priority 1 -HeaderContainsMessageHeader "X-MS-Exchange-Generated-Message-Source" -HeaderContainsWords "Transport Message Recall Routing Agent" ${stamp}`,
    ],
  };
}
