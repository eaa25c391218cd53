/** Mathematics written in Unicode, as LaTeX: the text of one token each. */
const signs: Record<string, string> = {
  "−": "-",
  "–": "-",
  "·": "\\cdot",
  "⋅": "\\cdot",
  "∙": "\\cdot",
  "×": "\\times",
  "⊙": "\\odot",
  "∘": "\\circ",
  "⊗": "\\otimes",
  "∂": "\\partial",
  "∇": "\\nabla",
  "∑": "\\sum",
  "∏": "\\prod",
  "√": "\\sqrt",
  "∞": "\\infty",
  "‖": "\\|",
  "∥": "\\|",
  "∣": "|",
  "⟨": "\\langle",
  "⟩": "\\rangle",
  "…": "\\dots",
  "⋯": "\\cdots",
  "≈": "\\approx",
  "∝": "\\propto",
  "≤": "\\le",
  "≥": "\\ge",
  "≻": "\\succ",
  "⪰": "\\succeq",
  "≽": "\\succeq",
  "⩽": "\\le",
  "⩾": "\\ge",
  "≠": "\\neq",
  "≡": "\\equiv",
  "≜": "\\triangleq",
  "≔": "\\coloneqq",
  "∼": "\\sim",
  "∈": "\\in",
  "∉": "\\notin",
  "⊂": "\\subset",
  "⊆": "\\subseteq",
  "→": "\\to",
  "←": "\\gets",
  "⇒": "\\implies",
  "⟹": "\\implies",
  "⇔": "\\iff",
  "⟺": "\\iff",
  "∴": "\\therefore",
  "∵": "\\because",
  "∀": "\\forall",
  "∖": "\\setminus",
  "±": "\\pm",
  "′": "'",
  "’": "'",
  "″": "''",
  ℓ: "\\ell",
  ε: "\\epsilon",
  ϵ: "\\epsilon",
  φ: "\\phi",
  ϕ: "\\phi",
  "■": "\\blacksquare",
  "∎": "\\blacksquare",
  "□": "\\square",
};
const greek =
  "α alpha β beta γ gamma δ delta ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu µ mu ν nu ξ xi π pi ρ rho " +
  "σ sigma τ tau υ upsilon χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega";
const pairs = greek.split(" ");
for (let i = 0; i < pairs.length; i += 2) signs[pairs[i]] = `\\${pairs[i + 1]}`;

/** Marks over a letter. */
const accents: Record<string, string> = {
  "\u0302": "\\hat",
  "\u0303": "\\tilde",
  "\u0304": "\\bar",
  "\u0305": "\\bar",
  "\u0307": "\\dot",
  "\u20d7": "\\vec",
};
const raised = "⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁽(⁾)ⁿnⁱi";
const lowered = "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-₍(₎)ₐaₑeᵢiⱼjₖkₗlₘmₙnₒoₚpᵣrₛsₜtᵤuᵥvₓx";

/**
 * The LaTeX that one character of mathematical Unicode stands for, token by token: `ŷ` is `\hat{y}`,
 * `𝐱` is x. Undefined for a character without a meaning in mathematics.
 *
 * @param text one character, with the mark that combines with it
 */
export function unicodeTokens(text: string): string[] | undefined {
  if (signs[text]) return text === "″" ? ["'", "'"] : [signs[text]];
  if (text === "𝟙") return ["\\mathbb", "{", "1", "}"];
  const plain = text.normalize("NFKC");
  if (plain !== text && /^[a-zA-Z0-9]$/.test(plain) && /^[\u{1d400}-\u{1d7ff}ℎ]$/u.test(text)) return [plain];
  if (plain !== text && signs[plain]) return [signs[plain]];
  const [letter, mark, ...rest] = [...text.normalize("NFD")];
  const accent = accents[mark];
  if (!accent || rest.length > 0) return undefined;
  const below = /^[a-zA-Z]$/.test(letter) ? letter : signs[letter];
  return below ? [accent, "{", below, "}"] : undefined;
}

/** Raised or lowered characters in a row: `⁻¹` is `^{-1}`, `ᵀ` is `^\top`. */
export function scriptTokens(run: string): string[] | undefined {
  if (run === "ᵀ") return ["^", "\\top"];
  for (const [sign, table] of [
    ["^", raised],
    ["_", lowered],
  ]) {
    const found = [...run].map((character) => table[table.indexOf(character) + 1]);
    if ([...run].every((character) => table.includes(character))) return [sign, "{", ...found, "}"];
  }
  return undefined;
}

/** Characters that `scriptTokens` reads, for a pattern. */
export const raisedCharacters = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱ";
export const loweredCharacters = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
