// Remove-Mailbox, Remove-DistributionGroup, Remove-MailContact and Remove-MailUser: the recipient goes, and is in no list
// of others any more.
import { forgetRecipient } from "../organization/forget-recipient.ts";
import type { Organization } from "../organization/organization.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { type Cmdlet, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { type Recipient, recipientName } from "./recipient-names.ts";

export interface Removal {
  readonly name: string;
  readonly synopsis: string;
  /** "mailbox": of -WhatIf. */
  readonly noun: string;
  readonly dotNetType: string;
  /** Further parameters, of no effect. */
  readonly parameters?: Parameters;
  /** @throws CmdletError */
  find(identity: string, organization: Organization): Recipient;
}

export function removalCmdlet({ name, synopsis, noun, dotNetType, parameters, find }: Removal): Cmdlet {
  return defineCmdlet({
    name,
    synopsis,
    parameters: {
      Identity: { type: "identity", mandatory: true, dotNetType, position: 1, pipeline: "both" },
      ...parameters,
      ...CONFIRMATION,
    } as Parameters,
    async run(bound, services) {
      const given = bound as { readonly Identity: string; readonly WhatIf?: boolean };
      const edit = (organization: Organization): Organization => {
        const recipient = find(given.Identity, organization);
        const aliases = "aliases" in recipient ? (recipient.aliases ?? []) : [];
        return forgetRecipient(organization, new Set([recipient.address, ...aliases]));
      };
      const latest = services.configurations.latest();
      const gone = recipientName(find(given.Identity, latest), latest);
      return changeOrganization({ cmdlet: name, given, whatIf: `Removing ${noun} "${gone}".`, edit }, services);
    },
  });
}
