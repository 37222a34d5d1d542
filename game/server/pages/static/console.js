// The teacher's console. Texts are set as text, never as markup; lists are brought up to date by key, so that focus stays where it is.

import { $, ask, clockText, dress, get, keptTheme, keyed, language, live, make, points, say, show, spaced, speak, takeToken, w } from "./common.js";

const token = takeToken("console");
let doc = null, offset = 0, reached = 0;

// -- doing ----------------------------------------------------------------------------------------------------------

const REFUSALS = {
  state: w("That does not fit the state that things are in now."), taken: w("Somebody has this nickname already."),
  invalid: w("That cannot be: see what is allowed."), sealed: w("No round has ended for everybody yet: this can be had when the dice are shown."),
  too_many: w("Too many requests: wait a moment."), not_found: w("That is not there any more."), full: w("It is full."),
};

function alertOf(error) {
  const known = language() === "en" ? "" : REFUSALS[error.code];
  say($("alert"), known ? w(known) : error.status ? error.message : w("The server does not answer. Nothing was lost: try again in a moment."));
  show($("alert"), true);
}

async function act(method, path, body) {
  try {
    await ask(token, method, `/console${path}`, body);
    show($("alert"), false);
    return true;
  } catch (error) {
    alertOf(error);
    return false;
  }
}

/** Ask in a dialog; gives true, or what was typed where something is asked for, or false. */
function question(text, yes, typed = null) {
  say($("question"), text);
  say($("yes"), yes);
  show($("answer"), typed !== null);
  $("answer").value = typed ?? "";
  $("dialog").returnValue = "no";
  $("dialog").showModal();
  if (typed !== null) $("answer").select();
  else $("no").focus();
  return new Promise((done) => $("dialog").addEventListener("close", () => {
    done($("dialog").returnValue === "yes" ? (typed === null ? true : $("answer").value.trim()) : false);
  }, { once: true }));
}

const report = () => save(`/console/report.html?language=${language()}`, "class-report.html");

async function save(path, name) {
  try {
    const answer = await ask(token, "GET", path);
    const link = make("a", { href: URL.createObjectURL(await answer.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    show($("alert"), false);
  } catch (error) { alertOf(error); }
}

const button = (id, text, act_, kind = "") => ({ id, text, act: act_, kind });

function buttons(parent, wanted) {
  keyed(parent, wanted, (one) => one.id, () => make("button", { type: "button" }), (element, one) => {
    say(element, one.text);
    element.className = one.kind;
    element.onclick = one.act;
  });
}

// -- now ------------------------------------------------------------------------------------------------------------

const current = () => doc.rounds.find((one) => one.state === "running" || one.state === "paused");

function drawNow() {
  const round = current();
  const next = doc.rounds.find((one) => one.state === "planned");
  const wanted = [];
  if (round) {
    const at = `/rounds/${round.number}`;
    const paced = round.mode === "paced";
    const where = paced ? w("at their own pace") : w("turn {n} of {of}", { n: round.turn, of: round.turns });
    say($("nowhead"), `${w("Round {n} · {title}", { n: round.number, title: round.title })} · ${where}`);
    const done = doc.players.filter((one) => one.status === "in" && one.ended).length;
    const all = doc.players.filter((one) => one.status === "in").length;
    say($("progress"), w("{n} of {of} have ended their turn", { n: done, of: all }));
    wanted.push(round.state === "paused"
      ? button("pause", w("Go on"), () => act("POST", `${at}/resume`), "primary")
      : button("pause", w("Eyes up (stop the clock)"), () => act("POST", `${at}/pause`), "primary"));
    wanted.push(button("more", w("+1 minute"), () => act("POST", `${at}/extend`, { seconds: 60 })));
    if (!paced) wanted.push(button("resolve", w("End this turn now"), () => act("POST", `${at}/resolve`)));
    wanted.push(button("end", w("End the round"), async () => {
      if (await question(w("End round {n} now? Turns that are left are played by a bot.", { n: round.number }), w("End the round"))) act("POST", `${at}/end`);
    }));
  } else if (next && doc.tournament.state === "open") {
    say($("nowhead"), w("Waiting room"));
    say($("progress"), w("Joined: {n}", { n: doc.players.filter((one) => one.status === "in").length }));
    wanted.push(button("start", w("Start round {n}", { n: next.number }), () => act("POST", `/rounds/${next.number}/start`), "primary"));
  } else {
    const over = doc.rounds.filter((one) => one.state === "ended").at(-1);
    const open = doc.tournament.state === "open";
    say($("nowhead"), !open ? w("The tournament is finished.") : over ? w("Round {n} is over.", { n: over.number }) : w("No round is planned: add one."));
    say($("progress"), open && over ? w("For the debrief: the table shows places and the split, the report has questions. Add a round to play on.") : "");
    if (doc.standings?.length) wanted.push(button("report", w("Report for the debrief"), report, open ? "primary" : ""));
  }
  buttons($("acts"), wanted);
  tick();
}

function tick() {
  const round = doc && current();
  if (!doc) return;
  const end = round ? (round.mode === "paced" ? round.closes : round.deadline) : null;
  const now = round?.paused_since ?? Date.now() / 1000 + offset;
  say($("time"), end === null ? "" : clockText(end - now) + (round.state === "paused" ? " ⏸" : ""));
}

// -- players --------------------------------------------------------------------------------------------------------

const RANK = { asking: 0, waiting: 1, in: 2, removed: 3 };

function drawPlayers() {
  const waiting = doc.players.filter((one) => one.status === "waiting").length;
  say($("peoplehead"), w("{n} players", { n: doc.players.filter((one) => one.status === "in").length }));
  show($("approveall"), waiting > 0);
  say($("approveall"), w("Approve all {n}", { n: waiting }));
  $("approveall").className = "primary";
  show($("nobody"), doc.players.length === 0);
  const order = (one) => (one.asking ? 0 : RANK[one.status]);
  const sorted = [...doc.players].sort((a, b) => order(a) - order(b) || a.id - b.id);
  keyed($("players"), sorted, (one) => one.id, newPlayer, drawPlayer);
}

function newPlayer(one) {
  const at = `/players/${one.id}`;
  const extra = make("select", { on: { change: () => act("PATCH", at, { extra: Number(extra.value) }) } });
  for (const seconds of [0, 30, 60, 120, 300]) extra.append(make("option", { value: seconds, text: seconds ? `+${seconds} s` : "0" }));
  const group = make("input", { maxlength: 40, on: { change: () => act("PATCH", at, { group: group.value.trim() }) } });
  const code = make("button", { type: "button", on: { click: () => tap(code, one.id) } });
  const name = make("td", {}, make("span"), make("span", { class: "tag" }));
  return make("tr", {}, name, make("td"), make("td", {}, group), make("td", {}, extra), make("td", {}, code), make("td", {}, make("div", { class: "acts" })));
}

/** Show a code for eight seconds: the console may be mirrored by accident. */
async function tap(code, id) {
  try {
    code.dataset.shown = spaced((await get(token, `/console/players/${id}/code`)).code);
    say(code, code.dataset.shown);
    setTimeout(() => { delete code.dataset.shown; say(code, w("Show")); }, 8000);
  } catch (error) { alertOf(error); }
}

function drawPlayer(row, one) {
  const [name, turn, group, extra, code, acts] = row.children;
  row.className = one.status === "removed" ? "removed" : one.asking || one.status === "waiting" ? "asks" : "";
  say(name.firstChild, one.nickname);
  const tags = [];
  if (one.team) tags.push(one.team + (one.head ? ` · ${w("head")}` : ""));
  if (one.asking) tags.push(w("asks to be let in again"));
  else if (one.status === "waiting") tags.push(w("waits"));
  else if (one.status === "removed") tags.push(w("removed"));
  else if (one.away) tags.push(w("away"));
  if (one.missed) tags.push(w("by the bot: {n}", { n: one.missed }));
  say(name.lastChild, tags.join(" · "));
  say(turn, one.status !== "in" || one.turn === null ? "" : one.over ? w("over") : one.ended ? `${one.turn} ✓` : `${one.turn} …`);
  turn.className = one.status !== "in" || one.turn === null || one.over ? "" : one.ended ? "done" : "decides";
  for (const [cell, head] of [[group, w("Class")], [extra, w("Extra time")], [code, w("Code")]]) cell.dataset.head = head;
  for (const [cell, value, label] of [[group, one.group, w("Class of {name}", { name: one.nickname })], [extra, String(one.extra), w("Extra time for {name}", { name: one.nickname })]]) {
    const field = cell.firstChild;
    field.setAttribute("aria-label", label);
    if (document.activeElement !== field && field.value !== value) {
      if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) field.append(make("option", { value, text: `+${value} s` }));
      field.value = value;
    }
  }
  say(code.firstChild, code.firstChild.dataset.shown || w("Show"));
  code.firstChild.setAttribute("aria-label", w("Show the code of {name}", { name: one.nickname }));
  show(code.firstChild, one.status !== "removed");
  const at = `/players/${one.id}`;
  const wanted = [];
  if (one.asking) wanted.push(button("let-in", w("Let in again"), () => act("POST", `${at}/let-in`), "primary"));
  if (one.status === "waiting") wanted.push(button("approve", w("Approve"), () => act("POST", `${at}/approve`), "primary"));
  if (one.status === "removed") wanted.push(button("take-back", w("Take back"), () => act("POST", `${at}/take-back`)));
  else {
    if (one.team && !one.head) wanted.push(button("head", w("Make head"), () => act("POST", `${at}/head`)));
    wanted.push(button("rename", w("Rename"), async () => {
      const typed = await question(w("A new nickname for {name}", { name: one.nickname }), w("Rename"), one.nickname);
      if (typed) act("PATCH", at, { nickname: typed });
    }));
    wanted.push(button("remove", w("Remove"), async () => {
      if (await question(w("Remove {name}? The game of this seat is not counted.", { name: one.nickname }), w("Remove"))) act("POST", `${at}/remove`);
    }));
  }
  buttons(acts.firstChild, wanted);
}

// -- rounds, results, settings --------------------------------------------------------------------------------------

const STATES = { planned: w("planned"), running: w("running"), paused: w("paused"), ended: w("over"), file: w("by file") };

function drawRounds() {
  keyed($("rounds"), doc.rounds, (one) => one.number, newRound, (li, one) => {
    const [head, more, seal, acts] = li.children;
    say(head, `${one.number}. ${one.title}`);
    const cards = one.options.cards ? ` · ${w("{n} events a turn", { n: one.options.cards })}` : "";
    const pace = one.mode === "paced" ? w("own pace") : one.turn_seconds ? w("{n} s a turn", { n: one.turn_seconds }) : w("no deadline");
    say(more, `${w(STATES[one.state])} · ${w("{n} turns", { n: one.turns })}${cards} · ${pace}`);
    const [name, mark] = seal.children;
    say(name, one.seed ? w("Dice") : w("Sealed dice"));
    say(mark, one.seed || w("Thrown before the round, so that nobody can change them; their seal: {mark}", { mark: `${one.seed_digest.slice(0, 16)}…` }));
    const last = one.number === doc.rounds.length;
    buttons(acts, one.state === "planned" && last ? [button("drop", w("Take away"), () => act("DELETE", `/rounds/${one.number}`))] : []);
  });
}

function newRound() {
  return make("li", {}, make("b"), make("p", { class: "muted small" }), make("details", { class: "muted small seal" }, make("summary"), make("p")), make("div", { class: "acts" }));
}

function drawResults() {
  const rows = doc.standings || [];
  show($("standingstable"), rows.length > 0);
  show($("noresults"), rows.length === 0);
  for (const one of document.querySelectorAll("[data-results]")) one.disabled = rows.length === 0;
  if (!rows.length) return;
  const numbers = [...new Set(rows.flatMap((one) => one.rounds.map((round) => round.number)))].sort();
  const head = [w("Place"), w("Nickname"), w("Class"), w("Sum"), ...numbers.flatMap((n) => [w("Round {n}", { n }), w("Par"), w("Better than")]), w("By the bot")];
  keyed($("standingshead"), head.map((text, place) => ({ text, place })), (one) => one.place, () => make("th"), (th, one) => say(th, one.text));
  keyed($("standingsrows"), rows, (one) => one.seat, () => make("tr"), (tr, one) => {
    const cells = [one.place, one.name, one.group, points(one.sum)];
    for (const n of numbers) {
      const round = one.rounds.find((played) => played.number === n);
      cells.push(round ? points(round.total) + (round.ending ? " ✕" : "") : "–", round?.par != null ? points(round.par) : "–", round?.percentile != null ? `${round.percentile}%` : "–");
    }
    cells.push(one.missed || "");
    keyed(tr, cells.map((text, place) => ({ text: String(text), place })), (cell) => cell.place, () => make("td"), (td, cell) => say(td, cell.text));
  });
}

function drawSettings() {
  for (const name of ["joining", "approval", "standings"]) $(name).checked = doc.settings[name];
  $("team_size").disabled = doc.players.length > 0;
  if (document.activeElement !== $("team_size")) $("team_size").value = String(doc.settings.team_size);
  if (document.activeElement !== $("tablelanguage")) $("tablelanguage").value = doc.settings.language;
}

function hear(document_) {
  doc = document_;
  offset = doc.now - Date.now() / 1000;
  document.title = `${doc.tournament.title} · Tightrope`;
  show(document.querySelector("main"), true);
  say($("title"), doc.tournament.title);
  say($("state"), doc.series.classes > 1 ? w("Series of {n} classes", { n: doc.series.classes }) : w("Room {code}", { code: spaced(doc.tournament.room) }));
  say($("code"), doc.join.code ? spaced(doc.join.code) : "");
  say($("address"), doc.join.address);
  say($("reachaddress"), doc.join.address);
  drawNow();
  drawPlayers();
  drawRounds();
  drawResults();
  drawSettings();
}

// -- reach, file, finish, delete ------------------------------------------------------------------------------------

async function testReach() {
  try {
    const found = await get(token, "/console/reach");
    reached = Math.max(reached, found.devices);
    $("reach").className = found.alone ? "warn" : reached ? "yes" : "";
    if (found.alone) say($("reach"), w("This laptop is in no network, or the server listens to itself alone: nobody else can reach it."));
    else say($("reach"), reached ? w("Reached by {n} other devices: they can join.", { n: reached }) : w("Nobody has opened it yet …"));
  } catch { /* the alert of the live connection says it */ }
}

async function toFile() {
  const text = w("Play the planned rounds by file? Their dice are given out with the file, and they cannot be hosted any more.");
  if (await question(text, w("Switch to file mode")) && await act("POST", "/to-file")) save("/console/tournament-file", "class.tournament");
}

async function deleteAll() {
  if (!await question(w("Delete this tournament, with all nicknames, orders and results?"), w("Delete everything"))) return;
  if (!await question(w("Really? Nothing can be brought back. Have you saved what you need?"), w("Yes, delete everything"))) return;
  if (await act("DELETE", "")) {
    sessionStorage.removeItem("tightrope-console");
    over(w("Everything of this tournament has been deleted."));
  }
}

function over(text) {
  doc = null;
  show(document.querySelector("main"), false);
  say($("alert"), text);
  show($("alert"), true);
}

async function listScenarios() {
  const found = await get(token, `/console/scenarios?language=${language()}`);
  const kept = $("scenario").value || "crossroads-2025";
  keyed($("scenario"), found, (one) => one.id, (one) => make("option", { value: one.id }), (option, one) => say(option, `${one.title} (${w("{n} turns", { n: one.turns })})`));
  if (found.some((one) => one.id === kept)) $("scenario").value = kept;
}

function addRound(event) {
  event.preventDefault();
  const paced = $("mode").value === "paced";
  const seconds = Number($("seconds").value) || 0;
  const closes = paced && $("closes").value ? new Date($("closes").value).getTime() / 1000 : null;
  const lesson = $("preset").value === "lesson";
  const found = { scenario: $("scenario").value, mode: $("mode").value, turn_seconds: seconds, first_turn_seconds: seconds ? Math.round(seconds * 1.2) : 0, closes };
  act("POST", "/rounds", lesson && !paced ? { ...found, lesson: true } : lesson ? { ...found, turns: 6, cards: 2 } : found);
}

function shape() {
  const paced = $("mode").value === "paced";
  show($("closesrow"), paced);
  show($("secondsrow"), !paced && $("preset").value !== "lesson");
}

function listen() {
  $("approveall").addEventListener("click", () => act("POST", "/approve-all"));
  $("add").addEventListener("submit", addRound);
  for (const id of ["mode", "preset"]) $(id).addEventListener("change", shape);
  for (const name of ["joining", "approval", "standings"]) $(name).addEventListener("change", () => act("PATCH", "/settings", { [name]: $(name).checked }));
  $("team_size").addEventListener("change", () => act("PATCH", "/settings", { team_size: Number($("team_size").value) }));
  $("tablelanguage").addEventListener("change", () => act("PATCH", "/settings", { language: $("tablelanguage").value }));
  $("table").addEventListener("click", () => window.open("/table", "tightrope-table"));
  $("tofile").addEventListener("click", toFile);
  $("finish").addEventListener("click", async () => {
    if (await question(w("Finish the tournament? Nobody joins any more, and all dice are shown."), w("Finish the tournament"))) act("POST", "/finish");
  });
  $("delete").addEventListener("click", deleteAll);
  for (const one of document.querySelectorAll("[data-file]")) {
    const path = one.dataset.file;
    one.addEventListener("click", () => (path.includes("report") ? report() : save(path, one.dataset.name)));
  }
  $("theme").addEventListener("change", () => dress("console", $("theme").value));
  $("language").addEventListener("change", () => begin($("language").value));
}

async function begin(wanted) {
  await speak(wanted);
  $("language").value = wanted;
  try { localStorage.setItem("tightrope-language", wanted); } catch { /* it is asked for again next time */ }
  if (doc) hear(doc);
  await listScenarios().catch(() => {});
}

function told(state, error) {
  if (state === "gone") over(error ? w("This link is good no more. Start the server again and use the link that it shows.") : w("Everything of this tournament has been deleted."));
  else if (state === "off") alertOf({});
  else if (!$("alert").hidden && $("alert").textContent === w("The server does not answer. Nothing was lost: try again in a moment.")) show($("alert"), false);
}

let kept = null;
try { kept = localStorage.getItem("tightrope-language"); } catch { /* the browser's language will do */ }
const given = new URLSearchParams(location.search).get("language");
$("theme").value = dress("console", new URLSearchParams(location.search).get("theme") || keptTheme("console"));
listen();
shape();
await begin(["en", "ko"].includes(given) ? given : kept || (navigator.language.startsWith("ko") ? "ko" : "en"));
setInterval(tick, 250);
setInterval(testReach, 4000);
testReach();
live(token, "/console", hear, told);
