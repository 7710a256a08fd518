// Grades the answers: keeps the grades in this browser, saves them to a file and loads such a file.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const cards = [...document.querySelectorAll("article")];
const status = document.getElementById("status");
const nameOf = (turns) => JSON.stringify(turns);
const percent = new Intl.NumberFormat(`${document.documentElement.lang}-CA`, { style: "percent" });

/** A text in the page's language, its placeholders filled. */
function worded(name, values = {}) {
  return data.texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** What was graded before, by dialogue. */
let former = new Map();
/** The grade and note of each card. */
let grades = cards.map(() => ({ grade: null, note: "" }));
/** The grades that were changed, each with its card and what it was before. */
const undone = [];
let current = 0;

function keep() {
  try {
    localStorage.setItem(data.id, JSON.stringify(grades));
  } catch {
    say(worded("keepsNothing"));
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(data.id));
  } catch {
    return null;
  }
}

function say(text) {
  status.textContent = text;
}

function text(tag, name, content) {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = content;
  return element;
}

function show(index) {
  const { grade, note } = grades[index];
  for (const button of cards[index].querySelectorAll("[data-grade]")) {
    button.setAttribute("aria-pressed", button.dataset.grade === grade);
  }
  cards[index].querySelector("textarea").value = note;
}

function showFormer(index) {
  const before = former.get(nameOf(data.dialogues[index].turns));
  const changed = before !== undefined && !isUnchanged(index, before);
  cards[index].classList.toggle("changed", changed);
  const section = cards[index].querySelector(".former");
  section.hidden = !changed;
  if (!changed) return;
  const { grade, note } = before;
  section.querySelector("h3").textContent = grade
    ? worded("formerGrade", { grade, meaning: data.grades[grade] })
    : worded("former");
  const said = before.answers.flatMap((answer, turn) => [
    ...(turn ? [text("p", "turn", before.turns[turn])] : []),
    text("p", "answer", answer),
  ]);
  if (note) said.push(text("p", "suggestions", worded("note", { note })));
  section.querySelector(".said").replaceChildren(...said);
}

function isUnchanged(index, before) {
  return JSON.stringify(before.answers) === JSON.stringify(data.dialogues[index].answers);
}

function count(list) {
  const counts = [...Object.keys(data.grades), null].map(
    (grade) => list.filter((given) => given === grade).length,
  );
  const graded = list.length - counts.at(-1);
  return counts.map((number, place) =>
    place < counts.length - 1 && graded ? `${number} (${percent.format(number / graded)})` : number,
  );
}

function showCounts() {
  const rows = [[worded("now"), grades.map(({ grade }) => grade)]];
  if (former.size) {
    const before = data.dialogues.map(({ turns }) => former.get(nameOf(turns))?.grade ?? null);
    rows.unshift([worded("before"), before]);
  }
  document.getElementById("counts").replaceChildren(
    ...rows.map(([name, list]) => {
      const row = document.createElement("tr");
      const heading = text("th", "", name);
      heading.scope = "row";
      row.append(heading, ...count(list).map((number) => text("td", "", number)));
      return row;
    }),
  );
}

function goTo(index) {
  current = Math.min(Math.max(index, 0), cards.length - 1);
  cards[current].focus({ preventScroll: true });
  cards[current].scrollIntoView({ block: "start" });
}

function give(index, grade) {
  undone.push([index, grades[index].grade]);
  grades[index].grade = grade;
  show(index);
  showCounts();
  const left = grades.filter((given) => given.grade === null).length;
  say(worded(left ? "graded" : "allGraded", { number: index + 1, grade, left }));
  keep();
  const order = [...cards.keys()];
  const next = [...order.slice(index + 1), ...order.slice(0, index)].find(
    (place) => grades[place].grade === null,
  );
  goTo(next ?? index);
}

function undo() {
  const last = undone.pop();
  if (!last) return say(worded("nothingToUndo"));
  const [index, grade] = last;
  grades[index].grade = grade;
  show(index);
  showCounts();
  say(worded(grade ? "undone" : "ungraded", { number: index + 1, grade }));
  keep();
  goTo(index);
}

/** Takes over the grades of answers that are the same, where none is given yet. */
function compare(list) {
  former = new Map(list.map((graded) => [nameOf(graded.turns), graded]));
  let taken = 0;
  for (const index of cards.keys()) {
    const before = former.get(nameOf(data.dialogues[index].turns));
    if (before && grades[index].grade === null && isUnchanged(index, before)) {
      grades[index] = { grade: before.grade, note: grades[index].note || before.note };
      taken += before.grade !== null;
    }
    show(index);
    showFormer(index);
  }
  showCounts();
  return taken;
}

function read(line) {
  const graded = JSON.parse(line);
  const texts = (list) => Array.isArray(list) && list.every((part) => typeof part === "string");
  const { turns, answers, grade, note } = graded;
  if (!texts(turns) || !texts(answers) || !(grade === null || grade in data.grades)) throw Error();
  return { turns, answers, grade, note: String(note ?? "") };
}

async function load(file) {
  const lines = (await file.text()).split("\n");
  const list = [];
  for (const [place, line] of lines.entries()) {
    if (!line.trim()) continue;
    try {
      list.push(read(line));
    } catch {
      return say(worded("noGrades", { file: file.name, line: place + 1 }));
    }
  }
  const taken = compare(list);
  const changed = document.querySelectorAll(".changed").length;
  say(worded("loaded", { taken, changed }));
  keep();
}

function save() {
  const lines = data.dialogues
    .map(({ turns, answers }, index) => ({ turns, answers, ...grades[index] }))
    .filter(({ grade, note }) => grade !== null || note)
    .map((graded) => `${JSON.stringify(graded)}\n`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
  link.download = "grades.jsonl";
  link.click();
  URL.revokeObjectURL(link.href);
  say(worded("saved", { saved: lines.length, all: cards.length }));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("textarea")) {
    if (event.key === "Escape") goTo(current);
    return;
  }
  const key = event.key.toUpperCase();
  const keys = {
    ARROWDOWN: () => goTo(current + 1),
    ARROWRIGHT: () => goTo(current + 1),
    ARROWUP: () => goTo(current - 1),
    ARROWLEFT: () => goTo(current - 1),
    U: undo,
    N: () => cards[current].querySelector("textarea").focus(),
  };
  for (const grade of Object.keys(data.grades)) keys[grade] = () => give(current, grade);
  if (!(key in keys)) return;
  event.preventDefault();
  keys[key]();
});

for (const [index, card] of cards.entries()) {
  card.addEventListener("focusin", () => (current = index));
  card.addEventListener("click", (event) => {
    const grade = event.target.closest("[data-grade]")?.dataset.grade;
    if (grade) give(index, grade);
  });
  card.querySelector("textarea").addEventListener("input", (event) => {
    grades[index].note = event.target.value;
    keep();
  });
}
document.getElementById("undo").addEventListener("click", undo);
document.getElementById("save").addEventListener("click", save);
document.getElementById("load").addEventListener("change", (event) => {
  if (event.target.files.length) load(event.target.files[0]);
  event.target.value = "";
});

grades = kept() ?? grades;
compare(data.former);
goTo(Math.max(grades.findIndex(({ grade }) => grade === null), 0));
