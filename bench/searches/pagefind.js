async (query) => {
  window.pagefind ??= await import("/pagefind/pagefind.js");
  const begun = performance.now();
  const { results } = await pagefind.search(query);
  const data = results.length ? await results[0].data() : null;
  return [performance.now() - begun, data && data.url];
}
