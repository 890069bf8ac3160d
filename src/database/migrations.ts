// The schema, grown by numbered steps. A folder written by a newer version is refused, never guessed at.
import type { DatabaseSync } from "node:sqlite";
import { DataFolderError } from "./database.ts";
import { schema1 } from "./schema-1.ts";
import { schema2 } from "./schema-2.ts";
import { schema3 } from "./schema-3.ts";
import { schema4 } from "./schema-4.ts";
import { schema5 } from "./schema-5.ts";
import { schema6 } from "./schema-6.ts";
import { schema7 } from "./schema-7.ts";
import { schema8 } from "./schema-8.ts";
import { schema9 } from "./schema-9.ts";
import { schema10 } from "./schema-10.ts";
import { schema11 } from "./schema-11.ts";
import { schema12 } from "./schema-12.ts";
import { schema13 } from "./schema-13.ts";
import { schema14 } from "./schema-14.ts";
import { schema15 } from "./schema-15.ts";
import { schema16 } from "./schema-16.ts";

const steps: readonly string[] = [
  schema1,
  schema2,
  schema3,
  schema4,
  schema5,
  schema6,
  schema7,
  schema8,
  schema9,
  schema10,
  schema11,
  schema12,
  schema13,
  schema14,
  schema15,
  schema16,
];

/** What this program makes of a data folder. */
export const SCHEMA = steps.length;

export function migrate(db: DatabaseSync, file: string): void {
  const found = Number((db.prepare("PRAGMA user_version").get() as { user_version: number }).user_version);
  if (found > steps.length) {
    throw new DataFolderError(
      `${file} was written by a newer recall-sandbox (schema ${found}, this one knows ${steps.length}). ` +
        "Update recall-sandbox, or use another --data folder.",
    );
  }
  for (let version = found; version < steps.length; version += 1) {
    db.exec(`BEGIN IMMEDIATE; ${steps[version]} PRAGMA user_version = ${version + 1}; COMMIT;`);
  }
}
