import type { Case } from "../case.ts";

export const RECALL_CASES: readonly Case[] = [];
