// Prints the seconds that ts-fsrs takes for the reviews of a log, without reading the log.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../npm/package.json", import.meta.url));
const { FSRSAlgorithm, generatorParameters } = require("ts-fsrs");

const grades = { again: 1, hard: 2, good: 3, easy: 4 };
const ids = new Map();
const review = [];
for (const line of readFileSync(process.argv[2], "utf8").split("\n").slice(1)) {
  if (line === "") continue;
  const [time, id, grade] = line.split("\t");
  if (!ids.has(id)) ids.set(id, ids.size);
  review.push([ids.get(id), Math.floor((Date.parse(time) - 4 * 3600e3) / 86400e3), grades[grade] ?? Number(grade)]);
}

const fsrs = new FSRSAlgorithm(generatorParameters({ enable_fuzz: false }));
const state = new Array(ids.size).fill(null);
const last = new Array(ids.size).fill(0);
const start = process.hrtime.bigint();
for (const [id, day, grade] of review) {
  const days = state[id] === null ? 0 : day - last[id];
  state[id] = fsrs.next_state(state[id], days, grade);
  last[id] = day;
}
console.log(Number(process.hrtime.bigint() - start) / 1e9);
