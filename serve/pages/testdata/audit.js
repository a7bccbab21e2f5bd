// What a page owes its readers, as far as a program can see it. Gives a list of faults.
(() => {
  const faults = [];
  const say = (what, e) => faults.push(what + (e ? ": " + e.tagName.toLowerCase() + (e.className?.baseVal ?? e.className ? "." + (e.className?.baseVal ?? e.className) : "") + " “" + (e.textContent ?? "").trim().slice(0, 40) + "”" : ""));
  const root = document.documentElement;

  // Nothing is wider than the window.
  if (root.scrollWidth > root.clientWidth) {
    say(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
    for (const e of document.body.querySelectorAll("*")) {
      if (e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".scroll")) say("too wide", e);
    }
  }

  for (const e of document.querySelectorAll("svg text, svg circle, svg rect")) {
    const box = e.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 || box.left < -1) say("drawn past the edge", e);
  }

  // Letters stand out from their ground (WCAG 2.2, 1.4.3).
  const parse = (c) => {
    const m = c.match(/[\d.]+/g).map(Number);
    return c.startsWith("color(srgb") ? [m[0] * 255, m[1] * 255, m[2] * 255, m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1];
  };
  const over = (a, b) => [0, 1, 2].map((i) => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const bright = (c) => [0, 1, 2].map((i) => c[i] / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const unseen = (e) => {
    const box = e.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || getComputedStyle(e).visibility === "hidden" || e.closest(".skip, .hidden, details:not([open]) > :not(summary), svg title, script, style, textarea, option");
  };
  const seen = new Set();
  const rects = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, e = text.parentElement;
    if (!text.data.trim() || unseen(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const r of range.getClientRects()) if (r.width > 1 && r.height > 1) rects.push({ r, text, e });
    const style = getComputedStyle(e);
    const behind = ground(e);
    let letters = parse(e.closest("svg") ? style.fill : style.color);
    for (let at = e; at; at = at.parentElement) letters[3] *= Number(getComputedStyle(at).opacity);
    letters = over(letters, behind);
    const [a, b] = [bright(letters), bright(behind)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const key = style.color + behind + large;
    if (ratio < (large ? 3 : 4.5) && !seen.has(key)) {
      seen.add(key);
      say(`a contrast of ${ratio.toFixed(2)}`, e);
    }
  }

  // No words lie over others.
  rects.sort((x, y) => x.r.top - y.r.top);
  for (let i = 0; i < rects.length; i++) {
    for (let j = i + 1; j < rects.length && rects[j].r.top < rects[i].r.bottom; j++) {
      if (rects[i].text === rects[j].text) continue;
      const x = rects[i].r, y = rects[j].r;
      const w = Math.min(x.right, y.right) - Math.max(x.left, y.left);
      const h = Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top);
      if (w > 3 && h > 0.5 * Math.min(x.height, y.height)) say(`lies over “${rects[j].text.data.trim().slice(0, 30)}”`, rects[i].e);
    }
  }

  // Headings go down by one; there is one first.
  let level = 0;
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((h) => h.offsetParent !== null);
  for (const h of headings) {
    const n = Number(h.tagName[1]);
    if (n > level + 1) say(`heading ${n} after ${level}`, h);
    level = n;
  }
  if (headings.filter((h) => h.tagName === "H1").length !== 1) say("there is not one first heading");

  // Every field has a label, and what is pressed is large enough to be hit (2.5.8).
  for (const e of document.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (!e.labels?.length && !e.getAttribute("aria-label")) say("no label", e);
  }
  for (const e of document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary, nav a")) {
    const box = e.getBoundingClientRect();
    if (box.width > 0 && (box.height < 24 || box.width < 24)) say(`a target of ${Math.round(box.width)} by ${Math.round(box.height)}`, e);
  }

  // Identifiers are unique, and what is referred to by one is there.
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids)) if (ids.filter((i) => i === id).length > 1) say("the identifier " + id + " stands there twice");
  for (const e of document.querySelectorAll("[aria-labelledby], [for]")) {
    for (const id of (e.getAttribute("aria-labelledby") ?? e.htmlFor).split(" ")) if (!document.getElementById(id)) say("nothing is called " + id, e);
  }
  if (!root.lang) say("no language");
  if (!document.title) say("no title");
  if (document.querySelector("[style], style, script:not([src]):not([type='application/ld+json'])")) say("a style or script of the page's own");
  return faults;
})()
