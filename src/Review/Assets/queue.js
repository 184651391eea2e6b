// Selection in the queue. Without this script the boxes and buttons work all the same.
const form = document.querySelector("form.work");
const undo = document.querySelector("button[data-key=z]");

document.addEventListener("keydown", event => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (undo && event.key === "z" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    undo.click();
  }
});

if (form) {
  const boxes = [...form.querySelectorAll("input[name=item]")];
  const all = form.querySelector("#pick-all");
  const bar = form.querySelector(".bulk");
  const picked = form.querySelector(".tally");
  const csv = form.querySelector(".export");
  let last = null;

  const show = () => {
    const count = boxes.filter(box => box.checked).length;
    bar.classList.toggle("some", count > 0);
    picked.textContent = count > 0 ? `${count} selected` : "Select images to decide on them together";
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
    csv.textContent = count > 0 ? csv.dataset.some : csv.dataset.nothing;
    for (const element of bar.querySelectorAll("button[name=verdict]")) element.disabled = count === 0;
    for (const box of boxes) box.closest(".card").classList.toggle("picked", box.checked);
  };

  form.addEventListener("click", event => {
    const box = event.target.closest("input[name=item]");
    if (!box) return;
    if (event.shiftKey && last && last !== box) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    show();
  });
  form.addEventListener("change", show);
  all.parentElement.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  // Enter in a text field must not decide.
  form.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target.matches("input:not([type=checkbox])")) event.preventDefault();
  });
  show();
}
