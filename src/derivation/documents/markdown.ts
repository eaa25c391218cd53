/**
 * Markdown as text in which only mathematics and prose are left: code, the head of the file, HTML comments and
 * quotation marks are blanked, and the fences of ```` ```math ```` become `$$`. Offsets stay.
 */
export function withoutCode(text: string): string {
  const found = text
    .replace(/^---\n[^]*?\n(?:---|\.\.\.)[ \t]*(?=\n|$)/, blank)
    .replace(/<!--[^]*?(?:-->|$)/g, hidden);
  return withoutSpans(withoutFences(found));
}

/** The same characters as spaces, in the same rows. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** A comment without its signs; lines in it that begin with `%%` stay, for they declare and are not shown. */
function hidden(comment: string): string {
  const inner = comment.replace(/^<!--|-->$/g, blank);
  return inner.replace(/^(?![ \t]*%%).*$/gm, blank);
}

function withoutFences(text: string): string {
  let fence: { sign: string; math: boolean } | undefined;
  let within = false; // a display: in one that is not quoted, a line may begin with >
  let quoted = false;
  return text
    .split("\n")
    .map((line) => {
      const sign = /^[ \t>]*(`{3,}|~{3,})(.*)$/.exec(line);
      if (fence) {
        const ends = sign && sign[1].startsWith(fence.sign) && sign[2].trim() === "";
        const shown = ends && fence.math ? fenced(line, sign[1]) : fence.math ? line : blank(line);
        if (ends) fence = undefined;
        return shown;
      }
      if (sign && !sign[2].includes("`")) {
        fence = { sign: sign[1], math: /^\s*\{?\.?math\b/.test(sign[2]) };
        return fence.math ? fenced(line, sign[1]) : blank(line);
      }
      if (!within) quoted = /^[ \t]*>/.test(line);
      const shown = quoted ? line.replace(/^(?:[ \t]*>)+/, blank) : line;
      if ((line.match(/(?<!\\)\$\$/g) ?? []).length % 2 === 1) within = !within;
      return shown;
    })
    .join("\n");
}

/** A line with `$$` in the place of its fence. */
function fenced(line: string, sign: string): string {
  const at = line.indexOf(sign);
  return `${blank(line.slice(0, at))}$$${" ".repeat(line.length - at - 2)}`;
}

/** Blanks `code` between backticks, but not mathematics written as $`a = b`$. */
function withoutSpans(text: string): string {
  return text
    .replace(/\$`([^`\n]+)`\$/g, (_, inner: string) => `$ ${inner} $`)
    .replace(/(?<![\\`])(`+)(?!`)(?:(?!\n\s*\n)[^])*?(?<!`)\1(?!`)/g, (code) =>
      /\$\$|\\begin/.test(code) && code.includes("\n") ? code : blank(code),
    );
}
