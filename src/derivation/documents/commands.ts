/** Commands from rows of names, each behind the number of things that they take: `"2 frac binom"`. */
export function counted(...lists: string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const list of lists) {
    const [count, ...names] = list.split(" ");
    for (const name of names) found.set(`\\${name}`, Number(count));
  }
  return found;
}

/** Commands by how many things they take; of those nothing is mathematics. */
export const gone = counted(
  "0 footnotemark hline allowdisplaybreaks displaybreak MoveEqLeft qedhere qed blacksquare checkmark par",
  "1 label vspace hspace phantom hphantom vphantom require eqref ref cite footnote index cline color stepcounter",
  "2 rule setlength addtocounter",
);
/** Commands by how many things they take; the last of them is what they decorate. */
export const decorations = counted(
  "1 boxed Aboxed fbox framebox bbox tcboxmath cancel bcancel xcancel sout mathclap mathllap mathrlap smash",
  "1 ensuremath mathop mathrel mathbin mathord mathopen mathclose mathinner underline uline hl vcenter",
  "2 textcolor colorbox cancelto scalebox raisebox enclose class cssId style",
  "3 fcolorbox resizebox",
);
/** Commands by how many things they take, each an expression or a name of its own. */
export const kept = counted(
  "1 sqrt substack hat widehat tilde widetilde bar overline vec overrightarrow dot ddot check breve mathring",
  "1 mathbf boldsymbol bm pmb mathrm mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathds symbf operatorname",
  "2 frac dfrac tfrac cfrac binom",
);
export const underBraces = counted("1 underbrace overbrace underbracket overbracket");
export const overSigns = counted("2 overset stackrel underset");
