// Theme, keys, and the record: out to a file, in from a file, gone.
"use strict";
(() => {
  const { say, make, store } = dl;
  const said = document.getElementById("said");
  const settings = store.settings();

  for (const input of document.querySelectorAll("input[name=theme]")) {
    input.checked = input.value === settings.theme;
    input.addEventListener("change", () => dl.paint(input.value));
  }
  const shortcuts = document.getElementById("shortcuts");
  shortcuts.checked = settings.shortcuts;
  shortcuts.addEventListener("change", () => store.set({ shortcuts: shortcuts.checked }));

  document.getElementById("export").addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([store.dump()], { type: "application/json" }));
    const link = make("a", { href: url, download: "dlgrade-progress.json" });
    link.click();
    URL.revokeObjectURL(url);
  });
  document.getElementById("import").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const count = store.load(await file.text());
    said.textContent = count === null ? say("not_imported") : say("imported", { n: count });
    event.target.value = "";
  });
  const remove = document.getElementById("delete");
  let asked = false;
  remove.addEventListener("click", () => {
    if (!asked) {
      asked = true;
      said.textContent = say("delete_sure");
      return;
    }
    asked = false;
    store.clear();
    said.textContent = say("deleted");
  });
})();
