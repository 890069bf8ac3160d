// The text of a message in TNEF: as HTML or plain, as it stands or taken from RTF.
import { charsetOf } from "../../tnef/code-page.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";

export interface Bodies {
  readonly text?: Buffer;
  readonly html?: { readonly bytes: Buffer; readonly charset: string };
}

export function bodiesOf(properties: PropertyBag): Bodies {
  const text = properties.text(TAG.PidTagBody);
  const html = properties.binary(TAG.PidTagHtml);
  return {
    ...(text !== undefined && { text: Buffer.from(withoutNul(text).toWellFormed()) }),
    ...(html && { html: { bytes: html, charset: mimeCharset(properties.number(TAG.PidTagInternetCodepage)) } }),
  };
}

const withoutNul = (text: string): string => text.replace(/\0+$/, "");

/** The code page's name in MIME; UTF-8 where none is said. */
function mimeCharset(codepage: number | undefined): string {
  if (!codepage) return "utf-8";
  return charsetOf(codepage)
    .replace(/^cp(125\d|874)$/, "windows-$1")
    .replace(/^cp949$/, "euc-kr");
}
