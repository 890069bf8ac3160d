// The sandbox's own query parameters: Graph's sendMail and recall as if classic Outlook did it. docs/recall.md R1
import type { Context } from "hono";
import { OUTLOOK_RECALL, type OutlookRecall } from "../../../agents/recall/outlook-request.ts";
import { RECALL_LANGUAGES } from "../../../agents/recall/wire/texts.ts";
import type { OutlookChoice } from "../../../transport/receive/http-submission.ts";
import { HttpError } from "../../http-error.ts";
import { INVALID_REQUEST } from "./graph-error.ts";

/** `client=outlook`, with `richText=true` where the sender chose rich text. */
export function outlookChoice(c: Context): OutlookChoice | undefined {
  return isOutlook(c) ? { richText: flag(c, "richText", false) } : undefined;
}

/** `client=outlook`, with `report=false` where the sender wants none, and `language=zh-CN` for the user interface. */
export function outlookRecall(c: Context): OutlookRecall | undefined {
  if (!isOutlook(c)) return undefined;
  const given = c.req.query("language");
  const language = given === undefined ? OUTLOOK_RECALL.language : oneOf("language", given, RECALL_LANGUAGES);
  return { wantsReport: flag(c, "report", OUTLOOK_RECALL.wantsReport), language };
}

function isOutlook(c: Context): boolean {
  const client = c.req.query("client");
  return client !== undefined && oneOf("client", client, ["outlook"]) === "outlook";
}

function flag(c: Context, name: string, otherwise: boolean): boolean {
  const given = c.req.query(name);
  return given === undefined ? otherwise : oneOf(name, given, ["true", "false"]) === "true";
}

function oneOf<T extends string>(name: string, given: string, values: readonly T[]): T {
  const found = values.find((value) => value.toLowerCase() === given.toLowerCase());
  if (found !== undefined) return found;
  const text = `The query parameter "${name}" is "${given}"; it takes ${values.join(", ")}.`;
  throw new HttpError(400, INVALID_REQUEST, text);
}
