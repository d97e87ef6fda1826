// What the drivers of the examples share. A driver gets the text of an example, without its fences, and
// throws if the example, or what its comments and the answer claim, does not hold.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once as event } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

export { assert, event };
export const sleep = ms => new Promise(done => setTimeout(done, ms));
export const modules = fileURLToPath(new URL('node_modules', import.meta.url));

// A driver for which one version of Node is enough.
export const once = driver => Object.assign(driver, { once: true });

// A new folder, removed on exit, in which packages are found; the files in it are given by name.
export function folder(files = {}) {
	const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'qb-answer.')));
	process.on('exit', () => fs.rmSync(dir, { recursive: true, force: true }));
	fs.symlinkSync(modules, path.join(dir, 'node_modules'));
	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
		fs.writeFileSync(path.join(dir, name), text);
	}
	return dir;
}

// The code with a value replaced, such as a deadline that is too long for a test.
export function replace(code, from, to) {
	assert.ok(code.includes(from), `the example has no '${from}'`);
	return code.replace(from, () => to);
}

export const strip = code => module.stripTypeScriptTypes(code);

// Runs the code as the body of an async function in strict mode, with the names of `stubs`; resolves to
// the return value, or to the variables in `want`. Imports are those of packages or of `fakes`.
export async function evaluate(code, stubs = {}, { want, fakes = {} } = {}) {
	const load = name => fakes[name] ?? import(name);
	const body = code
		.replace(/^import (.+?) from ('[^']+');?/gm, (_, names, from) => names.startsWith('{')
			? `const ${names.replace(/ as /g, ': ')} = await $load(${from});`
			: `const { default: ${names} } = await $load(${from});`)
		.replace(/^export (?=const|class|function|async)/gm, '');
	const AsyncFunction = (async () => {}).constructor;
	const tail = want ? `\nreturn { ${want} };` : '';
	return new AsyncFunction('$load', ...Object.keys(stubs), `'use strict';\n${body}${tail}`)(load, ...Object.values(stubs));
}

// Runs a program of its own to its end: { status, signal, stdout, stderr }.
export function run(code, { name = 'main.mjs', files = {}, args = [], env = {} } = {}) {
	const cwd = folder({ ...files, [name]: code });
	const got = spawnSync(process.execPath, [...args, name], { cwd, encoding: 'utf8', timeout: 15_000, env: { ...process.env, ...env } });
	return { ...got, cwd };
}

// The same for code that prints: asserts the status and the words printed.
export function prints(code, words, options) {
	const got = run(code, options);
	assert.equal(got.status, 0, got.stderr);
	assert.deepEqual(got.stdout.split(/\s+/).filter(Boolean), words);
}

// Starts a server of its own, which prints its port; { child, port, exit }, where exit resolves to the
// status, signal, and what was printed.
export async function serve(code, name = 'main.mjs') {
	const cwd = folder({ [name]: code });
	const child = spawn(process.execPath, [name], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
	process.on('exit', () => child.kill('SIGKILL'));
	let output = '';
	child.stderr.on('data', chunk => { output += chunk; });
	const exit = event(child, 'close').then(([status, signal]) => ({ status, signal, output }));
	const port = await new Promise((done, failed) => {
		child.stdout.on('data', chunk => {
			output += chunk;
			const line = /port (\d+)/.exec(output);
			if (line)
				done(Number(line[1]));
		});
		exit.then(() => failed(new Error(output)));
	});
	return { child, port, exit };
}

// Compiles TypeScript strictly; returns the messages of the compiler.
export function typecheck(files, options = []) {
	const cwd = folder({ 'package.json': '{ "type": "module" }', ...files });
	const tsc = path.join(modules, 'typescript', 'bin', 'tsc');
	const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node', '--skipLibCheck', ...options];
	const got = spawnSync(process.execPath, [tsc, ...flags, ...Object.keys(files).filter(f => f.endsWith('.ts'))], { cwd, encoding: 'utf8' });
	return got.status === 0 ? '' : got.stdout + got.stderr;
}

// A server on a free port of this machine: { url, close }.
export async function listen(server) {
	await new Promise(done => server.listen(0, '127.0.0.1', done));
	return { url: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections?.(); server.close(); } };
}
