"""What `benchmarks.reader` runs in the page."""

from __future__ import annotations

RECORD = """
window.bench = {tasks: [], scripts: [], shift: 0};
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) bench.tasks.push(entry.duration);
}).observe({type: "longtask", buffered: true});
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) bench.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => {
  for (const entry of list.getEntries())
    for (const script of entry.scripts)
      if (script.sourceURL.includes("explainer")) bench.scripts.push(script.duration);
}).observe({type: "long-animation-frame", buffered: true});
// When the timer ran out that made a note open: then the delay was over.
const later = window.setTimeout;
window.setTimeout = (what, delay = 0, ...rest) => later((...given) => {
  if (delay >= 100) window.ranOut = performance.now();
  what(...given);
}, delay, ...rest);
"""
"""Runs before the page's own scripts."""

LOADED = """() => performance.getEntriesByType("navigation")[0].loadEventEnd > 0"""
TOLD = """() => ({...bench, load: performance.getEntriesByType("navigation")[0].loadEventEnd})"""

HOVER = """() => {
  window.late = undefined;
  window.ranOut = undefined;
  const look = () => {
    // A frame that begins with the note open has it on screen when it ends.
    if (document.querySelector(".ex-pop:popover-open")) {
      requestAnimationFrame(now => { window.late = now - ranOut; });
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
"""Waits for the popover, and takes the time from the end of its delay to the frame after."""

OPENED = "() => window.late !== undefined"
CLOSED = "() => !document.querySelector('.ex-pop:popover-open')"
