// Whether a small piece of HTML would become a huge tree: each block that opens repeats all formatting that is open, so
// that ten thousand of both are a hundred million elements. [HTML] §13.2.4.3

const FORMATTING = /<(\/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])/gi;
const TAGS = /<[a-z]/gi;
/** Elements that a browser makes in well under a second. */
const MOST = 2_000_000;

export function growsWithoutMeasure(html: string): boolean {
  let open = 0;
  let most = 0;
  for (const [, slash] of html.matchAll(FORMATTING)) {
    open = slash === "" ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  if (most < 100) return false;
  let tags = 0;
  for (const _ of html.matchAll(TAGS)) tags += 1;
  return most * tags > MOST;
}
