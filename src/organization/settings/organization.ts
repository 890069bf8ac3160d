// The tenant: what it is called, which state of the service it emulates, what its administrator sets for all.
import type { SettingDeclaration } from "./declaration.ts";

export const ORGANIZATION_SETTINGS = {
  "organization.name": {
    type: "text",
    default: "contoso.com",
    sentence: "The tenant's name and default accepted domain.",
  },
  "organization.tenantId": {
    type: "optionalText",
    default: null,
    sentence: "The tenant's GUID in CrossTenant headers; null derives it from the name.",
  },
  "organization.hostname": {
    type: "optionalText",
    default: null,
    sentence: "Host name in greetings and Received lines; null is mail. and the organization's name.",
  },
  "organization.defaultPassword": {
    type: "optionalText",
    default: "sandbox",
    sentence: "Password of regular mailboxes that name none of their own; null: those can't sign in.",
  },

  "service.level": {
    type: "choice",
    values: ["2023-04", "2024-08", "2026-09"],
    default: "2026-09",
    sentence: "Which state of the service's recall is emulated: 2023-04 finds the original by its search key alone.",
  },
  "service.propagationDelay": {
    type: "duration",
    default: "0s",
    max: "1d",
    sentence: "How long a changed setting takes to act; about an hour in the real service.",
  },
  "service.recallReportGenerated": {
    type: "boolean",
    default: true,
    sentence: "Test knob: the value stamped on recall requests as recallreportgenerated.",
  },
  "service.language": {
    type: "choice",
    values: ["en", "de", "ja", "zh-CN"],
    default: "en",
    sentence: "Language of recall reports and alerts; a mailbox may have its own.",
  },

  "organizationConfig.messageRecallEnabled": {
    type: "triState",
    default: null,
    sentence: "Cloud-based recall; null acts as true, false goes back to recall by the recipient's Outlook.",
  },
  "organizationConfig.recallReadMessagesEnabled": {
    type: "triState",
    default: null,
    sentence: "Whether messages that were read are recalled too; null acts as true.",
  },
  "organizationConfig.messageRecallMaxRecallableAge": {
    type: "duration",
    min: "5m",
    max: "3653d",
    default: "365d",
    sentence: "A message older than this can't be recalled.",
  },
  "organizationConfig.messageRecallAlertRecipientsEnabled": {
    type: "boolean",
    default: false,
    sentence: "Tell recipients that a message was recalled from their mailbox.",
  },
  "organizationConfig.messageRecallAlertRecipientsReadMessagesOnlyEnabled": {
    type: "boolean",
    default: false,
    sentence: "Tell them only of messages they had read; needs messageRecallAlertRecipientsEnabled.",
  },
  "organizationConfig.rejectDirectSend": {
    type: "boolean",
    default: false,
    sentence: "Refuse anonymous mail from an accepted domain that no inbound connector vouches for.",
  },

  "crossTenantRecall.crossTenantRecallEnabled": {
    type: "boolean",
    default: false,
    sentence: "Let tenants that are named recall what they sent here. From service level 2026-09.",
  },
  "crossTenantRecall.allowedSenderTenantIds": {
    type: "texts",
    default: [],
    sentence: "GUIDs of the tenants whose recalls are honoured.",
  },
} as const satisfies Record<string, SettingDeclaration>;
