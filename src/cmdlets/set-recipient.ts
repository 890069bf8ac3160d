// Set cmdlets of groups, contacts and users, from their tables of settings.
import type { Organization } from "../organization/organization.ts";
import { CONFIRMATION } from "./change.ts";
import { changeRecipients, withRecipient } from "./change-recipients.ts";
import { type Cmdlet, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { refuseTakenName } from "./new-recipient.ts";
import { findOneRecipient, type Recipient, type RecipientList, recipientName } from "./recipient-names.ts";
import { isContact, isMailbox } from "./recipient-properties.ts";
import { applySettings, parametersOf, type RecipientSettings, withoutEffect } from "./recipient-setting.ts";

export interface RecipientSet {
  readonly name: string;
  readonly synopsis: string;
  /** "distribution group": of -WhatIf. */
  readonly noun: string;
  readonly dotNetType: string;
  readonly settings: RecipientSettings;
  recipients(organization: Organization): readonly Recipient[];
}

export function recipientSet({ name, synopsis, noun, dotNetType, settings, recipients }: RecipientSet): Cmdlet {
  return defineCmdlet({
    name,
    synopsis,
    parameters: {
      Identity: { type: "identity", mandatory: true, dotNetType, position: 1, pipeline: "both" },
      ...parametersOf(settings),
      ...CONFIRMATION,
    } as Parameters,
    async run(bound, services) {
      const given = bound as Readonly<Record<string, unknown>>;
      const find = (organization: Organization) =>
        findOneRecipient(recipients(organization), String(given.Identity), organization);
      const edit = (organization: Organization): Organization => {
        const before = find(organization);
        const after = applySettings(settings, before, given, organization);
        const changed = withRecipient(organization, listOf(before), before.address, after);
        if ("Name" in given) refuseTakenName(after, changed);
        return changed;
      };
      const latest = services.configurations.latest();
      const object = recipientName(find(latest), latest);
      const warnings = withoutEffect(settings, given);
      return changeRecipients(
        { cmdlet: name, given, whatIf: `Setting ${noun} "${object}".`, object, edit, warnings },
        services,
      );
    },
  });
}

function listOf(recipient: Recipient): RecipientList {
  if (isContact(recipient)) return "contacts";
  return isMailbox(recipient) ? "mailboxes" : "groups";
}
