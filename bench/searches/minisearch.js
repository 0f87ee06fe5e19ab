async (query) => {
  window.mini ??= (() => {
    const pairs = (text) => [...text.toLowerCase().matchAll(/[a-z0-9.]+|[^\x00-\x7f]+/g)].flatMap(([run]) =>
      run.length < 2 || /[a-z0-9]/.test(run) ? [run] : Array.from(run.slice(1), (_, at) => run.slice(at, at + 2)));
    const made = new MiniSearch({ fields: ["title", "text"], tokenize: pairs, searchOptions: { boost: { title: 3 }, combineWith: "AND" } });
    made.addAll(documents);
    return made;
  })();
  const begun = performance.now();
  const found = mini.search(query);
  return [performance.now() - begun, found.length ? documents[found[0].id].name : null];
}
