// Streams and files: node-028 to node-034, node-100.
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import split2 from 'split2';
import { assert, evaluate, folder, listen, replace, sleep } from './lib.mjs';

// Leaves a download of `url` after its first bytes.
async function hangUp(url) {
	const { port, pathname } = new URL(url);
	const socket = net.connect(port, '127.0.0.1');
	socket.on('error', () => {});
	socket.write(`GET ${pathname} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
	await once(socket, 'data');
	socket.destroy();
	await sleep(100);
}

export default {
	async 'node-028'(code) {
		process.chdir(folder({ 'in.log': 'a line\n'.repeat(50_000) }));
		await evaluate(code, { pipeline, fs, zlib });
		assert.equal(zlib.gunzipSync(fs.readFileSync('in.log.gz')).toString(), fs.readFileSync('in.log', 'utf8'));
	},

	async 'node-029'(code) {
		let running = 0, most = 0;
		const seen = [], save = async chunk => { most = Math.max(most, ++running); await sleep(5); running--; seen.push(chunk); };
		await evaluate(code, { stream: Readable.from(['a', 'b', 'c']), save });
		assert.deepEqual([seen, most], [['a', 'b', 'c'], 1]); // one at a time
		const stream = Readable.from(['a', 'b']);
		await assert.rejects(evaluate(code, { stream, save: () => Promise.reject(new Error('full')) }), /full/);
		assert.ok(stream.destroyed);
		// What the answer says of a handler that pauses: the end comes during the last save.
		const paused = Readable.from(['a']), events = [];
		for (const name of ['end', 'error', 'saved'])
			paused.on(name, () => events.push(name));
		paused.on('data', async () => { paused.pause(); await sleep(20); paused.emit('saved'); paused.destroy(new Error('full')); });
		await sleep(60);
		assert.deepEqual(events, ['end', 'saved']);
	},

	async 'node-030'(code) {
		const src = new PassThrough(), got = [];
		let piped, paused = 0;
		const dest = new Writable({ highWaterMark: 4, write(chunk, _, cb) { got.push(chunk); setImmediate(cb); } });
		dest.on('pipe', from => { piped = from; });
		src.on('pause', () => paused++);
		await evaluate(code, { src, dest });
		Readable.from(Array(50).fill('12345')).pipe(src);
		await once(dest, 'finish');
		assert.equal(Buffer.concat(got).toString(), '12345'.repeat(50));
		assert.ok(piped === src && paused > 0);
	},

	'node-031': [
		async code => {
			process.chdir(folder({ 'in.ndjson': Array.from({ length: 1000 }, (_, n) => `{"n":${n}}\n`).join('') }));
			const stored = [];
			const toDb = new Writable({ objectMode: true, write(row, _, cb) { stored.push(row); setImmediate(cb); } });
			const { signal } = new AbortController();
			await evaluate(code, { fs, split2, toDb, signal, enrich: async row => ({ ...row, more: true }) });
			assert.equal(stored.length, 1000);
			assert.deepEqual(stored[999], { n: 999, more: true });
		},
		async code => {
			let most = 0, n = 0;
			const out = new Writable({ highWaterMark: 100, write(_, e, cb) { n++; setImmediate(cb); } });
			const rows = { *[Symbol.iterator]() { for (let i = 0; i < 200; i++) { most = Math.max(most, out.writableLength); yield 'x'.repeat(30); } } };
			await evaluate(code, { rows, out, once });
			out.end();
			await once(out, 'finish');
			assert.equal(n, 200);
			assert.ok(most <= 130, `${most} bytes waiting`);
		},
	],

	async 'node-032'(code) {
		const claims = [...code.matchAll(/^(w\..*?);\s*\/\/ (\w+)/gm)];
		assert.equal(claims.length, 3);
		const body = claims.reduce((text, [line, expression]) => text.replace(line, () => `got.push(${expression}); //`), code);
		const got = [];
		await evaluate(body, { Writable, got });
		assert.deepEqual(got.map(String), claims.map(claim => claim[2]));
	},

	async 'node-033'(code) {
		const { LineCounter } = await evaluate(code, {}, { want: 'LineCounter' });
		for (const text of ['añb\n€uro\n\n😀 last', 'one\n', '']) {
			const lines = text.split('\n');
			if (lines.at(-1) === '')
				lines.pop();
			for (const size of [1, 2, 3, 64]) {
				const bytes = Buffer.from(text), chunks = [];
				for (let i = 0; i < bytes.length; i += size)
					chunks.push(bytes.subarray(i, i + size));
				const got = await Readable.from(chunks, { objectMode: false }).pipe(new LineCounter()).toArray();
				assert.equal(got.map(String).join(''), lines.map((line, n) => `${n + 1} ${line}\n`).join(''));
			}
		}
	},

	async 'node-034'(code) {
		const { default: express } = await import('express');
		const app = express(), errors = [], file = path.join(folder({ v: Buffer.alloc(8 * 1024 * 1024, 'v') }), 'v');
		await evaluate(code, { app, fs, path: file, log: { error: err => errors.push(err) } });
		const { url, close } = await listen(http.createServer(app));
		await hangUp(`${url}/video`);
		const res = await fetch(`${url}/video`); // the server survived
		assert.equal(res.headers.get('content-type'), 'video/mp4');
		assert.equal((await res.arrayBuffer()).byteLength, 8 * 1024 * 1024);
		assert.deepEqual(errors, []);
		close();
	},

	async 'node-100'(code) {
		const file = path.join(folder({ v: Buffer.alloc(8 * 1024 * 1024, 'v') }), 'v'), failed = [];
		const stubs = { pipeline, createReadStream: fs.createReadStream, path: file, start: 10, size: 8 * 1024 * 1024 };
		const server = http.createServer((req, res) => evaluate(code, { ...stubs, res, end: req.url === '/part' ? 19 : stubs.size - 1 }).catch(err => failed.push(err)));
		const { url, close } = await listen(server);
		const res = await fetch(`${url}/part`);
		assert.equal(res.status, 206);
		assert.equal(res.headers.get('content-range'), `bytes 10-19/${stubs.size}`);
		assert.equal((await res.text()).length, 10);
		await hangUp(`${url}/all`);
		assert.deepEqual(failed, []); // a client that left is no error
		close();
	},
};
