// The page that a student's browser opens for the test before the class: whoever sees it can join.

import { $, say, speak, w } from "./common.js";

await speak(navigator.language.startsWith("ko") ? "ko" : "en");
const answer = await fetch("/api/v1/hello", { cache: "no-store" });
if (answer.ok) {
  const hello = await answer.json();
  if (hello.title) say($("title"), hello.title);
  if (hello.title) say($("room"), hello.joining ? w("Joining is open.") : w("Joining is closed for now."));
}
