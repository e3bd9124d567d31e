import RouteModel

/// Where a score comes from.
struct TestSource {
  var date: CalendarDate
  var form: String?
  var items: Int?
}

/// Parts of routes that are the same for many people, made once. A part is a function of its key.
///
/// Keys hold no references, so that a look-up counts none: what they name by identity is held beside the kept part.
struct RouteParts {
  private var candidates = Memo<CandidateKey, (part: Candidate, owners: Owners)>()
  private var deficits = Memo<DeficitKey, CompetencyDeficit>()
  /// The forms of tests, numbered; after so many the numbers start anew.
  private var forms = HashSlots()
  private var formTexts: [ByteText] = []
  private static let formLimit = 1 << 12

  /// What decides a candidate.
  struct CandidateKey: MemoKey, BitwiseCopyable {
    /// The framework's measure.
    var measure: ObjectIdentifier
    var verdict: ObjectIdentifier
    var offered: ObjectIdentifier?
    var priority: Int
    /// A bit per prerequisite that is not completed.
    var missing: UInt64
    var isRequired: Bool
    var isSpokenOf: Bool
    var inProgress: Bool

    /// More have no bits.
    static let mostPrerequisites = 64

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(measure)
      hash.add(verdict)
      if let offered { hash.add(offered) }
      hash.add(priority)
      return hash.value
    }
  }

  /// The memory that a key names.
  struct Owners {
    var measure: FrameworkMeasure
    var verdict: Verdict
    var offered: MeasureOptions?
  }

  /// A test; −1 for what it does not say.
  struct TestKey: Equatable, BitwiseCopyable {
    var day: Int32
    /// The number of the form.
    var form: Int32
    var items: Int
  }

  /// What decides a line of the deficit profile; −1 for what is unknown.
  struct DeficitKey: MemoKey, BitwiseCopyable {
    var competency: Int32
    var target: Int32
    var score: Int32
    var deficit: Int32
    var band: Int32
    var test: TestKey
    /// The citations of the diagnostics that added points, by identity: the kept line holds them.
    var cited: SIMD2<Int>
    /// With more citations than have room, a line is made anew.
    var isExact: Bool

    init(
      competency: Int, target: Points, score: Points?, deficit: Points?, band: Int?, test: TestKey,
      _ citations: [RuleCitation]
    ) {
      self.competency = Int32(competency)
      // Points here are between 0 and 100.
      self.target = Int32(target.hundredths)
      self.score = Int32(score?.hundredths ?? -1)
      self.deficit = Int32(deficit?.hundredths ?? -1)
      self.band = Int32(band ?? -1)
      self.test = test
      isExact = citations.count <= 2
      cited = .zero
      for index in citations.indices where index < 2 { cited[index] = Int(bitPattern: citations[index].identity) }
    }

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(Int(competency) << 32 ^ Int(test.day))
      hash.add(Int(test.form) << 32 ^ test.items)
      hash.add(Int(score) << 32 ^ Int(deficit))
      hash.add(cited[0])
      return hash.value
    }
  }

  mutating func candidate(_ key: CandidateKey, _ make: () -> Candidate, owners: () -> Owners) -> Candidate {
    candidates.part(key, { $0.part }, { (make(), owners()) })
  }

  mutating func deficit(_ key: DeficitKey, _ make: () -> CompetencyDeficit) -> CompetencyDeficit {
    key.isExact ? deficits.value(key, make) : make()
  }

  /// What decides how a test is told of; nil where there is none.
  mutating func key(of test: TestSource?) -> TestKey {
    guard let test else { return TestKey(day: .min, form: 0, items: 0) }
    return TestKey(
      day: Int32(test.date.dayNumber), form: test.form.map { number(ofForm: $0) } ?? -1, items: test.items ?? -1)
  }

  /// The number of a form, until the numbers start anew: then no kept line names one.
  private mutating func number(ofForm text: String) -> Int32 {
    let form = ByteText(text)
    if let known = forms.find(form.hash, { formTexts[$0] == form }) { return Int32(known) }
    if formTexts.count >= Self.formLimit {
      forms.removeAll()
      formTexts.removeAll(keepingCapacity: true)
      deficits.removeAll()
    }
    forms.add(form.hash)
    formTexts.append(form)
    return Int32(formTexts.count - 1)
  }
}
