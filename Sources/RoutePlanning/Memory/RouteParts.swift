import RouteModel

/// Parts of routes that are the same for many people, made once. A part is a function of its key.
struct RouteParts {
  private var candidates = Memo<CandidateKey, (part: Candidate, owners: Owners)>()
  private var deficits = Memo<DeficitKey, CompetencyDeficit>()

  /// What decides a candidate. What is named by its memory is held beside the kept candidate.
  struct CandidateKey: MemoKey {
    var measure: Int
    var verdict: ObjectIdentifier
    var expected: ObjectIdentifier
    var offered: ObjectIdentifier?
    var priority: Int
    var required: Bool
    var isSpokenOf: Bool
    var inProgress: Bool
    var requires: [MeasureCode]

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(verdict)
      hash.add(expected)
      if let offered { hash.add(offered) }
      hash.add(measure << 32 ^ priority)
      return hash.value
    }
  }

  /// The memory that a key names.
  struct Owners {
    var verdict: Verdict
    var expected: MeasureGains
    var offered: MeasureOptions?
  }

  /// What decides a line of the deficit profile; `Int.min` for what is unknown.
  struct DeficitKey: MemoKey {
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

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(competency << 32 ^ day)
      hash.add(score)
      hash.add(deficit)
      return hash.value
    }
  }

  mutating func candidate(_ key: CandidateKey, _ owners: Owners, _ make: () -> Candidate) -> Candidate {
    candidates.part(key, { $0.part }) { (make(), owners) }
  }

  mutating func deficit(_ key: DeficitKey, _ make: () -> CompetencyDeficit) -> CompetencyDeficit {
    deficits.value(key, make)
  }
}
