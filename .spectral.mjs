import owasp from '@stoplight/spectral-owasp-ruleset'
import { oas } from '@stoplight/spectral-rulesets'

/** What callers send: parameters and bodies. */
const sent = (type) =>
  `$.paths[*][*]['parameters','requestBody']..[?(@ && (@.type=="${type}" || @.type && @.type.includes && @.type.includes("${type}")))]`

const of = (rule, changes) => ({ ...owasp.rules[`owasp:${rule}`], ...changes })

/** Operations that anybody may call, and why. */
const open = {
  '/livez': 'an orchestrator asks before it has a key',
  '/readyz': 'the same',
  '/problems': 'a problem is explained to whoever got it',
  '/problems/{code}': 'the same',
  '/openapi.json': 'the description of the interface is no secret',
  '/openapi.yaml': 'the same',
  '/.well-known/nianbao-keys.json': 'receipts are verified by people without a key',
  '/v1/receipt-verifications': 'the same',
  '/v1/formats': 'the forms are public law',
  '/v1/formats/{format}': 'the same',
  '/v1/rules': 'what is checked is public',
  '/v1/rules/{ruleId}': 'the same',
  '/v1/rulesets': 'by which edition it is checked is public too',
}
const at = (path) =>
  `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}`

/** Spectral's own rules and those after OWASP. Every exception has its reason beside it. */
export default {
  extends: [oas, owasp],
  rules: {
    // Whoever runs the service is its contact; the document is the same for all of them.
    'info-contact': 'off',

    // Other programs call the service, not pages of other origins: it sends no CORS header at all,
    // so that a browser refuses them.
    'owasp:api8:2023-define-cors-origin': 'off',

    // Limits are there for what is let in. What an answer holds follows from that; a number beside
    // it would be a promise to clients and no protection. Pages say how many items they have.
    'owasp:api4:2023-array-limit': of('api4:2023-array-limit', { given: sent('array') }),

    // The same. A pattern that is anchored at both ends and repeats nothing without end is a limit
    // too, and a document is limited in bytes, by DOCUMENT_LIMIT and BATCH_LINE_LIMIT.
    'owasp:api4:2023-string-limit': of('api4:2023-string-limit', {
      given: sent('string'),
      // biome-ignore lint/suspicious/noThenProperty: what a rule of Spectral does is called so
      then: {
        function: owasp.rules['owasp:api4:2023-string-limit'].then.function,
        functionOptions: {
          schema: {
            anyOf: [
              { required: ['maxLength'] },
              { required: ['enum'] },
              { required: ['const'] },
              { properties: { pattern: { pattern: '^\\^[^*+]+\\$$' } }, required: ['pattern'] },
              { properties: { format: { enum: ['binary', 'byte'] } }, required: ['format'] },
            ],
          },
        },
      },
    }),

    // Names, reasons and narratives are free text. What has a form says it, and control characters
    // are refused wherever they come.
    'owasp:api4:2023-string-restricted': 'off',
  },
  overrides: [
    {
      files: Object.keys(open).map((path) => `openapi/openapi.json${at(path)}`),
      rules: {
        'owasp:api2:2023-read-restricted': 'off',
        'owasp:api2:2023-write-restricted': 'off',
      },
    },
  ],
}
