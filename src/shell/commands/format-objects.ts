// Format-List and Format-Table: objects as lines for a person.
import type { Parameters } from "../../cmdlets/cmdlet.ts";
import { formatList } from "../format/list.ts";
import { columnsOf } from "../format/output.ts";
import { formatTable } from "../format/table.ts";
import type { Call, Session } from "../run/session.ts";
import { Formatted, ShellObject, type Value } from "../values.ts";
import type { OwnCommand } from "./own-command.ts";
import { type Property, project, propertiesOf } from "./properties.ts";

const PROPERTY = { type: "strings", position: 1, sentence: "Names, * and the like, or @{n='Name';e={ … }}." } as const;

export const formatListCommand: OwnCommand = {
  name: "Format-List",
  aliases: ["fl"],
  synopsis: "Shows each property on a line of its own.",
  parameters: { Property: PROPERTY } satisfies Parameters,
  async run(call, session) {
    const { objects, others } = parted(call);
    const rows: ShellObject[] = [];
    for (const object of objects) {
      const shown =
        call.given.Property === undefined ? object.properties : await chosen(object, call, session, "Format-List");
      rows.push(new ShellObject(shown));
    }
    return [...others, ...(rows.length > 0 ? [new Formatted(formatList(rows, session.host.width))] : [])];
  },
};

export const formatTableCommand: OwnCommand = {
  name: "Format-Table",
  aliases: ["ft"],
  synopsis: "Shows objects as a table.",
  parameters: {
    Property: PROPERTY,
    AutoSize: { type: "switch", sentence: "Columns are as wide as their values, as they always are here." },
    Wrap: { type: "switch", sentence: "Lines are not cut at the terminal's edge." },
    HideTableHeaders: { type: "switch", sentence: "Without the names of the columns." },
  },
  async run(call, session) {
    const { objects, others } = parted(call);
    const [first] = objects;
    if (!first) return others;
    const form = {
      width: call.given.Wrap === true ? Number.POSITIVE_INFINITY : session.host.width,
      hideHeaders: call.given.HideTableHeaders === true,
    };
    if (call.given.Property === undefined) {
      const columns = columnsOf(objects) ?? Object.keys(first.properties).map(column);
      return [...others, new Formatted(formatTable(objects, columns, form))];
    }
    const rows: ShellObject[] = [];
    for (const object of objects) rows.push(new ShellObject(await chosen(object, call, session, "Format-Table")));
    const columns = Object.keys(rows[0]?.properties ?? {}).map(column);
    return [...others, new Formatted(formatTable(rows, columns, form))];
  },
};

const column = (name: string) => ({ label: name, property: name });

/** Asked for by name, what an object lacks is left out. */
async function chosen(
  object: ShellObject,
  call: Call,
  session: Session,
  command: string,
): Promise<Record<string, Value>> {
  const wanted: Property[] = propertiesOf(call.given.Property ?? null, object, call, command);
  return project(object, wanted, session);
}

/** What has no properties is shown as it is. */
function parted({ input = [] }: Call): { objects: ShellObject[]; others: Value[] } {
  const objects = input.filter((item) => item instanceof ShellObject);
  const others = input.filter((item) => !(item instanceof ShellObject) && item !== null);
  return { objects, others };
}
