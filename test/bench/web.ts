// How the page keeps up, in a real browser: how soon a message's row is there after its 250, and what a frame and a
// keystroke cost over many journeys. It never fails on timing.
//
//   node test/bench/web.ts [--journeys 10000] [--rounds 100]
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { build } from "vite";
import { packageFile } from "../../src/runtime/package-files.ts";
import { launchBrowser } from "../browser/launch.ts";
import { temporaryFolder } from "../support/processes.ts";
import { RawSmtp } from "../support/raw-smtp.ts";
import { roundTrip } from "../support/round-trip.ts";
import { figures, inWords } from "./figures.ts";
import { composeMail } from "./mail.ts";
import type { TenantOptions } from "./tenant.ts";
import { Worker } from "./worker.ts";

const { values } = parseArgs({
  options: { journeys: { type: "string", default: "10000" }, rounds: { type: "string", default: "100" } },
});
const [journeys, rounds] = [Number(values.journeys), Number(values.rounds)];
const AIM_ROW_MS = 250;
const AIM_FRAME_MS = 100;
/** From letter to letter: what the last one asked for is drawn while the next one comes. */
const TYPING_MS = 120;
const NAMES = ["user0", "user1"];
const OUTSIDER = "frank@fabrikam.com";
const ROW = '[data-testid^="journey-"]';

// What runs in the page is text: the DOM's types and Node's don't go together in one program.
/** Notes when a row first stands on top. */
const NOTE_ROWS = `(() => {
  const top = () => document.querySelector(${JSON.stringify(ROW)})?.getAttribute("data-testid");
  window.tops = new Map([[top(), 0]]);
  new MutationObserver(() => window.tops.has(top()) || window.tops.set(top(), Date.now()))
    .observe(document.body, { subtree: true, childList: true });
})()`;
/** To the oldest row; at the end of what is there the next page is awaited. */
const SCROLLING = `(async () => {
  const list = document.querySelector('[data-testid="rows"]');
  const height = document.querySelector(${JSON.stringify(ROW)}).closest("[aria-setsize]").offsetHeight;
  const ms = [];
  const atEnd = () => list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
  const stuckSince = { at: 0 };
  for (let last = performance.now(); ; ) {
    list.scrollTop += 2000;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    ms.push(now - last);
    last = now;
    if (!atEnd()) stuckSince.at = now;
    else if (now - stuckSince.at > 3000) return { ms, rows: Math.round(list.scrollHeight / height) };
  }
})()`;
/** From a key to the next frame that was drawn: what somebody feels who types. */
const NOTE_KEYS = `(() => {
  window.keys = [];
  addEventListener("keydown", () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.keys.push(performance.now() - began)));
  }, { capture: true });
})()`;

await build({ configFile: packageFile("src", "web", "vite.config.ts") });
const tenant = new Worker("tenant.ts");
const options: TenantOptions = {
  config: roundTrip({ mailboxes: NAMES, smartHost: "builtin" }),
  data: temporaryFolder("web").path,
  isHeld: false,
};
const ports = await tenant.ask<{ inbound: number; http: number }>("start", options);
const to = NAMES.map((name) => `${name}@contoso.com`);
const load = new Worker("load.ts");
await load.ask("connect", { port: ports.inbound, connections: 16, from: OUTSIDER, to });
await load.ask("send", { messages: journeys, kind: "usual" });
await tenant.ask("reached", journeys);

const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`http://127.0.0.1:${ports.http}/`);
await page.locator(ROW).first().waitFor();

// The page's policy lets nothing be evaluated in it but by the debugger: no waitForFunction.
async function until(condition: string): Promise<void> {
  while (!(await page.evaluate<boolean>(condition))) await setTimeout(20);
}

const [address = ""] = to;
const smtp = await RawSmtp.connect({ port: ports.inbound });
const rows: number[] = [];
await page.evaluate(NOTE_ROWS);
for (let n = 0; n < rounds; n += 1) {
  const id = `row.${process.pid}.${n}.${Date.now()}`;
  await smtp.send({ from: OUTSIDER, to: [address], wire: composeMail("usual", id, OUTSIDER, address) });
  const accepted = Date.now();
  await until(`window.tops.size > ${n + 1}`);
  rows.push((await page.evaluate<number>("[...window.tops.values()].at(-1)")) - accepted);
}
smtp.destroy();

const { ms: frames, rows: reached } = await page.evaluate<{ ms: number[]; rows: number }>(SCROLLING);

await page.evaluate(NOTE_KEYS);
await page.getByTestId("search").focus();
const TYPED = "subject:usual to:user1";
for (const key of TYPED) {
  await page.keyboard.press(key === " " ? "Space" : key);
  await setTimeout(TYPING_MS);
}
await until(`window.keys.length === ${TYPED.length}`);
const keys = await page.evaluate<number[]>("window.keys");

await browser.close();
await Promise.all([load.end(), tenant.end()]);
process.stdout.write(
  `Over ${journeys} journeys, milliseconds:\n` +
    `a row after its 250     ${inWords(figures(rows))} (aim: p95 under ${AIM_ROW_MS})\n` +
    `a frame while scrolling ${inWords(figures(frames))} (aim: under ${AIM_FRAME_MS}), ${reached} rows down\n` +
    `a keystroke in search   ${inWords(figures(keys))} (aim: under ${AIM_FRAME_MS})\n`,
);
process.exit(0);
