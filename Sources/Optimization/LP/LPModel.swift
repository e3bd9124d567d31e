/// A `SelectionModel` as a mixed-integer linear program in the CPLEX LP format, so that any MILP solver can confirm
/// `requiredMet` and `value` of the optimum (load, end days and order are not in it).
///
/// Kept options come before both, with a factor K of their own; what is committed is fixed. One binary `x_item_option` per option, one continuous `y_need` ≤ amount per need with `y_need ≤ Σ gain · x`. Maximised:
/// `M · Σ required x + Σ weight · y + Σ (bonus − cost) · x`. As every value lies in `leastValue ... leastValue + M − 1`,
/// an optimum `z` is read as `requiredMet = ⌊(z − leastValue) / M⌋`, `value = z − M · requiredMet`; the file's first
/// lines say so. Without required items M is 0 and `z` is the value.
public struct LPModel: Sendable {
  /// Variables and rows have names made of these.
  private let names: LPNames
  private let model: SelectionModel
  /// The factor M before the number of required items taken.
  public let requiredFactor: Int
  /// The factor K before the number of kept options taken.
  public let keptFactor: Int
  /// No assignment has a smaller value.
  public let leastValue: Int

  /// Precondition: `model.isWellFormed`.
  public init(_ model: SelectionModel, names: LPNames = LPNames()) {
    self.model = model
    self.names = names
    leastValue = model.valueRange.lowerBound
    (keptFactor, requiredFactor) = model.priorityFactors
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
    if keptFactor > 0 { writer.comment("K = \(keptFactor)") }
    writer.comment(
      keptFactor > 0
        ? "from an optimum z: kept = floor((z - leastValue) / K), "
          + "requiredMet = M > 0 ? floor((z - K * kept - leastValue) / M) : 0, value = z - K * kept - M * requiredMet"
        : requiredFactor == 0
          ? "the optimum is the value; nothing is required, so requiredMet = 0"
          : "from an optimum z: requiredMet = floor((z - leastValue) / M), value = z - M * requiredMet")
    writer.comment("x_item_option = 1: the item is taken at the option; y_need: what is covered of the need")
  }

  private func objectiveTerms(_ need: [String], _ option: [[String]]) -> [LPWriter.Term] {
    var terms: [LPWriter.Term] = []
    for (index, item) in model.items.enumerated() {
      for (choice, name) in option[index].enumerated() {
        let option = item.options[choice]
        let own = item.bonus - option.cost + (item.required ? requiredFactor : 0) + (option.kept ? keptFactor : 0)
        terms.append((own, name))
      }
    }
    for (index, name) in need.enumerated() { terms.append((model.needs[index].weight, name)) }
    return terms.filter { $0.coefficient != 0 }
  }
}
