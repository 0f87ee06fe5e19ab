// The documents folded into one text (gongkai.search.corpus), loaded from what gongkai.search.index wrote.
import { fold } from "./folding.js";

const KINDS = { i: "issue", c: "category", s: "section", p: "place", t: "term", g: "page" };
const BETWEEN = "\n";

export class Corpus {
  static async load(base) {
    const corpus = new Corpus(base, await read(new URL("index.txt", base)));
    if (Object.keys(corpus.table.groups).length) {
      const { Pairs } = await import("./search/pairs.js");
      corpus.text = new Pairs(corpus);
    } else {
      await corpus.show([0]);
      corpus.text = new Whole(corpus);
    }
    return corpus;
  }

  constructor(base, table) {
    this.base = base;
    this.table = table;
    this.simplified = new Map();
    this.readings = new Map();
    for (const [, reading, characters] of table.readings.matchAll(/([a-z]+)([^a-z]+)/g)) {
      for (const [, one, old] of characters.matchAll(/(.)((?:=.)*)/gu)) {
        this.readings.set(one, [...(this.readings.get(one) ?? []), reading]);
        for (const other of old.replaceAll("=", "")) this.simplified.set(other, one);
      }
    }
    this.questions = new RegExp(table.questions.join("|"));
    this.starts = [0];
    this.documents = [];
    const [statuses, categories, numbers] = [table.statuses.split(" "), [...table.categories], [...table.numbers]];
    let category;
    for (const [index, letter] of [...table.kinds].entries()) {
      const kind = KINDS[letter];
      const one = { index, kind, length: table.lengths[index], title: [table.titles[2 * index], table.titles[2 * index + 1]] };
      if (kind === "category") category = Object.assign(one, { number: categories.shift() });
      if (kind === "issue") Object.assign(one, { category, number: numbers.shift(), statuses: statuses.shift() });
      this.documents.push(one);
      this.starts.push(this.starts[index] + one.length + BETWEEN.length);
    }
    for (const one of this.documents) one.announced = one.length;
    for (const [index, end] of table.updated) this.documents[index].announced = end;
    this.numbered = new Map(this.documents.filter((one) => one.kind === "issue").map((one) => [one.number, one.index]));
    for (const [number, index] of table.missing) this.numbered.set(number, index);
    let end = 0;
    this.blocks = table.blocks.map((size) => ({ first: end, end: (end += size) }));
    this.taken = new Map();
  }

  fold(text) { return fold(text, this.simplified); }

  folded(one) { return (one.folded ??= this.fold(one.text)); }

  documentAt(place) {
    let low = 0;
    for (let high = this.starts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= place) low = middle; else high = middle;
    }
    return low;
  }

  // Loads what is shown of some documents: address, text, and where in it the title stands.
  show(indexes) {
    const wanted = indexes.flatMap((index) => [index, this.documents[index].category?.index ?? index]);
    const blocks = new Set(wanted.map((index) => this.blocks.findIndex((block) => index < block.end)));
    return Promise.all([...blocks].map((block) => this.take(`text-${block}.txt`, (rows) => {
      for (const [offset, [path, start, length, ...passages]] of rows.entries()) {
        const text = passages.join("");
        Object.assign(this.documents[this.blocks[block].first + offset], { path, text, shownTitle: [start, start + length] });
      }
    })));
  }

  // Reads a file of the index once.
  take(name, use) {
    if (!this.taken.has(name)) this.taken.set(name, read(new URL(name, this.base)).then(use));
    return this.taken.get(name);
  }
}

// A folded text that is at hand as a whole.
class Whole {
  constructor(corpus) {
    this.text = corpus.documents.map((one) => corpus.folded(one).text + BETWEEN).join("");
    this.readings = corpus.readings;
  }

  occurrences(folded) {
    const found = [];
    for (let place = this.text.indexOf(folded); place >= 0; place = this.text.indexOf(folded, place + 1)) found.push(place);
    return found;
  }

  at(place) { return this.text[place]; }

  // The places where the reading of Latin letters may begin.
  readAs(letters) {
    this.begun ??= this.beginnings();
    return this.begun.get(letters[0]) ?? [];
  }

  beginnings() {
    const found = new Map();
    for (let place = 0; place < this.text.length; place += 1) {
      for (const letter of new Set(this.readings.get(this.text[place])?.map((reading) => reading[0]))) {
        if (!found.has(letter)) found.set(letter, []);
        found.get(letter).push(place);
      }
    }
    return found;
  }
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return JSON.parse(new TextDecoder("gb18030").decode(await response.arrayBuffer()));
}
