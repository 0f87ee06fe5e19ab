// What is shown of a document that was found: its title and the best sentences, with what matched marked.
const SENTENCE = /[^。；！？\n]+[。；！？\n]?/g;
const LONGEST = 90;
const BEFORE = 30;

// The title, and up to `most` sentences; each a list of { text, marked }.
export function excerpts(corpus, { index, hits }, most) {
  const one = corpus.documents[index];
  const { text, shownTitle: [titleStart, titleEnd] } = one;
  const { places } = corpus.folded(one);
  const ranges = merged(hits.map(([start, end]) => [places[start], places[end - 1] + 1]));
  const bodyStart = titleEnd + /^(?:”的问题.)?/u.exec(text.slice(titleEnd))[0].length;
  const sentences = [...text.slice(bodyStart).matchAll(SENTENCE)]
    .map((one) => [bodyStart + one.index, bodyStart + one.index + one[0].length])
    .map(([start, end]) => ({ start, end, inside: ranges.filter((range) => range[0] < end && range[1] > start) }));
  const best = sentences.filter(({ inside }) => inside.length).sort((a, b) => b.inside.length - a.inside.length || a.start - b.start)
    .slice(0, most).sort((a, b) => a.start - b.start);
  return {
    title: runs(text, titleStart, titleEnd, ranges),
    passages: (best.length ? best : sentences.slice(0, 1)).map(({ start, end, inside }) => shortened(text, start, end, inside, ranges)),
  };
}

function shortened(text, start, end, inside, ranges) {
  const first = end - start > LONGEST && inside.length ? Math.max(start, inside[0][0] - BEFORE) : start;
  const last = Math.min(end, first + LONGEST);
  return [...plain(first > start ? "…" : ""), ...runs(text, first, last, ranges), ...plain(last < end ? "…" : "")];
}

function runs(text, start, end, ranges) {
  const all = [];
  let place = start;
  for (const [from, to] of ranges) {
    if (to <= place || from >= end) continue;
    all.push(...plain(text.slice(place, from)), { text: text.slice(Math.max(from, place), Math.min(to, end)), marked: true });
    place = Math.min(to, end);
  }
  return [...all, ...plain(text.slice(place, end))];
}

const plain = (text) => (text ? [{ text, marked: false }] : []);

function merged(ranges) {
  const all = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    if (all.length && start <= all.at(-1)[1]) all.at(-1)[1] = Math.max(end, all.at(-1)[1]);
    else all.push([start, end]);
  }
  return all;
}
