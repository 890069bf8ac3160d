// Which words of RTF show something, and which begin a group that shows nothing. Rich Text Format 1.9.1

/** Groups that are no text of the document, though \* does not say so. */
export const HIDDEN: ReadonlySet<string> = new Set(
  (
    "author buptim category colortbl comment company creatim doccomm filetbl fonttbl footer footerf footerl footerr " +
    "footnote ftncn ftnsep ftnsepc header headerf headerl headerr hlinkbase info keywords linkval manager nonshppict " +
    "objdata object operator pict printim private propname revtbl revtim rxe staticval stylesheet subject tc title txe " +
    "xe bkmkstart bkmkend listtable listoverridetable rsidtbl generator themedata datastore latentstyles nonesttables"
  ).split(" "),
);

/** Shown where list marks aren't made by the reader; HTML has its own. */
export const LIST_MARKS: ReadonlySet<string> = new Set(["pntext", "listtext"]);

/** Words that format, so that a group begun by \* and one of them is text like any other. */
export const FORMATS: ReadonlySet<string> = new Set(["cs", "ds", "ts", "s", "fldrslt"]);

/** What a word shows, [MS-OXRTFEX] §2.1.3.1.4.2 among them. */
export const SHOWN: ReadonlyMap<string, string> = new Map([
  ["par", "\r\n"],
  ["line", "\r\n"],
  ["tab", "\t"],
  ["lquote", "\u2018"],
  ["rquote", "\u2019"],
  ["ldblquote", "\u201c"],
  ["rdblquote", "\u201d"],
  ["bullet", "\u2022"],
  ["endash", "\u2013"],
  ["emdash", "\u2014"],
  ["enspace", "\u2002"],
  ["emspace", "\u2003"],
  ["qmspace", "\u2005"],
  ["zwj", "\u200d"],
  ["zwnj", "\u200c"],
  ["ltrmark", "\u200e"],
  ["rtlmark", "\u200f"],
]);

/** What words of a layout become where only text is wanted. */
export const SHOWN_IN_TEXT: ReadonlyMap<string, string> = new Map([
  ["sect", "\r\n"],
  ["page", "\r\n"],
  ["row", "\r\n"],
  ["nestrow", "\r\n"],
  ["cell", "\t"],
  ["nestcell", "\t"],
]);
