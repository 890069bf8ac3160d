// Parses every message and writes it anew, signed ones too, as hosts do that keep mail as objects. Header names, their
// order and Message-ID stay; folding, boundaries, transfer encodings and line ends of text are chosen anew.
import { runInTurns } from "../../mime/in-turns.ts";
import { parsingStructure } from "../../mime/structure.ts";
import { type NewBoundary, randomBoundary, rewriting } from "../rewrite/rewrite-message.ts";
import type { Behaviour } from "./behaviour.ts";

export function reSerialise(newBoundary: NewBoundary = randomBoundary): Behaviour {
  return {
    name: "re-serialise",
    needs: "message",
    async apply(message) {
      const root = await runInTurns(parsingStructure(message.body, { entersMessages: true }, message.headers));
      const rewritten = await runInTurns(rewriting(root, message.body, newBoundary));
      message.headers = rewritten.headers;
      message.body = rewritten.body;
      message.fate.notes.push("written anew");
    },
  };
}
