import { tnefKept } from "../tnef-kept.ts";

export const nameAndEncodingStay = tnefKept({
  id: "TNEF-04",
  title: "winmail.dat keeps its name and its base64 lines",
  requirement: {
    text: "Who relays mail does not act on its body: an attachment that is none of its business stays as it is written.",
    source: "RFC 5321 §3.6.3",
  },
  level: "should",
  sends: "Mail of classic Outlook in TNEF.",
  judges: "The part has the same file name, and the same bytes as written.",
  mail: () => ({ client: "outlook", text: "The figures for May.\r\n" }),
  holds({ part: back }, { part: left }) {
    if (back.name !== left.name)
      return `The TNEF left as ${left.name} and came back as ${back.name}: programs that go by the name do not find it.`;
    const encodings = [left, back].map(({ headers }) => headers.get("Content-Transfer-Encoding")?.toLowerCase());
    if (encodings[0] !== encodings[1])
      return `winmail.dat left as ${encodings[0]} and came back as ${encodings[1]}: it was decoded and encoded anew.`;
    const [ours, theirs] = [left, back].map(({ raw, headers }) => bodyOf(raw.toString("latin1"), headers.toBuffer()));
    return ours === theirs
      ? undefined
      : "The base64 of winmail.dat came back in other lines: it was decoded and encoded anew.";
  },
});

/** Blank lines at its end say nothing. */
const bodyOf = (raw: string, headers: Buffer): string => raw.slice(headers.length).trim();
