"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const setting = JSON.parse($("setting").textContent);
  const shown = 1000; // rows that a table holds; downloads hold all
  const editor = $("query");
  let running = null;
  let last = null;

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // Names ----------------------------------------------------------------------------------
  const safe = (path) => encodeURIComponent(path).replace(/%(2F|3A|3B|2C|3D|2B|40|24|23)/g, decodeURIComponent);
  const address = (iri) => iri.startsWith(setting.base)
    ? "/id/" + safe(iri.slice(setting.base.length)) : "/about?iri=" + encodeURIComponent(iri);
  const compact = (iri) => {
    if (iri.startsWith(setting.base)) return iri.slice(setting.base.length);
    let best = null;
    for (const [prefix, name] of Object.entries(setting.prefixes)) {
      if (iri.startsWith(name) && (!best || name.length > best[1].length)) best = [prefix, name];
    }
    return best ? best[0] + ":" + iri.slice(best[1].length) : iri;
  };

  // Results --------------------------------------------------------------------------------
  const cell = (term) => {
    const td = element("td");
    if (!term) { td.append(element("span", "–", { class: "empty", "aria-label": "nothing" })); return td; }
    if (term.type === "uri") {
      td.append(element("a", compact(term.value), { href: address(term.value), title: term.value }));
    } else if (term.type === "triple") {
      td.textContent = JSON.stringify(term.value);
    } else {
      td.append(term.value);
      if (term["xml:lang"] && term["xml:lang"] !== "en") td.append(" ", element("small", term["xml:lang"]));
      if (/#(integer|decimal|double|float)$/.test(term.datatype || "")) td.className = "number";
    }
    return td;
  };
  const table = (found) => {
    const made = element("table");
    const head = made.createTHead().insertRow();
    for (const name of found.head.vars) head.append(element("th", name, { scope: "col" }));
    const body = made.createTBody();
    for (const row of found.results.bindings) {
      const tr = body.insertRow();
      for (const name of found.head.vars) tr.append(cell(row[name]));
    }
    return made;
  };
  const count = (n, one) => `${n.toLocaleString("en")} ${n === 1 ? one : one + "s"}`;

  const tell = (text) => { $("status").className = ""; $("status").textContent = text; };
  const clear = () => {
    for (const id of ["error", "notice", "downloads", "result"]) { $(id).hidden = true; $(id).replaceChildren(); }
  };
  const fail = (text) => {
    tell("No answer");
    $("error").textContent = text;
    $("error").hidden = false;
    const place = /line (\d+), column (\d+)/.exec(text);
    if (!place) return;
    const lines = editor.value.split("\n");
    const line = Math.min(Number(place[1]), lines.length);
    const start = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0) + Number(place[2]) - 1;
    editor.focus();
    editor.setSelectionRange(Math.min(start, editor.value.length), Math.min(start + 1, editor.value.length));
    editor.scrollTop = (line - 4) * parseFloat(getComputedStyle(editor).lineHeight);
  };
  const show = async (response, started) => {
    const type = response.headers.get("Content-Type") || "";
    const cut = response.headers.get("X-Itugraph-Truncated");
    const rows = Number(response.headers.get("X-Itugraph-Rows") || 0);
    const text = await response.text();
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    let kind = "row";
    if (type.startsWith("application/sparql-results+json")) {
      const found = JSON.parse(text);
      if ("boolean" in found) {
        kind = "answer";
        $("result").append(element("p", found.boolean ? "Yes" : "No", { class: "answer" }));
      } else if (found.results.bindings.length) {
        $("result").append(table(found));
      } else {
        $("result").append(element("p", "No rows: nothing in the graph fits the query.", { class: "answer" }));
      }
    } else {
      kind = "triple";
      $("result").append(element("pre", text));
    }
    $("result").hidden = false;
    $("result").scrollTop = 0;
    tell(`${count(rows, kind)} in ${seconds} seconds`);
    if (cut) {
      $("notice").textContent = `Only the first ${rows.toLocaleString("en")} are shown: there are more. A download has them all, up to ${setting.rows.toLocaleString("en")}.`;
      $("notice").hidden = false;
    }
    offer(kind === "triple");
  };

  // Asking ---------------------------------------------------------------------------------
  const ask = (query, accept, limit, signal) => {
    const headers = { Accept: accept, "Content-Type": "application/sparql-query" };
    if (limit) headers["X-Itugraph-Max-Rows"] = String(limit);
    return fetch("/sparql", { method: "POST", headers, body: query, signal, credentials: "omit" });
  };
  const busy = (on) => {
    $("run").disabled = on;
    $("stop").hidden = !on;
  };
  const run = async () => {
    if (running) running.abort();
    const query = editor.value;
    const mine = new AbortController();
    running = mine;
    last = query;
    history.replaceState(null, "", "#query=" + encodeURIComponent(query));
    clear();
    busy(true);
    tell("Running…");
    const started = performance.now();
    try {
      const response = await ask(query, "application/sparql-results+json, text/turtle;q=0.9", shown, mine.signal);
      if (running !== mine) return;
      if (response.ok) await show(response, started);
      else fail((await response.text()).trim());
    } catch (error) {
      if (running !== mine) return;
      if (error.name === "AbortError") tell("Stopped");
      else fail("The server does not answer.");
    } finally {
      if (running === mine) { running = null; busy(false); }
    }
  };
  const download = async (type, suffix) => {
    tell("Fetching all rows…");
    try {
      const response = await ask(last, type);
      if (!response.ok) { fail((await response.text()).trim()); return; }
      const link = element("a", "", { href: URL.createObjectURL(await response.blob()), download: "answer." + suffix });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      tell(`Downloaded ${count(Number(response.headers.get("X-Itugraph-Rows") || 0), suffix === "ttl" || suffix === "jsonld" || suffix === "nt" ? "triple" : "row")}`);
    } catch {
      fail("The server does not answer.");
    }
  };
  const offer = (triples) => {
    const kinds = triples
      ? [["Turtle", "text/turtle", "ttl"], ["JSON-LD", "application/ld+json", "jsonld"], ["N-Triples", "application/n-triples", "nt"]]
      : [["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", "application/sparql-results+json", "json"], ["XML", "application/sparql-results+xml", "xml"]];
    $("downloads").append(element("span", "Download"));
    for (const [name, type, suffix] of kinds) {
      const button = element("button", name, { type: "button" });
      button.addEventListener("click", () => download(type, suffix));
      $("downloads").append(button);
    }
    $("downloads").hidden = false;
  };

  // Questions ------------------------------------------------------------------------------
  let chosen = null;
  const fold = () => { if (matchMedia("(max-width: 860px)").matches) $("library").open = false; };
  const put = async (question, values) => {
    clear();
    tell("Looking up…");
    try {
      const response = await fetch(`/queries/${question.name}?${new URLSearchParams(values)}`, { credentials: "omit" });
      const text = await response.text();
      if (!response.ok) { fail(text.trim()); return; }
      editor.value = text;
      // Below the prefixes the query begins.
      const above = text.split("\n").findIndex((line) => /^(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.test(line));
      editor.scrollTop = Math.max(0, above - 1) * parseFloat(getComputedStyle(editor).lineHeight);
      run();
    } catch {
      fail("The server does not answer.");
    }
  };
  const choose = (question, button) => {
    chosen = question;
    for (const other of $("questions").querySelectorAll("button")) other.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    fold();
    $("parameters").hidden = false;
    $("question").textContent = question.title;
    $("fields").replaceChildren();
    const asOf = { name: "as-of", hint: "a day, year or conference, such as \"WTSA-16\"; or nothing", free: true };
    for (const { name, hint, free } of [...question.parameters, asOf]) {
      const field = element("div", undefined, { class: "field" });
      const example = (/such as "([^"]+)"/.exec(hint) || [])[1] || "";
      field.append(
        element("label", free ? "as of" : name, { for: "field-" + name }),
        element("small", hint, { id: "hint-" + name }),
        element("input", undefined, { id: "field-" + name, name, placeholder: example, "aria-describedby": "hint-" + name, ...(free ? {} : { required: "" }) }),
      );
      $("fields").append(field);
    }
    if (question.parameters.length) $("fields").querySelector("input").focus();
    else put(question, {});
  };
  let group = null, list = null;
  for (const question of setting.questions) {
    if (question.group !== group) {
      group = question.group;
      list = element("ul");
      const heading = element("h2", group);
      $("questions").append(heading, list);
    }
    const button = element("button", question.title, { type: "button" });
    button.addEventListener("click", () => choose(question, button));
    const item = element("li");
    item.append(button);
    list.append(item);
  }
  $("parameters").addEventListener("submit", (event) => {
    event.preventDefault();
    put(chosen, Object.fromEntries(new FormData(event.target)));
  });
  $("forget").addEventListener("click", () => { $("parameters").hidden = true; editor.focus(); });

  // The query box --------------------------------------------------------------------------
  $("run").addEventListener("click", run);
  $("stop").addEventListener("click", () => running && running.abort());
  $("complete").addEventListener("click", () => {
    const missing = Object.entries(setting.prefixes).filter(([prefix]) =>
      new RegExp("(^|[^\\w-])" + prefix + ":", "m").test(editor.value) && !new RegExp("PREFIX\\s+" + prefix + ":", "i").test(editor.value));
    editor.value = missing.map(([prefix, name]) => `PREFIX ${prefix}: <${name}>\n`).join("") + editor.value;
    tell(missing.length ? "Prefixes added" : "No known prefix is missing");
    editor.focus();
  });
  $("share").addEventListener("click", async () => {
    history.replaceState(null, "", "#query=" + encodeURIComponent(editor.value));
    try {
      await navigator.clipboard.writeText(location.href);
      tell("Link copied");
    } catch {
      tell("The address of this page is now the link to this query");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
  const linked = () => {
    const found = /^#query=(.*)$/s.exec(location.hash);
    if (!found) return false;
    try { editor.value = decodeURIComponent(found[1]); } catch { return false; }
    run();
    return true;
  };
  addEventListener("hashchange", linked);
  fold();
  if (!linked()) {
    editor.value = `PREFIX itg: <${setting.prefixes.itg}>
PREFIX cito: <${setting.prefixes.cito}>
PREFIX skos: <${setting.prefixes.skos}>

SELECT ?work ?label (COUNT(DISTINCT ?citing) AS ?texts)
WHERE {
  ?c itg:citedWork ?work ; cito:hasCitingEntity ?citing .
  ?work skos:prefLabel ?label .
}
GROUP BY ?work ?label ORDER BY DESC(?texts) LIMIT 20`;
  }
  document.documentElement.dataset.ready = "";
})();
