import type { Case } from "../case.ts";

export const ID_CASES: readonly Case[] = [];
