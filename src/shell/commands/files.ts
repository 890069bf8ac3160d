// Export-Csv, Out-File and Out-Null: where values end.
import { EOL } from "node:os";
import { csvHeader, csvLine, csvRow } from "../format/csv.ts";
import { formatOutput } from "../format/output.ts";
import { toText } from "../format/text.ts";
import type { Call, Session } from "../run/session.ts";
import { type Category, ShellError } from "../shell-error.ts";
import { Formatted, ShellObject, type Value } from "../values.ts";
import type { OwnCommand } from "./own-command.ts";

const ENCODINGS: Readonly<Record<string, { readonly of: "utf8" | "utf16le" | "ascii"; readonly mark: string }>> = {
  utf8: { of: "utf8", mark: "" },
  utf8nobom: { of: "utf8", mark: "" },
  utf8bom: { of: "utf8", mark: "\ufeff" },
  default: { of: "utf8", mark: "" },
  ascii: { of: "ascii", mark: "" },
  unicode: { of: "utf16le", mark: "\ufeff" },
};

const TO_FILE = {
  Append: { type: "switch", sentence: "Behind what the file has." },
  Encoding: { type: "string", sentence: `${Object.keys(ENCODINGS).join(", ")}; utf8 unless given.` },
  NoClobber: { type: "switch", sentence: "A file that is there stays." },
  Force: { type: "switch", sentence: "Appends although columns differ." },
} as const;

export const exportCsv: OwnCommand = {
  name: "Export-Csv",
  aliases: ["epcsv"],
  synopsis: "Writes objects to a CSV file.",
  parameters: {
    Path: { type: "string", position: 1, aliases: ["LiteralPath"], sentence: "The file." },
    Delimiter: { type: "string", position: 2, sentence: "Between values; a comma unless given." },
    NoTypeInformation: { type: "switch", aliases: ["NTI"], sentence: "No #TYPE line, as it is always here." },
    ...TO_FILE,
  },
  async run(call, { host }) {
    const { given, input = [] } = call;
    const objects = input.filter((item): item is ShellObject => item instanceof ShellObject);
    if (objects.length < input.filter((item) => item !== null).length) throw noObjects(input, call);
    const [first] = objects;
    const delimiter = given.Delimiter === undefined ? "," : toText(given.Delimiter);
    if (!first) return [];
    const { path, before, encoding } = target(call, host, "Export-Csv", given.Path);
    const isAppended = given.Append === true && before !== undefined && before !== "";
    const columns = isAppended ? csvHeader(before, delimiter) : Object.keys(first.properties);
    if (isAppended && given.Force !== true) for (const object of objects) checkColumns(object, columns, path, call);
    const lines = objects.map((object) => csvRow(object, columns, delimiter));
    const isEnded = before === undefined || before === "" || /\n$/.test(before);
    if (isAppended) host.files.append(path, `${isEnded ? "" : EOL}${lines.join(EOL)}${EOL}`, encoding.of);
    else
      host.files.write(path, `${encoding.mark}${[csvLine(columns, delimiter), ...lines].join(EOL)}${EOL}`, encoding.of);
    return [];
  },
};

export const outFile: OwnCommand = {
  name: "Out-File",
  synopsis: "Writes to a file what would be printed.",
  parameters: {
    FilePath: { type: "string", position: 1, aliases: ["Path", "LiteralPath"], sentence: "The file." },
    Width: { type: "int", sentence: "Where lines are cut." },
    NoNewline: { type: "switch", sentence: "No line end at the end." },
    ...TO_FILE,
  },
  async run(call, { host }) {
    const { given, input = [] } = call;
    const { path, before, encoding } = target(call, host, "Out-File", given.FilePath);
    const width = Number(given.Width ?? Number.POSITIVE_INFINITY);
    const text = formatOutput(input, width) + (given.NoNewline === true ? "" : EOL);
    if (given.Append === true && before !== undefined) host.files.append(path, text, encoding.of);
    else host.files.write(path, encoding.mark + text, encoding.of);
    return [];
  },
};

export const outNull: OwnCommand = {
  name: "Out-Null",
  synopsis: "Throws away what comes.",
  parameters: {},
  run: async () => [],
};

function target(call: Call, host: Session["host"], command: string, path: Value | undefined) {
  const refuse = (text: string, category: Category) =>
    new ShellError(text, { at: call.at, command, category, exception: "IOException" });
  const name = path === undefined ? "" : toText(path);
  if (name === "") throw refuse("A path must be given: the file to write.", "InvalidArgument");
  const { given } = call;
  const wanted = toText(given.Encoding ?? "utf8").toLowerCase();
  const encoding = ENCODINGS[wanted];
  if (!encoding) {
    throw refuse(
      `Encoding must be one of ${Object.keys(ENCODINGS).join(", ")}, not ${wanted.slice(0, 50)}.`,
      "InvalidArgument",
    );
  }
  const before = host.files.read(name);
  if (given.NoClobber === true && given.Append !== true && before !== undefined) {
    throw refuse(`The file '${name}' already exists.`, "OpenError");
  }
  return { path: name, before, encoding };
}

function checkColumns(object: ShellObject, columns: readonly string[], path: string, { at }: Call): void {
  const missing = columns.find((column) => object.spelled(column) === undefined);
  if (missing === undefined) return;
  throw new ShellError(
    `Cannot append CSV content to the following file: ${path}. The appended object does not have a property that corresponds to the following column: ${missing}. To continue with mismatched properties, add the -Force parameter, and then retry the command.`,
    { at, command: "Export-Csv", category: "InvalidData", exception: "InvalidOperationException" },
  );
}

function noObjects(input: readonly Value[], { at }: Call): ShellError {
  const isFormatted = input.some((item) => item instanceof Formatted);
  const text = isFormatted
    ? "Format-List and Format-Table make text for people: leave them out before Export-Csv, and choose properties with Select-Object."
    : "Only objects have columns; text and numbers go to a file with Out-File.";
  return new ShellError(text, {
    at,
    command: "Export-Csv",
    category: "InvalidArgument",
    exception: "InvalidOperationException",
  });
}
