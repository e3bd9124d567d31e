import Optimization
import SyntheticData
import Testing

struct ExactSearchTests {
  private typealias Item = SelectionModel.Item
  private typealias Option = SelectionModel.Option

  private let months = (0..<12).map { Option(start: $0 * 30, end: $0 * 30 + 29, exclusive: false) }

  @Test func anEmptyModelHasAnEmptyAnswer() {
    let solution = ExactSearch.solve(SelectionModel(needs: [], items: []))
    #expect(solution.assignment.isEmpty)
    #expect(solution.status == .optimal)
    #expect(solution.bound == 0)
  }

  @Test func requiredItemsComeBeforeValue() {
    let items = [
      Item(load: 10, bonus: -500, required: true, options: months), Item(load: 10, bonus: 900, options: months),
    ]
    let model = SelectionModel(needs: [], items: items, periods: [.init(start: 0, end: 365, capacity: 10)])
    let solution = ExactSearch.solve(model)
    #expect(solution.assignment == [0, nil])
    #expect(solution.objective == Objective(requiredMet: 1, value: -500, load: 10, endDaySum: 29))
  }

  @Test func manyRequiredItemsThatDoNotFitAreCountedExactly() {
    let items = (0..<40).map { Item(load: 10 + $0 % 7, bonus: $0, required: true, options: months) }
    let model = SelectionModel(
      needs: [], items: items, periods: [.init(start: 0, end: 365, capacity: 65)], concurrency: 2)
    let solution = ExactSearch.solve(model)
    // The six lightest weigh 10 each; five of them and one of 11 to 15 still fit.
    #expect(solution.status == .optimal)
    #expect(solution.objective.requiredMet == 6)
    #expect(ModelChecker.violations(of: solution.assignment, in: model).isEmpty)
  }

  @Test func tiesGoToFewerHoursThenEarlierEndsThenOrder() {
    func answer(_ items: [Item]) -> [Int?] {
      ExactSearch.solve(SelectionModel(needs: [.init(amount: 4, weight: 1)], items: items, concurrency: 1)).assignment
    }
    let gains = [SelectionModel.Gain(need: 0, amount: 4)]
    let late = Option(start: 5, end: 9, exclusive: false)
    let early = Option(start: 1, end: 4, exclusive: false)
    #expect(
      answer([.init(load: 3, gains: gains, options: [early]), .init(load: 2, gains: gains, options: [late])]) == [
        nil, 0,
      ])
    #expect(
      answer([.init(load: 2, gains: gains, options: [late]), .init(load: 2, gains: gains, options: [early])]) == [
        nil, 0,
      ])
    #expect(
      answer([.init(load: 2, gains: gains, options: [early]), .init(load: 2, gains: gains, options: [early])]) == [
        0, nil,
      ])
    #expect(answer([.init(load: 0, gains: gains, options: [late, early])]) == [1])
  }

  @Test func itemsInACycleOfPrerequisitesAreNotTaken() {
    let items = (0..<3).map { Item(load: 0, bonus: 5, options: months, prerequisites: [($0 + 1) % 3]) }
    let solution = ExactSearch.solve(
      SelectionModel(needs: [], items: items + [Item(load: 0, bonus: 1, options: months)]))
    #expect(solution.assignment == [nil, nil, nil, 0])
  }

  /// Every month alike for every item: the months must not multiply the work.
  @Test func equalMonthsCostNoSearch() {
    let items = (0..<20).map { Item(load: 5, bonus: 100 + $0, options: months) }
    let model = SelectionModel(
      needs: [], items: items, periods: [.init(start: 0, end: 365, capacity: 90)], concurrency: 2)
    let solution = ExactSearch.solve(model, nodeLimit: 2_000)
    #expect(solution.status == .optimal)
    // The 18 best items, two a month, in item order.
    #expect(solution.assignment == [nil, nil] + (0..<18).map { $0 / 2 })
  }

  @Test(arguments: SyntheticDecisions.Hardness.allCases)
  func hardModelsAreSolvedOrHonestlyBounded(kind: SyntheticDecisions.Hardness) {
    let search = ExactSearch()
    for seed in UInt64(0)..<5 {
      var random = SyntheticDecisions(seed: seed)
      let model = random.hard(kind)
      let long = search.solve(model, nodeLimit: 20_000)
      let short = search.solve(model, nodeLimit: 40)
      for solution in [long, short] {
        #expect(ModelChecker.violations(of: solution.assignment, in: model).isEmpty, "seed \(seed)")
        #expect(ModelChecker.objective(of: solution.assignment, in: model) == solution.objective, "seed \(seed)")
        #expect(solution.bound >= long.objective.value, "seed \(seed)")
      }
      #expect(kind == .unlimited || long.status == .optimal, "seed \(seed)")
    }
  }

  @Test func modelsOfRealSizeTakeFewNodes() {
    let search = ExactSearch()
    let priced = ExactSearch(patience: 0)
    for seed in UInt64(0)..<50 {
      var random = SyntheticDecisions(seed: seed)
      for model in [random.dated(), random.monthly()] {
        let solution = search.solve(model, nodeLimit: 5_000)
        #expect(solution.status == .optimal, "seed \(seed)")
        #expect(solution.assignment == priced.solve(model).assignment, "seed \(seed)")
        #expect(ModelChecker.violations(of: solution.assignment, in: model).isEmpty, "seed \(seed)")
        #expect(ModelChecker.objective(of: solution.assignment, in: model) == solution.objective, "seed \(seed)")
      }
    }
  }

  @Test func whatAModelMustKeepToIsChecked() {
    let good = SelectionModel(needs: [.init(amount: 1, weight: 1)], items: [Item(load: 1, options: months)])
    #expect(good.isWellFormed)
    var bad = good
    bad.items[0].gains = [.init(need: 1, amount: 1)]
    #expect(!bad.isWellFormed)
    bad = good
    bad.items[0].options[3].end = 0
    #expect(!bad.isWellFormed)
    bad = good
    bad.needs[0].amount = Int.max
    bad.items[0].load = 1_000_000
    #expect(!bad.isWellFormed)
  }
}
