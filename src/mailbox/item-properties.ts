// What the owner of a mailbox sets on an item, beside whether it is read. Kept as JSON with the item.

export interface ItemProperties {
  /** Absent: as the message's header says. */
  readonly importance?: "low" | "normal" | "high";
  readonly categories?: readonly string[];
  readonly flag?: ItemFlag;
}

/** Microsoft Graph: followupFlag resource type */
export interface ItemFlag {
  readonly flagStatus: "notFlagged" | "flagged" | "complete";
  readonly startDateTime?: ZonedDateTime;
  readonly dueDateTime?: ZonedDateTime;
  readonly completedDateTime?: ZonedDateTime;
}

export interface ZonedDateTime {
  /** "2026-11-20T12:00:00.0000000", in `timeZone`. */
  readonly dateTime: string;
  readonly timeZone: string;
}

export function readProperties(text: string | null): ItemProperties {
  return text === null ? {} : (JSON.parse(text) as ItemProperties);
}

export function writeProperties(properties: ItemProperties): string {
  return JSON.stringify(properties);
}
