// Every word of report mail, alert and report page, by language. docs/recall.md R21, R23; docs/fidelity.md "Recall" says
// which were seen in the real service. In braces: what is put in.
import { directoryOf } from "../../organization/directory.ts";
import type { Organization, ServiceLanguage } from "../../organization/organization.ts";
import { type RecallStatus, STATUS_TEXT } from "./status.ts";

export interface ReportStrings {
  readonly status: Readonly<Record<RecallStatus, string>>;
  /** The same beside a number. */
  readonly short: Readonly<Record<RecallStatus, string>>;
  readonly mail: {
    /** {subject} */
    readonly subject: string;
    /** {subject} */
    readonly intro: string;
    readonly link: string;
    /** {time} */
    readonly asOf: string;
    /** {count} */
    readonly more: string;
    readonly follows: string;
  };
  readonly alert: {
    /** {subject} */
    readonly subject: string;
    /** {sender}, {subject} */
    readonly sentence: string;
  };
  readonly page: Readonly<Record<PageWord, string>>;
}

export type PageWord =
  | "title"
  | "noSubject"
  | "sender"
  | "requested"
  | "final"
  /** {time} */
  | "pendingUntil"
  | "all"
  | "recipient"
  | "status"
  | "trueReason"
  /** Marks what the real report does not have. */
  | "own"
  | "ownColumn"
  | "recipients"
  /** {shown}, {count} */
  | "shown"
  | "nobody"
  | "first"
  | "previous"
  | "next"
  | "identifiers"
  | "request"
  | "original"
  /** {mailbox} */
  | "openedAs"
  | "refusedTitle"
  /** {mailbox} */
  | "refused"
  /** {who} */
  | "refusedWho"
  | "refusedOwn"
  | "unknownTitle"
  | "unknown";

const STRINGS: Readonly<Record<ServiceLanguage, ReportStrings>> = {
  en: {
    status: STATUS_TEXT,
    short: {
      pending: "Pending",
      recalled: "Recalled",
      recalledRead: "Recalled, but read",
      outside: "Outside or on-premises",
      failed: "Reason unknown",
    },
    mail: {
      subject: "Message Recall Report: {subject}",
      intro: 'You asked to recall the message "{subject}".',
      link: "View Message Recall Report",
      asOf: "Status at {time}",
      more: "… and {count} more",
      follows: "The report is kept up to date as the recall goes on.",
    },
    alert: {
      subject: "Message recalled: {subject}",
      sentence: '{sender} has recalled the message, "{subject}".',
    },
    page: {
      title: "Message Recall Report",
      noSubject: "(no subject)",
      sender: "Sender",
      requested: "Recall requested",
      final: "Every recipient has an outcome. This report is final.",
      pendingUntil:
        "The recall is still going on. What is pending becomes final at {time} at the latest; load the page again to follow.",
      all: "All recipients",
      recipient: "Recipient",
      status: "Status",
      trueReason: "True reason",
      own: "Sandbox's own",
      ownColumn:
        "The real report shows recipient and status. The true reason is the sandbox's own: it says what the real service keeps to itself.",
      recipients: "Recipients",
      shown: "{shown} of {count}",
      nobody: "No recipient has this status.",
      first: "First page",
      previous: "Previous",
      next: "Next",
      identifiers: "Identifiers",
      request: "Recall request",
      original: "Original message",
      openedAs: "Opened as {mailbox}",
      refusedTitle: "You can't view this report",
      refused:
        "Only the mailbox that recalled the message can open its Message Recall Report. Sign in as the owner of that mailbox: access as a delegate, or as a member of a group, is not enough.",
      refusedWho: "You are signed in as {who}.",
      refusedOwn:
        "Here nobody signs in. A link without a name opens as the owning mailbox; ?as=ADDRESS, or a token that names a mailbox, opens as somebody else.",
      unknownTitle: "No such recall",
      unknown:
        "This sandbox knows no recall request of that name. It may have been started with another data folder, or its link was cut short.",
    },
  },
  de: {
    status: {
      pending: "Ausstehend",
      recalled: "Die Nachricht wurde erfolgreich zurückgerufen",
      recalledRead: "Die Nachricht wurde erfolgreich zurückgerufen, wurde aber vom Empfänger gelesen",
      outside:
        "Nachrichten an Empfänger außerhalb Ihrer Organisation oder in einer lokalen Umgebung können nicht zurückgerufen werden",
      failed: "Der Grund für den fehlgeschlagenen Rückruf ist unbekannt",
    },
    short: {
      pending: "Ausstehend",
      recalled: "Zurückgerufen",
      recalledRead: "Zurückgerufen, aber gelesen",
      outside: "Extern oder lokal",
      failed: "Grund unbekannt",
    },
    mail: {
      subject: "Bericht zum Nachrichtenrückruf: {subject}",
      intro: "Sie haben den Rückruf der Nachricht „{subject}“ angefordert.",
      link: "Bericht zum Nachrichtenrückruf anzeigen",
      asOf: "Stand {time}",
      more: "… und {count} weitere",
      follows: "Der Bericht wird fortgeschrieben, solange der Rückruf läuft.",
    },
    alert: {
      subject: "Nachricht zurückgerufen: {subject}",
      sentence: "{sender} hat die Nachricht „{subject}“ zurückgerufen.",
    },
    page: {
      title: "Bericht zum Nachrichtenrückruf",
      noSubject: "(kein Betreff)",
      sender: "Absender",
      requested: "Rückruf angefordert",
      final: "Für jeden Empfänger liegt ein Ergebnis vor. Dieser Bericht ist endgültig.",
      pendingUntil:
        "Der Rückruf läuft noch. Was aussteht, ist spätestens am {time} entschieden; laden Sie die Seite neu, um zu folgen.",
      all: "Alle Empfänger",
      recipient: "Empfänger",
      status: "Status",
      trueReason: "Wahrer Grund",
      own: "Von der Sandbox",
      ownColumn:
        "Der echte Bericht zeigt Empfänger und Status. Der wahre Grund kommt von der Sandbox: Er sagt, was der echte Dienst für sich behält.",
      recipients: "Empfänger",
      shown: "{shown} von {count}",
      nobody: "Kein Empfänger hat diesen Status.",
      first: "Erste Seite",
      previous: "Zurück",
      next: "Weiter",
      identifiers: "Kennungen",
      request: "Rückrufanforderung",
      original: "Ursprüngliche Nachricht",
      openedAs: "Geöffnet als {mailbox}",
      refusedTitle: "Sie können diesen Bericht nicht anzeigen",
      refused:
        "Nur das Postfach, das die Nachricht zurückgerufen hat, kann den Bericht öffnen. Melden Sie sich als Besitzer dieses Postfachs an: Zugriff als Stellvertretung oder als Gruppenmitglied genügt nicht.",
      refusedWho: "Sie sind als {who} angemeldet.",
      refusedOwn:
        "Hier meldet sich niemand an. Ein Link ohne Namen öffnet sich als das besitzende Postfach; ?as=ADRESSE, oder ein Token, das ein Postfach nennt, öffnet ihn als jemand anders.",
      unknownTitle: "Kein solcher Rückruf",
      unknown:
        "Diese Sandbox kennt keine Rückrufanforderung dieses Namens. Vielleicht wurde sie mit einem anderen Datenordner gestartet, oder der Link ist abgeschnitten.",
    },
  },
  ja: {
    status: {
      pending: "保留中",
      recalled: "正常に取り消しされました",
      recalledRead: "正常に取り消しされましたが、受信者が既に読んでいました",
      outside: "組織外またはオンプレミスの受信者へのメッセージは取り消しできません",
      failed: "取り消しに失敗した理由は不明です",
    },
    short: {
      pending: "保留中",
      recalled: "取り消し済み",
      recalledRead: "取り消し済み (既読)",
      outside: "組織外またはオンプレミス",
      failed: "理由不明",
    },
    mail: {
      subject: "メッセージの取り消しレポート: {subject}",
      intro: "メッセージ「{subject}」の取り消しを要求しました。",
      link: "メッセージの取り消しレポートを表示する",
      asOf: "{time} 現在の状態",
      more: "… 他 {count} 件",
      follows: "レポートは取り消しの進行に合わせて更新されます。",
    },
    alert: {
      subject: "メッセージが取り消されました: {subject}",
      sentence: "{sender} さんがメッセージ「{subject}」を取り消しました。",
    },
    page: {
      title: "メッセージの取り消しレポート",
      noSubject: "(件名なし)",
      sender: "差出人",
      requested: "取り消しの要求",
      final: "すべての受信者の結果が出ました。このレポートは確定しています。",
      pendingUntil:
        "取り消しは進行中です。保留中のものは遅くとも {time} に確定します。ページを再読み込みすると最新の状態になります。",
      all: "すべての受信者",
      recipient: "受信者",
      status: "状態",
      trueReason: "本当の理由",
      own: "サンドボックス独自",
      ownColumn:
        "実際のレポートに表示されるのは受信者と状態です。本当の理由はこのサンドボックス独自のもので、実際のサービスが明かさないことを示します。",
      recipients: "受信者",
      shown: "{count} 件中 {shown}",
      nobody: "この状態の受信者はいません。",
      first: "最初のページ",
      previous: "前へ",
      next: "次へ",
      identifiers: "識別子",
      request: "取り消し要求",
      original: "元のメッセージ",
      openedAs: "{mailbox} として表示",
      refusedTitle: "このレポートは表示できません",
      refused:
        "レポートを開けるのは、メッセージを取り消したメールボックスだけです。そのメールボックスの所有者としてサインインしてください。代理人やグループのメンバーとしてのアクセスでは開けません。",
      refusedWho: "{who} としてサインインしています。",
      refusedOwn:
        "ここではサインインは行われません。名前のないリンクは所有者のメールボックスとして開き、?as=アドレス またはメールボックスを示すトークンで他の人として開きます。",
      unknownTitle: "該当する取り消しはありません",
      unknown:
        "この名前の取り消し要求はこのサンドボックスにありません。別のデータ フォルダーで開始されたか、リンクが途中で切れている可能性があります。",
    },
  },
  "zh-CN": {
    status: {
      pending: "待处理",
      recalled: "已成功撤回邮件",
      recalledRead: "已成功撤回邮件，但收件人已阅读",
      outside: "无法撤回发送给组织外部或本地收件人的邮件",
      failed: "撤回失败的原因未知",
    },
    short: {
      pending: "待处理",
      recalled: "已撤回",
      recalledRead: "已撤回，但已阅读",
      outside: "外部或本地",
      failed: "原因未知",
    },
    mail: {
      subject: "邮件撤回报告: {subject}",
      intro: "你已请求撤回邮件“{subject}”。",
      link: "查看邮件撤回报告",
      asOf: "截至 {time} 的状态",
      more: "… 另有 {count} 个",
      follows: "报告会随撤回的进行而更新。",
    },
    alert: {
      subject: '已撤回邮件:"撤回: {subject}"',
      sentence: "{sender} 已撤回邮件“{subject}”。",
    },
    page: {
      title: "邮件撤回报告",
      noSubject: "(无主题)",
      sender: "发件人",
      requested: "撤回请求时间",
      final: "每个收件人都已有结果。此报告为最终报告。",
      pendingUntil: "撤回仍在进行。待处理的项最迟于 {time} 有最终结果；重新加载页面可查看进展。",
      all: "所有收件人",
      recipient: "收件人",
      status: "状态",
      trueReason: "真实原因",
      own: "沙盒提供",
      ownColumn: "真实的报告只显示收件人和状态。真实原因由沙盒提供：它说明真实服务未告知的内容。",
      recipients: "收件人",
      shown: "{shown} / {count}",
      nobody: "没有处于此状态的收件人。",
      first: "第一页",
      previous: "上一页",
      next: "下一页",
      identifiers: "标识符",
      request: "撤回请求",
      original: "原始邮件",
      openedAs: "以 {mailbox} 的身份打开",
      refusedTitle: "你无法查看此报告",
      refused: "只有撤回该邮件的邮箱才能打开撤回报告。请以该邮箱所有者的身份登录：代理人或组成员的访问权限不够。",
      refusedWho: "你当前以 {who} 的身份登录。",
      refusedOwn:
        "这里无需登录。不带名称的链接以所属邮箱的身份打开；?as=地址，或指明邮箱的令牌，则以其他人的身份打开。",
      unknownTitle: "没有此撤回",
      unknown: "此沙盒没有该名称的撤回请求。它可能使用了另一个数据文件夹启动，或者链接不完整。",
    },
  },
};

export const reportStrings = (language: ServiceLanguage): ReportStrings => STRINGS[language];

/** A mailbox's own language, else the organization's. */
export const languageFor = (mailbox: string, organization: Organization): ServiceLanguage =>
  directoryOf(organization).findMailbox(mailbox)?.language ?? organization.service.language;

/** Puts values in where a sentence has their names in braces; a value's own braces stay. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A formatter takes longer to make than a page's times to write. */
const formats = new Map<ServiceLanguage, Intl.DateTimeFormat>();

function formatOf(language: ServiceLanguage): Intl.DateTimeFormat {
  const form = { timeZone: "UTC", dateStyle: "long", timeStyle: "medium" } as const;
  const format = formats.get(language) ?? new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, form);
  formats.set(language, format);
  return format;
}

/** "20 November 2026 at 12:00:00 UTC", as the language has it; always UTC, as the trace. */
export function formatTime(at: number | string, language: ServiceLanguage): string {
  return `${formatOf(language).format(new Date(at))} UTC`;
}
