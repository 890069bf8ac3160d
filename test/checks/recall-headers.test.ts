// What the table in docs/fidelity.md rests on: each kind of difference is seen.
import { expect, it } from "vitest";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { compare, fieldsOfOurs } from "./recall-wire/compare.ts";
import type { RealField } from "./recall-wire/real-requests.ts";

const REAL: readonly RealField[] = [
  { name: "From", seen: "7/7", value: "an address", form: /@/ },
  { name: "Date", seen: "7/7", value: "a time", form: /\+0000$/ },
  { name: "X-One", seen: "7/7", value: "1", form: /^1$/ },
  { name: "X-Same", seen: "7/7", value: "that of X-One", form: /./, sameAs: "X-One" },
  { name: "Thread-Topic", seen: "0/7", value: "absent" },
];

function differences(...lines: string[]): string[] {
  const headers = HeaderBlock.parse(Buffer.from(lines.map((line) => `${line}\r\n`).join("")));
  return compare(headers, REAL).map(({ name, difference }) => `${name}: ${difference}`.replace(/: $/, ""));
}

const SAME = ["From: a@b", "Date: now +0000", "X-One: 1", "X-Same: 1"];

it("the same is the same", () => {
  expect(differences(...SAME)).toEqual(["From", "Date", "X-One", "X-Same", "Thread-Topic"]);
});

it("what is absent, present, elsewhere, in another case or of another value is said", () => {
  expect(differences("From: a@b", "X-One: 1", "X-Same: 1")).toContain("Date: absent");
  expect(differences(...SAME, "Thread-Topic: x")).toContain("Thread-Topic: present");
  expect(differences("Date: now +0000", "From: a@b", "X-One: 1", "X-Same: 1").join()).toMatch(
    /From: place|Date: place/,
  );
  expect(differences("From: a@b", "date: now +0000", "X-One: 1", "X-Same: 1")).toContain("Date: case");
  expect(differences("From: a@b", "Date: now", "X-One: 1", "X-Same: 1")).toContain("Date: value");
  expect(differences("From: a@b", "Date: now +0000", "X-One: 1", "X-Same: 2")).toContain("X-Same: value");
});

it("one that stands elsewhere does not move the others", () => {
  const moved = differences("X-Same: 1", "From: a@b", "Date: now +0000", "X-One: 1");
  expect(moved).toEqual(["From", "Date", "X-One", "X-Same: place", "Thread-Topic"]);
});

it("fields that real ones lack are ours", () => {
  const headers = HeaderBlock.parse(Buffer.from("From: a@b\r\nX-Ours: 1\r\nthread-topic: x\r\n"));
  expect(fieldsOfOurs(headers, REAL)).toEqual(["X-Ours"]);
});
