// Short ways by keyboard. Everything works without this script.
"use strict";

// In a box marked data-enter="send", Enter sends a single line.
for (const box of document.querySelectorAll('[data-enter="send"]')) {
  box.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing && !box.value.includes("\n")) {
      e.preventDefault();
      box.form.requestSubmit();
    }
  });
}

// In the queue: j and k walk, other letters press the button or go to the field that
// carries them.
const queue = [...document.querySelectorAll(".doubt")];
if (queue.length > 0) {
  const at = () => queue.findIndex((item) => item.contains(document.activeElement));
  const walk = (to) => {
    const item = queue[Math.max(0, Math.min(queue.length - 1, to))];
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "start" });
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = e.target.closest("input, textarea, select");
    if (typing) {
      if (e.key === "Escape") typing.closest(".doubt")?.focus();
      return;
    }
    if (e.key === "j") walk(at() + 1);
    else if (e.key === "k") walk(at() - 1);
    else {
      const target = queue[at()]?.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
      if (!target) return;
      if (target.closest("details")) target.closest("details").open = true;
      if (target.matches("button")) target.click();
      else target.focus();
    }
    e.preventDefault();
  });
  if (document.querySelector(".done")) walk(0);
}
