import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { artifactLocation, sarifReport } from './sarif';
import type { FileReport } from './report';
import { HOSTILE, KNOWLEDGE, makeLog } from './test-report';

const text = v.strictObject({ text: v.pipe(v.string(), v.nonEmpty()) });
const level = v.picklist(['none', 'note', 'warning', 'error']);
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));
/** A URI reference: nothing in it that would have to be escaped. */
const uri = v.pipe(v.string(), v.regex(/^(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$/));
const artifact = v.strictObject({
  uri,
  index: v.optional(index),
  description: v.optional(text),
});
const location = v.strictObject({
  id: v.optional(index),
  physicalLocation: v.strictObject({
    artifactLocation: artifact,
    region: v.optional(
      v.strictObject({
        startLine: line,
        endLine: line,
        byteOffset: index,
        byteLength: v.optional(index),
        snippet: text,
      }),
    ),
  }),
  message: v.optional(text),
});

/** The part of the SARIF 2.1.0 schema that is used, without room for anything else. */
const sarif = v.strictObject({
  $schema: v.pipe(v.string(), v.endsWith('sarif-schema-2.1.0.json')),
  version: v.literal('2.1.0'),
  runs: v.tuple([
    v.strictObject({
      tool: v.strictObject({
        driver: v.strictObject({
          name: v.literal('Puttyknife'),
          version: v.string(),
          semanticVersion: v.string(),
          language: v.literal('en-US'),
          rules: v.array(
            v.strictObject({
              id: v.string(),
              name: v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z0-9]+$/)),
              shortDescription: text,
              fullDescription: text,
              help: text,
              defaultConfiguration: v.strictObject({ level }),
              properties: v.strictObject({
                category: v.string(),
                tags: v.array(v.string()),
                'security-severity': v.optional(v.pipe(v.string(), v.regex(/^\d+\.\d$/))),
              }),
            }),
          ),
        }),
      }),
      columnKind: v.literal('utf16CodeUnits'),
      artifacts: v.array(
        v.strictObject({
          location: artifact,
          length: index,
          roles: v.tuple([v.literal('analysisTarget')]),
        }),
      ),
      invocations: v.tuple([
        v.strictObject({
          executionSuccessful: v.boolean(),
          toolExecutionNotifications: v.array(
            v.strictObject({
              level,
              descriptor: v.strictObject({ id: v.string() }),
              message: text,
              locations: v.optional(v.array(location)),
            }),
          ),
        }),
      ]),
      results: v.array(
        v.strictObject({
          ruleId: v.string(),
          ruleIndex: index,
          level,
          kind: v.literal('fail'),
          message: text,
          locations: v.tuple([location]),
          relatedLocations: v.optional(v.array(location)),
          occurrenceCount: line,
          properties: v.looseObject({}),
        }),
      ),
    }),
  ]),
});

function runOf(files: readonly FileReport[]) {
  const problems = [{ path: 'gone log.txt', code: 'not-found', message: 'There is no such file.' }];
  const source = sarifReport({ files, problems, knowledge: KNOWLEDGE, version: '0.1.0' });
  return v.parse(sarif, JSON.parse(source)).runs[0];
}

const LEVELS = [
  ['key-refused', 'error', 'error', undefined],
  ['host-key-mismatch', 'security', 'error', '8.0'],
  ['weak-cipher', 'warning', 'warning', undefined],
  ['session-note', 'info', 'note', undefined],
] as const;

describe('a SARIF log', () => {
  it.each(LEVELS)('gives %s its level and severity', (entry, severity, expected, security) => {
    const run = runOf([makeLog({ entry, severity })]);
    expect(run.results[0]?.level).toBe(expected);
    expect(run.tool.driver.rules[0]?.defaultConfiguration.level).toBe(expected);
    expect(run.tool.driver.rules[0]?.properties['security-severity']).toBe(security);
  });

  it('names line and byte of each message of an incident', () => {
    const [result] = runOf([makeLog()]).results;
    expect(result?.locations[0].physicalLocation.region).toMatchObject({
      startLine: 24,
      byteOffset: 1234,
      byteLength: 'Server refused our key'.length,
    });
    expect(
      result?.relatedLocations?.map((each) => each.physicalLocation.region?.startLine),
    ).toEqual([26]);
  });

  it('counts bytes and not characters, and lines of a wrapped message', () => {
    const bytes = (message: string) =>
      runOf([makeLog({ message })]).results[0]?.locations[0].physicalLocation.region;
    expect(bytes('key “é” 👩')?.byteLength).toBe(Buffer.byteLength('key “é” 👩'));
    expect(bytes('one\ntwo')).toMatchObject({ startLine: 24, endLine: 25 });
    expect(bytes('one\ntwo')?.byteLength).toBeUndefined();
  });

  it('has one rule for each entry that was found, and results that point to it', () => {
    const run = runOf([
      makeLog({ entry: 'weak-cipher', severity: 'warning' }),
      makeLog(),
      makeLog({ path: 'other.log' }),
    ]);
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['weak-cipher', 'key-refused']);
    for (const { ruleId, ruleIndex } of run.results) {
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
    expect(run.results[2]?.locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'other.log',
      index: 2,
    });
  });

  it('tells what could not be read', () => {
    const [invocation] = runOf([]).invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications[0]?.descriptor.id).toBe('not-found');
    expect(
      invocation.toolExecutionNotifications[0]?.locations?.[0]?.physicalLocation.artifactLocation,
    ).toEqual({ uri: 'gone%20log.txt' });
  });

  it('is not redacted', () => {
    const log = makeLog({ facts: { host: 'db01.example.com', user: 'al' } });
    expect(runOf([log]).results[0]?.message.text).toContain(
      'db01.example.com refused the key of al',
    );
  });

  it.each(HOSTILE)('holds whatever a log says: %j', (hostile) => {
    const run = runOf([makeLog({ path: hostile, message: hostile, facts: { host: hostile } })]);
    expect(run.results).toHaveLength(1);
  });
});

it.each([
  ['logs/putty 1.log', 'logs/putty%201.log'],
  ['a:b.log', 'a%3Ab.log'],
  ['../x/#1?.log', '../x/%231%3F.log'],
  ['/var/log/é\n.log', 'file:///var/log/%C3%A9%0A.log'],
  ['C:\\My logs\\putty.log', 'file:///C:/My%20logs/putty.log'],
  ['\\\\files\\logs\\putty.log', 'file://files/logs/putty.log'],
  ['half \ud800.log', 'half%20%EF%BF%BD.log'],
])('writes the name %j as a URI', (path, expected) => {
  expect(artifactLocation(path)['uri']).toBe(expected);
});
