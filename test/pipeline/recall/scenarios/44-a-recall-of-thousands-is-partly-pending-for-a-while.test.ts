import { expect } from "vitest";
import { HOUR, person, subjects } from "../../../support/sandbox.ts";
import { get } from "../../http/support.ts";
import { scenario } from "./scenario.ts";

const NAMES = Array.from({ length: 2000 }, (_, index) => `member-${String(index + 1).padStart(4, "0")}`);
const LATE = NAMES.slice(-100);
const at = (names: readonly string[]) => names.map((name) => `${name}@contoso.com`);

scenario(
  {
    given: "a message to two thousand members of two groups, one of which waits for its moderator",
    when: "Alice recalls it, and the moderator approves an hour later",
    then: "the report has recalled and pending lines for that hour, and all are recalled in the end",
    rules: ["R21"],
    source: "V",
    outcomes: [
      {
        at: ["2026-09 B"],
        report: NAMES.map((name) => `${name}: recalled`),
        drops: NAMES.map((name) => `${name}: Success`),
      },
    ],
  },
  async (run) => {
    const on = await run.tenant({
      mailboxes: [person("alice"), person("carol"), ...NAMES.map((name) => person(name))],
      groups: [
        { address: "early@contoso.com", members: at(NAMES.slice(0, -LATE.length)) },
        { address: "late@contoso.com", members: at(LATE), moderationEnabled: true, moderatedBy: at(["carol"]) },
      ],
    });
    const original = await run.send(on, { to: ["early@contoso.com", "late@contoso.com"] });
    const request = await run.recall(on, original);
    const path = `/api/recalls/${encodeURIComponent(request.slice(1, -1))}`;
    expect(await get(on, path)).toMatchObject({
      final: false,
      totals: { recipients: NAMES.length, recalled: NAMES.length - LATE.length, pending: LATE.length },
    });

    await on.advance(HOUR);
    const [waiting] = await on.moderation.list();
    await on.moderation.decide(waiting?.id ?? 0, { approve: true });
    await on.idle();

    expect(await get(on, path)).toMatchObject({ final: true, totals: { recalled: NAMES.length, pending: 0 } });
    for (const name of ["member-0001", LATE[0], LATE.at(-1)]) expect(await subjects(on, name ?? "")).toEqual([]);
    return { on, request };
  },
);
