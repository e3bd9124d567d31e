import Optimization
import TestSupport
import Testing

/// The search against exhaustive search, on random models with every feature.
struct ExactSearchPropertyTests {
  /// With patience 0 every schedule is looked for with prices and memory, which small models do not need otherwise.
  @Test(arguments: 0..<8, [0, 150])
  func theAnswerIsTheOneOfExhaustiveSearch(part: Int, patience: Int) {
    let search = ExactSearch(patience: patience)
    for seed in UInt64(part) * 1_000..<UInt64(part) * 1_000 + 500 {
      var random = RandomModel(seed: seed)
      let model = random.small()
      let oracle = ExhaustiveSearch(model)
      let solution = search.solve(model)
      #expect(solution.status == .optimal, "seed \(seed)")
      #expect(solution.objective == oracle.objective, "seed \(seed)")
      #expect(solution.assignment == oracle.best, "seed \(seed)")
      #expect(solution.bound == solution.objective.value, "seed \(seed)")
      #expect(solution.requiredBound == solution.objective.requiredMet, "seed \(seed)")
      #expect(ModelChecker.violations(of: solution.assignment, in: model).isEmpty, "seed \(seed)")
      #expect(ModelChecker.objective(of: solution.assignment, in: model) == solution.objective, "seed \(seed)")
    }
  }

  /// What is committed stays, kept options come before required items and value.
  @Test(arguments: 0..<4, [0, 150])
  func withEarlierDecisionsTheAnswerIsTheOneOfExhaustiveSearch(part: Int, patience: Int) {
    let search = ExactSearch(patience: patience)
    for seed in UInt64(part) * 1_000 + 200_000..<UInt64(part) * 1_000 + 200_500 {
      var random = RandomModel(seed: seed)
      let model = random.decided()
      let oracle = ExhaustiveSearch(model)
      let solution = search.solve(model)
      #expect(solution.status == .optimal, "seed \(seed)")
      #expect(solution.objective == oracle.objective, "seed \(seed)")
      #expect(solution.assignment == oracle.best, "seed \(seed)")
      #expect(solution.bound == solution.objective.value, "seed \(seed)")
      #expect(solution.keptBound == solution.objective.kept, "seed \(seed)")
      #expect(solution.requiredBound == solution.objective.requiredMet, "seed \(seed)")
      #expect(ModelChecker.violations(of: solution.assignment, in: model).isEmpty, "seed \(seed)")
      #expect(ModelChecker.objective(of: solution.assignment, in: model) == solution.objective, "seed \(seed)")
    }
  }

  @Test(arguments: [0, 1, 2, 4, 9])
  func withEarlierDecisionsTheBoundsAtTheNodeLimitAreTrue(limit: Int) {
    let search = ExactSearch()
    for seed in UInt64(0)..<300 {
      var random = RandomModel(seed: 260_000 + seed)
      let model = random.decided()
      let oracle = ExhaustiveSearch(model)
      guard let best = oracle.objective else { continue }
      let solution = search.solve(model, nodeLimit: limit)
      let comment = Comment(rawValue: "seed \(260_000 + seed), limit \(limit)")
      #expect(ModelChecker.violations(of: solution.assignment, in: model).isEmpty, comment)
      #expect(solution.keptBound >= best.kept, comment)
      if solution.objective.kept == best.kept {
        #expect(solution.requiredBound >= best.requiredMet, comment)
        if solution.objective.requiredMet == best.requiredMet { #expect(solution.bound >= best.value, comment) }
      }
      if solution.status == .optimal { #expect(solution.assignment == oracle.best, comment) }
    }
  }

  @Test(arguments: [0, 1, 2, 3, 5, 8, 20])
  func atTheNodeLimitTheAnswerIsFeasibleAndTheBoundsAreTrue(limit: Int) {
    let search = ExactSearch()
    var cut = 0
    for seed in UInt64(0)..<200 {
      var random = RandomModel(seed: 50_000 + seed)
      let model = random.small()
      let best = search.solve(model)
      let solution = search.solve(model, nodeLimit: limit)
      let comment = Comment(rawValue: "seed \(50_000 + seed), limit \(limit)")
      #expect(ModelChecker.violations(of: solution.assignment, in: model).isEmpty, comment)
      #expect(ModelChecker.objective(of: solution.assignment, in: model) == solution.objective, comment)
      #expect(solution.requiredBound >= best.objective.requiredMet, comment)
      #expect(solution.bound >= solution.objective.value, comment)
      // Taking fewer required items than possible, the best value among those taking at least as many is only larger.
      if solution.objective.requiredMet <= best.objective.requiredMet {
        #expect(solution.bound >= best.objective.value, comment)
      }
      #expect(solution.objective <= best.objective, comment)
      if solution.status == .optimal { #expect(solution.assignment == best.assignment, comment) } else { cut += 1 }
    }
    if limit <= 1 { #expect(cut > 0) }
  }
}
