import type { Case } from "../case.ts";

export const MIME_CASES: readonly Case[] = [];
