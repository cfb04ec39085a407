// The style and the script of the HTML report. The script only hides and shows what is already on the page.

export const pageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: #8886; --bad: #c02020; --unsure: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff7b72; --unsure: #e3b341; } }
body { max-width: 72rem; margin: 1rem auto; padding: 0 1rem; }
.faint { opacity: .75; }
form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; padding: .5rem 0; }
form[hidden] { display: none; }
section { border-top: 1px solid var(--line); padding: .5rem 0; }
h2 { font-size: 1.15rem; margin: .5rem 0; }
.severity { font-weight: normal; font-size: .9rem; border: 1px solid; border-radius: .3rem; padding: 0 .4rem; }
.down .severity { color: var(--bad); }
.degraded .severity, .job .severity, .waiting .severity { color: var(--unsure); }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid var(--line); padding-left: .6rem; }
dd { margin: 0 0 .5rem 1rem; }
dt { font-size: .85rem; opacity: .8; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid var(--line); }
td, dd, p, li { overflow-wrap: anywhere; }
`

export const pageScript = `
const byId = (id) => document.getElementById(id)
const groups = [...document.querySelectorAll('.group')]
function apply() {
  const text = byId('text').value.toLowerCase()
  const namespace = byId('namespace').value
  const severity = byId('severity').value
  let shown = 0
  for (const group of groups) {
    const head = [...group.querySelectorAll('h2, p, dl')].map((part) => part.textContent).join(' ').toLowerCase()
    let rows = 0
    for (const row of group.querySelectorAll('tbody tr')) {
      const fits = (namespace === '' || row.dataset.namespace === namespace) &&
        (text === '' || head.includes(text) || row.textContent.toLowerCase().includes(text))
      row.hidden = !fits
      if (fits) rows += 1
    }
    group.hidden = rows === 0 || (severity !== '' && group.dataset.severity !== severity)
    if (!group.hidden) shown += rows
  }
  byId('shown').textContent = shown + ' shown'
}
byId('filters').hidden = false
byId('filters').addEventListener('input', apply)
byId('filters').addEventListener('submit', (event) => event.preventDefault())
apply()
`
