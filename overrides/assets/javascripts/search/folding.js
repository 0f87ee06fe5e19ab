// Folds text as gongkai.search.folding does; `places` leads from each folded character back into the text.
const COUNTS = /[\p{L}\p{N}]/u;
const DIGIT = /\p{Nd}/u;

export function fold(text, simplified) {
  let folded = "";
  const places = [];
  for (let place = 0; place < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(place));
    for (const one of character.normalize("NFKC").toLowerCase()) {
      const point = one === "." && DIGIT.test(text[place - 1] ?? "") && DIGIT.test(text[place + 1] ?? "");
      if (!point && !COUNTS.test(one)) continue;
      const code = (simplified.get(one) ?? one).codePointAt(0);
      folded += String.fromCharCode(code < 0x10000 ? code : 0xe000 + (code % 6400));
      places.push(place);
    }
    place += character.length;
  }
  return { text: folded, places };
}
