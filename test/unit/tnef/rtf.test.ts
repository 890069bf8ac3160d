// HTML and text in RTF and out of it again. [MS-OXRTFEX]
import fc from "fast-check";
import iconv from "iconv-lite";
import { deEncapsulateSync } from "rtf-stream-parser";
import { describe, expect, test } from "vitest";
import type { Steps } from "../../../src/mime/in-turns.ts";
import { compressingRtf, decompressingRtf } from "../../../src/tnef/compressed-rtf.ts";
import { encapsulatingHtml, encapsulatingText, htmlToRtf, textToRtf } from "../../../src/tnef/rtf/body-to-rtf.ts";
import { readingRtfBody, rtfToBody } from "../../../src/tnef/rtf/rtf-to-body.ts";
import { TnefSyntaxError } from "../../../src/tnef/tnef-error.ts";

const bodyOf = (rtf: string) => rtfToBody(Buffer.from(rtf, "latin1"));
const textOf = (rtf: string) => bodyOf(`{\\rtf1\\ansi\\ansicpg1252 ${rtf}}`).text;
const htmlOf = (rtf: string) => bodyOf(`{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 ${rtf}}`);
/** What another reader makes of it; it warns where the text is odd. */
const othersReading = (rtf: Buffer) => {
  const { mode, text } = deEncapsulateSync(rtf, { decode: iconv.decode, warn: () => undefined });
  return { kind: mode, text: String(text) };
};

function counted<T>(steps: Steps<T>): [T, number] {
  for (let turns = 1; ; turns += 1) {
    const step = steps.next();
    if (step.done) return [step.value, turns];
  }
}

const html = fc
  .array(
    fc.oneof(
      { arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }), weight: 3 },
      fc.constantFrom(
        "<p class=MsoNormal>",
        "</p>",
        "<br>",
        "<BR/>",
        "<style><!-- p {a:b} -->",
        "</STYLE>",
        "<script>",
        "</script>",
      ),
      fc.constantFrom(
        "<!-- ",
        "-->",
        "<!DOCTYPE html>",
        "<",
        ">",
        "&",
        "&amp;",
        "&nbsp;",
        "&#x20AC;",
        "&nope;",
        "<a title='>'>",
      ),
      fc.constantFrom(
        "\r\n",
        "\r",
        "\n",
        "\t",
        "\0",
        "\\",
        "{",
        "}",
        "\\par",
        "\u00a0",
        "é",
        "日本語",
        "😀",
        "\ud83d",
        " ",
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

describe("HTML", () => {
  test("what was encapsulated comes out as it was, whoever reads it", () => {
    fc.assert(
      fc.property(html, (text) => {
        const rtf = htmlToRtf(text);
        expect(rtfToBody(rtf)).toEqual({ kind: "html", text });
        expect(othersReading(rtf)).toEqual({ kind: "html", text });
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  test("markup goes into groups; a reader of RTF sees words and line ends", () => {
    const text = "<html><body><p>Caf\u00e9 &amp; {bar}</p>\r\n1 < 2<br></body></html>";
    const rtf = htmlToRtf(text).toString("latin1");
    expect(rtf.slice(rtf.indexOf("\\fs20 ") + 6)).toBe(
      "{\\*\\htmltag64}{\\*\\htmltag19 <html>}{\\*\\htmltag50 <body>}{\\*\\htmltag64 <p>}Caf\\u233? {\\*\\htmltag84 &amp;}\\htmlrtf &\\htmlrtf0 " +
        " \\{bar\\}{\\*\\htmltag72 </p>}\\htmlrtf \\par\\htmlrtf0 \r\n{\\*\\htmltag4 \\par }" +
        "1 {\\*\\htmltag84 <}\\htmlrtf <\\htmlrtf0  2{\\*\\htmltag116 <br>}\\htmlrtf \\line\\htmlrtf0 " +
        "{\\*\\htmltag58 </body>}{\\*\\htmltag27 </html>}}",
    );
    expect(bodyOf(rtf.replace("\\fromhtml1", ""))).toEqual({ kind: "text", text: "Caf\u00e9 & {bar}\r\n1 < 2\r\n" });
  });

  test.each([
    ["markup in groups, text between them", "{\\*\\htmltag64 <p>}Hi{\\*\\htmltag72 </p>}", "<p>Hi</p>"],
    ["what is for readers of RTF only", "a\\htmlrtf {\\b b}\\par\\htmlrtf0 c", "ac"],
    ["a group that ends the hiding it began", "a{\\htmlrtf b}c", "ac"],
    ["the doubled markup of an image", "{\\*\\htmltag84 <img>}{\\*\\mhtmltag84 <img src=x>}", "<img>"],
    ["signs outside markup", "1 < 2 > 0", "1 &lt; 2 &gt; 0"],
    ["line ends and tabs in markup", "{\\*\\htmltag241 a\\par b\\tab c}", "a\r\nb\tc"],
    ["marks of lists", "{\\pntext\\f2 \\'b7\\tab}{\\*\\htmltag64 <li>}one", "<li>one"],
    ["fonts and colors", "{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}x", "x"],
  ])("%s", (_, rtf, text) => {
    expect(htmlOf(rtf)).toEqual({ kind: "html", text });
  });

  test("RTF of any shape is read as another reader reads it", () => {
    const words = String.raw`\b |\f1 |\f0 |\htmlrtf |\htmlrtf0 |\par |\tab |\emdash |\~|\uc0 |\uc2 `.split("|");
    const texts = String.raw`word| |1 < 2 > 0 & 3|\'e9|\'c0\'e9|\u1081 ??|\u233\'e9x|\{|\\`.split("|");
    // Groups within markup and within what is passed over are left out: no writer makes them, and there the two differ.
    const part = fc.constantFrom(...words, ...texts, "\r\n");
    const grouped = (starts: string[], inside: fc.Arbitrary<string>) =>
      fc
        .tuple(fc.constantFrom(...starts), fc.array(inside, { maxLength: 8 }))
        .map(([start, parts]) => `${start}${parts.join("")}}`);
    const flat = [
      "{\\*\\htmltag64 ",
      "{\\*\\htmltag ",
      "{\\*\\mhtmltag64 ",
      "{\\*\\new ",
      "{\\pntext ",
      "{\\colortbl ",
    ];
    const { group } = fc.letrec<{ group: string }>((tie) => ({
      group: grouped(["{"], fc.oneof({ depthSize: "small" }, part, grouped(flat, part), tie("group"))),
    }));
    const fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}";
    fc.assert(
      fc.property(fc.array(group, { maxLength: 6 }), (groups) => {
        const rtf = Buffer.from(`{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0${fonts}${groups.join("")}}`, "latin1");
        expect(rtfToBody(rtf)).toEqual(othersReading(rtf));
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  test("markup is in the code page of the document, text in that of its font", () => {
    const fonts = "{\\fonttbl{\\f0\\fcharset204 Arial Cyr;}{\\f1\\fcharset0 Arial;}}";
    expect(htmlOf(`${fonts}\\f0{\\*\\htmltag148 <b title="\\'e9">}\\'e9`).text).toBe('<b title="é">й');
    expect(htmlOf(`${fonts}\\htmlrtf\\f0\\htmlrtf0 \\'e9{\\f1\\'e9}`).text).toBe("йé");
  });

  test("HTML of nothing but signs grows to a bounded size, and text of many megabytes comes out whole", () => {
    const signs = "<&\r\n".repeat(700_000);
    const rtf = htmlToRtf(signs);
    expect(rtf.length).toBeLessThan(25_000_000);
    expect(rtfToBody(rtf).text === signs).toBe(true);
    const image = `<p>1</p><img src="data:${"A\r\n".repeat(100_000)}"><p>2</p>`;
    expect(rtfToBody(htmlToRtf(image)).text === image).toBe(true);
    expect(htmlToRtf(image).toString("latin1")).toContain("{\\*\\htmltag72 </p>}\\htmlrtf \\par\\htmlrtf0 }");
  });

  test("long bodies are worked on in turns", () => {
    const long = "<p>one</p>\r\n".repeat(50_000);
    const [rtf, packing] = counted(encapsulatingHtml(long));
    const [compressed, compressing] = counted(compressingRtf(rtf));
    const [expanded, expanding] = counted(decompressingRtf(compressed));
    const [body, reading] = counted(readingRtfBody(expanded));
    expect(body.text === long).toBe(true);
    for (const turns of [packing, compressing, expanding, reading, counted(encapsulatingText(long))[1]]) {
      expect(turns).toBeGreaterThan(7);
    }
  });

  test("large HTML without a single end takes no longer for each character", () => {
    for (const text of [
      "<a ".repeat(200_000),
      "<!--".repeat(150_000),
      "<style>".repeat(80_000),
      "&a".repeat(300_000),
    ]) {
      const before = process.threadCpuUsage();
      expect(rtfToBody(htmlToRtf(text)).text === text).toBe(true);
      expect(process.threadCpuUsage(before).user).toBeLessThan(4_000_000);
    }
  });
});

describe("encapsulated text", () => {
  test("comes out as it was, its lines ended by CRLF, whoever reads it", () => {
    fc.assert(
      fc.property(html, (text) => {
        const expected = { kind: "text", text: text.replace(/\r\n|\r|\n/g, "\r\n") };
        expect(rtfToBody(textToRtf(text))).toEqual(expected);
        expect(othersReading(textToRtf(text))).toEqual(expected);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  test("its form", () => {
    const rtf = textToRtf("one\r\n\r\n{two}").toString("latin1");
    expect(rtf.startsWith("{\\rtf1\\ansi\\ansicpg1252\\fromtext \\deff0{\\fonttbl\r\n")).toBe(true);
    expect(rtf.endsWith("\\fs20 one\\par\r\n\\par\r\n\\{two\\}}")).toBe(true);
  });
});

describe("RTF that encapsulates nothing", () => {
  test.each([
    ["paragraphs, lines and tabs", "a\\par b\\line\\tab c\\\r\nd", "a\r\nb\r\n\tc\r\nd"],
    ["line ends of the file, which are none", "a\r\nb\nc", "abc"],
    ["escapes", "\\\\ \\{ \\} a\\~b\\_c\\-d", "\\ { } a\u00a0b\u2011c\u00add"],
    ["quotes and dashes", "\\lquote\\rquote\\ldblquote\\rdblquote\\bullet\\endash\\emdash", "‘’“”•–—"],
    ["words of form", "\\b bold\\b0  \\fs24 big\\unknown12 .", "bold big."],
    ["groups that are no text", "{\\info{\\title T}}{\\*\\generator G;}{\\stylesheet{\\s0 Normal;}}{\\pict 00}x", "x"],
    ["a destination nobody knows", "{\\*\\new x{\\b y}}z", "z"],
    ["a style of characters", "{\\*\\cs10 x}y", "xy"],
    ["a field's result", '{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt{\\ul here}}}', "here"],
    ["cells and rows", "a\\cell b\\cell\\row c", "a\tb\t\r\nc"],
    ["marks of lists", "{\\listtext 1.\\tab}one", "1.\tone"],
    ["bytes that are no RTF", "a{\\*\\x\\bin5 }}}}}b}c\\bin3 {{{d", "acd"],
    ["Unicode and what stands for it", "\\u8364?\\u-10179?\\u-8704?\\uc0\\u233 x\\uc2\\u233 \\'83\\'3fy", "€😀éxéy"],
    ["a control that stands for Unicode", "\\u233\\'e9\\u233\\~z", "ééz"],
    ["a group ends what stands for Unicode", "{\\uc9\\u233 abc}d", "éd"],
    ["hex that is none", "a\\'zzb\\'4", "azzb4"],
  ])("%s", (_, rtf, text) => {
    expect(textOf(rtf)).toBe(text);
  });

  test.each([
    ["\\ansi\\ansicpg1251 \\'e9", "й"],
    ["\\ansi\\ansicpg932 \\'93\\'fa\\'96{\\'7b}\\'8ae\\'83\\\\", "日\ufffd{各ソ"],
    ["\\mac \\'8e", "é"],
    ["\\pc \\'82", "é"],
    ["\\pca \\'82", "é"],
    ["\\ansi\\ansicpg65001 \\'c3\\'a9", "é"],
    ["\\ansi\\ansicpg0 \\'e9", "é"],
    ["\\ansi\\ansicpg99999 \\'e9", "é"],
    ["\\ansi{\\fonttbl{\\f7\\fcharset161 G;}{\\f8\\fnil\\cpg1255 H;}}\\f7\\'e1\\plain\\'e1{\\f8\\'e1}\\'e1", "αáבá"],
    ["\\ansi\\deff3{\\fonttbl\\f3\\fcharset238 E;}\\'b9\\f4\\'b9", "ą¹"],
    ["\\ansi{\\fonttbl{\\f0\\fcharset2 Wingdings;}}\\f0 J\\'e8", "Jè"],
  ])("%s is %s", (rtf, text) => {
    expect(bodyOf(`{\\rtf1${rtf}}`)).toEqual({ kind: "text", text });
  });
});

describe("bytes of strangers", () => {
  test("what doesn't begin as RTF is refused", () => {
    for (const bytes of ["", "{", "{\\rt", "hello", "{\\html}", "\\rtf1"]) {
      expect(() => bodyOf(bytes)).toThrow("Cannot read RTF at offset 0x0: it does not begin with {\\rtf");
    }
  });

  test("groups nested too deep are refused, with the place", () => {
    expect(textOf(`${"{".repeat(999)}x${"}".repeat(999)}`)).toBe("x");
    expect(() => textOf("{".repeat(1_000_000))).toThrow("nested more than 1000 deep");
    expect(() => textOf("{".repeat(1000))).toThrow(expect.objectContaining({ offset: 24 + 999 }));
  });

  test("what ends too early is read as far as it goes, and nothing behind the end", () => {
    expect(bodyOf("{\\rtf1 a{\\b b").text).toBe("ab");
    expect(bodyOf("{\\rtf1 a\\").text).toBe("a");
    expect(bodyOf("{\\rtf1 a\\bin4000000000 b").text).toBe("a");
    expect(bodyOf("{\\rtf1 a}b{c}\0\0").text).toBe("a");
  });

  test("words of JavaScript are words like others", () => {
    expect(textOf("{\\constructor a}{\\*\\toString b}\\valueOf c\\hasOwnProperty1 d")).toBe("acd");
  });

  test("damaged RTF gives a body or a TnefSyntaxError, in bounded room", () => {
    const parts = fc.constantFrom(
      "{",
      "}",
      "{\\*",
      "\\htmltag64 ",
      "\\htmlrtf",
      "\\htmlrtf0 ",
      "\\u233?",
      "\\uc3",
      "\\'83",
      "\\bin9 ",
    );
    const more = fc.constantFrom(
      "\\f1",
      "{\\fonttbl{\\f1\\fcharset128 x;}}",
      "\\par",
      "\\ansicpg932",
      "<",
      "\\",
      "\\-5",
      "text",
      "\0",
    );
    const damaged = fc.tuple(
      fc.constantFrom("{\\rtf1", "{\\rtf1\\ansi\\fromhtml1 ", "{\\rtf1\\ansi\\fromtext "),
      fc.array(fc.oneof(parts, more, fc.string({ unit: "binary", maxLength: 5 })), { maxLength: 60 }),
    );
    fc.assert(
      fc.property(damaged, ([start, rest]) => {
        const rtf = Buffer.from(start + rest.join(""), "latin1");
        try {
          expect(rtfToBody(rtf).text.length).toBeLessThanOrEqual(rtf.length * 4);
        } catch (error) {
          if (!(error instanceof TnefSyntaxError)) throw error;
        }
      }),
      { seed: 4, numRuns: 1500 },
    );
  });
});
