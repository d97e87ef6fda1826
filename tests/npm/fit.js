// Prints the parameters that the optimizer of the open-spaced-repetition project fits to each log, in
// one batch: node fit.js LOG...  The times of a log must be in UTC, around noon.
'use strict';
const { computeParameters, FSRSBindingItem, FSRSBindingReview } = require('@open-spaced-repetition/binding');
const fs = require('node:fs');

const day = time => Math.floor(Date.parse(time) / 86400e3);

// The items of a log: for each review on a later day, all reviews of the question up to it.
function items(file) {
	const rows = fs.readFileSync(file, 'utf8').split('\n').slice(1).filter(Boolean).map(line => line.split('\t'));
	const history = new Map(), found = [];
	rows.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
	for (const [time, id, grade] of rows) {
		const past = history.get(id) ?? [], today = day(time);
		const days = past.length ? today - past.at(-1).day : 0;
		past.push({ day: today, days, grade: Number(grade) });
		history.set(id, past);
		if (days > 0)
			found.push({ today, id, reviews: past.map(r => new FSRSBindingReview(r.grade, r.days)) });
	}
	found.sort((a, b) => a.today - b.today || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
	return found.map(item => new FSRSBindingItem(item.reviews));
}

(async () => {
	for (const file of process.argv.slice(2)) {
		const set = items(file), start = process.hrtime.bigint();
		const training = { numEpochs: 5, batchSize: Number(process.env.BATCH ?? 1e7), seed: 2023, learningRate: 0.04, maxSeqLen: 256, gamma: 1 };
		const parameters = await computeParameters(set, { enableShortTerm: true, timeout: 1, trainingConfig: training });
		console.log(parameters.map(w => w.toFixed(6)).join(','));
		if (process.env.SECONDS)
			console.error(set.length, Number(process.hrtime.bigint() - start) / 1e9);
	}
})();
