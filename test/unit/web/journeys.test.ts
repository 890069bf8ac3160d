// The list of journeys: what the stream brings, and times in words.
import { describe, expect, it } from "vitest";
import { parseSearchText, SEARCH_NAMES } from "../../../src/journey/search-text.ts";
import type { JourneySummary } from "../../../src/web/api/types.ts";
import { merge, refresh } from "../../../src/web/journeys/merge.ts";
import { SEARCHABLE } from "../../../src/web/journeys/searchable.ts";
import { commandLine } from "../../../src/web/parts/command-line.ts";
import { duration, relative } from "../../../src/web/parts/time-words.ts";

const journey = (id: string, subject = "") => ({ id, subject }) as JourneySummary;
const ids = (journeys: readonly JourneySummary[]) => journeys.map(({ id }) => id);

describe("merge()", () => {
  it("puts new journeys on top, newest first", () =>
    expect(ids(merge([journey("2"), journey("1")], [journey("3"), journey("4")]))).toEqual(["4", "3", "2", "1"]));

  it("leaves changed ones where they are", () => {
    const merged = merge([journey("2"), journey("1", "old")], [journey("1", "new")]);
    expect(merged.map(({ id, subject }) => id + subject)).toEqual(["2", "1new"]);
  });

  it("takes an older page at the end", () =>
    expect(ids(merge([journey("4"), journey("3")], [journey("2"), journey("1")]))).toEqual(["4", "3", "2", "1"]));

  it("has each once, however often it is told", () =>
    expect(ids(merge([journey("1")], [journey("1"), journey("1")]))).toEqual(["1"]));
});

it.each([
  [0, "now"],
  [-40_000, "40 s ago"],
  [-5 * 60_000, "5 min ago"],
  [3 * 3_600_000, "in 3 h"],
  [-49 * 3_600_000, "2 d ago"],
])("%d ms from now is %s", (ms, words) => expect(relative(1e12 + ms, 1e12)).toBe(words));

it.each([
  [140, "140 ms"],
  [2400, "2.4 s"],
  [65_000, "1 min"],
  [3 * 3_600_000 + 300_000, "3 h 5 min"],
])("%d ms is %s", (ms, words) => expect(duration(ms)).toBe(words));

it.each([
  ["http://127.0.0.1:8025", "npx recall-sandbox reset"],
  ["http://localhost:8025", "npx recall-sandbox reset"],
  ["http://127.0.0.1:9025", "npx recall-sandbox reset --url http://127.0.0.1:9025"],
])("a page of %s names the command %s", (origin, line) => expect(commandLine("reset", origin)).toBe(line));

describe("refresh()", () => {
  it("keeps what lies beyond the page, and drops what answers no more within it", () => {
    const known = [journey("5"), journey("4"), journey("3"), journey("2"), journey("1")];
    expect(ids(refresh(known, [journey("6"), journey("5"), journey("3")]))).toEqual(["6", "5", "3", "2", "1"]);
  });
});

describe("what can be searched", () => {
  it.each(SEARCHABLE)("%s:%s is read", (name, example) => {
    const query = parseSearchText(`${name}:${example}`);
    expect(Object.keys(query)).toHaveLength(1);
    expect(query.text).toBeUndefined();
  });

  it("is all that the search line knows", () => {
    const listed = SEARCHABLE.map(([name, example]) => Object.keys(parseSearchText(`${name}:${example}`))[0]);
    expect(listed.toSorted()).toEqual(SEARCH_NAMES.toSorted());
  });
});
