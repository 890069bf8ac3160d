// A browser for tests: pages of a sandbox, watched for whatever a page may not do.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { packageFile } from "../../src/runtime/package-files.ts";
import { afterEachTest } from "../support/after-each-test.ts";
import { launchBrowser } from "./launch.ts";

/** Screenshots are kept here to be looked at. */
export const SHOTS = packageFile("test", "output", "screenshots");

let launched: Promise<Browser> | undefined;
const open = new Set<Watched>();

export interface Watched {
  readonly page: Page;
  /** What the page complained of: errors, refused by its policy, failed requests. */
  readonly complaints: string[];
  /** Addresses outside the sandbox that anything in the page asked for. */
  readonly foreign: string[];
}

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** The test has the sandbox refuse something: browsers complain of answers below 500, too. */
  readonly mayBeRefused?: boolean;
  /** The test stops the sandbox meanwhile. */
  readonly mayBeAway?: boolean;
}

/** Opens a screen. Closed after the test, which fails where the page complained or asked for anything elsewhere. */
export async function openPage(on: { readonly url: string }, path = "/", options: PageOptions = {}): Promise<Watched> {
  launched ??= launchBrowser();
  const context = await (await launched).newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.dark ? "dark" : "light",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const watched: Watched = { page, complaints: [], foreign: [] };
  page.on("pageerror", (error) => watched.complaints.push(String(error)));
  page.on("console", (message) => {
    const isRefusal = /^Failed to load resource: .* status of 4\d\d /.test(message.text());
    const isAway = /net::ERR_(?:CONNECTION|INCOMPLETE|EMPTY)/.test(message.text());
    if (message.type() !== "error" || (isRefusal && options.mayBeRefused) || (isAway && options.mayBeAway)) return;
    watched.complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(on.url) && !/^(?:data|blob|about):/.test(request.url()))
      watched.foreign.push(request.url());
  });
  open.add(watched);
  await page.goto(`${on.url}${path}`);
  return watched;
}

afterEachTest(async () => {
  const pages = [...open];
  open.clear();
  for (const { page } of pages) await page.context().close();
  for (const { complaints, foreign } of pages) expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] });
});

/** Keeps a picture under test/output/screenshots. */
export async function screenshot({ page }: Watched, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Fails with what axe-core calls serious or critical. */
export async function expectAccessible({ page }: Watched): Promise<void> {
  // Injected by the debugger, as a person's extension would be: the page's policy stays as it is.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe.source });
  const { result } = await session.send("Runtime.evaluate", {
    expression: `axe.run(document, { resultTypes: ["violations"] }).then((found) => JSON.stringify(found.violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map((one) => one.id + ": " + one.nodes.map((node) => node.target.join(" ") + " " + node.failureSummary).join("; "))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  expect(JSON.parse(String(result.value))).toEqual([]);
}
