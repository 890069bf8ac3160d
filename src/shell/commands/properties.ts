// Properties as Select-Object, Sort-Object and Format-* take them: names, wildcards, script blocks, @{n='X';e={…}}.
// about_Calculated_Properties
import { hasWildcard, matchesWildcard } from "../../organization/wildcard.ts";
import { toText } from "../format/text.ts";
import type { Call, Session } from "../run/session.ts";
import { runGroup } from "../run/statement.ts";
import { ShellError } from "../shell-error.ts";
import { Block, collapse, member, ShellObject, spread, Table, type Value } from "../values.ts";

export interface Property {
  readonly name: string;
  /** Of a table: the key `descending` of Sort-Object. */
  readonly isDescending: boolean;
  read(item: Value, session: Session): Promise<Value>;
}

/** For one object, in order; `*` and the like stand for several. @throws ShellError */
export function propertiesOf(wanted: Value, item: Value, call: Call, command: string): Property[] {
  return spread(wanted).flatMap((one) => {
    if (one instanceof Table) return [calculated(one, call, command)];
    if (one instanceof Block) return [byBlock(one.text.trim(), one, false)];
    const name = toText(one);
    if (!(item instanceof ShellObject)) return [byName(name)];
    if (!hasWildcard(name)) return [byName(item.spelled(name) ?? name)];
    return Object.keys(item.properties)
      .filter((own) => matchesWildcard(own, name))
      .map(byName);
  });
}

/** What those properties make of an object. */
export async function project(
  item: Value,
  properties: readonly Property[],
  session: Session,
): Promise<Record<string, Value>> {
  const projected: Record<string, Value> = {};
  for (const property of properties) projected[property.name] = await property.read(item, session);
  return projected;
}

/** `{ … }` with the object as `$_`. */
export const callBlock = (block: Block, item: Value, session: Session): Promise<Value> =>
  session.withItem(item, async () => collapse(await runGroup(block.body, session)));

const byName = (name: string): Property => ({ name, isDescending: false, read: async (item) => member(item, name) });

const byBlock = (name: string, block: Block, isDescending: boolean): Property => ({
  name,
  isDescending,
  read: (item, session) => callBlock(block, item, session),
});

const KEYS = [
  "n",
  "name",
  "l",
  "label",
  "e",
  "expression",
  "ascending",
  "descending",
  "format",
  "f",
  "width",
  "w",
  "align",
  "a",
  "alignment",
  "formatstring",
];

function calculated(table: Table, { at }: Call, command: string): Property {
  const refuse = (text: string) =>
    new ShellError(text, { at, command, category: "InvalidArgument", exception: "NotSupportedException" });
  const unknown = Object.keys(table.entries).find((key) => !KEYS.includes(key.toLowerCase()));
  if (unknown !== undefined)
    throw refuse(`The ${unknown} key is not valid; a calculated property is @{n='Name';e={ … }}.`);
  const expression = table.get("e", "expression");
  if (!(expression instanceof Block) && typeof expression !== "string") {
    throw refuse("A calculated property needs the key e (expression): a script block or the name of a property.");
  }
  const given = table.get("n", "name", "l", "label");
  const isDescending = table.get("descending") === true || table.get("ascending") === false;
  if (expression instanceof Block)
    return byBlock(given === undefined ? expression.text.trim() : toText(given), expression, isDescending);
  return { ...byName(expression), isDescending, name: given === undefined ? expression : toText(given) };
}
