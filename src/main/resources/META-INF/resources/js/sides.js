// Both sides of an object as code: a line that is chosen on one side is marked on the other, action items at their lines.
(() => {
  const editors = {};
  const pieces = (text) => (text || "").split(" ").filter(Boolean).map((it) => it.split(":").map(Number));
  for (const area of document.querySelectorAll("textarea[data-code]")) {
    const side = area.dataset.code;
    const starts = pieces(area.dataset.pieces);
    const number = (line) => {
      const piece = starts.filter(([at]) => at <= line).at(-1);
      return String(piece ? piece[1] + line - piece[0] : line);
    };
    const editor = CodeMirror.fromTextArea(area, {
      mode: side === "source" ? "text/x-plsql" : "text/x-pgsql", lineNumbers: true, readOnly: side !== "edit",
      lineWrapping: true, lineNumberFormatter: number, viewportMargin: 50,
      gutters: side === "source" ? ["g-marks", "CodeMirror-linenumbers"] : ["CodeMirror-linenumbers"],
      extraKeys: { Tab: false, "Shift-Tab": false },
    });
    editor.getInputField().setAttribute("aria-label", area.getAttribute("aria-label"));
    editor.getScrollerElement().setAttribute("tabindex", "-1");
    editors[side] = editor;
  }
  const { source, target } = editors;
  const links = pieces(document.querySelector("[data-links]")?.dataset.links);
  const clear = (editor) => editor?.eachLine((line) => editor.removeLineClass(line, "background", "g-linked"));
  const mark = (editor, lines, scroll) => {
    for (const line of lines) editor.addLineClass(line - 1, "background", "g-linked");
    if (scroll && lines.length) editor.scrollIntoView({ line: lines[0] - 1, ch: 0 }, 60);
  };
  const show = (from, line) => {
    clear(source);
    clear(target);
    const near = from === target ? links.filter(([to]) => to === line).map(([, at]) => at) : [line];
    if (source) mark(source, near, from !== source);
    if (target && from === source) mark(target, links.filter(([, at]) => at === line).map(([to]) => to), true);
    if (from === target) mark(target, [line], false);
  };
  for (const editor of [source, target]) editor?.on("cursorActivity", () => show(editor, editor.getCursor().line + 1));
  for (const item of document.querySelectorAll(".g-item-line:not(:disabled)")) {
    const line = Number(item.dataset.line);
    if (!source) continue;
    if (item.closest(".g-item-open")) {
      const mark = document.createElement("span");
      mark.className = "g-mark";
      mark.textContent = "●";
      source.setGutterMarker(line - 1, "g-marks", mark);
    }
    item.addEventListener("click", () => { show(source, line); source.scrollIntoView({ line: line - 1, ch: 0 }, 60); });
  }
})();
