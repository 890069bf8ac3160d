// What a mailbox's user sets, as an administrator does it: automatic replies, junk mail, receipts, language.
import type { AutomaticReplies, Mailbox, Organization, ServiceLanguage } from "../organization/organization.ts";
import type { Cmdlet, CmdletObject, CmdletServices, CmdletValue, ListEdit } from "./cmdlet.ts";
import { defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { editList } from "./list-edit.ts";
import { findMailboxes, mailboxName } from "./mailbox-names.ts";
import {
  accepted,
  acceptedProperties,
  each,
  type Fields,
  ignored,
  type RecipientSetting,
  type RecipientSettings,
} from "./recipient-setting.ts";
import { recipientSet } from "./set-recipient.ts";

const NO_REPLIES: AutomaticReplies = {
  autoReplyState: "Disabled",
  internalMessage: "",
  externalMessage: "",
  externalAudience: "All",
};
const NO_JUNK = { enabled: true, blockedSendersAndDomains: [], trustedSendersAndDomains: [] } as const;

/** A field of one part of the mailbox; the part begins as `none`. */
function partField(
  part: "automaticReplies" | "junkEmail",
  none: object,
  name: string,
  parameter: RecipientSetting["parameter"],
  read: (value: unknown, before: unknown) => unknown = (value) => value,
): RecipientSetting {
  return {
    parameter,
    edit(mailbox, value) {
      const before = (mailbox[part] ?? none) as Fields;
      const { [name]: own, ...others } = before;
      const after = read(value, own);
      return { [part]: { ...others, ...(after !== undefined && { [name]: after }) } };
    },
  };
}

const reply = (name: string, parameter: RecipientSetting["parameter"]): RecipientSetting =>
  partField("automaticReplies", NO_REPLIES, name, parameter, (value) =>
    value === null ? (parameter.type === "dateTime" ? undefined : "") : value,
  );

const REPLY_SETTINGS: RecipientSettings = {
  AutoReplyState: reply("autoReplyState", { type: "string", values: ["Disabled", "Enabled", "Scheduled"] }),
  ExternalAudience: reply("externalAudience", { type: "string", values: ["None", "Known", "All"] }),
  InternalMessage: reply("internalMessage", { type: "string", nullable: true }),
  ExternalMessage: reply("externalMessage", { type: "string", nullable: true }),
  StartTime: reply("startTime", { type: "dateTime", nullable: true }),
  EndTime: reply("endTime", { type: "dateTime", nullable: true }),
  ...each(
    "AutoDeclineFutureRequestsWhenOOF CreateOOFEvent DeclineAllEventsForScheduledOOF DeclineEventsForScheduledOOF",
    (name) => accepted(name, { type: "boolean" }, false),
  ),
  DeclineMeetingMessage: accepted("DeclineMeetingMessage", { type: "string", nullable: true }, ""),
  OOFEventSubject: accepted("OOFEventSubject", { type: "string", nullable: true }, ""),
  EventsToDeleteIDs: ignored("strings"),
  IgnoreDefaultScope: ignored(),
};

const senders = (name: string): RecipientSetting =>
  partField("junkEmail", NO_JUNK, name, { type: "multiValued" }, (value, before) =>
    editList((before ?? []) as readonly string[], value as ListEdit).map(checkedSender),
  );

function checkedSender(text: string): string {
  const sender = text.trim().toLowerCase();
  if (/^(?:[^\s@]+@)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(sender)) return sender;
  throw argumentError(
    `'${text.slice(0, 200)}' is neither an address nor a domain, such as eve@fabrikam.com or fabrikam.com.`,
  );
}

const JUNK_SETTINGS: RecipientSettings = {
  Enabled: partField("junkEmail", NO_JUNK, "enabled", { type: "boolean" }),
  BlockedSendersAndDomains: senders("blockedSendersAndDomains"),
  TrustedSendersAndDomains: senders("trustedSendersAndDomains"),
  ...each("ContactsTrusted TrustedListsOnly", (name) => accepted(name, { type: "boolean" }, false)),
  FailOnError: ignored(),
  IgnoreDefaultScope: ignored(),
};

const MESSAGE_SETTINGS: RecipientSettings = {
  ReadReceiptResponse: {
    parameter: { type: "string", values: ["DoNotAutomaticallySend", "AlwaysSend", "NeverSend"] },
    edit: (_, value) => ({ readReceiptResponse: value }),
  },
  ...each(
    `AlwaysShowBcc AlwaysShowFrom AutoAddSignature AutoAddSignatureOnMobile AutoAddSignatureOnReply
    EmptyDeletedItemsOnLogoff IsFavoritesFolderTreeCollapsed IsMailRootFolderTreeCollapsed SmimeEncrypt SmimeSign
    UseDefaultSignatureOnMobile`,
    (name) => accepted(name, { type: "boolean" }, false),
  ),
  CheckForForgottenAttachments: accepted("CheckForForgottenAttachments", { type: "boolean" }, true),
  ...each(
    "SignatureHtml SignatureName SignatureText SignatureTextOnMobile DefaultSignature DefaultSignatureOnReply",
    (name) => accepted(name, { type: "string", nullable: true }, ""),
  ),
  ...each(
    "AfterMoveOrDeleteBehavior ConversationSortOrder DefaultFormat MailSendUndoInterval PreviewMarkAsReadBehavior",
    (name) => accepted(name, { type: "string" }),
  ),
  DefaultFontName: accepted("DefaultFontName", { type: "string" }, "Calibri"),
  DefaultFontSize: accepted("DefaultFontSize", { type: "int" }, 3),
  IgnoreDefaultScope: ignored(),
};

const LANGUAGES: Readonly<Record<string, ServiceLanguage>> = { en: "en", de: "de", ja: "ja", zh: "zh-CN" };
const CULTURES: Readonly<Record<ServiceLanguage, string>> = { en: "en-US", de: "de-DE", ja: "ja-JP", "zh-CN": "zh-CN" };

const REGION_SETTINGS: RecipientSettings = {
  Language: {
    parameter: { type: "string", nullable: true, sentence: "A culture: en-US, de-DE, ja-JP or zh-CN write otherwise." },
    edit(mailbox, value) {
      const { Language: _, ...others } = (mailbox.accepted ?? {}) as Fields;
      const culture = value === null ? undefined : checkedCulture(value as string);
      const kept = { ...others, ...(culture !== undefined && { Language: culture }) };
      return {
        language: culture && (LANGUAGES[culture.slice(0, 2).toLowerCase()] ?? "en"),
        accepted: Object.keys(kept).length > 0 ? kept : undefined,
      };
    },
  },
  ...each("DateFormat TimeFormat TimeZone", (name) => accepted(name, { type: "string", nullable: true })),
  LocalizeDefaultFolderName: ignored(),
  UseCustomRouting: ignored(),
};

function checkedCulture(text: string): string {
  try {
    const [culture] = Intl.getCanonicalLocales(text.trim());
    if (culture !== undefined) return culture;
  } catch {
    // Not the form of a culture.
  }
  throw argumentError(`Language: '${text.slice(0, 100)}' is no culture such as en-US or de-DE.`);
}

type Show = (mailbox: Mailbox, organization: Organization) => CmdletObject;

const date = (at: number | undefined): CmdletValue => (at === undefined ? null : new Date(at));

const showReplies: Show = ({ automaticReplies: replies = NO_REPLIES }) => ({
  AutoReplyState: replies.autoReplyState,
  ExternalAudience: replies.externalAudience,
  InternalMessage: replies.internalMessage,
  ExternalMessage: replies.externalMessage,
  StartTime: date(replies.startTime),
  EndTime: date(replies.endTime),
});
const showJunk: Show = ({ junkEmail = NO_JUNK }) => ({
  Enabled: junkEmail.enabled,
  BlockedSendersAndDomains: junkEmail.blockedSendersAndDomains,
  TrustedSendersAndDomains: junkEmail.trustedSendersAndDomains,
});
const showMessages: Show = (mailbox) => ({
  ReadReceiptResponse: mailbox.readReceiptResponse ?? "DoNotAutomaticallySend",
});
const showRegion: Show = (mailbox, organization) => ({
  Language: String(mailbox.accepted?.Language ?? CULTURES[mailbox.language ?? organization.service.language]),
  DateFormat: null,
  TimeFormat: null,
  TimeZone: "UTC",
});

function cmdletsOf(noun: string, what: string, settings: RecipientSettings, show: Show): readonly Cmdlet[] {
  const shown = (mailbox: Mailbox, { configurations }: CmdletServices): CmdletObject => {
    const organization = configurations.latest();
    const name = mailboxName(mailbox, organization);
    const kept = acceptedProperties(settings, mailbox.accepted);
    return {
      ...show(mailbox, organization),
      ...kept,
      MailboxOwnerId: name,
      Identity: name,
      IsValid: true,
      ObjectState: "Unchanged",
    };
  };
  const get = defineCmdlet({
    name: `Get-${noun}`,
    synopsis: `Shows ${what}.`,
    parameters: {
      Identity: { type: "identity", mandatory: true, dotNetType: "MailboxIdParameter", position: 1, pipeline: "both" },
      ResultSize: { type: "resultSize" },
      UseCustomRouting: { type: "switch", priority: "accept" },
    } as Parameters,
    async run({ Identity }, services) {
      const found = findMailboxes(String(Identity), services.configurations.latest());
      return { objects: found.map((mailbox) => shown(mailbox, services)) };
    },
  });
  const set = recipientSet({
    name: `Set-${noun}`,
    synopsis: `Changes ${what}.`,
    noun: "the configuration of mailbox",
    dotNetType: "MailboxIdParameter",
    settings,
    recipients: ({ mailboxes }) => mailboxes,
  });
  return [get, set];
}

export const MAILBOX_CONFIGURATION_CMDLETS: readonly Cmdlet[] = [
  ...cmdletsOf("MailboxAutoReplyConfiguration", "a mailbox's automatic replies", REPLY_SETTINGS, showReplies),
  ...cmdletsOf("MailboxJunkEmailConfiguration", "what a mailbox takes for junk", JUNK_SETTINGS, showJunk),
  ...cmdletsOf(
    "MailboxMessageConfiguration",
    "how a mailbox answers requests for read receipts",
    MESSAGE_SETTINGS,
    showMessages,
  ),
  ...cmdletsOf("MailboxRegionalConfiguration", "a mailbox's language and region", REGION_SETTINGS, showRegion),
];
