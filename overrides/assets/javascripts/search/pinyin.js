// Where the text is read as a query in Latin letters says: gongkai.search.pinyin, rule for rule.

export const words = (query) => query.split(/\s+/u).filter(Boolean);

export async function readSo(corpus, query) {
  const letters = words(query).map((word) => corpus.fold(word).text).join("").replaceAll("ü", "v");
  if (!/^[a-z]{2,}$/.test(letters)) return [];
  const initialsToo = query !== query.toUpperCase();
  const places = [...await corpus.text.readAs(letters, initialsToo)];
  for (const way of initialsToo ? [whole, begun, initials] : [whole, begun]) {
    const hits = places.map((place) => [place, way(corpus, place, letters)]).filter(([, end]) => end);
    if (hits.length) return byWord(corpus, hits);
  }
  return [];
}

function byWord(corpus, hits) {
  const found = new Map();
  for (const [start, end] of hits) {
    let word = "";
    for (let place = start; place < end; place += 1) word += corpus.text.at(place);
    if (!found.has(word)) found.set(word, []);
    found.get(word).push([start, end]);
  }
  return [...found.values()].sort((a, b) => b.length - a.length);
}

const readingsAt = (corpus, place) => corpus.readings.get(corpus.text.at(place)) ?? [];

function whole(corpus, place, letters) {
  if (!letters) return place;
  for (const reading of readingsAt(corpus, place)) {
    const end = letters.startsWith(reading) && whole(corpus, place + 1, letters.slice(reading.length));
    if (end) return end;
  }
  return 0;
}

function begun(corpus, place, letters) {
  for (const reading of readingsAt(corpus, place)) {
    if (reading.startsWith(letters)) return place + 1;
    const end = letters.startsWith(reading) && begun(corpus, place + 1, letters.slice(reading.length));
    if (end) return end;
  }
  return 0;
}

function initials(corpus, place, letters) {
  for (let offset = 0; offset < letters.length; offset += 1) {
    if (!readingsAt(corpus, place + offset).some((reading) => reading[0] === letters[offset])) return 0;
  }
  return place + letters.length;
}
