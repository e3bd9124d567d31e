import Optimization
import Testing

/// Deliberate damages to a good allocation: each is found, and named.
struct AllocationCheckerTests {
  private let model: AllocationModel
  private let good: Allocation

  init() {
    var random = RandomAllocation(seed: 41)
    model = random.town(12)
    good = AllocationSearch().solve(model)
  }

  private func violations(_ change: (inout Allocation) -> Void) -> [AllocationViolation] {
    var damaged = good
    change(&damaged)
    return AllocationChecker.violations(of: damaged, in: model)
  }

  @Test func aGoodOneHasNoViolations() {
    #expect(AllocationChecker.violations(of: good, in: model) == [])
  }

  @Test func numbersThatDoNotAddUpAreFound() {
    #expect(
      violations { $0.requiredMet += 1 }.contains(
        .wrongRequiredMet(expected: good.requiredMet, found: good.requiredMet + 1)))
    #expect(
      violations { $0.value -= 1 }.contains(.wrongValue(expected: good.value, found: good.value - 1)))
    #expect(
      violations { $0.used[2] += 1 }.contains(
        .wrongUsed(capacity: 2, expected: good.used[2], found: good.used[2] + 1)))
    #expect(
      violations { $0.reached[0] += 1 }.contains(
        .wrongReached(goal: 0, expected: good.reached[0], found: good.reached[0] + 1)))
    #expect(violations { $0.bound = good.value - 1 } == [.falseBound])
    #expect(violations { $0.bound = good.value + 1 } == [.falseBound])
    #expect(violations { $0.requiredBound = good.requiredMet - 1 } == [.falseBound])
    #expect(violations { $0.prices[1] = -1 } == [.falsePrice(capacity: 1)])
    #expect(violations { $0.prices = [] }.count == model.capacities.count)
  }

  @Test func assignmentsThatDoNotFitAreFound() {
    #expect(violations { $0.assignments.removeLast() } == [.wrongCount(expected: 12, found: 11)])
    #expect(violations { $0.assignments[3][0] = 17 } == [.participant(3, .noSuchOption(item: 0, option: 17))])
    let short = violations { $0.assignments[4].removeLast() }
    let items = model.participants[4].model.items.count
    #expect(short == [.participant(4, .wrongLength(expected: items, found: items - 1))])
  }

  /// Taking a seat more than there are is found wherever it is tried.
  @Test func overfullCapacitiesAreFound() {
    var tried = 0
    for (index, participant) in model.participants.enumerated() {
      for (item, uses) in participant.uses.enumerated() where good.assignments[index][item] == nil {
        for (option, use) in uses.enumerated() {
          guard let use, good.used[use] == model.capacities[use].seats else { continue }
          tried += 1
          let seats = model.capacities[use].seats
          #expect(
            violations { $0.assignments[index][item] = option }.contains(
              .overCapacity(capacity: use, used: seats + 1, seats: seats)))
        }
      }
    }
    #expect(tried > 0)
  }
}
