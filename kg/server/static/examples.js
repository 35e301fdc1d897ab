// The questions that come with the graph: searched by title in any language, filled in by form.
export function examples(box, search, list, { lang, t, use, run }) {
  const drawn = list.map((query) => {
    const item = document.createElement("details");
    item.className = "example";
    item.dataset.text = `${Object.values(query.titles).join(" ")} ${query.about} ${query.name}`.toLowerCase();
    item.dataset.name = query.name;
    const title = Object.assign(document.createElement("summary"), { textContent: query.titles[lang] || query.titles.en });
    const form = document.createElement("form");
    const about = Object.assign(document.createElement("p"), { className: "quiet", textContent: query.about, lang: "en", dir: "ltr" });
    form.append(about, ...query.params.map((param) => field(param, t)));
    const ask = Object.assign(document.createElement("button"), { type: "submit", className: "main", textContent: t["run-query"] });
    const put = Object.assign(document.createElement("button"), { type: "button", textContent: t.use });
    form.append(ask, put);
    form.addEventListener("submit", (event) => { event.preventDefault(); fill(query, form, use).then((done) => done && run()); });
    put.addEventListener("click", () => fill(query, form, use));
    item.append(title, form);
    return item;
  });
  box.replaceChildren(...drawn);
  search.addEventListener("input", () => {
    const text = search.value.toLowerCase();
    for (const item of drawn) item.hidden = !item.dataset.text.includes(text);
  });
  return (name) => {
    const item = drawn.find((d) => d.dataset.name === name);
    if (item) { item.open = true; item.scrollIntoView({ block: "nearest" }); item.querySelector("form").requestSubmit(); }
    return Boolean(item);
  };
}

function field(param, t) {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { name: param.name, value: param.default, placeholder: t.parameter, dir: "auto", autocomplete: "off" });
  label.append(Object.assign(document.createElement("bdi"), { textContent: t[`param-${param.name}`] || param.name }), input);
  if (param.kind === "entity") {
    const names = document.createElement("datalist");
    names.id = `names-${Math.random().toString(36).slice(2)}`;
    input.setAttribute("list", names.id);
    input.addEventListener("input", async () => {
      if (input.value.length < 2) return;
      const found = await fetch(`/complete?text=${encodeURIComponent(input.value)}`).then((r) => (r.ok ? r.json() : []), () => []);
      names.replaceChildren(...found.map((n) => Object.assign(document.createElement("option"), { value: n.label })));
    });
    label.append(names);
  }
  return label;
}

// The server writes the values into the query, as terms: a value can never become SPARQL.
async function fill(query, form, use) {
  const values = new URLSearchParams([...new FormData(form)]);
  values.set("text", "1");
  const answer = await fetch(`/queries/${query.name}?${values}`);
  if (answer.ok) { use(await answer.text()); return true; }
  const found = await answer.json();
  use(null, `${found.detail} (${found.advice})`);
  return false;
}
