// The header block that Exchange gives a message of classic Outlook, in its order. docs/recall.md R1
import { domainOf, parseAddresses } from "../../mime/address.ts";
import { decodeEncodedWords, encodeText } from "../../mime/encoded-word.ts";
import { HeaderBlock, type HeaderField, makeField } from "../../mime/header-block.ts";
import { newConversationIndex, splitSubject } from "../to-tnef/conversation.ts";

export interface OutlookFacts {
  /** Of the mailbox server: "mail.contoso.com". */
  readonly hostname: string;
  /** When it is submitted, milliseconds UTC. */
  readonly now: number;
  readonly networkMessageId: string;
  /** "en-US": of the client's user interface. */
  readonly language: string;
  /** What the traffic diagnostic says of it beside the server: "" or "LegacyOutlookRecall". */
  readonly diagnostic: string;
  /** As of 2023, the traffic type stands before its diagnostic. */
  readonly typeFirst: boolean;
}

/** `headers` has From, Date and Message-ID. Fields that Exchange has no place for stand before the MIME fields. */
export function outlookHeaders(headers: HeaderBlock, facts: OutlookFacts): HeaderBlock {
  const waiting = new Set(headers.fields);
  const ordered: HeaderField[] = [];
  const take = (name: string): boolean => {
    const found = [...waiting].filter((field) => field.name.toLowerCase() === name.toLowerCase());
    for (const field of found) {
      waiting.delete(field);
      ordered.push({ name, raw: name + field.raw.slice(field.raw.indexOf(":")) });
    }
    return found.length > 0;
  };
  const takeOr = (name: string, value: string) => take(name) || ordered.push(makeField(name, value));

  for (const name of ["From", "Sender", "Reply-To", "To", "CC", "Bcc", "Subject"]) take(name);
  const topic = splitSubject(decodeEncodedWords(headers.get("Subject") ?? "")).normalized;
  takeOr("Thread-Topic", encodeText(topic, "Thread-Topic: ".length));
  takeOr("Thread-Index", newConversationIndex(facts.now, headers.get("Message-ID") ?? "").toString("base64"));
  for (const name of ["Date", "Message-ID", "References", "In-Reply-To"]) take(name);
  for (const [name, value] of exchangeFields(headers, facts)) takeOr(name, value);
  // Fields of the body stand last, MIME-Version behind them.
  const rank = ({ name }: HeaderField) => (/^mime-version$/i.test(name) ? 2 : /^content-/i.test(name) ? 1 : 0);
  return new HeaderBlock([...ordered, ...[...waiting].toSorted((one, other) => rank(one) - rank(other))]);
}

function* exchangeFields(headers: HeaderBlock, facts: OutlookFacts): Generator<[string, string]> {
  const server = (facts.hostname.split(".")[0] ?? "").toUpperCase();
  const from = parseAddresses(headers.get("From") ?? "")[0]?.address ?? "";
  yield ["Accept-Language", facts.language];
  yield ["Content-Language", facts.language];
  yield ["X-MS-Has-Attach", ""];
  yield ["X-MS-TNEF-Correlator", ""];
  yield [
    "authentication-results",
    `dkim=none (message not signed)\r\n header.d=none;dmarc=none action=none header.from=${domainOf(from)};`,
  ];
  const type: [string, string] = ["x-ms-publictraffictype", "Email"];
  if (facts.typeFirst) yield type;
  yield ["x-ms-traffictypediagnostic", `${server}:EE_|${server}:EE_${facts.diagnostic}`];
  if (!facts.typeFirst) yield type;
  yield ["x-ms-office365-filtering-correlation-id", facts.networkMessageId];
  yield ["x-ms-exchange-senderadcheck", "1"];
  yield ["x-ms-exchange-antispam-relay", "0"];
}
