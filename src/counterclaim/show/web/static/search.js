// Search in a site without a server: pieces of the index are scripts (search/*.js) that hand over their data.
"use strict";
(() => {
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const MOST = 100;
  const held = new Map();
  const waiting = new Map();
  window.counterclaimFound = ([what, name, data]) => {
    held.set(`${what}-${name}`, data);
    waiting.get(`${what}-${name}`)?.(data);
  };
  const piece = (what, name, file) => new Promise((done) => {
    const key = `${what}-${name}`;
    if (held.has(key)) { done(held.get(key)); return; }
    waiting.set(key, done);
    const script = document.createElement("script");
    script.src = `search/${file}.js`;
    script.onerror = () => done(null);
    document.head.append(script);
  });
  // as the index has them: without accents and capitals; what it spells in Latin letters can be asked for so
  const wordsOf = (text) => (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length > 1 || /\d/.test(word)).map((word) => word.slice(0, 40));

  async function search(text) {
    const words = [...new Set(wordsOf(text))];
    if (!words.length) return { words, found: [], total: 0 };
    const all = await piece("all", "", "all");
    if (!all) return null;
    let numbers = null;
    for (const [i, word] of words.entries()) {
      const name = word.slice(0, 2);
      const entries = all.pieces.includes(name) ? await piece("words", name, `words-${name}`) : {};
      // the last word may be unfinished: it stands for all words that begin so
      const lists = i === words.length - 1
        ? Object.entries(entries ?? {}).filter(([known]) => known.startsWith(word)).map(([, list]) => list)
        : [Object.hasOwn(entries ?? {}, word) ? entries[word] : []];
      const here = new Set(lists.flat());
      numbers = numbers === null ? here : new Set([...numbers].filter((n) => here.has(n)));
    }
    const sorted = [...numbers].sort((a, b) => a - b);
    const found = [];
    for (const number of sorted.slice(0, MOST)) {
      const part = Math.floor(number / all.per);
      found.push((await piece("things", part, `things-${part}`))[number % all.per]);
    }
    return { words, found, total: sorted.length };
  }

  async function show(text) {
    const list = box.querySelector("ol");
    const say = box.querySelector("[role=status]");
    say.textContent = "…";
    const result = await search(text);
    if (!result) { say.textContent = "The index is not here: was the whole folder copied?"; return; }
    say.textContent = result.words.length
      ? `${result.total.toLocaleString("en")} found${result.total > MOST ? `, the first ${MOST} shown` : ""}` : "";
    list.replaceChildren(...result.found.map(([kind, title, detail, link]) => {
      const item = document.createElement("li");
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = title;
      const more = document.createElement("span");
      more.className = "via";
      more.textContent = ` ${kind} · ${detail}`;
      item.append(anchor, more);
      return item;
    }));
  }

  const field = box.querySelector("input");
  const asked = new URLSearchParams(location.search).get("q") ?? "";
  field.value = asked;
  box.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); show(field.value); });
  let later = 0;
  field.addEventListener("input", () => { clearTimeout(later); later = setTimeout(() => show(field.value), 200); });
  if (asked) show(asked);
})();
