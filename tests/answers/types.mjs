// Structure, dependency injection and TypeScript: each example compiles strictly, and runs.
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { assert, evaluate, folder, once, prints, run, strip, typecheck } from './lib.mjs';

const compiles = (code, options) => assert.equal(typecheck({ 'main.ts': code }, options), '');
const fails = (code, why) => assert.match(typecheck({ 'main.ts': code }), why);

export default {
	'node-045': once(async code => {
		const [controller, service] = code.split('// service\n');
		compiles(`
			class EmptyCartError extends Error {}
			type Cart = { isEmpty(): boolean };
			type Cmd = { address: string };
			class Order { static from(cart: Cart, cmd: Cmd) { return new Order(); } }
			type Tx = object;
			declare const req: { user: { id: string }, body: unknown };
			declare const res: { status(n: number): { json(body: unknown): void } };
			declare const PlaceOrder: { parse(body: unknown): Cmd };
			declare const toDto: (order: Order) => object;
			class Orders {
				constructor(readonly tx: { run<T>(work: (tx: Tx) => Promise<T>): Promise<T> },
					readonly carts: { byUser(id: string, tx: Tx): Promise<Cart> }, readonly ordersRepo: { insert(o: Order, tx: Tx): Promise<Order> }) {}
				${service.replace('userId, cmd', 'userId: string, cmd: Cmd')}
			}
			declare const orders: Orders;
			${controller}\nexport {};`);
		const cart = { isEmpty: () => false }, sent = [];
		class EmptyCartError extends Error {}
		const stubs = { EmptyCartError, Order: { from: () => ({ id: 1 }) } };
		const { S } = await evaluate(`class S { ${service} }`, stubs, { want: 'S' });
		const orders = Object.assign(new S(), { tx: { run: work => work({}) }, carts: { byUser: async () => cart }, ordersRepo: { insert: async order => order } });
		const res = { status: code => ({ json: body => sent.push(code, body) }) };
		const call = () => evaluate(controller, { orders, req: { user: { id: 1 }, body: {} }, res, PlaceOrder: { parse: body => body }, toDto: order => order });
		await call();
		assert.deepEqual(sent, [201, { id: 1 }]);
		cart.isEmpty = () => true;
		await assert.rejects(call(), EmptyCartError);
	}),

	'node-046': once(async code => {
		compiles(`type Clock = { now(): Date }; type PlaceOrder = { sku: string };
			class Order { id = '1'; static create(cmd: PlaceOrder, at: Date) { return new Order(); } }\n${code}`);
		const saved = [];
		const { placeOrder } = await evaluate(strip(code), { Order: { create: (cmd, at) => ({ id: 'o1', cmd, at }) } }, { want: 'placeOrder' });
		assert.equal(await placeOrder({ repo: { save: async order => saved.push(order) }, clock: { now: () => 5 } })({ sku: 'a' }), 'o1');
		assert.deepEqual(saved, [{ id: 'o1', cmd: { sku: 'a' }, at: 5 }]);
	}),

	async 'node-047'(code) {
		class Pool {}
		const mails = [];
		const { makeUserService, userService } = await evaluate(code, { Pool, ses: () => ({ welcome: async () => {} }), makeUserRepo: pool => ({ insert: async user => user, pool }) }, { want: 'makeUserService, userService' });
		assert.equal(typeof (await userService.register({})).at, 'number');
		const service = makeUserService({ users: { insert: async user => user }, mailer: { welcome: async user => mails.push(user) }, clock: { now: () => 5 } });
		assert.deepEqual(await service.register({ name: 'A' }), { name: 'A', at: 5 });
		assert.deepEqual(mails, [{ name: 'A', at: 5 }]);
	},

	async 'node-089'(code) {
		const { z } = await import('zod');
		const parse = async env => {
			const stubs = { z, process: { env } };
			return (await evaluate(strip(code), stubs, { want: 'env' })).env;
		};
		const DATABASE_URL = 'postgres://u@h/db';
		for (const PORT of [undefined, '', '8080'])
			assert.equal((await parse({ DATABASE_URL, PORT })).PORT, PORT ? 8080 : 3000);
		const frozen = await parse({ DATABASE_URL });
		assert.throws(() => { frozen.PORT = 1; }, TypeError);
		for (const bad of [{}, { DATABASE_URL: 'x:y' }, { DATABASE_URL, PORT: '70000' }, { DATABASE_URL, PORT: '1.5' }, { DATABASE_URL, PORT: 'abc' }])
			await assert.rejects(parse(bad), { name: 'ZodError' });
	},

	'node-112': once(code => {
		const repo = 'interface Repo<T extends { id: unknown }> { get(id: T["id"]): Promise<T | null> }\n';
		compiles(repo + code);
		const use = `${repo}${code}declare const users: Repo<{ id: string, name: string }>;\n`;
		compiles(`${use}export const name = async () => (await findOne(users, 'u1'))?.name;`);
		fails(`${use}findOne(users, 7);`, /not assignable to parameter of type 'string'/);
	}),

	'node-113': once(code => {
		const use = `declare const console: { log(...args: unknown[]): void };\nconst log = (name: string | symbol, ms: number) => console.log(name, ms >= 0);\n${code}
			class A { n = 1; @timed add(k: number) { return this.n + k; } @timed minus(this: A, k: number) { return this.n - k; } @timed static twice(k: number) { return 2 * k; } }
			console.log(new A().add(2), new A().minus(2), A.twice(3));\n`;
		const dir = folder({ 'package.json': '{ "type": "module" }', 'main.ts': use });
		const tsc = path.join(dir, 'node_modules', 'typescript', 'bin', 'tsc');
		const made = spawnSync(process.execPath, [tsc, '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node', '--skipLibCheck', '--outDir', 'out', 'main.ts'], { cwd: dir, encoding: 'utf8' });
		assert.equal(made.status, 0, made.stdout);
		prints(fs.readFileSync(path.join(dir, 'out', 'main.js'), 'utf8'), ['add', 'true', 'minus', 'true', 'twice', 'true', '3', '-1', '6']);
	}),

	'node-114': once(async code => {
		const { z } = await import('zod');
		compiles(`import { z } from 'zod';\ndeclare const req: { body: unknown };\n${code}
			export const email: string = dto.email; export const age: number | undefined = (dto satisfies CreateUserDto).age;`);
		const parse = async body => (await evaluate(strip(code), { z, req: { body } }, { want: 'dto' })).dto;
		assert.deepEqual(await parse({ email: 'A@B.co', age: '20' }), { email: 'a@b.co', age: 20 });
		for (const body of [{ email: 'a@b.co', admin: true }, { email: 'x' }, { email: 'a@b.co', age: 17 }])
			await assert.rejects(parse(body), { name: 'ZodError' });
	}),

	'node-116': once(code => {
		compiles(`interface Request { url: string }\n${code}
			export const f = (req: AuthedRequest): string => req.url + req.user.roles.join() ;
			export const at = (row: WithTimestamps<{ id: number }>): Date => row.createdAt;`);
		fails(`interface Request { url: string }\n${code}\nexport const r: AuthedRequest = { url: '/' };`, /missing|not assignable/);
	}),

	'node-117': once(async code => {
		const { z } = await import('zod');
		const handler = `import { z } from 'zod';
			type Req = { body: unknown }; type Res = { json(body: unknown): void };
			declare const app: { post(path: string, work: (req: Req, res: Res) => Promise<void>): void };
			const handler = <B extends z.ZodType>(route: { body: B }, work: (input: { body: z.infer<B> }) => Promise<unknown>) =>
				async (req: Req, res: Res) => res.json(await work({ body: route.body.parse(req.body) }));\n`;
		const svc = type => `declare const svc: { create(order: { sku: ${type}, qty: number }): Promise<unknown> };\n`;
		compiles(`${handler}${svc('string')}${code}`);
		fails(`${handler}${svc('Date')}${code}`, /not assignable/);
		let work;
		await evaluate(strip(code), { z, app: { post: (at, given) => { work = given; } }, svc: { create: async order => order }, handler: (route, then) => body => then({ body: route.body.parse(body) }) });
		assert.deepEqual(await work({ sku: 'a', qty: 1 }), { sku: 'a', qty: 1 });
		assert.throws(() => work({ sku: 'a', qty: 0 }), { name: 'ZodError' });
	}),

	// Sources with --conditions=development, the build without; the compiler finds the types in both.
	'node-118'(code) {
		const files = {
			'package.json': JSON.stringify({ type: 'module', ...JSON.parse(code) }), 'src/a.ts': "export const a: string = 'source';\n", 'dist/a.js': "export const a = 'build';\n",
		};
		const main = "import { a } from '#src/a';\nconsole.log(a);\n";
		prints(main, ['build'], { files });
		prints(main, ['source'], { files, args: ['--conditions=development', '--disable-warning=ExperimentalWarning'] });
		assert.equal(typecheck({ ...files, 'main.ts': main }, ['--customConditions', 'development', '--allowImportingTsExtensions']), '');
		assert.equal(run(main, { files: { 'package.json': '{ "type": "module" }' } }).status, 1);
	},
};
