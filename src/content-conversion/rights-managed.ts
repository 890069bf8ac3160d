// Mail under rights management (Purview Message Encryption, sensitivity labels): the message proper is a file,
// message.rpmsg. [MS-OXORMMS] §2.1
import type { Body } from "../database/content-store.ts";
import type { HeaderBlock } from "../mime/header-block.ts";

const RPMSG = /^content-type:\s*application\/x-microsoft-rpmsg-message/im;
/** The note beside it is short, and the file's header stands behind that, bytes. */
const LOOK_INTO = 256 * 1024;

/** Costs nothing but a look at the header block unless the message has several parts. */
export async function isRightsManaged(headers: HeaderBlock, body: Body): Promise<boolean> {
  if (headers.get("Content-Class")?.trim().toLowerCase() === "rpmsg.message") return true;
  if (!/^\s*multipart\/(?:mixed|related)/i.test(headers.get("Content-Type") ?? "")) return false;
  let seen = "";
  for await (const chunk of body.chunks()) {
    seen += chunk.subarray(0, LOOK_INTO - seen.length).toString("latin1");
    if (seen.length >= LOOK_INTO) break;
  }
  return RPMSG.test(seen);
}
