// What a recall report says per recipient, in the service's words, and the true reason beside it. docs/recall.md R21.

export type RecallStatus = "pending" | "recalled" | "recalledRead" | "outside" | "failed";

export type TrueReason =
  | "tooOld"
  | "meetingRequest"
  | "encrypted"
  | "outsideOrganization"
  | "mailboxOptedOut"
  | "readNotAllowed"
  | "folderNotRecallable"
  | "notFound"
  | "notReturned"
  | "leftOverConnector"
  | "recalledAllTheSame"
  | "notRecognised"
  | "notTrusted"
  | "alreadyRecalled"
  | "undeliverable";

/** The wording users quote from the report page. */
export const STATUS_TEXT: Readonly<Record<RecallStatus, string>> = {
  pending: "Pending",
  recalled: "The message was successfully recalled",
  recalledRead: "The message was successfully recalled but was read by the recipient",
  outside: "Messages to recipients outside your organization or on-premises can't be recalled",
  failed: "The reason for the recall failure is unknown",
};

/** The sandbox's own sentences: what the real report does not say. */
export const TRUE_REASON_TEXT: Readonly<Record<TrueReason, string>> = {
  tooOld: "The message is older than MessageRecallMaxRecallableAge allows.",
  meetingRequest: "Meeting requests can't be recalled.",
  encrypted: "Encrypted messages (Purview Message Encryption) can't be recalled at service level 2023-04.",
  outsideOrganization: "The recipient's mailbox is not in this organization's cloud.",
  mailboxOptedOut: "MessageRecallProcessingEnabled is off for this mailbox.",
  readNotAllowed: "The message was read, and RecallReadMessagesEnabled is off.",
  folderNotRecallable: "The only copy is in Drafts or Sent Items, where nothing is recalled.",
  notFound: "No copy with the original's Message-ID or search key reached this mailbox.",
  notReturned: "The request left over a connector, and nothing with its Message-ID came back.",
  leftOverConnector:
    "The request left over a connector; at service level 2023-04 the report counts its recipient as outside, come what may.",
  recalledAllTheSame:
    "The copy was removed. The request left over a connector, and at service level 2023-04 the report looks at that alone.",
  notRecognised:
    "The request arrived without what makes it one (its recallreportgenerated header; at level 2023-04 its class in TNEF), so it was delivered as ordinary mail.",
  notTrusted:
    "The request came back over a connection that no connector of type OnPremises claims, so it was delivered as ordinary mail.",
  alreadyRecalled: "An earlier recall had removed the copy.",
  undeliverable: "The request could not be delivered.",
};

export const RECALL_STATUSES = Object.keys(STATUS_TEXT) as readonly RecallStatus[];
export const TRUE_REASONS = Object.keys(TRUE_REASON_TEXT) as readonly TrueReason[];

export const isSuccess = (status: RecallStatus): boolean => status === "recalled" || status === "recalledRead";
