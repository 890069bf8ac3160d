// A message from an .eml file, as a mail client would submit it.
import { readFileSync } from "node:fs";
import { domainOf, parseAddresses } from "../mime/address.ts";
import { formatRfc5322Date } from "../mime/date.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import { splitMessage } from "../mime/message.ts";
import { newMessageId } from "../runtime/ids.ts";
import { addresses, distinct, type OutgoingMail } from "./compose-mail.ts";
import { CommandError } from "./terminal.ts";

export interface ReadMailOptions {
  readonly from?: string;
  /** Instead of those in the header. */
  readonly to: readonly string[];
  readonly freshId: boolean;
  /** For a file that has no Date. */
  readonly now: number;
  /** Graph takes recipients from the header; over SMTP a client takes Bcc out. */
  readonly keepsBcc?: boolean;
}

export function readMail(file: string, options: ReadMailOptions): OutgoingMail {
  const { headers: head, body } = splitMessage(withCrlf(read(file)));
  const headers = HeaderBlock.parse(head);
  const addressesOf = (name: string) => headers.all(name).flatMap((value) => parseAddresses(value));

  const [from] = options.from ? addresses([options.from], "--from") : addressesOf("From");
  if (!from) throw new CommandError(`${file} has no From: say --from alice@contoso.com`);
  const to =
    options.to.length > 0
      ? addresses(options.to, "--to")
      : [...addressesOf("To"), ...addressesOf("Cc"), ...addressesOf("Bcc")];
  if (to.length === 0) throw new CommandError(`${file} names no recipient: say --to bob@contoso.com`);

  // A client takes Bcc out of what it submits. RFC 5322 §3.6.3
  if (!options.keepsBcc) headers.remove("Bcc");
  let messageId = headers.get("Message-ID");
  if (options.freshId || !messageId) {
    messageId = newMessageId(domainOf(from.address));
    headers.set("Message-ID", messageId);
  }
  if (!headers.has("Date")) headers.set("Date", formatRfc5322Date(options.now));
  return {
    messageId,
    from: from.address,
    recipients: distinct(to),
    bytes: Buffer.concat([headers.toBuffer(), body.length > 0 ? body : Buffer.from("\r\n")]),
  };
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandError(code === "ENOENT" ? `There is no file ${file}` : `Cannot read ${file}: ${message}`);
  }
}

/** Files are often kept with bare LF; the wire has CRLF only. RFC 5321 §2.3.8 */
function withCrlf(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  const ended = text.endsWith("\n") ? text : `${text}\n`;
  return Buffer.from(ended.replace(/\r\n|\r|\n/g, "\r\n"), "latin1");
}
