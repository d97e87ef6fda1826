// The event loop, processes and promises: node-001 to node-027, node-105 to node-111, node-132.
import { EventEmitter } from 'node:events';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import timers from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { assert, evaluate, event, folder, listen, prints, replace, run, serve, sleep } from './lib.mjs';

// What the last comment of an example claims is printed.
const claimed = code => /\/\/ ([^/]*)$/.exec(code.trimEnd())[1].split(/,\s*/);

const FILES = "const fs = require('node:fs');\n";

// The command writes a heap snapshot on SIGUSR2.
async function snapshot(command) {
	const main = /\S+\.js/.exec(command)[0];
	const cwd = folder({ [main]: "setInterval(() => {}, 1000); console.log('up');" });
	const env = { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` };
	const child = spawn('/bin/sh', ['-c', `exec ${command}`], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
	process.on('exit', () => child.kill('SIGKILL'));
	await event(child.stdout, 'data');
	child.kill('SIGUSR2');
	for (let i = 0; i < 200; i++, await sleep(50))
		if (fs.readdirSync(cwd).some(name => name.endsWith('.heapsnapshot')))
			return;
	assert.fail('no heap snapshot');
}

export default {
	'node-001': code => prints(FILES + code, ['immediate', 'timeout'], { name: 'main.cjs' }),
	'node-002': code => prints(code, claimed(code), { name: 'main.cjs' }),

	'node-004': code => prints(`import { Piscina } from 'piscina'; const input = 20;\n${code}\nconsole.log(result); await pool.destroy();`,
		['21'], { files: { 'package.json': '{ "type": "module" }', 'hash.js': 'export default n => n + 1;' } }),

	async 'node-006'(code) {
		const seen = [];
		const wait = (name, ms) => async () => { seen.push(name); await sleep(ms); seen.push(`${name} done`); return name; };
		const got = await evaluate(code, { id: 1, getUser: wait('user', 20), getOrders: wait('orders', 60) }, { want: 'user, orders' });
		assert.deepEqual(got, { user: 'user', orders: 'orders' });
		assert.deepEqual(seen.slice(0, 2), ['user', 'orders']); // both waits overlap
	},

	async 'node-007'(code) {
		const reports = [];
		await evaluate(replace(code, '10_000', '200'), { report: (p99, max) => reports.push([p99, max]) });
		await sleep(60);
		for (const end = Date.now() + 150; Date.now() < end;);
		while (!reports.length)
			await sleep(20);
		assert.ok(reports[0][1] > 100, `lag ${reports[0]}`); // the block is seen
		assert.ok(reports[0][0] >= 0);
	},

	'node-009': code => prints(FILES + code, ['tick', 'immediate', 'timeout'], { name: 'main.cjs' }),
	'node-011': snapshot,
	'node-082': snapshot,

	async 'node-013'(code) {
		let running = 0, most = 0, taken = 0, saved = 0, ahead = 0;
		async function* rows() {
			for (; taken < 500; taken++)
				yield taken;
		}
		const save = async () => {
			most = Math.max(most, ++running);
			await sleep(1);
			running--;
			ahead = Math.max(ahead, taken - ++saved);
		};
		await evaluate(code, { rows: rows(), save });
		assert.equal(most, 20);
		assert.equal(saved, 500);
		assert.ok(ahead <= 60, `${ahead} rows in memory`);
	},

	async 'node-014'(code) {
		let scored = 0, turns = 0, done = false;
		(function turn() { turns += 1; if (!done) setImmediate(turn); })();
		await evaluate(code, { rows: Array(3500).fill(0), score: () => scored++, setImmediate: timers.setImmediate });
		done = true;
		assert.equal(scored, 3500);
		assert.ok(turns >= 3, `${turns} turns of the loop`);
	},

	async 'node-019'(code) {
		for (const isPrimary of [true, false]) {
			let forks = 0, started = 0;
			const cluster = Object.assign(new EventEmitter(), { isPrimary, fork: () => forks++ });
			await evaluate(code, { cluster, availableParallelism: () => 3, startServer: () => started++ });
			cluster.emit('exit');
			assert.deepEqual([forks, started], isPrimary ? [4, 0] : [0, 1]);
		}
	},

	// A request in flight is answered, an idle keep-alive connection is closed, the pool is ended, status 0.
	async 'node-020'(code) {
		const short = replace(replace(code, '5000', '100'), '20_000', '10_000');
		const { child, port, exit } = await serve(`
			import http from 'node:http';
			import { setTimeout } from 'node:timers/promises';
			let ready = true;
			const pool = { end: () => console.log('pool ended, ready', ready) };
			const server = http.createServer(async (req, res) => { await setTimeout(400); res.end('done'); });
			server.keepAliveTimeout = 65_000;
			server.listen(0, () => console.log('port', server.address().port));
			${short}`);
		const agent = new http.Agent({ keepAlive: true });
		const get = () => new Promise((done, failed) => http.get({ port, host: '127.0.0.1', agent }, res => {
			let text = '';
			res.on('data', chunk => { text += chunk; }).on('end', () => done(text));
		}).on('error', failed));
		await get();
		const answer = get();
		await sleep(150);
		child.kill('SIGTERM');
		assert.equal(await answer, 'done');
		const { status, output } = await exit;
		assert.equal(status, 0, output);
		assert.match(output, /pool ended, ready false/);
	},

	'node-022': code => prints(code, claimed(code)),

	async 'node-023'(code) {
		const stubs = { fetchUser: () => Promise.reject(new Error('down')), fallback: 'fallback' };
		const { load } = await evaluate(code, stubs, { want: 'load' });
		await assert.rejects(load(), /down/); // the rejection escapes
		const [, fix] = /fix: (.*;)/.exec(code);
		const fixed = await evaluate(replace(code, 'return fetchUser();', fix), stubs, { want: 'load' });
		assert.equal(await fixed.load(), 'fallback');
	},

	async 'node-024'(code) {
		const server = http.createServer((req, res) => req.url === '/late' || res.writeHead(req.url === '/ok' ? 200 : 500).end('{"rate":1}'));
		const { url, close } = await listen(server);
		class UpstreamError extends Error {}
		const get = part => evaluate(replace(code, '2000', '200'), { url: url + part, UpstreamError });
		assert.deepEqual(await get('/ok'), { rate: 1 });
		await assert.rejects(get('/broken'), err => err instanceof UpstreamError && err.cause.message === 'HTTP 500');
		await assert.rejects(get('/late'), err => err.cause.name === 'TimeoutError');
		close();
	},

	async 'node-025'(code) {
		let balance = 100, set = 0;
		const db = { get: async () => { const copy = { balance }; await sleep(5); return copy; }, set: async (id, to) => { set++; balance = to; } };
		await Promise.all([evaluate(code, { db, id: 1 }), evaluate(code, { db, id: 1 })]);
		assert.deepEqual([balance, set], [20, 2]); // 160 was spent of 100
	},

	'node-026'(code) {
		const load = `const loadA = () => new Promise(done => setTimeout(done, 50, 'a'));
			const loadB = () => Promise.reject(new Error('b failed'));\n`;
		const got = run(load + code);
		assert.equal(got.status, 1);
		assert.match(got.stderr, /b failed/);
		const [, all] = /use: (.*)/.exec(code), [, early] = /once: (b\.catch.*?;)/.exec(code);
		prints(`${load}try { ${all} } catch (err) { console.log(err.message); }`, ['b', 'failed']);
		const caught = replace(code, 'await a;', `${early} await a;`).replace('await b;', 'try { await b; } catch { console.log("caught"); }');
		prints(load + caught, ['caught']);
	},

	async 'node-027'(code) {
		const seen = [];
		await evaluate(code, { sendReceipt: async order => { throw new Error(`no receipt for ${order}`); }, order: 7, log: { error: err => seen.push(err.message) } });
		await sleep(5);
		assert.deepEqual(seen, ['no receipt for 7']); // captureRejections
	},

	async 'node-105'(code) {
		const { default: express } = await import('express');
		const app = express();
		const { seen } = await evaluate(code, { app, crypto }, { want: 'seen' });
		const { url, close } = await listen(http.createServer(app));
		for (let i = 0; i < 20; i++)
			await (await fetch(`${url}/p`)).text();
		assert.equal(seen.size, 20); // nothing is released
		close();
	},

	async 'node-108'(code) {
		const bus = new EventEmitter(), ws = Object.assign(new EventEmitter(), { send: price => sent.push(price) }), sent = [];
		await evaluate(code, { bus, ws });
		bus.emit('price', 1);
		ws.emit('close');
		assert.deepEqual(sent, [1]);
		assert.equal(bus.listenerCount('price'), 0);
	},

	async 'node-109'(code) {
		const { cache } = await evaluate(code, {}, { want: 'cache' });
		cache.set('empty', Buffer.alloc(0)); // never 0
		for (let i = 0; i < 100; i++)
			cache.set(i, Buffer.alloc(1024 * 1024));
		assert.ok(cache.calculatedSize <= 64 * 1024 * 1024 && cache.size < 100);
		for (let i = 0; i < 20_000; i++)
			cache.set(i, Buffer.alloc(1));
		assert.equal(cache.size, 10_000);
	},

	async 'node-111'(code) {
		const seen = [];
		await evaluate(code, { PerformanceObserver, gcMs: { observe: (labels, ms) => seen.push([labels.kind, ms]) } });
		v8.setFlagsFromString('--expose-gc');
		const gc = vm.runInNewContext('gc');
		gc();
		gc({ type: 'minor' });
		for (let i = 0; i < 100 && seen.length < 2; i++)
			await sleep(20);
		assert.ok(seen.some(([kind]) => kind === 'major') && seen.some(([kind]) => kind === 'minor'), String(seen));
		assert.ok(seen.every(([, ms]) => ms >= 0));
	},

	async 'node-132'(code) {
		const { within } = await evaluate(code, {}, { want: 'within' });
		await assert.rejects(within(new Promise(() => {}), 20, 'demo'), /stuck: demo/);
		assert.equal(await within(Promise.resolve(1), 60_000, 'demo'), 1);
		assert.deepEqual(process.getActiveResourcesInfo().filter(name => name === 'Timeout'), []); // no timer is left
	},
};
