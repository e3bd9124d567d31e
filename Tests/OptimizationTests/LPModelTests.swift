import Foundation
import Optimization
import SyntheticData
import Testing

struct LPModelTests {
  @Test func aSmallModelIsWrittenInFull() {
    let model = SelectionModel(
      needs: [.init(amount: 10, weight: 3)],
      items: [
        .init(
          load: 5, bonus: -2, required: true, gains: [.init(need: 0, amount: 7)],
          options: [.init(start: 1, end: 2, exclusive: true), .init(start: 8, end: 9, exclusive: true, cost: 4)]),
        .init(
          load: 6, gains: [.init(need: 0, amount: 4)], options: [.init(start: 2, end: 3, exclusive: true)],
          prerequisites: [0], group: 1),
      ],
      periods: [.init(start: 0, end: 9, capacity: 10)], concurrency: 1)
    let names = LPNames(need: { _ in "К1" }, item: { ["№1.6", "e5"][$0] })
    // Least value: 2 + 4 lost by the first item; largest: 30 by coverage, 0 by bonuses.
    #expect(
      LPModel(model, names: names).text == """
        \\ M = 37
        \\ leastValue = -6
        \\ from an optimum z: requiredMet = floor((z - leastValue) / M), value = z - M * requiredMet
        \\ x_item_option = 1: the item is taken at the option; y_need: what is covered of the need
        Maximize
         objective: 35 x__1.6_0 + 31 x__1.6_1 + 3 y__1
        Subject To
         cover_0: y__1 - 7 x__1.6_0 - 7 x__1.6_1 - 4 x_e5_0 <= 0
         one_0: x__1.6_0 + x__1.6_1 <= 1
         one_1: x_e5_0 <= 1
         load_0: 5 x__1.6_0 + 5 x__1.6_1 + 6 x_e5_0 <= 10
         atonce_1: x__1.6_0 + x_e5_0 <= 1
         present_1: x__1.6_0 + x_e5_0 <= 1
         after_2_0: x_e5_0 <= 0
         group_0: x_e5_0 <= 1
        Bounds
         0 <= y__1 <= 10
        Binary
         x__1.6_0 x__1.6_1 x_e5_0
        End

        """)
  }

  @Test func anEmptyModelIsStillAFile() {
    let text = LPModel(SelectionModel(needs: [], items: [])).text
    #expect(text.contains("Maximize\n objective: 0 nothing\nSubject To\n c_nothing: nothing <= 0\n"))
    #expect(text.hasSuffix("End\n"))
  }

  @Test func namesAreSafeAndDistinctAndLinesShort() {
    let options = (0..<12).map { SelectionModel.Option(start: $0, end: $0, exclusive: false) }
    let items = (0..<30).map { _ in SelectionModel.Item(load: 1, bonus: 1, options: options) }
    let long = String(repeating: "очень длинное имя ", count: 20)
    let text = LPModel(SelectionModel(needs: [], items: items), names: LPNames(item: { _ in long })).text
    #expect(text.utf8.allSatisfy { $0 < 128 })
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 200 })
    let binaries = text.components(separatedBy: "Binary\n")[1].split(whereSeparator: \.isWhitespace).dropLast()
    #expect(binaries.count == 360)
    #expect(Set(binaries).count == 360)
  }

  /// Writes models and their solved objectives for `Tests/check-lp.py` into the folder `MARSHRUT_LP_DIR`, which solves
  /// them again with an independent MILP solver.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MARSHRUT_LP_DIR"] != nil))
  func dumpForAnIndependentSolver() throws {
    let environment = ProcessInfo.processInfo.environment
    let folder = URL(fileURLWithPath: environment["MARSHRUT_LP_DIR"] ?? "")
    let count = environment["MARSHRUT_LP_COUNT"].flatMap(Int.init) ?? 300
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for seed in 0..<count {
      var random = RandomModel(seed: UInt64(90_000 + seed))
      var real = SyntheticDecisions(seed: UInt64(90_000 + seed))
      let model =
        switch seed % 7 {
        case 6: random.decided()
        case 0: random.small()
        case 1: real.dated()
        case 2: real.monthly()
        case 3: real.hard(.crowded)
        case 4: real.hard(.twoPeriods)
        default: real.dated(items: 15, options: 2)
        }
      let solution = ExactSearch.solve(model)
      #expect(solution.status == .optimal)
      let name = "model-\(90_000 + seed)"
      try LPModel(model).text.write(
        to: folder.appendingPathComponent(name + ".lp"), atomically: true, encoding: .utf8)
      try
        #"{"requiredMet": \#(solution.objective.requiredMet), "kept": \#(solution.objective.kept), "value": \#(solution.objective.value)}"#
        .write(
          to: folder.appendingPathComponent(name + ".json"), atomically: true, encoding: .utf8)
    }
  }
}
