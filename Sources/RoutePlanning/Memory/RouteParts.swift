import RouteModel

/// Parts of routes that are the same for many people, made once. A part is a function of its key.
struct RouteParts {
  private var candidates = Memo<CandidateKey, (part: Candidate, owners: Owners)>()
  private var deficits = Memo<DeficitKey, CompetencyDeficit>()

  /// What decides a candidate. What is named by its memory is held beside the kept candidate.
  struct CandidateKey: Hashable {
    var measure: Int
    var verdict: ObjectIdentifier
    var expected: ObjectIdentifier
    var offered: ObjectIdentifier?
    var priority: Int
    var required: Bool
    var isSpokenOf: Bool
    var inProgress: Bool
    var requires: [MeasureCode]

    func hash(into hasher: inout Hasher) {
      hasher.combine(Mixed.of(measure, Int(bitPattern: verdict), offered.map { Int(bitPattern: $0) } ?? 0, priority))
    }
  }

  /// The memory that a key names.
  struct Owners {
    var verdict: Verdict
    var expected: MeasureGains
    var offered: MeasureOptions?
  }

  /// What decides a line of the deficit profile; `Int.min` for what is unknown.
  struct DeficitKey: Hashable {
    var competency: Int
    var target: Int
    var score: Int
    var deficit: Int
    var band: Int
    /// The day of the test, its items and its form.
    var day: Int
    var items: Int
    var form: String?
    /// The citations of the diagnostics that added points, by identity: the kept line holds them.
    var cited: [ObjectIdentifier]

    func hash(into hasher: inout Hasher) {
      hasher.combine(Mixed.of(competency, score, deficit, day))
    }
  }

  mutating func candidate(_ key: CandidateKey, _ owners: Owners, _ make: () -> Candidate) -> Candidate {
    candidates.value(key) { (make(), owners) }.part
  }

  mutating func deficit(_ key: DeficitKey, _ make: () -> CompetencyDeficit) -> CompetencyDeficit {
    deficits.value(key, make)
  }
}

/// Four numbers as one, well spread.
private enum Mixed {
  static func of(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> UInt64 {
    var mixed = step(0, a)
    mixed = step(mixed, b)
    mixed = step(mixed, c)
    return step(mixed, d)
  }

  private static func step(_ mixed: UInt64, _ part: Int) -> UInt64 {
    let next = (mixed ^ UInt64(truncatingIfNeeded: part)) &* 0xBF58_476D_1CE4_E5B9
    return next ^ next &>> 29
  }
}
