// Whatever is sent to a route of Graph is answered or refused, in Graph's form, never a defect (500). Seeded: a failure repeats.
import fc from "fast-check";
import { expect, it } from "vitest";
import { BOB, server } from "../../unit/http/support.ts";

const RUNS = { seed: 20261120, numRuns: 20 };
const KEYS = fc.constantFrom(
  ..."displayName message toRecipients emailAddress address subject body content categories flag actions conditions".split(
    " ",
  ),
  ..."destinationId sequence resource changeType notificationUrl requests attachments @odata.type automaticRepliesSetting".split(
    " ",
  ),
);
const { app } = await server();

const routes = app.routes.filter(
  ({ path, method }) => path.startsWith("/v1.0/") && method !== "ALL" && !path.startsWith("/v1.0/me"),
);
const operations = [...new Set(routes.map(({ path, method }) => `${method} ${path}`))];

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }).filter((one) => one.isWellFormed()),
  fc.constantFrom(
    "",
    "%",
    "'",
    '"',
    "\\",
    "1",
    "0",
    "null",
    "NaN",
    "__proto__",
    "constructor",
    "😀",
    "\r\n",
    "()",
    "any(",
  ),
);
/** "ID" stands for that of a message. */
const name = fc.oneof(text, fc.constantFrom("inbox", "drafts", "ID"));
const option = fc.constantFrom(
  ..."$select $filter $orderby $top $skip $expand $search $count $skiptoken $deltatoken changeType form client".split(
    " ",
  ),
);
const value = fc.oneof(
  text,
  fc.constantFrom(
    "subject eq 'x'",
    "categories/any(c:c eq 'x')",
    "toRecipients/any(r:",
    "from:x OR",
    "id eq 'x'",
    "true",
    "-1",
  ),
);

it.each(operations)("%s", async (operation) => {
  const [method = "", path = ""] = operation.split(" ");
  const { ask, put, logged } = await server();
  await put();
  const listed = await ask(`/v1.0/users/${BOB}/messages?$select=id`);
  const { value: messages } = (await listed.json()) as { value: { id: string }[] };
  const request = fc.record({
    names: fc.array(name, { minLength: 4, maxLength: 4 }),
    query: fc.array(fc.tuple(option, value), { maxLength: 2 }),
    body: fc.oneof(
      fc.json(),
      text,
      fc.object({ key: KEYS }).map((given) => JSON.stringify(given)),
    ),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ names, query, body }) => {
      let next = 0;
      const named = path.replace(/:(\w+)/g, (_, parameter) =>
        parameter === "user"
          ? BOB
          : encodeURIComponent((names[next++] ?? "").replace(/^ID$/, messages[0]?.id ?? "")) || "x",
      );
      const response = await ask(`${named}?${new URLSearchParams(query)}`, {
        method,
        ...(method !== "GET" && { body, headers: { "Content-Type": "application/json" } }),
      });
      const answer = await response.text();
      expect(response.status, `${answer} ${logged.at(-1)}`).toBeLessThan(500);
      if (response.status >= 400) expect(JSON.parse(answer)).toMatchObject({ error: { code: expect.any(String) } });
    }),
    RUNS,
  );
});
