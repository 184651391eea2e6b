// Keys, zoom and the map's opacity. Without this script forms and links do the work.
const find = selector => document.querySelector(selector);
const press = selector => {
  const element = find(selector);
  if (element && element.getAttribute("aria-disabled") !== "true" && (element.tagName !== "A" || element.hasAttribute("href"))) element.click();
};

// Verdicts. One press sends one form: a second one before the answer would judge an old page.
let sent = false;
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", event => {
    if (sent) event.preventDefault();
    sent = true;
  });
}
addEventListener("pageshow", () => { sent = false; });

const types = [...document.querySelectorAll("#types button")];
const hint = find("#type-hint");
const typed = find("#type");
let choosing = false;

const choose = on => {
  choosing = on;
  hint.hidden = !on;
  find("#types").classList.toggle("choosing", on);
};

typed.addEventListener("keydown", event => {
  if (event.key === "Enter") {
    event.preventDefault();
    press("#decide [data-key=d]");
  }
});

const keys = {
  d: () => choosing || types.length === 0 ? press("#decide [data-key=d]") : choose(true),
  g: () => press("#decide [data-key=g]"),
  u: () => press("#decide [data-key=u]"),
  t: () => typed.focus(),
  n: () => press("#next"),
  b: () => press("#previous"),
  z: () => press(".notice [data-key=z], #undo [data-key=z]"),
  q: () => press(".trail a"),
  m: () => toggleMap(),
  p: () => press("#mark"),
  "+": () => zoomBy(1.4),
  "=": () => zoomBy(1.4),
  "-": () => zoomBy(1 / 1.4),
  "0": () => fit(),
  "?": () => find("#help").showModal(),
  Escape: () => choose(false),
  ArrowLeft: () => move(80, 0),
  ArrowRight: () => move(-80, 0),
  ArrowUp: () => move(0, 80),
  ArrowDown: () => move(0, -80),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || find("#help").open) return;
  if (event.target.closest("input:not([type=checkbox]):not([type=range]), textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const arrow = event.key.startsWith("Arrow");
  if (arrow && (event.target.closest("input") || scale <= 1)) return;
  if (/^[1-9]$/.test(event.key) && types[event.key - 1]) {
    event.preventDefault();
    types[event.key - 1].click();
  } else if (Object.hasOwn(keys, event.key) && !event.repeat | arrow | "+-=".includes(event.key)) {
    event.preventDefault();
    keys[event.key]();
  }
});

// The picture. The stage is moved and scaled as one, so that map and mark stay where they belong.
const viewer = find("#viewer");
const stage = viewer?.querySelector(".stage");
const image = stage?.querySelector(".image");
const layer = find("#layer");
const opacity = find("#opacity");
let [scale, x, y] = [1, 0, 0];

const draw = () => {
  if (!image?.naturalWidth) return;
  const box = viewer.getBoundingClientRect();
  const fitted = Math.min(box.width / image.naturalWidth, box.height / image.naturalHeight);
  stage.style.width = `${image.naturalWidth * fitted}px`;
  stage.style.height = `${image.naturalHeight * fitted}px`;
  const [width, height] = [stage.offsetWidth * scale, stage.offsetHeight * scale];
  const room = (free, at) => free > 0 ? free / 2 : Math.min(0, Math.max(free, at));
  x = room(box.width - width, x);
  y = room(box.height - height, y);
  stage.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  viewer.classList.toggle("zoomed", scale > 1);
  stage.classList.toggle("pixels", width > 4 * image.naturalWidth);
  find("#scale").textContent = `${Math.round(100 * width / viewer.dataset.width)} %`;
};
const zoomAt = (factor, atX, atY) => {
  const next = Math.min(16, Math.max(1, scale * factor));
  x = atX - (atX - x) * next / scale;
  y = atY - (atY - y) * next / scale;
  scale = next;
  draw();
};
const zoomBy = factor => {
  if (!stage) return;
  const box = viewer.getBoundingClientRect();
  zoomAt(factor, box.width / 2, box.height / 2);
};
const fit = () => { scale = 1; draw(); };
const move = (byX, byY) => { x += byX; y += byY; draw(); };
const showMap = () => {
  if (!layer) return;
  layer.style.opacity = opacity.value / 100;
  try { sessionStorage.setItem("opacity", opacity.value); } catch { /* Without storage each image begins with the default. */ }
};
let lastOpacity = "50";
const toggleMap = () => {
  if (!layer) return;
  if (opacity.value !== "0") lastOpacity = opacity.value;
  opacity.value = opacity.value === "0" ? lastOpacity : "0";
  showMap();
};

if (stage) {
  find("#tools").hidden = false;
  viewer.classList.add("live");
  if (layer) {
    try { opacity.value = sessionStorage.getItem("opacity") ?? opacity.value; } catch { /* The default, then. */ }
    opacity.addEventListener("input", showMap);
    showMap();
  }
  find("#mark").addEventListener("change", event => find("#peak")?.classList.toggle("off", !event.target.checked));
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => ({ in: () => zoomBy(1.4), out: () => zoomBy(1 / 1.4), fit })[button.dataset.zoom]());
  }
  const at = event => {
    const box = viewer.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  viewer.addEventListener("wheel", event => {
    event.preventDefault();
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), ...at(event));
  }, { passive: false });
  viewer.addEventListener("dblclick", event => scale > 1 ? fit() : zoomAt(3, ...at(event)));

  const fingers = new Map();
  viewer.addEventListener("pointerdown", event => {
    fingers.set(event.pointerId, at(event));
    viewer.setPointerCapture(event.pointerId);
  });
  viewer.addEventListener("pointermove", event => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const distance = point => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1;
      zoomAt(distance(now) / distance(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else {
      move(now[0] - before[0], now[1] - before[1]);
    }
    fingers.set(event.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel"]) viewer.addEventListener(end, event => fingers.delete(event.pointerId));

  image.addEventListener("load", draw);
  new ResizeObserver(draw).observe(viewer);
}

// The next picture is fetched while this one is judged.
const following = find("#next")?.dataset.picture;
if (following) new Image().src = `/pictures/${following}`;
