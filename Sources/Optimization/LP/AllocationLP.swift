/// An `AllocationModel` as a mixed-integer linear program in the CPLEX LP format, so that any MILP solver can confirm
/// `requiredMet` and `value` of the optimum.
///
/// It holds the rows of every participant's own `LPModel`, names prefixed by `p` and the participant's index, a row
/// `seats_capacity` per capacity, and per goal a variable `g_goal` ≤ target with `g_goal ≤ Σ x` of the items that count.
/// Maximised: `M · Σ required x + Σ weight · (…) + Σ worth · g`, with M as in `LPModel`; the first lines say how an
/// optimum is read. The text comes in parts, one or more per participant: only names are held in memory.
public struct AllocationLP: Sendable {
  private let model: AllocationModel
  private let participant: @Sendable (Int) -> LPNames
  /// The factor M before the number of required items taken.
  public let requiredFactor: Int
  /// No allocation has a smaller value.
  public let leastValue: Int

  /// The program of `model`; `names` gives the names within a participant. Precondition: `model.isWellFormed`.
  public init(_ model: AllocationModel, names: @escaping @Sendable (_ participant: Int) -> LPNames = { _ in LPNames() })
  {
    self.model = model
    participant = names
    var (least, most) = (0, 0)
    for participant in model.participants {
      let range = participant.model.valueRange
      least += participant.weight * range.lowerBound
      most += participant.weight * range.upperBound
    }
    for goal in model.goals { most += goal.worth * goal.target }
    leastValue = least
    let hasRequired = model.participants.contains { $0.model.items.contains(where: \.required) }
    requiredFactor = hasRequired ? most - least + 1 : 0
  }

  /// The whole file; for large models better `write`.
  public var text: String {
    var text = ""
    write { text += $0 }
    return text
  }

  /// Hands the file to `sink` in parts, in order; ASCII, the same on every machine.
  public func write(_ sink: (String) -> Void) {
    var writer = LPWriter()
    let names = model.participants.indices.map { Names(model.participants[$0].model, participant($0), $0) }
    writeHeader(&writer)
    writeObjective(names, &writer, sink)
    writer.line("Subject To")
    var rows = 0
    for (index, data) in model.participants.enumerated() {
      for row in LPRows(data.model, need: names[index].need, option: names[index].option).all {
        writer.row("p\(index)_\(row.name)", row.terms, atMost: row.right)
        rows += 1
      }
      sink(writer.take())
    }
    rows += writeSeats(names, &writer, sink) + writeGoals(names, &writer, sink)
    if rows == 0 || isEmpty { writer.row("c_nothing", [(1, "nothing")], atMost: 0) }
    writer.line("Bounds")
    for (goal, data) in model.goals.enumerated() { writer.line(" 0 <= g_\(goal) <= \(data.target)") }
    for (index, data) in model.participants.enumerated() {
      for (need, name) in names[index].need.enumerated() {
        writer.line(" 0 <= \(name) <= \(data.model.needs[need].amount)")
      }
      sink(writer.take())
    }
    if names.contains(where: { !$0.option.joined().isEmpty }) { writer.line("Binary") }
    for names in names where !names.option.joined().isEmpty {
      writer.list(Array(names.option.joined()))
      sink(writer.take())
    }
    writer.line("End")
    sink(writer.take())
  }

  /// The variables of a participant.
  private struct Names {
    var need: [String]
    var option: [[String]]

    init(_ model: SelectionModel, _ names: LPNames, _ participant: Int) {
      var identifiers = LPIdentifiers()
      need = model.needs.indices.map { identifiers.identifier("y_p\(participant)_", names.need($0)) }
      option = model.items.enumerated().map { index, item in
        item.options.indices.map { choice in
          identifiers.identifier("x_p\(participant)_", "\(names.item(index))_\(names.option(index, choice))")
        }
      }
    }
  }

  private var isEmpty: Bool {
    model.goals.isEmpty && model.participants.allSatisfy { $0.model.items.isEmpty && $0.model.needs.isEmpty }
  }

  private func writeHeader(_ writer: inout LPWriter) {
    writer.comment("M = \(requiredFactor)")
    writer.comment("leastValue = \(leastValue)")
    writer.comment(
      requiredFactor == 0
        ? "the optimum is the value; nothing is required, so requiredMet = 0"
        : "from an optimum z: requiredMet = floor((z - leastValue) / M), value = z - M * requiredMet")
    writer.comment(
      "x_participant_item_option = 1: the item is taken at the option; y_participant_need: what is covered")
    writer.comment("g_goal: what counts towards the goal, up to its target; seats_capacity: the shared capacities")
  }

  private func writeObjective(_ names: [Names], _ writer: inout LPWriter, _ sink: (String) -> Void) {
    writer.line("Maximize")
    writer.openRow("objective")
    if isEmpty { writer.add((0, "nothing")) }
    for (goal, data) in model.goals.enumerated() { writer.add((data.worth, "g_\(goal)")) }
    for (index, data) in model.participants.enumerated() {
      for (item, content) in data.model.items.enumerated() {
        let own = data.weight * content.bonus + (content.required ? requiredFactor : 0)
        for name in names[index].option[item] where own != 0 { writer.add((own, name)) }
      }
      for (need, name) in names[index].need.enumerated() {
        writer.add((data.weight * data.model.needs[need].weight, name))
      }
      sink(writer.take())
    }
    writer.closeRow()
  }

  /// A row per capacity that options use; returns how many.
  private func writeSeats(_ names: [Names], _ writer: inout LPWriter, _ sink: (String) -> Void) -> Int {
    var users = [[(participant: Int32, item: Int32, option: Int32)]](repeating: [], count: model.capacities.count)
    for (index, data) in model.participants.enumerated() {
      for (item, uses) in data.uses.enumerated() {
        for (option, use) in uses.enumerated() {
          if let use { users[use].append((Int32(index), Int32(item), Int32(option))) }
        }
      }
    }
    for (capacity, users) in users.enumerated() where !users.isEmpty {
      writer.openRow("seats_\(capacity)")
      for user in users { writer.add((1, names[Int(user.participant)].option[Int(user.item)][Int(user.option)])) }
      writer.closeRow(atMost: model.capacities[capacity].seats)
      sink(writer.take())
    }
    return users.count { !$0.isEmpty }
  }

  /// A row per goal; returns how many.
  private func writeGoals(_ names: [Names], _ writer: inout LPWriter, _ sink: (String) -> Void) -> Int {
    for goal in model.goals.indices {
      writer.openRow("goal_\(goal)")
      writer.add((1, "g_\(goal)"))
      for (index, data) in model.participants.enumerated() {
        for (item, counts) in data.counts.enumerated() where counts.contains(goal) {
          for name in names[index].option[item] { writer.add((-1, name)) }
        }
        sink(writer.take())
      }
      writer.closeRow(atMost: 0)
    }
    return model.goals.count
  }
}
