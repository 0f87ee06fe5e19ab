async (query) => {
  window.engine ??= await import("/assets/javascripts/search.js");
  const corpus = await engine.corpusOf(document.querySelector("[data-search]"));
  const begun = performance.now();
  const { found } = await engine.search(corpus, query);
  await corpus.show(found.slice(0, 6).map(({ index }) => index));
  const one = found.length ? corpus.documents[found[0].index] : null;
  return [performance.now() - begun, one && (one.kind === "issue" ? String(one.number) : one.path)];
}
