// By what a message shows that it is a recall request, strongest first. A subject alone shows nothing: spam and replies
// have such subjects too.
import type { FoundTnef } from "../../../content-conversion/find-tnef.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import { RECALL_CLASS } from "../../../tnef/message-class.ts";
import type { RecallProperties } from "./recall-properties.ts";
import type { RecallSentence, RecallSubject } from "./texts.ts";

export type SignalKind = "messageClass" | "trafficType" | "recallReportGenerated" | "callingTelephoneNumber" | "text";

export interface Signal {
  readonly kind: SignalKind;
  /** For people: where it stands and what it says. */
  readonly detail: string;
}

/** What was read of a message. */
export interface Evidence {
  readonly headers: HeaderBlock;
  readonly tnef: FoundTnef;
  readonly properties: RecallProperties | undefined;
  readonly subject: RecallSubject | undefined;
  readonly sentence: RecallSentence | undefined;
}

export function signalsOf(evidence: Evidence): Signal[] {
  return FINDERS.map((find) => find(evidence)).filter((signal) => signal !== undefined);
}

/** "MessageRecallEmail" or "LegacyOutlookRecall" of X-MS-TrafficTypeDiagnostic. */
export function trafficTypeOf(headers: HeaderBlock): string | undefined {
  const value = headers.all("X-MS-TrafficTypeDiagnostic").join("|");
  return /:EE_(MessageRecallEmail|LegacyOutlookRecall)\s*(?:\||$)/.exec(value)?.[1];
}

/** The field as it is written: lower case in generation A, camel case in B. */
export function recallReportField(headers: HeaderBlock): string | undefined {
  return headers.fields.find(({ name }) => name.toLowerCase() === "x-ms-exchange-recallreportgenerated")?.name;
}

const FINDERS: readonly ((evidence: Evidence) => Signal | undefined)[] = [
  ({ properties }) => properties && { kind: "messageClass", detail: `TNEF has the class ${RECALL_CLASS}` },
  ({ headers }) => {
    const type = trafficTypeOf(headers);
    return type === undefined
      ? undefined
      : { kind: "trafficType", detail: `X-MS-TrafficTypeDiagnostic ends with EE_${type}` };
  },
  ({ headers }) => {
    const name = recallReportField(headers);
    return name === undefined
      ? undefined
      : { kind: "recallReportGenerated", detail: `${name}: ${headers.get(name) ?? ""}` };
  },
  ({ headers }) => {
    // A caller's number elsewhere; in a recall, the class of the original.
    const value = headers.get("X-CallingTelephoneNumber") ?? "";
    return /^IPM(?:\.|$)/i.test(value)
      ? { kind: "callingTelephoneNumber", detail: `X-CallingTelephoneNumber: ${value}` }
      : undefined;
  },
  ({ subject, sentence }) =>
    subject && sentence && subject.language === sentence.language
      ? { kind: "text", detail: `Subject and sentence of a recall in ${subject.language}` }
      : undefined,
];
