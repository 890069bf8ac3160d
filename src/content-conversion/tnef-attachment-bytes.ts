// The bytes of an attachment within TNEF: its content; of a message inside, which has no header block but its
// properties, MIME made of it. [MS-OXCMSG] §2.2.2
import { HeaderBlock } from "../mime/header-block.ts";
import { ATTACH_METHOD, type MapiAttachment } from "../tnef/message.ts";
import type { PropertyObject } from "../tnef/property.ts";
import { TAG } from "../tnef/property-tags.ts";
import { DEFAULT_MIME_FORMAT, toMime } from "./to-mime/to-mime.ts";

export async function bytesOfTnefAttachment({ properties, embedded }: MapiAttachment): Promise<Buffer> {
  if (!embedded) return contentOf(properties);
  const nothing = { headers: new HeaderBlock(), body: Buffer.alloc(0) };
  const { headers, body } = await toMime(nothing, { message: embedded }, DEFAULT_MIME_FORMAT);
  return Buffer.concat([headers.toBuffer(), body]);
}

/** Of OLE its storage. */
function contentOf(properties: MapiAttachment["properties"]): Buffer {
  const bytes = properties.binary(TAG.PidTagAttachDataBinary);
  if (bytes) return bytes;
  const object = properties.find(TAG.PidTagAttachDataObject)?.value as PropertyObject | undefined;
  return properties.number(TAG.PidTagAttachMethod) === ATTACH_METHOD.ole && object ? object.data : Buffer.alloc(0);
}
