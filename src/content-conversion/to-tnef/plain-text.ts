// What stands in the text/plain part beside winmail.dat.
import { runInTurns } from "../../mime/in-turns.ts";
import { charsetOf } from "../../tnef/code-page.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { decodingText } from "./long-text.ts";
import { textingHtml } from "./text-of-html.ts";

/** PidTagBody, else the text of PidTagHtml; "" where there is neither. */
export async function plainTextOf({ properties }: MapiMessage): Promise<string> {
  const text = properties.text(TAG.PidTagBody);
  if (text !== undefined) return text;
  const html = properties.binary(TAG.PidTagHtml);
  if (!html) return "";
  const charset = charsetOf(properties.number(TAG.PidTagInternetCodepage) ?? 65001);
  const source = (await runInTurns(decodingText(html, charset))) ?? html.toString("latin1");
  return runInTurns(textingHtml(source));
}
