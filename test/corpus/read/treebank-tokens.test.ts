import assert from "node:assert/strict";
import test from "node:test";
import { treebankTokens } from "../../../dist/corpus/read/treebank-tokens";

/** Each sentence beside its tokens, from the rules that the Penn Treebank documents and the treebank's own lines. */
const cases: [rule: string, sentence: string, tokens: string][] = [
  ["n't is a token", "It doesn't, can't, WON'T.", "it does n't , ca n't , wo n't ."],
  ["cannot is two words", "Words cannot say.", "words can not say ."],
  ["contractions part", "I'm sure they'll say we've won; he'd go, you're in.", "i 'm sure they 'll say we 've won ; he 'd go , you 're in ."], // prettier-ignore
  ["possessives part", "Jackson's vision, the comics' game.", "jackson 's vision , the comics ' game ."],
  ["gonna and wanna stay", "She's gonna wanna see it", "she 's gonna wanna see it"],
  ["apostrophes of short forms stay", "'70s rock 'n' roll for good ol' boys, get 'em", "'70s rock 'n' roll for good ol' boys , get 'em"], // prettier-ignore
  ["double quotes open and close", 'The "new" one', "the `` new '' one"],
  ["so do doubled single quotes", "The ''Lord of the Rings''.", "the `` lord of the rings '' ."],
  ["so do curly ones", "“What time?” he’d ask", "`` what time ? '' he 'd ask"],
  ["single quotes open and close", "An 'E.T.' and a 'who wrote it'.", "an ` e.t. ' and a ` who wrote it ' ."],
  ["quotes within brackets", '("Elling")', "-lrb- `` elling '' -rrb-"],
  ["brackets are spelt", "(a) [b] {c}", "-lrb- a -rrb- -lsb- b -rsb- -lcb- c -rcb-"],
  ["only the last full stop parts", "Mr. Bean of the U.S. won.", "mr. bean of the u.s. won ."],
  ["also before a closing quote", 'He said "no."', "he said `` no . ''"],
  ["an ellipsis is one token", "Well...it's ... long....", "well ... it 's ... long ..."],
  ["dashes are two hyphens", "it – a film—is--long", "it -- a film -- is -- long"],
  ["a hyphen within a word stays", "A well-acted sci-fi", "a well-acted sci-fi"],
  ["commas and colons of numbers stay", "At 10:30, 2,500 saw: it", "at 10:30 , 2,500 saw : it"],
  ["signs stand apart", "$12 for 100%, #9 & more", "$ 12 for 100 % , # 9 & more"],
  ["an ampersand of initials stays", "S&M", "s&m"],
  ["slash and star are escaped", "writer/director ***", "writer\\/director \\*\\*\\*"],
  ["question and exclamation marks part", "What? Oh, no!", "what ? oh , no !"],
  ["letters of any language stay", "Clichés in Amélie 😀", "clichés in amélie 😀"],
];

for (const [rule, sentence, tokens] of cases) {
  test(`treebankTokens: ${rule}`, () => assert.equal(treebankTokens(sentence).join(" "), tokens));
}

test("treebankTokens finds no token in an empty sentence", () => {
  assert.deepEqual(treebankTokens(" \t "), []);
});
