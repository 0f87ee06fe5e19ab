// How a result reads, in the list below the field and on the page of results alike.
import { excerpts } from "./passages.js";

const NAMES = { category: "类别", section: "正文", place: "村（社区）", term: "名词解释", page: "页面" };

export function result(corpus, found, most) {
  const one = corpus.documents[found.index];
  const { title, passages } = excerpts(corpus, found, most);
  return {
    title: [element("span", "what", one.number && one.kind === "issue" ? `问题${one.number}` : NAMES[one.kind]), ...title.map(run)],
    about: one.kind === "issue" ? [element("p", "about", `${titleOf(one.category)} · ${tally(corpus, one.statuses)}`)] : [],
    passages: passages.map((runs) => element("p", "passage", ...runs.map(run))),
  };
}

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

const run = ({ text, marked }) => (marked ? element("mark", "", text) : text);
const titleOf = ({ text, shownTitle }) => text.slice(...shownTitle);

function tally(corpus, statuses) {
  const counts = corpus.table.labels.map((label, status) => [label, statuses.split(status).length - 1]);
  return counts.filter(([, count]) => count).map(([label, count]) => `${label}${count}条`).join("，");
}
