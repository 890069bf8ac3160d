// Advisory class 10 of 11: a Message-ID that is taken for a path (as GHSA-qx5x-85p8-vg4j, dump). Names in mail and in URLs
// are looked up in the database and nowhere else: nothing outside is read, and no file is named after them.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { recall, sandbox, submit } from "../../support/sandbox.ts";
import { cleanUp } from "../../support/transport.ts";
import { DEFAULT_TENANT } from "../http/support.ts";
import { rawHttp, readEverything } from "./support.ts";

const CANARY = "canary-outside-the-data-folder";

const IDS = [
  "<../../canary.txt@x>",
  "<..\\..\\canary.txt@x>",
  "<%2e%2e%2f%2e%2e%2fcanary.txt@x>",
  "</etc/passwd@x>",
  "<canary.txt%00@x>",
  "<....//....//canary.txt@x>",
  "<C:\\canary.txt@x>",
  `<${"../".repeat(40)}canary.txt@x>`,
];

function tree(): { outside: string; data: string; files(): string[] } {
  const outside = mkdtempSync(join(tmpdir(), "advisory-"));
  cleanUp(() => rmSync(outside, { recursive: true, force: true }));
  writeFileSync(join(outside, "canary.txt"), CANARY);
  return {
    outside,
    data: join(outside, "one", "data"),
    files: () =>
      (readdirSync(outside, { recursive: true }) as string[]).map((file) => file.replaceAll("\\", "/")).sort(),
  };
}

it("a message of whatever name is stored, shown and recalled, and makes no file", async () => {
  const { data, files } = tree();
  const on = await sandbox({ ...DEFAULT_TENANT, data });
  const before = files();
  for (const id of IDS) {
    const attachment = 'Content-Disposition: attachment; filename="../../../canary.txt"';
    await submit(on, {
      raw: `From: alice@contoso.com\r\nTo: bob@contoso.com\r\nSubject: x\r\nMessage-ID: ${id}\r\n${attachment}\r\n\r\nx\r\n`,
    });
    await recall(on, id);
  }
  const seen = await readEverything(on);
  expect(seen.filter(({ status }) => status >= 500)).toEqual([]);
  expect(seen.some(({ bytes }) => bytes.includes(CANARY))).toBe(false);
  // The database may have put a file of its own beside itself.
  expect(
    files().filter(
      (file) => !before.includes(file) && !/^one\/data\/sandbox\.\w+(?:-(?:wal|shm|journal))?$/.test(file),
    ),
  ).toEqual([]);
});

const PLACES = [
  "/",
  "/recall/",
  "/api/journeys/",
  "/api/legs/",
  "/api/recalls/",
  "/api/internet/",
  "/v1.0/users/",
  "/v1.0/users/bob@contoso.com/messages/",
];
const CLIMBS = [
  "../../canary.txt",
  "..%2f..%2fcanary.txt",
  "%2e%2e/%2e%2e/canary.txt",
  "..%252f..%252fcanary.txt",
  "..%5c..%5ccanary.txt",
  "%00/../../canary.txt",
  "%c0%ae%c0%ae/canary.txt",
  "....//....//canary.txt",
  "/etc/passwd",
  "%ff%fe",
];

it("no path of a request leads out of what is served", async () => {
  const { data, files } = tree();
  const on = await sandbox({ ...DEFAULT_TENANT, data });
  const before = files();
  for (const place of PLACES)
    for (const climb of CLIMBS)
      for (const rest of ["", "/bytes", "/$value"]) {
        const answer = await rawHttp(
          on,
          `GET ${place}${climb}${rest} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n`,
        );
        expect(answer, `${place}${climb}${rest}`).toMatch(/^HTTP\/1\.1 4\d\d /);
        expect(answer.includes(CANARY) || answer.includes("root:")).toBe(false);
      }
  expect(files().filter((file) => !file.startsWith("one/data/"))).toEqual(
    before.filter((file) => !file.startsWith("one/data/")),
  );
});
