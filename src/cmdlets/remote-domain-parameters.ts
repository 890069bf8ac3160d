// The parameters of Set-RemoteDomain.
import {
  BYTE_ENCODERS,
  CHARACTER_SETS,
  CONTENT_TYPES,
  MAX_LINE_WRAP_SIZE,
  OOF_TYPES,
} from "../organization/remote-domain.ts";
import type { FieldParameter, FieldParameters } from "./field-parameters.ts";

const kept = (initial: boolean, sentence: string) =>
  ({ type: "boolean", priority: "accept", initial, sentence }) as const satisfies FieldParameter;

export const REMOTE_DOMAIN_PARAMETERS = {
  Name: { type: "string", field: "name", sentence: "Unique, at most 64 characters." },
  TNEFEnabled: {
    type: "boolean",
    nullable: true,
    field: "tnefEnabled",
    sentence: "Rich text (winmail.dat) always or never; $null: as contact and sender have it.",
  },
  IsInternal: {
    type: "boolean",
    field: "isInternal",
    sentence: "Its recipients are internal to rules and replies; $false sets AllowedOOFType ExternalLegacy.",
  },
  AllowedOOFType: {
    type: "string",
    values: OOF_TYPES,
    field: "allowedOOFType",
    priority: "should",
    sentence: "Which automatic replies go there; InternalLegacy sets IsInternal.",
  },
  AutoForwardEnabled: {
    type: "boolean",
    field: "autoForwardEnabled",
    sentence: "What mailboxes and their rules forward goes there. Default true.",
  },
  AutoReplyEnabled: {
    type: "boolean",
    field: "autoReplyEnabled",
    priority: "should",
    sentence: "Automatic replies go there. Default true.",
  },
  NDREnabled: {
    type: "boolean",
    field: "ndrEnabled",
    priority: "should",
    sentence: "Failure and delay notifications go there. Default true.",
  },
  DeliveryReportEnabled: {
    type: "boolean",
    field: "deliveryReportEnabled",
    priority: "should",
    sentence: "Notifications of success and read receipts go there. Default true.",
  },
  ContentType: {
    type: "string",
    values: CONTENT_TYPES,
    field: "contentType",
    priority: "should",
    sentence: "Form of bodies.",
  },
  CharacterSet: {
    type: "string",
    values: CHARACTER_SETS,
    nullable: true,
    field: "characterSet",
    priority: "should",
    sentence: "Of bodies where the message names none.",
  },
  NonMimeCharacterSet: {
    type: "string",
    values: CHARACTER_SETS,
    field: "nonMimeCharacterSet",
    priority: "should",
    sentence: "Of bytes that nothing says the character set of.",
  },
  ByteEncoderTypeFor7BitCharsets: {
    type: "string",
    values: BYTE_ENCODERS,
    field: "byteEncoderTypeFor7BitCharsets",
    priority: "should",
    sentence: "Transfer encoding of 7-bit character sets.",
  },
  LineWrapSize: {
    type: "unlimitedInt",
    min: 0,
    max: MAX_LINE_WRAP_SIZE,
    field: "lineWrapSize",
    priority: "should",
    sentence: "Characters to a line of plain text, or Unlimited.",
  },
  DisplaySenderName: kept(true, "The sender's name is shown."),
  UseSimpleDisplayName: kept(false, "The sender's simple name is shown."),
  MeetingForwardNotificationEnabled: kept(false, "The organizer hears of meeting requests sent on."),
  NDRDiagnosticInfoEnabled: kept(false, "NDRs have diagnostic information."),
  TargetDeliveryDomain: kept(false, "Its addresses are for mail users of new remote mailboxes."),
  TrustedMailInboundEnabled: kept(false, "Mail from there skips content and recipient filtering."),
  TrustedMailOutboundEnabled: kept(false, "Mail to there is marked as trusted."),
  PreferredInternetCodePageForShiftJis: {
    type: "string",
    values: ["Undefined", "50220", "50221", "50222"],
    priority: "accept",
    initial: "Undefined",
    sentence: "Code page of Japanese mail.",
  },
  RequiredCharsetCoverage: {
    type: "int",
    nullable: true,
    min: 0,
    max: 100,
    priority: "accept",
    initial: null,
    sentence: "Percent of characters that a character set must have.",
  },
} as const satisfies FieldParameters;
