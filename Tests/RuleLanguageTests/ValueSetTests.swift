import RuleLanguage
import TestSupport
import Testing

/// Interval sets against plain sets of numbers.
@Suite struct ValueSetTests {
  private static let domain: ClosedRange<Int32> = -3...12

  private func random(_ generator: inout SplitMix64) -> (ValueSet, Set<Int32>) {
    var plain: Set<Int32> = []
    var intervals: [ClosedRange<Int32>] = []
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let low = Int32.random(in: Self.domain, using: &generator)
      let high = Int32.random(in: low...Self.domain.upperBound, using: &generator)
      intervals.append(low...high)
      plain.formUnion(low...high)
    }
    let missing = Bool.random(using: &generator)
    if missing { plain.insert(ValueSet.missing) }
    return (ValueSet(intervals, containsMissing: missing), plain)
  }

  private func members(_ set: ValueSet) -> Set<Int32> {
    Set((Array(Self.domain) + [ValueSet.missing]).filter(set.contains))
  }

  @Test func operationsAgree() {
    let seed: UInt64 = 7
    var generator = SplitMix64(seed: seed)
    for round in 0..<5000 {
      let (a, x) = random(&generator)
      let (b, y) = random(&generator)
      #expect(members(a) == x, "seed \(seed), round \(round)")
      #expect(members(a.union(b)) == x.union(y), "seed \(seed), round \(round)")
      #expect(members(a.intersection(b)) == x.intersection(y), "seed \(seed), round \(round)")
      #expect(
        members(a.knownComplement(in: Self.domain)) == Set(Self.domain).subtracting(x), "seed \(seed), round \(round)")
      #expect((a == b) == (x == y), "equal sets are equal values: seed \(seed), round \(round)")
    }
  }
}
