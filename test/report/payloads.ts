import { hostile } from "./notebook";

/** What runs, where markup is made of it. */
export const payloads = [
  hostile,
  "<script>alert(1)</script>",
  "<svg onload=alert(1)>",
  "</textarea><b onclick=alert(1)>",
  "javascript:alert(1)",
  '" onfocus="alert(1)" autofocus="',
  "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
  "{{constructor.constructor('alert(1)')()}}",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "&lt;img src=x onerror=alert(1)&gt;",
];
/** What a payload can stand in, in LaTeX, at the three dots: some of it may make markup elsewhere. */
const places = [
  "…",
  "\\text{…}",
  "\\href{…}{x}",
  "\\url{…} \\includegraphics{…}",
  "\\class{…}{x} \\id{…}{x}",
  "\\style{background:url(…)}{x}",
  "\\color{…} x",
  "x_{\\mathrm{…}}",
  "\\def\\a{\\a\\a…}\\a",
  "\u202e\u0000x … 🦆\ud800",
];

/** Each puts a payload into one of the places. */
export const wrappers = places.map(
  (place) =>
    (payload: string): string =>
      place.replaceAll("…", () => payload),
);
