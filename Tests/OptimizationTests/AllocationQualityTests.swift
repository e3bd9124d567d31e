import Optimization
import Testing

/// How good allocations of hundreds are: against oracles where there are some, else by what is proven.
struct AllocationQualityTests {
  /// Where everybody has one required item, as many can be taken as a maximum matching of people and seats has, and the
  /// bound says so: nobody need be moved by hand.
  @Test(arguments: [UInt64(1), 2, 3])
  func requiredItemsAreAMaximumMatching(seed: UInt64) {
    var random = RandomAllocation(seed: seed)
    let model = random.matching(people: 150, capacities: 20)
    let allocation = AllocationSearch(closingLimit: 0).solve(model)
    let largest = Self.maximumMatching(model)
    #expect(AllocationChecker.violations(of: allocation, in: model) == [], "seed \(seed)")
    #expect(allocation.requiredMet == largest, "seed \(seed)")
    #expect(allocation.requiredBound == largest, "seed \(seed)")
  }

  /// A ring of people, each between two seats, with only one way round for the last: a chain through all.
  @Test func aChainThroughAllIsFound() {
    let count = 60
    let participants = (0..<count).map { index -> AllocationModel.Participant in
      let next = index + 1 < count ? [index, index + 1] : [0]
      // The seat that is in the way is worth more to its holder.
      let item = SelectionModel.Item(
        load: 1, bonus: 5, required: true,
        options: next.map { .init(start: $0, end: $0, exclusive: false) })
      return .init(model: SelectionModel(needs: [], items: [item]), uses: [next.map { $0 }], counts: [[]])
    }
    let model = AllocationModel(
      participants: participants, capacities: [AllocationModel.Capacity](repeating: .init(seats: 1), count: count))
    let allocation = AllocationSearch().solve(model)
    #expect(allocation.requiredMet == count && allocation.status == .optimal)
    #expect(AllocationChecker.violations(of: allocation, in: model) == [])
  }

  /// Towns with few sessions, and one with so many that prices come from sweeps alone, where whole prices are coarse and
  /// seats few; there on any number of threads. `most` is the largest gap, in thousandths.
  @Test(arguments: [(UInt64(11), 150, 12, 5), (12, 420, 12, 5), (13, 420, 160, 30)])
  func gapsAreSmall(seed: UInt64, people: Int, capacities: Int, most: Int) {
    var random = RandomAllocation(seed: seed)
    let model = random.town(people, capacities: capacities)
    let allocation = AllocationSearch(jobs: 1, closingLimit: 0).solve(model)
    #expect(AllocationChecker.violations(of: allocation, in: model) == [], "seed \(seed)")
    #expect(allocation.requiredBound - allocation.requiredMet <= 1, "seed \(seed)")
    #expect(1_000 * allocation.gap <= most * allocation.value, "seed \(seed): \(allocation.gap) of \(allocation.value)")
    if capacities > 100 {
      #expect(AllocationSearch(jobs: 3, closingLimit: 0).solve(model) == allocation, "seed \(seed)")
    }
  }

  /// By augmenting paths (Kuhn 1955), each seat on its own.
  private static func maximumMatching(_ model: AllocationModel) -> Int {
    var seats: [[Int]] = []
    var next = 0
    for capacity in model.capacities {
      seats.append(Array(next..<next + capacity.seats))
      next += capacity.seats
    }
    var holder = [Int?](repeating: nil, count: next)
    func augment(_ person: Int, _ seen: inout Set<Int>) -> Bool {
      let open = model.participants[person].uses[0].compactMap { $0 }.flatMap { seats[$0] }
      for seat in open where seen.insert(seat).inserted {
        if let other = holder[seat], !augment(other, &seen) { continue }
        holder[seat] = person
        return true
      }
      return false
    }
    return model.participants.indices.count { person in
      var seen: Set<Int> = []
      return augment(person, &seen)
    }
  }
}
