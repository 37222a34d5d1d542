// The projected table: clock, news and who has ended while a turn runs; places, distribution and the split between rounds.

import { $, clockText, dress, get, keptTheme, keyed, language, live, make, mark, points, say, show, spaced, speak, still, takeToken, THEMES, w } from "./common.js";

const token = takeToken("table");
const own = new URLSearchParams(location.search).get("language");
const DWELL = 6000;
let doc = null, words = null, after = null, offset = 0, asked = "", lookedAt = 0;

const QUESTIONS = [
  w("Who loses if the government says nothing at all?"),
  w("Which of today's answers can still be taken back next year?"),
  w("What does the other side have to believe for this to work?"),
  w("Who at home pays for this, and were they asked?"),
  w("What would you do if the dice were against you?"),
  w("Is this a threat or a wish? How can you tell?"),
  w("What is cheap now and dear later?"),
  w("Which friend have you not spoken to for a year?"),
  w("What would your neighbour's government answer, and why?"),
  w("Where do you depend on a single supplier?"),
];

// -- what is to be shown --------------------------------------------------------------------------------------------

function hear(document_) {
  doc = document_;
  offset = doc.now - Date.now() / 1000;
  fetchMore().then(draw);
}

async function fetchMore() {
  const wanted = own === "ko" || own === "en" ? own : doc.settings.language;
  if (wanted !== language() || !words) { await speak(wanted); asked = ""; }
  const number = doc.round?.number ?? 0;
  const need = `${wanted} ${number} ${doc.standings ? "after" : doc.round?.state} ${doc.standings ? doc.version : ""}`;
  if (need === asked) return;
  try {
    words = await get(token, `/table/words?language=${wanted}`);
    after = doc.standings ? await get(token, `/table/after?language=${wanted}`) : null;
    asked = need;
  } catch { words ||= { turns: [], events: {}, seconds: [0, 0], title: "" }; /* the next document asks again */ }
}

function draw() {
  const round = doc.round;
  const running = round && (round.state === "running" || round.state === "paused");
  const between = round && !running;
  document.title = doc.title;
  show($("waiting"), !round);
  show($("live"), Boolean(running));
  show($("after"), Boolean(between && after && doc.standings));
  show($("message"), Boolean(between && !(after && doc.standings)));
  show($("eyes"), round?.state === "paused");
  show($("legend"), Boolean(between && after));
  show($("think"), !between || !after);
  drawHead(round, running);
  if (!round) drawWaiting();
  else if (running) drawLive(round);
  else drawAfter(round);
  tick();
}

function drawHead(round, running) {
  const title = words?.title || round?.title || doc.title;
  if (!round) say($("head"), doc.title);
  else if (running) say($("head"), w("Round {n} · {title}", { n: round.number, title }));
  else say($("head"), doc.state === "finished" ? w("Final standings · {title}", { title: doc.title }) : w("Round {n} of {of} · {title}", { n: round.number, of: round.of, title }));
  const corner = $("corner");
  const open = doc.settings.joining && doc.state === "open" && round && (running || round.number < round.of);
  const text = open ? w("Join with") : round ? w("{n} players", { n: doc.players.length }) : "";
  const code = open ? spaced(doc.join.code || doc.join.address) : "";
  if (corner.dataset.is !== text + code) {
    corner.dataset.is = text + code;
    corner.replaceChildren(text, ...(code ? [make("b", { text: code })] : []));
  }
}

// -- waiting --------------------------------------------------------------------------------------------------------

function drawWaiting() {
  const code = doc.join.code ? spaced(doc.join.code) : doc.join.address;
  say($("code"), code);
  $("code").classList.toggle("long", code.length > 8);
  $("code").classList.toggle("address", !doc.join.code || code.length > 12);
  say($("address"), doc.join.address);
  if (!$("qr").src) $("qr").src = "/pages/join.svg";
  const waiting = doc.waiting ? ` · ${w("waiting to be let in: {n}", { n: doc.waiting })}` : "";
  say($("count"), w("Joined: {n}", { n: doc.players.length }) + waiting);
  show($("nobody"), !doc.players.length);
  show($("names").parentElement, doc.players.length > 0);
  keyed($("names"), doc.players, (one) => one.id, () => make("li"), (li, one) => say(li, one.nickname));
  thinkOf("");
  turnPage();
}

/** Show one window of names after another; lines are of one height, so that nothing is cut. */
function turnPage() {
  const list = $("names");
  const high = list.parentElement.clientHeight;
  const pages = Math.max(1, Math.ceil((list.scrollHeight - 2) / high));
  if (Date.now() - lookedAt > DWELL) {
    lookedAt = Date.now();
    list.dataset.page = String((Number(list.dataset.page || 0) + 1) % pages);
  }
  const page = Math.min(Number(list.dataset.page || 0), pages - 1);
  list.style.transform = page ? `translateY(${-page * high}px)` : "none";
  say($("more"), pages > 1 ? w("page {n} of {of}", { n: page + 1, of: pages }) : "");
}

// -- a turn ---------------------------------------------------------------------------------------------------------

function drawLive(round) {
  const paced = round.mode === "paced";
  say($("turn"), paced ? w("At your own pace") : w("Turn {n} of {of}", { n: round.turn, of: round.turns }));
  say($("when"), paced ? "" : words.turns[round.turn - 1] || "");
  const done = doc.players.filter((one) => one.ended).length;
  say($("ended"), w("{n} of {of}", { n: done, of: doc.players.length }));
  const news = doc.news.filter((one) => words.events[one.event]);
  keyed($("news"), news, (one) => one.event, newNews, (li, one) => {
    say(li.children[0], String(news.indexOf(one) + 1));
    say(li.children[2], words.events[one.event].title);
    say(li.children[3], one.share < 100 ? w("{n}% of tables", { n: one.share }) : "");
  });
  drawSeats();
  thinkOf(QUESTIONS[(round.number + round.turn - 2) % QUESTIONS.length]);
}

function newNews(one) {
  return make("li", {}, make("span", { class: "number" }), mark(words.events[one.event].power), make("span"), make("span", { class: "share" }));
}

function drawSeats() {
  const list = $("seats");
  const [wide, high] = [696, 150];
  const count = Math.max(1, doc.players.length);
  let size = 48;
  while (size > 8 && Math.floor((wide + 0.36 * size) / (1.36 * size)) * Math.floor((high + 0.3 * size) / (1.3 * size)) < count) size -= 1;
  list.style.setProperty("--seat", size);
  list.style.setProperty("--columns", Math.floor((wide + 0.36 * size) / (1.36 * size)));
  keyed(list, doc.players, (one) => one.id, () => make("li", {}, mark("done")), (li, one) => {
    li.firstChild.setAttribute("class", one.ended ? "mark done" : "mark");
  });
}

function thinkOf(question) {
  const think = $("think");
  const text = question ? w("Think: {question}", { question: w(question) }) : w("Choose a nickname: nobody needs your name.");
  if (think.dataset.is === text) return;
  think.dataset.is = text;
  think.replaceChildren(mark("ask"), make("span", { text }));
}

function tick() {
  const round = doc?.round;
  if (!round || $("live").hidden) return;
  const end = round.mode === "paced" ? round.closes : round.deadline;
  const now = round.paused_since ?? Date.now() / 1000 + offset;
  const time = $("time");
  const text = end === null ? w("no deadline") : clockText(end - now);
  say(time, text);
  time.classList.toggle("none", end === null);
  time.classList.toggle("long", end !== null && text.length > 5);
  say($("left"), end === null ? "" : round.mode === "paced" ? w("left until the round closes") : w("left to decide"));
  const whole = (words?.seconds || [0, 0])[round.turn === 1 ? 0 : 1];
  const part = end !== null && whole ? Math.min(1, Math.max(0, (end - now) / whole)) : 0;
  $("bar").style.transform = `scaleX(${part.toFixed(3)})`;
}

// -- between rounds -------------------------------------------------------------------------------------------------

function drawAfter(round) {
  say($("note"), w("Your own place is on your own screen"));
  say($("words"), w("Round {n} is over. Your result is on your own screen.", { n: round.number }));
  if (!after || !doc.standings) return thinkOf(QUESTIONS[round.number % QUESTIONS.length]);
  const rounds = round.number > 1 ? ` · ${w("sum of {n} rounds", { n: round.number })}` : "";
  say($("top"), w("The best {n}", { n: doc.standings.rows.length }) + rounds);
  keyed($("rows"), doc.standings.rows, (one) => one.id, newRow, (li, one) => {
    say(li.children[0], String(one.place));
    const who = after.roads[one.id] || "dot";
    if (li.dataset.who !== who) { li.dataset.who = who; li.replaceChild(mark(who), li.children[1]); }
    say(li.children[2], one.nickname);
    say(li.children[3], points(one.sum));
    li.classList.toggle("first", one.place <= 3);
  });
  const bots = after.bots ? ` · ${w("shaded: {n} bots, same dice", { n: after.bots.toLocaleString("en") })}` : "";
  say($("all"), w("All {n}", { n: after.players }) + bots);
  if ($("drawing").dataset.is !== after.distribution) {
    $("drawing").dataset.is = after.distribution;
    const parsed = new DOMParser().parseFromString(after.distribution.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '), "image/svg+xml");
    $("drawing").replaceChildren(document.importNode(parsed.documentElement, true));
  }
  drawSplit();
}

function newRow() {
  return make("li", {}, make("span", { class: "place" }), mark("dot"), make("span", { class: "name" }), make("span", { class: "sum" }));
}

/** Show the event that split the class; where classes play against each other, their averages take turns with it. */
function drawSplit() {
  const teams = doc.standings.teams;
  const second = Math.floor(Date.now() / 10000) % 2 === 1;
  const classes = teams.length > 1 && (second || !after.split);
  const rows = classes
    ? teams.slice(0, 4).map((one) => ({ label: `${one.place}  ${one.name}`, players: one.seats, aside: w("mean {n}", { n: points(one.average) }) }))
    : (after.split?.answers || []).map((one) => ({ label: one.label, players: one.players, aside: w("median {n}", { n: one.middle }) }));
  const head = classes
    ? w("Averages of the classes")
    : after.split ? w("Turn {n}, {title}: the class split", { n: after.split.turn, title: after.split.title }) : w("The class was of one mind");
  say($("splithead"), head);
  const most = Math.max(1, ...rows.map((one) => one.players));
  keyed($("answers"), rows, (one) => one.label, newAnswer, (li, one) => {
    say(li.children[0], one.label);
    li.children[1].firstChild.style.setProperty("--part", one.players / most);
    say(li.children[1].lastChild, String(one.players));
    say(li.children[2], one.aside);
  });
}

function newAnswer() {
  return make("li", {}, make("span"), make("span", { class: "length" }, make("i"), make("span")), make("span", { class: "aside" }));
}

// -- begin ----------------------------------------------------------------------------------------------------------

function told(state, error) {
  if (state === "gone") {
    for (const name of ["waiting", "live", "after", "eyes", "legend"]) show($(name), false);
    show($("message"), true);
    say($("words"), error ? w("This link is good no more: open the table from the console again.") : w("This tournament has been deleted."));
  }
  say($("note"), state === "off" ? w("No connection: trying again …") : $("after").hidden ? "" : w("Your own place is on your own screen"));
}

$("theme").addEventListener("click", () => dress("table", THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length]));
$("full").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "t") $("theme").click();
  if (event.key === "f") $("full").click();
});

dress("table", new URLSearchParams(location.search).get("theme") || keptTheme("table"));
setInterval(() => {
  tick();
  if (doc && !$("waiting").hidden) turnPage();
  if (doc && after && doc.standings && !$("after").hidden) drawSplit();
}, 250);
if (still.matches) document.documentElement.dataset.still = "";
live(token, "/table", hear, told);
