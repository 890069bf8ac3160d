// A message in MIME on its way into a form, or out of one.
import type { HeaderBlock } from "../mime/header-block.ts";

export interface MimeMessage {
  readonly headers: HeaderBlock;
  /** From the blank line on. */
  readonly body: Buffer;
}
