// The header fields by which a message that made the round trip may differ from what was sent, and nothing else may. The
// one list; docs/fidelity.md and docs/architecture.md "Trust" say why.
//
// Added
//   Received                                          on top, three: inbound, smart host, return (RFC 5321 §4.4)
//   X-MS-Exchange-Organization-AuthAs, -AuthSource, -Network-Message-Id   stamped on what is inside the tenant
//   X-OriginatorOrg                                   stamped on what leaves; replaces one that stands there
//   X-Sandbox-Signature                               the loop marker of the built-in smart host
//   Message-ID                                        where the message has none
// Removed, by the header firewall, from what comes from outside
//   X-MS-Exchange-Organization-*, X-MS-Exchange-CrossPremises-*, X-MS-Exchange-CrossTenant-*, X-MS-Exchange-Forest-*,
//   and any field with TransportRecall in its name

const RECEIVED_ADDED = 3;
const STAMPED =
  /^(?:X-MS-Exchange-Organization-(?:AuthAs|AuthSource|Network-Message-Id)|X-OriginatorOrg|X-Sandbox-Signature)$/i;
const FIREWALLED = /^X-MS-Exchange-(?:Organization|CrossPremises|CrossTenant|Forest)-|TransportRecall/i;

/** Both messages without what is documented, as text with one character a byte: equal when nothing else was changed. */
export function comparable(sent: Buffer, returned: Buffer): { readonly sent: string; readonly returned: string } {
  const before = split(sent);
  const after = split(returned);
  const hadMessageId = before.fields.some((field) => nameOf(field) === "message-id");
  const isDocumented = (field: string) => STAMPED.test(nameOf(field)) || FIREWALLED.test(nameOf(field));
  const isAdded = (field: string) => isDocumented(field) || (!hadMessageId && nameOf(field) === "message-id");
  // A first line that begins with a blank continues what now stands above it: the Received that we added.
  const continued = /^[ \t]/.test(before.fields[0] ?? "") ? (before.fields[0] ?? "") : "";
  const kept = after.fields
    .filter((field) => !isAdded(field))
    .map((field, index) => {
      if (index >= RECEIVED_ADDED || nameOf(field) !== "received") return field;
      return index === RECEIVED_ADDED - 1 && field.endsWith(continued) ? continued : "";
    });
  return {
    sent: before.fields.filter((field) => !isDocumented(field)).join("") + before.body,
    returned: kept.join("") + after.body,
  };
}

/** Where two texts part, with a little around it. */
export function firstDifference({ sent, returned }: { sent: string; returned: string }): string {
  let at = 0;
  while (at < sent.length && sent[at] === returned[at]) at += 1;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 60));
  return `at byte ${at}: sent ${around(sent)}, returned ${around(returned)}`;
}

/** Fields with their folded lines and line ends; lines that are no field stand for themselves. The body begins with its blank line. */
function split(message: Buffer): { readonly fields: readonly string[]; readonly body: string } {
  const text = message.toString("latin1");
  const blank = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n") + 2;
  const head = blank === 1 ? text : text.slice(0, blank);
  return {
    fields: head.split(/(?<=\r\n)(?![ \t])/).filter((field) => field !== ""),
    body: blank === 1 ? "" : text.slice(blank),
  };
}

const nameOf = (field: string): string => (/^[^:\s]+(?=[ \t]*:)/.exec(field)?.[0] ?? "").toLowerCase();
