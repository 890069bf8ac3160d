// Behaviours by name, as a file or a command line gives them: "delay=30s", { name: "delay", option: "30s" }.
import { addSignature } from "./behaviours/add-signature.ts";
import type { Behaviour } from "./behaviours/behaviour.ts";
import { delay } from "./behaviours/delay.ts";
import { drop } from "./behaviours/drop.ts";
import { duplicate } from "./behaviours/duplicate.ts";
import { ENVELOPE_EDITS, editEnvelope } from "./behaviours/edit-envelope.ts";
import { editFields, FIELD_EDITS } from "./behaviours/edit-fields.ts";
import { editFiles, FILE_EDITS } from "./behaviours/edit-files.ts";
import { editText, TEXT_EDITS } from "./behaviours/edit-text.ts";
import { footerEverywhere } from "./behaviours/footer-everywhere.ts";
import { keepTnef } from "./behaviours/keep-tnef.ts";
import { LOOP_MARKER, loopMarker } from "./behaviours/loop-marker.ts";
import { loseDots } from "./behaviours/lose-dots.ts";
import { lowerCaseHeaders } from "./behaviours/lower-case-headers.ts";
import { onlyFor } from "./behaviours/only-for.ts";
import { reEncodeWinmail } from "./behaviours/re-encode-winmail.ts";
import { reSerialise } from "./behaviours/re-serialise.ts";
import { reject } from "./behaviours/reject.ts";
import { removeParts } from "./behaviours/remove-parts.ts";
import { renameWinmail } from "./behaviours/rename-winmail.ts";
import { repeatHeaders } from "./behaviours/repeat-headers.ts";
import { rewriteCorrelator } from "./behaviours/rewrite-correlator.ts";
import { rewriteMessageId } from "./behaviours/rewrite-message-id.ts";
import { setHeader } from "./behaviours/set-header.ts";
import { showRecipients } from "./behaviours/show-recipients.ts";
import { splitPerRecipient } from "./behaviours/split-per-recipient.ts";
import { stampTextPartOnly } from "./behaviours/stamp-text-part-only.ts";
import { stripHeaders } from "./behaviours/strip-headers.ts";
import { stripTnef } from "./behaviours/strip-tnef.ts";
import { takeBareLf } from "./behaviours/take-bare-lf.ts";
import { touchTnef } from "./behaviours/touch-tnef.ts";
import { unpackTnef } from "./behaviours/unpack-tnef.ts";
import {
  BehaviourError,
  readBoth,
  readChoice,
  readDuration,
  readHeader,
  readNameAndType,
  readOnlyFor,
  readPattern,
  readRefusal,
  readTouch,
  readWinmailEncoding,
} from "./options.ts";

export type BehaviourSpec = string | { readonly name: string; readonly option?: string };

export interface BehaviourKind {
  readonly name: string;
  readonly summary: string;
  /** For help: "[=TEXT]" may be left out, "=TEXT" not; no option is taken where it is missing. */
  readonly usage?: string;
  /** Throws BehaviourError where the option makes no sense. */
  create(option: string | undefined): Behaviour;
}

export const BEHAVIOURS: readonly BehaviourKind[] = [
  {
    name: "add-signature",
    summary: "writes a signature into text and HTML",
    usage: "[=TEXT]",
    create: (option) => addSignature(option === undefined ? {} : { text: option }),
  },
  {
    name: "loop-marker",
    summary: "stamps the header by which the tenant knows mail that came back",
    usage: "[=NAME: VALUE]",
    create: (option) => loopMarker(option === undefined ? LOOP_MARKER : readHeader("loop-marker", option)),
  },
  {
    name: "rewrite-message-id",
    summary: "gives every message a Message-ID of its own",
    usage: "[=DOMAIN]",
    create: (option) => rewriteMessageId(option === undefined ? {} : { domain: option }),
  },
  {
    name: "strip-headers",
    summary: "removes header fields by name",
    usage: "=PATTERN",
    create: (option) => stripHeaders(readPattern(option)),
  },
  {
    name: "set-header",
    summary: "gives a header field another value",
    usage: "=NAME: VALUE",
    create: (option) => setHeader(readHeader("set-header", option)),
  },
  {
    name: "repeat-headers",
    summary: "writes header fields twice, by name",
    usage: "=PATTERN",
    create: (option) => repeatHeaders(readPattern(option, "repeat-headers")),
  },
  {
    name: "lower-case-headers",
    summary: "writes the names of header fields in lower case",
    create: () => lowerCaseHeaders(),
  },
  { name: "re-serialise", summary: "parses every message and writes it anew", create: () => reSerialise() },
  {
    name: "delay",
    summary: "holds mail back, kept in a file",
    usage: "=DURATION",
    create: (option) => delay(readDuration("delay", option)),
  },
  { name: "drop", summary: "accepts mail and throws it away", create: () => drop() },
  {
    name: "duplicate",
    summary: "sends mail twice, the second copy at once or later",
    usage: "[=DURATION]",
    create: (option) => duplicate(option === undefined ? 0 : readDuration("duplicate", option)),
  },
  {
    name: "reject",
    summary: "refuses mail",
    usage: "[=550 5.7.1 TEXT]",
    create: (option) => (option === undefined ? reject() : reject(readRefusal(option))),
  },
  { name: "split-per-recipient", summary: "sends a transaction for each recipient", create: () => splitPerRecipient() },
  { name: "keep-tnef", summary: "keeps later behaviours away from the body of TNEF mail", create: () => keepTnef() },
  { name: "strip-tnef", summary: "removes winmail.dat, keeps the text beside it", create: () => stripTnef() },
  { name: "unpack-tnef", summary: "turns winmail.dat into MIME parts", create: () => unpackTnef() },
  {
    name: "stamp-text-part-only",
    summary: "signs; of TNEF mail only the text beside winmail.dat",
    usage: "[=TEXT]",
    create: (option) => stampTextPartOnly(option === undefined ? {} : { text: option }),
  },
  {
    name: "re-encode-winmail",
    summary: "writes winmail.dat in base64 lines of another length, or in quoted-printable",
    usage: "[=LENGTH|ENCODING]",
    create: (option) => reEncodeWinmail(option === undefined ? undefined : readWinmailEncoding(option)),
  },
  {
    name: "rename-winmail",
    summary: "gives winmail.dat another name, with TYPE another media type",
    usage: "[=NAME[;TYPE]]",
    create: (option) => renameWinmail(option === undefined ? {} : readNameAndType(option)),
  },
  {
    name: "rewrite-correlator",
    summary: "changes X-MS-TNEF-Correlator, the key inside only with both",
    usage: "[=both]",
    create: (option) => rewriteCorrelator(option === undefined ? undefined : readBoth(option)),
  },
  {
    name: "touch-tnef",
    summary: "writes winmail.dat anew with a property changed, or something lost with a minus",
    usage: "=PROPERTY|-PROPERTY|-attachments|-messages|-recipients|-named",
    create: (option) => touchTnef(readTouch(option)),
  },
  {
    name: "only-for",
    summary: "another behaviour, for mail with a header field that fits a pattern",
    usage: "=PATTERN;BEHAVIOUR",
    create: (option) => {
      const { pattern, behaviour } = readOnlyFor(option);
      return onlyFor(pattern, composeBehaviour(behaviour));
    },
  },
  {
    name: "edit-text",
    summary: "trims lines, quotes From, forces text through us-ascii, or breaks lines inside characters",
    usage: `=${TEXT_EDITS.join("|")}`,
    create: (option) => editText(readChoice("edit-text", TEXT_EDITS, option)),
  },
  {
    name: "footer-everywhere",
    summary: "writes a footer behind every text, signed, attached or a calendar",
    usage: "[=TEXT]",
    create: (option) => footerEverywhere(option),
  },
  {
    name: "remove-parts",
    summary: "puts a note in the place of parts, by media type or file name",
    usage: "=PATTERN",
    create: (option) => removeParts(readPattern(option, "remove-parts", "media types or file names, such as ^image/")),
  },
  {
    name: "edit-files",
    summary: "makes line ends of files CRLF, or their names short and ASCII",
    usage: `=${FILE_EDITS.join("|")}`,
    create: (option) => editFiles(readChoice("edit-files", FILE_EDITS, option)),
  },
  {
    name: "edit-fields",
    summary: "makes header fields ASCII, keeps the last of each name, or cuts long ones",
    usage: `=${FIELD_EDITS.join("|")}`,
    create: (option) => editFields(readChoice("edit-fields", FIELD_EDITS, option)),
  },
  {
    name: "edit-envelope",
    summary: "loses DSN parameters, sends as itself, to the first recipient only, or everything to one",
    usage: `=${ENVELOPE_EDITS.join("|")}`,
    create: (option) => editEnvelope(readChoice("edit-envelope", ENVELOPE_EDITS, option)),
  },
  {
    name: "show-recipients",
    summary: "writes all recipients into a field, blind ones too",
    create: () => showRecipients(),
  },
  { name: "lose-dots", summary: "takes a dot from lines that begin with one", create: () => loseDots() },
  {
    name: "take-bare-lf",
    summary: "takes LF.LF for the end of a message: mail can be smuggled through it",
    create: () => takeBareLf(),
  },
];

/** Throws BehaviourError. */
export function composeBehaviours(specs: readonly BehaviourSpec[]): Behaviour[] {
  return specs.map(composeBehaviour);
}

function composeBehaviour(spec: BehaviourSpec): Behaviour {
  const { name, option } = typeof spec === "string" ? splitSpec(spec) : spec;
  const kind = BEHAVIOURS.find((candidate) => candidate.name === name);
  if (!kind) {
    const known = BEHAVIOURS.map((candidate) => candidate.name).join(", ");
    throw new BehaviourError(`No behaviour is called "${name}": use one of ${known}`);
  }
  if (option !== undefined && kind.usage === undefined) throw new BehaviourError(`${name} takes no option`);
  return kind.create(option);
}

function splitSpec(spec: string): { name: string; option?: string } {
  const at = spec.indexOf("=");
  return at < 0 ? { name: spec } : { name: spec.slice(0, at), option: spec.slice(at + 1) };
}
