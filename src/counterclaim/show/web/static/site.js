// What pages gain with JavaScript: a switch of themes, charts that answer, values and words that light up together,
// bounds picked in place, keys for review. Everything can be read without it.
"use strict";

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

// --- theme
for (const button of all("[data-theme-switch]")) {
  const name = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `Show in ${isDark() ? "light" : "dark"} colours`); };
  button.hidden = false;
  name();
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it lasts for this page */ }
    name();
    redrawCharts();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { name(); redrawCharts(); });
}
for (const place of all("[data-address]")) place.textContent = location.href;

// --- charts: the drawing that is in the page gives way to one that answers, once it is seen
const ROLES = ["paper", "ink", "faint", "line", "own", "enemy", "third", "none", "band", "best", "land", "accent"];
const LIGHT = { paper: "#fdfdfb", ink: "#1b1b1a", faint: "#5e5e59", line: "#d8d8d1", own: "#0a66a6", enemy: "#b8430a", third: "#00735a", none: "#6a6a64", band: "#e9e2c9", best: "#7a6414", land: "#efeee8", accent: "#9c2f1d" };
const views = new Map();
const loaded = new Map();

function load(address) {
  if (!loaded.has(address)) {
    loaded.set(address, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    }));
  }
  return loaded.get(address);
}

function themed(text) {
  const style = getComputedStyle(root);
  for (const role of ROLES) text = text.replaceAll(LIGHT[role], style.getPropertyValue(`--c-${role}`).trim());
  return text;
}

async function drawChart(figure) {
  const spec = JSON.parse(themed(figure.querySelector(".spec").textContent));
  await load(figure.dataset.library);
  if (figure.dataset.outlines) {
    await load(figure.dataset.outlines);
    spec.datasets.world = window.counterclaimOutlines;
  }
  const rule = new URLSearchParams(location.search).get("bounds") ?? figure.dataset.rule;
  for (const param of spec.params ?? []) if (param.name === "rule" && rule) param.value = rule;
  const holder = document.createElement("div");
  const result = await window.vegaEmbed(holder, spec, {
    ast: true, // no code is made from text: the page's policy forbids it
    logLevel: 1, actions: false, defaultStyle: false, renderer: "canvas", tooltip: showTip,
    loader: { http: { credentials: "omit" } }, // data lie in the page; nothing is fetched
  });
  const drawing = figure.querySelector(".drawing");
  views.get(figure)?.finalize();
  views.set(figure, result.view);
  const canvas = holder.querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true"); // the figure's name says what it is, the table what it holds
  drawing.replaceChildren(holder);
  showMiddle(drawing);
}

// A drawing wider than the screen scrolls; a map's middle is what it is about.
function showMiddle(drawing) {
  if (drawing.closest("[data-chart='map']")) drawing.scrollLeft = (drawing.scrollWidth - drawing.clientWidth) / 2;
}
all(".drawing").forEach(showMiddle);

function redrawCharts() {
  for (const figure of views.keys()) drawChart(figure).catch(() => {});
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    drawChart(entry.target).catch(() => { /* the drawing that came with the page stays */ });
  }
}, { rootMargin: "200px" });
for (const figure of all("figure.chart")) seen.observe(figure);

let tip = null;
function showTip(_handler, event, _item, value) {
  tip?.remove();
  tip = null;
  if (!value || typeof value !== "object") return;
  tip = document.createElement("div");
  tip.className = "tip";
  const list = document.createElement("dl");
  for (const [name, said] of Object.entries(value)) {
    const term = document.createElement("dt");
    const words = document.createElement("dd");
    term.textContent = name;
    words.textContent = said;
    list.append(term, words);
  }
  tip.append(list);
  document.body.append(tip);
  tip.style.left = `${Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8)}px`;
  tip.style.top = `${Math.min(event.clientY + 12, innerHeight - tip.offsetHeight - 8)}px`;
}
addEventListener("scroll", () => tip?.remove(), { passive: true });

// --- bounds picked in place: every range on the page, the charts, the links to questions, the page's own address
const rules = all("[data-rule]");
function pickRule(rule) {
  for (const row of rules) row.toggleAttribute("aria-current", false);
  for (const row of rules) if (row.dataset.rule === rule) row.setAttribute("aria-current", "true");
  for (const place of all("[data-by]")) place.textContent = JSON.parse(place.dataset.by)[rule];
  for (const place of all("[data-rule-shown]")) place.textContent = rule;
  for (const figure of all("figure.chart")) {
    figure.dataset.rule = rule;
    views.get(figure)?.signal("rule", rule).runAsync();
  }
  if (location.protocol === "file:") return;
  const withRule = (text) => { const address = new URL(text, location.href); address.searchParams.set("bounds", rule); return address; };
  for (const link of all('main a[href^="/questions/"], .data a, .paging a')) if (!link.closest("[data-rule]")) link.href = withRule(link.href);
  history.replaceState(null, "", withRule(location.href));
  for (const place of all("[data-address]")) place.textContent = location.href;
}
for (const row of rules) {
  row.querySelector("a").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pickRule(row.dataset.rule);
  });
}

// --- the reader: from a value to its words and back
const pieces = all(".body .p[data-c]");
const values = all(".values li[data-c]");
if (pieces.length || values.length) {
  const byClaim = new Map();
  for (const element of [...pieces, ...values]) {
    for (const claim of element.dataset.c.split(" ")) byClaim.set(claim, [...(byClaim.get(claim) ?? []), element]);
  }
  let lit = [];
  const light = (claims) => {
    for (const element of lit) element.classList.remove("lit");
    lit = claims.flatMap((claim) => byClaim.get(claim) ?? []);
    for (const element of lit) element.classList.add("lit");
  };
  const bring = (element) => {
    const box = element?.closest(".values");
    if (box && box.scrollHeight > box.clientHeight) box.scrollTop = element.offsetTop - box.clientHeight / 3;
  };
  for (const element of [...pieces, ...values]) {
    // the innermost value alone: a sentence's claims would light up half of the text
    const own = element.matches("li") ? [element.dataset.c] : [element.getAttribute("href")?.slice(1) ?? element.dataset.c.split(" ").at(-1)];
    for (const kind of ["pointerenter", "focusin"]) {
      element.addEventListener(kind, () => {
        light(own);
        if (!element.matches("li")) bring(byClaim.get(own[0])?.find((other) => other.matches("li")));
      });
    }
    element.addEventListener("pointerleave", () => light([]));
  }
  const target = () => {
    const span = /^#s(\d+)-(\d+)$/.exec(location.hash);
    const start = Number(document.querySelector(".text")?.dataset.start ?? 0);
    if (!span) { if (byClaim.has(location.hash.slice(1))) light([location.hash.slice(1)]); return; }
    const claim = document.getElementById(location.hash.slice(1))?.nextElementSibling;
    lightSpan(Number(span[1]) - start, Number(span[2]) - start);
    if (!claim) lit[0]?.scrollIntoView({ block: "center" });
    else claim.focus?.({ preventScroll: true });
  };
  // offsets are code points: JavaScript counts otherwise beyond the basic plane
  const lightSpan = (from, to) => {
    for (const element of lit) element.classList.remove("lit");
    lit = [];
    let at = 0;
    for (const node of document.querySelector(".body")?.childNodes ?? []) {
      const end = at + [...node.textContent].length;
      if (node.nodeType === 1 && node.matches(".p") && at < to && end > from) { node.classList.add("lit"); lit.push(node); }
      at = end;
    }
  };
  addEventListener("hashchange", target);
  if (location.hash) target();
}

// --- review by keys
const review = document.querySelector("[data-review]");
if (review) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur?.();
      return;
    }
    const button = review.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button) { event.preventDefault(); button.matches("summary, button, a") ? button.click() : button.focus(); }
  });
}
