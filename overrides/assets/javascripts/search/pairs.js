// A folded text of which only some is at hand: where the pairs of characters that a query needs stand.
const COVER = 4;

export class Pairs {
  constructor(corpus) {
    this.corpus = corpus;
    this.sizes = corpus.table.groups;
    this.groups = new Map();
    this.characters = new Map();
    this.found = new Map();
  }

  async occurrences(folded) {
    if (!this.found.has(folded)) this.found.set(folded, folded.length > 1 ? await this.long(folded) : await this.single(folded));
    return this.found.get(folded);
  }

  at(place) { return this.characters.get(place); }

  async single(character) {
    await this.load(Object.keys(this.sizes).filter((group) => group[0] === this.initial(character)));
    return [...this.characters].filter(([, one]) => one === character).map(([place]) => place).sort((a, b) => a - b);
  }

  async long(folded) {
    const chosen = this.cover(folded);
    if (!chosen.every(({ group }) => group in this.sizes)) return [];
    await this.load(chosen.map(({ group }) => group));
    return chosen
      .map(({ group, offset }) => (this.groups.get(group)[folded.slice(offset, offset + 2)] ?? []).map((place) => place - offset))
      .reduce((some, other) => { const those = new Set(other); return some.filter((place) => those.has(place)); });
  }

  // The pairs that a text is looked up by: every character of it where it is short, else the rarest few.
  cover(folded) {
    const last = folded.length - 2;
    const all = Array.from({ length: last + 1 }, (_, offset) => ({ offset, group: this.initial(folded[offset]) + this.initial(folded[offset + 1]) }));
    if (folded.length <= 2 * COVER) return all.filter(({ offset }) => offset % 2 === 0 || offset === last);
    const size = ({ group }) => this.sizes[group] ?? 0;
    return all.sort((a, b) => size(a) - size(b)).slice(0, COVER);
  }

  initial(character) {
    return /[a-z0-9]/.test(character) ? character : this.corpus.readings.get(character)?.[0][0] ?? "_";
  }

  // Loads all that Latin letters may be the reading of; returns the places to look at.
  async readAs(letters, initialsToo) {
    const syllables = new Set([...this.corpus.readings.values()].flat());
    const groups = new Set();
    const walked = new Set();
    const walk = (rest, before) => {
      if (walked.has(before + rest.length)) return;
      walked.add(before + rest.length);
      if (before && rest) groups.add(before + rest[0]);
      for (const one of rest ? syllables : []) {
        if (rest.startsWith(one) || (before && one.startsWith(rest))) walk(rest.slice(one.length), one[0]);
      }
    };
    walk(letters, "");
    if (initialsToo) for (let at = 0; at < letters.length - 1; at += 1) groups.add(letters.slice(at, at + 2));
    if (!groups.size) for (const group of Object.keys(this.sizes)) if (group[0] === letters[0]) groups.add(group);
    await this.load([...groups]);
    return this.characters.keys();
  }

  load(groups) {
    return Promise.all(groups.filter((group) => group in this.sizes).map((group) => this.corpus.take(`pairs-${group}.txt`, (pairs) => {
      for (const [pair, steps] of Object.entries(pairs)) {
        let place = 0;
        pairs[pair] = steps.map((step) => (place += step));
        for (const one of pairs[pair]) this.characters.set(one, pair[0]).set(one + 1, pair[1]);
      }
      this.groups.set(group, pairs);
    })));
  }
}
