// Add-, Get- and Remove-RecipientPermission (Send As) and -MailboxPermission (Full Access).
import type { Group, Mailbox, Organization } from "../organization/organization.ts";
import { CONFIRMATION } from "./change.ts";
import { changeRecipients, withRecipient } from "./change-recipients.ts";
import { type Cmdlet, type CmdletObject, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import {
  addressOfRecipient,
  findOneRecipient,
  findRecipients,
  nameOfAddress,
  recipientName,
} from "./recipient-names.ts";
import { isMailbox } from "./recipient-properties.ts";
import { limited } from "./result-size.ts";

type Owner = Mailbox | Group;

interface Permission {
  readonly noun: "RecipientPermission" | "MailboxPermission";
  readonly field: "sendAs" | "fullAccess";
  readonly right: "SendAs" | "FullAccess";
  /** Whoever has it may do this. */
  readonly may: string;
  /** The parameter that names who has it. */
  readonly who: "Trustee" | "User";
  readonly dotNetType: string;
  readonly parameters: Parameters;
  owners(organization: Organization): readonly Owner[];
  show(owner: string, trustee: string): CmdletObject;
}

interface Given {
  readonly Identity?: string;
  readonly Trustee?: string;
  readonly User?: string;
  readonly AccessRights?: readonly string[];
  readonly ResultSize?: number;
  readonly WhatIf?: boolean;
}

const RIGHTS = "SendAs FullAccess ReadPermission ChangePermission ChangeOwner DeleteItem ExternalAccount".split(" ");
const holders = (owner: Owner, field: Permission["field"]): readonly string[] =>
  (owner as Partial<Pick<Mailbox, Permission["field"]>>)[field] ?? [];

function cmdletsOf(permission: Permission): readonly Cmdlet[] {
  return [changing(permission, "Add"), getting(permission), changing(permission, "Remove")];
}

function changing(permission: Permission, verb: "Add" | "Remove"): Cmdlet {
  const { noun, field, who, dotNetType, owners } = permission;
  return defineCmdlet({
    name: `${verb}-${noun}`,
    synopsis: verb === "Add" ? `Lets somebody ${permission.may}.` : `No longer lets somebody ${permission.may}.`,
    parameters: {
      Identity: { type: "identity", mandatory: true, dotNetType, position: 1, pipeline: "both" },
      [who]: { type: "string", mandatory: true, sentence: "A mailbox or a group." },
      AccessRights: { type: "strings", mandatory: true, values: RIGHTS },
      ...permission.parameters,
      ...CONFIRMATION,
    } as Parameters,
    async run(bound, services) {
      const given = bound as unknown as Given & { readonly Identity: string };
      checkRights(permission, given.AccessRights);
      const wanted = String(given[who]);
      const edit = (organization: Organization): Organization => {
        const owner = findOneRecipient(owners(organization), given.Identity, organization);
        const trustee = addressOfRecipient(wanted, organization);
        const others = holders(owner, field).filter((one) => one !== trustee);
        const after = { ...owner, [field]: verb === "Add" ? [...others, trustee] : others };
        return withRecipient(organization, isMailbox(owner) ? "mailboxes" : "groups", owner.address, after);
      };
      const latest = services.configurations.latest();
      const owner = findOneRecipient(owners(latest), given.Identity, latest);
      const name = recipientName(owner, latest);
      const isThere = holders(owner, field).includes(addressOfRecipient(wanted, latest));
      if (isThere === (verb === "Add") && given.WhatIf !== true)
        return {
          objects: verb === "Add" ? [permission.show(name, wanted)] : [],
          warnings: [nothingToDo(verb, name, wanted)],
        };
      const whatIf = `${verb === "Add" ? "Adding" : "Removing"} ${permission.right} permission of "${wanted}" on "${name}".`;
      const result = await changeRecipients({ cmdlet: `${verb}-${noun}`, given, whatIf, edit }, services);
      if (result.confirmation !== undefined || verb === "Remove") return result;
      const now = services.configurations.latest();
      return { ...result, objects: [permission.show(name, nameOfAddress(addressOfRecipient(wanted, now), now))] };
    },
  });
}

function nothingToDo(verb: "Add" | "Remove", owner: string, trustee: string): string {
  if (verb === "Add")
    return `The appropriate access control entry is already present on the object "${owner}" for account "${trustee}".`;
  return `Can't remove the access control entry on the object "${owner}" for account "${trustee}" because the ACE doesn't exist on the object.`;
}

function checkRights({ right, noun }: Permission, rights: readonly string[] = []): void {
  const other = rights.find((one) => one !== right);
  if (other === undefined && rights.length > 0) return;
  throw argumentError(`AccessRights: the sandbox has ${right} of ${noun}, not ${other ?? "nothing"}.`);
}

function getting({ noun, field, who, dotNetType, owners, right, may, show }: Permission): Cmdlet {
  const isOptional = noun === "RecipientPermission";
  return defineCmdlet({
    name: `Get-${noun}`,
    synopsis: `Shows who may ${may}.`,
    parameters: {
      Identity: {
        type: "identity",
        dotNetType,
        position: 1,
        pipeline: "both",
        ...(!isOptional && { mandatory: true }),
      },
      [who]: { type: "string" },
      ResultSize: { type: "resultSize" },
      ...(isOptional
        ? { AccessRights: { type: "strings", values: RIGHTS } }
        : { Owner: { type: "switch", priority: "accept" }, GroupMailbox: { type: "switch", priority: "accept" } }),
    } as Parameters,
    async run(bound, services) {
      const given = bound as unknown as Given;
      const organization = services.configurations.latest();
      const wanted = given[who] === undefined ? undefined : addressOfRecipient(String(given[who]), organization);
      const isAsked = (given.AccessRights ?? [right]).includes(right);
      const entries = findRecipients(owners(organization), given.Identity, organization).flatMap((owner) =>
        holders(owner, field)
          .filter((trustee) => isAsked && (wanted === undefined || trustee === wanted))
          .map((trustee) => ({ owner: recipientName(owner, organization), trustee })),
      );
      return limited(entries, given.ResultSize, ({ owner, trustee }) =>
        show(owner, nameOfAddress(trustee, organization)),
      );
    },
  });
}

export const PERMISSION_CMDLETS: readonly Cmdlet[] = [
  ...cmdletsOf({
    noun: "MailboxPermission",
    field: "fullAccess",
    right: "FullAccess",
    may: "open a mailbox",
    who: "User",
    dotNetType: "MailboxIdParameter",
    parameters: {
      AutoMapping: { type: "boolean", priority: "accept" },
      InheritanceType: { type: "string", priority: "accept" },
      IgnoreDefaultScope: { type: "switch", priority: "accept" },
    },
    owners: ({ mailboxes }) => mailboxes,
    show: (owner, trustee) => ({
      Identity: owner,
      User: trustee,
      AccessRights: ["FullAccess"],
      IsInherited: false,
      Deny: false,
      InheritanceType: "All",
      IsValid: true,
      ObjectState: "Unchanged",
    }),
  }),
  ...cmdletsOf({
    noun: "RecipientPermission",
    field: "sendAs",
    right: "SendAs",
    may: "send as a mailbox or group",
    who: "Trustee",
    dotNetType: "RecipientIdParameter",
    parameters: { SkipDomainValidationForMailContact: { type: "switch", priority: "accept" } },
    owners: ({ mailboxes, groups }) => [...mailboxes, ...groups],
    show: (owner, trustee) => ({
      Identity: owner,
      Trustee: trustee,
      AccessControlType: "Allow",
      AccessRights: ["SendAs"],
      IsInherited: false,
      InheritanceType: "None",
      IsValid: true,
      ObjectState: "Unchanged",
    }),
  }),
];
