// Numbers that stand for something, in words: one of several, or a sum of bits.

type Words = Readonly<Record<number, string>>;

/** From the lowest bit up; "" where a bit has no meaning. */
type Bits = readonly string[];

const MESSAGE_FLAGS: Bits = [
  ...["read", "unmodified", "submitted", "unsent", "has attachments", "from me", "associated", "resend"],
  ...["read report pending", "unread report pending", "was read before", ""],
  ...["from X.400", "from the internet", "", "from elsewhere", "not by Exchange"],
];
const EDITOR: Words = { 0: "don't know", 1: "plain text", 2: "HTML", 3: "rich text" };
const BUSY: Words = { 0: "free", 1: "tentative", 2: "busy", 3: "out of office", 4: "working elsewhere" };
const SEND_OPTIONS: Bits = [
  ...Array<string>(16).fill(""),
  ...["rich text", "the sender chose", "MIME", "HTML", "plain text and HTML", "uuencode", "AppleSingle"],
];
const STORE_SUPPORT: Bits = [
  ...["entry ids are unique", "read only", "searches", "changes", "creates", "attachments", "OLE", "submits"],
  ...["notifies", "multi-valued properties", "categories", "rich text", "restricts", "sorts", "public folders"],
  ...["rich text is not compressed", "HTML", "code pages", "Unicode", "local"],
];

/** One of these. */
const CHOICES: Readonly<Record<string, Words>> = {
  PidTagImportance: { 0: "low", 1: "normal", 2: "high" },
  PidTagPriority: { [-1]: "not urgent", 0: "normal", 1: "urgent" },
  PidTagSensitivity: { 0: "normal", 1: "personal", 2: "private", 3: "confidential" },
  PidTagOriginalSensitivity: { 0: "normal", 1: "personal", 2: "private", 3: "confidential" },
  PidTagAttachMethod: {
    0: "nothing yet",
    1: "by value",
    2: "by reference",
    4: "by reference only",
    5: "embedded message",
    6: "OLE",
    7: "by web reference",
  },
  PidTagNativeBody: { 0: "undefined", 1: "plain text", 2: "rich text", 3: "HTML", 4: "clear-signed" },
  PidTagObjectType: {
    1: "store",
    2: "address book",
    3: "folder",
    4: "address book container",
    5: "message",
    6: "mail user",
    7: "attachment",
    8: "distribution list",
  },
  PidTagDisplayType: {
    0: "mail user",
    1: "distribution list",
    2: "public folder",
    3: "automatic agent",
    4: "organization",
    5: "private distribution list",
    6: "remote mail user",
  },
  PidTagMessageEditorFormat: EDITOR,
  PidTagLastVerbExecuted: { 0: "opened", 102: "answered", 103: "answered to all", 104: "forwarded" },
  PidTagFlagStatus: { 0: "none", 1: "done", 2: "flagged" },
  PidTagFollowupIcon: { 1: "purple", 2: "orange", 3: "green", 4: "yellow", 5: "blue", 6: "red" },
  PidTagIconIndex: {
    [-1]: "new mail",
    256: "read",
    257: "unread",
    258: "submitted",
    259: "unsent",
    260: "receipt",
    261: "answered",
    262: "forwarded",
  },
  PidTagRecipientTrackStatus: {
    0: "none",
    1: "organized",
    2: "tentative",
    3: "accepted",
    4: "declined",
    5: "no answer",
  },
  PidTagBlockStatus: { 0: "as it is", 1: "no pictures from outside", 2: "pictures from outside, too" },
  PidTagAccessLevel: { 0: "read", 1: "change" },
  PidTagSenderIdStatus: {
    1: "neutral",
    2: "pass",
    3: "fail",
    4: "soft fail",
    5: "none",
    [-2147483642]: "temporary error",
    [-2147483641]: "permanent error",
  },
  PidLidAutoProcessState: {
    0: "not processed",
    1: "processed when it is opened",
    2: "processed on arrival or opening",
  },
  PidLidBusyStatus: BUSY,
  PidLidIntendedBusyStatus: BUSY,
  PidLidResponseStatus: {
    0: "none",
    1: "organized",
    2: "tentative",
    3: "accepted",
    4: "declined",
    5: "no answer",
  },
  PidLidTaskStatus: { 0: "not started", 1: "in progress", 2: "done", 3: "waiting", 4: "deferred" },
  PidLidTaskMode: {
    0: "not assigned",
    1: "request",
    2: "accepted",
    3: "declined",
    4: "update",
    5: "the assigner's copy",
  },
  PidLidTaskOwnership: { 0: "not assigned", 1: "the assigner's copy", 2: "the assignee's copy" },
  PidLidTaskAcceptanceState: { 0: "not assigned", 1: "unknown", 2: "accepted", 3: "declined" },
  PidLidRecurrenceType: { 0: "none", 1: "daily", 2: "weekly", 3: "monthly", 4: "yearly" },
  PidLidRemoteStatus: { 0: "none", 1: "download", 2: "copy", 3: "download", 4: "copy", 5: "delete" },
  PidLidMeetingType: {
    0: "none",
    1: "request",
    65536: "full update",
    131072: "informational update",
    524288: "out of date",
    1048576: "the delegator's copy",
  },
};

/** A sum of these. */
const BITS: Readonly<Record<string, Bits>> = {
  PidTagMessageFlags: MESSAGE_FLAGS,
  RecallMessageFlags: MESSAGE_FLAGS,
  PidTagSubmitFlags: ["locked", "preprocess"],
  PidTagAttachFlags: ["hidden in HTML", "hidden in rich text", "shown in the text"],
  PidTagAutoResponseSuppress: [
    ...["delivery reports", "non-delivery reports", "read reports", "not-read reports", "out of office"],
    "automatic answers",
  ],
  PidTagToDoItemFlags: ["flagged for today", "", "", "flagged by the recipient"],
  PidTagAccess: ["change", "read", "delete", "new folders", "new items", "new hidden items"],
  PidTagRecipientFlags: ["can be sent to", "organizer", "", "", "exceptional answer", "exceptional deletion"],
  PidTagRetentionFlags: ["explicit tag", "user override", "automatic tag", "personal tag"],
  PidTagSendInternetEncoding: SEND_OPTIONS,
  PidTagInternetMailOverrideFormat: SEND_OPTIONS,
  PidTagStoreSupportMask: STORE_SUPPORT,
  PidLidAppointmentStateFlags: ["meeting", "received", "cancelled"],
  PidLidAppointmentAuxiliaryFlags: ["copied", "answer forced", "forwarded"],
  PidLidSideEffects: [
    ...["opens to delete", "", "", "no form", "opens to change a copy", "opens to move", "", "", "opens in context"],
    ...["", "cannot be moved to a folder of another kind", "opens for a form of its own"],
  ],
};

/** RecipientType keeps flags beside its choice. [MS-OXOMSG] §2.2.3.1 */
const RECIPIENT_TYPE: Words = { 0: "originator", 1: "To", 2: "Cc", 3: "Bcc" };
const LOCALES = new Set(["PidTagMessageLocaleId", "PidTagLocaleId", "PidTagSortLocaleId"]);
const LANGUAGES: Words = {
  1028: "zh-TW",
  1031: "de-DE",
  1033: "en-US",
  1036: "fr-FR",
  1040: "it-IT",
  1041: "ja-JP",
  1042: "ko-KR",
  1043: "nl-NL",
  1046: "pt-BR",
  1049: "ru-RU",
  1058: "uk-UA",
  2052: "zh-CN",
  2055: "de-CH",
  2057: "en-GB",
  2064: "it-CH",
  3079: "de-AT",
  3082: "es-ES",
  3084: "fr-CA",
  4105: "en-CA",
};

/** What a number of the property says; undefined where it says only itself. */
export function numberInWords(name: string, value: number): string | undefined {
  const choices = CHOICES[name];
  if (choices) return choices[value];
  if (name === "PidTagRecipientType") return RECIPIENT_TYPE[value & 0xf];
  if (LOCALES.has(name)) return LANGUAGES[value];
  const bits = BITS[name];
  return bits && value !== 0 ? bitsInWords(bits, value) : undefined;
}

function bitsInWords(bits: Bits, value: number): string {
  const words: string[] = [];
  let rest = value >>> 0;
  for (const [position, word] of bits.entries()) {
    if (word === "" || ((rest >>> position) & 1) === 0) continue;
    words.push(word);
    rest = (rest & ~(1 << position)) >>> 0;
  }
  if (rest !== 0) words.push(`0x${rest.toString(16)}`);
  return words.join(", ");
}
