// The parameters of Set-TransportConfig that Exchange Online has.
import type { FieldParameter, FieldParameters } from "./field-parameters.ts";

const HOUR_MS = 3_600_000;

const flag = (initial: boolean, sentence: string) =>
  ({ type: "boolean", priority: "accept", initial, sentence }) as const satisfies FieldParameter;
const text = (sentence: string) =>
  ({ type: "string", nullable: true, priority: "accept", initial: null, sentence }) as const satisfies FieldParameter;
const choice = <const V extends readonly string[]>(values: V, initial: V[number], sentence: string) =>
  ({ type: "string", values, priority: "accept", initial, sentence }) as const satisfies FieldParameter;
const count = (initial: number, [min, max]: readonly [number, number], sentence: string) =>
  ({ type: "int", min, max, priority: "accept", initial, sentence }) as const satisfies FieldParameter;

export const TRANSPORT_CONFIG_PARAMETERS = {
  JournalingReportNdrTo: {
    type: "string",
    nullable: true,
    field: "journalingReportNdrTo",
    sentence: "Hears of journal reports that can't be delivered; rules and journals leave its mail alone.",
  },
  MessageExpiration: {
    type: "timeSpan",
    min: 12 * HOUR_MS,
    max: 24 * HOUR_MS,
    field: "expirationMs",
    sentence: "A message that waited this long fails with an NDR: 12 hours to a day. Default a day.",
  },
  HeaderPromotionModeSetting: {
    ...choice(
      ["MustCreate", "MayCreate", "NoCreate"],
      "NoCreate",
      "Which X-header fields become named properties at delivery: all, those of authenticated senders, only known ones.",
    ),
    priority: "must",
  },
  MaxRecipientEnvelopeLimit: {
    type: "unlimitedInt",
    min: 0,
    max: 1000,
    priority: "accept",
    initial: "Unlimited",
    sentence: "Recipients of a message; Unlimited is 1000.",
  },
  JournalMessageExpirationDays: count(0, [0, 7], "Days by which journal reports wait longer."),
  PreventDuplicateJournalingEnabled: flag(false, "One journal report for a message."),
  VoicemailJournalingEnabled: flag(true, "Voicemail is journaled."),
  AddressBookPolicyRoutingEnabled: flag(false, "Who shares no address book is external."),
  AllowLegacyTLSClients: flag(false, "TLS 1.0 and 1.1 for submission."),
  ClearCategories: flag(true, "Outlook's categories are removed from what comes in."),
  ConvertDisclaimerWrapperToEml: flag(false, "What a disclaimer wraps is an .eml."),
  Rfc2231EncodingEnabled: flag(false, "Parameters of MIME fields as in RFC 2231."),
  SmtpClientAuthenticationDisabled: flag(false, "No AUTH at submission."),
  DSNConversionMode: choice(
    ["UseExchangeDSNs", "PreserveDSNBody", "DoNotConvert"],
    "UseExchangeDSNs",
    "What becomes of DSNs from servers on premises.",
  ),
  ExternalDelayDsnEnabled: flag(true, "Senders outside hear of delays."),
  ExternalDsnDefaultLanguage: text("Language of notifications to outside."),
  ExternalDsnLanguageDetectionEnabled: flag(true, "Notifications to outside are in the message's language."),
  ExternalDsnReportingAuthority: text("Domain that notifications to outside name."),
  ExternalDsnSendHtml: flag(true, "Notifications to outside are HTML."),
  ExternalPostmasterAddress: text("Sender of notifications to outside."),
  InternalDelayDsnEnabled: flag(true, "Senders inside hear of delays."),
  InternalDsnDefaultLanguage: text("Language of notifications inside."),
  InternalDsnLanguageDetectionEnabled: flag(true, "Notifications inside are in the message's language."),
  InternalDsnReportingAuthority: text("Domain that notifications inside name."),
  InternalDsnSendHtml: flag(true, "Notifications inside are HTML."),
  ReplyAllStormProtectionEnabled: flag(true, "Replies to all are held back where they are very many."),
  ReplyAllStormDetectionMinimumRecipients: count(2500, [1000, 5000], "Of a storm."),
  ReplyAllStormDetectionMinimumReplies: count(10, [2, 20], "Of a storm within an hour."),
  ReplyAllStormBlockDurationHours: count(6, [1, 12], "How long a storm is held back."),
} as const satisfies FieldParameters;
