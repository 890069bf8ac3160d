// Inbox rules as they stand in the file: New-InboxRule.
import { z } from "zod";
import { INBOX_RULE_MESSAGE_TYPES, type InboxRule } from "../inbox-rule.ts";
import { address, choice, instant, listOf, name64, word } from "./fields.ts";
import { size } from "./setting.ts";

const addresses = listOf(address).exactOptional();
const words = listOf(word).exactOptional();
const flag = z.boolean().exactOptional();
const importance = choice(["Low", "Normal", "High"]).exactOptional();
const folder = z.string().trim().min(1, "must name a folder, such as Projects/2026").exactOptional();

const predicates = {
  from: addresses,
  fromAddressContainsWords: words,
  subjectContainsWords: words,
  bodyContainsWords: words,
  subjectOrBodyContainsWords: words,
  headerContainsWords: words,
  recipientAddressContainsWords: words,
  sentTo: addresses,
  sentOnlyToMe: flag,
  myNameInToBox: flag,
  myNameInCcBox: flag,
  myNameInToOrCcBox: flag,
  myNameNotInToBox: flag,
  hasAttachment: flag,
  withImportance: importance,
  withSensitivity: choice(["Normal", "Personal", "Private", "CompanyConfidential"]).exactOptional(),
  messageTypeMatches: choice(INBOX_RULE_MESSAGE_TYPES).exactOptional(),
  withinSizeRangeMinimum: size().exactOptional(),
  withinSizeRangeMaximum: size().exactOptional(),
  receivedAfterDate: instant.exactOptional(),
  receivedBeforeDate: instant.exactOptional(),
};

export const inboxRuleSchema = z.strictObject({
  name: name64,
  enabled: z.boolean().default(true),
  conditions: z.strictObject(predicates).default({}),
  exceptions: z.strictObject(predicates).default({}),
  actions: z
    .strictObject({
      moveToFolder: folder,
      copyToFolder: folder,
      deleteMessage: flag,
      softDeleteMessage: flag,
      permanentDelete: flag,
      markAsRead: flag,
      markImportance: importance,
      applyCategory: listOf(z.string().min(1)).exactOptional(),
      forwardTo: addresses,
      forwardAsAttachmentTo: addresses,
      redirectTo: addresses,
    })
    .refine((actions) => Object.keys(actions).length > 0, "must name at least one action, such as moveToFolder"),
  stopProcessingRules: z.boolean().default(true),
}) satisfies z.ZodType<InboxRule>;
