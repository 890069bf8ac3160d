// New-Mailbox: of users, shared ones, rooms and equipment. The mailbox works at once.
import { MAILBOX_DEFAULTS } from "../organization/mailbox-defaults.ts";
import type { Mailbox, Organization } from "../organization/organization.ts";
import { CONFIRMATION } from "./change.ts";
import { addRecipient, changeRecipients, judged } from "./change-recipients.ts";
import { type Arguments, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { bindingError } from "./cmdlet-error.ts";
import { checkedAlias, checkedText, MODERATION_SETTINGS } from "./delivery-settings.ts";
import { smtpAddress } from "./email-addresses.ts";
import { findOneMailbox } from "./mailbox-names.ts";
import { mailboxProperties } from "./mailbox-properties.ts";
import { aliasFrom, ownNames, refuseTakenName } from "./new-recipient.ts";
import { accepted, applySettings, attribute, each, ignored, parametersOf, withoutEffect } from "./recipient-setting.ts";

const SETTINGS = {
  FirstName: attribute("firstName"),
  LastName: attribute("lastName"),
  Initials: attribute("initials"),
  Office: attribute("office"),
  Phone: attribute("phoneNumber"),
  ...MODERATION_SETTINGS,
  ...each("ActiveSyncMailboxPolicy ImmutableId MailboxPlan MailboxRegion RoleAssignmentPolicy", (name) =>
    accepted(name, { type: "string" }),
  ),
  ResourceCapacity: accepted("ResourceCapacity", { type: "int", min: 0 }),
  ...each(
    "EnableRoomMailboxAccount IsExcludedFromServingHierarchy RemotePowerShellEnabled ResetPasswordOnNextLogon",
    (name) => accepted(name, { type: "boolean" }),
  ),
  ...each("Force HoldForMigration TargetAllMDBs", () => ignored()),
  OrganizationalUnit: ignored("string"),
};

const parameters = {
  Name: { type: "string", mandatory: true, position: 1, pipeline: "name" },
  MicrosoftOnlineServicesID: { type: "string", sentence: "What the user signs in with: the primary address." },
  Password: { type: "secret" },
  Shared: { type: "switch" },
  Room: { type: "switch" },
  Equipment: { type: "switch" },
  Alias: { type: "string" },
  DisplayName: { type: "string" },
  PrimarySmtpAddress: { type: "string" },
  Archive: { type: "switch" },
  RoomMailboxPassword: { type: "secret" },
  ...parametersOf(SETTINGS),
  ...CONFIRMATION,
} as const satisfies Parameters;

type Given = Arguments<typeof parameters>;

export const newMailbox = defineCmdlet({
  name: "New-Mailbox",
  synopsis: "Makes a mailbox: of a user, shared, a room or equipment.",
  parameters,
  async run(given, services) {
    const edit = (organization: Organization): Organization => {
      const mailbox = made(given, organization);
      refuseTakenName(mailbox, organization);
      return addRecipient(organization, "mailboxes", mailbox);
    };
    const latest = services.configurations.latest();
    const mailbox = made(given, latest);
    judged(latest, edit(latest));
    // Its folders first: mail may come the moment it is there.
    if (given.WhatIf !== true) await services.mailboxes.folders.ensure([mailbox]);
    const whatIf = `Creating mailbox "${given.Name}" with address "${mailbox.address}".`;
    const warnings = withoutEffect(SETTINGS, given);
    const result = await changeRecipients({ cmdlet: "New-Mailbox", given, whatIf, edit, warnings }, services);
    if (result.confirmation !== undefined) return result;
    const shown = findOneMailbox(mailbox.address, services.configurations.latest());
    return { ...result, objects: [mailboxProperties(shown, services)] };
  },
});

function made(given: Given, organization: Organization): Mailbox {
  const type = typeOf(given);
  const signIn = given.MicrosoftOnlineServicesID;
  const alias = given.Alias === undefined ? aliasFrom(signIn ?? given.Name) : checkedAlias(given.Alias);
  const wanted = given.PrimarySmtpAddress ?? signIn ?? `${alias}@${organization.name}`;
  const address = smtpAddress(
    given.PrimarySmtpAddress === undefined ? "MicrosoftOnlineServicesID" : "PrimarySmtpAddress",
    wanted,
  );
  const other = signIn === undefined ? address : smtpAddress("MicrosoftOnlineServicesID", signIn);
  const password = given.Password ?? given.RoomMailboxPassword;
  const mailbox: Mailbox = {
    ...MAILBOX_DEFAULTS,
    address,
    displayName: checkedText("DisplayName", given.DisplayName ?? given.Name, 256),
    aliases: other === address ? [] : [other],
    type,
    ...(password !== undefined && { password }),
    ...(given.Archive === true && { archiveEnabled: true }),
    ...ownNames(given.Name, alias, address, organization),
  };
  return applySettings(SETTINGS, mailbox, given, organization);
}

/** One parameter set for each kind. */
function typeOf({ Shared, Room, Equipment, MicrosoftOnlineServicesID: signIn, Password }: Given): Mailbox["type"] {
  const kinds = [Shared && "Shared", Room && "Room", Equipment && "Equipment"].filter(
    (kind) => typeof kind === "string",
  );
  const [kind, ...others] = kinds;
  if (others.length > 0) throw bindingError("Parameter set cannot be resolved using the specified named parameters.");
  if (kind !== undefined) return kind as Mailbox["type"];
  const missing = [
    ...(signIn === undefined ? ["MicrosoftOnlineServicesID"] : []),
    ...(Password === undefined ? ["Password"] : []),
  ];
  if (missing.length === 0) return "Regular";
  throw bindingError(
    `Cannot process command because of one or more missing mandatory parameters: ${missing.join(" ")}. A mailbox without a user has Shared, Room or Equipment.`,
  );
}
