// What a product declares to write into mail, learned of a message that left and came back.
import type { DeclaredEdits } from "./comparison.ts";

export async function learnEdits(_left: Buffer, _right: Buffer): Promise<DeclaredEdits> {
  return {};
}
