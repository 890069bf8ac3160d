// What stands in the text/plain part beside winmail.dat.
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { bodiesOf } from "../mapi-bodies.ts";

/** Plain text, else the text of what there is; "" where there is none. */
export async function plainTextOf(message: MapiMessage): Promise<string> {
  return message.properties.text(TAG.PidTagBody) ?? (await bodiesOf(message)).text ?? "";
}
