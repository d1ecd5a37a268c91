// A place to drop files on, or to choose them by its button; each is sent by itself, so that many are no load.
function render({ model, el }) {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: `given-${model.get("number")}` });
  const label = Object.assign(document.createElement("label"), { htmlFor: input.id, textContent: model.get("label") });
  const place = document.createElement("div");
  place.className = "desk-drop";
  place.append(label, input);
  el.append(place);

  const send = async (files) => {
    const given = [...files];
    for (const [number, file] of given.entries()) {
      const content = { name: file.name, left: given.length - number - 1 };
      try {
        model.send(content, undefined, [await file.arrayBuffer()]);
      } catch {
        model.send({ ...content, unread: true });  // a folder, or a file that somebody holds closed
      }
    }
    input.value = "";  // so that the same file may be given again
  };
  const over = (event) => { event.preventDefault(); place.classList.toggle("desk-over", event.type === "dragover"); };
  input.addEventListener("change", () => send(input.files));
  for (const each of ["dragover", "dragleave", "drop"]) place.addEventListener(each, over);
  place.addEventListener("drop", (event) => send(event.dataTransfer.files));
}
export default { render };
