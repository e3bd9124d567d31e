import RouteModel

/// Where a score comes from.
struct TestSource: Equatable {
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
  private var tests: [TestSource] = []
  /// Tests are few; after so many the numbers start anew.
  private static let testLimit = 256

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

  /// What decides a line of the deficit profile; `Int.min` for what is unknown.
  struct DeficitKey: MemoKey, BitwiseCopyable {
    var competency: Int
    var target: Int
    var score: Int
    var deficit: Int
    var band: Int
    /// The number of the test.
    var test: Int
    /// The citations of the diagnostics that added points, by identity: the kept line holds them.
    var cited: SIMD4<Int>
    /// With more citations than have room, a line is made anew.
    var isExact: Bool

    init(
      competency: Int, target: Int, score: Int, deficit: Int, band: Int, test: Int, _ citations: [RuleCitation]
    ) {
      self.competency = competency
      self.target = target
      self.score = score
      self.deficit = deficit
      self.band = band
      self.test = test
      isExact = citations.count <= 4
      cited = .zero
      for index in citations.indices where index < 4 { cited[index] = Int(bitPattern: citations[index].identity) }
    }

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(competency << 32 ^ test)
      hash.add(score)
      hash.add(deficit)
      hash.add(cited[0])
      return hash.value
    }
  }

  mutating func candidate(_ key: CandidateKey, _ make: () -> Candidate, owners: () -> Owners) -> Candidate {
    candidates.part(key, { $0.part }) { (make(), owners()) }
  }

  mutating func deficit(_ key: DeficitKey, _ make: () -> CompetencyDeficit) -> CompetencyDeficit {
    key.isExact ? deficits.value(key, make) : make()
  }

  /// The number of a test, until the numbers start anew: then no kept line names one.
  mutating func number(of test: TestSource) -> Int {
    if let known = tests.firstIndex(of: test) { return known }
    if tests.count >= Self.testLimit {
      tests.removeAll(keepingCapacity: true)
      deficits.removeAll()
    }
    tests.append(test)
    return tests.count - 1
  }
}
