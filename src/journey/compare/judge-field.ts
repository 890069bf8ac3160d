// What it means that a header field came, went or changed. docs/recall.md R8, R10, R11, R22; docs/architecture.md "Trust"
import { LOOP_MARKER } from "../../smart-host/behaviours/loop-marker.ts";
import type { DeclaredEdits, Difference } from "./comparison.ts";

export interface FieldFacts {
  readonly edits?: DeclaredEdits;
  /** What the message that left is. */
  readonly role: "request" | "report" | "message";
  /** The TNEF that left belonged to its message, and what came back does not. */
  readonly losesTnef: boolean;
}

export type Judgement = Pick<Difference, "class" | "consequence">;
type Change = Pick<Difference, "kind" | "where">;

export function judgeField(name: string, { kind, where }: Change, facts: FieldFacts): Judgement {
  if (kind === "refolded") return harmless(`${where} is folded otherwise; unfolded it is the same.`);
  if (kind === "renamed") return harmless("Field names have no case.");
  if (kind === "re-encoded") return harmless(`${where} is written otherwise and says the same.`);
  if (kind !== "removed" && isDeclared(name, facts.edits)) return expected(`${where} is a declared edit.`);
  if (kind === "added") return judgeAdded(name, where, facts);
  return (
    LOST.find(({ fields }) => fields.test(name))?.judge(where, kind === "removed" ? "gone" : "changed", facts) ??
    other(where, kind)
  );
}

export function isDeclared(name: string, edits: DeclaredEdits | undefined): boolean {
  return (edits?.headers ?? []).some((declared) => {
    const wanted = declared.toLowerCase();
    return wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
  });
}

const expected = (consequence: string): Judgement => ({ class: "expected", consequence });
const harmless = (consequence: string): Judgement => ({ class: "harmless", consequence });
const risky = (consequence: string): Judgement => ({ class: "risky", consequence });
const fatal = (consequence: string): Judgement => ({ class: "fatal", consequence });

/** RFC 5322 §3.6: at most one of each. */
const ONCE = /^(date|from|sender|reply-to|to|cc|bcc|message-id|in-reply-to|references|subject)$/;

function judgeAdded(name: string, where: string, { role }: FieldFacts): Judgement {
  if (name === "received") return expected("Every hop adds a Received field.");
  if (name === LOOP_MARKER.header.toLowerCase()) return expected("The loop marker says that the smart host is done.");
  if (name === "")
    return risky("A line that is no header field stands in the header: readers may take the rest for text.");
  if (name === "x-ms-exchange-recallreportgenerated" && role !== "request") {
    return risky(`${where} marks recall requests: rules that exempt these now exempt this message too.`);
  }
  if (name === "bcc") return risky("Bcc names recipients that the others must not see.");
  if (name === "auto-submitted" || name === "precedence") {
    return risky(`${where} marks mail of machines: nobody's automatic reply answers it any more.`);
  }
  if (ONCE.test(name)) return risky(`${where} was added: where there are two, each reader shows another one.`);
  return harmless(`An added ${where} changes nothing for recall or for readers.`);
}

interface Rule {
  readonly fields: RegExp;
  judge(where: string, how: "gone" | "changed", facts: FieldFacts): Judgement;
}

/** Of what was removed or changed; the first that fits. */
const LOST: readonly Rule[] = [
  {
    fields: /^message-id$/,
    judge: (_, how, { role }) => fatal(MESSAGE_ID[role](how === "gone" ? "without its" : "with another")),
  },
  {
    fields: /^x-ms-exchange-recallreportgenerated$/,
    judge: (where, how) =>
      how === "gone"
        ? fatal(
            `Without ${where} a request in plain MIME is not recognised: it is delivered as mail, and the original stays.`,
          )
        : risky(`${where} has another value: rules that look for "true" no longer know the request.`),
  },
  {
    fields: /^x-ms-tnef-correlator$/,
    judge: (where, how, { losesTnef }) =>
      losesTnef
        ? fatal(
            `${where} is ${how}: Exchange ignores all properties in winmail.dat, search key and message class among them.`,
          )
        : harmless(`${where} is ${how}, and no TNEF depends on it.`),
  },
  {
    fields: new RegExp(`^${LOOP_MARKER.header}$`, "i"),
    judge: (where, how) =>
      fatal(`The loop marker ${where} is ${how}: the tenant sends the message out again, until its hop count ends it.`),
  },
  {
    fields: /^x-ms-exchange-crosspremises-/,
    judge: (where, how) =>
      risky(`${where} is ${how}: the tenant no longer learns from it that the sender is one of its own.`),
  },
  {
    fields: /^x-ms-exchange-generated-message-source$/,
    judge: (where, how) => risky(`${where} is ${how}: nothing says any more which part of the service made this mail.`),
  },
  {
    fields: /^x-ms-exchange-.*transportrecall/,
    judge: (where, how) =>
      risky(`${where} is ${how}: another tenant cannot tell from the request which original is meant.`),
  },
  {
    fields: /^x-ms-/,
    judge: (where, how) =>
      risky(`${where} is ${how}: Exchange and rules that look for it treat the message otherwise.`),
  },
  {
    fields: /^received$/,
    judge: (where) => risky(`${where} is gone: hops are counted by it, so a loop is noticed late or never.`),
  },
  { fields: /^mime-version$/, judge: (where, how) => harmless(`${where} is ${how}; no reader goes by it.`) },
  {
    fields: /^(thread-index|thread-topic|references|in-reply-to)$/,
    judge: (where, how) => risky(`${where} is ${how}: the message leaves its conversation.`),
  },
  { fields: /^date$/, judge: (where, how) => risky(`${where} is ${how}: readers see another time of sending.`) },
  {
    fields: /^(from|sender|reply-to)$/,
    judge: (where, how) => risky(`${where} is ${how}: readers see, or answer, somebody else.`),
  },
  {
    fields: /^(to|cc)$/,
    judge: (where, how) => risky(`${where} is ${how}: readers see other recipients, and "reply all" reaches them.`),
  },
  { fields: /^subject$/, judge: (where, how) => risky(`${where} is ${how}: readers see another subject.`) },
  {
    fields: /^auto-submitted$/,
    judge: (where, how) => risky(`${where} is ${how}: automatic replies may answer a machine, and go on answering.`),
  },
  {
    fields: /^(disposition-notification-to|return-receipt-to)$/,
    judge: (where, how) => risky(`${where} is ${how}: the sender gets no read receipt.`),
  },
  {
    fields: /^dkim-signature$/,
    judge: (where, how) => risky(`${where} is ${how}: receivers can't check who is behind the message.`),
  },
  {
    fields: /^content-(id|location)$/,
    judge: (where, how) => risky(`${where} is ${how}: the text no longer finds what it shows.`),
  },
];

function other(where: string, kind: Difference["kind"]): Judgement {
  return risky(`${where} is ${kind === "removed" ? "gone" : "changed"}: whoever goes by it sees another message.`);
}

const MESSAGE_ID: Readonly<Record<FieldFacts["role"], (how: string) => string>> = {
  request: (how) =>
    `The request came back ${how} Message-ID: the tenant does not know it as a request of its own and recalls nothing.`,
  report: (how) => `The report came back ${how} Message-ID: the tenant does not know it as its own.`,
  message: (how) =>
    `The message came back ${how} Message-ID: a recall that names the original by it does not find the copy.`,
};
