// HTML of mail, without all that could run, be sent or be fetched: what is left goes into a frame without rights.
import DOMPurify from "dompurify";
import { quietCss } from "./mail-css.ts";
import type { Picture } from "./picture.ts";

export interface SafeHtml {
  /** A whole document, for srcdoc. */
  readonly document: string;
  /** Pictures, fonts and sheets elsewhere that it asked for. */
  readonly remote: number;
  readonly links: number;
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/** Mail is written for white paper. */
const PAPER =
  "html{color-scheme:light;background:#fff;color:#000;font:15px/1.5 'Segoe UI',system-ui,sans-serif}body{margin:12px;overflow-wrap:anywhere}img{max-width:100%}a{color:#0b57a4;text-decoration:underline}";

const FORBIDDEN_TAGS = [
  ...["form", "input", "button", "select", "option", "textarea", "dialog", "datalist", "label", "meter", "progress"],
  ...["video", "audio", "source", "track", "map", "area", "slot", "template", "details"],
];
/** Whatever a browser would fetch, follow or send. */
const FETCHING = new Set(["src", "srcset", "background", "poster", "lowsrc", "dynsrc", "longdesc", "cite", "data"]);
const FOLLOWED = new Set(["href", "xlink:href", "action", "formaction", "ping", "target", "usemap"]);
const INLINE_PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|bmp)[;,]/i;

export function makeSafe(html: string, pictures: readonly Picture[] = []): SafeHtml {
  const purify = DOMPurify(window);
  const own = new Map(pictures.map(({ contentId, type, base64 }) => [contentId, `data:${type};base64,${base64}`]));
  let remote = 0;
  let links = 0;
  const quiet = (css: string) => {
    const quieted = quietCss(css);
    remote += quieted.removed;
    return quieted.css;
  };
  purify.addHook("uponSanitizeElement", (node, { tagName }) => {
    if (tagName === "style") node.textContent = quiet(node.textContent ?? "");
  });
  purify.addHook("uponSanitizeAttribute", (node, data) => {
    const { attrName, attrValue } = data;
    if (attrName === "style") data.attrValue = quiet(attrValue);
    else if (attrName === "src" && node.tagName === "IMG") {
      const inline = INLINE_PICTURE.test(attrValue) ? attrValue : own.get(contentIdIn(attrValue));
      if (inline === undefined) remote += 1;
      data.keepAttr = inline !== undefined;
      if (inline !== undefined) data.attrValue = inline;
    } else if (FETCHING.has(attrName)) {
      remote += 1;
      data.keepAttr = false;
    } else if (FOLLOWED.has(attrName)) {
      // Shown, not followed: even a click leads nowhere.
      if (attrName === "href" && node.tagName === "A") {
        links += 1;
        node.setAttribute("title", attrValue);
      }
      data.keepAttr = false;
    }
  });
  const body = purify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORCE_BODY: true,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${PAPER}</style>`;
  return { document: `<!doctype html><html><head>${head}</head><body>${body}</body></html>`, remote, links };
}

/** RFC 2392 §2 */
function contentIdIn(url: string): string {
  const id = /^cid:(.*)$/is.exec(url.trim())?.[1] ?? "";
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
