// Subject and sentence of a recall request in the languages that real ones were seen in, and the charset each travels in.
// docs/recall.md R4: no other language is made up.
import { canEncode } from "../../../mime/charset.ts";
import type { TransferEncoding } from "../../../mime/transfer-encoding.ts";

export type RecallLanguage = "en" | "zh-CN" | "zh-TW" | "ko";
/** German is known from filters of others alone: it is read, not written. */
export type KnownLanguage = RecallLanguage | "de";

export interface RecallSubject {
  readonly language: KnownLanguage;
  /** The original's. */
  readonly subject: string;
}

export interface RecallSentence extends RecallSubject {
  /** The sender's display name; the address in generation B. */
  readonly name: string;
}

export interface TextForm {
  readonly charset: string;
  readonly transferEncoding: TransferEncoding;
}

interface Wording {
  readonly prefix: string;
  /** `{name}` and `{subject}` stand for themselves. */
  readonly sentence: string;
  readonly forms: readonly TextForm[];
}

const UTF8: TextForm = { charset: "utf-8", transferEncoding: "base64" };

const WORDINGS: Readonly<Record<KnownLanguage, Wording>> = {
  en: {
    prefix: "Recall: ",
    sentence: '{name} would like to recall the message, "{subject}".',
    forms: [
      { charset: "us-ascii", transferEncoding: "quoted-printable" },
      { charset: "iso-8859-1", transferEncoding: "quoted-printable" },
    ],
  },
  "zh-CN": {
    prefix: "撤回: ",
    sentence: "{name} 将撤回邮件“{subject}”。",
    forms: [{ charset: "gb2312", transferEncoding: "base64" }],
  },
  "zh-TW": {
    prefix: "回收: ",
    sentence: "{name} 希望回收這封郵件 [{subject}]。",
    forms: [{ charset: "big5", transferEncoding: "base64" }],
  },
  ko: {
    prefix: "회수: ",
    sentence: '{name}이(가) "{subject}" 메시지를 회수하려고 합니다.',
    forms: [{ charset: "ks_c_5601-1987", transferEncoding: "base64" }],
  },
  de: { prefix: "Rückruf: ", sentence: '{name} möchte die Nachricht "{subject}" zurückrufen.', forms: [] },
};

export const RECALL_LANGUAGES: readonly RecallLanguage[] = ["en", "zh-CN", "zh-TW", "ko"];
const KNOWN = Object.keys(WORDINGS) as KnownLanguage[];

export function composeSubject(language: RecallLanguage, subject: string): string {
  return WORDINGS[language].prefix + subject;
}

/** Without a line end: the text of a request ends with its sentence. */
export function composeSentence(language: RecallLanguage, name: string, subject: string): string {
  return fill(WORDINGS[language].sentence, { name, subject });
}

/** The language's own charset where it holds the text, else UTF-8. */
export function textForm(language: RecallLanguage, text: string): TextForm {
  return WORDINGS[language].forms.find(({ charset }) => canEncode(text, charset)) ?? UTF8;
}

/** The language that an Accept-Language or culture name asks for, else English. */
export function recallLanguage(culture: string): RecallLanguage {
  const name = culture.trim().toLowerCase();
  if (/^zh-(?:tw|hk|mo|hant)/.test(name)) return "zh-TW";
  if (/^zh\b/.test(name)) return "zh-CN";
  return /^ko\b/.test(name) ? "ko" : "en";
}

/** @param text a decoded Subject. What a list puts before it in brackets is passed over; behind "Re:" there is no recall. */
export function matchSubject(text: string): RecallSubject | undefined {
  const bare = text.slice(0, MAX_TEXT).replace(/^(?:\s*\[[^\][]{1,80}\]\s+)+/, "");
  for (const language of KNOWN) {
    const prefix = WORDINGS[language].prefix.trimEnd();
    if (!bare.startsWith(prefix)) continue;
    const subject = bare.slice(prefix.length);
    if (subject === "" || subject.startsWith(" ")) return { language, subject: subject.trim() };
  }
  return undefined;
}

/** @param text a decoded body. It begins with the sentence, which may be wrapped; lists add lines below it. */
export function matchSentence(text: string): RecallSentence | undefined {
  const start = text.slice(0, MAX_TEXT).replace(/^[\s\ufeff]+/, "");
  for (const language of KNOWN) {
    const match = PATTERNS[language].exec(start);
    if (!match?.groups) continue;
    const { name = "", subject = "" } = match.groups;
    return { language, name, subject: subject.replace(/\s*\r?\n\s*/g, " ") };
  }
  return undefined;
}

const MAX_TEXT = 4000;

const PATTERNS = Object.fromEntries(KNOWN.map((language) => [language, patternOf(WORDINGS[language].sentence)])) as {
  readonly [language in KnownLanguage]: RegExp;
};

/** Any blanks for a blank, as text is wrapped; a name is on one line and quotes nobody; behind the sentence the line ends. */
function patternOf(sentence: string): RegExp {
  const literal = sentence.replace(/[\\^$.*+?()[\]|]/g, "\\$&").replaceAll(" ", "\\s+");
  const groups = { name: "(?<name>(?!>)[^\\r\\n]{1,256}?)", subject: "(?<subject>[^]{0,1000}?)" };
  return new RegExp(`^${fill(literal, groups)}[ \\t]*(?:[\\r\\n]|$)`);
}

function fill(sentence: string, values: { readonly name: string; readonly subject: string }): string {
  return sentence.replace(/\{(name|subject)\}/g, (_, key: "name" | "subject") => values[key]);
}
