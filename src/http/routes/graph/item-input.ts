// What the owner sets of an item, sent or not. Microsoft Graph: message, followupFlag resource types
import { z } from "zod";
import type { ItemFlag, ItemProperties } from "../../../mailbox/item-properties.ts";
import { entity } from "./graph-json.ts";

const dateTime = entity({
  dateTime: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z?$/, "a time such as 2026-11-20T12:00:00 was expected"),
  timeZone: z.string().min(1).max(100),
});
const flag = entity({
  flagStatus: z.enum(["notFlagged", "flagged", "complete"]),
  startDateTime: dateTime.optional(),
  dueDateTime: dateTime.optional(),
  completedDateTime: dateTime.optional(),
});

export interface ItemInput {
  readonly categories?: readonly string[] | undefined;
  readonly flag?: z.output<typeof flag> | undefined;
}

export function ownProperties({ categories, flag: flagged }: ItemInput): ItemProperties {
  return { ...(categories && { categories }), ...(flagged && { flag: flagged as ItemFlag }) };
}

export const itemInput = {
  categories: z.array(z.string().min(1).max(255)).max(100).optional(),
  flag: flag.optional(),
};
