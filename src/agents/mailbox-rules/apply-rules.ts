// What matched rules do to the copy of their mailbox while it is being delivered.
import type { PromotedDelivery } from "../../agent-api/agents.ts";
import { findFolder } from "../../mailbox/find-folder.ts";
import type { Folder, Folders } from "../../mailbox/folders.ts";
import type { ItemProperties } from "../../mailbox/item-properties.ts";
import type { InboxRuleActions } from "../../organization/inbox-rule.ts";
import type { SentOn } from "./send-on.ts";

export interface AppliedRules {
  readonly rules: readonly AppliedRule[];
  /** Where more copies are made. */
  readonly copyTo: readonly Folder[];
  /** The copy does not stay. */
  readonly isDeletedForGood: boolean;
}

export interface AppliedRule {
  readonly name: string;
  /** "MoveToFolder Projects/2026" */
  readonly actions: readonly string[];
  /** What could not be done, as sentences without their full stop. */
  readonly notes: readonly string[];
}

/** A rule may name a folder that is gone: then this action of it does nothing, and the mail stays where it would be. */
export function applyRules(rules: readonly SentOn[], delivery: PromotedDelivery, folders: Folders): AppliedRules {
  const copy = new Copy(delivery, folders);
  const applied = rules.map((rule) => copy.apply(rule));
  return { rules: applied, copyTo: [...copy.copyTo.values()], isDeletedForGood: copy.isDeletedForGood };
}

class Copy {
  readonly copyTo = new Map<number, Folder>();
  isDeletedForGood = false;
  readonly #delivery: PromotedDelivery;
  readonly #folders: Folders;
  #isMoved = false;

  constructor(delivery: PromotedDelivery, folders: Folders) {
    this.#delivery = delivery;
    this.#folders = folders;
  }

  apply({ name, actions, done, notes }: SentOn): AppliedRule {
    const told = { actions: [...done], notes: [...notes] };
    const tell = (text: string) => told.actions.push(text);
    this.#mark(actions, tell);
    this.#file(actions, tell, (note) => told.notes.push(note));
    this.#delete(actions, tell);
    return { name, ...told };
  }

  #mark({ markAsRead, markImportance, applyCategory }: InboxRuleActions, tell: (text: string) => void): void {
    const delivery = this.#delivery;
    if (markAsRead) {
      delivery.isRead = true;
      tell("MarkAsRead");
    }
    if (markImportance) {
      const importance = markImportance.toLowerCase() as NonNullable<ItemProperties["importance"]>;
      delivery.properties = { ...delivery.properties, importance };
      tell(`MarkImportance ${markImportance}`);
    }
    if (applyCategory) {
      const categories = [...new Set([...(delivery.properties?.categories ?? []), ...applyCategory])];
      delivery.properties = { ...delivery.properties, categories };
      tell(`ApplyCategory ${applyCategory.join(", ")}`);
    }
  }

  /** What an earlier rule moved is copied by a later one. */
  #file(
    { moveToFolder, copyToFolder }: InboxRuleActions,
    tell: (text: string) => void,
    note: (text: string) => void,
  ): void {
    const find = (path: string) => {
      const folder = findFolder(this.#folders, this.#delivery.mailbox, path);
      if (!folder) note(`the folder ${path} is not there: the message stays where it is`);
      return folder;
    };
    const target = moveToFolder === undefined ? undefined : find(moveToFolder);
    if (target && this.#isMoved) this.copyTo.set(target.id, target);
    else if (target) this.#move(target);
    if (target) tell(`MoveToFolder ${moveToFolder}`);
    const second = copyToFolder === undefined ? undefined : find(copyToFolder);
    if (!second) return;
    this.copyTo.set(second.id, second);
    tell(`CopyToFolder ${copyToFolder}`);
  }

  #delete({ deleteMessage, softDeleteMessage, permanentDelete }: InboxRuleActions, tell: (text: string) => void): void {
    const [action, wellKnown] = permanentDelete
      ? ["PermanentDelete", "recoverableitemspurges"]
      : softDeleteMessage
        ? ["SoftDeleteMessage", "recoverableitemsdeletions"]
        : ["DeleteMessage", "deleteditems"];
    if (!permanentDelete && !softDeleteMessage && !deleteMessage) return;
    const folder = this.#folders.wellKnown(this.#delivery.mailbox, wellKnown);
    if (folder) this.#move(folder);
    this.isDeletedForGood = permanentDelete === true;
    tell(action);
  }

  #move(folder: Folder): void {
    this.#delivery.folderId = folder.id;
    this.#isMoved = true;
  }
}
