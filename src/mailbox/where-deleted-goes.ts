// Where an item goes that is deleted for good. docs/recall.md R15; Learn: Recoverable Items folder

/** What a mailbox keeps of items that are deleted for good. */
export interface RetentionOfDeleted {
  readonly litigationHoldEnabled: boolean;
  readonly singleItemRecoveryEnabled: boolean;
  /** In-place holds and retention policies, by name. */
  readonly inPlaceHolds?: readonly string[];
}

export type PlaceOfDeleted = "purges" | "discoveryHolds" | "gone";

/** Well-known names of the folders. */
export const FOLDER_OF_DELETED = {
  purges: "recoverableitemspurges",
  discoveryHolds: "recoverableitemsdiscoveryholds",
} as const satisfies Record<Exclude<PlaceOfDeleted, "gone">, string>;

/** A litigation hold before an in-place hold, that before single item recovery (chosen). */
export function whereDeletedGoes(mailbox: RetentionOfDeleted): PlaceOfDeleted {
  if (mailbox.litigationHoldEnabled) return "purges";
  if ((mailbox.inPlaceHolds?.length ?? 0) > 0) return "discoveryHolds";
  return mailbox.singleItemRecoveryEnabled ? "purges" : "gone";
}
