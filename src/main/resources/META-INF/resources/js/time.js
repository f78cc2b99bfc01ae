// Shows every <time> in the browser's zone; UTC stays on hover. With data-ago: how long since.
(() => {
  const two = (n) => String(n).padStart(2, "0");
  const local = (d) => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
  const ago = (d) => {
    const s = Math.max(0, Math.round((Date.now() - d) / 1000));
    if (s < 10) return "just now";
    if (s < 60) return s + " s ago";
    if (s < 3600) return Math.floor(s / 60) + " min ago";
    if (s < 86400) return Math.floor(s / 3600) + " h ago";
    return Math.floor(s / 86400) + " d ago";
  };
  const show = (within) => {
    for (const time of within.querySelectorAll("time[datetime]")) {
      const moment = new Date(time.dateTime);
      if (Number.isNaN(moment.getTime())) continue;
      time.textContent = "ago" in time.dataset ? ago(moment) : local(moment);
    }
  };
  show(document);
  document.addEventListener("htmx:afterSettle", (event) => show(event.detail.elt.parentElement || document));
  setInterval(() => { if (!document.hidden) show(document); }, 15000);
})();
