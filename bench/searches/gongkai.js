async (query) => {
  const form = document.querySelector("[data-search]");
  window.engine ??= await import(new URL(form.dataset.search, document.baseURI));
  const corpus = await engine.corpusOf(form);
  const begun = performance.now();
  const { found } = await engine.search(corpus, query);
  await corpus.show(found.slice(0, 6).map(({ index }) => index));
  const one = found.length ? corpus.documents[found[0].index] : null;
  return [performance.now() - begun, one && (one.kind === "issue" ? String(one.number) : one.path)];
}
