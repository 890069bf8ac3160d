// The header block of a message that becomes plain MIME: each field where Exchange has it, in the order of real recall
// requests and mail. [MS-OXCMAIL] §2.2
import { HeaderBlock, type HeaderField, makeField } from "../../mime/header-block.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { CORRELATOR } from "../find-tnef.ts";
import { OF_THE_BODY } from "../to-tnef/header-properties.ts";
import { fieldsOf, otherFieldsOf } from "./header-fields.ts";

const HAS_ATTACHMENT = "X-MS-Has-Attach";

const ORDER = [
  ...["From", "Sender", "Reply-To", "To", "CC", "Bcc", "Subject", "Thread-Topic", "Thread-Index"],
  ...["X-CallingTelephoneNumber", "X-VoiceMessageDuration", "X-VoiceMessageSenderName", "X-FaxNumberOfPages"],
  ...["X-AttachmentOrder", "X-CallID", "Importance", "Priority", "Sensitivity", "Keywords", "Date", "Expiry-Date"],
  ...["Reply-By", "Message-ID", "References", "In-Reply-To", "Disposition-Notification-To"],
  ...[
    "X-Auto-Response-Suppress",
    "List-Help",
    "List-Subscribe",
    "List-Unsubscribe",
    "Accept-Language",
    "Content-Language",
    HAS_ATTACHMENT,
    CORRELATOR,
  ],
].map((name) => name.toLowerCase());

/** Other fields stand ahead of X-MS-Has-Attach. */
const OTHERS = ORDER.length - 2.5;

/** Fields that real mail has ahead of its Content-Type, beside those above. */
const AHEAD_OF_CONTENT =
  /^(?:authentication-results|x-ms-(?:public|traffic|office365|exchange-(?!organization|crosstenant|crosspremises|transport|forest))|x-microsoft-antispam|x-forefront-antispam|x-ld-processed|x-originating-ip)/i;

export interface MimeFacts {
  readonly hasAttachment: boolean;
  /** Of the entity that becomes the body: Content-Type and, where it has one, Content-Transfer-Encoding. */
  readonly content: readonly HeaderField[];
}

/** What stands in the header block stays as it stands; what it lacks comes from MAPI. */
export function layOutMimeHeaders(headers: HeaderBlock, message: MapiMessage, facts: MimeFacts): HeaderBlock {
  const laidOut = new Layout(headers);
  for (const field of fieldsOf(message)) if (!laidOut.has(field.name)) laidOut.insert(field);
  laidOut.move(makeField(HAS_ATTACHMENT, facts.hasAttachment ? "yes" : ""));
  // There is no TNEF that it could name.
  laidOut.move(makeField(CORRELATOR, ""));
  laidOut.setContent([...facts.content, makeField("MIME-Version", "1.0")]);
  return laidOut.block;
}

/** A message inside has no header block but its properties. */
export function headersOfEmbedded(message: MapiMessage, facts: MimeFacts): HeaderBlock {
  const laidOut = new Layout(layOutMimeHeaders(new HeaderBlock(), message, facts));
  for (const field of otherFieldsOf(message.properties)) {
    const isFree = rankOf(field) < 0 || /^(?:accept|content)-language$/i.test(field.name);
    if (isFree && !laidOut.has(field.name) && !OF_THE_BODY.test(field.name)) laidOut.insert(field);
  }
  return laidOut.block;
}

class Layout {
  #fields: HeaderField[];

  constructor(headers: HeaderBlock) {
    this.#fields = headers.fields.map((field) =>
      field.raw.endsWith("\n") ? field : { name: field.name, raw: `${field.raw}\r\n` },
    );
  }

  get block(): HeaderBlock {
    return new HeaderBlock(this.#fields);
  }

  has(name: string): boolean {
    return this.#fields.some((field) => isNamed(field, name));
  }

  /** Behind the nearest field that belongs ahead of it, else before the nearest that belongs behind it. */
  insert(field: HeaderField): void {
    const rank = rankOf(field) < 0 ? OTHERS : rankOf(field);
    let at = this.#fields.length;
    let ahead = -1;
    let behind = Number.POSITIVE_INFINITY;
    for (const [index, other] of this.#fields.entries()) {
      const otherRank = rankOf(other);
      if (otherRank >= 0 && otherRank < rank && otherRank >= ahead) {
        ahead = otherRank;
        at = index + 1;
      } else if (ahead < 0 && otherRank > rank && otherRank < behind) {
        behind = otherRank;
        at = index;
      }
    }
    this.#fields.splice(at, 0, field);
  }

  /** To where it belongs, whatever of that name stood elsewhere. */
  move(field: HeaderField): void {
    this.#fields = this.#fields.filter((other) => !isNamed(other, field.name));
    this.insert(field);
  }

  /** Where the Content-Type stood, or behind the last field that real mail has ahead of it. */
  setContent(content: readonly HeaderField[]): void {
    const isOld = ({ name }: HeaderField) => OF_THE_BODY.test(name) || name.toLowerCase() === "mime-version";
    const place = this.#fields.findIndex((field) => isNamed(field, "Content-Type"));
    const last = this.#fields.findLastIndex((field) => rankOf(field) >= 0 || AHEAD_OF_CONTENT.test(field.name));
    const at = place < 0 && last < 0 ? this.#fields.length : Math.max(place, last + 1);
    const kept = (fields: readonly HeaderField[]) => fields.filter((field) => !isOld(field));
    this.#fields = [...kept(this.#fields.slice(0, at)), ...content, ...kept(this.#fields.slice(at))];
  }
}

const isNamed = (field: HeaderField, name: string): boolean => field.name.toLowerCase() === name.toLowerCase();
const rankOf = ({ name }: HeaderField): number => ORDER.indexOf(name.toLowerCase());
