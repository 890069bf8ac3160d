// Set-Mailbox.
import type { Mailbox, Organization } from "../organization/organization.ts";
import { CONFIRMATION } from "./change.ts";
import { changeRecipients, withRecipient } from "./change-recipients.ts";
import { defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { findOneMailbox, mailboxName } from "./mailbox-names.ts";
import { MAILBOX_SETTINGS } from "./mailbox-settings.ts";
import { applySettings, parametersOf, withoutEffect } from "./recipient-setting.ts";

const parameters: Parameters = {
  Identity: { type: "identity", mandatory: true, dotNetType: "MailboxIdParameter", position: 1, pipeline: "both" },
  ...parametersOf(MAILBOX_SETTINGS),
  ...CONFIRMATION,
};

export const setMailbox = defineCmdlet({
  name: "Set-Mailbox",
  synopsis: "Changes a mailbox: addresses, forwarding, holds, limits, moderation.",
  parameters,
  async run(bound, services) {
    const given = bound as Readonly<Record<string, unknown>>;
    const identity = String(given.Identity);
    const name = mailboxName(
      findOneMailbox(identity, services.configurations.latest()),
      services.configurations.latest(),
    );
    const edit = (organization: Organization): Organization => {
      const before = findOneMailbox(identity, organization);
      const after = applySettings(MAILBOX_SETTINGS, before, given, organization);
      refuseOtherPrimary(before, after);
      return withRecipient(organization, "mailboxes", before.address, after);
    };
    return changeRecipients(
      {
        cmdlet: "Set-Mailbox",
        given,
        whatIf: `Setting mailbox "${name}".`,
        object: name,
        edit,
        warnings: withoutEffect(MAILBOX_SETTINGS, given),
      },
      services,
    );
  },
});

/** Its mail is kept under its address. */
function refuseOtherPrimary(before: Mailbox, after: Mailbox): void {
  if (before.address === after.address) return;
  throw argumentError(
    `The sandbox keeps the mail of a mailbox under its primary address '${before.address}', which stays: '${after.address}' can be another address of it (smtp:), or the address of a new mailbox.`,
  );
}
