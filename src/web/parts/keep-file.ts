// Bytes as a file that the browser keeps.
import { ask } from "../api/http.ts";
import { fileNameIn } from "./file-name-in.ts";

export function keepFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Not at once: the download begins after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Under the name that the sandbox gives it: one that harms no folder. @throws RefusalError */
export async function keepAnswer(path: string): Promise<void> {
  const answer = await ask(path);
  const name = fileNameIn(answer.headers.get("Content-Disposition") ?? "");
  // A browser looks for no other kind of content in it.
  keepFile(name, new Blob([await answer.arrayBuffer()], { type: "application/octet-stream" }));
}
