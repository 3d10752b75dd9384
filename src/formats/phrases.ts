import type { Ground, Measure } from './format.ts'
import type { Notion } from './notions.ts'

/**
 * How reports speak of what the tables hold: the words for each notion, and which notions, said
 * together before or after a number, mean which figures. Every format since 2019 is spoken of in
 * the same words; what a format does not count has an empty measure.
 */

/** Notions that, said of a number, make it a figure of the tables. */
export interface Phrase {
  /** All of these are said, and none but these and `allows`. */
  readonly says: readonly Notion[]
  readonly allows?: readonly Notion[]
  /** One of these is said earlier in the sentence, or is the topic of the passage. */
  readonly given?: readonly Notion[]
  /** 上年 and 下年度 decide what 结转 means. */
  readonly time?: 'lastYear' | 'nextYear'
  /** The sums of which one has to fit. */
  readonly means: readonly (readonly Measure[])[]
  /** A part of a longer count: it need only not exceed it. */
  readonly atMost?: true
  /** The figure may leave this measure out: 70件已办结 need not count those carried in. */
  readonly lessUpTo?: Measure
  /** May count other things as well: can be confirmed, and contradicted at most by 'none'. */
  readonly loose?: true | 'unlessNone'
  /** Counted in one of these beyond doubt; in any other unit it may be something else. */
  readonly units?: readonly string[]
  /** With 等 behind it one of several. */
  readonly instances?: true
  /** Said in 元. */
  readonly money?: true
  /** The number before it in the sentence counts one of these. */
  readonly under?: readonly Measure[]
  /** So does the number directly before it, as the one before in a list. */
  readonly after?: readonly Measure[]
}

/** What a passage is about, so that a sentence in it need not say so. */
export const topics: Readonly<Record<string, readonly Notion[]>> = {
  onRequest: ['application'],
}

const received = [['received'], ['received', 'carriedIn']] as const
const asked = ['application', 'request', 'decision'] as const
const disclosed = ['application', 'disclosure'] as const
const dispute = ['receive', 'answer', 'application', 'request', 'handle', 'decision'] as const

/** Said of how a dispute ended: 作出维持决定. */
const ruling = ['make', 'decision', 'answer', 'rest'] as const

/** 其中维持1件 is of the disputes before it; 复议被纠正1件 says itself of which it is. */
const reviews = { of: 'reconsideration', all: 'reconsiderations' } as const
const suits = { of: 'litigation', all: 'litigation' } as const
const endings = [
  { ...reviews, says: 'upheld', means: 'reconsiderationsUpheld' },
  { ...reviews, says: 'corrected', means: 'reconsiderationsCorrected' },
  { ...reviews, says: 'pending', means: 'reconsiderationsPending' },
  { ...suits, says: 'upheld', means: 'litigationUpheld' },
  { ...suits, says: 'corrected', means: 'litigationCorrected' },
  { ...suits, says: 'pending', means: 'litigationPending' },
] as const

/** 直接起诉6件（维持3件）: of these, unless it goes back to all suits. */
const suitEndings = (['litigationDirect', 'litigationAfterReconsideration'] as const).flatMap(
  (of) =>
    (
      [
        ['upheld', 'Upheld'],
        ['corrected', 'Corrected'],
        ['others', 'Otherwise'],
        ['pending', 'Pending'],
      ] as const
    ).map(
      ([says, end]): Phrase => ({
        says: [says],
        allows: ruling,
        under: ['litigation'],
        after: [of, `${of}Upheld`, `${of}Corrected`, `${of}Otherwise`, `${of}Pending`],
        means: [[`${of}${end}`], [`litigation${end}`]],
      }),
    ),
)

/** How a suit came to court. */
const suitsBy = [
  { says: 'directSuit', means: 'litigationDirect' },
  { says: 'suitAfterReconsideration', means: 'litigationAfterReconsideration' },
] as const

/** 其他3件 is left of the kinds listed before it, or of all that were not listed. */
const remainders = [
  {
    means: 'receivedFromOthers',
    after: [
      'receivedFromBusiness',
      'receivedFromResearch',
      'receivedFromNonprofit',
      'receivedFromLegalService',
    ],
  },
  {
    means: 'otherwiseHandled',
    after: ['refused', 'unavailable', 'notProcessed', 'complaint', 'duplicate', 'excessive'],
  },
  {
    means: 'reconsiderationsOtherwise',
    after: ['reconsiderations', 'reconsiderationsUpheld', 'reconsiderationsCorrected'],
  },
  {
    means: 'litigationOtherwise',
    after: ['litigation', 'litigationUpheld', 'litigationCorrected'],
  },
] as const

/** 已审结35件: all that are not pending. */
const settledOf = [
  {
    all: 'reconsiderations',
    means: ['reconsiderationsUpheld', 'reconsiderationsCorrected', 'reconsiderationsOtherwise'],
  },
  { all: 'litigation', means: ['litigationUpheld', 'litigationCorrected', 'litigationOtherwise'] },
] as const

/** Results （一） to （六）: notion and measure have the same name. */
export const results = [
  'granted',
  'partlyGranted',
  'refused',
  'unavailable',
  'notProcessed',
  'otherwiseHandled',
] as const

/** 受理社会组织登记申请 is of another kind; 自然人申请 can only be what it says. */
const isKindOfAll = (says: Notion): boolean => says === 'naturalPerson' || says === 'organisation'

/** Who applied. */
const applicants = [
  { says: 'naturalPerson', who: 'NaturalPersons', means: 'receivedFromNaturalPersons' },
  { says: 'organisation', who: 'Organisations', means: 'receivedFromOrganisations' },
  { says: 'business', who: 'Business', means: 'receivedFromBusiness' },
  { says: 'research', who: 'Research', means: 'receivedFromResearch' },
  { says: 'nonprofit', who: 'Nonprofit', means: 'receivedFromNonprofit' },
  { says: 'legalService', who: 'LegalService', means: 'receivedFromLegalService' },
] as const

/** 上年结转3件，其中自然人2件: of those carried over, unless it goes back to all that came in. */
const carriedBy = applicants.flatMap(({ says, who, means }): Phrase[] => [
  {
    says: [says],
    allows: [...asked, 'applicantKind', 'rest'],
    under: ['carriedIn'],
    means: [[`carriedInFrom${who}`], [means]],
  },
  {
    says: [says],
    allows: [...asked, 'applicantKind', 'rest'],
    under: ['carriedOut'],
    means: [[`carriedOutFrom${who}`], [`carriedInFrom${who}`], [means]],
  },
])

export const applicantNotions: readonly Notion[] = applicants.map(({ says }) => says)

/** The rows of （三） to （五）: of which result each is a ground; its notion has the same name. */
const resultOf = {
  stateSecret: 'refused',
  otherLaw: 'refused',
  securityAndStability: 'refused',
  thirdPartyRights: 'refused',
  internalAffairs: 'refused',
  deliberativeProcess: 'refused',
  enforcementFile: 'refused',
  administrativeInquiry: 'refused',
  notHeld: 'unavailable',
  needsCreation: 'unavailable',
  stillUnclear: 'unavailable',
  complaint: 'notProcessed',
  duplicate: 'notProcessed',
  publication: 'notProcessed',
  excessive: 'notProcessed',
  reconfirmation: 'notProcessed',
} as const satisfies Readonly<Record<Ground, Notion>>
export const grounds = Object.keys(resultOf) as Ground[]

/** The rows of （六） that have a name; their notions have the same. */
const overdue = ['correctionOverdue', 'feeOverdue'] as const

/** Decisions of table 2, of which a narrative gives those it publishes. */
const published = [
  { says: 'licence', means: 'licences' },
  { says: 'penalty', means: 'penalties' },
  { says: 'coercion', means: 'coercions' },
] as const

/** The rows that together make a whole, of which 其他 is the last. */
export const families: readonly (readonly Measure[])[] = [
  [
    ...applicants.flatMap(({ says, means }) => (says === 'organisation' ? [] : [means])),
    'receivedFromOthers',
  ],
  results,
  [
    'reconsiderationsUpheld',
    'reconsiderationsCorrected',
    'reconsiderationsOtherwise',
    'reconsiderationsPending',
  ],
  ['litigationUpheld', 'litigationCorrected', 'litigationOtherwise', 'litigationPending'],
]

/** Said beside anything without changing what is counted. */
export const neutral: readonly Notion[] = ['disclosure', 'reviewer']

/** Notions said in one word of two. */
export const pairs: Partial<Readonly<Record<Notion, readonly Notion[]>>> = {
  grantedInAll: ['granted', 'partlyGranted'],
}

/** 共计8件 behind those received and those carried in. */
export const newAndCarried: Phrase = { says: [], means: [['received', 'carriedIn']] }

/** 70件申请全部办结: those received as well as those concluded. */
export const allConcluded: Phrase = { says: [], means: [['handled'], ...received] }

/** 合计38件 behind all results, or behind most of them. */
export const sumOfResults = (listed: readonly Measure[]): Phrase =>
  listed.length === results.length
    ? { says: [], means: [['handled']] }
    : { says: [], means: [listed], loose: true }

/** 企业占单位申请的一半: of all who applied, or of those that are no natural persons. */
const applied: readonly (readonly Measure[])[] = [...received, ['receivedFromOrganisations']]

/** What a share of a measure may be a share of. */
export const wholes: Partial<Readonly<Record<Measure, readonly (readonly Measure[])[]>>> = {
  ...Object.fromEntries(applicants.map(({ means }) => [means, applied])),
  receivedFromOthers: applied,
  ...Object.fromEntries(results.map((result) => [result, [['handled'], ...received]])),
  ...Object.fromEntries(
    grounds.map((ground) => [ground, [[resultOf[ground]], ['handled'], ...received]]),
  ),
  ...Object.fromEntries(
    overdue.map((row) => [row, [['otherwiseHandled'], ['handled'], ...received]]),
  ),
  reconsiderations: received,
  litigation: received,
  reconsiderationsUpheld: [['reconsiderations']],
  reconsiderationsCorrected: [['reconsiderations']],
  reconsiderationsOtherwise: [['reconsiderations']],
  reconsiderationsPending: [['reconsiderations']],
  litigationUpheld: [['litigation']],
  litigationCorrected: [['litigation']],
  litigationOtherwise: [['litigation']],
  litigationPending: [['litigation']],
  litigationDirect: [['litigation']],
  litigationAfterReconsideration: [['litigation']],
}

/** The first phrase that fits is meant. */
export const phrases: readonly Phrase[] = [
  {
    says: ['carry'],
    time: 'lastYear',
    allows: [...asked, 'receive', 'handle'],
    means: [['carriedIn']],
  },
  {
    says: ['carry'],
    time: 'nextYear',
    allows: [...asked, 'answer', 'handle', 'conclude', 'outstanding', 'rest'],
    means: [['carriedOut']],
  },
  { says: ['receiveNew', 'application'], allows: asked, means: [['received']] },
  { says: ['receiveNew'], allows: asked, given: ['application'], means: [['received']] },
  { says: ['receive', 'application'], allows: [...asked, 'handle'], means: received },
  { says: ['receive'], allows: ['request', 'handle'], given: ['application'], means: received },
  {
    says: ['receive', 'conclude', 'application'],
    allows: [...asked, 'handle', 'answer'],
    means: [...received, ['handled']],
  },
  { says: ['handle', 'application'], allows: asked, means: [...received, ['handled']] },
  {
    says: ['conclude'],
    allows: [...asked, 'handle', 'answer'],
    given: ['application'],
    means: [['handled']],
    lessUpTo: 'carriedIn',
  },
  { says: ['due'], allows: asked, given: ['application'], means: [['received', 'carriedIn']] },
  // 全部办结，无结转: from where or to where is left open.
  {
    says: ['carry'],
    allows: asked,
    given: ['application'],
    means: [['carriedOut'], ['carriedIn']],
    loose: 'unlessNone',
  },
  { says: ['outstanding'], given: ['application'], means: [['carriedOut']], loose: true },
  {
    says: ['handle'],
    allows: ['request', 'decision'],
    given: ['application'],
    means: [...received, ['handled']],
  },
  {
    says: ['answer'],
    allows: [...asked, 'handle'],
    given: ['application'],
    means: [...received, ['handled']],
    loose: true,
  },
  { says: ['onRequest'], allows: [...asked], means: received, loose: true },
  { says: ['application'], allows: asked, means: received, loose: 'unlessNone' },
  { says: ['request'], given: ['application'], means: received, loose: 'unlessNone' },
  ...results.map((result) => ({
    says: [result],
    allows: [...asked, 'answer' as const, 'make' as const],
    given: ['application' as const],
    means: [[result]],
  })),
  // 公开9件 may be what was published on its own account; among results it is one of them.
  {
    says: ['disclosed'],
    given: ['application'],
    means: [['granted'], ['granted', 'partlyGranted']],
    loose: true,
    units: ['件', '宗', '份'],
  },
  ...remainders.map(({ means, after }) => ({
    says: ['others' as const],
    allows: asked,
    means: [[means]],
    after,
    loose: true as const,
  })),
  ...carriedBy,
  ...applicants.map(({ says, means }) => ({
    says: [says, 'request' as const],
    allows: [...asked, ...(isKindOfAll(says) ? (['receive'] as const) : [])],
    given: ['application' as const],
    means: [[means]],
  })),
  {
    says: ['grantedInAll'],
    allows: [...asked, 'answer', 'make'],
    given: ['application'],
    means: [['granted', 'partlyGranted']],
  },
  ...applicants.map(({ says, means }) => ({
    says: [says],
    allows: [...asked, 'rest' as const],
    under: ['received', 'receivedFromOrganisations'] as const,
    means: [[means]],
  })),
  ...applicants.map(({ says, means }) => ({
    says: [says],
    allows: [...asked, 'applicantKind' as const],
    given: ['applicantKind' as const],
    means: [[means]],
  })),
  ...grounds.map((ground) => ({
    says: [ground],
    allows: [...asked, 'answer' as const, 'make' as const, resultOf[ground]],
    given: ['application' as const],
    means: [[ground]],
    instances: true as const,
  })),
  {
    says: ['notThere'],
    allows: [...asked, 'answer', 'make', 'unavailable', 'notHeld'],
    means: [['notHeld']],
    loose: true,
    instances: true,
  },
  ...overdue.map((row) => ({
    says: [row],
    allows: [...asked, 'handle' as const, 'otherwiseHandled' as const],
    given: ['application' as const],
    means: [[row]],
  })),
  { says: ['disclosure', 'reconsideration'], allows: dispute, means: [['reconsiderations']] },
  { says: ['disclosure', 'litigation'], allows: dispute, means: [['litigation']] },
  {
    says: ['reconsideration'],
    allows: [...asked, 'answer'],
    given: disclosed,
    means: [['reconsiderations']],
  },
  { says: ['litigation'], allows: asked, given: disclosed, means: [['litigation']] },
  {
    says: ['reconsideration', 'litigation'],
    allows: asked,
    given: disclosed,
    means: [['reconsiderations', 'litigation']],
  },
  // 行政复议6件 is of disclosure in a report on it; 收到行政复议41件 may be of anything.
  ...[reviews, suits].flatMap(({ of, all }): Phrase[] => [
    { says: [of], allows: ['request', 'decision'], means: [[all]] },
    {
      says: [of],
      allows: ['request', 'decision', 'receive', 'receiveNew'],
      means: [[all]],
      loose: 'unlessNone',
    },
  ]),
  {
    says: ['reconsideration', 'litigation'],
    allows: ['request', 'decision'],
    means: [['reconsiderations', 'litigation']],
  },
  { says: ['charges'], allows: ['charge'], means: [['chargesCollected']], money: true },
  { says: ['charge'], means: [['chargesCollected']], money: true, loose: true },
  // Where applications are not spoken of the number may be of something else.
  { says: ['receive', 'request'], allows: ['handle'], means: received, loose: true },
  { says: ['receiveNew', 'request'], means: [['received']], loose: true },
  ...results.map((result) => ({
    says: [result],
    allows: [...asked, 'answer' as const, 'make' as const],
    means: [[result]],
    loose: true as const,
  })),
  ...grounds.map((ground) => ({
    says: [ground],
    allows: [...asked, 'answer' as const, 'make' as const, resultOf[ground]],
    means: [[ground]],
    loose: true as const,
  })),
  ...applicants.map(({ says, means }) => ({
    says: [says, 'request' as const],
    allows: asked,
    means: [[means]],
    loose: true as const,
  })),
  ...suitEndings,
  ...endings.map(({ of, says, means }) => ({
    says: [of, says],
    allows: ruling,
    means: [[means]],
  })),
  ...endings.map(({ all, says, means }) => ({
    says: [says],
    allows: ruling,
    under: [all],
    means: [[means]],
  })),
  ...settledOf.map(({ all, means }) => ({
    says: ['settled' as const],
    allows: ruling,
    under: [all],
    means: [means],
    loose: true as const,
  })),
  // 被复议机关纠正的为零: who rules says of what.
  ...endings
    .filter(({ of }) => of === 'reconsideration')
    .map(({ says, means }) => ({
      says: ['reviewer' as const, says],
      allows: ruling,
      given: [...disclosed, 'reconsideration'] as const,
      means: [[means]],
    })),
  {
    says: ['lost'],
    allows: ['litigation'],
    under: ['litigation'],
    means: [['litigationCorrected']],
  },
  {
    says: ['litigation', 'lost'],
    allows: asked,
    given: disclosed,
    means: [['litigationCorrected']],
  },
  {
    says: ['won'],
    allows: ['litigation'],
    under: ['litigation'],
    means: [['litigationUpheld']],
    loose: true,
  },
  {
    says: ['dismissed'],
    under: ['reconsiderations'],
    means: [['reconsiderationsUpheld']],
    loose: true,
  },
  {
    says: ['setAside'],
    under: ['reconsiderations'],
    means: [['reconsiderationsCorrected']],
    loose: true,
  },
  ...suitsBy.flatMap(({ says, means }): Phrase[] => [
    { says: [says], allows: [...asked, 'litigation'], under: ['litigation'], means: [[means]] },
    { says: [says], allows: asked, means: [[means]] },
  ]),
  { says: ['issue', 'regulation'], means: [['regulationsIssued']] },
  { says: ['issue'], given: ['regulation'], means: [['regulationsIssued']] },
  { says: ['repeal', 'regulation'], means: [['regulationsRepealed']] },
  { says: ['repeal'], given: ['regulation'], means: [['regulationsRepealed']] },
  { says: ['inForce', 'regulation'], means: [['regulationsInForce']] },
  { says: ['inForce'], given: ['regulation'], means: [['regulationsInForce']] },
  { says: ['issue', 'document'], means: [['documentsIssued']] },
  { says: ['issue'], given: ['document'], means: [['documentsIssued']] },
  { says: ['repeal', 'document'], means: [['documentsRepealed']] },
  { says: ['repeal'], given: ['document'], means: [['documentsRepealed']] },
  {
    says: ['lapse'],
    given: ['document'],
    allows: ['document'],
    means: [['documentsRepealed']],
    loose: true,
  },
  { says: ['inForce', 'document'], means: [['documentsInForce']] },
  { says: ['inForce'], given: ['document'], means: [['documentsInForce']] },
  { says: ['valid'], given: ['document'], means: [['documentsInForce']], loose: true },
  { says: ['valid'], given: ['regulation'], means: [['regulationsInForce']], loose: true },
  ...published.map(({ says, means }) => ({
    says: [says, 'decision' as const],
    allows: ['decide', 'handle', 'conclude'] as const,
    means: [[means]],
    atMost: true as const,
  })),
  // 立案 and 公示 are not decisions: only what was made or handled, or is said without a verb.
  ...published.map(({ says, means }) => ({
    says: [says],
    allows: ['make', 'handle', 'conclude'] as const,
    means: [[means]],
    atMost: true as const,
    units: ['件', '起', '宗'] as const,
  })),
  // 行政处罚信息36条 may be anything about penalties; so much the more as confirmation only.
  ...published.map(({ says, means }) => ({
    says: [says],
    allows: ['decide', 'handle', 'conclude', 'information'] as const,
    means: [[means]],
    atMost: true as const,
    loose: true as const,
  })),
]
