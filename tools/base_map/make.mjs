// Makes the base map: Natural Earth's country outlines (1:50m, public domain, from npm's world-atlas), simplified to
// what a screen can show, with the country's ISO 3166-1 alpha-2 code as id.
//
//     npm install && npm run make
//
// In: world-atlas/countries-50m.json.   Out: one TopoJSON file, the object in it named "countries".
import { readFileSync, writeFileSync } from "node:fs";
import countries from "i18n-iso-countries";
import { feature, mergeArcs, quantize } from "topojson-client";
import { filter, filterAttachedWeight, presimplify, simplify } from "topojson-simplify";

// Square degrees: triangles smaller than this are taken out of a line. 0.0125 leaves a file under 200 kB.
const SMALLEST_TRIANGLE = 0.0125;
// Square degrees: rings smaller than this that touch no other are left out, unless the country has no other ring.
const SMALLEST_ISLAND = 0.1;
const STEPS = 2e4; // along each axis: some 2 km at the equator; with half as many the isthmus of Perekop crosses itself

const atlas = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf8"));
let map = { type: "Topology", arcs: atlas.arcs, transform: atlas.transform, objects: { countries: atlas.objects.countries } };
map.objects.countries.geometries = withCrimeaInUkraine(map);
map = simplify(presimplify(map), SMALLEST_TRIANGLE);
map = quantize(filter(map, filterAttachedWeight(map, SMALLEST_ISLAND)), STEPS);
for (const country of map.objects.countries.geometries) {
  const code = country.id && countries.numericToAlpha2(String(country.id).padStart(3, "0"));
  if (code) country.id = code;
  else delete country.id;
  country.properties = { name: country.properties.name };
}
const out = process.argv[2];

// Natural Earth draws the lines of control that it knows of, with Crimea in Russia. The base map follows the United
// Nations' (General Assembly resolution 68/262) instead: a ring of Russia's around Simferopol joins Ukraine.
function withCrimeaInUkraine(topology) {
  const simferopol = [34.1, 44.95];
  const all = topology.objects.countries.geometries;
  const russia = all.find((c) => c.id === "643");
  const ukraine = all.find((c) => c.id === "804");
  const polygons = russia.arcs.map((arcs) => ({ type: "Polygon", arcs }));
  const crimea = polygons.filter((p) => within(feature(topology, p).geometry.coordinates[0], simferopol));
  console.log(`polygons moved from Russia to Ukraine: ${crimea.length}`);
  if (crimea.length === 0) return all;
  const rest = { ...russia, arcs: polygons.filter((p) => !crimea.includes(p)).map((p) => p.arcs) };
  const whole = { ...ukraine, ...mergeArcs(topology, [ukraine, ...crimea]) };
  return all.map((c) => (c === russia ? rest : c === ukraine ? whole : c));
}

function within(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[a, b], [c, d]] = [ring[i], ring[j]];
    if (b > y !== d > y && x < ((c - a) * (y - b)) / (d - b) + a) inside = !inside;
  }
  return inside;
}

writeFileSync(out, JSON.stringify(map));
console.log(`${out}: ${map.objects.countries.geometries.length} countries, ${JSON.stringify(map).length} bytes`);
