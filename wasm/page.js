"use strict";
// The page around the module: it takes files, hands them in, and shows what comes back. It fetches nothing and keeps nothing.

const MIB = 1024 * 1024;
// What the verifier itself bounds: a bundle, and every other file.
const LARGEST = { file: 96, trust: 64, message: 64, attachment: 64, list: 16, algorithms: 4 };
const GROUPS = /^(?:(?:seal|tsa|list)\/[^/]+\.pem|(?:log|witness)\/[^/]+\.vkey|crl\/[^/]+\.crl|dkim\/[^/]+\.txt|templates\/[^/]+\/[^/]+\/[^/]+\.txt|tlog-policy)$/;

const at = (id) => document.getElementById(id);

// Hands an input to a new instance of the module, and gives its answer. It runs in a worker, which knows nothing but this text.
const run = async (module, deed, head, files) => {
  const { exports: machine } = await WebAssembly.instantiate(module, {});
  const said = new TextEncoder().encode(JSON.stringify(head));
  const length = files.reduce((sum, file) => sum + file.byteLength, 4 + said.length);
  const place = machine.input(length) >>> 0;
  const room = new Uint8Array(machine.memory.buffer, place, length);
  new DataView(room.buffer, place).setUint32(0, said.length, true);
  room.set(said, 4);
  let next = 4 + said.length;
  for (const file of files) {
    room.set(new Uint8Array(file), next);
    next += file.byteLength;
  }
  const answer = machine[deed]() >>> 0;
  return JSON.parse(new TextDecoder().decode(new Uint8Array(machine.memory.buffer, answer, machine.length())));
};

const WORKER = `const run = ${run};
onmessage = async ({ data: [module, head, files] }) => {
  try { postMessage({ answer: await run(module, "judge", head, files) }); } catch (wrong) { postMessage({ wrong: String(wrong) }); }
};`;

let module, words = {}, given = {}, last = null, turn = 0;

// In a worker, so that the page stays awake; here, where a browser allows none.
const judged = (head, files) => new Promise((done, failed) => {
  const here = () => setTimeout(() => run(module, "judge", head, files).then(done, failed), 50);
  let worker, address;
  try {
    address = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
    worker = new Worker(address);
    worker.onmessage = ({ data }) => {
      worker.terminate();
      URL.revokeObjectURL(address);
      data.answer ? done(data.answer) : failed(data.wrong);
    };
    worker.onerror = worker.onmessageerror = () => { worker.terminate(); here(); };
    worker.postMessage([module, head, files]);
  } catch {
    if (worker) worker.terminate();
    here();
  }
});

const say = (key, places = {}) =>
  Object.entries(places).reduce((text, [name, value]) => text.replace(`{$${name}}`, () => value), words[key] || key);

const OWN = ["alone-working", "alone-passed", "alone-failed", "alone-open", "alone-other-message", "alone-other-attachment", "alone-seal",
  "alone-tsa", "alone-trusted", "alone-untrusted", "alone-wrong", "alone-no-file", "alone-no-anchor", "alone-stopped", "alone-chosen",
  "alone-too-large", "alone-attachment-alone", "alone-attachment-without-message", "alone-many-bundles", "alone-many-promises", "alone-many-reports",
  "alone-message-alone", "alone-many-notices", "alone-notice-and-more", "alone-notice-and-promise", "alone-nothing", "alone-too-many"];

const speak = async (language) => {
  const all = document.querySelectorAll("[data-say]");
  const keys = OWN.concat([...all].map((element) => element.dataset.say));
  words = await run(module, "say", { language, keys }, []);
  document.documentElement.lang = language;
  document.title = say("alone-title");
  for (const element of all) element.textContent = say(element.dataset.say);
  for (const role of ["file", "trust"]) chosen(role);
  if (last) show(last);
};

const chosen = (role) => {
  const names = (given[role] || []).map(([name]) => name).join(", ");
  at(`${role}-chosen`).textContent = names && say("alone-chosen", { names });
};

// Within the folder of anchors, whatever stands above it.
const anchor = (path) => {
  const parts = path.split("/");
  return [-4, -2, -1].map((from) => parts.slice(from).join("/")).find((name) => GROUPS.test(name)) || null;
};

const take = (role, files) => {
  given[role] = role === "trust" ? files.map(([path, file]) => [anchor(path), file]).filter(([name]) => name) : files;
  if (role === "file" || role === "trust") chosen(role);
  if (role === "trust" && files.length && !given.trust.length) stop(say("alone-no-anchor"));
};

const stop = (text) => {
  last = null;
  at("result").hidden = true;
  at("status").className = text ? "wrong" : "";
  at("status").textContent = text;
};

const put = (parent, name, text, kind) => {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  parent.append(element);
};

// The pages of the document, as they stand in the file that can be saved; their headings stand two levels lower here.
const draw = (file) => {
  // Its style is for a page of its own, and this page's policy stops it.
  const bare = file.replace(/<style>[^]*?<\/style>/, "");
  const pages = new DOMParser().parseFromString(bare, "text/html").querySelectorAll("main > section");
  at("document").replaceChildren(...pages);
  for (const heading of at("document").querySelectorAll("h1, h2, h3")) {
    const lower = document.createElement(`h${Number(heading.tagName[1]) + 2}`);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  for (const foot of at("document").querySelectorAll("footer")) foot.remove();
  URL.revokeObjectURL(at("save").href);
  at("save").href = URL.createObjectURL(new Blob([file], { type: "text/html" }));
};

const show = (answer) => {
  const report = JSON.parse(answer.json);
  const [text, kind] = { "TOTAL-PASSED": ["alone-passed", "calm"], "TOTAL-FAILED": ["alone-failed", "wrong"] }[report.verdict] || ["alone-open", "note"];
  at("said").replaceChildren();
  put(at("said"), "p", say(text), `${kind} verdict`);
  if (report.content === "given-differs") put(at("said"), "p", say("alone-other-message"), "wrong");
  if (report.dispute && report.dispute.files.some((file) => !file.is.length)) put(at("said"), "p", say("alone-other-attachment"), "wrong");
  at("roots").hidden = !report.roots.length;
  at("compare").hidden = report.roots.every((root) => root.trusted);
  at("fingerprints").replaceChildren();
  for (const root of report.roots) {
    const trusted = say(root.trusted ? "alone-trusted" : "alone-untrusted");
    put(at("fingerprints"), "dt", `${say(root.signs === "tsa" ? "alone-tsa" : "alone-seal")}: ${root.name} (${trusted})`);
    put(at("fingerprints"), "dd", root.fingerprint, "code");
  }
  draw(answer.documents[document.documentElement.lang]);
  at("text").textContent = answer.text;
  at("json").textContent = answer.json;
  // Said aloud here, to be seen below.
  at("status").className = "unseen";
  at("status").textContent = say(text);
  at("result").hidden = false;
  last = answer;
};

const check = async () => {
  const mine = ++turn;
  stop("");
  if (!(given.file || []).length) return stop(say("alone-no-file"));
  const files = Object.entries(given).flatMap(([role, all]) => all.map(([name, file]) => ({ role, name, file })));
  const large = files.find(({ role, file }) => file.size > LARGEST[role] * MIB);
  if (large) return stop(say("alone-too-large", { name: large.name, limit: LARGEST[large.role] }));
  at("status").textContent = say("alone-working");
  at("check").disabled = true;
  try {
    const octets = await Promise.all(files.map(({ file }) => file.arrayBuffer()));
    const head = {
      at: at("at").value.trim() || Date.now(),
      require: [...document.querySelectorAll("#require input:checked")].map((box) => box.value).join(","),
      files: files.map(({ role, name }, place) => ({ role, name, length: octets[place].byteLength })),
    };
    const answer = await judged(head, octets);
    if (mine !== turn) return;
    if (answer.json) {
      show(answer);
      at("result-title").focus();
    } else {
      stop(`${say("alone-wrong")} ${answer.key ? say(answer.key) : answer.wrong}`);
    }
  } catch (wrong) {
    if (mine === turn) stop(`${say("alone-stopped")} (${wrong})`);
  } finally {
    at("check").disabled = false;
  }
};

// The files of what was dropped, folders with all that lies in them.
const within = async (entry, above) => {
  const path = above ? `${above}/${entry.name}` : entry.name;
  if (entry.isFile) return [[path, await new Promise((done, failed) => entry.file(done, failed))]];
  const reader = entry.createReader(), found = [];
  for (;;) {
    const more = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!more.length || found.length > 1000) return found;
    for (const one of more) found.push(...await within(one, path));
  }
};

const dropped = async (event) => {
  document.body.classList.remove("over");
  // On a field for files the browser does it.
  if (event.target.type === "file" && event.target.id !== "trust") return;
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  const files = [], folders = [];
  for (const entry of entries) (entry.isFile ? files : folders).push(...await within(entry, ""));
  if (folders.length) take("trust", folders);
  if (files.length) take("file", files);
};

const begin = async () => {
  const text = at("module").textContent;
  const octets = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  module = await WebAssembly.compile(octets);
  const spoken = [...at("language").options].map((option) => option.value);
  const wanted = (navigator.languages || [navigator.language]).map((code) => code.split("-")[0]);
  at("language").value = wanted.find((code) => spoken.includes(code)) || "en";
  await speak(at("language").value);
  at("language").addEventListener("change", () => speak(at("language").value));
  for (const role of Object.keys(LARGEST)) {
    at(role).addEventListener("change", () => take(role, [...at(role).files].map((file) => [file.webkitRelativePath || file.name, file])));
  }
  at("form").addEventListener("submit", (event) => { event.preventDefault(); check(); });
  at("form").addEventListener("reset", () => { turn++; given = {}; stop(""); chosen("file"); chosen("trust"); });
  document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
  document.addEventListener("dragleave", () => document.body.classList.remove("over"));
  document.addEventListener("drop", dropped);
  for (const id of ["languages", "page", "about"]) at(id).hidden = false;
};

begin().catch((wrong) => {
  // Without the module there are no words; these are for whoever looks for the reason.
  const line = document.createElement("p");
  line.textContent = `This browser cannot run the verifier: ${wrong}. Use the program recepis-verify.`;
  document.body.append(line);
});
