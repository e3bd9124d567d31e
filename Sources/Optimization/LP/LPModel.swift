/// A `SelectionModel` as a mixed-integer linear program in the CPLEX LP format, so that any MILP solver can confirm
/// `requiredMet` and `value` of the optimum (load, end days and order are not in it).
///
/// One binary `x_item_option` per option, one continuous `y_need` ≤ amount per need with `y_need ≤ Σ gain · x`. Maximised:
/// `M · Σ required x + Σ weight · y + Σ (bonus − cost) · x`. As every value lies in `leastValue ... leastValue + M − 1`,
/// an optimum `z` is read as `requiredMet = ⌊(z − leastValue) / M⌋`, `value = z − M · requiredMet`; the file's first
/// lines say so. Without required items M is 0 and `z` is the value.
public struct LPModel: Sendable {
  /// Variables and rows have names made of these.
  private let names: LPNames
  private let model: SelectionModel
  /// The factor M before the number of required items taken.
  public let requiredFactor: Int
  /// No assignment has a smaller value.
  public let leastValue: Int

  /// Precondition: `model.isWellFormed`.
  public init(_ model: SelectionModel, names: LPNames = LPNames()) {
    self.model = model
    self.names = names
    let range = Self.valueRange(model)
    leastValue = range.lowerBound
    requiredFactor = model.items.contains(where: \.required) ? range.upperBound - range.lowerBound + 1 : 0
  }

  /// The whole file, ASCII, the same on every machine; O(size · days).
  public var text: String {
    var identifiers = LPIdentifiers()
    let need = model.needs.indices.map { identifiers.identifier("y_", names.need($0)) }
    let option = model.items.enumerated().map { index, item in
      item.options.indices.map { identifiers.identifier("x_", "\(names.item(index))_\(names.option(index, $0))") }
    }
    var writer = LPWriter()
    writeHeader(&writer)
    writer.line("Maximize")
    let objective = objectiveTerms(need, option)
    writer.row("objective", objective.isEmpty ? [(0, "nothing")] : objective)
    writer.line("Subject To")
    let rows = LPRows(model, need: need, option: option)
    for (name, terms, right) in rows.all { writer.row(name, terms, atMost: right) }
    // A file without variables or rows is none: readers want at least one of each.
    if rows.all.isEmpty || objective.isEmpty { writer.row("c_nothing", [(1, "nothing")], atMost: 0) }
    writer.line("Bounds")
    for (index, name) in need.enumerated() { writer.line(" 0 <= \(name) <= \(model.needs[index].amount)") }
    if !option.joined().isEmpty {
      writer.line("Binary")
      writer.list(Array(option.joined()))
    }
    writer.line("End")
    return writer.text
  }

  private func writeHeader(_ writer: inout LPWriter) {
    writer.comment("M = \(requiredFactor)")
    writer.comment("leastValue = \(leastValue)")
    writer.comment(
      requiredFactor == 0
        ? "the optimum is the value; nothing is required, so requiredMet = 0"
        : "from an optimum z: requiredMet = floor((z - leastValue) / M), value = z - M * requiredMet")
    writer.comment("x_item_option = 1: the item is taken at the option; y_need: what is covered of the need")
  }

  private func objectiveTerms(_ need: [String], _ option: [[String]]) -> [LPWriter.Term] {
    var terms: [LPWriter.Term] = []
    for (index, item) in model.items.enumerated() {
      for (choice, name) in option[index].enumerated() {
        let own = item.bonus - item.options[choice].cost + (item.required ? requiredFactor : 0)
        terms.append((own, name))
      }
    }
    for (index, name) in need.enumerated() { terms.append((model.needs[index].weight, name)) }
    return terms.filter { $0.coefficient != 0 }
  }

  /// Bounds on the value of any feasible assignment: full coverage by all items, with the largest and the smallest sums
  /// of bonus − cost that the load of all periods allows.
  private static func valueRange(_ model: SelectionModel) -> ClosedRange<Int> {
    var most = 0
    for (index, need) in model.needs.enumerated() {
      var gained = 0
      for item in model.items where !item.options.isEmpty {
        for gain in item.gains where gain.need == index { gained += gain.amount }
      }
      most += need.weight * min(need.amount, gained)
    }
    let items = model.items.filter { !$0.options.isEmpty }
    most += largestSum(items, model) { item in item.options.map { item.bonus - $0.cost }.max() ?? 0 }
    let least = -largestSum(items, model) { item in item.options.map { $0.cost - item.bonus }.max() ?? 0 }
    return least...most
  }

  /// An upper bound on `Σ profit` over feasible sets: the fractional knapsack over all periods.
  private static func largestSum(
    _ items: [SelectionModel.Item], _ model: SelectionModel, _ profit: (SelectionModel.Item) -> Int
  ) -> Int {
    let parts = items.map { item -> (profit: Int, load: Int) in
      let counts = item.options.map { option in
        model.periods.count { $0.start <= option.start && option.start <= $0.end }
      }
      return (max(0, profit(item)), item.load * (counts.min() ?? 0))
    }
    let total = parts.reduce(0) { $0 + $1.load }
    var room = model.periods.reduce(0) { $0 + min($1.capacity, total) }
    var sum = 0
    for part in parts.sorted(by: { $0.profit * $1.load > $1.profit * $0.load }) {
      if part.load > room { return sum + (part.profit * room + part.load - 1) / part.load }
      room -= part.load
      sum += part.profit
    }
    return sum
  }
}
