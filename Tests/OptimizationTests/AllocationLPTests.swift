import Foundation
import Optimization
import Testing

struct AllocationLPTests {
  /// Two participants with a seat of their own and one for both.
  private var model: AllocationModel {
    let one = SelectionModel(
      needs: [.init(amount: 10, weight: 3)],
      items: [
        .init(
          load: 5, bonus: -2, required: true, gains: [.init(need: 0, amount: 7)],
          options: [.init(start: 1, end: 2, exclusive: false), .init(start: 8, end: 9, exclusive: false)])
      ])
    let other = SelectionModel(
      needs: [], items: [.init(load: 1, bonus: 4, options: [.init(start: 0, end: 0, exclusive: false)])])
    return AllocationModel(
      participants: [
        .init(model: one, weight: 2, uses: [[0, nil]], counts: [[0]]),
        .init(model: other, uses: [[0]], counts: [[0]]),
      ], capacities: [.init(seats: 1)], goals: [.init(target: 2, worth: 5)])
  }

  @Test func aSmallModelIsWrittenInFull() {
    let names = LPNames(need: { _ in "К1" }, item: { _ in "№1.6" })
    // The first participant's value lies in -2 ... 21 and counts twice, the second's in 0 ... 4, the goal's in 0 ... 10.
    #expect(
      AllocationLP(model, names: { $0 == 0 ? names : LPNames() }).text == """
        \\ M = 61
        \\ leastValue = -4
        \\ from an optimum z: requiredMet = floor((z - leastValue) / M), value = z - M * requiredMet
        \\ x_participant_item_option = 1: the item is taken at the option; y_participant_need: what is covered
        \\ g_goal: what counts towards the goal, up to its target; seats_capacity: the shared capacities
        Maximize
         objective: 5 g_0 + 57 x_p0__1.6_0 + 57 x_p0__1.6_1 + 6 y_p0__1 + 4 x_p1_0_0
        Subject To
         p0_cover_0: y_p0__1 - 7 x_p0__1.6_0 - 7 x_p0__1.6_1 <= 0
         p0_one_0: x_p0__1.6_0 + x_p0__1.6_1 <= 1
         p1_one_0: x_p1_0_0 <= 1
         seats_0: x_p0__1.6_0 + x_p1_0_0 <= 1
         goal_0: g_0 - x_p0__1.6_0 - x_p0__1.6_1 - x_p1_0_0 <= 0
        Bounds
         0 <= g_0 <= 2
         0 <= y_p0__1 <= 10
        Binary
         x_p0__1.6_0 x_p0__1.6_1
         x_p1_0_0
        End

        """)
  }

  @Test func partsAreTheWholeAndLinesShort() {
    var random = RandomAllocation(seed: 7)
    let lp = AllocationLP(random.town(40))
    var parts: [String] = []
    lp.write { parts.append($0) }
    #expect(parts.count > 80)
    #expect(parts.joined() == lp.text)
    #expect(lp.text.split(separator: "\n").allSatisfy { $0.utf8.count < 200 })
    #expect(lp.text.utf8.allSatisfy { $0 < 128 })
  }

  @Test func anEmptyModelIsStillAFile() {
    let text = AllocationLP(AllocationModel(participants: [], capacities: [.init(seats: 3)])).text
    #expect(text.contains("objective: 0 nothing\nSubject To\n c_nothing: nothing <= 0\n"))
    #expect(text.hasSuffix("End\n"))
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
      var random = RandomAllocation(seed: UInt64(70_000 + seed))
      let model = seed % 3 == 0 ? random.town(30) : seed % 3 == 1 ? random.town(8) : random.tiny()
      let allocation = AllocationSearch().solve(model)
      // What is only bounded, an outside solver could only call better.
      guard allocation.status == .optimal else { continue }
      let name = "allocation-\(70_000 + seed)"
      try AllocationLP(model).text.write(
        to: folder.appendingPathComponent(name + ".lp"), atomically: true, encoding: .utf8)
      try #"{"requiredMet": \#(allocation.requiredMet), "kept": 0, "value": \#(allocation.value)}"#.write(
        to: folder.appendingPathComponent(name + ".json"), atomically: true, encoding: .utf8)
    }
  }
}
