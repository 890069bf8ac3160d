import { expect, test } from "vitest";
import { growsWithoutMeasure } from "../../../src/web/parts/mail-bomb.ts";
import { quietCss } from "../../../src/web/parts/mail-css.ts";

test.each([
  ["background: #fff url(https://evil.example/a.png)", "background: #fff none", 1],
  ["background: URL( 'https://evil.example/a.png' )", "background: none", 1],
  [String.raw`background: u\72l(https://evil.example)`, "background: none", 1],
  [String.raw`background: \u\r\l("https://evil.example")`, "background: none", 1],
  ["@import 'https://evil.example/a.css'; p { color: red }", " p { color: red }", 1],
  [String.raw`@\69mport url(https://evil.example);`, "", 1],
  ['background: image-set("https://evil.example" 1x)', 'background: blocked("https://evil.example" 1x)', 1],
  ["background: url(data:image/png;base64,AAAA)", "background: url(data:image/png;base64,AAAA)", 0],
  ["background: url(data:image/svg+xml,<svg/>)", "background: none", 1],
  ["background: url(https://evil.example", "background: none", 1],
  ["color: #0b57a4; width: 50%", "color: #0b57a4; width: 50%", 0],
])("%s", (css, quiet, removed) => {
  expect(quietCss(css)).toEqual({ css: quiet, removed });
});

test("formatting that stays open under thousands of blocks is known before it is drawn", () => {
  const bomb = `${Array.from({ length: 5000 }, (_, index) => `<b id=${index}>`).join("")}${"<p>".repeat(5000)}`;
  expect(growsWithoutMeasure(bomb)).toBe(true);
  expect(growsWithoutMeasure("<p><b>a</b> <i>b</i></p>".repeat(20_000))).toBe(false);
});
