// Writes a footer behind every text, as disclaimer filters do that look at parts one by one: behind signed text,
// calendars, attached text files and the texts of messages inside. Footers behind signed text are what breaks
// signatures most often.
import { runInTurns } from "../../mime/in-turns.ts";
import { toCrlf } from "../../mime/message.ts";
import { editingLeaves } from "../rewrite/edit-leaves.ts";
import type { Behaviour } from "./behaviour.ts";

export const DEFAULT_FOOTER = "This message may be confidential.";

export function footerEverywhere(text: string = DEFAULT_FOOTER): Behaviour {
  const footer = Buffer.from(toCrlf(`\r\n${text}\r\n`));
  return {
    name: "footer-everywhere",
    needs: "message",
    async apply(message) {
      const count = await runInTurns(
        editingLeaves(message, ({ contentType }, content) =>
          contentType.type === "text" ? { content: Buffer.concat([content, footer]) } : undefined,
        ),
      );
      if (count > 0) message.fate.notes.push(`${count} footers written`);
    },
  };
}
