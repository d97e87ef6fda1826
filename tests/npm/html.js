// Reads pages of qb-format -t html in a real browser: node html.js CHROMIUM BANK END HOSTILE
// MIXED SHEET PLAIN, the whole bank with answers inline, the same with answers at the end, one whose
// fields try to get out, and one whose second topic is between two sections of the first, a
// marking sheet, and a plain paper.  Prints a line for each case: "ok" or "not ok",
// a TAP title, and what was found where it was something else.
'use strict';
const { chromium } = require('playwright-core');
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [executablePath, bank, end, hostile, mixed, sheet, candidates] = process.argv.slice(2);
const flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync'];
const problems = []; // what a page said, threw, asked the network for, or was refused

function check(title, got, want) {
	const same = JSON.stringify(got) === JSON.stringify(want);
	console.log(same ? `ok ${title}` : `not ok ${title}: want ${JSON.stringify(want)}, got ${JSON.stringify(got)}`);
}

async function open(context, file) {
	const url = pathToFileURL(file).href;
	const page = await context.newPage();
	page.on('console', (message) => problems.push(message.text()));
	page.on('pageerror', (error) => problems.push(error.message));
	page.on('dialog', (dialog) => {
		problems.push(`dialog: ${dialog.message()}`);
		dialog.dismiss();
	});
	page.on('request', (request) => {
		if (request.url().replace(/#.*/, '') !== url)
			problems.push(`request: ${request.url()}`);
	});
	await page.goto(url);
	return page;
}

// The rules of axe-core that find something, with the first element of each. It is given to
// the page by the debugger, past the page's policy.
async function audit(page) {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
	return violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 100)}`);
}

const shown = (page) => page.locator('article.asked:visible').count();
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.localName);

async function search(page) {
	const all = await shown(page);
	const sections = await page.locator('section:visible').count();
	await page.keyboard.press('/');
	check('/ goes to the search box', await focused(page), 'query');
	await page.keyboard.type('GENERICS');
	check('a search shows the questions that fit, in any case', await page.locator('article.asked:visible').evaluateAll(
		(articles) => articles.length > 0 && articles.every((a) => a.textContent.toLowerCase().includes('generics'))), true);
	const n = await shown(page);
	check('and hides the others', n < all, true);
	check('and says how many', await page.getByRole('status').textContent(), `${n} of ${all} shown`);
	check('and hides empty sections', await page.locator('section:visible').evaluateAll(
		(s) => s.every((one) => one.querySelector('article:not([hidden])') !== null)), true);
	check('and topics without a question', await page.locator('nav li:visible').count(),
		await page.locator('section:visible').count());
	await page.keyboard.press('Escape');
	check('Escape shows all again', [await page.locator('#query').inputValue(), await shown(page),
		await page.locator('section:visible').count()], ['', all, sections]);
	await page.keyboard.type('a/b');
	check('/ can be typed', await page.locator('#query').inputValue(), 'a/b');
	await page.locator('#query').fill('no-such-word');
	check('nothing found', [await shown(page), await page.getByRole('status').textContent()], [0, `0 of ${all} shown`]);
	await page.locator('#query').fill('answer-only tagged');
	check('answers and tags are searched, too', await shown(page), 1);
	await page.locator('#query').fill('');
}

async function answers(page) {
	const open = () => page.locator('details[open]').count();
	const all = await page.locator('details').count();
	await page.locator('h3 a').first().focus();
	await page.keyboard.press('Tab');
	check('Tab goes from a question to its answer', await focused(page), 'summary');
	await page.keyboard.press('Enter');
	check('Enter opens it', await open(), 1);
	const button = page.getByRole('button', { name: 'all answers' });
	await button.click();
	await page.waitForFunction(() => document.getElementById('toggle').textContent.startsWith('Close'));
	check('one button opens all', await open(), all);
	await button.click();
	check('and closes them', await open(), 0);
	await page.emulateMedia({ media: 'print' });
	check('on paper answers are open, and there is nothing to press', [
		await page.locator('.answer').first().evaluate((e) => e.checkVisibility({ contentVisibilityAuto: true }) &&
			e.getBoundingClientRect().height > 0),
		await page.locator('#search, nav, button, summary').filter({ visible: true }).count()], [true, 0]);
	await page.emulateMedia({ media: null });
}

async function narrow(page) {
	await page.locator('details').evaluateAll((all) => all.forEach((d) => d.open = true));
	for (const width of [320, 800, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		check(`${width} pixels are wide enough`, await page.evaluate(
			() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true);
	}
}

// On a phone the topics are folded; a sheet has boxes to tick, and a plain paper nothing that needs the script.
async function papers(browser) {
	const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
	const phone = await open(context, bank);
	const lines = () => phone.locator('nav li:visible').count();
	const fold = phone.getByRole('button', { name: 'Topics' });
	check('a phone shows a question at once', [await lines(), await phone.locator('article').first().isVisible()], [0, true]);
	check('axe-core finds nothing, on a phone', await audit(phone), []);
	await fold.click();
	check('a button unfolds the topics', [await lines() > 1, await fold.getAttribute('aria-expanded')], [true, 'true']);
	const marks = await open(context, sheet);
	await marks.locator('.points label').first().click();
	check('points can be ticked', await marks.locator('.points input:checked').count(), 1);
	check('axe-core finds nothing, a marking sheet', await audit(marks), []);
	await narrow(marks);
	const paper = await open(context, candidates);
	check('a plain paper has no search, and no topics', [await paper.locator('#query').count(), await paper.locator('h2:not(.unseen)').count()], [0, 0]);
	check('axe-core finds nothing, a plain paper', await audit(paper), []);
	await narrow(paper);
}

async function run(browser) {
	const context = await browser.newContext();
	const page = await open(context, bank);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	check('the first Tab leads past the topics', await focused(page), 'questions');
	await search(page);
	await answers(page);
	for (const colorScheme of ['light', 'dark']) {
		await page.emulateMedia({ colorScheme });
		await page.locator('details').evaluateAll((all) => all.forEach((d, i) => d.open = i < 10));
		check(`axe-core finds nothing, ${colorScheme}`, await audit(page), []);
	}
	await narrow(page);

	const last = await open(context, end);
	await last.locator('.jump a').first().click();
	const where = new URL(last.url()).hash;
	check('a question leads to its answer', await last.locator(where).locator('.answer').count(), 1);
	await last.locator(`${where} .jump a`).click();
	check('and the answer back', `#a-${new URL(last.url()).hash.slice(1)}`, where);
	await last.locator('#query').fill('answer-only');
	check('answers at the end are searched, and hidden in step', [await shown(last),
		await last.locator('article.answered:visible').count()], [1, 1]);
	check('axe-core finds nothing, answers at the end', await audit(last), []);

	const evil = await open(context, hostile);
	await narrow(evil);
	check('hostile fields make no element', await evil.locator('img, iframe, object, main script, [onclick], [onerror]').count(), 0);
	check('axe-core finds nothing, hostile fields', await audit(evil), []);

	const back = await open(context, mixed);
	const topics = () => back.locator('nav li:visible').evaluateAll((lines) => lines.map((line) => line.textContent.trim()));
	check('a topic that comes back is listed once', await topics(), ['First 2', 'Second 1']);
	await back.locator('#query').fill('last');
	check('and counts in all its sections', [await topics(), await back.locator('section:visible').count()], [['First 1'], 1]);
	await papers(browser);
	check('no errors, no violations of the policy, no requests', problems, []);

	const plain = await open(await browser.newContext({ javaScriptEnabled: false }), bank);
	check('without its script nothing is missing but what needs it', [await shown(plain) > 0,
		await plain.locator('#search, #toggle').filter({ visible: true }).count()], [true, 0]);
}

(async () => {
	const browser = await chromium.launch({ executablePath, args: flags, chromiumSandbox: false });
	try {
		await run(browser);
	} finally {
		await browser.close();
	}
})().catch((error) => {
	console.log(`not ok the browser ran: ${error.message.split('\n')[0]}`);
	process.exitCode = 1;
});
