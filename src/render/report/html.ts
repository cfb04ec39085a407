// A report as one page that needs nothing else: no network, no fonts, and it reads well without its script.
import type { FailureReport, Group, Member } from '../../report/failure-report.ts'
import { counted } from '../../words/names.ts'
import { markup } from '../markup.ts'
import { lines } from '../neutralise.ts'
import { pageScript, pageStyle } from './page.ts'
import { shownAt } from './text.ts'
import { gapSentences, headline, otherPods, severityWords, whoIsHit } from './words.ts'

/** The report as HTML. All text of the cluster is markup; the policy in its head allows nothing but its own script and style. */
export function renderHtmlReport(report: FailureReport): string {
  const { groups, unexplained, gaps, takenAt } = report
  const namespaces = [
    ...new Set([
      ...groups.flatMap((group) => group.namespaces),
      ...unexplained.map(({ namespace }) => namespace),
    ]),
  ].sort()
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Pods that fail or wait</title>
<style>${pageStyle}</style>
<h1>Pods that fail or wait</h1>
<p>${markup(headline(report))} ${markup(otherPods(report))}</p>
<p class="faint">Shown: ${markup(shownAt(report))}</p>
<form id="filters" aria-label="Filters" hidden>
<label>Text <input id="text" type="search"></label>
<label>Namespace <select id="namespace"><option value="">all</option>${namespaces.map((name) => `<option value="${markup(name)}">${markup(name)}</option>`).join('')}</select></label>
<label>Severity <select id="severity"><option value="">all</option>${Object.entries(severityWords)
    .map(([severity, word]) => `<option value="${severity}">${word}</option>`)
    .join('')}</select></label>
<output id="shown" aria-live="polite"></output>
</form>
<main>
${groups.map((group) => groupSection(group, takenAt)).join('\n')}
${unexplained.length === 0 ? '' : unexplainedSection(unexplained)}
</main>
${
  gaps.length === 0
    ? ''
    : `<section><h2>Not known</h2><ul>${gapSentences(gaps)
        .map((sentence) => `<li>${markup(sentence)}</li>`)
        .join('')}</ul></section>`
}
<script>${pageScript}</script>
</html>
`
}

function groupSection(group: Group, takenAt: string): string {
  const { finding, sample, severity, shared, title, pods } = group
  const likely = finding.certainty === 'likely' ? 'Likely: ' : ''
  const name = sample.name === null ? '' : `${sample.namespace}/${sample.name}: `
  const steps = finding.next.map((step) =>
    'command' in step ? `<li><code>${markup(step.command)}</code></li>` : `<li>${markup(step.advice)}</li>`,
  )
  const proof = finding.evidence.map(
    ({ path, quote }) => `<dt>${markup(path)}</dt><dd><pre>${lines(quote).map(markup).join('\n')}</pre></dd>`,
  )
  return `<section class="group ${severity}" data-severity="${severity}">
<h2>${likely}${markup(title)} <span class="severity">${severityWords[severity]}</span></h2>
<p><strong>${markup(`${shared.kind} ${shared.name}`)}</strong><br>${markup(whoIsHit(group, takenAt))}</p>
<p>${markup(name + finding.what)} ${markup(finding.why)}</p>
${group.consequences.map((sentence) => `<p>${markup(sentence)}</p>`).join('')}
<details open><summary>How we know</summary><dl>${proof.join('')}</dl></details>
${steps.length === 0 ? '' : `<details open><summary>Next</summary><ul>${steps.join('')}</ul></details>`}
${memberTable(pods)}
</section>`
}

function unexplainedSection(members: readonly Member[]): string {
  return `<section class="group" data-severity=""><h2>${counted(members.length, 'pod')} without a cause that we know</h2>${memberTable(members)}</section>`
}

function memberTable(members: readonly Member[]): string {
  const rows = members.map(
    ({ namespace, name, owner, status, ready, restarts, node, what }) =>
      `<tr data-namespace="${markup(namespace)}"><td>${[namespace, name ?? `(no pod) ${owner ?? ''}`, status, ready, String(restarts), node ?? '', what].map(markup).join('</td><td>')}</td></tr>`,
  )
  return `<details${members.length > 20 ? '' : ' open'}><summary>${counted(members.length, 'member')}</summary><div class="wide"><table>
<thead><tr><th>Namespace<th>Pod<th>Status<th>Ready<th>Restarts<th>Node<th>What</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></details>`
}
