// What the owner sets of an item, sent or not. Microsoft Graph: message, followupFlag resource types
import { z } from "zod";
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

export const itemInput = {
  categories: z.array(z.string().min(1).max(255)).max(100).optional(),
  flag: flag.optional(),
};
