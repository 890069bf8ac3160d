// The machine's own browser, found on PATH.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export function launchBrowser(): Promise<Browser> {
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error(`No browser on PATH: install chromium (one of ${NAMES.join(", ")})`);
  return chromium.launch({ executablePath: found, args: ["--no-sandbox", "--disable-gpu"] });
}
