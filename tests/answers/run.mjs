// Runs the examples of the bank: node run.mjs BANK.jsonl. Prints a line for each,
//	ok TITLE, not ok TITLE or skip TITLE <TAB> REASON
// with the reason of a failure in lines that begin with #. Each example runs in a process of its own, on
// each version of Node that is installed. As a child: node run.mjs FILE ID N, the example as its input.
import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

if (process.argv.length > 3) {
	const [file, id, n] = process.argv.slice(2);
	const drivers = (await import(path.join(here, file))).default;
	await [drivers[id]].flat()[n](fs.readFileSync(0, 'utf8'));
	process.exit(0);
}

// The fenced examples of a record, in order.
function examples(record) {
	const found = [];
	for (const text of [record.question, record.answer])
		for (const [, language, code] of (text ?? '').matchAll(/^```(\w*)\n(.*?)^```$/gms))
			found.push({ id: record.id, language, code });
	return found;
}

function child(node, test) {
	return new Promise(done => {
		const started = execFile(node, ['--disable-warning=ExperimentalWarning', path.join(here, 'run.mjs'), test.file, test.id, test.n], { timeout: 60_000 },
			(error, stdout, stderr) => done(error ? `${error.killed ? 'no end after 60 s\n' : ''}${stderr}` || String(error) : ''));
		started.stdin.on('error', () => {}); // a driver that ended without reading
		started.stdin.end(test.code);
	});
}

const versions = [22, 24, 26].map(version => ({ version, path: path.join(here, 'node_modules', `node${version}-${process.platform}-${process.arch}`, 'bin', 'node') }))
	.filter(node => spawnSync(node.path, ['--version']).status === 0);
if (!versions.length && Number(process.versions.node.split('.')[0]) >= 22)
	versions.push({ version: process.versions.node, path: process.execPath });
if (!versions.length) {
	console.log('skip the examples\tno Node 22 or later');
	process.exit(0);
}

const drivers = new Map(), used = new Set();
for (const file of fs.readdirSync(here).filter(name => name.endsWith('.mjs') && !['run.mjs', 'lib.mjs'].includes(name)))
	for (const [id, driver] of Object.entries((await import(path.join(here, file))).default))
		drivers.set(id, { file, driver: [driver].flat() });

async function report(test) {
	const { file, driver } = drivers.get(test.id) ?? {};
	const title = `${test.id} ${test.language}`;
	if (!driver?.[test.n])
		return `not ok ${title}\n# no driver for this example in tests/answers`;
	used.add(`${test.id} ${test.n}`);
	if (typeof driver[test.n] === 'string')
		return `skip ${title}\t${driver[test.n]}`;
	const failed = [], on = driver[test.n].once ? versions.slice(-1) : versions;
	for (const node of on) {
		const why = await child(node.path, { ...test, file });
		if (why)
			failed.push(`# Node ${node.version}:\n${why.trimEnd().replace(/^/gm, '# ')}`);
	}
	return [`${failed.length ? 'not ok' : 'ok'} ${title}, Node ${on.map(node => node.version).join(', ')}`, ...failed].join('\n');
}

const tests = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map(JSON.parse)
	.flatMap(record => examples(record).map((example, n) => ({ ...example, n })));
let next = 0;
const results = [];
await Promise.all([0, 1].map(async () => {
	while (next < tests.length) {
		const i = next++;
		results[i] = await report(tests[i]);
	}
}));
for (const [id, { driver }] of drivers)
	driver.forEach((_, n) => used.has(`${id} ${n}`) || results.push(`not ok ${id}\n# a driver for example ${n + 1}, which the bank does not have`));
console.log(results.join('\n'));
