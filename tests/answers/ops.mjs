// Tests, containers, processes and pipelines.
import { spawn, spawnSync } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { assert, evaluate, event, folder, listen, modules, once, replace, run, serve, sleep } from './lib.mjs';

async function yaml(text) {
	const { parseDocument } = await import('yaml');
	const doc = parseDocument(text);
	assert.deepEqual([doc.errors, doc.warnings], [[], []]);
	return doc.toJS();
}

const test = (code, ...args) => run(code, { name: 'a.test.mjs', args: ['--test', ...args], env: { NODE_TEST_CONTEXT: undefined } });

export default {
	'node-078'(code) {
		const redeem = wait => `const sleep = ms => new Promise(done => setTimeout(done, ms));
			async function redeem() { await null; await null; ${wait} throw Object.assign(new Error('expired'), { code: 'COUPON_EXPIRED' }); }\n`;
		const good = test(redeem('await sleep(5000);') + code);
		assert.equal(good.status, 0, good.stdout);
		const bad = test(redeem('return 1;') + code);
		assert.equal(bad.status, 1, bad.stdout); // a promise that resolves fails the test
	},

	async 'node-081'(code) {
		const { interaction } = await evaluate(`const interaction = { ${code} };`, { MatchersV3: { like: value => ({ like: value }) } }, { want: 'interaction' });
		assert.deepEqual(interaction, { body: { like: { id: 42, status: 'PAID' } } });
	},

	// A second of it, with two connections, against a server of the test.
	async 'node-083'(command) {
		let served = 0;
		const { url, close } = await listen(http.createServer((req, res) => { served += req.url === '/orders'; res.end(); }));
		const short = replace(replace(replace(command, 'http://localhost:3000', url), '-c 100', '-c 2'), '-d 30', '-d 1');
		const env = { ...process.env, PATH: `${modules}/.bin:${path.dirname(process.execPath)}:${process.env.PATH}` };
		const child = spawn('/bin/sh', ['-c', short], { env, stdio: ['ignore', 'ignore', 'pipe'] });
		let output = '';
		child.stderr.on('data', chunk => { output += chunk; });
		const [status] = await event(child, 'close');
		close();
		assert.equal(status, 0, output);
		assert.match(output, /99%/); // the tail of the latencies
		assert.ok(served > 0);
	},

	'node-084'(code) {
		const given = total => `import { test } from 'node:test'; const invoiceFixture = ${total}; const toView = total => ({ total });\n${code}`;
		const first = test(given(1));
		assert.equal(first.status, 1); // no snapshot yet
		const cwd = folder({ 'a.test.mjs': given(1) });
		const again = args => spawnSync(process.execPath, ['--test', ...args, 'a.test.mjs'], { cwd, encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
		assert.equal(again(['--test-update-snapshots']).status, 0);
		assert.equal(again([]).status, 0);
	},

	'node-086': once(async text => {
		const { validate } = await import('dockerfile-utils');
		assert.deepEqual(validate(text), []);
		const { DockerfileParser } = await import('dockerfile-ast');
		const last = DockerfileParser.parse(text).getInstructions().filter(line => line.getKeyword() === 'CMD').at(-1);
		assert.deepEqual(JSON.parse(last.getArgumentsContent()), ['node', 'dist/server.js']); // node is PID 1
	}),

	'node-087': once(async text => {
		const { resources } = await yaml(text);
		assert.deepEqual(resources, { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: '512Mi' } });
	}),

	async 'node-088'(code) {
		const module = {};
		await evaluate(code, { module });
		assert.deepEqual(Object.keys(module.exports.apps[0]), ['name', 'script', 'exec_mode', 'instances', 'max_memory_restart', 'wait_ready', 'kill_timeout']);
	},

	'node-092': once(async text => {
		const { permissions, steps } = await yaml(text);
		assert.deepEqual(permissions, { 'id-token': 'write', contents: 'read' });
		assert.deepEqual(steps.map(step => Object.keys(step)[0]), ['uses', 'uses', 'run']);
		assert.equal(spawnSync('/bin/sh', ['-n'], { input: steps[2].run }).status, 0);
	}),

	'node-133': [
		once(async text => {
			const pod = await yaml(text);
			assert.ok(pod.lifecycle.preStop.sleep.seconds < pod.terminationGracePeriodSeconds);
		}),
		// A busy keep-alive client: its request is answered, its connection closed, status 0.
		async code => {
			const { child, port, exit } = await serve(`
				import express from 'express';
				const app = express();
				const end = name => async () => console.log(name);
				const consumer = { stop: end('consumer') }, db = { end: end('db') }, redis = { quit: end('redis') };
				${replace(code, '30_000', '10_000')}
				app.get('/', (req, res) => setTimeout(() => res.send('ok'), 20));
				const server = app.listen(0, () => console.log('port', server.address().port));
				server.keepAliveTimeout = 65_000;`);
			const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
			const get = () => new Promise((done, failed) => http.get({ port, host: '127.0.0.1', agent }, res => res.resume().on('end', () => done(res.statusCode))).on('error', failed));
			let refused = false;
			const busy = (async () => {
				while (!refused)
					assert.equal(await get().catch(err => { refused = err.code === 'ECONNREFUSED'; return refused ? 200 : err.code; }), 200);
			})();
			await sleep(200);
			child.kill('SIGTERM');
			const { status, output } = await exit;
			await busy;
			assert.equal(status, 0, output);
			assert.match(output, /consumer\ndb\nredis/);
		},
	],
};
