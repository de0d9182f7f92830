/**
 * Where the page of threats promises what nobody tries: a threat without an answer or a test, an id out of order, a test
 * that does not exist. `namesOf` returns the titles in a test file, `undefined` where there is no such file.
 */
export function findProblems(threats, namesOf) {
  return threats.flatMap((threat, index) => [
    ...(threat.id === `T${index + 1}` ? [] : [at(threat, `${threat.id} should be T${index + 1}`)]),
    ...(threat.hasAnswer ? [] : [at(threat, `${threat.id} has no answer`)]),
    ...(threat.tests.length > 0 ? [] : [at(threat, `${threat.id} has no test`)]),
    ...threat.tests.flatMap((test) => testProblems(threat, { test, namesOf })),
  ]);
}

function testProblems(threat, { test, namesOf }) {
  const { path, link, title, line } = test;
  const names = namesOf(path);
  const place = { file: threat.file, line };
  if (link !== `../${path}`) return [at(place, `${threat.id} links ${link} in place of ../${path}`)];
  if (names === undefined) return [at(place, `${threat.id} names ${path}, which does not exist`)];
  return names.has(title) ? [] : [at(place, `${threat.id} names no test of ${path}: ${title}`)];
}

function at({ file, line }, message) {
  return { file, line, message };
}
