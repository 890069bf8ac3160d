// Mail that rules send on comes to an end: each mailbox that sends it on writes its address into the header.
import type { HeaderBlock } from "../../mime/header-block.ts";

export const LOOP_HEADER = "X-MS-Exchange-Inbox-Rules-Loop";

/** In Exchange Online a message is sent on by rules once. Learn: Exchange Online limits, "Number of times a message is redirected" */
export const MOST_LOOPS = 1;

export function loopCount(headers: HeaderBlock): number {
  return headers.all(LOOP_HEADER).length;
}
