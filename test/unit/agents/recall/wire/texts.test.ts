// docs/recall.md R4: prefixes and sentences are those of real requests, in every language that one was seen in.
import { describe, expect, it } from "vitest";
import {
  composeSentence,
  composeSubject,
  matchSentence,
  matchSubject,
  RECALL_LANGUAGES,
  recallLanguage,
  textForm,
} from "../../../../../src/agents/recall/wire/texts.ts";

const SENTENCES = {
  en: 'Alice Aoki would like to recall the message, "Q3 numbers".',
  "zh-CN": "Alice Aoki 将撤回邮件“Q3 numbers”。",
  "zh-TW": "Alice Aoki 希望回收這封郵件 [Q3 numbers]。",
  ko: 'Alice Aoki이(가) "Q3 numbers" 메시지를 회수하려고 합니다.',
} as const;
const SUBJECTS = { en: "Recall: Hi", "zh-CN": "撤回: Hi", "zh-TW": "回收: Hi", ko: "회수: Hi" } as const;

describe.each(RECALL_LANGUAGES)("in %s", (language) => {
  it("a subject is the prefix and the original's subject", () => {
    expect(composeSubject(language, "Hi")).toBe(SUBJECTS[language]);
    expect(matchSubject(SUBJECTS[language])).toEqual({ language, subject: "Hi" });
  });

  it("a sentence is read as it is written", () => {
    expect(composeSentence(language, "Alice Aoki", "Q3 numbers")).toBe(SENTENCES[language]);
    expect(matchSentence(SENTENCES[language])).toEqual({ language, name: "Alice Aoki", subject: "Q3 numbers" });
  });

  it("neither braces nor quotes in a subject confuse its sentence", () => {
    for (const subject of ["{name} of $&", 'say "no".', "", "[a] ]。 b", "”。x"]) {
      const sentence = composeSentence(language, "Bob {subject}", subject);
      expect(matchSentence(`${sentence}\r\n`)).toEqual({ language, name: "Bob {subject}", subject });
    }
  });
});

describe("matchSubject", () => {
  it("passes over what a list put before it", () => {
    expect(matchSubject("[Staff] [x] 撤回: 会议")).toEqual({ language: "zh-CN", subject: "会议" });
  });

  it("knows the recall of a message without a subject, trimmed on its way", () => {
    expect(matchSubject("Recall:")).toEqual({ language: "en", subject: "" });
  });

  it("reads German, which nobody writes here", () => {
    expect(matchSubject("Rückruf: Termin")).toEqual({ language: "de", subject: "Termin" });
  });

  it.each(["Re: Recall: Hi", "AW: Rückruf: Hi", "[Staff] Re: Recall: Hi", "回复: 撤回: Hi"])(
    "%s is a reply",
    (text) => {
      expect(matchSubject(text)).toBeUndefined();
    },
  );

  it.each(["Rappel : la prime", "RECALL OF YOUR FUND", "Recall:now", "Product recall: Hi", ""])(
    "%s is no recall",
    (text) => {
      expect(matchSubject(text)).toBeUndefined();
    },
  );
});

describe("matchSentence", () => {
  it("is wrapped anywhere between its words, and lists add lines below", () => {
    const text =
      'quentin@contoso.com would like to recall\r\nthe message, "Parking at\r\nthe north gate".\r\n____\r\nStaff\r\n';
    expect(matchSentence(text)).toEqual({
      language: "en",
      name: "quentin@contoso.com",
      subject: "Parking at the north gate",
    });
  });

  it.each([
    ["a quotation", '> Bob would like to recall the message, "Hi".'],
    ["a reply", 'Bob writes:\r\n\r\n> Bob would like to recall the message, "Hi".'],
    ["a sentence that goes on", 'Bob would like to recall the message, "Hi". Who would not?'],
    ["a sentence below other text", 'Dear all,\r\nBob would like to recall the message, "Hi".'],
    ["nothing", ""],
  ])("%s is none", (_, text) => {
    expect(matchSentence(text)).toBeUndefined();
  });

  it("long text without the sentence takes no time", () => {
    const began = performance.now();
    matchSentence(`${"a ".repeat(1_000_000)}would like to recall the message, "`);
    matchSentence(`a would like to recall the message, "${'". '.repeat(100_000)}`);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe("textForm", () => {
  it.each([
    ["en", "plain", "us-ascii", "quoted-printable"],
    ["en", "café", "iso-8859-1", "quoted-printable"],
    ["en", "Кафе", "utf-8", "base64"],
    ["zh-CN", "撤回: 会议", "gb2312", "base64"],
    ["zh-CN", "撤回: 회의", "utf-8", "base64"],
    ["zh-TW", "回收: 會議", "big5", "base64"],
    ["ko", "회수: 회의", "ks_c_5601-1987", "base64"],
  ] as const)("%s with %s is %s", (language, text, charset, transferEncoding) => {
    expect(textForm(language, text)).toEqual({ charset, transferEncoding });
  });
});

describe("recallLanguage", () => {
  it.each([
    ["zh-CN, en-US", "zh-CN"],
    ["zh-Hant-TW", "zh-TW"],
    ["zh-HK", "zh-TW"],
    ["ko-KR", "ko"],
    ["de-DE", "en"],
    ["", "en"],
  ])("%s is %s", (culture, language) => {
    expect(recallLanguage(culture)).toBe(language);
  });
});
