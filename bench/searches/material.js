(query) => new Promise((done) => {
  const field = document.querySelector("[data-md-component=search-query]");
  const list = document.querySelector(".md-search-result__list");
  const told = document.querySelector(".md-search-result__meta");
  const first = () => list.querySelector("a")?.getAttribute("href") ?? null;
  field.focus();
  let begun;
  const watch = new MutationObserver(() => {
    if (!begun || !field.value || /正在|Initializing|初始化/.test(told.textContent)) return;
    if (!first() && !/没有|0/.test(told.textContent)) return;
    watch.disconnect();
    done([performance.now() - begun, first()]);
  });
  setTimeout(() => {
    watch.observe(document.querySelector(".md-search-result"), { childList: true, subtree: true, characterData: true });
    begun = performance.now();
    field.value = query;
    field.dispatchEvent(new Event("keyup", { bubbles: true }));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, 50);
  setTimeout(() => { watch.disconnect(); done([performance.now() - begun, first()]); }, 3000);
})
