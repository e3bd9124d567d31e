import RouteModel
import RuleLanguage

/// What sets of fired rules conclude, kept by measure and by which of the rules that speak of the measure fired.
struct ConclusionMemo {
  private struct Key: MemoKey {
    var measure: Int
    /// A bit per rule that speaks of the measure.
    var fired: UInt64

    var memoHash: UInt64 {
      var hash = NumberHash()
      hash.add(measure)
      hash.add(Int(truncatingIfNeeded: fired))
      return hash.value
    }
  }

  /// A measure that a rule speaks of, and the rule's number among those that do.
  private struct Mention {
    var measure: Int
    var number: Int
  }

  private let rules: [Rule]
  /// Per rule what it speaks of, each measure once.
  private let mentions: [[Mention]]
  /// Per measure the rules that speak of it.
  private let speakers: [[Int]]
  /// Per measure the bits of the rules that fired, for one person at a time.
  private var fired: [UInt64]
  private var known = Memo<Key, MeasureConclusion>()
  /// Of its own: memory that threads share is slow.
  private let none = MeasureConclusion(of: [], on: -1)

  /// No conclusions yet.
  init(_ rules: [Rule], measureCount: Int) {
    self.rules = rules
    var speakers = [[Int]](repeating: [], count: measureCount)
    mentions = rules.indices.map { rule in
      Set(rules[rule].conclusions.map(\.measure)).sorted().map { measure in
        speakers[measure].append(rule)
        return Mention(measure: measure, number: speakers[measure].count - 1)
      }
    }
    self.speakers = speakers
    fired = Array(repeating: 0, count: measureCount)
  }

  /// What rules that fired conclude, by measure position. `rules` is ascending. O(measures + conclusions).
  mutating func conclusions(of rules: [Int]) -> [MeasureConclusion] {
    for measure in fired.indices { fired[measure] = 0 }
    for rule in rules {
      for mention in mentions[rule] { fired[mention.measure] |= 1 &<< UInt64(mention.number & 63) }
    }
    return fired.indices.map { fired[$0] == 0 ? none : conclusion(on: $0, rules) }
  }

  private mutating func conclusion(on measure: Int, _ all: [Int]) -> MeasureConclusion {
    let rules = rules
    // More rules than bits: the set of those that fired is no key then.
    guard speakers[measure].count <= 64 else {
      let own = Set(speakers[measure])
      return MeasureConclusion(of: all.filter(own.contains).map { ($0, rules[$0]) }, on: measure)
    }
    let (bits, own) = (fired[measure], speakers[measure])
    return known.value(Key(measure: measure, fired: bits)) {
      let speaking = own.indices.filter { bits & 1 << UInt64($0) != 0 }.map { (own[$0], rules[own[$0]]) }
      return MeasureConclusion(of: speaking, on: measure)
    }
  }
}
