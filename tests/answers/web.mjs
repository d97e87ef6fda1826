// HTTP: servers, clients, resilience and observability.
import { EventEmitter } from 'node:events';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Writable } from 'node:stream';
import http from 'node:http';
import net from 'node:net';
import express from 'express';
import { assert, evaluate, listen, modules, replace, serve, sleep } from './lib.mjs';

// Serves an app of Express while `test` runs with its URL.
async function withApp(prepare, test) {
	const app = express();
	await prepare(app);
	const { url, close } = await listen(http.createServer(app));
	await test(url);
	close();
}

const wait = (ms, value) => sleep(ms).then(() => value);

export default {
	async 'node-039'(code) {
		const { default: helmet } = await import('helmet');
		await withApp(async app => {
			app.use((req, res, next) => { res.locals.nonce = 'n1'; next(); });
			await evaluate(code, { app, helmet });
			app.get('/', (req, res) => res.send('ok'));
		}, async url => {
			const policy = (await fetch(url)).headers.get('content-security-policy');
			assert.match(policy, /script-src 'nonce-n1' 'strict-dynamic'(;|$)/);
		});
	},

	async 'node-040'(code) {
		const jose = await import('jose');
		const { publicKey, privateKey } = await jose.generateKeyPair('RS256');
		const jwks = jose.createLocalJWKSet({ keys: [{ ...await jose.exportJWK(publicKey), alg: 'RS256' }] });
		const sign = (claims, exp) => {
			const token = new jose.SignJWT(claims).setProtectedHeader({ alg: 'RS256' });
			return (exp ? token.setExpirationTime(exp) : token).sign(privateKey);
		};
		const good = { iss: 'https://auth.example.com', aud: 'orders-api', sub: 'u1' };
		const verify = async token => (await evaluate(code, { jwtVerify: jose.jwtVerify, jwks, token: await token }, { want: 'payload' })).payload;
		const soon = Math.floor(Date.now() / 1000);
		assert.equal((await verify(sign(good, soon + 60))).sub, 'u1');
		assert.equal((await verify(sign(good, soon - 2))).sub, 'u1'); // within the tolerance
		await assert.rejects(verify(sign(good, soon - 60)), { code: 'ERR_JWT_EXPIRED' });
		await assert.rejects(verify(sign(good)), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
		await assert.rejects(verify(sign({ ...good, aud: 'other' }, soon + 60)), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
		const hs = new jose.SignJWT(good).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(soon + 60).sign(new Uint8Array(32));
		await assert.rejects(verify(hs), { code: 'ERR_JOSE_ALG_NOT_ALLOWED' });
	},

	async 'node-043'(code) {
		let got;
		const server = http.createServer((req, res) => { got = req; res.end(); });
		const { close } = await listen(server);
		const socket = net.connect(server.address().port, '127.0.0.1');
		socket.write(code.trimEnd().split('\n').concat('Host: localhost', '', '').join('\r\n'));
		await new Promise(done => socket.once('data', done));
		assert.equal(got.method, 'OPTIONS');
		assert.equal(got.headers['access-control-request-method'], 'PUT');
		socket.destroy();
		close();
	},

	async 'node-054'(code) {
		const { default: fastify } = await import('fastify');
		const { default: proxy } = await import('@fastify/http-proxy');
		const upstream = await listen(http.createServer((req, res) => res.end(`upstream ${req.url}`)));
		const app = fastify();
		const verifyJwt = async (req, reply) => req.headers.authorization ? undefined : reply.code(401).send();
		await evaluate(replace(code, 'http://orders:3000', upstream.url), { app, proxy, verifyJwt });
		assert.equal((await app.inject('/orders/7')).statusCode, 401);
		const res = await app.inject({ url: '/orders/7', headers: { authorization: 'x' } });
		assert.equal(res.body, 'upstream /7');
		upstream.close();
	},

	async 'node-070'(code) {
		const head = ['HTTP/1.1 200 OK', ...code.trimEnd().split('\n'), 'Content-Length: 2', 'Connection: close', '', 'ok'].join('\r\n');
		const { url, close } = await listen(net.createServer(socket => socket.once('data', () => socket.end(head))));
		const { headers } = await fetch(url);
		assert.equal(headers.get('cache-control'), 'no-cache');
		for (const name of ['cdn-cache-control', 'etag', 'vary', 'surrogate-key'])
			assert.ok(headers.get(name), name);
		close();
	},

	async 'node-079'(code) {
		const undici = await import('undici');
		const { agent } = await evaluate(code, {}, { want: 'agent' });
		const res = await undici.fetch('https://api.pay.test/charges', { method: 'POST' });
		assert.deepEqual([res.status, await res.json()], [503, { error: 'busy' }]);
		await assert.rejects(undici.fetch('https://api.pay.test/refunds')); // an unmocked call
		await assert.rejects(fetch('https://api.pay.test/refunds')); // also that of Node
		await agent.close();
	},

	async 'node-090'(code) {
		const { register } = await import('prom-client');
		await withApp(async app => {
			await evaluate(code, { app });
			app.get('/users/:id', (req, res) => res.send('ok'));
		}, async url => {
			await (await fetch(`${url}/users/7`)).text();
			await (await fetch(`${url}/none`)).text();
			const text = await register.metrics();
			assert.match(text, /http_request_duration_seconds_count\{[^}]*route="\/users\/:id"[^}]*status="200"[^}]*\} 1/);
			assert.match(text, /route="none"[^}]*status="404"/);
			assert.match(text, /nodejs_eventloop_lag/);
		});
	},

	async 'node-091'(code) {
		const { default: pino } = await import('pino'), lines = [];
		const out = new Writable({ write(chunk, _, cb) { lines.push(JSON.parse(chunk)); cb(); } });
		const { als, logger } = await evaluate(code, { AsyncLocalStorage, pino: options => pino(options, out) }, { want: 'als, logger' });
		als.run({ requestId: 'r1' }, () => logger.info({ password: 'p', body: { password: 'p' }, req: { headers: { authorization: 'p' } }, a: { b: { c: { password: 'deep' } } } }));
		assert.equal(lines[0].requestId, 'r1');
		assert.equal(JSON.stringify(lines[0]).includes('"p"'), false);
		assert.equal(lines[0].a.b.c.password, 'deep'); // * is exactly one level
	},

	async 'node-093'(code) {
		const server = `
			import http from 'node:http';
			import { WebSocketServer } from '${modules}/ws/wrapper.mjs';
			const log = { info: (_, text) => console.log(text), fatal: err => console.log('fatal', err.message) };
			const end = name => async () => console.log(name, 'closed');
			const worker = { close: end('worker') }, pool = { end: end('pool') }, redis = { quit: end('redis') }, otel = { shutdown: end('otel') };
			const server = http.createServer((req, res) => { res.end(); if (req.url === '/crash') setImmediate(() => { throw new Error('crashed'); }); });
			const wss = new WebSocketServer({ server });
			server.listen(0, () => console.log('port', server.address().port));\n`;
		for (const crash of [false, true]) {
			const { child, port, exit } = await serve(server + replace(code, '10_000', '500'));
			const { WebSocket } = await import('ws');
			const ws = new WebSocket(`ws://127.0.0.1:${port}`);
			await new Promise(done => ws.on('open', done));
			const closed = new Promise(done => ws.on('close', done));
			if (crash)
				await fetch(`http://127.0.0.1:${port}/crash`).then(res => res.text()).catch(() => {});
			else
				child.kill('SIGTERM');
			assert.equal(await closed, 1001);
			const { status, output } = await exit;
			assert.equal(status, crash ? 1 : 0, output);
			assert.match(output, /shutting down\nworker closed\npool closed\nredis closed\notel closed/);
		}
	},

	async 'node-094'(code) {
		for (const [ready, stopping, status] of [[false, false, 503], [true, false, 200], [true, true, 503]])
			await withApp(app => evaluate(code, { app, ready, stopping }), async url => {
				assert.equal((await fetch(`${url}/livez`)).status, 200);
				assert.equal((await fetch(`${url}/readyz`)).status, status);
			});
	},

	async 'node-121'(code) {
		class DynamoDBClient { constructor(options) { this.options = options; } }
		const { ddb, handler } = await evaluate(code, { DynamoDBClient }, { want: 'ddb, handler' });
		assert.equal(ddb.options.maxAttempts, 3);
		assert.equal(await handler({}), undefined);
	},

	async 'node-122'(code) {
		class PublishCommand { constructor(input) { this.input = input; } }
		const sent = [];
		await evaluate(code, { PublishCommand, TopicArn: 'arn', event: { id: 1 }, sns: { send: async command => sent.push(command.input) } });
		assert.deepEqual(sent, [{ TopicArn: 'arn', Message: '{"id":1}', MessageAttributes: { type: { DataType: 'String', StringValue: 'OrderPlaced' } } }]);
	},

	async 'node-123'(code) {
		const { handler } = await evaluate(code, { getOrder: async id => id === '7' ? { id } : undefined }, { want: 'handler' });
		assert.deepEqual(await handler({ pathParameters: { id: '7' } }), { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"id":"7"}' });
		assert.equal((await handler({ pathParameters: { id: '8' } })).statusCode, 404);
	},

	async 'node-127'(code) {
		const { default: CircuitBreaker } = await import('opossum');
		let status = 404, opened = 0, calls = 0;
		const getPrice = async () => { calls++; throw Object.assign(new Error('failed'), { status }); };
		const { b } = await evaluate(code, { CircuitBreaker, getPrice, lastKnown: new Map([['a', 5]]), metrics: { inc: () => opened++ } }, { want: 'b' });
		for (let i = 0; i < 30; i++)
			await assert.rejects(b.fire('a'), { status: 404 });
		assert.equal(opened, 0); // a 404 is no failure
		status = 503;
		for (let i = 0; i < 40; i++)
			assert.deepEqual(await b.fire('a'), { price: 5, stale: true });
		assert.equal(opened, 1);
		const before = calls;
		assert.deepEqual(await b.fire('a'), { price: 5, stale: true });
		assert.equal(calls, before); // open: not called
		b.shutdown();
	},

	async 'node-131'(code) {
		class ServiceUnavailable extends Error {}
		const slow = (id, { signal }) => new Promise((_, failed) => signal.addEventListener('abort', () => failed(signal.reason)));
		const stubs = { id: 1, ServiceUnavailable, getPrice: () => wait(10, 9), getRecs: slow };
		const alive = setTimeout(() => {}, 10_000); // the timers of AbortSignal do not keep a process alive
		const { price, recs } = await evaluate(code, stubs, { want: 'price, recs' });
		assert.equal(price.value, 9); // the page without its recommendations
		assert.equal(recs.reason.name, 'TimeoutError');
		await assert.rejects(evaluate(code, { ...stubs, getPrice: slow }), ServiceUnavailable);
		clearTimeout(alive);
	},
};
