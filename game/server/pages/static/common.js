// What table and console share: token, words, theme, requests, live updates, and lists that change without flicker.

const API = "/api/v1";
export const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Take the token out of the address, so that a mirrored screen does not show it; it lives as long as this tab. */
export function takeToken(page) {
  const given = location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(`tightrope-${page}`, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(`tightrope-${page}`) || (page === "table" ? sessionStorage.getItem("tightrope-console") : "") || "";
}

// -- words ----------------------------------------------------------------------------------------------------------

let words = {};
let spoken = "en";

export function w(text, values = {}) {
  return (words[text] || text).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export const language = () => spoken;

/** Speak a language: fetch its words, and say everything in the page that is marked with data-w anew. */
export async function speak(wanted) {
  words = wanted === "en" ? {} : await (await fetch(`/pages/${wanted}.json`)).json();
  spoken = wanted;
  document.documentElement.lang = wanted;
  for (const one of document.querySelectorAll("[data-w]")) {
    one.dataset.w ||= one.textContent;
    one.textContent = w(one.dataset.w);
  }
  for (const one of document.querySelectorAll("[data-wl]")) {
    one.setAttribute("aria-label", w(one.dataset.wl));
  }
}

// -- theme ----------------------------------------------------------------------------------------------------------

export const THEMES = ["light", "dark", "contrast"];

export function dress(page, wanted) {
  const theme = THEMES.includes(wanted) ? wanted : "light";
  document.documentElement.dataset.theme = theme;
  try { localStorage.setItem(`tightrope-theme-${page}`, theme); } catch { /* a browser that keeps nothing still shows it */ }
  return theme;
}

export function keptTheme(page) {
  try { return localStorage.getItem(`tightrope-theme-${page}`) || "light"; } catch { return "light"; }
}

// -- requests -------------------------------------------------------------------------------------------------------

export class Refused extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function refused(answer) {
  let error = {};
  try { error = (await answer.json()).error || {}; } catch { /* no document: the status has to do */ }
  return new Refused(answer.status, error.code || "", error.message || `${answer.status}`);
}

export async function ask(token, method, path, body) {
  const headers = { Authorization: `Bearer ${token}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(API + path, { method, headers, cache: "no-store", body: body === undefined ? undefined : JSON.stringify(body) });
  if (!answer.ok) throw await refused(answer);
  return answer;
}

export const get = async (token, path) => (await ask(token, "GET", path)).json();

// -- live -----------------------------------------------------------------------------------------------------------

const PATIENCE = 40000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Hear of a document whenever it changes; falls back to asking every two seconds where a proxy keeps streams back. */
export async function live(token, path, hear, state) {
  let silent = 0;
  for (let wait = 500; ; wait = Math.min(8000, wait * 2)) {
    try {
      if (silent < 3) {
        const heard = await listen(token, path, (document) => { wait = 500; silent = 0; state("on"); hear(document); });
        if (heard === "gone") return state("gone");
        silent += heard ? 0 : 1;
      } else {
        hear(await get(token, path));
        state("on");
        wait = 1000;
      }
    } catch (error) {
      if (error instanceof Refused && (error.status === 401 || error.status === 403)) return state("gone", error);
      state("off");
    }
    await pause(wait);
  }
}

async function listen(token, path, hear) {
  const stop = new AbortController();
  let heard = 0;
  let timer = setTimeout(() => stop.abort(), PATIENCE);
  const answer = await fetch(`${API}${path}/events`, { headers: { Authorization: `Bearer ${token}` }, cache: "no-store", signal: stop.signal });
  if (!answer.ok) throw await refused(answer);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let buffer = ""; ;) {
    const { value, done } = await reader.read();
    clearTimeout(timer);
    if (done) return heard;
    timer = setTimeout(() => stop.abort(), PATIENCE);
    buffer += value;
    const blocks = buffer.split("\n\n");
    buffer = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const kind = lines.find((line) => line.startsWith("event: "))?.slice(7);
      const data = lines.find((line) => line.startsWith("data: "))?.slice(6);
      if (kind === "gone") return "gone";
      if (data) { heard += 1; hear(JSON.parse(data)); }
    }
  }
}

// -- the page -------------------------------------------------------------------------------------------------------

export const $ = (id) => document.getElementById(id);

/** Make an element; texts are set as text, never as markup. */
export function make(tag, given = {}, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === "text") one.textContent = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) one.addEventListener(event, act);
    else if (value === true) one.setAttribute(name, "");
    else if (value !== false && value != null) one.setAttribute(name, value);
  }
  one.append(...children);
  return one;
}

export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element, yes) {
  if (element.hidden === yes) element.hidden = !yes;
}

/** Bring a list up to date by key: what stays is kept as it is, what moves glides there, what is new fades in. */
export function keyed(parent, items, key, create, update) {
  const before = new Map([...parent.children].map((one) => [one.dataset.key, one]));
  const places = new Map([...before].map(([name, one]) => [name, [one.offsetLeft, one.offsetTop]]));
  const wanted = items.map((item) => {
    const name = String(key(item));
    let one = before.get(name);
    if (one) before.delete(name);
    else {
      one = create(item);
      one.dataset.key = name;
    }
    update(one, item);
    return one;
  });
  for (const gone of before.values()) gone.remove();
  wanted.forEach((one, place) => { if (parent.children[place] !== one) parent.insertBefore(one, parent.children[place] || null); });
  if (!still.matches) for (const one of wanted) glide(one, places.get(one.dataset.key));
}

function glide(one, from) {
  if (!from) return one.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 200 });
  const [dx, dy] = [from[0] - one.offsetLeft, from[1] - one.offsetTop];
  if (dx || dy) one.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }], { duration: 250, easing: "ease-out" });
}

/** The mark of a power or road; shapes are never dropped, since some eyes see no colours. */
export function mark(who) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  const known = ["washington", "beijing", "seoul", "autonomy", "ambiguity", "pyongyang", "done", "ask"];
  const shape = who === "home" ? "seoul" : who;
  use.setAttribute("href", `#mark-${known.includes(shape) ? shape : "dot"}`);
  svg.setAttribute("class", `mark ${shape}`);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export function clockText(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

export const points = (thousandths) => (thousandths / 1000).toFixed(1);
export const spaced = (code) => (/^[A-Z]{6}/.test(code) ? `${code.slice(0, 3)} ${code.slice(3)}` : code);
