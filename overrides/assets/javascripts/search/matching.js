// What a query finds, and in which order: gongkai.search.matching, rule for rule.
import { readSo, words } from "./pinyin.js";

const TITLE_CLASS = { issue: 0, category: 1, section: 1, place: 3, term: 3, page: 3 };
const BODY_CLASS = { issue: 2, category: 2, section: 4, place: 5, term: 5, page: 5 };
const UPDATE_CLASS = 3;
const LONG_PHRASE = 6;
const MOST_ASKED = 200;
const ENOUGH = 0.3;
const RARE = 50;
const NUMBER = /^(?:第|编号|问题|no\.?)*(?:([0-9]{1,4})|([一二三四五六七八九十百千零]+))(?:个|项|号|条|题)?(?:问题)?[、.]?$/;

export async function search(corpus, query) {
  const terms = [...new Set(words(query).map((word) => corpus.fold(word).text).filter(Boolean))];
  if (!terms.length) return { found: [], partial: false, nearest: [] };
  const [all, phrase] = await withAll(corpus, terms);
  const written = ranked(corpus, all, phrase);
  const read = (await readSo(corpus, query)).flatMap((hits) => ranked(corpus, [byDocument(corpus, hits)]));
  const found = new Map(numbered(corpus, query).map((index) => [index, []]));
  for (const one of [...written, ...read]) if (!found.get(one.index)?.length) found.set(one.index, one.hits);
  if (found.size) return { found: [...found].map(([index, hits]) => ({ index, hits })), partial: false, nearest: [] };
  const chunks = terms.flatMap((term) => term.split(corpus.questions)).filter(Boolean).map((chunk) => chunk.slice(0, MOST_ASKED));
  const pieces = await piecesOf(corpus, chunks.slice(0, MOST_ASKED));
  const asked = terms.some((term) => corpus.questions.test(term));
  let some = [];
  if (asked || (terms.length === 1 && terms[0].length >= LONG_PHRASE)) some = withMost(corpus, pieces);
  if (asked && !some.length) some = await titlesWithACharacter(corpus, pieces);
  return { found: some, partial: some.length > 0, nearest: some.length ? [] : [...pieces.places.keys()] };
}

export function numberAsked(query) {
  const asked = NUMBER.exec(query.normalize("NFKC").toLowerCase().replace(/\s/gu, ""));
  return asked && (asked[1] ? Number(asked[1]) : numberOf(asked[2]));
}

function numberOf(numeral) {
  let value = 0;
  let digit = 0;
  for (const one of numeral) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[one];
    if (unit) { value += (digit || 1) * unit; digit = 0; } else digit = "零一二三四五六七八九".indexOf(one);
  }
  return value + digit;
}

function numbered(corpus, query) {
  const index = corpus.numbered.get(numberAsked(query));
  return index === undefined ? [] : [index];
}

async function withAll(corpus, terms) {
  const places = await Promise.all(terms.map((term) => placesOf(corpus, term)));
  const shared = [...places[0].keys()].filter((index) => places.every((one) => one.has(index)));
  const phrase = terms.length > 1 ? await placesOf(corpus, terms.join("")) : new Map();
  return [places.map((one) => new Map(shared.map((index) => [index, one.get(index)]))), phrase];
}

async function placesOf(corpus, folded) {
  return byDocument(corpus, (await corpus.text.occurrences(folded)).map((place) => [place, place + folded.length]));
}

function byDocument(corpus, hits) {
  const found = new Map();
  for (const [start, end] of hits) {
    const index = corpus.documentAt(start);
    const first = corpus.starts[index];
    if (!found.has(index)) found.set(index, []);
    found.get(index).push([start - first, end - first]);
  }
  return found;
}

const before = (a, b) => { const at = a.findIndex((one, index) => one !== b[index]); return at < 0 ? 0 : a[at] - b[at]; };

function ranked(corpus, places, phrase = new Map()) {
  const hits = new Map();
  for (const one of places) for (const [index, some] of one) hits.set(index, [...(hits.get(index) ?? []), some]);
  return [...hits]
    .map(([index, terms]) => ({ index, hits: terms.flat().sort(before), rank: [...rank(corpus, index, terms, phrase.has(index)), index] }))
    .sort((a, b) => before(a.rank, b.rank));
}

function rank(corpus, index, terms, phrase) {
  const { kind, title: [titleStart, titleEnd], length: whole, announced } = corpus.documents[index];
  const classOf = ([start, end]) => {
    if (end > announced) return UPDATE_CLASS;
    return (titleStart <= start && end <= titleEnd ? TITLE_CLASS : BODY_CLASS)[kind];
  };
  const classes = terms.map((hits) => Math.min(...hits.map(classOf)));
  const best = Math.min(...classes);
  const hits = terms.flat().filter((hit) => classOf(hit) === best);
  const [start, length] = best === TITLE_CLASS[kind] ? [titleStart, titleEnd - titleStart] : [0, whole];
  const dense = sum(hits.map(([first, end]) => end - first)) / Math.sqrt(length);
  const early = 1 - (Math.min(...hits.map((hit) => hit[0])) - start) / length;
  return [sum(classes), phrase ? 0 : 1, -dense * (1 + early)];
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

async function piecesOf(corpus, chunks) {
  const places = new Map();
  for (const chunk of chunks) {
    for (const piece of await longest(corpus, chunk)) places.set(piece, await placesOf(corpus, piece));
  }
  return { chunks, places };
}

async function longest(corpus, chunk) {
  const spans = [];
  for (let start = 0; start < chunk.length - 1; start += 1) {
    let end = start + 1;
    while (end < chunk.length && (await corpus.text.occurrences(chunk.slice(start, end + 1))).length) end += 1;
    if (end - start > 1) spans.push([start, end]);
  }
  const taken = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - a[1] - b[0] + b[1] || a[0] - b[0])) {
    if (taken.every((other) => end <= other[0] || other[1] <= start)) taken.push([start, end]);
  }
  return taken.sort(before).map(([start, end]) => chunk.slice(start, end));
}

const rareness = (corpus, places) => Math.min(1, Math.log(corpus.documents.length / places.size) / Math.log(RARE));

function withMost(corpus, { chunks, places }) {
  const weights = new Map([...places].map(([piece, some]) => [piece, piece.length * rareness(corpus, some)]));
  const absent = sum(chunks.map((chunk) => chunk.length)) - sum([...places.keys()].map((piece) => piece.length));
  const needed = ENOUGH * (sum([...weights.values()]) + Math.max(absent, 0));
  const shares = new Map();
  for (const [piece, some] of places) {
    for (const index of some.keys()) shares.set(index, (shares.get(index) ?? 0) + weights.get(piece));
  }
  return ranked(corpus, [...places.values()])
    .filter(({ index }) => shares.get(index) >= needed)
    .sort((a, b) => shares.get(b.index) - shares.get(a.index));
}

async function titlesWithACharacter(corpus, { chunks }) {
  for (const chunk of chunks) {
    const places = await placesOf(corpus, chunk[0]);
    if (!places.size || rareness(corpus, places) <= 0.5) continue;
    const titled = [...places].filter(([index, hits]) => {
      const { kind, title: [start, end] } = corpus.documents[index];
      return (kind === "issue" || kind === "category") && hits.some((hit) => start <= hit[0] && hit[1] <= end);
    });
    if (titled.length) return ranked(corpus, [new Map(titled)]);
  }
  return [];
}
