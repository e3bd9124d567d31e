import Optimization
import Testing

struct ModelCheckerTests {
  private typealias Item = SelectionModel.Item
  private typealias Option = SelectionModel.Option

  private func day(_ start: Int, _ end: Int, exclusive: Bool = false, cost: Int = 0) -> Option {
    Option(start: start, end: end, exclusive: exclusive, cost: cost)
  }

  @Test func nothingTakenBreaksNothingAndIsWorthNothing() {
    let model = SelectionModel(
      needs: [.init(amount: 5, weight: 2)], items: [Item(load: 3, required: true, options: [day(1, 2)])],
      periods: [.init(start: 0, end: 9, capacity: 0)], concurrency: 0)
    #expect(ModelChecker.violations(of: [nil], in: model).isEmpty)
    #expect(
      ModelChecker.objective(of: [nil], in: model) == Objective(requiredMet: 0, value: 0, load: 0, endDaySum: 0))
  }

  @Test func shapeErrorsComeFirst() {
    let model = SelectionModel(needs: [], items: [Item(load: 0, options: [day(1, 2)])])
    #expect(ModelChecker.violations(of: [], in: model) == [.wrongLength(expected: 1, found: 0)])
    #expect(ModelChecker.violations(of: [1], in: model) == [.noSuchOption(item: 0, option: 1)])
    #expect(ModelChecker.violations(of: [-1], in: model) == [.noSuchOption(item: 0, option: -1)])
  }

  @Test func loadCountsInEveryPeriodInWhichTheOptionStarts() {
    let model = SelectionModel(
      needs: [], items: [Item(load: 6, options: [day(5, 30)]), Item(load: 5, options: [day(6, 6), day(11, 12)])],
      periods: [.init(start: 0, end: 10, capacity: 10), .init(start: 6, end: 12, capacity: 4)])
    #expect(
      ModelChecker.violations(of: [0, 0], in: model) == [
        .overload(period: 0, load: 11, capacity: 10), .overload(period: 1, load: 5, capacity: 4),
      ])
    #expect(ModelChecker.violations(of: [0, nil], in: model).isEmpty)
  }

  @Test func daysAreSharedUpToTheLimitAndPresenceByNone() {
    let items = [
      Item(load: 0, options: [day(1, 5, exclusive: true)]), Item(load: 0, options: [day(5, 8)]),
      Item(load: 0, options: [day(5, 5, exclusive: true), day(6, 6, exclusive: true)]),
    ]
    let model = SelectionModel(needs: [], items: items, concurrency: 2)
    #expect(
      ModelChecker.violations(of: [0, 0, 0], in: model) == [
        .tooManyAtOnce(day: 5, items: [0, 1, 2], limit: 2), .exclusiveClash(day: 5, items: [0, 2]),
      ])
    #expect(ModelChecker.violations(of: [0, 0, 1], in: model).isEmpty)
  }

  @Test func prerequisitesAreTakenAndEndBefore() {
    let model = SelectionModel(
      needs: [],
      items: [
        Item(load: 0, options: [day(1, 5), day(1, 4)]), Item(load: 0, options: [day(5, 6)], prerequisites: [0]),
      ])
    #expect(
      ModelChecker.violations(of: [nil, 0], in: model) == [.prerequisiteMissing(item: 1, prerequisite: 0)])
    #expect(ModelChecker.violations(of: [0, 0], in: model) == [.prerequisiteTooLate(item: 1, prerequisite: 0)])
    #expect(ModelChecker.violations(of: [1, 0], in: model).isEmpty)
  }

  @Test func ofAGroupOneIsTaken() {
    let items = (0..<3).map { Item(load: 0, options: [day($0, $0)], group: $0 < 2 ? 7 : 8) }
    let model = SelectionModel(needs: [], items: items)
    #expect(ModelChecker.violations(of: [0, 0, 0], in: model) == [.groupTakenTwice(group: 7, items: [0, 1])])
    #expect(ModelChecker.violations(of: [0, nil, 0], in: model).isEmpty)
  }

  @Test func theObjectiveCountsCoverageUpToTheAmount() {
    let model = SelectionModel(
      needs: [.init(amount: 10, weight: 3), .init(amount: 4, weight: 5)],
      items: [
        Item(
          load: 4, bonus: -7, required: true, gains: [.init(need: 0, amount: 6), .init(need: 1, amount: 1)],
          options: [day(1, 9), day(2, 20, cost: 11)]),
        Item(
          load: 2, bonus: 100, gains: [.init(need: 0, amount: 3), .init(need: 0, amount: 3)],
          options: [day(3, 30)]),
      ])
    // 3 · min(10, 12) + 5 · 1 − 7 + 100 − 11
    #expect(
      ModelChecker.objective(of: [1, 0], in: model)
        == Objective(requiredMet: 1, value: 117, load: 6, endDaySum: 50))
  }
}
