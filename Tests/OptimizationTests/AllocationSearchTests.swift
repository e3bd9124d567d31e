import Optimization
import Testing

/// The search against all allocations, on random models with every feature.
struct AllocationSearchTests {
  @Test(arguments: 0..<4)
  func boundsAreTrueAndOptimalIsOptimal(part: Int) {
    var optimal = 0
    let count = 250
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
}
