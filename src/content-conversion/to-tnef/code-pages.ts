// Code pages and locales by the names that MIME has for charsets and languages. [MS-UCODEREF] §2.2.1, [MS-LCID] §2.2

/** Each line is a code page, the Windows code page of the same script, and charsets that mean it. */
const CODE_PAGES = `
20127 1252 us-ascii ascii ansi_x3.4-1968
28591 1252 iso-8859-1 iso8859-1 latin1
28592 1250 iso-8859-2
28593 1254 iso-8859-3
28594 1257 iso-8859-4
28595 1251 iso-8859-5
28596 1256 iso-8859-6
28597 1253 iso-8859-7
28598 1255 iso-8859-8 iso-8859-8-i
28599 1254 iso-8859-9
28603 1257 iso-8859-13
28605 1252 iso-8859-15
1250 1250 windows-1250 cp1250
1251 1251 windows-1251 cp1251
1252 1252 windows-1252 cp1252
1253 1253 windows-1253 cp1253
1254 1254 windows-1254 cp1254
1255 1255 windows-1255 cp1255
1256 1256 windows-1256 cp1256
1257 1257 windows-1257 cp1257
1258 1258 windows-1258 cp1258
874 874 windows-874 tis-620
932 932 shift_jis shift-jis x-sjis windows-31j
936 936 gb2312 gbk cp936
949 949 ks_c_5601-1987 euc-kr cp949
950 950 big5 cp950
50220 932 iso-2022-jp
51932 932 euc-jp
54936 936 gb18030
20866 1251 koi8-r
21866 1251 koi8-u
10000 1252 macintosh
65001 1252 utf-8 utf8
`
  .trim()
  .split("\n")
  .map((line) => line.split(" "));

const BY_CHARSET = new Map(
  CODE_PAGES.flatMap(([codepage, , ...charsets]) => charsets.map((charset) => [charset, Number(codepage)] as const)),
);
const WINDOWS = new Map(CODE_PAGES.map(([codepage, windows]) => [Number(codepage), Number(windows)]));

/** Undefined where no code page has that charset. */
export function codepageOfCharset(charset: string): number | undefined {
  return BY_CHARSET.get(charset.trim().toLowerCase());
}

const CHARSETS = new Map(CODE_PAGES.map(([codepage, , charset]) => [Number(codepage), charset]));

/** The name that MIME has for it; undefined where it has none. */
export function charsetOfCodepage(codepage: number): string | undefined {
  return CHARSETS.get(codepage);
}

/** PidTagMessageCodepage beside PidTagInternetCodepage. */
export function windowsCodepage(codepage: number): number {
  return WINDOWS.get(codepage) ?? 1252;
}

const LOCALES: Readonly<Record<string, number>> = {
  "cs-cz": 0x0405,
  "da-dk": 0x0406,
  "de-at": 0x0c07,
  "de-ch": 0x0807,
  "de-de": 0x0407,
  "el-gr": 0x0408,
  "en-au": 0x0c09,
  "en-ca": 0x1009,
  "en-gb": 0x0809,
  "en-in": 0x4009,
  "en-us": 0x0409,
  "es-es": 0x0c0a,
  "es-mx": 0x080a,
  "fi-fi": 0x040b,
  "fr-ca": 0x0c0c,
  "fr-ch": 0x100c,
  "fr-fr": 0x040c,
  "he-il": 0x040d,
  "hu-hu": 0x040e,
  "it-it": 0x0410,
  "ja-jp": 0x0411,
  "ko-kr": 0x0412,
  "nb-no": 0x0414,
  "nl-be": 0x0813,
  "nl-nl": 0x0413,
  "pl-pl": 0x0415,
  "pt-br": 0x0416,
  "pt-pt": 0x0816,
  "ru-ru": 0x0419,
  "sv-se": 0x041d,
  "tr-tr": 0x041f,
  "uk-ua": 0x0422,
  "zh-cn": 0x0804,
  "zh-hk": 0x0c04,
  "zh-tw": 0x0404,
};

/** Of Content-Language, the first named; en-US where it says nothing that is known. */
export function localeId(contentLanguage: string | undefined): number {
  const first = contentLanguage?.split(",")[0]?.trim().toLowerCase() ?? "";
  return (
    LOCALES[first] ?? LOCALES[Object.keys(LOCALES).find((name) => name.slice(0, 2) === first) ?? "en-us"] ?? 0x0409
  );
}
