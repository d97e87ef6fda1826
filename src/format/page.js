/* Search, and a button that opens all answers, for the page of qb-format -t html; see html.c. */
'use strict';
{
	const box = document.getElementById('search');
	const query = document.getElementById('query');
	const shown = document.getElementById('shown');
	const toggle = document.getElementById('toggle');
	const details = [...document.querySelectorAll('details')];
	const sections = [...document.querySelectorAll('section')];
	let questions; // set by the first search

	// Ignore case and accents.
	const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

	// A question: its article, the article of its answer at the end, and the searched text of both.
	const gather = (article) => {
		const articles = [article, document.getElementById(`a-${article.id}`)].filter(Boolean);
		const parts = articles.flatMap((a) => [...a.querySelectorAll('.question, .label, .answer')]);
		return { articles, text: fold(parts.map((part) => part.textContent).join('\n')) };
	};

	// Hide sections and topics without a visible question.
	const updateSections = () => {
		const counts = {};
		for (const section of sections) {
			const n = section.querySelectorAll('article:not([hidden])').length;
			const topic = section.dataset.topic ?? section.id;
			section.hidden = n === 0;
			counts[topic] = (counts[topic] ?? 0) + n;
		}
		for (const link of document.querySelectorAll('nav a')) {
			const n = counts[link.hash.slice(1)];
			link.parentElement.hidden = n === 0;
			link.parentElement.querySelector('.count').textContent = n;
		}
	};

	const search = () => {
		const words = fold(query.value).split(/\s+/).filter(Boolean);
		let n = 0;
		questions ??= [...document.querySelectorAll('article.asked')].map(gather);
		for (const { articles, text } of questions) {
			const matches = words.every((word) => text.includes(word));
			for (const article of articles)
				article.hidden = !matches;
			n += matches;
		}
		updateSections();
		shown.textContent = words.length === 0 ? '' : `${n} of ${questions.length} shown`;
	};

	const clear = () => {
		query.value = '';
		search();
	};

	const typing = (element) => element.closest('input, textarea, select, [contenteditable]') !== null;

	box.hidden = false;
	query.addEventListener('input', search);
	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
			return;
		if (event.key === '/' && !typing(event.target)) {
			event.preventDefault();
			query.focus();
			query.select();
		} else if (event.key === 'Escape' && query.value !== '') {
			event.preventDefault();
			clear();
		}
	});

	if (toggle) {
		const allOpen = () => details.every((d) => d.open);
		const name = () => {
			toggle.textContent = allOpen() ? 'Close all answers' : 'Open all answers';
		};
		toggle.hidden = false;
		toggle.addEventListener('click', () => {
			const open = !allOpen();
			for (const d of details)
				d.open = open;
		});
		for (const d of details)
			d.addEventListener('toggle', name);
	}

	// Browsers restore the query when the user goes back to the page.
	if (query.value !== '')
		search();
}
