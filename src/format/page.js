/* Search, a button that opens all answers, and choices to choose, for the page of qb-format -t html; see html.c. */
'use strict';
{
	const box = document.getElementById('search');
	const query = document.getElementById('query');
	const shown = document.getElementById('shown');
	const toggle = document.getElementById('toggle');
	const details = [...document.querySelectorAll('details')];
	const topics = document.getElementById('topics');
	const sections = [...document.querySelectorAll('section')];
	let questions; // set by the first search

	// Ignore case and accents.
	const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

	// A question: its article, the article of its answer at the end, and the searched text of both.
	const gather = (article) => {
		const articles = [article, document.getElementById(`a-${article.id}`)].filter(Boolean);
		const parts = articles.flatMap((a) => [...a.querySelectorAll('.question, .rest, .choice, .label, .answer')]);
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

	// On a phone the list of topics would fill the screen: fold it, below a button.
	if (topics && matchMedia('(max-width: 44rem)').matches) {
		const list = topics.nextElementSibling;
		const fold = document.createElement('button');
		fold.type = 'button';
		fold.textContent = topics.textContent;
		const show = (shown) => {
			list.hidden = !shown;
			fold.setAttribute('aria-expanded', shown);
		};
		fold.addEventListener('click', () => show(list.hidden));
		topics.replaceChildren(fold);
		show(false);
	}

	// A plain paper has no search.
	if (box)
		box.hidden = false;
	query?.addEventListener('input', search);
	document.addEventListener('keydown', (event) => {
		if (!query || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
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

	// An element with a class and content.
	const make = (name, className, ...content) => {
		const element = document.createElement(name);
		element.className = className;
		element.append(...content);
		return element;
	};

	// Shows which of the chosen items are right, and their feedback, or nothing.
	const mark = (items, shows) => {
		for (const item of items) {
			const chosen = shows && item.querySelector('input').checked;
			const feedback = item.querySelector('.feedback');
			if (chosen)
				item.dataset.state = 'correct' in item.dataset ? 'right' : 'wrong';
			else
				delete item.dataset.state;
			if (feedback)
				feedback.hidden = !chosen;
		}
	};

	const verdict = (items) => {
		const chosen = items.filter((item) => item.querySelector('input').checked);
		const right = chosen.filter((item) => 'correct' in item.dataset).length;
		if (right < chosen.length)
			return 'Wrong.';
		if (right === items.filter((item) => 'correct' in item.dataset).length)
			return 'Right.';
		return right > 0 ? 'Right so far; there are more.' : 'Choose all that apply.';
	};

	// Gives a list of choices boxes: of one choice, a click shows the verdict; of several, a button.
	const offer = (list, index) => {
		const several = list.dataset.choose === 'several';
		const items = [...list.children];
		const says = make('span', '');
		const line = make('p', 'verdict');
		const group = make('div', '');
		const judge = () => {
			mark(items, true);
			says.textContent = verdict(items);
		};
		for (const item of items) {
			const input = make('input', '');
			input.type = several ? 'checkbox' : 'radio';
			input.name = `choice-${index}`;
			item.prepend(make('label', '', input, item.querySelector('.letter'), item.querySelector('.choice')));
			input.addEventListener('change', () => {
				mark(items, !several);
				says.textContent = several ? '' : verdict(items);
			});
		}
		if (several) {
			const button = make('button', '', 'Check');
			button.type = 'button';
			button.addEventListener('click', judge);
			line.append(button);
		}
		says.setAttribute('role', 'status');
		line.append(says);
		group.setAttribute('role', several ? 'group' : 'radiogroup');
		group.setAttribute('aria-label', several ? 'Choices; all that apply' : 'Choices');
		list.replaceWith(group);
		group.append(list, line);
	};

	document.querySelectorAll('.choices[data-choose]').forEach(offer);

	// Browsers restore the query when the user goes back to the page.
	if (query && query.value !== '')
		search();
}
