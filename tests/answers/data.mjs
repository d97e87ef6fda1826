// Databases, caches and queues. SQL runs on PostgreSQL compiled to WebAssembly.
import { EventEmitter } from 'node:events';
import { PGlite } from '@electric-sql/pglite';
import { assert, evaluate, folder, once, replace, sleep } from './lib.mjs';

// The interface of pg's pool over PGlite.
const pg = db => ({ query: async (sql, values) => { const got = await db.query(sql, values); return { rows: got.rows, rowCount: got.affectedRows || got.rows.length }; } });

// A client of Redis over a Map; down: every command fails.
class Redis extends EventEmitter {
	data = new Map();
	down = false;
	async get(key) { if (this.down) throw new Error('down'); return this.data.get(key)?.value ?? null; }
	async set(key, value, options) { if (this.down) throw new Error('down'); this.data.set(key, { value, options }); return 'OK'; }
}

export default {
	'node-035': once(async code => {
		const db = await PGlite.create();
		await db.exec("CREATE TABLE users(id int, email text); INSERT INTO users VALUES (1, 'a@b.c')");
		const executed = [], pool = pg(db), rows = [];
		const stubs = { pool: { query: async (...args) => rows.push((await pool.query(...args)).rows.length) }, db: { execute: async (...args) => executed.push(args) } };
		await evaluate(code, { ...stubs, email: 'a@b.c' });
		await evaluate(code, { ...stubs, email: "' OR 1=1 --" });
		assert.deepEqual(rows, [1, 0]);
		assert.deepEqual(executed[1], ['SELECT id FROM users WHERE email = ?', ["' OR 1=1 --"]]);
	}),

	async 'node-036'(code) {
		const { z } = await import('zod'), asked = [];
		const login = body => evaluate(code, { z, req: { body }, users: { findOne: async filter => asked.push(filter) } });
		await login({ email: 'a@b.co', password: 'p' });
		assert.deepEqual(asked, [{ email: { $eq: 'a@b.co' } }]);
		for (const body of [{ email: { $ne: null }, password: { $ne: null } }, { email: 'a@b.co', password: { $gt: '' } }, { email: 'a@b.co', password: 'p', $where: '1' }])
			await assert.rejects(login(body), { name: 'ZodError' });
	},

	'node-049': once(async sql => {
		const db = await PGlite.create();
		await db.exec(`CREATE TABLE posts(id int, created_at timestamptz, title text);
			INSERT INTO posts SELECT n, '2026-01-01'::timestamptz + n / 10 * interval '1 microsecond', 't' FROM generate_series(1, 100) n`);
		let cursor = ['infinity', 1000], seen = [];
		for (;;) {
			const { rows } = await db.query(sql.replace('created_at, title', 'created_at::text, title'), cursor);
			seen.push(...rows.slice(0, 20).map(row => row.id));
			if (rows.length < 21)
				break;
			cursor = [rows[19].created_at, rows[19].id];
		}
		assert.deepEqual(seen, Array.from({ length: 100 }, (_, n) => 100 - n)); // each once, in order
	}),

	async 'node-056'(code) {
		const made = [];
		await evaluate(code, { orders: { createIndex: async keys => made.push(Object.entries(keys)) } });
		assert.deepEqual(made, [[['status', 1], ['createdAt', -1], ['total', 1]]]);
	},

	async 'node-057'(code) {
		const { aggregate } = await import('mingo');
		await import('mingo/init/system').catch(() => {});
		const products = [{ sku: 'a', name: 'A' }, { sku: 'b', name: 'B' }], now = new Date();
		const docs = [
			{ status: 'paid', createdAt: now, items: [{ sku: 'a', qty: 2, price: 3 }, { sku: 'b', qty: 1, price: 10 }] },
			{ status: 'paid', createdAt: now, items: [{ sku: 'a', qty: 1, price: 3 }] },
			{ status: 'open', createdAt: now, items: [{ sku: 'a', qty: 99, price: 3 }] },
		];
		const orders = { aggregate: stages => ({ toArray: async () => aggregate(docs, stages, { collectionResolver: () => products }) }) };
		const { top } = await evaluate(code, { orders, since: new Date(0) }, { want: 'top' });
		assert.deepEqual(top.map(row => [row._id, row.revenue, row.product[0].name]), [['b', 10, 'B'], ['a', 9, 'A']]);
	},

	'node-058': once(text => {
		const url = new URL(text.trim());
		assert.equal(url.protocol, 'mongodb+srv:');
		assert.deepEqual([url.searchParams.get('retryWrites'), url.searchParams.get('w')], ['true', 'majority']);
	}),

	async 'node-059'(code) {
		class InsufficientFunds extends Error {}
		class UnknownAccount extends Error {}
		const transfer = async (from, to, n) => {
			const balance = { a: 100, b: 0 }, before = { ...balance };
			const accounts = {
				async updateOne({ _id, balance: at }, { $inc }, { session }) {
					assert.ok(session);
					const matchedCount = _id in balance && !(at && balance[_id] < at.$gte) ? 1 : 0;
					if (matchedCount)
						balance[_id] += $inc.balance;
					return { matchedCount };
				},
			};
			const session = { withTransaction: work => work(session).catch(err => { Object.assign(balance, before); throw err; }) };
			await evaluate(code, { client: { withSession: work => work(session) }, accounts, from, to, n, InsufficientFunds, UnknownAccount }).catch(err => { balance.failed = err.constructor; });
			return balance;
		};
		assert.deepEqual(await transfer('a', 'b', 30), { a: 70, b: 30 });
		assert.deepEqual(await transfer('a', 'b', 300), { a: 100, b: 0, failed: InsufficientFunds });
		assert.deepEqual(await transfer('a', 'c', 30), { a: 100, b: 0, failed: UnknownAccount });
	},

	async 'node-063'(code) {
		const redis = new Redis(), rows = { 1: { id: 1 } };
		let options, asked = 0;
		const db = { product: async id => { asked++; await sleep(5); return rows[id]; } }, flights = new Map();
		const singleFlight = (key, work) => flights.get(key) ?? flights.set(key, work().finally(() => flights.delete(key))).get(key);
		const { getProduct } = await evaluate(code, { createClient: given => { options = given; return redis; }, db, singleFlight, log: { error() {} } }, { want: 'getProduct' });
		assert.deepEqual(await Promise.all([getProduct(1), getProduct(1)]), [{ id: 1 }, { id: 1 }]);
		assert.deepEqual(await getProduct(1), { id: 1 });
		assert.equal(asked, 1); // two misses at once, then a hit
		assert.ok(redis.data.get('product:v3:1').options.expiration.value >= 300);
		assert.deepEqual([await getProduct(2), await getProduct(2)], [null, null]);
		assert.equal(asked, 2); // the miss is cached
		assert.equal(redis.data.get('product:v3:2').options.expiration.value, 15);
		redis.down = true;
		redis.emit('error', new Error('down'));
		assert.deepEqual(await getProduct(1), { id: 1 });
		assert.equal(options.disableOfflineQueue, true);
	},

	async 'node-065'(code) {
		const { LRU } = await evaluate(code, {}, { want: 'LRU' });
		const cache = new LRU(2);
		cache.set('a', 1);
		cache.set('b', undefined);
		assert.equal(cache.get('a'), 1);
		cache.set('c', 3); // evicts b
		assert.deepEqual(['a', 'b', 'c'].map(key => cache.get(key)), [1, undefined, 3]);
		cache.set('a', 4);
		cache.set('d', 5); // evicts c
		assert.deepEqual(['a', 'c', 'd'].map(key => cache.get(key)), [4, undefined, 5]);
	},

	async 'node-067'(code) {
		class Client extends EventEmitter {
			static heard = new Map();
			connected = false;
			duplicate() { return new Client(); }
			async connect() { assert.ok(this.listenerCount('error')); this.connected = true; }
			async subscribe(channel, heard) { assert.ok(this.connected); Client.heard.set(channel, heard); }
			async publish(channel, text) { Client.heard.get(channel)(text); }
		}
		const got = [];
		await evaluate(code, { client: new Client(), log: { error() {} }, push: price => got.push(price) });
		assert.deepEqual(got, [{ bid: 1.08 }]);
	},

	async 'node-068'(code) {
		const calls = [];
		const { ok, token } = await evaluate(code, { key: 'k', crypto, redis: { set: async (...args) => { calls.push(args); return 'OK'; } } }, { want: 'ok, token' });
		assert.equal(ok, 'OK');
		assert.deepEqual(calls, [['k', token, 'PX', 10_000, 'NX']]);
	},

	'node-074': once(async code => {
		const db = await PGlite.create();
		await db.exec('CREATE TABLE inbox(consumer text, message_id text, PRIMARY KEY (consumer, message_id)); CREATE TABLE charges(id text)');
		let acks = 0, fail = false;
		const stubs = {
			db: { tx: work => db.transaction(t => work(pg(t))) }, ack: async () => acks++,
			applyCharge: async (t, msg) => { await t.query('INSERT INTO charges VALUES ($1)', [msg.id]); if (fail) throw new Error('fail'); },
		};
		const deliver = id => evaluate(code, { ...stubs, msg: { id } });
		await deliver('m1');
		await deliver('m1');
		fail = true;
		await assert.rejects(deliver('m2'), /fail/);
		assert.equal(acks, 2); // none for the failure
		fail = false;
		await deliver('m2'); // delivered again
		assert.deepEqual((await db.query('SELECT id FROM charges ORDER BY id')).rows.map(row => row.id), ['m1', 'm2']);
	}),

	async 'node-085'(code) {
		const asked = [], admin = { query: async sql => asked.push(sql) };
		process.env.NODE_TEST_WORKER_ID = '3';
		await evaluate(code, { admin });
		assert.deepEqual(asked, ['DROP DATABASE IF EXISTS app_test_3 WITH (FORCE)', 'CREATE DATABASE app_test_3 TEMPLATE app_template']);
		delete process.env.NODE_TEST_WORKER_ID;
		const { db } = await evaluate(code, { admin }, { want: 'db' });
		assert.equal(db, `app_test_${process.pid}`);
	},

	// The script runs in Lua, over a table in place of Redis; the clock is `clock`.
	'node-097': once(async code => {
		process.chdir(folder());
		const { default: { lua, lauxlib, lualib, to_luastring } } = await import('fengari');
		const L = lauxlib.luaL_newstate();
		lualib.luaL_openlibs(L);
		const lines = [];
		lua.lua_register(L, 'say', state => { lines.push(lua.lua_tonumber(state, 1)); return 0; });
		const program = `
			clock, data, ttl = 1000, {}, {}
			redis = { call = function(name, key, ...)
				local a = { ... }
				if name == 'TIME' then return { tostring(math.floor(clock)), '0' } end
				if name == 'HMGET' then return { data[a[1]] or false, data[a[2]] or false } end
				if name == 'HSET' then data[a[1]], data[a[3]] = tostring(a[2]), tostring(a[4]) return 2 end
				if name == 'EXPIRE' then assert(a[1] == math.floor(a[1]) and a[1] > 0) ttl[key] = a[1] return 1 end
				error(name)
			end }
			KEYS, ARGV = { 'k' }, { '5', '1' }
			local function take()\n${code}\nend
			for i = 1, 7 do say(take()) end
			clock = clock + 2
			for i = 1, 3 do say(take()) end
			clock = clock - 100
			say(take())`;
		const bad = lauxlib.luaL_dostring(L, to_luastring(program));
		assert.ok(!bad, bad && lua.lua_tojsstring(L, -1));
		assert.deepEqual(lines, [0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1]); // five, then two after 2 s; a clock set back costs nothing
	}),

	'node-103': once(async sql => {
		const db = await PGlite.create();
		await db.exec('CREATE TABLE payments(payer text, idem_key text, body_hash text, state text, UNIQUE (payer, idem_key))');
		const counts = [];
		for (let i = 0; i < 2; i++)
			counts.push((await db.query(sql.replace(/;\s*$/, ''), ['p', 'k', 'h'])).affectedRows);
		assert.deepEqual(counts, [1, 0]);
	}),
};
