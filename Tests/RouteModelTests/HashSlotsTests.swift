import RouteModel
import TestSupport
import Testing

/// Open addressing, against the toolchain's dictionary.
@Suite struct HashSlotsTests {
  /// Keys kept in a list, found by their slots.
  private struct Table {
    var slots = HashSlots()
    var keys: [Int] = []
    let hash: (Int) -> UInt64

    func position(of key: Int) -> Int? { slots.find(hash(key)) { keys[$0] == key } }

    mutating func add(_ key: Int) {
      slots.add(hash(key))
      keys.append(key)
    }
  }

  private static let hashes: [@Sendable (Int) -> UInt64] = [
    {
      var hash = NumberHash()
      hash.add($0)
      return hash.value
    },
    // Everything collides; marks are alike but positions near the end of the table, so that probing wraps around.
    { _ in UInt64.max }, { UInt64($0 % 3) << 32 }, { UInt64($0) },
  ]

  @Test(arguments: hashes.indices)
  func asADictionary(of index: Int) {
    let seed: UInt64 = 4_101
    var random = SplitMix64(seed: seed)
    var table = Table(hash: Self.hashes[index])
    var oracle: [Int: Int] = [:]
    for step in 0..<1500 {
      let key = Int.random(in: 0..<900, using: &random)
      #expect(table.position(of: key) == oracle[key], "seed \(seed), step \(step), key \(key)")
      if oracle[key] == nil {
        oracle[key] = table.keys.count
        table.add(key)
      }
    }
    #expect(oracle.count > 500)
    table.slots.removeAll()
    table.keys = []
    #expect(table.position(of: 1) == nil)
    table.add(7)
    #expect(table.position(of: 7) == 0)
  }

  /// Neighbouring numbers fall into different slots: of 256 of them in 512 slots about 200 are taken by chance.
  @Test func hashesAreSpread() {
    let marks = (0..<256).map { number in
      var hash = NumberHash()
      hash.add(number)
      return hash.value >> 32 & 511
    }
    #expect(Set(marks).count > 170)
    var (there, back) = (NumberHash(), NumberHash())
    for number in [1, 2] { there.add(number) }
    for number in [2, 1] { back.add(number) }
    #expect(there.value != back.value, "order matters")
  }
}
