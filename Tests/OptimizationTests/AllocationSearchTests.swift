import Optimization
import Testing

/// The search against all allocations, on random models with every feature.
struct AllocationSearchTests {
  @Test(arguments: 0..<4)
  func boundsAreTrueAndOptimalIsOptimal(part: Int) {
    var optimal = 0
    let count = 120
    for seed in UInt64(part) * 10_000..<UInt64(part) * 10_000 + UInt64(count) {
      var random = RandomAllocation(seed: seed)
      let model = random.tiny()
      #expect(model.isWellFormed, "seed \(seed)")
      let oracle = ExhaustiveAllocation(model)
      let allocation = AllocationSearch().solve(model)
      #expect(AllocationChecker.violations(of: allocation, in: model) == [], "seed \(seed)")
      #expect(allocation.requiredMet <= oracle.requiredMet, "seed \(seed)")
      #expect(allocation.requiredBound >= oracle.requiredMet, "seed \(seed)")
      if allocation.requiredMet == oracle.requiredMet {
        #expect(allocation.value <= oracle.value, "seed \(seed)")
        #expect(allocation.bound >= oracle.value, "seed \(seed)")
      }
      if allocation.status == .optimal {
        #expect(allocation.requiredMet == oracle.requiredMet, "seed \(seed)")
        #expect(allocation.value == oracle.value, "seed \(seed)")
        optimal += 1
      }
    }
    #expect(optimal * 10 > count * 9, "\(optimal) of \(count) proven")
  }

  /// With few prices tried and nothing closed, less is proven, but what is said is true.
  @Test(arguments: [1, 2, 3])
  func atTheLimitsBoundsAreTrue(prices: Int) {
    var bounded = 0
    for seed in UInt64(500_000)..<500_080 {
      var random = RandomAllocation(seed: seed)
      let model = random.tiny()
      let oracle = ExhaustiveAllocation(model)
      let search = AllocationSearch(nodeLimit: prices == 1 ? 3 : 1_000, priceLimit: prices, closingLimit: 0)
      let allocation = search.solve(model)
      #expect(AllocationChecker.violations(of: allocation, in: model) == [], "seed \(seed)")
      #expect(allocation.requiredMet <= oracle.requiredMet, "seed \(seed)")
      #expect(allocation.requiredBound >= oracle.requiredMet, "seed \(seed)")
      // Taking fewer required items than possible, the best value of those taking at least as many is no smaller.
      #expect(allocation.bound >= oracle.value, "seed \(seed)")
      if allocation.status == .optimal { #expect(allocation.value == oracle.value, "seed \(seed)") }
      if allocation.status == .bounded { bounded += 1 }
    }
    #expect(bounded > 0)
  }

  @Test func aSmallTownIsSolvedWithProof() {
    for seed in UInt64(0)..<2 {
      var random = RandomAllocation(seed: seed)
      let model = random.town(30)
      let allocation = AllocationSearch().solve(model)
      #expect(allocation.status == .optimal, "seed \(seed)")
      #expect(AllocationChecker.violations(of: allocation, in: model) == [], "seed \(seed)")
    }
  }

  @Test func theAnswerDoesNotDependOnThreads() {
    for seed in UInt64(900)..<901 {
      var random = RandomAllocation(seed: seed)
      let model = random.town(40)
      let one = AllocationSearch(jobs: 1, closingLimit: 1_000).solve(model)
      #expect(AllocationChecker.violations(of: one, in: model) == [], "seed \(seed)")
      #expect(AllocationSearch(jobs: 4, closingLimit: 1_000).solve(model) == one, "seed \(seed)")
    }
  }

  /// One seat, two who want it: the larger weight has it; of equals, who comes first.
  @Test func aSeatGoesToTheLargerWeightThenToTheFirst() {
    func participant(_ weight: Int, required: Bool = false) -> AllocationModel.Participant {
      let item = SelectionModel.Item(
        load: 1, bonus: 7, required: required, options: [.init(start: 0, end: 1, exclusive: false)])
      return .init(model: SelectionModel(needs: [], items: [item]), weight: weight, uses: [[0]], counts: [[]])
    }
    func answer(_ participants: [AllocationModel.Participant]) -> Allocation {
      AllocationSearch().solve(AllocationModel(participants: participants, capacities: [.init(seats: 1)]))
    }
    #expect(answer([participant(1), participant(3)]).assignments == [[nil], [0]])
    #expect(answer([participant(2), participant(2)]).assignments == [[0], [nil]])
    let required = answer([participant(9), participant(1, required: true), participant(1, required: true)])
    #expect(required.assignments == [[nil], [0], [nil]])
    #expect(required.requiredMet == 1 && required.requiredBound == 1)
    #expect(required.status == .optimal)
    #expect(required.requiredPrices == [1])
    #expect(answer([participant(4)]).prices == [0] || answer([participant(4)]).used == [1])
  }

  @Test func nobodyIsFine() {
    let allocation = AllocationSearch().solve(AllocationModel(participants: [], capacities: [.init(seats: 4)]))
    #expect(allocation.status == .optimal)
    #expect(allocation.used == [0] && allocation.prices == [0])
  }

  @Test func whatIsNotWellFormedIsSaid() {
    var random = RandomAllocation(seed: 3)
    let good = random.town(4)
    #expect(good.isWellFormed)
    var bad = good
    bad.participants[0].weight = 0
    #expect(!bad.isWellFormed)
    bad = good
    bad.participants[1].uses[0] = []
    #expect(!bad.isWellFormed)
    bad = good
    bad.participants[1].uses[0] = bad.participants[1].uses[0].map { _ in 99 }
    #expect(!bad.isWellFormed)
    bad = good
    bad.participants[2].counts[0] = [0, 0]
    #expect(!bad.isWellFormed)
    bad = good
    bad.goals[0].worth = -1
    #expect(!bad.isWellFormed)
    bad = good
    bad.goals[0].worth = 1 << 55
    #expect(!bad.isWellFormed)
    bad = good
    bad.participants[0].weight = 1 << 50
    #expect(!bad.isWellFormed)
    bad = good
    bad.participants[0].model.items[0].options[0].cost = 1
    #expect(!bad.isWellFormed)
  }
}
