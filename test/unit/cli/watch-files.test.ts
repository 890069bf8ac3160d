import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { textOf, watchFiles } from "../../../src/cli/watch-files.ts";
import { configurationFiles } from "../../../src/organization/source.ts";

const folder = mkdtempSync(join(tmpdir(), "watch-files-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

afterEach(() => vi.useRealTimers());

it("tells once of a change, when the file has stopped changing", () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const path = file("a.yaml", "one");
  let changes = 0;
  const stop = watchFiles({ files: () => [path], changed: () => (changes += 1), everyMs: 10 });
  vi.advanceTimersByTime(50);
  expect(changes).toBe(0);
  for (const text of ["", "tw", "two and more"]) {
    file("a.yaml", text);
    vi.advanceTimersByTime(10);
    expect(changes).toBe(0);
  }
  vi.advanceTimersByTime(50);
  expect(changes).toBe(1);
  utimesSync(path, 1, 1);
  vi.advanceTimersByTime(50);
  expect(changes).toBe(1);
  stop();
  file("a.yaml", "three is longer");
  vi.advanceTimersByTime(50);
  expect(changes).toBe(1);
});

it("misses nothing that changed between reading and watching", () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const path = file("early.yaml", "one");
  const since = textOf([path]);
  let changes = 0;
  const watch = () => watchFiles({ files: () => [path], changed: () => (changes += 1), since, everyMs: 10 });
  const stopUnchanged = watch();
  vi.advanceTimersByTime(50);
  expect(changes).toBe(0);
  stopUnchanged();
  file("early.yaml", "two");
  const stop = watch();
  vi.advanceTimersByTime(50);
  expect(changes).toBe(1);
  stop();
});

it("sees a file that another takes the place of, one that goes and comes, and the files that it extends", () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const base = file("base.yaml", "smartHost: { enabled: false }\n");
  const path = file("own.yaml", "extends: base.yaml\n");
  expect(configurationFiles(path)).toEqual([path, base]);
  let changes = 0;
  const stop = watchFiles({ files: () => configurationFiles(path), changed: () => (changes += 1), everyMs: 10 });
  const settled = () => {
    vi.advanceTimersByTime(50);
    return changes;
  };
  file("base.yaml", "smartHost: { enabled: true }\n");
  expect(settled()).toBe(1);
  renameSync(file("new.yaml", "extends: other.yaml\n"), path);
  expect(settled()).toBe(2);
  file("other.yaml", "x: 1\n");
  expect(settled()).toBe(3);
  rmSync(path);
  expect(settled()).toBe(4);
  file("own.yaml", "mailboxes: []\n");
  expect(settled()).toBe(5);
  stop();
});
