// Draws rows and megabytes each second from the data attributes of the element that data-chart names.
(() => {
  const place = document.querySelector("[data-chart]");
  const canvas = place?.querySelector("canvas");
  if (!canvas || !window.Chart) return;
  const root = document.documentElement;
  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const numbers = (text) => (text ? text.split(",").map(Number) : []);
  const clock = (ms) => new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const line = (label, axis, dashed) => ({ label, yAxisID: axis, data: [], borderWidth: 1.5, borderDash: dashed ? [5, 4] : [], pointRadius: 0, pointHitRadius: 8, fill: false });
  const chart = new Chart(canvas, {
    type: "line",
    data: { labels: [], datasets: [line("Rows/s", "rows", false), line("MB/s", "bytes", true)] },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      plugins: { legend: { align: "end", labels: { usePointStyle: true, pointStyle: "line" } } },
      scales: {
        x: { ticks: { maxTicksLimit: 6, maxRotation: 0, autoSkipPadding: 16 }, grid: { display: false } },
        rows: { axis: "y", position: "left", beginAtZero: true, ticks: { maxTicksLimit: 5, callback: (value) => value.toLocaleString("en") } },
        bytes: { axis: "y", beginAtZero: true, position: "right", grid: { display: false }, ticks: { maxTicksLimit: 5, callback: (value) => value + " MB" } },
      },
    },
  });
  const paint = () => {
    const text = colour("--g-quiet");
    const edge = colour("--g-line");
    Object.assign(chart.data.datasets[0], { borderColor: colour("--g-accent"), backgroundColor: colour("--g-accent") });
    Object.assign(chart.data.datasets[1], { borderColor: text, backgroundColor: text });
    chart.options.plugins.legend.labels.color = text;
    for (const scale of Object.values(chart.options.scales)) {
      scale.ticks.color = text;
      scale.border = { color: edge };
      if (scale.grid) scale.grid.color = edge; else scale.grid = { color: edge };
    }
  };
  const show = () => {
    const data = document.getElementById(place.dataset.chart)?.dataset;
    if (!data) return;
    place.closest("section").hidden = !data.times;
    chart.data.labels = numbers(data.times).map(clock);
    chart.data.datasets[0].data = numbers(data.rows);
    chart.data.datasets[1].data = numbers(data.bytes).map((bytes) => Math.round(bytes / 1e5) / 10);
    chart.update("none");
  };
  new MutationObserver(() => { paint(); chart.update("none"); }).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
  document.addEventListener("htmx:afterSettle", show);
  paint();
  show();
})();
