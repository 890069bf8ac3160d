// What an item keeps as JSON: what its owner set, beside whether it is read, and what its message's TNEF said.
import type { KeptProperties } from "../content-conversion/kept-properties.ts";

export interface ItemProperties {
  /** Absent: as the message's header says. */
  readonly importance?: "low" | "normal" | "high";
  readonly categories?: readonly string[];
  readonly flag?: ItemFlag;
  /** Whoever asked to be told that it was read has been. */
  readonly isReceiptSettled?: true;
  /** Made by a client and not sent yet; absent: where it lies in Drafts. */
  readonly isDraft?: boolean;
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

const NO_MAPI: KeptProperties = {};

export function readMapi(text: string | null): KeptProperties {
  return text === null ? NO_MAPI : (JSON.parse(text) as KeptProperties);
}

/** Null for none: most items have none. */
export function writeMapi(mapi: KeptProperties | undefined): string | null {
  return mapi && Object.keys(mapi).length > 0 ? JSON.stringify(mapi) : null;
}
